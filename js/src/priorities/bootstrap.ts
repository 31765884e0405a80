/** How sure a ranking is: the same people drawn again and again. Twin of `journey_widgets/analysis/bootstrap.py`, which says why. */

/** How often the people are drawn anew. */
export const DRAWS = 1000;
/** How many of a ranking count as its head. */
export const TOP = 3;

/** Whole numbers by chance that are the same everywhere: SplitMix (Steele, Lea & Flood 2014) in 32 bits. */
export class Draws {
  #state: number;

  constructor(seed: number) {
    this.#state = mixed(seed >>> 0);
  }

  /** The next number, 0 … 2³² − 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mixed(this.#state);
  }

  /** The next number, 0 … count − 1. Exact: the product of two whole numbers stays below 2⁵³ for two million people. */
  below(count: number): number {
    return Math.floor((this.next() * count) / 4294967296);
  }
}

/** The last step of MurmurHash3 (Appleby). */
function mixed(seed: number): number {
  let z = seed;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/** How often each person is in each draw, one draw after the other. */
export function* resamples(people: number, draws: number, seed: number): Generator<number[]> {
  const chance = new Draws(seed);
  for (let draw = 0; draw < draws; draw += 1) {
    const counts = new Array<number>(people).fill(0);
    for (let n = 0; n < people; n += 1) {
      const person = chance.below(people);
      counts[person] = (counts[person] as number) + 1;
    }
    yield counts;
  }
}

export interface Stability {
  /** Share of draws whose first three are the same three, in whatever order. */
  readonly same: number;
  /** Share of draws in which each candidate is among the first three. */
  readonly each: readonly number[];
}

/**
 * `heads`: counts of people → positions of the first three, fewer where fewer are ranked. Yields after every draw, so that
 * a page can do something else in between; what it returns is the result.
 */
export function* stability(
  heads: (counts: readonly number[]) => readonly number[],
  head: readonly number[],
  candidates: number,
  draws: Iterable<readonly number[]>,
): Generator<void, Stability> {
  const wanted = new Set(head);
  const each = new Array<number>(candidates).fill(0);
  let same = 0;
  let count = 0;
  for (const counts of draws) {
    const found = heads(counts);
    if (found.length === wanted.size && found.every((at) => wanted.has(at))) same += 1;
    for (const at of found) each[at] = (each[at] as number) + 1;
    count += 1;
    yield;
  }
  return { same: same / count, each: each.map((times) => times / count) };
}
