/**
 * What the kernel has confirmed, and this page's own changes on top of it. When a frame says what the first change
 * already shows, that one only changes sides: what is shown stays the same object, and nothing is redrawn.
 */

import type { Document, Json, Patch } from "../document/json";
import { complete } from "../document/integrity";
import { apply, bare, equal, isObject, minimal, own, touched } from "../document/patch";
import type { Kept } from "./outbox";
import type { Frame } from "./wire";

export interface Link extends Kept {
  readonly since: number;
  sentAt: number;
  tries: number;
  /** Revision and time of the kernel's acknowledgement, while the frame itself is still on its way. */
  acked: { readonly revision: number; readonly at: number } | null;
  /** A snapshot already holds what became of it; only the answer is missing. */
  settled: boolean;
  /** What it does to the link below, deletes completed. */
  effect: Patch;
}

export type Touched = Map<string, Set<string>>;

export interface Chain {
  confirmed: Document;
  /** Confirmed, with the links applied in order. */
  shown: Document;
  revision: number;
  links: Link[];
}

export function find(chain: Chain, client: string | null, seq: number | null): Link | undefined {
  return chain.links.find((link) => link.client === client && link.seq === seq);
}

/**
 * Takes frames, in revision order and without a gap, as confirmed; own changes among them leave the chain.
 * Returns the records that may look different.
 */
export function confirm(chain: Chain, frames: readonly Frame[]): Touched {
  const maybe: Touched = new Map();
  const mine = new WeakSet();
  let standing = true;
  for (const frame of frames) {
    const link = find(chain, frame.client, frame.seq);
    const known = standing && link !== undefined && link === chain.links[0] && equal(link.effect, frame.patch);
    if (known && chain.links.length === 1) chain.confirmed = chain.shown;
    else chain.confirmed = apply(chain.confirmed, frame.patch, mine);
    if (!known) {
      standing = false;
      join(maybe, touched(frame.patch));
      if (link !== undefined) join(maybe, touched(link.effect));
    }
    if (link !== undefined) chain.links.splice(chain.links.indexOf(link), 1);
    chain.revision = frame.revision;
  }
  if (!standing) relink(chain, maybe);
  return maybe;
}

/** Puts a new change on top. */
export function add(chain: Chain, link: Omit<Link, "effect">): Link {
  const effect = effectOn(chain.shown, link);
  chain.shown = apply(chain.shown, effect);
  const added = { ...link, effect };
  chain.links.push(added);
  return added;
}

/** Takes a link out. Returns the records that may look different. */
export function remove(chain: Chain, link: Link): Touched {
  const maybe = touched(link.effect);
  const at = chain.links.indexOf(link);
  if (at === -1) return new Map();
  chain.links.splice(at, 1);
  // Without effect, what is above stands as it stood.
  if (maybe.size > 0) relink(chain, maybe);
  return maybe;
}

/** Puts all own changes on what is confirmed now. */
export function relink(chain: Chain, maybe: Touched): void {
  const mine = new WeakSet();
  chain.shown = chain.confirmed;
  for (const link of chain.links) {
    join(maybe, touched(link.effect));
    link.effect = effectOn(chain.shown, link);
    chain.shown = apply(chain.shown, link.effect, mine);
    join(maybe, touched(link.effect));
  }
}

/** What a change does to this document: nothing to records that have been deleted since, which it would bring back as fragments. */
export function effectOn(below: Document, link: Pick<Link, "patch" | "was" | "settled">): Patch {
  if (link.settled) return bare();
  let effect: { [key: string]: Json } | null = null;
  for (const table of Object.keys(link.patch)) {
    const records = link.patch[table] as Json;
    if (table === "about" || !isObject(records)) continue;
    for (const id of Object.keys(records)) {
      if (has(below, table, id) || wasAdded(link.was, table, id)) continue;
      effect ??= Object.assign(bare(), link.patch);
      const rest = Object.assign(bare(), effect[table]);
      delete rest[id];
      effect[table] = rest;
    }
  }
  // As the kernel will say it: completed, and without what is so already.
  return minimal(below, complete(below, effect ?? link.patch));
}

function has(document: Document, table: string, id: string): boolean {
  const records = own(document, table);
  return records !== undefined && isObject(records) && Object.hasOwn(records, id);
}

/** The inverse of adding a record is deleting it. */
function wasAdded(was: Patch, table: string, id: string): boolean {
  const records = own(was, table);
  return records === null || (records !== undefined && isObject(records) && own(records, id) === null);
}

function join(all: Touched, more: Touched): void {
  for (const [table, ids] of more) {
    const present = all.get(table);
    if (present === undefined) all.set(table, ids);
    else for (const id of ids) present.add(id);
  }
}

/** Those of `maybe` that really differ. */
export function differing(before: Document, after: Document, maybe: Touched): Touched {
  const different: Touched = new Map();
  if (before === after) return different;
  for (const [table, ids] of maybe) {
    const [old, now] = [own(before, table), own(after, table)];
    if (old === now) continue;
    const changed = [...ids].filter((id) => !equal(at(old, table, id), at(now, table, id)));
    if (changed.length > 0) different.set(table, new Set(changed));
  }
  return different;
}

function at(records: Json | undefined, table: string, id: string): Json | undefined {
  if (table === "about") return records;
  return records !== undefined && isObject(records) ? own(records, id) : undefined;
}
