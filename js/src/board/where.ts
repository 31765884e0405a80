/** A view's filter: which cards it is about. Twin of nothing: Python only keeps it (`views.where`). */

import type { Json, JsonObject } from "../document/json";
import { isObject, own } from "../document/patch";
import { matches } from "./find";

/**
 * Field → the value a card must have, or a list of values of which it must have one. `custom.<name>` looks into the card's own
 * fields, `search` holds words as the search field takes them. It comes out of a file: anything may be in it.
 */
export type Where = Readonly<Record<string, Json>>;

/** The words a saved search is kept under. */
export const SEARCH = "search";
const CUSTOM = "custom.";

export function passes(card: JsonObject, where: Where): boolean {
  return Object.entries(where).every(([field, wanted]) => {
    if (field === SEARCH) return typeof wanted !== "string" || matches(card, wanted);
    const value = valueOf(card, field);
    return Array.isArray(wanted) ? wanted.some((one) => same(value, one)) : same(value, wanted);
  });
}

function valueOf(card: JsonObject, field: string): Json | undefined {
  if (!field.startsWith(CUSTOM)) return own(card, field);
  const custom = own(card, "custom");
  return custom !== undefined && isObject(custom) ? own(custom, field.slice(CUSTOM.length)) : undefined;
}

/** A field that says nothing is the same as false, or as an empty text: "not a moment of truth" is not written down. */
function same(value: Json | undefined, wanted: Json): boolean {
  if (value === undefined) return wanted === false || wanted === "";
  return value === wanted;
}
