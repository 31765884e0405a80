/** Where a card would land: rectangles and a point in, a place out. Pure, in one coordinate system (the viewport's). */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A card lying in a cell, in order. */
export interface Seat {
  readonly id: string;
  readonly top: number;
  readonly bottom: number;
}

/** A list that takes cards: a lane, a swimlane's piece of a lane, or the pool. */
export interface Cell {
  /** "" is the pool. */
  readonly stage: string;
  /** Swimlane; null where the board has none (and for the pool, which has none either). */
  readonly row: string | null;
  readonly box: Box;
  readonly seats: readonly Seat[];
  /** Space between the cell's edge and its cards. */
  readonly pad?: number;
  /** Floats over the others (the pool as a flyout): only a point inside counts, and then before all others. */
  readonly floats?: boolean;
}

export interface Place {
  readonly stage: string;
  readonly row: string | null;
  /** Lands before this card; null: at the end. */
  readonly before: string | null;
}

export interface Line {
  readonly left: number;
  readonly width: number;
  readonly y: number;
}

/** How far outside the board a hand may wander before letting go means "put it back". */
const REACH = 48;

function distance(value: number, low: number, high: number): number {
  return value < low ? low - value : value > high ? value - high : 0;
}

function inside(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/** The cell under the hand: a floating one it is inside of, otherwise the nearest column, and in it the nearest row. */
export function cellAt(cells: readonly Cell[], bounds: Box, x: number, y: number): Cell | null {
  for (const cell of cells) if (cell.floats && inside(cell.box, x, y)) return cell;
  if (distance(x, bounds.left, bounds.right) > REACH || distance(y, bounds.top, bounds.bottom) > REACH) return null;
  let best: Cell | null = null;
  let bestX = Infinity;
  let bestY = Infinity;
  for (const cell of cells) {
    if (cell.floats) continue;
    const dx = distance(x, cell.box.left, cell.box.right);
    const dy = distance(y, cell.box.top, cell.box.bottom);
    if (dx < bestX || (dx === bestX && dy < bestY)) {
      best = cell;
      bestX = dx;
      bestY = dy;
    }
  }
  return best;
}

/** Before the first card whose middle lies below the hand. The lifted card's own seat does not count. */
export function placeAt(cells: readonly Cell[], bounds: Box, x: number, y: number, lifted: string): Place | null {
  const cell = cellAt(cells, bounds, x, y);
  if (!cell) return null;
  const next = cell.seats.find((seat) => seat.id !== lifted && (seat.top + seat.bottom) / 2 > y);
  return { stage: cell.stage, row: cell.row, before: next?.id ?? null };
}

export function cellOf(cells: readonly Cell[], place: Place): Cell | undefined {
  return cells.find((cell) => cell.stage === place.stage && (cell.row === place.row || cell.stage === ""));
}

/** The insertion line between the two cards the lifted one would come between, kept inside what is visible of the cell. */
export function lineAt(cells: readonly Cell[], place: Place, lifted: string, gap: number): Line | null {
  const cell = cellOf(cells, place);
  if (!cell) return null;
  const seats = cell.seats.filter((seat) => seat.id !== lifted);
  const at = place.before === null ? seats.length : seats.findIndex((seat) => seat.id === place.before);
  const index = at < 0 ? seats.length : at;
  const next = seats[index];
  const previous = seats[index - 1];
  let y: number;
  if (next) y = next.top - gap / 2;
  else if (previous) {
    // The lifted card's own seat may be the last one: the line goes under it, where the eye expects the end.
    const own = cell.seats[cell.seats.length - 1];
    y = (own && own.id === lifted && own.top > previous.top ? own.bottom : previous.bottom) + gap / 2;
  } else y = cell.box.top + gap;
  const pad = cell.pad ?? 0;
  return {
    left: cell.box.left + pad,
    width: cell.box.right - cell.box.left - 2 * pad,
    y: Math.min(Math.max(y, cell.box.top + 1), cell.box.bottom - 1),
  };
}

/** Where a card lies in the scene now. */
export function homeOf(cells: readonly Cell[], id: string): Place | null {
  for (const cell of cells) {
    const index = cell.seats.findIndex((seat) => seat.id === id);
    if (index >= 0) return { stage: cell.stage, row: cell.row, before: cell.seats[index + 1]?.id ?? null };
  }
  return null;
}

/** Whether dropping there would change nothing. */
export function isHome(cells: readonly Cell[], place: Place, lifted: string): boolean {
  const cell = cellOf(cells, place);
  if (!cell) return false;
  const index = cell.seats.findIndex((seat) => seat.id === lifted);
  if (index < 0) return false;
  return (cell.seats[index + 1]?.id ?? null) === place.before;
}

/** Pixels to scroll in this frame: 0 in the middle, growing towards an edge; negative is up or left. */
export function pull(point: number, low: number, high: number, edge = 44, fastest = 16): number {
  if (high - low < edge * 2.5) return 0;
  if (point < low + edge) return -Math.ceil((Math.min(edge, low + edge - point) / edge) * fastest);
  if (point > high - edge) return Math.ceil((Math.min(edge, point - (high - edge)) / edge) * fastest);
  return 0;
}
