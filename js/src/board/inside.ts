/** What the lanes, the drag and the keys share beyond the contract with the parts around them. */

import { computed, type ReadonlySignal, type Signal } from "@preact/signals";
import type { DrawOptions } from "../chart/types";
import { record } from "../document/order";
import { own } from "../document/patch";
import type { Place } from "../drag/geometry";
import type { Held, Layout } from "../drag/keyboard";
import type { Cards } from "./cards";
import type { BoardContext, Density } from "./context";
import { steady } from "./flags";
import type { Others } from "./others";
import { valueIn, written } from "./own";
import type { Pace } from "./pace";
import type { BoardVerbs } from "./verbs";

export interface Adding {
  readonly stage: string;
  readonly row: string | null;
}

export type Flag = "selected" | "tabStop" | "lifted" | "held" | "renaming" | "facing";

export interface Inside extends BoardContext, Others {
  readonly verbs: BoardVerbs;
  readonly cards: Cards;
  /** The store's events in the order the eye needs them. */
  readonly pace: Pace;
  /** The one card the Tab key goes to. */
  readonly tabStop: ReadonlySignal<string>;
  /** Tab will come back to this card. */
  keepTabStop(id: string): void;
  /** What the live region says. */
  readonly spoken: ReadonlySignal<string>;
  /** Card in a hand (pointer): its seat is dashed. */
  readonly lifted: Signal<string>;
  /** Card held by the keyboard, and where it would land. */
  readonly held: Signal<Held | null>;
  /** Card whose five faces are open for scoring. */
  readonly facing: Signal<string>;
  /** Card whose details are peeked at (compact). */
  readonly peeking: Signal<string>;
  /** Lane that is writing a new card. */
  readonly adding: Signal<Adding | null>;
  readonly poolOpen: Signal<boolean>;
  /** Inner width of the widget in pixels. */
  readonly width: Signal<number>;
  /** A compact board of few cards still has room for a face at every score. */
  readonly curveDensity: ReadonlySignal<Density>;
  /** The rows under the lanes, from top to bottom (see `Below`). */
  readonly below: ReadonlySignal<readonly string[]>;
  /** Part of a larger app, which has the toolbar, the sentence and the panel. */
  readonly embedded: boolean;
  /** The curve inside the board; null where the board was asked to have none. */
  readonly drawCurve: ((options: DrawOptions) => Promise<void>) | null;
  is(flag: Flag, id: string): ReadonlySignal<boolean>;
  /** Swimlanes in order ("" last: no value); empty where there are none. */
  readonly rowNames: ReadonlySignal<readonly string[]>;
  /** Cards of a stage in a swimlane; `row` null: all of the stage. */
  cell(stage: string, row: string | null): ReadonlySignal<readonly string[]>;
  /** The board as the keyboard sees it now. */
  layout(): Layout;
  /** Puts a card somewhere, its swimlane included. One patch. */
  commit(id: string, place: Place): void;
  /** Makes a change that moves a card, and takes the focus along with it. */
  carrying(id: string, change: () => void): void;
  titleOf(id: string): string;
  stageName(stage: string): string;
  element(id: string): HTMLElement | null;
}

/** The swimlane a card belongs to. */
export function rowOf(board: Pick<BoardContext, "card">, id: string, field: string): string {
  const found = board.card(id).value?.record;
  return written(valueIn(found, field));
}

/** Swimlanes as signals: names in order of their first card, and what is in each of them. */
export function swimlanes(board: Pick<BoardContext, "card" | "stages" | "lane" | "view">): Pick<Inside, "rowNames" | "cell"> {
  const rowNames = steady(() => {
    const field = board.view.rows.value;
    if (field === "") return [];
    const names = new Set<string>();
    for (const stage of board.stages.value)
      for (const id of board.lane(stage).value) names.add(rowOf(board, id, field));
    // Those still in the pool have a row waiting for them.
    for (const id of board.lane("").value) names.add(rowOf(board, id, field));
    names.delete("");
    return [...names, ""];
  });
  const cells = new Map<string, ReadonlySignal<readonly string[]>>();
  return {
    rowNames,
    cell(stage, row) {
      if (row === null) return board.lane(stage);
      const key = `${stage}/${row}`;
      let cell = cells.get(key);
      if (!cell) {
        cell = steady(() => {
          const field = board.view.rows.value;
          return board.lane(stage).value.filter((id) => rowOf(board, id, field) === row);
        });
        cells.set(key, cell);
      }
      return cell;
    },
  };
}

export function layoutOf(board: Pick<Inside, "stages" | "rowNames" | "cell" | "lane">): Layout {
  const rows = board.rowNames.peek();
  const pool = { stage: "", cells: [{ row: null, ids: board.lane("").peek() }] };
  const stages = board.stages.peek().map((stage) => ({
    stage,
    cells: rows.length === 0
      ? [{ row: null, ids: board.lane(stage).peek() }]
      : rows.map((row) => ({ row, ids: board.cell(stage, row).peek() })),
  }));
  return [pool, ...stages];
}

/** The end of a swimlane's cell is before the card that follows its last one in the whole lane. */
export function beforeInLane(lane: readonly string[], cell: readonly string[], id: string, place: Place): string | null {
  if (place.before !== null || place.row === null) return place.before;
  const last = cell.filter((other) => other !== id).at(-1);
  if (last === undefined) return null;
  const rest = lane.filter((other) => other !== id);
  return rest[rest.indexOf(last) + 1] ?? null;
}

export function nameIn(board: Pick<BoardContext, "document" | "say">, table: string, id: string, field: string): string {
  const found = record(board.document.peek(), table, id);
  const value = found && own(found, field);
  return typeof value === "string" && value !== "" ? value : board.say("board.untitled");
}

/** A card's tab stop, or, where it is gone, the first card there is. */
export function firstOf(board: Pick<BoardContext, "stages" | "lane">, wanted: Signal<string>, exists: (id: string) => boolean): ReadonlySignal<string> {
  return computed(() => {
    const lanes = [...board.stages.value, ""].map((stage) => board.lane(stage).value);
    if (wanted.value !== "" && exists(wanted.value)) return wanted.value;
    return lanes.find((lane) => lane.length > 0)?.[0] ?? "";
  });
}
