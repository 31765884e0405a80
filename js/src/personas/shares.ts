/** Whether the shares of the personas make one whole. */

import { personaWeights, shareOf } from "../analysis/overall";
import type { Document } from "../document/json";
import { record, table } from "../document/order";

/** Percent, with one decimal at most. */
export const percent = (share: number): string => String(Math.round(share * 1000) / 10);

export interface Shares {
  /** Sum of what is said, 0 … . */
  readonly sum: number;
  /** How many personas say none. */
  readonly silent: number;
  /** "none": nobody says a share. "whole": they are 1, or those that say none have the rest. */
  readonly state: "none" | "whole" | "rest" | "short" | "over" | "nothing_left";
  /** What each persona counts in the line of all customers. */
  readonly weights: ReadonlyMap<string, number>;
}

export function sharesOf(document: Document): Shares {
  const names = Object.keys(table(document, "personas"));
  let sum = 0;
  let said = 0;
  for (const name of names) {
    const share = shareOf(record(document, "personas", name));
    if (share === null) continue;
    sum += share;
    said += 1;
  }
  const silent = names.length - said;
  const weights = personaWeights(document);
  const percents = Math.round(sum * 1000);
  const state: Shares["state"] =
    said === 0 ? "none"
    : percents > 1000 ? "over"
    : percents === 1000 ? (silent > 0 ? "nothing_left" : "whole")
    : silent > 0 ? "rest" : "short";
  return { sum, silent, state, weights };
}

/** A percentage as people type it: "60", "６０％", "12.5 %"; null for an empty one, undefined for what is none. */
export function typedShare(text: string): number | null | undefined {
  const plain = text.normalize("NFKC").replace(/[%\s]/g, "").replace(",", ".");
  if (plain === "") return null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  const share = Number(plain) / 100;
  return share <= 1 ? Math.round(share * 1e6) / 1e6 : undefined;
}
