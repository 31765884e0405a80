/** The figures people read on cards, at stages and under the board, for one persona and state. */

import words from "../../../journey_widgets/words/chart.json";
import type { Document } from "../document/json";
import { record, table } from "../document/order";
import { own } from "../document/patch";
import { face, format, scaleOf } from "../document/scale";
import { fill, type Values } from "../shell/words";
import type { Language, Said } from "../sync/types";
import type { Figure, State } from "../board/context";
import { type Reading, reading } from "./reading";
import { indexOf, measure, ScoreIndex } from "./scores";

export { gridSteps, plotDomain } from "./axis";
export { ScoreIndex };

const catalogue: Readonly<Record<string, Said>> = words;

function say(key: string, language: Language, values: Values = {}): string {
  const said = (values["n"] === 1 ? catalogue[`${key}_one`] : undefined) ?? catalogue[key];
  return said ? fill(said[language], values) : key;
}

/**
 * What a card shows. Costs the card's own scores when `index` is given: keep one per view (`new ScoreIndex(document)`) and call
 * its `update(document, touched)` on every store event; it returns the touchpoints to look at again (null: all).
 */
export function cardFigure(
  document: Document,
  touchpoint: string,
  persona: string,
  state: State,
  index: ScoreIndex = indexOf(document),
): Figure | null {
  const entry = index.entry(touchpoint, `${persona}/${state}`);
  const found = entry === undefined ? null : measure(entry, index.weights);
  if (found === null) return null;
  const scale = scaleOf(document);
  return {
    score: found.score,
    face: face(scale, found.score),
    n: found.n,
    low: found.low,
    high: found.high,
    wide: found.low !== null && found.high !== null && found.high - found.low > (scale.high - scale.low) / 2,
  };
}

export interface StageFigure {
  readonly mean: number;
  /** −2 … 2. */
  readonly face: number;
  /** How many of the stage's cards are scored. */
  readonly n: number;
}

/** The mean of a stage's scored cards; null when there are none. `cards`, its touchpoints, spares looking for them. */
export function stageMean(
  document: Document,
  stage: string,
  persona: string,
  state: State,
  index: ScoreIndex = indexOf(document),
  cards: readonly string[] = reading(document).lanes.get(stage) ?? [],
): StageFigure | null {
  let sum = 0;
  let n = 0;
  for (const card of cards) {
    const entry = index.entry(card, `${persona}/${state}`);
    const found = entry === undefined ? null : measure(entry, index.weights);
    if (found === null) continue;
    sum += found.score;
    n += 1;
  }
  return n === 0 ? null : { mean: sum / n, face: face(scaleOf(document), sum / n), n };
}

/** Whose line to show first: everyone's where there is one, otherwise the first persona's that has scores. */
export function defaultPersona(document: Document): string {
  const scored = new Set<string>();
  for (const id of Object.keys(table(document, "scores"))) scored.add(id.split("/", 2)[1] ?? "");
  if (scored.has("")) return "";
  const personas = Object.keys(table(document, "personas")).sort();
  return personas.find((persona) => scored.has(persona)) ?? personas[0] ?? "";
}

/** A piece of a sentence; `strong` is set in bold. */
export interface Part {
  readonly text: string;
  readonly strong: boolean;
}

// Values that are to be bold travel through the catalogue between two characters nobody types.
const OPEN = "\uE000";
const CLOSE = "\uE001";
const strong = (text: string): string => `${OPEN}${text}${CLOSE}`;

/** Above this many cards the sentence tells of stages, not of single cards. */
const MANY = 40;

/** What the curve says, in one sentence: the lowest card, and where opinions differ most. */
export function sentence(
  document: Document,
  persona: string,
  state: State,
  language: Language,
  index: ScoreIndex = indexOf(document),
  order: Reading = reading(document),
): readonly Part[] {
  return parts(said(document, persona, state, language, index, order));
}

export const plain = (pieces: readonly Part[]): string => pieces.map((piece) => piece.text).join("");

function said(
  document: Document,
  persona: string,
  state: State,
  language: Language,
  index: ScoreIndex,
  order: Reading,
): string {
  const scale = scaleOf(document);
  let cards = 0;
  let scored = 0;
  let lowest: { name: string; score: number } | null = null;
  let widest: { name: string; low: number; high: number } | null = null;
  let valley: { stage: string; mean: number } | null = null;
  for (const stage of order.stages) {
    const lane = order.lanes.get(stage) ?? [];
    const mean = stageMean(document, stage, persona, state, index, lane);
    if (mean !== null && (valley === null || mean.mean < valley.mean)) valley = { stage, mean: mean.mean };
    for (const card of lane) {
      cards += 1;
      const figure = cardFigure(document, card, persona, state, index);
      if (figure === null) continue;
      scored += 1;
      const name = `${cards} ${titleOf(document, card, language)}`;
      if (lowest === null || figure.score < lowest.score) lowest = { name, score: figure.score };
      if (figure.low === null || figure.high === null || !figure.wide) continue;
      if (widest === null || figure.high - figure.low > widest.high - widest.low)
        widest = { name, low: figure.low, high: figure.high };
    }
  }
  if (cards === 0) return say("chart.no_cards", language);
  if (lowest === null || valley === null) return say("chart.not_scored_yet", language, { n: cards });
  const bottom = { lowest: strong(lowest.name), score: format(lowest.score, scale) };
  if (cards > MANY)
    return say("chart.many", language, {
      ...bottom,
      cards,
      scored,
      valley: strong(nameOf(document, valley.stage, language)),
      mean: format(valley.mean, scale),
    });
  if (widest === null) return say("chart.lowest_is", language, bottom);
  return say("chart.lowest_and_widest", language, {
    ...bottom,
    widest: strong(widest.name),
    low: format(widest.low, scale),
    high: format(widest.high, scale),
  });
}

function titleOf(document: Document, touchpoint: string, language: Language): string {
  const found = record(document, "touchpoints", touchpoint);
  const title = found === undefined ? undefined : own(found, "title");
  return typeof title === "string" && title !== "" ? title : say("chart.untitled", language);
}

function nameOf(document: Document, stage: string, language: Language): string {
  const found = record(document, "stages", stage);
  const name = found === undefined ? undefined : own(found, "name");
  return typeof name === "string" && name !== "" ? name : say("chart.untitled", language);
}

function parts(text: string): Part[] {
  const pieces: Part[] = [];
  for (const [at, piece] of text.split(OPEN).entries()) {
    const [first = "", rest = ""] = at === 0 ? ["", piece] : piece.split(CLOSE);
    if (first !== "") pieces.push({ text: first, strong: true });
    if (rest !== "") pieces.push({ text: rest, strong: false });
  }
  return pieces;
}
