/** Who votes in this browser: the participants that are called as its person is. */

import type { Document } from "../document/json";
import { record, table } from "../document/order";
import { own } from "../document/patch";

/** Ids of the participants of a name, in order; usually one, several where two browsers entered the same name at once. */
export function mine(document: Document, name: string): string[] {
  if (name === "") return [];
  return Object.keys(table(document, "participants"))
    .filter((id) => own(record(document, "participants", id) ?? {}, "label") === name)
    .sort();
}

export interface Tally {
  /** Note id → dots of everybody. */
  readonly all: ReadonlyMap<string, number>;
  /** Note id → dots of this browser's person. */
  readonly own: ReadonlyMap<string, number>;
  /** Dots this person has given in all. */
  readonly spent: number;
}

export function tally(document: Document, name: string): Tally {
  const me = new Set(mine(document, name));
  const all = new Map<string, number>();
  const given = new Map<string, number>();
  let spent = 0;
  const votes = table(document, "votes");
  for (const id of Object.keys(votes)) {
    const vote = record(document, "votes", id) ?? {};
    const note = own(vote, "note");
    const who = own(vote, "participant");
    const dots = own(vote, "dots");
    if (typeof note !== "string" || typeof who !== "string" || typeof dots !== "number") continue;
    all.set(note, (all.get(note) ?? 0) + dots);
    if (!me.has(who)) continue;
    given.set(note, (given.get(note) ?? 0) + dots);
    spent += dots;
  }
  return { all, own: given, spent };
}
