/** Reading order: stages by rank, a stage's touchpoints by rank, ties by id. And the patch that puts a record somewhere. */

import type { Document, Json, JsonObject, Patch } from "./json";
import { bare, isObject, own } from "./patch";
import { compareRank, insert, type Ranked } from "./rank";

export { compareRank };

/** A table of the document; an absent one is empty. */
export function table(document: Document, name: string): JsonObject {
  const records = own(document, name);
  return records !== undefined && isObject(records) ? records : bare();
}

/** A record, or undefined. */
export function record(document: Document, name: string, id: string): JsonObject | undefined {
  const found = own(table(document, name), id);
  return found !== undefined && isObject(found) ? found : undefined;
}

function rankOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function inOrder(records: JsonObject, keep: (record: JsonObject) => boolean): Ranked[] {
  const places: Ranked[] = [];
  for (const id of Object.keys(records)) {
    const found = records[id];
    if (found !== undefined && isObject(found) && keep(found)) places.push({ id, rank: rankOf(own(found, "rank")) });
  }
  return places.sort(compareRank);
}

const everything = (): boolean => true;

/** Ids of the stages in order. */
export function stagesInOrder(document: Document): string[] {
  return inOrder(table(document, "stages"), everything).map((place) => place.id);
}

/** The stage a touchpoint stands in, "" for the pool. A stage that is not there counts as none. */
export function stageOf(document: Document, touchpoint: JsonObject): string {
  const stage = own(touchpoint, "stage");
  return typeof stage === "string" && Object.hasOwn(table(document, "stages"), stage) ? stage : "";
}

/** Ids of a stage's touchpoints in order; "" is the pool. */
export function touchpointsOf(document: Document, stage: string): string[] {
  const keep = (touchpoint: JsonObject): boolean => stageOf(document, touchpoint) === stage;
  return inOrder(table(document, "touchpoints"), keep).map((place) => place.id);
}

/**
 * The patch that puts record `id` (new or not) of a ranked table before the record `before`, or last when that is null.
 * With `stage` ("" = the pool) a touchpoint also moves there; without, it stays in its stage. `siblings`, the ids it
 * goes among in order, spares the search through the table. Where the place lies between equal ranks, the
 * neighbours behind it get new ranks in the same patch.
 */
export function place(
  document: Document,
  name: string,
  id: string,
  options: { stage?: string; before: string | null; siblings?: readonly string[] },
): Patch {
  const present = record(document, name, id);
  const stage = name === "touchpoints" ? (options.stage ?? (present ? stageOf(document, present) : "")) : null;
  const others = siblingsOf(document, name, stage, options.siblings).filter((sibling) => sibling.id !== id);
  const found = options.before === null ? -1 : others.findIndex((sibling) => sibling.id === options.before);
  const index = found === -1 ? others.length : found;
  const current = rankOf(present && own(present, "rank"));
  const { rank, moved } = stands(others, index, current) ? { rank: current, moved: new Map<string, string>() } : insert(others, index);

  const fields = bare();
  if (current !== rank) fields["rank"] = rank;
  if (stage !== null) {
    const old = present === undefined ? undefined : own(present, "stage");
    if (stage !== "" && old !== stage) fields["stage"] = stage;
    if (stage === "" && old !== undefined) fields["stage"] = null;
  }
  const changed = bare();
  if (Object.keys(fields).length > 0) changed[id] = fields;
  for (const [other, fresh] of moved) changed[other] = Object.assign(bare(), { rank: fresh });
  const patch = bare();
  if (Object.keys(changed).length > 0) patch[name] = changed;
  return patch;
}

function siblingsOf(document: Document, name: string, stage: string | null, known?: readonly string[]): Ranked[] {
  const records = table(document, name);
  if (known !== undefined) return known.map((id) => ({ id, rank: rankOf(own(record(document, name, id) ?? bare(), "rank")) }));
  return inOrder(records, (found) => stage === null || stageOf(document, found) === stage);
}

/** Already there: a drop where it was picked up must not cost an undo step. */
function stands(others: readonly Ranked[], index: number, rank: string): boolean {
  const [low, high] = [others[index - 1]?.rank, others[index]?.rank];
  return rank !== "" && (low === undefined || low < rank) && (high === undefined || rank < high);
}
