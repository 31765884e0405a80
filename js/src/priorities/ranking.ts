/** What to work on first: touchpoints by opportunity, notes by severity × frequency or by dots. Twin of `analysis/ranking.py`. */

import { number, text } from "../board/fields";
import type { Document, JsonObject } from "../document/json";
import { table } from "../document/order";
import type { MarkKind } from "../shell/Icon";
import { resamples, stability, TOP } from "./bootstrap";
import { type ImportanceSource, opinionPoll, type SatisfactionSource, type Value, votePoll } from "./poll";
import type { Changes } from "./raised";

export const BYS = ["votes", "severity", "ulwick"] as const;
export type By = (typeof BYS)[number];

/** The kinds of notes that are worked on. */
const KINDS: readonly string[] = ["pain", "opportunity"];

export interface RankedRow {
  readonly id: string;
  readonly title: string;
  /** From 1; null where something is not said. */
  rank: number | null;
  readonly value: number | null;
  /** Share of draws in which it is among the first three. */
  topThree: number | null;
  /** Of notes. */
  readonly kind?: MarkKind;
  readonly touchpoint?: string;
  readonly severity?: number | null;
  readonly frequency?: number | null;
  readonly dots?: number;
  /** Of touchpoints. */
  readonly no?: number;
  readonly importance?: number;
  readonly satisfaction?: number | null;
  readonly source?: ImportanceSource;
  readonly satisfactionSource?: SatisfactionSource;
  /** People who scored it, or gave it a dot. */
  readonly n?: number;
}

export interface Ranking {
  readonly by: By;
  /** First the first. */
  readonly rows: readonly RankedRow[];
  /** Who is drawn again. */
  readonly people: number;
  readonly draws: number;
  /** Share of draws in which the same three come up; null where that cannot be said. */
  readonly same: number | null;
}

export interface RankingOptions {
  readonly persona?: string | null;
  readonly state?: string;
  readonly changes?: Changes;
  /** 0 leaves the bootstrap out. */
  readonly draws?: number;
  readonly seed?: number;
}

export function ranking(document: Document, by: By, options: RankingOptions = {}): Ranking {
  const steps = rankingSteps(document, by, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `ranking`, with a rest after every draw. */
export function* rankingSteps(document: Document, by: By, options: RankingOptions = {}): Generator<void, Ranking> {
  const { draws = 0, seed = 0 } = options;
  if (by === "severity") {
    const rows = severityRows(document);
    return { by, rows: ordered(rows, rows.map((row) => ({ value: row.value, second: 0 }))), people: 0, draws, same: null };
  }
  const { rows, people, value } = by === "ulwick" ? opinions(document, options) : votes(document);
  const everybody = new Array<number>(people).fill(1);
  const values = (counts: readonly number[]): Value[] => rows.map((_, at) => value(counts, at));
  const order = ordered(rows, values(everybody));
  const place = new Map(rows.map((row, at) => [row, at]));
  const ranked = order.filter((row) => row.rank !== null).map((row) => place.get(row)!);
  if (draws <= 0 || people < 2 || ranked.length <= TOP) return { by, rows: order, people, draws, same: null };
  const heads = (counts: readonly number[]): number[] => head(values(counts));
  const found = yield* stability(heads, ranked.slice(0, TOP), rows.length, resamples(people, draws, seed));
  for (const [at, row] of rows.entries()) row.topThree = row.rank === null ? null : (found.each[at] as number);
  return { by, rows: order, people, draws, same: found.same };
}

interface Candidates {
  readonly rows: RankedRow[];
  readonly people: number;
  value(counts: readonly number[], at: number): Value;
}

function opinions(document: Document, { persona = null, state = "as_is", changes }: RankingOptions): Candidates {
  const poll = opinionPoll(document, persona, state, changes);
  const everybody = new Array<number>(poll.people).fill(1);
  const rows = poll.rows.map((row, at) => ({
    ...row,
    importance: poll.importance(everybody, at),
    satisfaction: poll.satisfaction(everybody, at),
    ...poll.value(everybody, at),
    rank: null,
    topThree: null,
  }));
  return { rows, people: poll.people, value: (counts, at) => poll.value(counts, at) };
}

function votes(document: Document): Candidates {
  const notes = table(document, "notes");
  const names = standing(document);
  const roots = new Map(Object.keys(notes).map((id) => [id, rootNote(notes, id)]));
  const poll = votePoll(document, new Map(names.map((id) => [id, product(notes[id] as JsonObject) ?? 0])), roots);
  const rows = names.map((id, at) => {
    const { dots, n } = poll.rows[at]!;
    return { ...noteRow(id, notes[id] as JsonObject), dots, n, value: dots || null };
  });
  return { rows, people: poll.people, value: (counts, at) => poll.value(counts, at) };
}

function severityRows(document: Document): RankedRow[] {
  const notes = table(document, "notes");
  return standing(document).map((id) => ({ ...noteRow(id, notes[id] as JsonObject), value: product(notes[id] as JsonObject) }));
}

function noteRow(id: string, note: JsonObject): Omit<RankedRow, "value"> {
  return {
    id,
    kind: text(note, "kind") as MarkKind,
    title: text(note, "text"),
    touchpoint: text(note, "touchpoint"),
    severity: number(note, "severity"),
    frequency: number(note, "frequency"),
    rank: null,
    topThree: null,
  };
}

function product(note: JsonObject): number | null {
  const severity = number(note, "severity");
  const frequency = number(note, "frequency");
  return severity === null || frequency === null ? null : severity * frequency;
}

/** Pains and opportunities that stand for themselves, oldest first. */
export function standing(document: Document): string[] {
  const notes = table(document, "notes");
  return Object.keys(notes).sort().filter((id) => KINDS.includes(text(notes[id] as JsonObject, "kind")) && rootNote(notes, id) === id);
}

/** The note another one went into, and so on to the end; a circle ends where it is entered again. */
export function rootNote(notes: JsonObject, id: string): string {
  const seen = new Set<string>();
  let name = id;
  for (;;) {
    const into = text(notes[name] as JsonObject | undefined, "merged_into");
    if (into === "" || !Object.hasOwn(notes, into) || seen.has(name)) return name;
    seen.add(name);
    name = into;
  }
}

/** By value, then by second value, then as listed; what has no value last. */
function order(values: readonly Value[]): number[] {
  return values.map((_, at) => at).sort((a, b) => compare(values, a, b));
}

function compare(values: readonly Value[], a: number, b: number): number {
  const [one, other] = [values[a]!, values[b]!];
  if (one.value === null || other.value === null) return Number(one.value === null) - Number(other.value === null) || other.second - one.second || a - b;
  return other.value - one.value || other.second - one.second || a - b;
}

/** The first three, without putting all the others in order. */
function head(values: readonly Value[]): number[] {
  const first: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    if (values[at]!.value === null || (first.length === TOP && compare(values, at, first[TOP - 1]!) > 0)) continue;
    first.push(at);
    first.sort((a, b) => compare(values, a, b));
    first.length = Math.min(first.length, TOP);
  }
  return first;
}

function ordered(rows: readonly RankedRow[], values: readonly Value[]): RankedRow[] {
  return order(values).map((at, place) => {
    const row = rows[at]!;
    row.rank = values[at]!.value === null ? null : place + 1;
    return row;
  });
}
