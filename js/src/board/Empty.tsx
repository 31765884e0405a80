/** An empty board is the first thing anyone sees: what is missing, how to begin, and one button that does it. */

import { useComputed } from "@preact/signals";
import type { ComponentChild, JSX } from "preact";
import type { JsonObject } from "../document/json";
import { table } from "../document/order";
import { own } from "../document/patch";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { countFound } from "./Search";
import { addStage } from "./StageHead";
import type { BoardContext } from "./context";

interface EmptyProps {
  readonly picture: ComponentChild;
  readonly what: string;
  readonly how: string;
  readonly action: string;
  readonly onAction: () => void;
}

export function Empty({ picture, what, how, action, onAction }: EmptyProps): JSX.Element {
  return (
    <div class="jw-empty">
      <span class="jw-empty-picture" aria-hidden="true">{picture}</span>
      <b>{what}</b>
      <p>{how}</p>
      <button type="button" class="jw-btn jw-btn-line" {...ownKeys} onClick={onAction}>
        {action}
      </button>
    </div>
  );
}

/** Which emptiness the lanes are in; "" while there is something to see. */
export function emptiness(board: BoardContext): "" | "stages" | "cards" | "found" {
  const document = board.document.value;
  if (Object.keys(table(document, "stages")).length === 0) return "stages";
  if (Object.keys(table(document, "touchpoints")).length === 0) return "cards";
  return board.view.search.value.trim() && countFound(board) === 0 ? "found" : "";
}

/** Put it over the lanes; draws nothing while they are not empty. */
export function EmptyBoard({ board }: { board: BoardContext }): JSX.Element | null {
  const kind = useComputed(() => emptiness(board)).value;
  const say = board.say;
  if (kind === "stages")
    return (
      <Empty
        picture={<Icon name="plus" />}
        what={say("panel.empty_stages")}
        how={say("panel.empty_stages_how")}
        action={say("panel.empty_stages_do")}
        onAction={() => addStage(board, null)}
      />
    );
  if (kind === "cards")
    return (
      <Empty
        picture={<Icon name="plus" />}
        what={say("panel.empty_cards")}
        how={say("panel.empty_cards_how")}
        action={say("panel.empty_cards_do")}
        onAction={() => {
          const id = board.verbs.addTouchpoint(say("panel.new_card"), board.stages.peek()[0] ?? "");
          board.view.renaming.value = id;
        }}
      />
    );
  if (kind === "found")
    return (
      <Empty
        picture={<Icon name="search" />}
        what={say("panel.empty_found", { query: board.view.search.value.trim() })}
        how={say("panel.empty_found_how")}
        action={say("panel.empty_found_do")}
        onAction={() => {
          board.view.search.value = "";
        }}
      />
    );
  return null;
}

/** Put it over the plot: a curve needs a first score. Nothing once there is a line of anybody's to see, or no card to score. */
export function EmptyCurve({ board }: { board: BoardContext }): JSX.Element | null {
  const first = useComputed(() => {
    let unscored = "";
    for (const stage of board.stages.value)
      for (const id of board.lane(stage).value) {
        if (board.card(id).value?.figure) return "";
        unscored ||= id;
      }
    const scores = Object.values(table(board.document.value, "scores"));
    return scores.some((score) => own(score as JsonObject, "state") === board.view.state.value) ? "" : unscored;
  }).value;
  if (!first) return null;
  return (
    <Empty
      picture={
        <svg width="120" height="34" viewBox="0 0 120 34" fill="none">
          <path
            d="M4 20C18 20 20 8 34 8s18 20 32 20 18-16 50-18"
            stroke="var(--jw-line-control)"
            stroke-width="1.5"
            stroke-dasharray="3 4"
            stroke-linecap="round"
          />
        </svg>
      }
      what={board.say("panel.empty_curve")}
      how={board.say("panel.empty_curve_how")}
      action={board.say("panel.empty_curve_do")}
      onAction={() => {
        board.view.selected.value = first;
        board.view.panelOpen.value = true;
        board.focusCard(first);
      }}
    />
  );
}
