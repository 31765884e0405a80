/** What each person said, in cells of person × candidate, so that anybody can be counted twice or not at all. Twin of `analysis/poll.py`. */

import { reading } from "../analysis/reading";
import { indexOf } from "../analysis/scores";
import { number, text } from "../board/fields";
import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { face, scaleOf, unit } from "../document/scale";
import { clipped, type Changes } from "./raised";

/** The importance, 0–10, of a touchpoint nobody has said anything about. */
const MIDDLE = 5;
/** From here a score's face (−2 … 2) is one of the two happiest, and an importance (1–5) one of the two highest. */
const GOOD_FACE = 1;
const IMPORTANT = 4;

export type ImportanceSource = "people" | "touchpoint" | "middle";
export type SatisfactionSource = "people" | "agreed" | null;

/** `null`: not ranked. `second` decides between equal values. */
export interface Value {
  readonly value: number | null;
  readonly second: number;
}

/** Weighted answers of each person to one question: how many of them are in the top two boxes. */
class Cells {
  readonly #weight: Float64Array;
  readonly #top: Float64Array;
  readonly #given: Float64Array;
  readonly #ticked: Float64Array;
  readonly #candidates: number;
  /** Candidates with an answer at all: on a large map most have none. */
  readonly #asked: Uint8Array;

  constructor(people: number, candidates: number) {
    this.#candidates = candidates;
    this.#asked = new Uint8Array(candidates);
    [this.#weight, this.#top, this.#given, this.#ticked] = Array.from({ length: 4 }, () => new Float64Array(people * candidates)) as [
      Float64Array, Float64Array, Float64Array, Float64Array,
    ];
  }

  add(person: number, candidate: number, weight: number, top: boolean): void {
    const at = person * this.#candidates + candidate;
    this.#asked[candidate] = 1;
    this.#weight[at]! += weight;
    this.#given[at]! += 1;
    if (!top) return;
    this.#top[at]! += weight;
    this.#ticked[at]! += 1;
  }

  /** Share of top boxes times ten; null where nobody answered. Person by person, as in Python: the same last bit. */
  tenths(counts: readonly number[], candidate: number): number | null {
    if (!this.#asked[candidate]) return null;
    let weight = 0;
    let top = 0;
    let given = 0;
    let ticked = 0;
    for (let person = 0; person < counts.length; person += 1) {
      const times = counts[person] as number;
      const at = person * this.#candidates + candidate;
      weight += times * this.#weight[at]!;
      top += times * this.#top[at]!;
      given += times * this.#given[at]!;
      ticked += times * this.#ticked[at]!;
    }
    // Weights that add up to nothing count as equal.
    return weight > 0 ? 10 * (top / weight) : given > 0 ? 10 * (ticked / given) : null;
  }
}

export interface OpinionRow {
  readonly id: string;
  readonly no: number;
  readonly title: string;
  readonly source: ImportanceSource;
  readonly satisfactionSource: SatisfactionSource;
  /** People who scored it. */
  readonly n: number;
}

export interface OpinionPoll {
  readonly rows: readonly OpinionRow[];
  readonly people: number;
  importance(counts: readonly number[], at: number): number;
  satisfaction(counts: readonly number[], at: number): number | null;
  value(counts: readonly number[], at: number): Value;
}

/** How satisfied people are with each placed touchpoint, and how important it is to them. `changes`: as if scores were higher. */
export function opinionPoll(document: Document, persona: string | null, state: string, changes: Changes = NO_CHANGES): OpinionPoll {
  const scale = scaleOf(document);
  const index = indexOf(document);
  const order = reading(document);
  const cards = order.stages.flatMap((stage) => order.lanes.get(stage) ?? []);
  const answers: { person: string; at: number; given: JsonObject; score: number }[] = [];
  const agreed: (number | null)[] = [];
  for (const [at, card] of cards.entries()) {
    const lines = index.lines(card);
    const score = (given: JsonObject | undefined): number | null => clipped(number(given, "score"), state === "as_is" ? changes[card] : undefined, scale);
    let sum = 0;
    let n = 0;
    for (const key of [...lines.keys()].sort()) {
      const [who = "", when = ""] = key.split("/");
      if (when !== state || (persona !== null && who !== persona)) continue;
      const entry = lines.get(key)!;
      for (const { participant, record: given } of entry.given) {
        const said = score(given);
        if (said !== null) answers.push({ person: participant, at, given, score: said });
      }
      const said = score(entry.agreed);
      if (said === null) continue;
      sum += 5 * (1 + unit(scale, said));
      n += 1;
    }
    agreed.push(n > 0 ? sum / n : null);
  }
  const people = new Map([...new Set(answers.map(({ person }) => person))].sort().map((person, at) => [person, at]));
  const happy = new Cells(people.size, cards.length);
  const needed = new Cells(people.size, cards.length);
  const who = cards.map(() => new Set<string>());
  const asked = new Set<number>();
  for (const { person, at, given, score } of answers) {
    const weight = number(given, "weight") ?? index.weights.get(person) ?? 1;
    happy.add(people.get(person)!, at, weight, face(scale, score) >= GOOD_FACE);
    who[at]!.add(person);
    const importance = number(given, "importance");
    if (importance === null) continue;
    needed.add(people.get(person)!, at, weight, importance >= IMPORTANT);
    asked.add(at);
  }
  const own = cards.map((card) => number(record(document, "touchpoints", card), "importance"));
  const importance = (counts: readonly number[], at: number): number => {
    const said = own[at] ?? null;
    return needed.tenths(counts, at) ?? (said === null ? MIDDLE : ((said - 1) / 4) * 10);
  };
  const satisfaction = (counts: readonly number[], at: number): number | null => happy.tenths(counts, at) ?? agreed[at] ?? null;
  return {
    people: people.size,
    rows: cards.map((card, at) => ({
      id: card,
      no: at + 1,
      title: text(record(document, "touchpoints", card), "title"),
      source: asked.has(at) ? "people" : own[at] == null ? "middle" : "touchpoint",
      satisfactionSource: who[at]!.size > 0 ? "people" : agreed[at] === null ? null : "agreed",
      n: who[at]!.size,
    })),
    importance,
    satisfaction,
    value(counts, at) {
      const wanted = importance(counts, at);
      const had = satisfaction(counts, at);
      return { value: had === null ? null : wanted + Math.max(wanted - had, 0), second: wanted };
    },
  };
}

const NO_CHANGES: Changes = {};

export interface VotePoll {
  readonly people: number;
  /** Dots of each candidate, and how many people gave any. */
  readonly rows: readonly { readonly dots: number; readonly n: number }[];
  value(counts: readonly number[], at: number): Value;
}

/** The dots of each candidate by person. `candidates`: note id → what decides between equal dots, in order; `roots`: note → candidate. */
export function votePoll(document: Document, candidates: ReadonlyMap<string, number>, roots: ReadonlyMap<string, string>): VotePoll {
  const place = new Map([...candidates.keys()].map((id, at) => [id, at]));
  const second = [...candidates.values()];
  const counted: { person: string; at: number; dots: number }[] = [];
  for (const vote of Object.values(table(document, "votes"))) {
    const at = place.get(roots.get(text(vote as JsonObject, "note")) ?? "");
    const dots = number(vote as JsonObject, "dots") ?? 0;
    if (at !== undefined && dots > 0) counted.push({ person: text(vote as JsonObject, "participant"), at, dots });
  }
  const people = new Map([...new Set(counted.map(({ person }) => person))].sort().map((person, at) => [person, at]));
  const cells = second.map(() => new Float64Array(people.size));
  for (const { person, at, dots } of counted) cells[at]![people.get(person)!]! += dots;
  return {
    people: people.size,
    rows: cells.map((given) => ({ dots: given.reduce((sum, dots) => sum + dots, 0), n: given.filter((dots) => dots > 0).length })),
    value(counts, at) {
      const dots = cells[at]!.reduce((sum, given, person) => sum + given * (counts[person] as number), 0);
      // A note nobody gave a dot is not ranked.
      return { value: dots > 0 ? dots : null, second: second[at]! };
    },
  };
}
