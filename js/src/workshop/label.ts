/** Views in words: what they are called where nobody has named them, and what they show. */

import type { Json, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { isObject, own } from "../document/patch";
import { personasOf } from "../board/people";
import { SEARCH, type Where } from "../board/where";
import type { WorkshopContext } from "./context";
import type { Shown } from "./saved";

type Words = Pick<WorkshopContext, "board" | "say">;

/** Fields of a card that make sense as a filter; the card's own ones come on top. */
export const FIELDS = ["channel", "owner", "evidence", "exists_in", "moment_of_truth", "stage"] as const;

/** 花・現状 */
export function labelOf(words: Words, shown: Shown): string {
  const parts = [words.say("workshop.persona_state", { persona: personaName(words, shown.personas[0] ?? ""), state: words.say(`panel.${shown.state}`) })];
  const where = whereWords(words, shown.where);
  if (where !== "") parts.push(where);
  return parts.join(words.board.view.language.value === "ja" ? "、" : ", ");
}

/** What a view shows, under its name. */
export function summaryOf(words: Words, shown: Shown): string {
  const parts = [labelOf(words, shown)];
  if (shown.rows !== "") parts.push(words.say("panel.rows_is", { name: fieldName(words, shown.rows) }));
  return parts.join(" · ");
}

export function personaName(words: Words, id: string): string {
  return personasOf(words.board.document.value).find((person) => person.id === id)?.name ?? words.say("panel.everyone");
}

export function whereWords(words: Words, where: Where): string {
  return Object.entries(where)
    .map(([field, wanted]) => {
      if (field === SEARCH) return words.say("workshop.searched", { words: String(wanted) });
      const values = (Array.isArray(wanted) ? wanted : [wanted]) as readonly Json[];
      const names = values.map((value) => valueName(words, field, value)).join(words.board.view.language.value === "ja" ? "・" : ", ");
      return words.say("workshop.where_is", { field: fieldName(words, field), values: names });
    })
    .join(words.board.view.language.value === "ja" ? "、" : "; ");
}

export function fieldName(words: Words, field: string): string {
  if (field.startsWith("custom.")) return field.slice("custom.".length);
  if (field === "moment_of_truth") return words.say("panel.moment_of_truth");
  if (field === "stage") return words.say("panel.stage");
  const known = words.say(`panel.field_${field}`);
  return known === `panel.field_${field}` ? field : known;
}

export function valueName(words: Words, field: string, value: Json): string {
  if (field === "moment_of_truth" || typeof value === "boolean") return words.say(value === true ? "workshop.yes" : "workshop.no");
  if (field === "stage" && typeof value === "string") {
    const name = own(record(words.board.document.value, "stages", value) ?? {}, "name");
    return typeof name === "string" ? name : words.say("panel.pool");
  }
  if (field === "evidence" || field === "exists_in") {
    const key = field === "evidence" ? `panel.evidence_${String(value)}` : value === "both" ? "workshop.both" : `panel.${String(value)}`;
    const said = words.say(key);
    return said === key ? String(value) : said;
  }
  return value === "" || value === null ? words.say("board.row_none") : String(value);
}

/** The fields there is something to choose by: those of this list that any card says something about, and the cards' own. */
export function fieldsIn(document: JsonObject): string[] {
  const seen = new Set<string>();
  const touchpoints = table(document, "touchpoints");
  for (const id of Object.keys(touchpoints)) {
    const card = touchpoints[id];
    if (card === undefined || !isObject(card)) continue;
    for (const field of FIELDS) if (own(card, field) !== undefined) seen.add(field);
    const custom = own(card, "custom");
    if (custom !== undefined && isObject(custom)) for (const name of Object.keys(custom)) seen.add(`custom.${name}`);
  }
  return [...FIELDS.filter((field) => seen.has(field)), ...[...seen].filter((field) => field.startsWith("custom.")).sort()];
}

/** The values a field has on the cards: stages in their order, others by name. */
export function valuesOf(document: JsonObject, field: string, stages: readonly string[]): (string | number | boolean)[] {
  if (field === "moment_of_truth") return [true];
  if (field === "stage") return [...stages];
  const found = new Set<string | number | boolean>();
  const touchpoints = table(document, "touchpoints");
  for (const id of Object.keys(touchpoints)) {
    const card = touchpoints[id];
    if (card === undefined || !isObject(card)) continue;
    const custom = own(card, "custom");
    const value = !field.startsWith("custom.") ? own(card, field) : custom !== undefined && isObject(custom) ? own(custom, field.slice("custom.".length)) : undefined;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") found.add(value);
  }
  return [...found].sort((a, b) => String(a).localeCompare(String(b), "ja"));
}
