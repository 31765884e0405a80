/** Everything a hand can do to the journey, each as one patch given to the store. Pointer, keys and menus all end here. */

import type { ReadonlySignal } from "@preact/signals";
import type { Document, Json, JsonObject, Patch } from "../document/json";
import { place, record, stagesInOrder, table } from "../document/order";
import { apply, bare, diff, isEmpty, isObject, own, sealed } from "../document/patch";
import type { Store } from "../sync/types";
import { voice } from "../sync/voice";
import type { NoteKind, State, Verbs } from "./context";
import { newId, scoreId } from "./ids";
import type { Cards } from "./cards";

export interface BoardVerbs extends Verbs {
  /** Also sets fields in the same step: a swimlane is a field. */
  move(id: string, stage: string, before: string | null, fields?: Readonly<Record<string, unknown>>): void;
  /** Several cards at once (lines pasted): one step for undo. Returns their ids. */
  addTouchpoints(titles: readonly string[], stage: string, before?: string | null, fields?: Readonly<Record<string, unknown>>): string[];
}

interface Deps {
  readonly store: Store;
  readonly cards: Cards;
  readonly persona: ReadonlySignal<string>;
  readonly state: ReadonlySignal<State>;
  /** The cards as they are in the store: called before any verb looks at them. */
  readonly flush: () => void;
}

/** The patch of one record: what differs between what it was and what it shall be. `null` for `after` removes it. */
export function recordPatch(name: string, id: string, before: JsonObject | undefined, after: JsonObject | null): Patch {
  const records = bare();
  if (after === null) {
    if (before === undefined) return bare();
    records[id] = null;
  } else if (before === undefined) records[id] = after;
  else {
    const changed = diff(before, after);
    if (isEmpty(changed)) return bare();
    records[id] = changed;
  }
  const patch = bare();
  patch[name] = records;
  return patch;
}

/** A record with some fields set; undefined, null and "" clear one. */
export function withFields(old: JsonObject, fields: Readonly<Record<string, unknown>>): JsonObject {
  const next = Object.assign(bare(), old);
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value === undefined || value === null || value === "") delete next[key];
    else next[key] = sealed(value as Json);
  }
  return next;
}

export function createVerbs({ store, cards, persona, state, flush }: Deps): BoardVerbs {
  const change = (patch: Patch): void => {
    if (!isEmpty(patch)) store.change(patch);
  };

  function addTo(document: Document, name: string, id: string, fresh: JsonObject, options: { stage?: string; before: string | null }): Document {
    // Placed first with any rank, then put where it belongs: the place may need its neighbours to give way.
    const records = bare();
    records[id] = fresh;
    const patch = bare();
    patch[name] = records;
    const draft = apply(document, patch);
    return apply(draft, place(draft, name, id, options));
  }

  function addTouchpoints(titles: readonly string[], stage: string, before: string | null = null, fields: Readonly<Record<string, unknown>> = {}): string[] {
    const document = store.document;
    let draft = document;
    const ids: string[] = [];
    for (const title of titles) {
      const id = newId("touchpoints");
      ids.push(id);
      draft = addTo(draft, "touchpoints", id, withFields(bare(), { rank: "a0", ...fields, title }), { stage, before });
    }
    change(diff(document, draft));
    return ids;
  }

  function edit(name: string, id: string, fields: Readonly<Record<string, unknown>>): void {
    if (name === "about") {
      const about = own(store.document, "about");
      const before = about !== undefined && isObject(about) ? about : bare();
      const changed = diff(before, withFields(before, fields));
      if (isEmpty(changed)) return;
      const patch = bare();
      patch["about"] = changed;
      return change(patch);
    }
    const before = record(store.document, name, id);
    if (before) change(recordPatch(name, id, before, withFields(before, fields)));
  }

  function move(id: string, stage: string, before: string | null, fields: Readonly<Record<string, unknown>> = {}): void {
    const document = store.document;
    const old = record(document, "touchpoints", id);
    if (!old) return;
    const target = stage !== "" && !Object.hasOwn(table(document, "stages"), stage) ? "" : stage;
    const siblings = cards.lane(target).peek();
    const at = siblings.indexOf(id);
    const after = at >= 0 ? (siblings[at + 1] ?? null) : null;
    // Its own neighbour, or itself: it lies there already.
    const stays = at >= 0 && (before === id || before === after);
    let draft = document;
    if (!stays) draft = apply(draft, place(draft, "touchpoints", id, { stage: target, before, siblings }));
    const moved = record(draft, "touchpoints", id) ?? old;
    const marked = recordPatch("touchpoints", id, moved, withFields(moved, fields));
    change(diff(document, apply(draft, marked)));
  }

  const verbs: BoardVerbs = {
    addTouchpoints,
    addTouchpoint: (title, stage, before = null) => addTouchpoints([title], stage, before)[0]!,
    edit,
    move,
    step(id, direction) {
      const stage = cards.whereabouts(id);
      if (stage === undefined) return false;
      const lane = cards.lane(stage).peek();
      const index = lane.indexOf(id);
      if (direction === "up" || direction === "down") {
        if (direction === "up" ? index === 0 : index === lane.length - 1) return false;
        move(id, stage, direction === "up" ? lane[index - 1]! : (lane[index + 2] ?? null));
        return true;
      }
      const columns = ["", ...cards.stages.peek()];
      const target = columns[columns.indexOf(stage) + (direction === "right" ? 1 : -1)];
      if (target === undefined) return false;
      move(id, target, cards.lane(target).peek()[index] ?? null);
      return true;
    },
    duplicate(id) {
      const document = store.document;
      const old = record(document, "touchpoints", id);
      if (!old) return id;
      const stage = cards.whereabouts(id) ?? "";
      const lane = cards.lane(stage).peek();
      const copy = newId("touchpoints");
      const before = lane[lane.indexOf(id) + 1] ?? null;
      change(diff(document, addTo(document, "touchpoints", copy, old, { stage, before })));
      return copy;
    },
    remove(name, id) {
      change(recordPatch(name, id, record(store.document, name, id), null));
    },
    score(touchpoint, value, reason) {
      const who = persona.peek();
      const { participant, joins } = voice(store, newId);
      const id = scoreId(touchpoint, who, state.peek(), participant);
      const before = record(store.document, "scores", id);
      if (value === null) return change(recordPatch("scores", id, before, null));
      // The same score again says nothing new, so it takes nothing away either.
      const kept = before && own(before, "score") === value && reason === undefined ? own(before, "reason") : undefined;
      const fields = { touchpoint, persona: who, state: state.peek(), participant, score: value, reason: reason ?? kept };
      const patch = recordPatch("scores", id, before, withFields(bare(), fields));
      change(isEmpty(patch) ? patch : Object.assign(bare(), joins, patch));
    },
    addStage(name, before = null) {
      const id = newId("stages");
      change(diff(store.document, addTo(store.document, "stages", id, withFields(bare(), { name, rank: "a0" }), { before })));
      return id;
    },
    moveStage(id, before) {
      const order = stagesInOrder(store.document);
      const at = order.indexOf(id);
      if (at < 0 || before === id || (order[at + 1] ?? null) === before) return;
      change(place(store.document, "stages", id, { before }));
    },
    addNote(kind: NoteKind, text, touchpoint) {
      const id = newId("notes");
      change(recordPatch("notes", id, undefined, withFields(bare(), { kind, text, touchpoint, author: store.name })));
      return id;
    },
    undo: () => store.undo(),
    redo: () => store.redo(),
  };
  for (const [name, verb] of Object.entries(verbs) as [keyof BoardVerbs, (...given: unknown[]) => unknown][])
    Object.assign(verbs, { [name]: (...given: unknown[]) => (flush(), verb(...given)) });
  return verbs;
}
