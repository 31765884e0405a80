/**
 * A map's own fields (`custom`): which there are, what they hold, and how a value is read and written. Kept up to date by what an
 * event touched: a card without own fields costs nothing here.
 */

import { signal, type ReadonlySignal } from "@preact/signals";
import type { Document, Json, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { isObject, own } from "../document/patch";
import type { StoreEvent } from "../sync/types";
import type { Pace } from "./pace";

/** What a field's name begins with where fields of the map's own stand among the others: rows, filters, columns of frames. */
export const OWN = "custom.";

/** The name of the own field that `field` is, "" where it is none. */
export function ownName(field: string): string {
  return field.startsWith(OWN) ? field.slice(OWN.length) : "";
}

export function ownFields(card: JsonObject | null | undefined): JsonObject | null {
  const found = card ? own(card, "custom") : undefined;
  return found !== undefined && isObject(found) ? found : null;
}

/** A field of a card, its own ones included, as it is. */
export function valueIn(card: JsonObject | null | undefined, field: string): Json | undefined {
  const name = ownName(field);
  if (name === "") return card ? own(card, field) : undefined;
  const found = ownFields(card);
  return found ? own(found, name) : undefined;
}

/** A value as a person reads and edits it. */
export function written(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

export type OwnKind = "text" | "number" | "mixed";

const NUMBER = /^[-+]?(0|[1-9]\d{0,14})(\.\d+)?$/;

/**
 * What was typed, as it is kept: a number where the field holds numbers, or nothing yet and this is one. Full width and grouping
 * are no difference; a code with a leading zero is text.
 */
export function typed(text: string, kind: OwnKind | null): string | number {
  if (kind === "text") return text;
  const plain = text.normalize("NFKC").replaceAll("−", "-").replace(/(?<=\d),(?=\d{3}(\D|$))/g, "").trim();
  return NUMBER.test(plain) ? Number(plain) : text;
}

/** `custom` with one field set, or without it; null where it becomes empty. */
export function withOwn(card: JsonObject | null | undefined, name: string, value: Json | undefined): JsonObject | null {
  const fields: Record<string, Json> = { ...ownFields(card) };
  if (value === undefined || value === "") delete fields[name];
  else fields[name] = value;
  return Object.keys(fields).length > 0 ? fields : null;
}

/** The fields to set so that a card stands in a swimlane. */
export function rowFields(card: JsonObject | null | undefined, field: string, row: string, kind: OwnKind | null): Readonly<Record<string, unknown>> {
  const name = ownName(field);
  return name === "" ? { [field]: row } : { custom: withOwn(card, name, row === "" ? undefined : typed(row, kind)) };
}

export interface OwnFields {
  /** By name, in alphabetical order. */
  readonly names: ReadonlySignal<readonly string[]>;
  /** What a field holds, over all cards; null for one that no card has. */
  kindOf(name: string): OwnKind | null;
  /** How many cards have it. */
  count(name: string): number;
  /** How many cards have a picture. */
  readonly pictured: ReadonlySignal<number>;
}

interface Tally {
  texts: number;
  numbers: number;
  others: number;
}

export function deriveOwn(first: Document, pace: Pick<Pace, "subscribe">): OwnFields {
  const tallies = new Map<string, Tally>();
  const names = signal<readonly string[]>([]);
  const pictured = signal(0);
  let pictures = 0;

  function take(card: JsonObject | undefined, by: 1 | -1): void {
    if (!card) return;
    if (own(card, "image") !== undefined) pictures += by;
    const fields = ownFields(card);
    if (!fields) return;
    for (const name of Object.keys(fields)) {
      let tally = tallies.get(name);
      if (!tally) tallies.set(name, (tally = { texts: 0, numbers: 0, others: 0 }));
      const value = fields[name];
      tally[typeof value === "string" ? "texts" : typeof value === "number" ? "numbers" : "others"] += by;
      if (tally.texts + tally.numbers + tally.others === 0) tallies.delete(name);
    }
  }
  function settle(): void {
    pictured.value = pictures;
    if (names.peek().length === tallies.size && names.peek().every((name) => tallies.has(name))) return;
    names.value = [...tallies.keys()].sort();
  }
  function rebuild(document: Document): void {
    tallies.clear();
    pictures = 0;
    const cards = table(document, "touchpoints");
    for (const id of Object.keys(cards)) take(cards[id] as JsonObject, 1);
    settle();
  }
  pace.subscribe(({ before, after, touched }: StoreEvent) => {
    if (before === after) return;
    if (!touched) return rebuild(after);
    const cards = touched.get("touchpoints");
    if (!cards) return;
    for (const id of cards) {
      take(record(before, "touchpoints", id), -1);
      take(record(after, "touchpoints", id), 1);
    }
    settle();
  });
  rebuild(first);

  return {
    names,
    pictured,
    kindOf(name) {
      const tally = tallies.get(name);
      if (!tally) return null;
      if (tally.others > 0 || (tally.texts > 0 && tally.numbers > 0)) return "mixed";
      return tally.texts > 0 ? "text" : "number";
    },
    count(name) {
      const tally = tallies.get(name);
      return tally ? tally.texts + tally.numbers + tally.others : 0;
    },
  };
}
