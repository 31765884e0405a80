/** What a hand does to personas, each as one patch. Pure: documents in, patches out. */

import { newId, scoreId } from "../board/ids";
import { recordPatch, withFields } from "../board/verbs";
import type { Document, JsonObject, Patch } from "../document/json";
import { record, table } from "../document/order";
import { bare, isObject, own } from "../document/patch";

export const LISTS = ["goals", "wishes", "fears", "habits", "concerns"] as const;
export const TEXTS = ["segment", "age", "occupation", "location"] as const;
/** What a copy does not take along: the same share again would count these customers twice, and a colour tells lines apart. */
const OWN = ["share", "color"];

export interface Made {
  readonly id: string;
  readonly patch: Patch;
}

export function addedPersona(name: string): Made {
  const id = newId("personas");
  return { id, patch: recordPatch("personas", id, undefined, withFields(bare(), { name })) };
}

/** A persona with all fields and all scores of another one. Twin of `journey.copy_persona`. */
export function copiedPersona(document: Document, persona: string, name: string): Made {
  const old = record(document, "personas", persona);
  const id = newId("personas");
  if (old === undefined) return { id, patch: bare() };
  const fields = Object.fromEntries([...OWN.map((field) => [field, null]), ["name", name]]) as Readonly<Record<string, unknown>>;
  const patch = bare();
  patch["personas"] = Object.assign(bare(), { [id]: withFields(old, fields) });
  const scores = bare();
  for (const score of scoresOf(document, persona)) {
    const text = (field: string): string => String(own(score, field) ?? "");
    scores[scoreId(text("touchpoint"), id, text("state"), text("participant"))] = withFields(score, { persona: id });
  }
  if (Object.keys(scores).length > 0) patch["scores"] = scores;
  return { id, patch };
}

export function scoresOf(document: Document, persona: string): JsonObject[] {
  return Object.values(table(document, "scores")).filter((score): score is JsonObject => isObject(score) && own(score, "persona") === persona);
}

export function editedPersona(document: Document, id: string, fields: Readonly<Record<string, unknown>>): Patch {
  const old = record(document, "personas", id);
  return old === undefined ? bare() : recordPatch("personas", id, old, withFields(old, fields));
}

/** The lines of a list field; an empty one clears it. */
export function listed(text: string): string[] | null {
  const lines = text.split("\n").map((line) => line.replace(/^[\s\u3000]*(?:[・･•]|[-*]\s)?[\s\u3000]*/, "").trim()).filter((line) => line !== "");
  return lines.length > 0 ? lines : null;
}

/** Shares that add up to 1 exactly, in whole percent, in the proportions they have; those without one share the rest first. */
export function evenedShares(document: Document, weights: ReadonlyMap<string, number>): Patch {
  let total = 0;
  for (const weight of weights.values()) total += weight;
  const parts = [...weights].map(([id, weight]) => {
    const exact = total > 0 ? (100 * weight) / total : 0;
    return { id, whole: Math.floor(exact + 1e-9), rest: exact - Math.floor(exact + 1e-9) };
  });
  // The largest remainders round up (Hamilton's method), so that it is 100 in the end.
  let left = 100 - parts.reduce((sum, part) => sum + part.whole, 0);
  for (const part of [...parts].sort((a, b) => b.rest - a.rest || (a.id < b.id ? -1 : 1))) {
    if (left <= 0) break;
    part.whole += 1;
    left -= 1;
  }
  const changed = bare();
  for (const { id, whole } of parts) {
    const inner = editedPersona(document, id, { share: whole / 100 })["personas"];
    if (inner !== undefined && isObject(inner)) Object.assign(changed, inner);
  }
  const patch = bare();
  if (Object.keys(changed).length > 0) patch["personas"] = changed;
  return patch;
}
