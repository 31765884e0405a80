/** What is presented: the saved views one after the other, or what is on the screen, and what stands in each stage of a page. */

import { cardFigure, plain, sentence, stageMean, type ScoreIndex } from "../analysis/figures";
import type { Document } from "../document/json";
import { record, table } from "../document/order";
import { own } from "../document/patch";
import { scaleOf } from "../document/scale";
import type { State } from "../board/context";
import { passes } from "../board/where";
import type { Language } from "../sync/types";
import type { SavedView, Shown } from "../workshop/saved";

export interface Page extends Shown {
  /** "" for what is on the screen. */
  readonly id: string;
  readonly name: string;
}

/** A page about one persona leaves the others out; everyone's, or several to compare, keeps them. */
export const isAlone = (page: Pick<Shown, "personas">): boolean => page.personas.length === 1;

/** The saved views in their order; where there is none, what is on the screen. */
export function pagesOf(views: readonly SavedView[], shown: Shown): readonly Page[] {
  return views.length > 0 ? views : [{ ...shown, id: "", name: "" }];
}

/** The page `step` further, or the same at an end. */
export function stepTo(pages: readonly Page[], id: string, step: number): string {
  const at = Math.max(0, pages.findIndex((page) => page.id === id));
  return pages[Math.min(pages.length - 1, Math.max(0, at + step))]?.id ?? "";
}

/** A page's sentence: its own name, or, where that only says what is shown (or there is none), what its curve says. */
export function headline(document: Document, page: Page, automatic: string, language: Language, scores: ScoreIndex): string {
  const named = page.name.trim();
  if (named !== "" && named !== automatic) return named;
  return plain(sentence(document, page.personas[0] ?? "", page.state, language, scores));
}

export interface Line {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly scored: boolean;
  /** How far from neutral it is felt; 0 where nobody scored it. */
  readonly felt: number;
  /** One of the page's points: a low one, one that should become better, or one of those the view is about. */
  readonly strong: boolean;
  /** Not what the view is about. */
  readonly quiet: boolean;
}

export interface Column {
  readonly stage: string;
  readonly name: string;
  readonly mean: number | null;
  readonly lines: readonly Line[];
}

/** How many low points are set in bold at most. */
const LOWS = 3;

/** The lowest scores below neutral: whole ties or none, so that nobody is singled out by chance. */
function lowest(figures: ReadonlyMap<string, number>, neutral: number): ReadonlySet<string> {
  const below = [...figures].filter(([, score]) => score < neutral).sort((a, b) => a[1] - b[1]);
  const cut = below[LOWS]?.[1];
  return new Set(below.filter(([, score], at) => at < LOWS && score !== cut).map(([id]) => id));
}

/** Whether anybody scored for that persona and state. */
export function hasScores(document: Document, persona: string, state: State): boolean {
  return Object.keys(table(document, "scores")).some((id) => {
    const [, who, when] = id.split("/");
    return who === persona && when === state;
  });
}

/** The stages of a page and their cards, numbered as on the board. */
export function columnsOf(
  document: Document,
  page: Shown,
  stages: readonly { readonly id: string; readonly cards: readonly string[] }[],
  scores: ScoreIndex,
): readonly Column[] {
  const persona = page.personas[0] ?? "";
  const scale = scaleOf(document);
  const filtered = Object.keys(page.where).length > 0;
  const figures = new Map<string, number>();
  for (const { cards } of stages)
    for (const id of cards) {
      const figure = cardFigure(document, id, persona, page.state, scores);
      if (figure) figures.set(id, figure.score);
    }
  // What should be is said of a few cards, and those are the page's points; otherwise the low ones are.
  const some = page.state === "to_be" && stages.some(({ cards }) => cards.some((id) => !figures.has(id)));
  const points = some ? figures : lowest(figures, scale.neutral);
  let number = 0;
  return stages.map(({ id: stage, cards }) => ({
    stage,
    name: text(document, "stages", stage, "name"),
    mean: stageMean(document, stage, persona, page.state, scores, cards)?.mean ?? null,
    lines: cards.map((id) => {
      const about = passes(record(document, "touchpoints", id) ?? {}, page.where);
      return {
        id,
        number: (number += 1),
        title: text(document, "touchpoints", id, "title"),
        scored: figures.has(id),
        felt: Math.abs((figures.get(id) ?? scale.neutral) - scale.neutral),
        strong: filtered ? about : points.has(id),
        quiet: filtered && !about,
      };
    }),
  }));
}

/**
 * Where a stage has more cards than a room can read: its points and its most intense moments, still in reading order, and how
 * many are left out.
 */
export function readable(lines: readonly Line[], most: number): { readonly lines: readonly Line[]; readonly rest: number } {
  if (lines.length <= most) return { lines, rest: 0 };
  const weight = (line: Line): number => (line.strong ? 1e6 : 0) - (line.quiet ? 1e6 : 0) + line.felt;
  const kept = new Set([...lines].sort((a, b) => weight(b) - weight(a) || a.number - b.number).slice(0, most - 1));
  return { lines: lines.filter((line) => kept.has(line)), rest: lines.length - kept.size };
}

function text(document: Document, table: string, id: string, field: string): string {
  const value = own(record(document, table, id) ?? {}, field);
  return typeof value === "string" ? value : "";
}
