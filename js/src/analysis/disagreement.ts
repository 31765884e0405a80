/** Where people disagree most: what a room should talk about first. Twin of `journey_widgets/analysis/disagreement.py`. */

import type { Document } from "../document/json";
import { scaleOf } from "../document/scale";
import { agreementOf } from "./agreement";
import { type Reading, reading } from "./reading";
import { indexOf, measure, ScoreIndex } from "./scores";
import { givenScores } from "./summary";

export interface Disputed {
  readonly touchpoint: string;
  /** Its number on the board. */
  readonly no: number;
  /** Whose line people disagree about most; "" for everyone's. */
  readonly persona: string;
  /** What the line shows. */
  readonly score: number;
  /** Lowest and highest score given, and the interquartile range. */
  readonly low: number;
  readonly high: number;
  readonly spread: number;
  /** Van der Eijk's A. */
  readonly agreement: number;
  readonly n: number;
  /** An agreed score stands already. */
  readonly settled: boolean;
}

/** Most disputed first; `persona` null: all lines, each touchpoint with its most disputed one. */
export function disputed(
  document: Document,
  persona: string | null = null,
  state: "as_is" | "to_be" = "as_is",
  settled = false,
  index: ScoreIndex = indexOf(document),
  order: Reading = reading(document),
): Disputed[] {
  const scale = scaleOf(document);
  const found: Disputed[] = [];
  let no = 0;
  for (const stage of order.stages) {
    for (const touchpoint of order.lanes.get(stage) ?? []) {
      no += 1;
      let worst: Disputed | null = null;
      // As lines are told: everyone's first, then the personas' by id.
      for (const [key, entry] of [...index.lines(touchpoint)].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const [whose = "", of] = key.split("/");
        if (of !== state || (persona !== null && whose !== persona)) continue;
        const shown = measure(entry, index.weights);
        const given = givenScores(entry);
        const low = Math.min(...given);
        const high = Math.max(...given);
        if (shown === null || given.length < 2 || low === high || (shown.agreed && !settled)) continue;
        const row = {
          touchpoint, no, persona: whose, score: shown.score, low, high, spread: (shown.high ?? 0) - (shown.low ?? 0),
          agreement: agreementOf(given, scale) ?? 1, n: given.length, settled: shown.agreed,
        };
        if (worst === null || compare(row, worst) < 0) worst = row;
      }
      if (worst !== null) found.push(worst);
    }
  }
  return found.sort((a, b) => compare(a, b) || a.no - b.no);
}

/** Lower agreement first, then the wider range, then more people. */
function compare(a: Disputed, b: Disputed): number {
  return (
    differ(a.agreement, b.agreement) || differ(b.high - b.low, a.high - a.low) || b.n - a.n
  );
}

// Rounded: two ways to add up the same layers must not change who comes first.
const differ = (a: number, b: number): number => Math.round((a - b) * 1e9);
