/** What a hand does to the action plan, each as one patch. */

import { number, text } from "../board/fields";
import { newId } from "../board/ids";
import { recordPatch, withFields } from "../board/verbs";
import type { DrawerContext } from "../drawer/context";
import type { Document } from "../document/json";
import { record } from "../document/order";
import { bare } from "../document/patch";
import { scoresAt } from "../priorities/raised";
import { made } from "./opened";

/** Two decimals are enough for a mean of people's scores. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/**
 * What an action about a touchpoint starts from: its score as it is, to be compared with when the action is checked, and
 * what is expected of it where the map says how it should be.
 */
export function startingPoint(document: Document, touchpoint: string): { score_before?: number; effect?: number } {
  const only = touchpoint === "" ? [] : [touchpoint];
  const before = scoresAt(document, "as_is", null, { only }).get(touchpoint);
  const toBe = scoresAt(document, "to_be", null, { only }).get(touchpoint);
  return {
    ...(before === undefined ? {} : { score_before: rounded(before) }),
    ...(before === undefined || toBe === undefined ? {} : { effect: rounded(toBe - before) }),
  };
}

/** One click: the note's words, touchpoint and effort become an action. Returns its id, "" where the note is gone. */
export function actionFromNote(drawer: DrawerContext, note: string): string {
  const document = drawer.store.document;
  const found = record(document, "notes", note);
  if (!found) return "";
  const touchpoint = text(found, "touchpoint");
  return add(drawer, { title: text(found, "text"), note, touchpoint, effort: number(found, "effort"), ...startingPoint(document, touchpoint) });
}

/** An action that comes from no note; about the card in focus, where there is one. */
export function newAction(drawer: DrawerContext, title: string): string {
  const touchpoint = drawer.selected.peek();
  const known = record(drawer.store.document, "touchpoints", touchpoint) ? touchpoint : "";
  return add(drawer, { title, touchpoint: known, ...startingPoint(drawer.store.document, known) });
}

function add(drawer: DrawerContext, fields: Readonly<Record<string, unknown>>): string {
  const id = newId("actions");
  made.set(drawer.store, id);
  drawer.store.change(recordPatch("actions", id, undefined, withFields(bare(), { status: "todo", ...fields })));
  return id;
}
