/** Who gave which score, by touchpoint and line, and what a line's value is there. Twin of `journey_widgets/analysis/curve.py`. */

import type { Document, Json, JsonObject } from "../document/json";
import { table } from "../document/order";
import { isObject, own } from "../document/patch";

export type Band = "iqr" | "range";
export type Touched = ReadonlyMap<string, ReadonlySet<string>> | null;

/** A line of the curve is a persona in a state: its key is `persona/state`, as in a score's id. */
export type LineKey = string;

export interface Entry {
  /** The score without a participant: what the room agreed on. */
  readonly agreed: JsonObject | undefined;
  /** Participants' scores, by participant id in order. */
  readonly given: readonly { readonly participant: string; readonly record: JsonObject }[];
}

/** What a line shows at one touchpoint. */
export interface Measure {
  /** The agreed score where there is one, otherwise the (weighted) mean of the participants. */
  readonly score: number;
  /** How many participants scored. */
  readonly n: number;
  /** Spread of the participants' scores: quartiles, or the range. Null when n is 0. */
  readonly low: number | null;
  readonly high: number | null;
  readonly agreed: boolean;
}

const number = (value: Json | undefined): number | null => (typeof value === "number" ? value : null);

/** Linear interpolation between the two nearest ranks, numpy's default ("linear", Hyndman & Fan type 7). */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

export function measure(entry: Entry, weights: ReadonlyMap<string, number>, band: Band = "iqr"): Measure | null {
  let total = 0;
  let sum = 0;
  let plain = 0;
  const scores: number[] = [];
  for (const { participant, record } of entry.given) {
    const score = number(own(record, "score"));
    if (score === null) continue;
    const weight = number(own(record, "weight")) ?? weights.get(participant) ?? 1;
    total += weight;
    sum += weight * score;
    plain += score;
    scores.push(score);
  }
  const n = scores.length;
  const agreed = entry.agreed === undefined ? null : number(own(entry.agreed, "score"));
  if (agreed === null && n === 0) return null;
  scores.sort((a, b) => a - b);
  const low = n === 0 ? null : band === "range" ? (scores[0] as number) : quantile(scores, 0.25);
  const high = n === 0 ? null : band === "range" ? (scores[n - 1] as number) : quantile(scores, 0.75);
  // Weights that add up to nothing say nothing.
  const mean = total > 0 ? sum / total : plain / n;
  return { score: agreed ?? mean, n, low, high, agreed: agreed !== null };
}

/** Why people scored so: the agreed reason first, then the participants'. */
export function reasons(entry: Entry): string {
  const said: string[] = [];
  for (const record of [entry.agreed, ...entry.given.map((given) => given.record)]) {
    const reason = record === undefined ? undefined : own(record, "reason");
    if (typeof reason === "string" && reason !== "") said.push(reason);
  }
  return said.join(" / ");
}

/** The scores of a document, found by touchpoint: looking one card up costs its own scores, never all of them. */
export class ScoreIndex {
  /** Weights of participants that are not 1. */
  weights: ReadonlyMap<string, number> = new Map();
  #scores: JsonObject = {};
  #touchpoints = new Map<string, Map<LineKey, Entry>>();

  constructor(document: Document) {
    this.#build(document);
  }

  /** Follows a change. Returns the touchpoints whose figures may differ; null when any may. */
  update(document: Document, touched: Touched): ReadonlySet<string> | null {
    if (touched === null) {
      this.#build(document);
      return null;
    }
    let all = false;
    if (touched.has("participants")) {
      const weights = weightsOf(document);
      all = weights.size !== this.weights.size || [...weights].some(([id, weight]) => this.weights.get(id) !== weight);
      this.weights = weights;
    }
    this.#scores = table(document, "scores");
    const changed = new Set<string>();
    for (const id of touched.get("scores") ?? []) {
      this.#note(id, own(this.#scores, id));
      changed.add(id.split("/", 1)[0] as string);
    }
    return all ? null : changed;
  }

  /** The lines that have a score at a touchpoint. */
  lines(touchpoint: string): ReadonlyMap<LineKey, Entry> {
    return this.#touchpoints.get(touchpoint) ?? NONE;
  }

  entry(touchpoint: string, line: LineKey): Entry | undefined {
    return this.#touchpoints.get(touchpoint)?.get(line);
  }

  touchpoints(): IterableIterator<string> {
    return this.#touchpoints.keys();
  }

  #build(document: Document): void {
    this.weights = weightsOf(document);
    this.#scores = table(document, "scores");
    this.#touchpoints = new Map();
    for (const id of Object.keys(this.#scores)) this.#note(id, this.#scores[id]);
  }

  #note(id: string, record: Json | undefined): void {
    const [touchpoint = "", persona = "", state = "", participant = ""] = id.split("/");
    const key = `${persona}/${state}`;
    const present = record !== undefined && isObject(record) ? record : undefined;
    const lines = this.#touchpoints.get(touchpoint) ?? new Map<LineKey, Entry>();
    const before = lines.get(key) ?? { agreed: undefined, given: [] };
    const after: Entry =
      participant === ""
        ? { agreed: present, given: before.given }
        : { agreed: before.agreed, given: replaced(before.given, participant, present) };
    if (after.agreed === undefined && after.given.length === 0) lines.delete(key);
    else lines.set(key, after);
    if (lines.size === 0) this.#touchpoints.delete(touchpoint);
    else this.#touchpoints.set(touchpoint, lines);
  }
}

const NONE: ReadonlyMap<LineKey, Entry> = new Map();

function replaced(given: Entry["given"], participant: string, record: JsonObject | undefined): Entry["given"] {
  const others = given.filter((one) => one.participant !== participant);
  if (record === undefined) return others;
  const at = others.findIndex((one) => one.participant > participant);
  others.splice(at === -1 ? others.length : at, 0, { participant, record });
  return others;
}

function weightsOf(document: Document): Map<string, number> {
  const weights = new Map<string, number>();
  const participants = table(document, "participants");
  for (const id of Object.keys(participants)) {
    const record = participants[id];
    const weight = record !== undefined && isObject(record) ? number(own(record, "weight")) : null;
    if (weight !== null && weight !== 1) weights.set(id, weight);
  }
  return weights;
}

const indexes = new WeakMap<Document, ScoreIndex>();

/** An index of a document that nobody keeps up to date; built once per document. */
export function indexOf(document: Document): ScoreIndex {
  let index = indexes.get(document);
  if (index === undefined) indexes.set(document, (index = new ScoreIndex(document)));
  return index;
}
