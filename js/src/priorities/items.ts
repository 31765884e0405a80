/** The notes that are weighed: pains and opportunities, and whatever else somebody has placed. */

import { number, text } from "../board/fields";
import type { DrawerContext } from "../drawer/context";
import type { Document, JsonObject } from "../document/json";
import { table } from "../document/order";
import type { MarkKind } from "../shell/Icon";
import type { Item } from "./layout";
import { rootNote, standing } from "./ranking";

export interface Items {
  readonly placed: readonly Item[];
  /** Most dots first. */
  readonly waiting: readonly Item[];
  /** Notes of others that nobody sees while everybody writes for themselves. */
  readonly hidden: number;
}

export function itemsOf(drawer: DrawerContext): Items {
  const document = drawer.document.value;
  const silent = drawer.session.value.silent;
  const notes = table(document, "notes");
  const dots = dotsOf(document);
  const weighed = new Set(standing(document));
  const all: Item[] = [];
  let hidden = 0;
  for (const id of Object.keys(notes)) {
    const note = notes[id] as JsonObject;
    const impact = number(note, "impact");
    const effort = number(note, "effort");
    const placed = impact !== null && effort !== null;
    if (!weighed.has(id) && !(placed && rootNote(notes, id) === id)) continue;
    if (silent && text(note, "author") !== drawer.store.name) {
      hidden += 1;
      continue;
    }
    all.push({
      id, dots: dots.get(id) ?? 0,
      kind: text(note, "kind") as MarkKind,
      text: text(note, "text"),
      impact: placed ? impact : null,
      effort: placed ? effort : null,
    });
  }
  return {
    hidden,
    placed: all.filter(({ impact }) => impact !== null),
    waiting: all.filter(({ impact }) => impact === null).sort((a, b) => b.dots - a.dots || (a.id < b.id ? -1 : 1)),
  };
}

/** Dots of each note, those of merged notes included. */
function dotsOf(document: Document): Map<string, number> {
  const notes = table(document, "notes");
  const dots = new Map<string, number>();
  for (const vote of Object.values(table(document, "votes"))) {
    const note = rootNote(notes, text(vote as JsonObject, "note"));
    dots.set(note, (dots.get(note) ?? 0) + (number(vote as JsonObject, "dots") ?? 0));
  }
  return dots;
}
