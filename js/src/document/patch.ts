/**
 * JSON merge patches (RFC 7396): the one way a document changes. Twin of `journey_widgets/model/patch.py`;
 * `tests/contract/patch.json` holds the two together.
 *
 * Everything here is pure and copies by path: what a patch does not touch is the same object afterwards, so `===`
 * tells what changed. Made objects have no prototype, so that an id such as `__proto__` is a key like any other.
 */

import type { Document, Json, JsonObject, Patch } from "./json";

type Writable = { [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own property or undefined: a plain object from JSON.parse also "has" `constructor` otherwise. */
export function own(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** An empty object without prototype. */
export function bare(): Writable {
  return Object.create(null) as Writable;
}

function copyOf(value: JsonObject): Writable {
  const copy = bare();
  for (const key of Object.keys(value)) copy[key] = value[key] as Json;
  return copy;
}

/** The same JSON in objects without prototype, so that looking up an id never finds something inherited. */
export function sealed(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => sealed(item));
  if (!isObject(value)) return value;
  const copy = bare();
  for (const key of Object.keys(value)) copy[key] = sealed(value[key] as Json);
  return copy;
}

/** Equal as JSON: type and value, whatever the order of keys. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item: Json, index) => equal(item, b[index] as Json));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/**
 * The document after the patch. A patch that is no object replaces the whole, as RFC 7396 says.
 * Returns the very same object when nothing changes.
 *
 * `mine` collects the copies made. Given again for the next patch of a run, those are written to instead of being
 * copied once more: a run costs each table one copy, however long it is. Nobody else may have seen them by then.
 */
export function apply(document: Document, patch: Patch, mine?: WeakSet<object>): Document;
export function apply(document: Json | undefined, patch: Json, mine?: WeakSet<object>): Json;
export function apply(document: Json | undefined, patch: Json, mine?: WeakSet<object>): Json {
  if (!isObject(patch)) return sealed(patch);
  const target = document !== undefined && isObject(document) ? document : null;
  let copy: Writable | null = null;
  const writable = (): Writable => {
    if (copy === null) {
      copy = target === null ? bare() : mine?.has(target) ? (target as Writable) : copyOf(target);
      mine?.add(copy);
    }
    return copy;
  };
  for (const key of Object.keys(patch)) {
    const asked = patch[key] as Json;
    const present = target === null ? undefined : own(target, key);
    if (asked === null) {
      if (present !== undefined) delete writable()[key];
      continue;
    }
    const next = isObject(asked) || !equal(present, asked) ? apply(present, asked, mine) : (present as Json);
    if (next !== present) writable()[key] = next;
  }
  return copy ?? target ?? bare();
}

/**
 * The patch that takes `apply(document, patch)` back to `document`. Exact when the document holds no null, which
 * every journey's document keeps to.
 */
export function invert(document: Document, patch: Patch): Patch;
export function invert(document: Json, patch: Json): Json;
export function invert(document: Json, patch: Json): Json {
  if (!isObject(document) || !isObject(patch)) return document;
  const inverse = bare();
  for (const key of Object.keys(patch)) {
    const asked = patch[key] as Json;
    const present = own(document, key);
    if (present === undefined) {
      if (asked !== null) inverse[key] = null;
    } else if (isObject(asked) && isObject(present)) {
      const inner = invert(present, asked);
      if (!isEmpty(inner)) inverse[key] = inner;
    } else inverse[key] = present;
  }
  return inverse;
}

/** The smallest patch that makes `after` of `before`; both without nulls. Arrays are replaced whole. */
export function diff(before: Document, after: Document): Patch;
export function diff(before: Json, after: Json): Json;
export function diff(before: Json, after: Json): Json {
  if (!isObject(before) || !isObject(after)) return after;
  const patch = bare();
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch[key] = null;
  for (const key of Object.keys(after)) {
    const old = own(before, key);
    const next = after[key] as Json;
    if (old === next) continue;
    if (old !== undefined && isObject(old) && isObject(next)) {
      const inner = diff(old, next);
      if (!isEmpty(inner)) patch[key] = inner;
    } else if (!equal(old, next)) patch[key] = next;
  }
  return patch;
}

/** The part of `patch` that changes something in `document`. Costs as much as the patch is large. */
export function minimal(document: Document, patch: Patch): Patch {
  const result = bare();
  for (const key of Object.keys(patch)) {
    const asked = patch[key] as Json;
    const present = own(document, key);
    if (present === undefined) {
      if (asked !== null) result[key] = apply(undefined, asked);
    } else if (isObject(asked) && isObject(present)) {
      const inner = minimal(present, asked);
      if (!isEmpty(inner)) result[key] = inner;
    } else if (!equal(present, asked)) result[key] = apply(undefined, asked);
  }
  return result;
}

export function isEmpty(value: JsonObject): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

/** Table → ids a patch speaks of. `about`, which is one record, is listed with the id "". */
export function touched(patch: Patch): Map<string, Set<string>> {
  const tables = new Map<string, Set<string>>();
  for (const table of Object.keys(patch)) {
    const records = patch[table] as Json;
    if (table === "about" || !isObject(records)) tables.set(table, new Set([""]));
    else tables.set(table, new Set(Object.keys(records)));
  }
  return tables;
}
