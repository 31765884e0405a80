/** Reading order: stages by rank, a stage's touchpoints by rank, ties by id. And the patch that puts a record somewhere. */

import type { Document, Json, JsonObject, Patch } from "./json";
import { bare, isObject, own } from "./patch";
import { between, compareRank, isRank, spread } from "./rank";

export { compareRank };

interface Place {
  readonly id: string;
  readonly rank: string;
}

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

function inOrder(records: JsonObject, keep: (record: JsonObject) => boolean): Place[] {
  const places: Place[] = [];
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
 * goes among in order, spares the search through the table. Where the place lies between equal or broken ranks, the
 * neighbours behind it get new ranks in the same patch.
 */
export function place(
  document: Document,
  name: string,
  id: string,
  options: { stage?: string; before: string | null; siblings?: readonly string[] },
): Patch {
  const records = table(document, name);
  const present = record(document, name, id);
  const stage = name === "touchpoints" ? (options.stage ?? (present ? stageOf(document, present) : "")) : null;
  const others = siblingsOf(document, name, stage, options.siblings).filter((sibling) => sibling.id !== id);
  const found = options.before === null ? -1 : others.findIndex((sibling) => sibling.id === options.before);
  const current = present === undefined ? undefined : rankOf(own(present, "rank"));
  const ranks = rankAt(others, found === -1 ? others.length : found, current);

  const fields = bare();
  const mine = ranks.get("") as string;
  if (present === undefined || own(present, "rank") !== mine) fields["rank"] = mine;
  if (stage !== null) {
    const old = present === undefined ? undefined : own(present, "stage");
    if (stage !== "" && old !== stage) fields["stage"] = stage;
    if (stage === "" && old !== undefined) fields["stage"] = null;
  }
  const changed = bare();
  if (Object.keys(fields).length > 0) changed[id] = fields;
  for (const [other, rank] of ranks) {
    if (other === "" || rankOf(own(records[other] as JsonObject, "rank")) === rank) continue;
    changed[other] = Object.assign(bare(), { rank });
  }
  const patch = bare();
  if (Object.keys(changed).length > 0) patch[name] = changed;
  return patch;
}

function siblingsOf(document: Document, name: string, stage: string | null, known?: readonly string[]): Place[] {
  const records = table(document, name);
  if (known !== undefined) return known.map((id) => ({ id, rank: rankOf(own(record(document, name, id) ?? bare(), "rank")) }));
  return inOrder(records, (found) => stage === null || stageOf(document, found) === stage);
}

/** Ranks for a newcomer (key "") at `index` of `others`, and for those behind it that have to give way. */
function rankAt(others: readonly Place[], index: number, current?: string): Map<string, string> {
  const ranks = new Map<string, string>();
  const last = others[index - 1];
  if (last !== undefined && !isRank(last.rank)) {
    // A broken rank before the gap: nothing sorts after it reliably, so the whole lane is ranked anew.
    const fresh = spread(others.length + 1);
    others.forEach((other, at) => ranks.set(other.id, fresh[at < index ? at : at + 1] as string));
    return ranks.set("", fresh[index] as string);
  }
  const low = last?.rank ?? null;
  let end = index;
  while (end < others.length && !fits(low, (others[end] as Place).rank)) end += 1;
  const high = others[end]?.rank ?? null;
  // Already in its place: nothing to say. (A drop where it was picked up must not cost an undo step.)
  const stays = end === index && current !== undefined && isRank(current);
  if (stays && (low === null || low < current) && (high === null || current < high)) return ranks.set("", current);
  const fresh = end === index ? [between(low, high)] : spread(end - index + 1, low, high);
  ranks.set("", fresh[0] as string);
  for (let at = index; at < end; at += 1) ranks.set((others[at] as Place).id, fresh[at - index + 1] as string);
  return ranks;
}

function fits(low: string | null, high: string): boolean {
  return isRank(high) && (low === null || low < high);
}
