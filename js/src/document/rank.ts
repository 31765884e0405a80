/**
 * Order as a field: fractional indices, compared by code unit. Twin of `journey_widgets/model/rank.py`
 * (vectors in `tests/contract/rank.json`). Never `localeCompare`: it sorts "aa" before "Zz".
 */

import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";

export interface Ranked {
  readonly id: string;
  readonly rank: string;
}

const DIGITS = /^[0-9A-Za-z]+$/;

/** A rank between the two, in either order; null is an open end. Throws for what is no rank, and between equal ones. */
export function between(a: string | null, b: string | null): string {
  for (const rank of [a, b]) if (rank !== null && !isRank(rank)) throw new RangeError(`'${rank}' is not a rank`);
  if (a !== null && a === b) throw new RangeError(`There is no rank between '${a}' and itself`);
  return generateKeyBetween(a, b);
}

/** `count` ascending ranks between the two, as short as they can be. */
export function many(low: string | null, high: string | null, count: number): string[] {
  return count <= 0 ? [] : generateNKeysBetween(low, high, count);
}

/** `count` fresh ascending ranks: a0, a1, … */
export function spread(count: number): string[] {
  return many(null, null, count);
}

/**
 * Where a new record goes before `siblings[position]` (in order: by rank, then id): its rank, and new ranks for the
 * neighbours that have to make room. Two people who insert into one gap at once get equal ranks, and nothing lies
 * between those.
 */
export function insert(siblings: readonly Ranked[], position: number): { rank: string; moved: Map<string, string> } {
  const low = siblings[position - 1]?.rank ?? null;
  const next = siblings[position];
  if (next === undefined || low === null || low < next.rank) return { rank: between(low, next?.rank ?? null), moved: new Map() };
  const crowded = siblings.slice(position).filter((sibling) => sibling.rank <= low);
  const [rank, ...others] = many(low, siblings[position + crowded.length]?.rank ?? null, crowded.length + 1);
  return { rank: rank as string, moved: new Map(crowded.map((sibling, index) => [sibling.id, others[index] as string])) };
}

/** True for what `between` can make and take. */
export function isRank(value: unknown): value is string {
  // The package looks digits up in a table that answers 0 for foreign characters, so those are kept out here.
  if (typeof value !== "string" || !DIGITS.test(value)) return false;
  try {
    generateKeyBetween(value, null);
    return true;
  } catch {
    return false;
  }
}

/** For `sort`: by rank, ties by id, both by code unit. */
export function compareRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
