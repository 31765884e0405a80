/** Reading single fields of records, which may hold anything a file from elsewhere put there. */

import type { JsonObject } from "../document/json";

type Maybe = JsonObject | null | undefined;

/** A field as text; "" where it is absent or no text. */
export function text(record: Maybe, field: string): string {
  const value = record?.[field];
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : "";
}

/** A field as a number; null where it is absent or no number. */
export function number(record: Maybe, field: string): number | null {
  const value = record?.[field];
  return typeof value === "number" ? value : null;
}

export function truth(record: Maybe, field: string): boolean {
  return record?.[field] === true;
}

/** The id of a score: absent parts are empty. */
export function scoreId(touchpoint: string, persona: string, state: string, participant = ""): string {
  return `${touchpoint}/${persona}/${state}/${participant}`;
}
