/** A list of cards: a stage's lane, a swimlane's piece of it, or the pool. Drawn anew only when its own order changes. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Icon } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { Card } from "./Card";
import type { Inside } from "./inside";
import { ownName, rowFields } from "./own";

export interface LaneProps {
  readonly board: Inside;
  readonly stage: string;
  readonly row: string | null;
  readonly class?: string;
  readonly style?: string;
}

export function Lane({ board, stage, row, class: more = "jw-lane", style }: LaneProps): JSX.Element {
  const ids = board.cell(stage, row).value;
  const name = stage === "" ? board.say("board.pool") : board.say("board.lane_label", { stage: stageTitle(board, stage) });
  return (
    <ol
      class={more}
      style={style}
      role="list"
      data-stage={stage}
      data-row={row ?? undefined}
      aria-label={row ? board.say("board.lane_and_row", { stage: name, row }) : name}
    >
      {ids.map((id) => (
        <Card key={id} board={board} id={id} />
      ))}
      <AddCard key="+" board={board} stage={stage} row={row} empty={ids.length === 0} />
    </ol>
  );
}

function stageTitle(board: Inside, stage: string): string {
  const name = board.stage(stage).value?.["name"];
  return typeof name === "string" && name !== "" ? name : board.say("board.untitled");
}

/** A quiet button at the lane's end, which becomes the field for a new card. */
function AddCard({ board, stage, row, empty }: { board: Inside; stage: string; row: string | null; empty: boolean }): JSX.Element {
  const adding = board.adding.value;
  if (adding && adding.stage === stage && adding.row === row)
    return (
      <li class="jw-card jw-card-new">
        <NewCard board={board} stage={stage} row={row} />
      </li>
    );
  const label = stage === "" ? board.say("board.add_card") : board.say("board.add_card_to", { stage: stageTitle(board, stage) });
  return (
    <li class={empty ? "jw-lane-end is-empty" : "jw-lane-end"}>
      <button
        type="button"
        class="jw-add"
        aria-label={label}
        title={label}
        data-action="add-card"
        {...ownKeys}
        onClick={() => {
          board.adding.value = { stage, row };
        }}
      >
        <Icon name="plus" small />
        <span>{board.say("board.add_card")}</span>
      </button>
    </li>
  );
}

/** One line is one card. Enter makes it and waits for the next; a list pasted in becomes as many cards. */
function NewCard({ board, stage, row }: { board: Inside; stage: string; row: string | null }): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);

  const add = (text: string): string | undefined => {
    const titles = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (titles.length === 0) return undefined;
    const rows = board.view.rows.peek();
    const fields = row !== null && rows !== "" ? rowFields(null, rows, row, board.own.kindOf(ownName(rows))) : {};
    const ids = board.verbs.addTouchpoints(titles, stage, null, fields);
    board.announce(
      titles.length === 1 ? board.say("board.said_added", { title: titles[0]! }) : board.say("board.said_added_n", { n: titles.length }),
    );
    return ids.at(-1);
  };
  const close = (focus: string | undefined): void => {
    done.current = true;
    board.adding.value = null;
    if (focus) board.focusCard(focus);
  };
  return (
    <textarea
      ref={(element) => {
        if (element && !field.current) {
          field.current = element;
          element.focus({ preventScroll: true });
          element.scrollIntoView({ block: "nearest", inline: "nearest" });
        }
      }}
      class="jw-card-title jw-card-rename"
      rows={2}
      aria-label={board.say("board.new_card")}
      placeholder={board.say("board.new_card_hint")}
      autocomplete="off"
      {...ownKeys}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        const element = event.currentTarget;
        if (event.key === "Enter" && !event.shiftKey) {
          event.preventDefault();
          const last = add(element.value);
          element.value = "";
          if (last) element.scrollIntoView({ block: "nearest" });
          else close(board.cell(stage, row).peek().at(-1));
        } else if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          close(board.cell(stage, row).peek().at(-1));
        }
      }}
      onPaste={(event) => {
        const pasted = event.clipboardData?.getData("text/plain") ?? "";
        if (event.currentTarget.value.trim() !== "" || !/\S\s*\r?\n\s*\S/.test(pasted)) return;
        event.preventDefault();
        add(pasted);
      }}
      onBlur={(event) => {
        if (done.current) return;
        add(event.currentTarget.value);
        close(undefined);
      }}
    />
  );
}
