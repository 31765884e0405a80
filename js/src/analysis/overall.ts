/** All customers in one line: the personas' lines, weighted by their shares. Twin of `journey_widgets/analysis/overall.py`. */

import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { own } from "../document/patch";

/** What floating-point sums of shares may be off by. */
const NOTHING = 1e-9;

/**
 * Persona id → what it weighs among all customers: its share. Those that say none have equal parts of what the others leave
 * of 1. Where that gives nobody any weight, all weigh the same.
 */
export function personaWeights(document: Document): ReadonlyMap<string, number> {
  const names = Object.keys(table(document, "personas")).sort();
  const shares = new Map<string, number>();
  let rest = 1;
  for (const name of names) {
    const share = shareOf(record(document, "personas", name));
    if (share === null) continue;
    shares.set(name, share);
    rest -= share;
  }
  const silent = names.length - shares.size;
  const part = silent > 0 && rest > NOTHING ? rest / silent : 0;
  const weights = new Map(names.map((name) => [name, shares.get(name) ?? part]));
  return [...weights.values()].some((weight) => weight > 0) ? weights : new Map(names.map((name) => [name, 1]));
}

/** A persona's share of the customers, 0 … 1; null where it says none. */
export function shareOf(persona: JsonObject | undefined): number | null {
  const share = persona === undefined ? undefined : own(persona, "share");
  return typeof share === "number" ? share : null;
}

/** What all customers feel at one touchpoint. */
export interface Overall {
  /** `Σ w·s / Σ w` over the personas that scored here. */
  readonly score: number;
  /** How many personas scored. */
  readonly personas: number;
  /** The part of all customers that they are. */
  readonly covered: number;
  readonly low: number;
  readonly high: number;
}

/** Null where nobody scored, or only personas that weigh nothing: a gap. */
export function overallOf(scores: Iterable<readonly [weight: number, score: number]>, total: number): Overall | null {
  let sum = 0;
  let weights = 0;
  let personas = 0;
  let low = Infinity;
  let high = -Infinity;
  for (const [weight, score] of scores) {
    if (weight <= 0) continue;
    sum += weight * score;
    weights += weight;
    personas += 1;
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  return personas === 0 ? null : { score: sum / weights, personas, covered: weights / total, low, high };
}
