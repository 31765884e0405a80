/** What an action was expected to change, and what it did. Twin of `journey_widgets/analysis/effects.py`, which says the rules. */

import { reading } from "../analysis/reading";
import { number, text } from "../board/fields";
import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { scoresAt } from "../priorities/raised";

export interface Effect {
  readonly id: string;
  readonly title: string;
  readonly touchpoint: string;
  readonly no: number;
  readonly before: number | null;
  readonly toBe: number | null;
  readonly expected: number | null;
  readonly after: number | null;
  readonly real: number | null;
  readonly gap: number | null;
  readonly outcome: string;
}

/** The touchpoint an action is about: its own, or its note's. */
export function touchpointOf(document: Document, action: JsonObject): string {
  return text(action, "touchpoint") || text(record(document, "notes", text(action, "note")), "touchpoint");
}

/** One row per action at a placed touchpoint that was not dropped, along the journey. */
export function effects(document: Document): Effect[] {
  const actions = table(document, "actions");
  const order = reading(document);
  const places = new Map(order.stages.flatMap((stage) => order.lanes.get(stage) ?? []).map((card, at) => [card, at + 1]));
  const rows: Effect[] = [];
  for (const id of Object.keys(actions).sort()) {
    const action = actions[id] as JsonObject;
    const touchpoint = touchpointOf(document, action);
    const no = places.get(touchpoint);
    if (no === undefined || text(action, "status") === "dropped") continue;
    const at = (state: string, when?: { day: string; since: boolean }): number | null =>
      scoresAt(document, state, null, { only: [touchpoint], ...(when ? { when } : {}) }).get(touchpoint) ?? null;
    const day = text(action, "check_on").slice(0, 10);
    const before = number(action, "score_before") ?? (day ? at("as_is", { day, since: false }) : at("as_is"));
    const after = number(action, "score_after") ?? (day ? at("as_is", { day, since: true }) : null);
    const toBe = at("to_be");
    const expected = number(action, "effect") ?? less(toBe, before);
    const real = less(after, before);
    rows.push({ id, title: text(action, "title"), touchpoint, no, before, toBe, expected, after, real, gap: less(real, expected), outcome: text(action, "outcome") });
  }
  return rows.sort((a, b) => a.no - b.no || (a.id < b.id ? -1 : 1));
}

function less(value: number | null, other: number | null): number | null {
  return value === null || other === null ? null : value - other;
}
