/**
 * The emotion curve as rows, kept in step with the document: twin of `journey_widgets/analysis/curve.py`, with which
 * `tests/contract/curve.json` holds it together. Only what a change touches is made anew: a score costs its touchpoint's row
 * and the ribbon beside it, however long the journey is; a moved card costs the lanes it left and entered, and numbers.
 */

import type { Document, JsonObject } from "../document/json";
import { compareRank, record as recordOf, stageOf, stagesInOrder, table } from "../document/order";
import { isObject, own } from "../document/patch";
import { face, scaleOf, type Scale, unit } from "../document/scale";
import { fivefold, gridSteps } from "./axis";
import { type Change, Ledger, type Row } from "./ledger";
import { type Overall, overallOf, personaWeights } from "./overall";
import { along, rankOf } from "./reading";
import { type Band, type Entry, type LineKey, measure, type Measure, reasons, ScoreIndex, type Touched } from "./scores";

export type { Band, Change, Row };

/** Names of the data derived from a document; a chart can ask for these besides the journey's own tables. */
export const DATASETS = ["curve", "ribbon", "stages_curve", "lines", "overall", "places", "bands", "steps"] as const;
export type Dataset = (typeof DATASETS)[number];

/** Pieces a segment of the ribbon is drawn in. */
const PIECES = 12;
/** A stage's mean is drawn from and to these shares of the stage. */
const MEAN_FROM = 0.07;
const MEAN_TO = 0.93;

interface Place {
  readonly id: string;
  readonly record: JsonObject;
  readonly no: number;
  readonly stage: string;
  readonly stageName: string;
  readonly stageIndex: number;
  readonly k: number;
  readonly n: number;
  readonly x: number;
}

/** One line at one touchpoint. */
interface Point {
  readonly measure: Measure;
  readonly reasons: string;
}

/** Everything a row of the curve depends on; made anew only when one of these differs. */
interface Seen {
  readonly place: Place;
  readonly point: Point | undefined;
  readonly before: number | null;
  readonly after: number | null;
  readonly was: number | null;
  readonly run: string;
  readonly lowest: boolean;
  readonly sampled: boolean;
}

/** The same for a row of everybody's line. */
interface SeenOverall {
  readonly place: Place;
  readonly found: Overall | null;
  readonly run: string;
  readonly lowest: boolean;
}

const STATES = ["as_is", "to_be"] as const;

interface Segment {
  readonly left: Place;
  readonly right: Place;
  readonly start: Measure;
  readonly end: Measure;
  readonly run: string;
}

interface Line {
  readonly key: LineKey;
  readonly persona: string;
  readonly state: string;
  readonly points: Map<string, Point>;
  readonly seen: Map<string, Seen>;
  readonly segments: Map<string, Segment>;
}

export class CurveBook {
  readonly #band: Band;
  readonly #grain: number;
  readonly #ledgers = new Map<Dataset, Ledger>(DATASETS.map((name) => [name, new Ledger()]));
  readonly #index: ScoreIndex;
  #document: Document;
  #scale: Scale;
  #stages: string[] = [];
  #lanes = new Map<string, { id: string; rank: string }[]>();
  #order: Place[] = [];
  #places = new Map<string, Place>();
  #personas = new Map<string, number>();
  #lines = new Map<LineKey, Line>();
  #weights: ReadonlyMap<string, number> = new Map();
  #overall = new Map<string, SeenOverall>();

  /** `grain`, a divisor of 12: the ribbon keeps every so many of its pieces, where more could not be seen. */
  constructor(document: Document, band: Band = "iqr", grain = 1) {
    this.#band = band;
    this.#grain = grain;
    this.#document = document;
    this.#scale = scaleOf(document);
    this.#index = new ScoreIndex(document);
    this.#rebuild();
    this.#changes();
  }

  /** All rows of a dataset, in the order Python gives them. */
  rows(name: Dataset): readonly Row[] {
    const ledger = this.#ledger(name);
    const rows: Row[] = [];
    for (const id of this.#ids(name)) {
      const row = ledger.get(id);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  *#ids(name: Dataset): Generator<string> {
    if (name === "bands") yield* this.#stages;
    if (name === "places") for (const place of this.#order) yield place.id;
    if (name === "steps") for (const row of steps(this.#scale)) yield row["id"] as string;
    if (name === "overall") for (const state of STATES) for (const place of this.#order) yield `${place.id}/${state}`;
    for (const line of this.#orderedLines()) {
      if (name === "lines") yield line.key;
      if (name === "stages_curve") for (const stage of this.#stages) yield `${stage}/${line.key}`;
      if (name === "curve") for (const place of this.#order) yield `${place.id}/${line.key}`;
      if (name !== "ribbon") continue;
      for (const place of this.#order)
        for (let piece = 0; piece <= PIECES; piece += this.#grain) yield `${place.id}/${line.key}/${piece}`;
    }
  }

  row(name: Dataset, id: string): Row | undefined {
    return this.#ledger(name).get(id);
  }

  get index(): ScoreIndex {
    return this.#index;
  }

  /** Follows a change of the document. Returns the rows that differ, dataset by dataset. */
  update(document: Document, touched: Touched): ReadonlyMap<Dataset, Change> {
    this.#document = document;
    const figures = this.#index.update(document, touched);
    const anew = touched === null || figures === null || REBUILT.some((name) => touched.has(name));
    if (anew) this.#rebuild();
    else this.#follow(touched, figures);
    return this.#changes();
  }

  #ledger(name: Dataset): Ledger {
    return this.#ledgers.get(name) as Ledger;
  }

  #changes(): Map<Dataset, Change> {
    const changes = new Map<Dataset, Change>();
    for (const [name, ledger] of this.#ledgers) {
      const change = ledger.take();
      if (change !== null) changes.set(name, change);
    }
    return changes;
  }

  #rebuild(): void {
    const document = this.#document;
    this.#scale = scaleOf(document);
    this.#personas = new Map([["", 0]]);
    for (const [at, id] of Object.keys(table(document, "personas")).sort().entries()) this.#personas.set(id, at + 1);
    this.#stages = stagesInOrder(document);
    this.#lanes = new Map(this.#stages.map((stage) => [stage, []]));
    const touchpoints = table(document, "touchpoints");
    for (const id of Object.keys(touchpoints)) {
      const found = touchpoints[id];
      if (found === undefined || !isObject(found)) continue;
      this.#lanes.get(stageOf(document, found))?.push({ id, rank: rankOf(found) });
    }
    for (const lane of this.#lanes.values()) lane.sort(compareRank);
    this.#ledger("bands").replace(this.#bands());
    this.#ledger("steps").replace(steps(this.#scale));
    this.#weights = personaWeights(document);
    // Names and the scale are in every row: forget what was seen, so that all rows are compared once.
    for (const line of this.#lines.values()) this.#clear(line, false);
    this.#number();
    const gone = new Set(this.#lines.keys());
    for (const line of this.#lines.values()) line.points.clear();
    for (const place of this.#order) for (const key of this.#measure(place.id)) gone.delete(key);
    for (const key of gone) this.#remove(key);
    for (const line of this.#lines.values()) this.#draw(line);
    this.#ledger("lines").replace(this.#lineRows());
    for (const id of this.#overall.keys()) this.#overall.set(id, UNSEEN_OVERALL);
    this.#drawOverall();
    const means = this.#ledger("stages_curve");
    for (const row of [...means.all()]) if (!this.#lanes.has(row["stage"] as string)) means.drop(row["id"] as string);
  }

  #follow(touched: ReadonlyMap<string, ReadonlySet<string>>, figures: ReadonlySet<string>): void {
    const affected = new Set<LineKey>();
    const measured = new Set(figures);
    let moved = false;
    for (const id of touched.get("touchpoints") ?? []) {
      const outcome = this.#place(id);
      if (outcome === "same") continue;
      moved = true;
      if (outcome === "placed") measured.add(id);
    }
    if (moved) {
      this.#number();
      for (const key of this.#lines.keys()) affected.add(key);
    }
    for (const id of measured) for (const key of this.#measure(id)) affected.add(key);
    for (const key of [...affected]) {
      const line = this.#lines.get(key);
      // What should be is drawn against what is.
      if (line?.state === "as_is" && this.#lines.has(`${line.persona}/to_be`)) affected.add(`${line.persona}/to_be`);
    }
    if (affected.size === 0) return;
    for (const key of affected) {
      const line = this.#lines.get(key);
      if (line === undefined) continue;
      if (line.points.size === 0) this.#remove(key);
      else this.#draw(line);
    }
    this.#ledger("lines").replace(this.#lineRows());
    // Nobody's line in particular is no part of it.
    if ([...affected].some((key) => !key.startsWith("/"))) this.#drawOverall();
  }

  /** Puts a touchpoint where the document says it stands. `placed`: it came onto a stage or left them all. */
  #place(id: string): "same" | "moved" | "placed" {
    const found = recordOf(this.#document, "touchpoints", id);
    const before = this.#places.get(id);
    const stage = found === undefined ? "" : stageOf(this.#document, found);
    const onStage = found !== undefined && this.#lanes.has(stage);
    if (before === undefined && !onStage) return "same";
    if (before !== undefined && found === before.record) return "same";
    const lane = before === undefined ? undefined : this.#lanes.get(before.stage);
    const at = lane?.findIndex((card) => card.id === id) ?? -1;
    if (lane !== undefined && at !== -1) lane.splice(at, 1);
    if (found !== undefined && onStage) {
      const lane = this.#lanes.get(stage) as { id: string; rank: string }[];
      const card = { id, rank: rankOf(found) };
      const next = lane.findIndex((other) => compareRank(card, other) < 0);
      lane.splice(next === -1 ? lane.length : next, 0, card);
    }
    return (before === undefined) === onStage ? "placed" : "moved";
  }

  /** Numbers all places anew; a place that stays as it was stays the same object. */
  #number(): void {
    const order: Place[] = [];
    const places = new Map<string, Place>();
    for (const [stageIndex, stage] of this.#stages.entries()) {
      const lane = this.#lanes.get(stage) ?? [];
      const stageName = text(recordOf(this.#document, "stages", stage), "name");
      for (const [k, { id }] of lane.entries()) {
        const record = recordOf(this.#document, "touchpoints", id) as JsonObject;
        const no = order.length + 1;
        const n = lane.length;
        const old = this.#places.get(id);
        const stays =
          old !== undefined && old.record === record && old.no === no && old.k === k && old.n === n &&
          old.stage === stage && old.stageIndex === stageIndex && old.stageName === stageName;
        const place = stays ? old : { id, record, no, stage, stageName, stageIndex, k, n, x: along(stageIndex, k, n) };
        order.push(place);
        places.set(id, place);
        if (!stays) this.#ledger("places").put(placeRow(place));
      }
    }
    for (const id of this.#places.keys()) if (!places.has(id)) this.#ledger("places").drop(id);
    this.#order = order;
    this.#places = places;
  }

  /** Measures a touchpoint on all lines. Returns the lines it is, or was, on. */
  #measure(id: string): Set<LineKey> {
    const affected = new Set<LineKey>();
    const entries = this.#places.has(id) ? this.#index.lines(id) : NO_LINES;
    for (const [key, entry] of entries) {
      const found = measure(entry, this.#index.weights, this.#band);
      if (found === null) continue;
      affected.add(key);
      this.#line(key).points.set(id, { measure: found, reasons: reasons(entry) });
    }
    for (const line of this.#lines.values()) {
      if (affected.has(line.key) || !line.points.delete(id)) continue;
      affected.add(line.key);
    }
    return affected;
  }

  #line(key: LineKey): Line {
    let line = this.#lines.get(key);
    if (line === undefined) {
      const [persona = "", state = ""] = key.split("/");
      line = { key, persona, state, points: new Map(), seen: new Map(), segments: new Map() };
      this.#lines.set(key, line);
    }
    return line;
  }

  #remove(key: LineKey): void {
    const line = this.#lines.get(key);
    if (line === undefined) return;
    this.#clear(line, true);
    this.#lines.delete(key);
  }

  /** Forgets what a line has drawn; with `rows`, takes it away too. */
  #clear(line: Line, rows: boolean): void {
    if (rows) {
      for (const id of line.seen.keys()) this.#ledger("curve").drop(`${id}/${line.key}`);
      for (const id of line.segments.keys()) this.#dropSegment(id, line);
      for (const stage of this.#stages) this.#ledger("stages_curve").drop(`${stage}/${line.key}`);
    } else {
      // Keys stay, so that what is no longer drawn is found and dropped; values go.
      for (const id of line.seen.keys()) line.seen.set(id, UNSEEN);
      for (const id of line.segments.keys()) line.segments.set(id, NO_SEGMENT);
    }
  }

  #orderedLines(): Line[] {
    return [...this.#lines.values()].sort(
      (a, b) =>
        (this.#personas.get(a.persona) ?? 0) - (this.#personas.get(b.persona) ?? 0) ||
        (a.persona < b.persona ? -1 : a.persona > b.persona ? 1 : a.state < b.state ? -1 : 1),
    );
  }

  #draw(line: Line): void {
    const instead = line.state === "to_be" ? this.#lines.get(`${line.persona}/as_is`)?.points : undefined;
    let lowest = "";
    let least = Infinity;
    let sampled = line.state === "to_be";
    for (const place of this.#order) {
      const point = line.points.get(place.id)?.measure;
      if (point === undefined) continue;
      if (point.score < least) {
        least = point.score;
        lowest = place.id;
      }
      if (point.n > 1) sampled = true;
    }
    this.#drawPoints(line, lowest, sampled, instead);
    this.#drawRibbon(line, sampled, instead);
    this.#drawStages(line);
  }

  #drawPoints(line: Line, lowest: string, sampled: boolean, instead: ReadonlyMap<string, Point> | undefined): void {
    const curve = this.#ledger("curve");
    const drawn = new Set<string>();
    // Numbered, not named after their first touchpoint: a card that moves to the front would make every row of its line anew.
    let run = 0;
    let running = false;
    for (const [at, place] of this.#order.entries()) {
      const { id } = place;
      const point = line.points.get(id);
      if (point !== undefined && !running) run += 1;
      running = point !== undefined;
      // Not saying how it should be is no gap: it may stay as it is.
      if (point === undefined && line.state === "to_be") continue;
      drawn.add(id);
      const seen: Seen = {
        place,
        point,
        before: this.#scoreAt(line, at - 1),
        after: this.#scoreAt(line, at + 1),
        was: instead?.get(id)?.measure.score ?? null,
        run: running ? String(run) : "",
        lowest: id === lowest,
        sampled,
      };
      const old = line.seen.get(id);
      line.seen.set(id, seen);
      if (old !== undefined && sameSeen(old, seen)) continue;
      curve.put(this.#curveRow(line, seen));
    }
    if (line.seen.size === drawn.size) return;
    for (const id of line.seen.keys()) {
      if (drawn.has(id)) continue;
      line.seen.delete(id);
      curve.drop(`${id}/${line.key}`);
    }
  }

  #scoreAt(line: Line, at: number): number | null {
    const place = this.#order[at];
    return place === undefined ? null : (line.points.get(place.id)?.measure.score ?? null);
  }

  #curveRow(line: Line, seen: Seen): Row {
    const { place, point } = seen;
    const found = point?.measure;
    const value = found === undefined ? null : unit(this.#scale, found.score);
    return {
      id: `${place.id}/${line.key}`,
      touchpoint: place.id,
      no: place.no,
      title: text(place.record, "title"),
      stage: place.stage,
      stage_name: place.stageName,
      stage_index: place.stageIndex,
      x: place.x,
      persona: line.persona,
      persona_name: this.#personaName(line.persona),
      persona_index: this.#personas.get(line.persona) ?? 0,
      state: line.state,
      score: found?.score ?? null,
      unit: value,
      face: found === undefined ? null : face(this.#scale, found.score),
      n: found?.n ?? 0,
      low: found?.low ?? null,
      high: found?.high ?? null,
      spread: found === undefined || found.low === null || found.high === null ? null : found.high - found.low,
      agreed: found?.agreed ?? false,
      moment_of_truth: own(place.record, "moment_of_truth") === true,
      lowest: seen.lowest,
      run: seen.run || null,
      side: found === undefined || value === null ? null : side(found.score, seen.before, seen.after, value),
      sampled: seen.sampled,
      was: found === undefined ? null : seen.was,
      delta: found === undefined || seen.was === null ? null : found.score - seen.was,
      reasons: point?.reasons ?? "",
      channel: text(place.record, "channel") || null,
    };
  }

  #personaName(persona: string): string {
    return text(recordOf(this.#document, "personas", persona), "name");
  }

  #drawRibbon(line: Line, sampled: boolean, instead: ReadonlyMap<string, Point> | undefined): void {
    if (!sampled && line.segments.size === 0) return;
    const ribbon = this.#ledger("ribbon");
    const drawn = new Set<string>();
    for (let at = 0; sampled && at < this.#order.length - 1; at += 1) {
      const left = this.#order[at] as Place;
      const right = this.#order[at + 1] as Place;
      const starts = line.points.get(left.id);
      const ends = line.points.get(right.id);
      if (starts === undefined && ends === undefined) continue;
      const start = (starts ?? instead?.get(left.id))?.measure;
      const end = (ends ?? instead?.get(right.id))?.measure;
      if (start === undefined || end === undefined) continue;
      const lead = starts === undefined || ends === undefined;
      const run = lead ? `~${left.id}` : (line.seen.get(left.id)?.run ?? "");
      drawn.add(left.id);
      const old = line.segments.get(left.id);
      const next: Segment = { left, right, start, end, run };
      line.segments.set(left.id, next);
      if (old !== undefined && sameSegment(old, next)) continue;
      for (const row of segmentRows(line, next, lead, this.#grain)) ribbon.put(row);
    }
    if (line.segments.size === drawn.size) return;
    for (const id of [...line.segments.keys()]) if (!drawn.has(id)) this.#dropSegment(id, line);
  }

  #dropSegment(left: string, line: Line): void {
    line.segments.delete(left);
    for (let piece = 0; piece <= PIECES; piece += this.#grain) this.#ledger("ribbon").drop(`${left}/${line.key}/${piece}`);
  }

  #drawStages(line: Line): void {
    const ledger = this.#ledger("stages_curve");
    let at = 0;
    for (const [index, stage] of this.#stages.entries()) {
      let sum = 0;
      let n = 0;
      for (; at < this.#order.length && (this.#order[at] as Place).stage === stage; at += 1) {
        const score = this.#scoreAt(line, at);
        if (score === null) continue;
        sum += score;
        n += 1;
      }
      const id = `${stage}/${line.key}`;
      if (n === 0) ledger.drop(id);
      else
        ledger.put({
          id,
          stage,
          name: text(recordOf(this.#document, "stages", stage), "name"),
          index,
          mean: sum / n,
          face: face(this.#scale, sum / n),
          n,
          x0: index + MEAN_FROM,
          x1: index + MEAN_TO,
          persona: line.persona,
          state: line.state,
        });
    }
  }

  #drawOverall(): void {
    const ledger = this.#ledger("overall");
    const drawn = new Set<string>();
    let total = 0;
    for (const weight of this.#weights.values()) total += weight;
    for (const state of STATES) {
      const lines: (readonly [number, ReadonlyMap<string, Point>])[] = [];
      for (const [persona, weight] of this.#weights) {
        const line = this.#lines.get(`${persona}/${state}`);
        if (line !== undefined && weight > 0) lines.push([weight, line.points]);
      }
      if (lines.length === 0) continue;
      const found = this.#order.map((place) => overallOf(at(lines, place.id), total));
      let lowest = -1;
      for (const [at, here] of found.entries()) {
        if (here !== null && (lowest === -1 || here.score < (found[lowest] as Overall).score)) lowest = at;
      }
      if (lowest === -1) continue;
      let run = 0;
      for (const [at, place] of this.#order.entries()) {
        const here = found[at] ?? null;
        if (here !== null && (found[at - 1] ?? null) === null) run += 1;
        // Not saying how it should be is no gap: it may stay as it is.
        if (here === null && state === "to_be") continue;
        const id = `${place.id}/${state}`;
        drawn.add(id);
        const seen: SeenOverall = { place, found: here, run: here === null ? "" : String(run), lowest: at === lowest };
        const old = this.#overall.get(id);
        this.#overall.set(id, seen);
        if (old === undefined || !sameOverall(old, seen)) ledger.put(this.#overallRow(id, state, seen));
      }
    }
    if (this.#overall.size === drawn.size) return;
    for (const id of this.#overall.keys()) {
      if (drawn.has(id)) continue;
      this.#overall.delete(id);
      ledger.drop(id);
    }
  }

  #overallRow(id: string, state: string, { place, found, run, lowest }: SeenOverall): Row {
    return {
      id,
      touchpoint: place.id,
      no: place.no,
      title: text(place.record, "title"),
      stage: place.stage,
      stage_name: place.stageName,
      stage_index: place.stageIndex,
      x: place.x,
      state,
      score: found?.score ?? null,
      unit: found === null ? null : unit(this.#scale, found.score),
      face: found === null ? null : face(this.#scale, found.score),
      personas: found?.personas ?? 0,
      covered: found?.covered ?? 0,
      low: found?.low ?? null,
      high: found?.high ?? null,
      lowest,
      run: run || null,
    };
  }

  *#lineRows(): Generator<Row> {
    for (const line of this.#orderedLines()) {
      let low = Infinity;
      let high = 0;
      for (const { measure: found } of line.points.values()) {
        if (found.n === 0) continue;
        low = Math.min(low, found.n);
        high = Math.max(high, found.n);
      }
      yield {
        id: line.key,
        persona: line.persona,
        persona_name: this.#personaName(line.persona),
        persona_index: this.#personas.get(line.persona) ?? 0,
        state: line.state,
        n_low: high === 0 ? 0 : low,
        n_high: high,
        sampled: line.state === "to_be" || high > 1,
      };
    }
  }

  *#bands(): Generator<Row> {
    for (const [index, stage] of this.#stages.entries())
      yield { id: stage, name: text(recordOf(this.#document, "stages", stage), "name"), index, x0: index, x1: index + 1 };
  }
}

/** Tables whose every change is in most rows (names, order of lanes, scale); they change rarely. */
const REBUILT = ["stages", "personas", "about"];
const NO_LINES: ReadonlyMap<LineKey, Entry> = new Map();
const UNSEEN = {} as Seen;
const NO_SEGMENT = {} as Segment;
const UNSEEN_OVERALL = {} as SeenOverall;

function text(record: JsonObject | undefined, field: string): string {
  const value = record === undefined ? undefined : own(record, field);
  return typeof value === "string" ? value : "";
}

function sameSeen(a: Seen, b: Seen): boolean {
  return (
    a.place === b.place && a.point === b.point && a.before === b.before && a.after === b.after && a.was === b.was &&
    a.run === b.run && a.lowest === b.lowest && a.sampled === b.sampled
  );
}

function* at(
  lines: readonly (readonly [number, ReadonlyMap<string, Point>])[],
  touchpoint: string,
): Generator<readonly [number, number]> {
  for (const [weight, points] of lines) {
    const point = points.get(touchpoint);
    if (point !== undefined) yield [weight, point.measure.score];
  }
}

function sameOverall(a: SeenOverall, b: SeenOverall): boolean {
  if (a.place !== b.place || a.run !== b.run || a.lowest !== b.lowest) return false;
  if (a.found === null || b.found === null || a.found === undefined) return a.found === b.found;
  const [one, other] = [a.found, b.found];
  return (
    one.score === other.score && one.personas === other.personas && one.covered === other.covered &&
    one.low === other.low && one.high === other.high
  );
}

function sameSegment(a: Segment, b: Segment): boolean {
  return (
    a.run === b.run && a.start === b.start && a.end === b.end && a.left?.x === b.left.x && a.right?.x === b.right.x
  );
}

/** 1 where a point stands out upwards from its neighbours, −1 downwards: a label there does not cross the line. */
function side(score: number, before: number | null, after: number | null, value: number): number {
  if (before !== null || after !== null) {
    const mean = before === null ? (after as number) : after === null ? before : (before + after) / 2;
    if (score !== mean) return score > mean ? 1 : -1;
  }
  return value >= 0 ? 1 : -1;
}

/** A flat-tangent cubic, `y0 + (y1 − y0)(3t² − 2t³)`: what is in order at the points stays in order between them. */
function* segmentRows(
  line: Line,
  { left, right, start, end, run }: Segment,
  lead: boolean,
  grain: number,
): Generator<Row> {
  const spread = !lead && start.n > 1 && end.n > 1;
  for (let piece = 0; piece <= PIECES; piece += grain) {
    const t = piece / PIECES;
    const ease = t * t * (3 - 2 * t);
    const between = (from: number | null, to: number | null): number | null =>
      from === null || to === null ? null : from + (to - from) * ease;
    yield {
      id: `${left.id}/${line.key}/${piece}`,
      persona: line.persona,
      state: line.state,
      run,
      lead,
      x: left.x + (right.x - left.x) * t,
      score: between(start.score, end.score),
      low: spread ? between(start.low, end.low) : null,
      high: spread ? between(start.high, end.high) : null,
    };
  }
}

function placeRow(place: Place): Row {
  const { id, no, x, stage, k, n } = place;
  return { id, no, x, title: text(place.record, "title"), stage, first: k === 0, last: k === n - 1, cards: n };
}

function* steps(scale: Scale): Generator<Row> {
  for (const score of gridSteps(scale)) {
    const value = unit(scale, score);
    const id = String(Math.round(score * 1e9) / 1e9);
    const own = scale.labels[id] ?? {};
    const spoken = fivefold(value);
    yield {
      id,
      score,
      face: face(scale, score),
      neutral: Math.abs(value) < 1e-9,
      ja: own["ja"] ?? spoken?.["ja"] ?? "",
      en: own["en"] ?? spoken?.["en"] ?? "",
    };
  }
}
