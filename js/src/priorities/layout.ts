/**
 * Where the chips lie on the impact × effort plane: pure numbers. A chip stands in its row (impact) and over its column
 * (effort); where two would cover each other, the row grows and they lie one above the other. Nothing is ever covered.
 */

import type { MarkKind } from "../shell/Icon";

/** A note on the plane, or waiting for a place. */
export interface Item {
  readonly id: string;
  readonly kind: MarkKind;
  readonly text: string;
  /** 1–5; null: not placed. */
  readonly impact: number | null;
  readonly effort: number | null;
  readonly dots: number;
}

export interface Spot {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

export interface Row {
  readonly impact: number;
  readonly top: number;
  readonly height: number;
}

export interface Arrangement {
  readonly height: number;
  /** From impact 5 down to 1. */
  readonly rows: readonly Row[];
  readonly spots: ReadonlyMap<string, Spot>;
}

export interface Measures {
  readonly width: number;
  /** Size of the type, in pixels. */
  readonly size: number;
  readonly chip: number;
  readonly withDots: boolean;
}

export const LEVELS = [1, 2, 3, 4, 5] as const;
/** Impact and effort above the middle are high. */
const MIDDLE = 3;
/** The names of the quadrants stand here, above and below the rows. */
const MARGIN = 24;
const GAP = 4;

export type Quadrant = "quick" | "big" | "fill" | "sink" | "between";

/** Quick wins, big bets, fill-ins, time sinks; what lies on a middle line is between them. */
export function quadrant(impact: number, effort: number): Quadrant {
  if (impact === MIDDLE || effort === MIDDLE) return "between";
  return impact > MIDDLE ? (effort < MIDDLE ? "quick" : "big") : effort < MIDDLE ? "fill" : "sink";
}

export function arrange(items: readonly Item[], { width, size, chip, withDots }: Measures): Arrangement {
  const spots = new Map<string, Spot>();
  const rows: Row[] = [];
  let top = MARGIN;
  for (const impact of [...LEVELS].reverse()) {
    const mine = items.filter((item) => item.impact === impact && item.effort !== null).sort(asTheyLie);
    const shelves: { item: Item; left: number; width: number }[][] = [];
    for (const item of mine) {
      const wide = Math.min(chipWidth(item, size, withDots), width * 0.48);
      const left = Math.max(GAP, Math.min(width - wide - GAP, centre(item.effort!, width) - wide / 2));
      const free = shelves.find((shelf) => {
        const last = shelf.at(-1)!;
        return last.left + last.width + GAP <= left;
      });
      if (free) free.push({ item, left, width: wide });
      else shelves.push([{ item, left, width: wide }]);
    }
    const filled = shelves.length * (chip + GAP) - GAP;
    const height = Math.max(chip + 12, filled + 12);
    for (const [at, shelf] of shelves.entries())
      for (const { item, left, width: wide } of shelf)
        spots.set(item.id, { id: item.id, left, width: wide, top: top + (height - filled) / 2 + at * (chip + GAP) });
    rows.push({ impact, top, height });
    top += height;
  }
  return { height: top + MARGIN, rows, spots };
}

export function centre(effort: number, width: number): number {
  return ((effort - 0.5) / LEVELS.length) * width;
}

/** The cell under a point of the plane; null outside. */
export function cellAt({ rows, height }: Arrangement, width: number, x: number, y: number): { impact: number; effort: number } | null {
  if (x < 0 || x > width || y < 0 || y > height) return null;
  const effort = Math.min(LEVELS.length, Math.floor((x / width) * LEVELS.length) + 1);
  const row = rows.find(({ top, height: high }) => y < top + high) ?? rows.at(-1)!;
  return { impact: row.impact, effort };
}

/** Kana and kanji are as wide as they are high; letters and figures a little more than half of it. */
function chipWidth(item: Item, size: number, withDots: boolean): number {
  let ems = 0;
  for (const sign of item.text) ems += /[\u0020-\u024f]/.test(sign) ? 0.66 : 0.97;
  const dots = withDots && item.dots > 0 ? 5 + String(item.dots).length * size * 0.62 : 0;
  return Math.ceil(ems * size + dots + 31);
}

function asTheyLie(a: Item, b: Item): number {
  return a.effort! - b.effort! || b.dots - a.dots || (a.id < b.id ? -1 : 1);
}
