/** The journey in a handful of numbers. Twin of `journey_widgets/analysis/summary.py`, where each formula has its source. */

import type { Document } from "../document/json";
import { record } from "../document/order";
import { own } from "../document/patch";
import { scaleOf, unit } from "../document/scale";
import { agreementOf } from "./agreement";
import { type Reading, reading } from "./reading";
import { type Entry, indexOf, measure, ScoreIndex } from "./scores";

export interface Summary {
  readonly mean: number | null;
  readonly weighted_mean: number | null;
  readonly lowest: number | null;
  readonly lowest_at: string | null;
  readonly largest_drop: number | null;
  readonly largest_drop_at: string | null;
  readonly share_below_zero: number | null;
  readonly end: number | null;
  readonly peak_end: number | null;
  readonly spread: number | null;
  readonly agreement: number | null;
  readonly n: number;
  readonly participants: number;
}

/** What a touchpoint weighs that says nothing of its importance: the middle of 1–5. */
const PLAIN_IMPORTANCE = 3;

interface Point {
  readonly touchpoint: string;
  readonly score: number;
  readonly unit: number;
  readonly importance: number;
  readonly spread: number | null;
  readonly agreement: number | null;
}

/** `persona` null: each touchpoint counts with the mean of all its lines. */
export function summaryOf(
  document: Document,
  persona: string | null = null,
  state: "as_is" | "to_be" = "as_is",
  index: ScoreIndex = indexOf(document),
  order: Reading = reading(document),
): Summary {
  const people = new Set<string>();
  const points: (Point | null)[] = [];
  for (const stage of order.stages)
    for (const card of order.lanes.get(stage) ?? []) points.push(pointAt(document, card, persona, state, index, people));
  const scored = points.filter((point) => point !== null);
  const none = {
    mean: null, weighted_mean: null, lowest: null, lowest_at: null, largest_drop: null, largest_drop_at: null,
    share_below_zero: null, end: null, peak_end: null, spread: null, agreement: null,
  };
  const first = scored[0];
  if (first === undefined) return { ...none, n: 0, participants: people.size };
  let low = first;
  let peak = first;
  for (const point of scored) {
    if (point.score < low.score) low = point;
    if (Math.abs(point.unit) > Math.abs(peak.unit)) peak = point;
  }
  let drop = 0;
  let dropAt: string | null = null;
  for (const [at, point] of points.entries()) {
    const before = points[at - 1];
    if (!before || point === null || before.score - point.score <= drop) continue;
    drop = before.score - point.score;
    dropAt = point.touchpoint;
  }
  const end = (scored.at(-1) as Point).score;
  const weight = scored.reduce((sum, point) => sum + point.importance, 0);
  return {
    mean: mean(scored.map((point) => point.score)),
    weighted_mean: scored.reduce((sum, point) => sum + point.score * point.importance, 0) / weight,
    lowest: low.score,
    lowest_at: low.touchpoint,
    largest_drop: drop,
    largest_drop_at: dropAt,
    share_below_zero: scored.filter((point) => point.unit < 0).length / scored.length,
    end,
    peak_end: (peak.score + end) / 2,
    spread: mean(known(scored.map((point) => point.spread))),
    agreement: mean(known(scored.map((point) => point.agreement))),
    n: scored.length,
    participants: people.size,
  };
}

function pointAt(
  document: Document,
  touchpoint: string,
  persona: string | null,
  state: string,
  index: ScoreIndex,
  people: Set<string>,
): Point | null {
  const scale = scaleOf(document);
  const scores: number[] = [];
  const spreads: number[] = [];
  const agreements: number[] = [];
  for (const [key, entry] of index.lines(touchpoint)) {
    const [whose = "", of] = key.split("/");
    if (of !== state || (persona !== null && whose !== persona)) continue;
    const found = measure(entry, index.weights);
    if (found === null) continue;
    scores.push(found.score);
    for (const given of entry.given) people.add(given.participant);
    if (found.n < 2 || found.low === null || found.high === null) continue;
    spreads.push(found.high - found.low);
    const agreed = agreementOf(givenScores(entry), scale);
    if (agreed !== null) agreements.push(agreed);
  }
  const score = mean(scores);
  if (score === null) return null;
  const card = record(document, "touchpoints", touchpoint);
  const importance = card === undefined ? undefined : own(card, "importance");
  return {
    touchpoint,
    score,
    unit: unit(scale, score),
    importance: typeof importance === "number" ? importance : PLAIN_IMPORTANCE,
    spread: mean(spreads),
    agreement: mean(agreements),
  };
}

/** What the participants gave; the agreed score is nobody's own. */
export function givenScores(entry: Entry): number[] {
  return entry.given.map(({ record: given }) => own(given, "score")).filter((score) => typeof score === "number");
}

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
