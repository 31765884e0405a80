/** Scores as if touchpoints were better than they are. */

import { indexOf, measure, type Entry } from "../analysis/scores";
import { number } from "../board/fields";
import type { Document, JsonObject } from "../document/json";
import { type Scale, scaleOf } from "../document/scale";

/** Touchpoint → by how much every score of it as it is moves. */
export type Changes = Readonly<Record<string, number>>;

/** Only scores given from this day on (`since`), or before it and without a day. */
export interface When {
  readonly day: string;
  readonly since: boolean;
}

/** A score moved, but not beyond the scale's ends. */
export function clipped(score: number | null, by: number | undefined, scale: Scale): number | null {
  return score === null || by === undefined ? score : Math.min(Math.max(score + by, scale.low), scale.high);
}

/** Touchpoint → its score, the mean of its lines, as `jw.summary` has it. `persona` null: every line. Twin of `analysis/effects.py`. */
export function scoresAt(
  document: Document,
  state: string,
  persona: string | null,
  { when, changes = {}, only }: { when?: When; changes?: Changes; only?: readonly string[] } = {},
): Map<string, number> {
  const index = indexOf(document);
  const scale = scaleOf(document);
  const found = new Map<string, number>();
  for (const touchpoint of only ?? index.touchpoints()) {
    const lines = index.lines(touchpoint);
    let sum = 0;
    let n = 0;
    for (const key of [...lines.keys()].sort()) {
      const [who = "", at = ""] = key.split("/");
      if (at !== state || (persona !== null && who !== persona)) continue;
      const by = state === "as_is" ? changes[touchpoint] : undefined;
      const said = measure(seen(lines.get(key)!, scale, by, when), index.weights);
      if (said === null) continue;
      sum += said.score;
      n += 1;
    }
    if (n > 0) found.set(touchpoint, sum / n);
  }
  return found;
}

function seen(entry: Entry, scale: Scale, by: number | undefined, when: When | undefined): Entry {
  if (by === undefined && when === undefined) return entry;
  const moved = (record: JsonObject): JsonObject => (by === undefined ? record : { ...record, score: clipped(number(record, "score"), by, scale) });
  const counts = (record: JsonObject): boolean => {
    if (when === undefined) return true;
    const day = record["scored_on"];
    return (typeof day === "string" ? day.slice(0, 10) : "") >= when.day === when.since;
  };
  const { agreed, given } = entry;
  return {
    agreed: agreed !== undefined && counts(agreed) ? moved(agreed) : undefined,
    given: given.filter(({ record }) => counts(record)).map(({ participant, record }) => ({ participant, record: moved(record) })),
  };
}
