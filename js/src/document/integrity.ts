/**
 * What a delete takes with it, and whom a first score brings. Twin of `journey_widgets/model/integrity.py` (`tests/contract/integrity.json`): the page
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

/**
 * The patch together with what follows from it: a removed record takes its scores, links and votes along, other
 * references to it are cleared, and a participant named by a new score or vote gets a row. The very same patch when
 * nothing follows.
 */
export function complete(document: Document, patch: Patch): Patch {
  let completed = newcomers(document, patch);
  let gone = deleted(document, patch);
  while (gone.size > 0) {
    // Records that go along (a note's votes go with the note) may be referred to themselves: round again for those.
    const next = new Map<string, Set<string>>();
    for (const [table, field, target, rule] of REFERENCES) {
      const ids = gone.get(target);
      if (ids === undefined) continue;
      const records = recordsOf(document, table);
      const changes = recordsOf(completed ?? patch, table);
      for (const id of new Set([...Object.keys(records), ...Object.keys(changes)])) {
        const reference = after(own(records, id), own(changes, id), field);
        if (typeof reference !== "string" || !ids.has(reference)) continue;
        completed ??= shallow(patch);
        if (rule === "with") {
          put(completed, table, id, null);
          next.set(table, (next.get(table) ?? new Set()).add(id));
        } else put(completed, table, id, cleared(own(recordsOf(completed, table), id), field));
      }
    }
    gone = next;
  }
  return completed ?? patch;
}

function newcomers(document: Document, patch: Patch): Writable | null {
  const named = recordsOf(patch, "participants");
  const present = recordsOf(document, "participants");
  let completed: Writable | null = null;
  for (const table of ["scores", "votes"]) {
    const changes = recordsOf(patch, table);
    for (const id of Object.keys(changes)) {
      const record = changes[id] as Json;
      const who = isObject(record) ? own(record, "participant") : undefined;
      if (typeof who !== "string" || Object.hasOwn(present, who) || Object.hasOwn(named, who)) continue;
      if (Object.hasOwn(recordsOf(document, table), id)) continue;
      put((completed ??= shallow(patch)), "participants", who, Object.assign(bare(), { label: who }));
    }
  }
  return completed;
}

function deleted(document: Document, patch: Patch): Map<string, Set<string>> {
  const gone = new Map<string, Set<string>>();
  for (const table of Object.keys(patch)) {
    const records = patch[table] as Json;
    if (!isObject(records)) continue;
    for (const id of Object.keys(records)) {
      if (records[id] !== null || !Object.hasOwn(recordsOf(document, table), id)) continue;
      gone.set(table, (gone.get(table) ?? new Set()).add(id));
    }
  }
  return gone;
}

/** A table of a document or a patch; an absent one is empty. */
function recordsOf(content: JsonObject, table: string): JsonObject {
  const records = own(content, table);
  return records !== undefined && isObject(records) ? records : NOTHING;
}

const NOTHING: JsonObject = Object.freeze(bare());

/** A field's value once the change is made; undefined when the record goes or does not say. */
function after(record: Json | undefined, change: Json | undefined, field: string): Json | undefined {
  if (change === null) return undefined;
  if (change !== undefined && isObject(change) && Object.hasOwn(change, field)) return change[field] ?? undefined;
  return record !== undefined && isObject(record) ? own(record, field) : undefined;
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
