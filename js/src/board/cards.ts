/**
 * What the board shows, derived from the store: lane orders, cards, numbers. Only what an event touched is worked out anew,
 * and a signal gets a new value only when that value differs: a move among 2,000 cards draws two lanes' lists and no other card.
 */

import { batch, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { cardFigure, ScoreIndex } from "../analysis/figures";
import type { Document, Json, JsonObject, Patch } from "../document/json";
import { compareRank, record, stagesInOrder, table } from "../document/order";
import { isObject, own } from "../document/patch";
import type { Store, StoreEvent } from "../sync/types";
import type { CardView, Figure, NoteKind, State } from "./context";
import type { Pace } from "./pace";

/** A change younger than this shows no sign of waiting: saving is normal. */
const PATIENCE = 400;

export interface Cards {
  readonly stages: ReadonlySignal<readonly string[]>;
  lane(stage: string): ReadonlySignal<readonly string[]>;
  card(id: string): ReadonlySignal<CardView | null>;
  stage(id: string): ReadonlySignal<JsonObject | null>;
  number(id: string): ReadonlySignal<number>;
  /** How many cards have a place. */
  readonly placed: ReadonlySignal<number>;
  /** Every card, placed or not, grows or shrinks this. */
  readonly total: ReadonlySignal<number>;
  /** Who scored what, kept up to date: figures cost the scores of what they are about. */
  scores(): ScoreIndex;
  /** The stage a card stands in now, "" for the pool, undefined for a card that is not there. */
  whereabouts(id: string): string | undefined;
}

const NOTHING: readonly string[] = [];
const SILENT: Readonly<Partial<Record<NoteKind, number>>> = {};

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function sameFigure(a: Figure | null, b: Figure | null): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return a.score === b.score && a.face === b.face && a.n === b.n && a.low === b.low && a.high === b.high && a.wide === b.wide;
}

function sameNotes(a: CardView["notes"], b: CardView["notes"]): boolean {
  const kinds = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<NoteKind>;
  for (const kind of kinds) if (a[kind] !== b[kind]) return false;
  return true;
}

/** Notes grouped by the touchpoint they belong to. */
class Belongings {
  private readonly homes = new Map<string, string>();
  private readonly groups = new Map<string, Set<string>>();

  of(touchpoint: string): ReadonlySet<string> | undefined {
    return this.groups.get(touchpoint);
  }

  home(id: string): string | undefined {
    return this.homes.get(id);
  }

  rebuild(document: Document): void {
    this.homes.clear();
    this.groups.clear();
    for (const id of Object.keys(table(document, "notes"))) this.put(document, id);
  }

  /** Takes one record's new state in; tells the touchpoints that gained or lost it. */
  put(document: Document, id: string): readonly string[] {
    const touched: string[] = [];
    const before = this.homes.get(id);
    const found = record(document, "notes", id);
    const now = found && own(found, "touchpoint");
    if (before !== undefined) {
      touched.push(before);
      if (before !== now) {
        this.groups.get(before)?.delete(id);
        this.homes.delete(id);
      }
    }
    if (typeof now === "string") {
      touched.push(now);
      this.homes.set(id, now);
      const group = this.groups.get(now);
      if (group) group.add(id);
      else this.groups.set(now, new Set([id]));
    }
    return touched;
  }
}

export function deriveCards(
  store: Store,
  pace: Pick<Pace, "subscribe">,
  focus: { readonly persona: ReadonlySignal<string>; readonly state: ReadonlySignal<State> },
  ends: AbortSignal,
): Cards {
  const stages = signal<readonly string[]>(NOTHING);
  const placed = signal(0);
  const total = signal(0);
  const lanes = new Map<string, Signal<readonly string[]>>();
  const cards = new Map<string, Signal<CardView | null>>();
  const numbers = new Map<string, Signal<number>>();
  const stageRecords = new Map<string, Signal<JsonObject | null>>();

  /** Where every card stands, and who stands where. */
  const homes = new Map<string, string>();
  const members = new Map<string, Set<string>>();
  const numberOf = new Map<string, number>();
  let scores = new ScoreIndex(store.document);
  const notes = new Belongings();
  let waiting: ReadonlySet<string> = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function homeOf(document: Document, touchpoint: JsonObject): string {
    const stage = own(touchpoint, "stage");
    return typeof stage === "string" && Object.hasOwn(table(document, "stages"), stage) ? stage : "";
  }

  /** Takes one card's place in; adds the lanes it left and joined. */
  function settle(document: Document, id: string, dirty: Set<string>): void {
    const found = record(document, "touchpoints", id);
    const before = homes.get(id);
    const now = found && homeOf(document, found);
    if (before !== undefined && before !== now) {
      members.get(before)?.delete(id);
      homes.delete(id);
      dirty.add(before);
    }
    if (now === undefined) return;
    if (before !== now) {
      homes.set(id, now);
      const group = members.get(now);
      if (group) group.add(id);
      else members.set(now, new Set([id]));
    }
    dirty.add(now);
  }

  function ordered(document: Document, stage: string): readonly string[] {
    const records = table(document, "touchpoints");
    const places: { id: string; rank: string }[] = [];
    for (const id of members.get(stage) ?? []) {
      const rank = own(records[id] as JsonObject, "rank");
      places.push({ id, rank: typeof rank === "string" ? rank : "" });
    }
    return places.sort(compareRank).map((place) => place.id);
  }

  function laneSignal(stage: string): Signal<readonly string[]> {
    let lane = lanes.get(stage);
    if (!lane) lanes.set(stage, (lane = signal(ordered(store.document, stage))));
    return lane;
  }

  function renumber(): void {
    let number = 0;
    const seen = new Set<string>();
    for (const stage of stages.peek())
      for (const id of laneSignal(stage).peek()) {
        number += 1;
        seen.add(id);
        if (numberOf.get(id) === number) continue;
        numberOf.set(id, number);
        const held = numbers.get(id);
        if (held) held.value = number;
      }
    for (const id of numberOf.keys())
      if (!seen.has(id)) {
        numberOf.delete(id);
        const held = numbers.get(id);
        if (held) held.value = 0;
      }
    placed.value = number;
    total.value = homes.size;
  }

  function view(document: Document, id: string, before: CardView | null): CardView | null {
    const found = record(document, "touchpoints", id);
    if (!found) return null;
    const figure = cardFigure(document, id, focus.persona.peek(), focus.state.peek(), scores);
    const counts = notesOf(document, id);
    const pending = waiting.has(id);
    if (before && before.record === found && before.pending === pending && sameFigure(before.figure, figure) && sameNotes(before.notes, counts))
      return before;
    return { id, record: found, figure, notes: counts, pending };
  }

  function notesOf(document: Document, id: string): CardView["notes"] {
    const ids = notes.of(id);
    if (!ids || ids.size === 0) return SILENT;
    const counts: Partial<Record<NoteKind, number>> = {};
    for (const note of ids) {
      const found = record(document, "notes", note);
      const kind = found && own(found, "kind");
      if (!found || typeof kind !== "string" || own(found, "merged_into") !== undefined) continue;
      counts[kind as NoteKind] = (counts[kind as NoteKind] ?? 0) + 1;
    }
    return counts;
  }

  function redraw(ids: Iterable<string>): void {
    for (const id of ids) {
      const held = cards.get(id);
      if (held) held.value = view(store.document, id, held.peek());
    }
  }

  /** Cards with a change that has been on its way for a while; comes back when the next one has. */
  function wait(): void {
    const now = performance.now();
    const ids = new Set<string>();
    let next = Infinity;
    for (const change of store.pending) {
      const age = now - change.since;
      if (age >= PATIENCE) for (const id of cardsIn(change.patch)) ids.add(id);
      else next = Math.min(next, PATIENCE - age);
    }
    const before = waiting;
    waiting = ids;
    const flipped = [...ids].filter((id) => !before.has(id)).concat([...before].filter((id) => !ids.has(id)));
    if (flipped.length > 0) batch(() => redraw(flipped));
    clearTimeout(timer);
    timer = next < Infinity && !ends.aborted ? setTimeout(wait, next + 1) : undefined;
  }

  function cardsIn(patch: Patch): Set<string> {
    const ids = new Set<string>();
    for (const id of keys(patch, "touchpoints")) ids.add(id);
    for (const id of keys(patch, "scores")) ids.add(id.slice(0, id.indexOf("/")));
    for (const id of keys(patch, "notes")) {
      const home = notes.home(id);
      if (home) ids.add(home);
    }
    return ids;
  }

  function rebuild(): void {
    const document = store.document;
    homes.clear();
    members.clear();
    for (const id of Object.keys(table(document, "touchpoints"))) settle(document, id, new Set());
    scores = new ScoreIndex(document);
    notes.rebuild(document);
    const order = stagesInOrder(document);
    if (!sameList(stages.peek(), order)) stages.value = order;
    for (const [stage, lane] of lanes) {
      const now = ordered(document, stage);
      if (!sameList(lane.peek(), now)) lane.value = now;
    }
    for (const [id, held] of stageRecords) held.value = record(document, "stages", id) ?? null;
    renumber();
    redraw(cards.keys());
  }

  function update({ before, after, touched }: StoreEvent): void {
    if (before === after) return;
    if (!touched) return rebuild();
    const dirtyLanes = new Set<string>();
    const dirtyCards = new Set<string>();
    const rescored = scores.update(after, touched);
    const everyCard = rescored === null || (touched.has("about") && scaleRaw(before) !== scaleRaw(after));
    let reordered = false;
    for (const id of touched.get("touchpoints") ?? []) {
      settle(after, id, dirtyLanes);
      dirtyCards.add(id);
    }
    const touchedStages = touched.get("stages");
    if (touchedStages) {
      const order = stagesInOrder(after);
      const appeared = [...touchedStages].some((id) => Object.hasOwn(table(before, "stages"), id) !== Object.hasOwn(table(after, "stages"), id));
      // A stage that comes or goes takes along whoever names it.
      if (appeared) for (const id of Object.keys(table(after, "touchpoints"))) settle(after, id, dirtyLanes);
      for (const id of touchedStages) {
        const held = stageRecords.get(id);
        if (held) held.value = record(after, "stages", id) ?? null;
      }
      if (!sameList(stages.peek(), order)) {
        stages.value = order;
        reordered = true;
      }
    }
    for (const card of rescored ?? []) dirtyCards.add(card);
    for (const id of touched.get("notes") ?? []) for (const card of notes.put(after, id)) dirtyCards.add(card);
    for (const stage of dirtyLanes) {
      const lane = laneSignal(stage);
      const now = ordered(after, stage);
      if (sameList(lane.peek(), now)) continue;
      lane.value = now;
      reordered = true;
    }
    if (reordered || touched.has("touchpoints")) renumber();
    redraw(everyCard ? cards.keys() : dirtyCards);
  }

  rebuild();
  wait();
  pace.subscribe((event) => {
    update(event);
    wait();
  });
  let first = true;
  const refocus = (): void => {
    if (!first) batch(() => redraw(cards.keys()));
  };
  const stops = [focus.persona.subscribe(refocus), focus.state.subscribe(refocus)];
  first = false;
  ends.addEventListener("abort", () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  }, { once: true });

  return {
    stages,
    placed,
    total,
    lane: laneSignal,
    card(id) {
      let held = cards.get(id);
      if (!held) cards.set(id, (held = signal(view(store.document, id, null))));
      return held;
    },
    stage(id) {
      let held = stageRecords.get(id);
      if (!held) stageRecords.set(id, (held = signal(record(store.document, "stages", id) ?? null)));
      return held;
    },
    number(id) {
      let held = numbers.get(id);
      if (!held) numbers.set(id, (held = signal(numberOf.get(id) ?? 0)));
      return held;
    },
    scores: () => scores,
    whereabouts: (id) => homes.get(id),
  };
}

function keys(patch: Patch, name: string): string[] {
  const records = own(patch, name);
  return records !== undefined && isObject(records) ? Object.keys(records) : [];
}

function scaleRaw(document: Document): Json | undefined {
  const about = own(document, "about");
  return about !== undefined && isObject(about) ? own(about, "scale") : undefined;
}
