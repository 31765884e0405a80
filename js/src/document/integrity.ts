/**
 * What a delete takes with it. Twin of `journey_widgets/model/integrity.py` (`tests/contract/integrity.json`): the page
 * shows at once what the kernel, which completes every patch itself, is going to answer.
 */

import type { Document, Json, JsonObject, Patch } from "./json";
import { bare, isObject, own } from "./patch";

/** [table, field, table it points to, `with`: goes with what it points to | `clear`: forgets it]. */
const REFERENCES: readonly (readonly [string, string, string, "with" | "clear"])[] = [
  ["touchpoints", "stage", "stages", "clear"],
  ["links", "source", "touchpoints", "with"],
  ["links", "target", "touchpoints", "with"],
  ["scores", "touchpoint", "touchpoints", "with"],
  ["scores", "persona", "personas", "with"],
  ["scores", "participant", "participants", "with"],
  ["notes", "touchpoint", "touchpoints", "clear"],
  ["notes", "stage", "stages", "clear"],
  ["notes", "merged_into", "notes", "clear"],
  ["votes", "note", "notes", "with"],
  ["votes", "participant", "participants", "with"],
  ["actions", "note", "notes", "clear"],
  ["actions", "touchpoint", "touchpoints", "clear"],
  ["measures", "touchpoint", "touchpoints", "clear"],
  ["measures", "stage", "stages", "clear"],
];

type Writable = { [key: string]: Json };

/** The patch together with what its deletes take along. The very same patch when it deletes nothing that is referred to. */
export function complete(document: Document, patch: Patch): Patch {
  let completed: Writable | null = null;
  let gone = deleted(document, patch);
  while (gone.size > 0) {
    // Records that go along (a note's votes go with the note) may be referred to themselves: round again for those.
    const next = new Map<string, Set<string>>();
    for (const [table, field, target, rule] of REFERENCES) {
      const ids = gone.get(target);
      const records = own(document, table);
      if (ids === undefined || records === undefined || !isObject(records)) continue;
      for (const id of Object.keys(records)) {
        const reference = after(records[id] as JsonObject, asked(completed ?? patch, table, id), field);
        if (typeof reference !== "string" || !ids.has(reference)) continue;
        completed ??= shallow(patch);
        if (rule === "with") {
          put(completed, table, id, null);
          next.set(table, (next.get(table) ?? new Set()).add(id));
        } else put(completed, table, id, cleared(asked(completed, table, id), field));
      }
    }
    gone = next;
  }
  return completed ?? patch;
}

function deleted(document: Document, patch: Patch): Map<string, Set<string>> {
  const gone = new Map<string, Set<string>>();
  for (const table of Object.keys(patch)) {
    const records = patch[table] as Json;
    if (!isObject(records)) continue;
    const present = own(document, table);
    for (const id of Object.keys(records)) {
      if (records[id] !== null || present === undefined || !isObject(present) || !Object.hasOwn(present, id)) continue;
      gone.set(table, (gone.get(table) ?? new Set()).add(id));
    }
  }
  return gone;
}

/** What the patch asks of one record: undefined for nothing. */
function asked(patch: Patch, table: string, id: string): Json | undefined {
  const records = own(patch, table);
  return records !== undefined && isObject(records) ? own(records, id) : undefined;
}

/** A field's value once the patch is applied; undefined when the record goes or does not say. */
function after(record: JsonObject, change: Json | undefined, field: string): Json | undefined {
  if (change === null) return undefined;
  if (change !== undefined && isObject(change) && Object.hasOwn(change, field)) return change[field] ?? undefined;
  return own(record, field);
}

function cleared(change: Json | undefined, field: string): JsonObject {
  const copy = Object.assign(bare(), change !== undefined && isObject(change) ? change : null);
  copy[field] = null;
  return copy;
}

function shallow(patch: Patch): Writable {
  const copy = bare();
  for (const table of Object.keys(patch)) {
    const records = patch[table] as Json;
    copy[table] = isObject(records) ? Object.assign(bare(), records) : records;
  }
  return copy;
}

function put(patch: Writable, table: string, id: string, change: Json): void {
  ((patch[table] ??= bare()) as Writable)[id] = change;
}
