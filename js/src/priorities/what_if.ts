/** If a touchpoint were better; which one fix is worth most for its effort. Twin of `journey_widgets/analysis/what_if.py`. */

import { reading } from "../analysis/reading";
import { number, text } from "../board/fields";
import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { scaleOf, unit } from "../document/scale";
import type { MarkKind } from "../shell/Icon";
import { type Changes, scoresAt } from "./raised";
import { ranking, rootNote, standing } from "./ranking";

/** The effort of a fix nobody has judged, and the importance of a touchpoint of which nothing is said: the middle of 1–5. */
const PLAIN = 3;

export const FIGURES = ["mean", "weighted_mean", "lowest", "peak_end", "end"] as const;
export type FigureName = (typeof FIGURES)[number];
export type Figures = Readonly<Record<FigureName, number | null>>;

/** The summary's numbers of `scores` along the journey. */
function figures(document: Document, cards: readonly string[], scores: ReadonlyMap<string, number>): Figures {
  const scale = scaleOf(document);
  let [sum, n, weighted, weight, end] = [0, 0, 0, 0, 0];
  let lowest = Infinity;
  let peak: { score: number; far: number } | null = null;
  for (const card of cards) {
    const score = scores.get(card);
    if (score === undefined) continue;
    const importance = number(record(document, "touchpoints", card), "importance") ?? PLAIN;
    sum += score;
    n += 1;
    weighted += score * importance;
    weight += importance;
    lowest = Math.min(lowest, score);
    const far = Math.abs(unit(scale, score));
    if (peak === null || far > peak.far) peak = { score, far };
    end = score;
  }
  if (peak === null) return { mean: null, weighted_mean: null, lowest: null, peak_end: null, end: null };
  return { mean: sum / n, weighted_mean: weighted / weight, lowest, peak_end: (peak.score + end) / 2, end };
}

export interface WhatIfRow {
  readonly what: FigureName | "rank";
  /** Of a rank. */
  readonly touchpoint: string | null;
  readonly title: string | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
}

const placed = (document: Document): string[] => {
  const order = reading(document);
  return order.stages.flatMap((stage) => order.lanes.get(stage) ?? []);
};

export function whatIf(document: Document, changes: Changes, persona: string | null = null): WhatIfRow[] {
  const cards = placed(document);
  const [before, after] = [{}, changes].map((each) => figures(document, cards, scoresAt(document, "as_is", persona, { changes: each }))) as [Figures, Figures];
  const rows = FIGURES.map((what) => row(what, null, null, before[what], after[what]));
  const [ranks, others] = [{}, changes].map((each) => {
    return new Map(ranking(document, "ulwick", { persona, changes: each }).rows.map(({ id, rank }) => [id, rank]));
  }) as [Map<string, number | null>, Map<string, number | null>];
  for (const [id, rank] of ranks) {
    const now = others.get(id) ?? null;
    if (now !== rank || Object.hasOwn(changes, id)) rows.push(row("rank", id, text(record(document, "touchpoints", id), "title"), rank, now));
  }
  return rows;
}

function row(what: WhatIfRow["what"], touchpoint: string | null, title: string | null, before: number | null, after: number | null): WhatIfRow {
  return { what, touchpoint, title, before, after, change: before === null || after === null ? null : after - before };
}

interface Fix {
  readonly id: string;
  readonly kind: "action" | MarkKind;
  readonly title: string;
  readonly touchpoint: string;
  readonly effect: number | null;
  readonly effort: number;
  readonly effortSource: "action" | "note" | "middle";
}

export interface FixRow extends Fix {
  readonly effect: number;
  readonly effectSource: "action" | "to_be" | "step";
  /** Change of the mean. */
  readonly lift: number;
  readonly perEffort: number;
}

/** Open actions, and judged notes without one, at scored touchpoints: what lifts the mean most per effort first. */
export function bestFix(document: Document, persona: string | null = null, lifts: FigureName = "mean"): FixRow[] {
  const notes = table(document, "notes");
  const actions = table(document, "actions");
  const open = Object.keys(actions).sort().filter((id) => !["done", "dropped"].includes(text(actions[id] as JsonObject, "status")));
  const taken = new Set(open.map((id) => rootNote(notes, text(actions[id] as JsonObject, "note"))));
  const fixes = open.map((id) => fromAction(id, actions[id] as JsonObject, notes));
  for (const id of standing(document)) {
    const note = notes[id] as JsonObject;
    const effort = number(note, "effort");
    if (effort === null || taken.has(id)) continue;
    const kind = text(note, "kind") as MarkKind;
    fixes.push({ id, kind, title: text(note, "text"), touchpoint: text(note, "touchpoint"), effect: null, effort, effortSource: "note" });
  }
  const cards = placed(document);
  const known = new Set(cards);
  const scores = scoresAt(document, "as_is", persona);
  const should = scoresAt(document, "to_be", persona);
  const before = figures(document, cards, scores)[lifts];
  const { step } = scaleOf(document);
  const rows: FixRow[] = [];
  for (const fix of fixes) {
    const now = scores.get(fix.touchpoint);
    if (now === undefined || before === null || !known.has(fix.touchpoint)) continue;
    const to = should.get(fix.touchpoint);
    const effect = fix.effect ?? (to === undefined ? step : to - now);
    const changes = { [fix.touchpoint]: effect };
    const moved = scoresAt(document, "as_is", persona, { changes, only: [fix.touchpoint] }).get(fix.touchpoint)!;
    const lift = (figures(document, cards, new Map(scores).set(fix.touchpoint, moved))[lifts] as number) - before;
    const effectSource = fix.effect !== null ? "action" : to === undefined ? "step" : "to_be";
    rows.push({ ...fix, effect, effectSource, lift, perEffort: lift / fix.effort });
  }
  return rows.sort((a, b) => b.perEffort - a.perEffort || b.lift - a.lift || (a.id < b.id ? -1 : 1));
}

function fromAction(id: string, action: JsonObject, notes: JsonObject): Fix {
  const note = notes[text(action, "note")] as JsonObject | undefined;
  const own = number(action, "effort");
  const judged = number(note, "effort");
  return {
    id,
    kind: "action",
    title: text(action, "title"),
    touchpoint: text(action, "touchpoint") || text(note, "touchpoint"),
    effect: number(action, "effect"),
    effort: own ?? judged ?? PLAIN,
    effortSource: own !== null ? "action" : judged !== null ? "note" : "middle",
  };
}
