import { describe, expect, test } from "vitest";
import { CurveBook, DATASETS, type Dataset, type Row } from "../../src/analysis/curve";
import type { Band } from "../../src/analysis/scores";
import type { Document, JsonObject } from "../../src/document/json";
import { apply, touched } from "../../src/document/patch";
import cases from "../../../tests/contract/curve.json";

interface Case {
  readonly name: string;
  readonly band: Band;
  readonly document: Document;
  readonly rows: Record<Dataset, { columns: string[]; rows: unknown[][] }>;
}

/** The fixture keeps a start, a middle and an end of each segment. */
const kept = (name: Dataset, row: Row): boolean => name !== "ribbon" || /\/(0|5|12)$/.test(String(row["id"]));

function close(found: unknown, wanted: unknown): boolean {
  if (typeof found === "number" && typeof wanted === "number") return Math.abs(found - wanted) <= 1e-9;
  return found === wanted;
}

describe("the rows Python gives", () => {
  for (const { name, band, document, rows } of cases as unknown as Case[]) {
    test(name, () => {
      const book = new CurveBook(document, band);
      for (const dataset of DATASETS) {
        const { columns, rows: wanted } = rows[dataset];
        const found = book.rows(dataset).filter((row) => kept(dataset, row));
        expect(found.map((row) => row["id"]), dataset).toEqual(wanted.map((row) => row[columns.indexOf("id")]));
        for (const [at, row] of found.entries()) {
          expect(Object.keys(row)).toEqual(columns);
          for (const [column, key] of columns.entries()) {
            const value = wanted[at]?.[column];
            if (!close(row[key], value)) expect.fail(`${dataset} ${String(row["id"])} ${key}: ${String(row[key])}, not ${String(value)}`);
          }
        }
      }
    });
  }
});

/** A small generator of repeatable chance (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function randomPatch(document: Document, random: () => number): JsonObject {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const touchpoints = Object.keys(document["touchpoints"] as JsonObject);
  const stages = Object.keys(document["stages"] as JsonObject);
  const touchpoint = pick(touchpoints);
  const kind = random();
  if (kind < 0.55) {
    const persona = pick(["", "pe_a", "pe_b"]);
    const state = pick(["as_is", "as_is", "to_be"]);
    const participant = pick(["", "p1", "p2", "p3"]);
    const id = `${touchpoint}/${persona}/${state}/${participant}`;
    if (random() < 0.3) return id in (document["scores"] as JsonObject) ? { scores: { [id]: null } } : {};
    return { scores: { [id]: { touchpoint, persona, state, participant, score: Math.floor(random() * 5) - 2, reason: pick(["", "なぜなら"]) } } };
  }
  if (kind < 0.8) return { touchpoints: { [touchpoint]: { stage: random() < 0.2 ? null : pick(stages), rank: `a${Math.floor(random() * 9)}` } } };
  if (kind < 0.86) return { touchpoints: { [touchpoint]: { title: `題${Math.floor(random() * 99)}`, moment_of_truth: random() < 0.5 } } };
  if (kind < 0.9) return { participants: { p2: { label: "い", weight: pick([1, 2, 0]) } } };
  if (kind < 0.93) return { stages: { [pick(stages)]: { name: `段${Math.floor(random() * 99)}`, rank: `a${Math.floor(random() * 9)}` } } };
  if (kind < 0.95) return { personas: { pe_a: { name: `花${Math.floor(random() * 9)}`, share: pick([0, 0.3, 0.8, null]) } } };
  if (kind < 0.97) return { touchpoints: { [`tp_new${Math.floor(random() * 5)}`]: { title: "新しい", stage: pick(stages), rank: "a5" } } };
  const scores: Record<string, null> = {};
  for (const id of Object.keys(document["scores"] as JsonObject)) if (id.startsWith(`${touchpoint}/`)) scores[id] = null;
  return touchpoints.length > 3 ? { touchpoints: { [touchpoint]: null }, scores } : {};
}

test("whatever changes, a book that followed says what a new one says, and sends what differs", () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const random = chance(seed);
    let document = (cases as unknown as Case[])[2 + (seed % 3)]?.document as Document;
    const book = new CurveBook(document);
    const sent = new Map(DATASETS.map((name) => [name, new Map(book.rows(name).map((row) => [row["id"], row]))]));
    for (let step = 0; step < 50; step += 1) {
      const patch = randomPatch(document, random);
      document = apply(document, patch);
      for (const [name, change] of book.update(document, touched(patch))) {
        const rows = sent.get(name) as Map<unknown, Row>;
        for (const id of change.remove) expect(rows.delete(id), `${name} ${id} was there to be removed`).toBe(true);
        for (const row of change.insert) {
          expect(rows.has(row["id"]), `${name} ${String(row["id"])} is not sent twice`).toBe(false);
          rows.set(row["id"], row);
        }
      }
      const anew = new CurveBook(document);
      for (const name of DATASETS) {
        const wanted = anew.rows(name);
        expect(book.rows(name), `${name} after step ${step} of seed ${seed}: ${JSON.stringify(patch)}`).toEqual(wanted);
        const known = sent.get(name) as Map<unknown, Row>;
        expect(wanted.every((row) => known.get(row["id"]) === book.row(name, String(row["id"]))) && known.size === wanted.length, name).toBe(true);
      }
    }
  }
});

function long(cards: number): Document {
  const document = { stages: {} as Record<string, JsonObject>, touchpoints: {} as Record<string, JsonObject>, scores: {} as Record<string, JsonObject> };
  for (let stage = 0; stage < 10; stage += 1) document.stages[`st_${stage}`] = { name: `段${stage}`, rank: `a${stage}` };
  for (let at = 0; at < cards; at += 1) {
    const id = `tp_${String(at).padStart(5, "0")}`;
    document.touchpoints[id] = { title: `カード${at}`, stage: `st_${Math.floor((at * 10) / cards)}`, rank: `a${String(at).padStart(5, "0")}V` };
    for (const participant of ["p1", "p2"])
      document.scores[`${id}//as_is/${participant}`] = { touchpoint: id, state: "as_is", participant, score: ((at + participant.length) % 5) - 2 };
  }
  return document as unknown as Document;
}

test("a score changes its own row, its neighbours' rows and the ribbon beside it, however long the journey is", () => {
  for (const cards of [30, 600]) {
    const document = long(cards);
    const book = new CurveBook(document);
    const patch = { scores: { "tp_00015//as_is/p1": { score: -1 } } };
    const changes = book.update(apply(document, patch), touched(patch));
    expect(changes.get("curve")?.insert.length).toBeLessThanOrEqual(3);
    expect(changes.get("ribbon")?.insert.length).toBeLessThanOrEqual(26);
    expect(changes.get("places")).toBeUndefined();
  }
});

test("a change of notes changes no row", () => {
  const document = long(20);
  const patch = { notes: { no_1: { kind: "pain", text: "痛い" } } };
  expect(new CurveBook(document).update(apply(document, patch), touched(patch)).size).toBe(0);
});
