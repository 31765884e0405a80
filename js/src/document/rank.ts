/**
 * Order as a field: fractional indices, compared by code unit. Twin of `journey_widgets/model/rank.py`
 * (vectors in `tests/contract/rank.json`). Never `localeCompare`: it sorts "aa" before "Zz".
 */

import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";

const DIGITS = /^[0-9A-Za-z]+$/;

/** A rank after `a` and before `b`; null is an open end. Throws when they leave no room (`a` not before `b`) or are no ranks. */
export function between(a: string | null, b: string | null): string {
  for (const rank of [a, b]) if (rank !== null && !isRank(rank)) throw new RangeError(`Not a rank: '${rank}'`);
  // The package would swap the two silently, which hides a caller's wrong idea of the order.
  if (a !== null && b !== null && a >= b) throw new RangeError(`No rank lies between '${a}' and '${b}'`);
  return generateKeyBetween(a, b);
}

/** `n` ranks in order after `a` and before `b`, as short as they can be. */
export function spread(n: number, a: string | null = null, b: string | null = null): string[] {
  if (a !== null && b !== null && a >= b) throw new RangeError(`No rank lies between '${a}' and '${b}'`);
  return generateNKeysBetween(a, b, n);
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
export function compareRank(a: { rank: string; id: string }, b: { rank: string; id: string }): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
