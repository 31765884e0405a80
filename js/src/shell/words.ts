/** The message catalogue in the browser: the same JSON files Python reads, `{"key": {"ja", "en"}}`. */

import actions from "../../../journey_widgets/words/actions.json";
import agenda from "../../../journey_widgets/words/agenda.json";
import board from "../../../journey_widgets/words/board.json";
import chart from "../../../journey_widgets/words/chart.json";
import facts from "../../../journey_widgets/words/facts.json";
import notes from "../../../journey_widgets/words/notes.json";
import panel from "../../../journey_widgets/words/panel.json";
import paths from "../../../journey_widgets/words/paths.json";
import personas from "../../../journey_widgets/words/personas.json";
import priorities from "../../../journey_widgets/words/priorities.json";
import review from "../../../journey_widgets/words/review.json";
import sync from "../../../journey_widgets/words/sync.json";
import workshop from "../../../journey_widgets/words/workshop.json";
import type { Language, Said } from "../sync/types";

export type Values = Readonly<Record<string, string | number>>;

const catalogue: Readonly<Record<string, Said>> = {
  ...panel, ...board, ...chart, ...sync,
  ...personas, ...notes, ...priorities, ...actions, ...agenda, ...review, ...workshop, ...facts, ...paths,
};

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
