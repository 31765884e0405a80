/** Moving a card with the keyboard alone, as a pure machine: what is lifted, where it would land, what a key does to it. */

import type { Place } from "./geometry";

/** The board as the keyboard sees it: columns from left to right, each with its cells from top to bottom. */
export interface Column {
  /** "" is the pool. */
  readonly stage: string;
  readonly cells: readonly { readonly row: string | null; readonly ids: readonly string[] }[];
}
export type Layout = readonly Column[];

export type Direction = "up" | "down" | "left" | "right";

export interface Held {
  readonly id: string;
  readonly origin: Place;
  readonly place: Place;
}

export type Effect = "lifted" | "moved" | "stuck" | "dropped" | "cancelled" | "gone" | "none";

export interface Step {
  readonly held: Held | null;
  readonly effect: Effect;
  /** Where to drop, when the effect is "dropped". */
  readonly place?: Place;
}

interface Spot {
  readonly column: number;
  readonly cell: number;
  /** Index among the other cards of the cell. */
  readonly index: number;
}

function others(layout: Layout, spot: Spot, id: string): readonly string[] {
  return layout[spot.column]?.cells[spot.cell]?.ids.filter((other) => other !== id) ?? [];
}

function spotOf(layout: Layout, place: Place, id: string): Spot | null {
  const column = layout.findIndex((candidate) => candidate.stage === place.stage);
  const cells = layout[column]?.cells;
  if (!cells) return null;
  const cell = Math.max(0, cells.findIndex((candidate) => candidate.row === place.row));
  const ids = cells[cell]?.ids.filter((other) => other !== id) ?? [];
  const at = place.before === null ? -1 : ids.indexOf(place.before);
  return { column, cell, index: at < 0 ? ids.length : at };
}

function placeOf(layout: Layout, spot: Spot, id: string): Place {
  const column = layout[spot.column];
  return {
    stage: column?.stage ?? "",
    row: column?.cells[spot.cell]?.row ?? null,
    before: others(layout, spot, id)[spot.index] ?? null,
  };
}

/** Where a card lies now, or null when it is not on the board. */
export function whereIs(layout: Layout, id: string): Place | null {
  for (const column of layout)
    for (const cell of column.cells) {
      const index = cell.ids.indexOf(id);
      if (index >= 0) return { stage: column.stage, row: cell.row, before: cell.ids[index + 1] ?? null };
    }
  return null;
}

/** The next place in a direction: a slot up or down (into the neighbouring swimlane at an end), a lane left or right. */
export function neighbour(layout: Layout, place: Place, id: string, direction: Direction): Place | null {
  const spot = spotOf(layout, place, id);
  if (!spot) return null;
  const column = layout[spot.column]!;
  if (direction === "up") {
    if (spot.index > 0) return placeOf(layout, { ...spot, index: spot.index - 1 }, id);
    if (spot.cell === 0) return null;
    const above = { ...spot, cell: spot.cell - 1, index: 0 };
    return placeOf(layout, { ...above, index: others(layout, above, id).length }, id);
  }
  if (direction === "down") {
    if (spot.index < others(layout, spot, id).length) return placeOf(layout, { ...spot, index: spot.index + 1 }, id);
    return spot.cell + 1 < column.cells.length ? placeOf(layout, { ...spot, cell: spot.cell + 1, index: 0 }, id) : null;
  }
  const target = spot.column + (direction === "right" ? 1 : -1);
  const lane = layout[target];
  if (!lane) return null;
  const cell = Math.min(spot.cell, lane.cells.length - 1);
  const next: Spot = { column: target, cell, index: 0 };
  return placeOf(layout, { ...next, index: Math.min(spot.index, others(layout, next, id).length) }, id);
}

/** Lifts a card with the keyboard. */
export function lift(layout: Layout, id: string): Step {
  const origin = whereIs(layout, id);
  return origin ? { held: { id, origin, place: origin }, effect: "lifted" } : { held: null, effect: "none" };
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export function directionOf(key: string): Direction | null {
  return DIRECTIONS[key] ?? null;
}

/** What a key does while a card is held. The layout is the current one: others may have changed it meanwhile. */
export function press(layout: Layout, held: Held, key: string): Step {
  if (!whereIs(layout, held.id)) return { held: null, effect: "gone" };
  const direction = directionOf(key);
  if (direction) {
    const place = neighbour(layout, held.place, held.id, direction);
    return place ? { held: { ...held, place }, effect: "moved" } : { held, effect: "stuck" };
  }
  if (key === "Home" || key === "End") {
    const spot = spotOf(layout, held.place, held.id);
    if (!spot) return { held, effect: "stuck" };
    const index = key === "Home" ? 0 : others(layout, spot, held.id).length;
    return { held: { ...held, place: placeOf(layout, { ...spot, index }, held.id) }, effect: "moved" };
  }
  if (key === " " || key === "Enter") return { held: null, effect: "dropped", place: held.place };
  if (key === "Escape" || key === "Tab") return { held: null, effect: "cancelled" };
  return { held, effect: "none" };
}

/** "3 of 5" for a place: its position among the cards that will be there, from 1. */
export function position(layout: Layout, place: Place, id: string): { position: number; count: number } {
  const spot = spotOf(layout, place, id);
  if (!spot) return { position: 1, count: 1 };
  return { position: spot.index + 1, count: others(layout, spot, id).length + 1 };
}

/** The card an arrow key goes to when nothing is held; null at an edge. Empty lanes are skipped, their stage is reported. */
export function focusFrom(layout: Layout, id: string, direction: Direction): string | null {
  const column = layout.findIndex((candidate) => candidate.cells.some((cell) => cell.ids.includes(id)));
  const here = layout[column];
  if (!here) return null;
  const all = here.cells.flatMap((cell) => cell.ids);
  const index = all.indexOf(id);
  if (direction === "up") return all[index - 1] ?? null;
  if (direction === "down") return all[index + 1] ?? null;
  const cell = here.cells.findIndex((candidate) => candidate.ids.includes(id));
  const within = here.cells[cell]!.ids.indexOf(id);
  const step = direction === "right" ? 1 : -1;
  for (let at = column + step; at >= 0 && at < layout.length; at += step) {
    const lane = layout[at]!;
    // The same swimlane first, so that a row can be walked; then whatever the lane has.
    const ids = lane.cells[Math.min(cell, lane.cells.length - 1)]?.ids ?? [];
    if (ids.length > 0) return ids[Math.min(within, ids.length - 1)]!;
    const any = lane.cells.flatMap((candidate) => candidate.ids);
    if (any.length > 0) return any[Math.min(index, any.length - 1)]!;
  }
  return null;
}
