/** What hangs from a card or a stage: why something was refused, and in compact density a peek at what was left out. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { JsonObject } from "../document/json";
import { record } from "../document/order";
import { format, scaleOf } from "../document/scale";
import { ChannelChip, Icon, Mark } from "../shell/Icon";
import { Spread } from "../shell/Spread";
import { keepInside } from "../shell/inside";
import { isComposing, ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { text } from "./fields";

interface PopoverProps {
  readonly board: BoardContext;
  readonly class?: string;
  readonly role: "alert" | "tooltip" | "dialog";
  readonly label?: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** Hangs under its parent's inner edge, and moves inwards where it would leave the board. */
export function Popover({ board, class: style = "", role, label, id, children }: PopoverProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current) keepInside(element.current, board.root);
  });
  return (
    <div ref={element} id={id} class={`jw-pop ${style}`} role={role} aria-label={label}>
      {children}
    </div>
  );
}

/** The refusal of a change to this card (or stage): what, why, and what to do next. Stays until dismissed. */
export function Rejected({ board, card }: { board: BoardContext; card: string }): JSX.Element | null {
  const rejection = board.view.rejections.value.get(card);
  if (!rejection) return null;
  const language = board.view.language.value;
  const moved = isMove(rejection.patch, card);
  const dismiss = (): void => {
    const rest = new Map(board.view.rejections.value);
    rest.delete(card);
    board.view.rejections.value = rest;
  };
  const isCard = record(board.document.value, "touchpoints", card) !== undefined;
  const stop = (event: Event): void => event.stopPropagation();
  return (
    <div
      class="jw-pop-anchor"
      onPointerDown={stop}
      onClick={stop}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Escape") {
          event.preventDefault();
          dismiss();
          if (isCard) board.focusCard(card);
        }
        // Its buttons are inside a card, whose keys would lift it.
        event.stopPropagation();
      }}
    >
      <Popover board={board} class="is-danger" role="alert">
        <h4>
          <Icon name="warn" />
          {board.say(moved ? "panel.not_moved" : "panel.not_changed")}
        </h4>
        <p>{rejection.message[language]}</p>
        <div class="row">
          {moved && isCard && (
            <button
              type="button"
              class="jw-btn"
              {...ownKeys}
              onClick={() => {
                dismiss();
                board.view.moving.value = card;
              }}
            >
              {board.say("panel.choose_place")}
            </button>
          )}
          <button
            type="button"
            class="jw-btn"
            {...ownKeys}
            onClick={() => {
              dismiss();
              if (isCard) board.focusCard(card);
            }}
          >
            {board.say("panel.dismiss")}
          </button>
        </div>
      </Popover>
    </div>
  );
}

function isMove(patch: JsonObject, card: string): boolean {
  const fields = (patch["touchpoints"] as JsonObject | undefined)?.[card] as JsonObject | null | undefined;
  return !!fields && ("stage" in fields || "rank" in fields) && !("title" in fields);
}

/** What compact density leaves out of a card. */
export function Peek({ board, card, id }: { board: BoardContext; card: string; id?: string }): JSX.Element | null {
  const view = board.card(card).value;
  if (!view) return null;
  const scale = scaleOf(board.document.value);
  const { record: fields, figure, notes } = view;
  const number = board.number(card).value;
  const channel = text(fields, "channel");
  const words = text(fields, "thought") || text(fields, "action") || text(fields, "need");
  const kinds = (["pain", "gain", "opportunity"] as const).filter((kind) => notes[kind]);
  const people = figure && { n: figure.n, mean: format(figure.score, scale) };
  return (
    <Popover board={board} class="jw-peek" role="tooltip" {...(id ? { id } : {})}>
      <h4>
        {number > 0 && <span class="jw-no">{number}</span>}
        {text(fields, "title")}
      </h4>
      <p class="row2">
        {channel && <ChannelChip channel={channel} />}
        {figure && figure.low !== null && figure.high !== null && figure.n > 1 && (
          <Spread mean={figure.score} low={figure.low} high={figure.high} wide={figure.wide} from={scale.low} to={scale.high} />
        )}
        <span class="jw-num jw-muted">
          {!people ? board.say("panel.not_scored") : board.say(people.n > 0 ? "panel.people_mean" : "panel.agreed", people)}
        </span>
      </p>
      {words && <p>{words}</p>}
      {kinds.length > 0 && (
        <p class="row2 jw-muted">
          {kinds.map((kind) => (
            <span key={kind} class="jw-note">
              <Mark kind={kind} />
              {board.say(`panel.kind_${kind}`)} {notes[kind]}
            </span>
          ))}
        </p>
      )}
    </Popover>
  );
}
