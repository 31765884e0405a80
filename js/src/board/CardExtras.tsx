/** What a card shows besides: its picture, and the own fields and functions' values a person has chosen. Nothing else is drawn. */

import type { JSX } from "preact";
import type { Json, JsonObject } from "../document/json";
import { Icon } from "../shell/Icon";
import type { BoardContext } from "./context";
import { text } from "./fields";
import type { LaneValue } from "./lanes";
import { ownName, valueIn, written } from "./own";

/** A value as it is read: numbers with their groups, yes and no as words. */
export function shownValue(board: Pick<BoardContext, "view" | "say">, value: Json | LaneValue | undefined): string {
  if (typeof value === "number") return value.toLocaleString(board.view.language.value, { maximumFractionDigits: 2 }).replace("-", "−");
  if (typeof value === "boolean") return board.say(value ? "facts.yes" : "facts.no");
  return written(value);
}

export function CardValues({ board, id, record }: { board: BoardContext; id: string; record: JsonObject }): JSX.Element | null {
  const chosen = board.shows.onCards.value;
  if (chosen.length === 0) return null;
  const entries = chosen.flatMap((what) => {
    const name = ownName(what);
    const value = name !== "" ? valueIn(record, what) : board.lanes.value(what.slice("lane.".length), id).value;
    const shown = shownValue(board, value ?? undefined);
    return shown === "" ? [] : [{ what, name: name || what.slice("lane.".length), shown }];
  });
  if (entries.length === 0) return null;
  return (
    <p class="jw-card-values">
      {entries.map(({ what, name, shown }) => (
        <span key={what} data-field={what}>
          <span>{name}</span> <b class="jw-num">{shown}</b>
        </span>
      ))}
    </p>
  );
}

export function CardPicture({ board, record }: { board: BoardContext; record: JsonObject }): JSX.Element | null {
  return board.shows.is("pictures") ? <Picture board={board} record={record} class="jw-card-picture" /> : null;
}

/** A touchpoint's picture, or the place where it will be. Its words are the card's title where it has none of its own. */
export function Picture({ board, record, class: style }: { board: BoardContext; record: JsonObject; class: string }): JSX.Element {
  const url = board.pictures.url(text(record, "image")).value;
  const alt = text(record, "image_alt") || text(record, "title");
  if (url === null)
    return (
      <span class={`${style} is-missing`} title={board.say("facts.picture_missing")}>
        <Icon name="image" label={board.say("facts.picture_missing")} />
      </span>
    );
  if (url === "") return <span class={style} aria-hidden="true" />;
  return <img class={style} src={url} alt={alt} draggable={false} decoding="async" />;
}
