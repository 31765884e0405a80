/** Saved views (table `views`): whose journey, which state, which rows and which cards. What is saved, and the patches that do it. */

import type { Document, Json, JsonObject, Patch } from "../document/json";
import { place, record, table } from "../document/order";
import { apply, bare, diff, isObject, own } from "../document/patch";
import { compareRank } from "../document/rank";
import { newId } from "../board/ids";
import { recordPatch, withFields } from "../board/verbs";
import type { State } from "../board/context";
import { SEARCH, type Where } from "../board/where";

/** What a view shows. */
export interface Shown {
  /** Personas in focus, the first of them first; empty: everyone's own line. */
  readonly personas: readonly string[];
  readonly state: State;
  /** A touchpoint field that makes swimlanes, or "". */
  readonly rows: string;
  readonly where: Where;
  /** What stands on cards and under the lanes besides (`board/shows.ts`); null: not said, what is shown stays. */
  readonly shows: readonly string[] | null;
}

export interface SavedView extends Shown {
  readonly id: string;
  readonly name: string;
}

/** The saved views in their order. A file may say anything: what is not understood counts as not said. */
export function viewsOf(document: Document): readonly SavedView[] {
  const views = table(document, "views");
  const ranked = Object.keys(views).flatMap((id) => {
    const found = record(document, "views", id);
    const rank = found && own(found, "rank");
    return found ? [{ id, rank: typeof rank === "string" ? rank : "", found }] : [];
  });
  return ranked.sort(compareRank).map(({ id, found }) => ({ id, name: words(own(found, "name")), ...shownBy(document, found) }));
}

function shownBy(document: Document, view: JsonObject): Shown {
  const personas = own(view, "personas");
  const where = own(view, "where");
  const shows = own(view, "shows");
  return {
    // One that has been deleted since is no longer in view.
    personas: Array.isArray(personas) ? personas.filter((id): id is string => typeof id === "string" && record(document, "personas", id) !== undefined) : [],
    state: own(view, "state") === "to_be" ? "to_be" : "as_is",
    rows: words(own(view, "rows")),
    where: where !== undefined && isObject(where) ? where : {},
    shows: Array.isArray(shows) ? shows.filter((name): name is string => typeof name === "string") : null,
  };
}

const words = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Whether two views show the same. */
export function sameShown(a: Shown, b: Shown): boolean {
  return (
    a.state === b.state &&
    a.rows === b.rows &&
    (a.personas[0] ?? "") === (b.personas[0] ?? "") &&
    Object.keys(diff(sorted(a.where), sorted(b.where))).length === 0 &&
    (a.shows === null || b.shows === null || a.shows.join("\n") === b.shows.join("\n"))
  );
}

const sorted = (where: Where): JsonObject => Object.assign(bare(), where);

/** The filter as it is saved: the cards' fields and the words searched for. */
export function withSearch(where: Where, search: string): Where {
  const { [SEARCH]: _, ...fields } = where;
  return search.trim() === "" ? fields : { ...fields, [SEARCH]: search.trim() };
}

/** The words searched for, and the rest. */
export function apart(where: Where): { readonly search: string; readonly fields: Where } {
  const { [SEARCH]: search, ...fields } = where;
  return { search: typeof search === "string" ? search : "", fields };
}

function fieldsOf(shown: Shown): Record<string, unknown> {
  return {
    where: Object.keys(shown.where).length > 0 ? shown.where : undefined,
    rows: shown.rows,
    personas: shown.personas.length > 0 ? [...shown.personas] : undefined,
    state: shown.state,
    ...(shown.shows === null ? {} : { shows: shown.shows.length > 0 ? [...shown.shows] : undefined }),
  };
}

/** A new view, after all others. */
export function savePatch(document: Document, shown: Shown, name: string): { readonly id: string; readonly patch: Patch } {
  const id = newId("views");
  const draft = apply(document, recordPatch("views", id, undefined, withFields(bare(), { rank: "a0", name, ...fieldsOf(shown) })));
  return { id, patch: diff(document, apply(draft, place(draft, "views", id, { before: null }))) };
}

/** What is shown now becomes what the view shows; its name, its place and what else it holds stay. */
export function replacePatch(document: Document, id: string, shown: Shown): Patch {
  return edited(document, id, fieldsOf(shown));
}

export function renamePatch(document: Document, id: string, name: string): Patch {
  return edited(document, id, { name });
}

function edited(document: Document, id: string, fields: Record<string, unknown>): Patch {
  const before = record(document, "views", id);
  return before ? recordPatch("views", id, before, withFields(before, fields)) : bare();
}

/** One place up or down; nothing at the ends. */
export function movePatch(document: Document, id: string, step: -1 | 1): Patch {
  const order = viewsOf(document).map((view) => view.id);
  const at = order.indexOf(id);
  const to = at + step;
  if (at === -1 || to < 0 || to >= order.length) return bare();
  return place(document, "views", id, { before: (step === 1 ? order[to + 1] : order[to]) ?? null });
}

export function removePatch(document: Document, id: string): Patch {
  return recordPatch("views", id, record(document, "views", id), null);
}
