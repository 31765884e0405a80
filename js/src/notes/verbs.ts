/** What a hand does to notes, each as one patch. Pure: documents in, patches out. */

import { newId } from "../board/ids";
import { recordPatch, withFields } from "../board/verbs";
import type { Document, JsonObject, Patch } from "../document/json";
import { place, record, stagesInOrder, table, touchpointsOf } from "../document/order";
import { apply, bare, diff, isObject, own } from "../document/patch";
import { fold, lanes, lines } from "./outline";
import { mine } from "./voter";

export const KINDS = ["pain", "gain", "opportunity", "question", "quote"] as const;
export type Kind = (typeof KINDS)[number];

/** Where a note is: on a touchpoint, on a stage, or nowhere yet. */
export interface Where {
  readonly touchpoint?: string;
  readonly stage?: string;
}

export const NOWHERE: Where = {};

function noteOf(document: Document, id: string): JsonObject | undefined {
  return record(document, "notes", id);
}

/** The notes of a list of texts, in its order. */
export function notesPatch(texts: readonly string[], kind: Kind, where: Where, author: string): Patch {
  const notes = bare();
  for (const text of texts) notes[newId("notes")] = withFields(bare(), { kind, text, author, ...where });
  const patch = bare();
  if (texts.length > 0) patch["notes"] = notes;
  return patch;
}

export const pastedPatch = (text: string, kind: Kind, where: Where, author: string): Patch => notesPatch(lines(text), kind, where, author);

/** Stages, touchpoints and notes of a pasted outline. What is there already is used; what is new stands last. */
export function outlinedPatch(document: Document, text: string, kind: Kind, author: string): Patch {
  let draft = document;
  const add = (name: string, fields: Readonly<Record<string, unknown>>, stage?: string): string => {
    const id = newId(name);
    draft = apply(draft, recordPatch(name, id, undefined, withFields(bare(), fields)));
    if (name !== "notes") draft = apply(draft, place(draft, name, id, { before: null, ...(stage === undefined ? {} : { stage }) }));
    return id;
  };
  const called = (name: string, ids: readonly string[], field: string, words: string): string | undefined =>
    ids.find((id) => {
      const said = own(record(draft, name, id) ?? bare(), field);
      return typeof said === "string" && fold(said) === fold(words);
    });
  for (const lane of lanes(text)) {
    const stage = called("stages", stagesInOrder(draft), "name", lane.name) ?? add("stages", { name: lane.name, rank: "a0" });
    for (const card of lane.cards) {
      const touchpoint =
        called("touchpoints", touchpointsOf(draft, stage), "title", card.title) ?? add("touchpoints", { title: card.title, rank: "a0" }, stage);
      const there = Object.keys(table(draft, "notes")).filter((id) => own(noteOf(draft, id) ?? bare(), "touchpoint") === touchpoint);
      for (const note of card.notes) {
        if (called("notes", there, "text", note) === undefined) add("notes", { kind, text: note, touchpoint, author });
      }
    }
  }
  return diff(document, draft);
}

/** The note a merged one ends up in; the note itself where it is not merged. */
export function headOf(document: Document, id: string): string {
  const seen = new Set<string>();
  let at = id;
  for (;;) {
    seen.add(at);
    const into = own(noteOf(document, at) ?? bare(), "merged_into");
    // Two people may merge two notes into each other: then the first of them is the head.
    if (typeof into !== "string" || noteOf(document, into) === undefined || seen.has(into)) return at;
    at = into;
  }
}

/** Puts a note, with what is merged into it, into another one. */
export function mergePatch(document: Document, id: string, into: string): Patch {
  const head = headOf(document, into);
  if (noteOf(document, id) === undefined || noteOf(document, head) === undefined || head === id) return bare();
  const changed = bare();
  for (const each of Object.keys(table(document, "notes"))) {
    const old = noteOf(document, each);
    if (old === undefined || (each !== id && own(old, "merged_into") !== id)) continue;
    const fields = diff(old, withFields(old, { merged_into: head }));
    if (Object.keys(fields).length > 0) changed[each] = fields;
  }
  const patch = bare();
  if (Object.keys(changed).length > 0) patch["notes"] = changed;
  return patch;
}

/** Takes a note out of the one it was merged into. */
export function splitPatch(document: Document, id: string): Patch {
  const old = noteOf(document, id);
  return old === undefined ? bare() : recordPatch("notes", id, old, withFields(old, { merged_into: null }));
}

export function editPatch(document: Document, id: string, fields: Readonly<Record<string, unknown>>): Patch {
  const old = noteOf(document, id);
  return old === undefined ? bare() : recordPatch("notes", id, old, withFields(old, fields));
}

/** A note is in one place, on a touchpoint or on a stage; what is put somewhere is no longer part of another note. */
export const placePatch = (document: Document, id: string, where: Where): Patch =>
  editPatch(document, id, { touchpoint: where.touchpoint ?? null, stage: where.stage ?? null, merged_into: null });

/**
 * Gives a note `dots` dots of the person called `name`, who is entered among the participants with the first vote. What this
 * person gave it under another row of the same name is counted in, and taken back.
 */
export function votePatch(document: Document, note: string, name: string, dots: number): Patch {
  if (name === "" || noteOf(document, note) === undefined) return bare();
  const rows = mine(document, name);
  const who = rows[0] ?? newId("participants");
  const votes = bare();
  for (const other of rows.slice(1)) if (record(document, "votes", `${note}/${other}`) !== undefined) votes[`${note}/${other}`] = null;
  const id = `${note}/${who}`;
  const old = record(document, "votes", id);
  const vote = dots > 0 ? withFields(bare(), { note, participant: who, dots }) : null;
  const changed = recordPatch("votes", id, old, vote)["votes"];
  if (changed !== undefined && isObject(changed)) Object.assign(votes, changed);
  const patch = bare();
  if (Object.keys(votes).length === 0) return patch;
  if (rows.length === 0 && dots > 0) patch["participants"] = Object.assign(bare(), { [who]: Object.assign(bare(), { label: name }) });
  patch["votes"] = votes;
  return patch;
}
