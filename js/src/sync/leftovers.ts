/**
 * Changes an earlier page load could not deliver. They may be sent without asking when nobody else has touched the same
 * fields since: then each field still has the value it had before, or one that these changes gave it (a message can have
 * arrived although its answer did not). Compared by value, not by revision: a restarted kernel counts anew.
 */

import type { Document, Json, Patch } from "../document/json";
import { equal, isObject, own } from "../document/patch";
import type { Kept } from "./outbox";

export function harmless(document: Document, kept: readonly Kept[]): boolean {
  const leaves = new Map<string, { path: readonly string[]; values: (Json | undefined)[] }>();
  const inner = new Set<string>();
  const note = (path: readonly string[], value: Json | undefined): void => {
    const key = JSON.stringify(path);
    const leaf = leaves.get(key);
    if (leaf === undefined) leaves.set(key, { path, values: [value] });
    else leaf.values.push(value);
    for (let depth = 1; depth < path.length; depth += 1) inner.add(JSON.stringify(path.slice(0, depth)));
  };
  for (const entry of kept) {
    walk(entry.was, [], note);
    walk(entry.patch, [], note);
  }
  /** One of these changes, or what was there before, has nothing at this path. */
  const mayBeAbsent = (path: readonly string[]): boolean =>
    leaves.get(JSON.stringify(path))?.values.includes(undefined) ?? false;
  return [...leaves].every(([key, { path, values }]) => {
    const current = valueAt(document, path);
    if (values.some((value) => equal(value, current))) return true;
    // A whole record, added or deleted: its fields are leaves themselves and are looked at one by one …
    if (current !== undefined && isObject(current)) return inner.has(key);
    // … and are missing where the record may be.
    return current === undefined && path.some((_, depth) => mayBeAbsent(path.slice(0, depth)));
  });
}

/** Calls `note` for the patch's leaves; a null says that nothing is there. Records added or deleted whole are one leaf. */
function walk(patch: Patch, path: readonly string[], note: (path: readonly string[], value: Json | undefined) => void): void {
  for (const key of Object.keys(patch)) {
    const value = patch[key] as Json;
    if (isObject(value)) walk(value, [...path, key], note);
    else note([...path, key], value === null ? undefined : value);
  }
}

function valueAt(document: Document, path: readonly string[]): Json | undefined {
  let value: Json | undefined = document;
  for (const key of path) {
    if (value === undefined || !isObject(value)) return undefined;
    value = own(value, key);
  }
  return value;
}
