/** The message catalogue in the browser: the same JSON files Python reads, `{"key": {"ja", "en"}}`. */

import type { Language, Said } from "../sync/types";

export type Values = Readonly<Record<string, string | number>>;
export type Area = Readonly<Record<string, Said>>;

const catalogue: Record<string, Said> = Object.create(null) as Record<string, Said>;

/** A bundle brings the areas that its code says, and no others: `learn(board, panel)`. */
export function learn(...areas: readonly Area[]): void {
  Object.assign(catalogue, ...areas);
}

/** Fills `{name}` placeholders; a name without a value stays visible, so that a mistake is seen. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/**
 * The words of `key` in `language`; the key itself when the catalogue has none. With `n: 1`, `key_one` is preferred where
 * there is one ("1 person", "5 people").
 */
export function say(key: string, language: Language, values: Values = {}): string {
  const said = (values["n"] === 1 ? catalogue[`${key}_one`] : undefined) ?? catalogue[key];
  return said ? fill(said[language], values) : key;
}

export function has(key: string): boolean {
  return Object.hasOwn(catalogue, key);
}
