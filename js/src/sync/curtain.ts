/**
 * What a page shows of the scores while people score alone (`session.revealed` is false and nobody votes): whoever has said
 * their name sees their own; a page without a name (the projector) sees what was agreed, and no single person's. Only what
 * is shown: the store keeps all, and changes are made on all. A courtesy, not a secret.
 */

import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { bare, own } from "../document/patch";
import type { Session, Store } from "./types";

/** Ids of the participants of a name, in order; usually one, several where two browsers entered the same name at once. */
export function participantsCalled(document: Document, name: string): string[] {
  if (name === "") return [];
  const called = (id: string): boolean => own(record(document, "participants", id) ?? bare(), "label") === name;
  return Object.keys(table(document, "participants")).filter(called).sort();
}

const isDrawn = (session: Session): boolean => !session.revealed && session.voting === 0;

/** The name under which this page scores alone; "" where the room scores together. */
export function scoresAloneAs(store: Pick<Store, "session" | "name">): string {
  return isDrawn(store.session) ? store.name : "";
}

export interface Curtain {
  /** The document as it is shown. The same object for the same document, until `set` says otherwise. */
  view(document: Document): Document;
  /** True: from now on the same document is shown differently. */
  set(session: Session, name: string): boolean;
}

export function createCurtain(): Curtain {
  let drawn = false;
  let name = "";
  let views = new WeakMap<Document, Document>();
  /** What the last view was made of: most changes touch no score. */
  let last: { readonly scores: JsonObject; readonly people: JsonObject; readonly shown: JsonObject } | null = null;

  function shownOf(document: Document): JsonObject {
    const scores = table(document, "scores");
    const people = table(document, "participants");
    if (last !== null && last.scores === scores && last.people === people) return last.shown;
    const mine = new Set(name === "" ? [""] : participantsCalled(document, name));
    const kept = bare();
    for (const id of Object.keys(scores)) {
      if (mine.has(id.slice(id.lastIndexOf("/") + 1))) kept[id] = scores[id]!;
    }
    // Somebody else's score is no change of what is shown.
    const shown = last !== null && sameRecords(kept, last.shown) ? last.shown : kept;
    last = { scores, people, shown };
    return shown;
  }

  return {
    view(document) {
      if (!drawn || !Object.hasOwn(document, "scores")) return document;
      let view = views.get(document);
      if (view === undefined) {
        view = Object.assign(bare(), document, { scores: shownOf(document) });
        views.set(document, view);
      }
      return view;
    },
    set(session, called) {
      const next = isDrawn(session);
      if (next === drawn && (!drawn || called === name)) return false;
      drawn = next;
      name = called;
      views = new WeakMap();
      last = null;
      return true;
    },
  };
}

function sameRecords(a: JsonObject, b: JsonObject): boolean {
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => a[id] === b[id]);
}
