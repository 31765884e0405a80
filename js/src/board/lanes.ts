/**
 * What Python functions say of the cards (`Board(journey, lanes={…})`): worked out in the kernel, away from the hand's path, and
 * sent for touched cards only. The page only shows it.
 */

import { batch, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { isObject, own } from "../document/patch";
import type { Json } from "../document/json";
import type { Said } from "../sync/types";

export type LaneValue = string | number;

export interface Lanes {
  readonly names: ReadonlySignal<readonly string[]>;
  /** What a lane's function says of a card; null where it says nothing, or not yet. The same signal for the same two. */
  value(lane: string, card: string): ReadonlySignal<LaneValue | null>;
  /** What went wrong in a lane's function, in words. */
  problem(lane: string): ReadonlySignal<Said | null>;
}

export interface LanesIn extends Lanes {
  /** Takes `{lane: {values: {card: value | null}, problem: {ja, en} | null, whole?: true}}`. */
  take(message: unknown): void;
}

export const NO_LANES: Lanes = { names: signal([]), value: () => signal(null), problem: () => signal(null) };

export function createLanes(known: readonly string[]): LanesIn {
  const names = signal(known);
  const values = new Map<string, Map<string, Signal<LaneValue | null>>>();
  const problems = new Map<string, Signal<Said | null>>();

  const of = (lane: string): Map<string, Signal<LaneValue | null>> => {
    let found = values.get(lane);
    if (!found) values.set(lane, (found = new Map()));
    return found;
  };
  const value = (lane: string, card: string): Signal<LaneValue | null> => {
    const cards = of(lane);
    let found = cards.get(card);
    if (!found) cards.set(card, (found = signal(null)));
    return found;
  };
  const problem = (lane: string): Signal<Said | null> => {
    let found = problems.get(lane);
    if (!found) problems.set(lane, (found = signal(null)));
    return found;
  };
  return {
    names, value, problem,
    take(message) {
      const lanes = message as Json;
      if (!isObject(lanes)) return;
      batch(() => {
        for (const lane of Object.keys(lanes)) {
          const said = lanes[lane] as Json;
          if (!isObject(said) || !known.includes(lane)) continue;
          const cards = own(said, "values");
          if (cards === undefined || !isObject(cards)) continue;
          if (own(said, "whole") === true) for (const [card, held] of of(lane)) if (!Object.hasOwn(cards, card)) held.value = null;
          for (const card of Object.keys(cards)) {
            const given = cards[card];
            value(lane, card).value = typeof given === "string" || typeof given === "number" ? given : null;
          }
          const wrong = own(said, "problem");
          const words = wrong !== undefined && isObject(wrong) ? { ja: String(own(wrong, "ja") ?? ""), en: String(own(wrong, "en") ?? "") } : null;
          if (JSON.stringify(words) !== JSON.stringify(problem(lane).peek())) problem(lane).value = words;
        }
      });
    },
  };
}
