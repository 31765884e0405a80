/** Where every placed touchpoint stands: its stage, its number, its place along the curve. Twin of `analysis/curve.py`. */

import type { Document, JsonObject } from "../document/json";
import { compareRank, stageOf, stagesInOrder, table } from "../document/order";
import { isObject, own } from "../document/patch";

export interface Reading {
  /** Stage ids in order. */
  readonly stages: readonly string[];
  /** Stage id → its touchpoints in order. */
  readonly lanes: ReadonlyMap<string, readonly string[]>;
}

/** A stage's share of the curve, one wide, holds its points between these margins. */
const MARGIN = 0.035;

/** Where the k-th of n cards of a stage stands, in stages from the left. */
export const along = (stage: number, k: number, n: number): number => stage + MARGIN + (1 - 2 * MARGIN) * ((k + 0.5) / n);

/** Stages and their touchpoints in reading order; the pool is left out. One pass over the touchpoints. */
export function reading(document: Document): Reading {
  const stages = stagesInOrder(document);
  const lanes = new Map<string, { id: string; rank: string }[]>(stages.map((stage) => [stage, []]));
  const touchpoints = table(document, "touchpoints");
  for (const id of Object.keys(touchpoints)) {
    const record = touchpoints[id];
    if (record === undefined || !isObject(record)) continue;
    lanes.get(stageOf(document, record))?.push({ id, rank: rankOf(record) });
  }
  const sorted = new Map<string, readonly string[]>();
  for (const [stage, cards] of lanes) sorted.set(stage, cards.sort(compareRank).map((card) => card.id));
  return { stages, lanes: sorted };
}

export function rankOf(record: JsonObject): string {
  const rank = own(record, "rank");
  return typeof rank === "string" ? rank : "";
}
