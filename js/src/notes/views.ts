/** The notes as they are shown: clustered, placed, counted. A view stays the same object while nothing on it changes. */

import { reading } from "../analysis/reading";
import { number, text } from "../board/fields";
import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { headOf, type Kind, KINDS } from "./verbs";
import type { Tally } from "./voter";

/** Where a note is, in words and in reading order. */
export interface Spot {
  /** "t:tp_…", "s:st_…" or "" for nowhere. */
  readonly key: string;
  readonly touchpoint: string;
  /** Reading number of the touchpoint; 0 for a stage, the pool and nowhere. */
  readonly no: number;
  readonly name: string;
  readonly stage: string;
  /** Place among all spots. */
  readonly order: number;
}

export interface NoteView {
  readonly id: string;
  readonly record: JsonObject;
  readonly kind: Kind;
  readonly text: string;
  readonly author: string;
  readonly spot: Spot;
  readonly severity: number | null;
  readonly frequency: number | null;
  /** Severity × frequency, the highest in the cluster; 0 where nobody said both. */
  readonly weight: number;
  /** What was merged into it. */
  readonly merged: readonly NoteView[];
  /** Dots of the whole cluster: everybody's, and this person's on the note itself. */
  readonly dots: number;
  readonly own: number;
}

const NOWHERE: Spot = { key: "", touchpoint: "", no: 0, name: "", stage: "", order: Infinity };

/** Every place a note can be, by key: a stage as a whole, then its touchpoints; the pool last. */
export function spotsOf(document: Document): ReadonlyMap<string, Spot> {
  const { stages, lanes } = reading(document);
  const spots = new Map<string, Spot>();
  let no = 0;
  let order = 0;
  for (const stage of stages) {
    const name = text(record(document, "stages", stage), "name");
    spots.set(`s:${stage}`, { key: `s:${stage}`, touchpoint: "", no: 0, name, stage: name, order: (order += 1) });
    for (const id of lanes.get(stage) ?? [])
      spots.set(`t:${id}`, { key: `t:${id}`, touchpoint: id, no: (no += 1), name: text(record(document, "touchpoints", id), "title"), stage: name, order: (order += 1) });
  }
  for (const id of Object.keys(table(document, "touchpoints")).sort()) {
    if (spots.has(`t:${id}`)) continue;
    spots.set(`t:${id}`, { key: `t:${id}`, touchpoint: id, no: 0, name: text(record(document, "touchpoints", id), "title"), stage: "", order: (order += 1) });
  }
  return spots;
}

export class NoteBook {
  #views = new Map<string, NoteView>();

  /** Heads of clusters, by id in the order in which they were written. */
  look(document: Document, spots: ReadonlyMap<string, Spot>, votes: Tally): readonly NoteView[] {
    const ids = Object.keys(table(document, "notes")).sort();
    const clusters = new Map<string, string[]>();
    for (const id of ids) {
      const head = headOf(document, id);
      if (head === id) clusters.set(id, clusters.get(id) ?? []);
      else clusters.set(head, [...(clusters.get(head) ?? []), id]);
    }
    const next = new Map<string, NoteView>();
    const heads: NoteView[] = [];
    const view = (id: string, merged: readonly NoteView[]): NoteView => {
      const made = this.#view(document, id, merged, spots, votes);
      next.set(id, made);
      return made;
    };
    for (const [head, members] of clusters) heads.push(view(head, members.map((id) => view(id, NONE))));
    this.#views = next;
    return heads.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #view(document: Document, id: string, merged: readonly NoteView[], spots: ReadonlyMap<string, Spot>, votes: Tally): NoteView {
    const found = record(document, "notes", id) ?? {};
    const touchpoint = text(found, "touchpoint");
    const stage = text(found, "stage");
    const spot = spots.get(touchpoint ? `t:${touchpoint}` : `s:${stage}`) ?? NOWHERE;
    const dots = merged.reduce((sum, other) => sum + other.dots, votes.all.get(id) ?? 0);
    const own = votes.own.get(id) ?? 0;
    const old = this.#views.get(id);
    if (old && old.record === found && sameSpot(old.spot, spot) && old.dots === dots && old.own === own && same(old.merged, merged)) return old;
    const severity = number(found, "severity");
    const frequency = number(found, "frequency");
    const kind = text(found, "kind") as Kind;
    return {
      id, record: found, spot, severity, frequency, merged, dots, own,
      kind: KINDS.includes(kind) ? kind : "question",
      text: text(found, "text"),
      author: text(found, "author"),
      weight: merged.reduce((most, other) => Math.max(most, other.weight), (severity ?? 0) * (frequency ?? 0)),
    };
  }
}

const NONE: readonly NoteView[] = [];

const same = (a: readonly NoteView[], b: readonly NoteView[]): boolean => a.length === b.length && a.every((view, at) => view === b[at]);
const sameSpot = (a: Spot, b: Spot): boolean => a.key === b.key && a.no === b.no && a.name === b.name && a.stage === b.stage && a.order === b.order;

export type Sort = "place" | "new" | "weight" | "votes";
export const SORTS: readonly Sort[] = ["place", "new", "weight", "votes"];

const later = (a: NoteView, b: NoteView): number => (a.id < b.id ? 1 : -1);
const ORDERS: Readonly<Record<Sort, (a: NoteView, b: NoteView) => number>> = {
  place: (a, b) => (a.spot.order === b.spot.order ? -later(a, b) : a.spot.order < b.spot.order ? -1 : 1),
  new: later,
  weight: (a, b) => b.weight - a.weight || b.dots - a.dots || later(a, b),
  votes: (a, b) => b.dots - a.dots || b.weight - a.weight || later(a, b),
};

export interface Filter {
  /** Empty: all of them. */
  readonly kinds: ReadonlySet<Kind>;
  /** Only those of this touchpoint; "" for all. */
  readonly touchpoint: string;
  /** Only this author's; null for all. */
  readonly author: string | null;
  /** Whether `dots` of others may be seen in the order. */
  readonly revealed: boolean;
}

export interface Sorted {
  readonly views: readonly NoteView[];
  /** Notes of others that are not shown while everyone writes alone. */
  readonly hidden: number;
}

export function sorted(views: readonly NoteView[], sort: Sort, filter: Filter): Sorted {
  const seen = filter.author === null ? views : views.filter((view) => isOf(view, filter.author as string));
  const shown = seen.filter(
    (view) =>
      (filter.kinds.size === 0 || filter.kinds.has(view.kind)) &&
      (filter.touchpoint === "" || view.spot.touchpoint === filter.touchpoint || view.merged.some((other) => other.spot.touchpoint === filter.touchpoint)),
  );
  const order = sort === "votes" && !filter.revealed ? (a: NoteView, b: NoteView): number => b.own - a.own || later(a, b) : ORDERS[sort];
  return { views: [...shown].sort(order), hidden: views.length - seen.length };
}

/** Nobody's note is nobody's own: people without a name would see each other's. */
function isOf(view: NoteView, author: string): boolean {
  return author !== "" && view.author === author;
}
