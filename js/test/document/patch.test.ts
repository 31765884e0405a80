import { describe, expect, test } from "vitest";
import diffs from "../../../tests/contract/diff.json";
import patches from "../../../tests/contract/patch.json";
import type { Document, Json, JsonObject, Patch } from "../../src/document/json";
import { apply, diff, equal, invert, minimal, sealed, touched } from "../../src/document/patch";

const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;

describe("as Python does (tests/contract)", () => {
  test.each(patches.map((each) => [JSON.stringify(each.document), JSON.stringify(each.patch), each] as const))("apply %s ← %s", (_document, _patch, each) => {
    expect(equal(apply(each.document as Json, each.patch as Json), each.result as Json)).toBe(true);
  });

  test.each(diffs.map((each) => [JSON.stringify(each.before), JSON.stringify(each.after), each] as const))("diff %s → %s", (_before, _after, each) => {
    expect(equal(diff(each.before as Json, each.after as Json), each.patch as Json)).toBe(true);
  });
});

describe("apply", () => {
  const document = sealed({ a: { x: { n: 1, list: [1, 2] }, y: { n: 2 } }, b: { z: { n: 3 } } }) as Document;

  test("copies only what lies on the way", () => {
    const after = apply(document, { a: { x: { n: 5 } } });
    expect(after["b"]).toBe(document["b"]);
    expect((after["a"] as JsonObject)["y"]).toBe((document["a"] as JsonObject)["y"]);
    expect((after["a"] as JsonObject)["x"]).not.toBe((document["a"] as JsonObject)["x"]);
    expect((document["a"] as JsonObject)["x"]).toEqual(sealed({ n: 1, list: [1, 2] }));
  });

  test("returns the very same document when nothing changes", () => {
    for (const patch of [{}, { a: { x: { n: 1, list: [1, 2] } } }, { a: {} }, { c: null }, { a: { q: null } }]) expect(apply(document, patch)).toBe(document);
  });

  test("shares no object with the patch, so that nobody can change the document from outside", () => {
    const list = [1];
    const patch = { c: { d: { list } } };
    const after = apply(document, patch);
    patch.c.d.list.push(2);
    expect(((after["c"] as JsonObject)["d"] as JsonObject)["list"]).toEqual([1]);
  });

  test("an id such as __proto__ is a key like any other", () => {
    const after = apply(sealed({ t: {} }) as Document, parse('{"t": {"__proto__": {"polluted": 1}, "constructor": {"name": "x"}}}'));
    expect(Object.keys(after["t"] as JsonObject).sort()).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(apply(after, parse('{"t": {"__proto__": null}}'))["t"]).toEqual(sealed({ constructor: { name: "x" } } as unknown as Json));
    expect(equal(invert(sealed({ t: {} }) as Document, parse('{"t": {"__proto__": {"a": 1}}}')), parse('{"t": {"__proto__": null}}'))).toBe(true);
  });
});

test("invert takes a patch back, deletes and replaced objects included", () => {
  const document = sealed({ a: { b: 1, c: { d: [1] } }, e: "x" }) as Document;
  const all: Patch[] = [{ a: null }, { a: 3 }, { a: { c: null, b: 2, n: {} } }, { e: { f: 1 } }, { g: { h: null } }, { a: { c: { d: [2] } } }, {}];
  for (const patch of all) expect(equal(apply(apply(document, patch), invert(document, patch)), document)).toBe(true);
});

test("minimal leaves out what is so already", () => {
  const document = sealed({ a: { b: 1, c: 2 } }) as Document;
  expect(minimal(document, { a: { b: 1, c: 3, d: null }, e: null, f: {} })).toEqual(sealed({ a: { c: 3 }, f: {} }));
});

test("touched names the records a patch speaks of", () => {
  const tables = touched({ about: { title: "x" }, touchpoints: { tp_1: null, tp_2: { title: "y" } } });
  expect([...tables].map(([table, ids]) => [table, [...ids]])).toEqual([["about", [""]], ["touchpoints", ["tp_1", "tp_2"]]]);
});

test("1 and true, and 1 and '1', differ", () => {
  expect(equal(1, true)).toBe(false);
  expect(equal(1, "1")).toBe(false);
  expect(equal([1, { a: 2 }], [1, { a: 2 }])).toBe(true);
  expect(equal({ a: 1 }, { b: 1 })).toBe(false);
});

test("a run of patches copies each table once, and never what somebody has seen before", () => {
  const document = sealed({ a: { x: { n: 1 }, y: { n: 2 } }, b: { z: { n: 3 } } }) as Document;
  const text = JSON.stringify(document);
  const mine = new WeakSet();
  const once = apply(document, { a: { x: { n: 5 } } }, mine);
  const twice = apply(once, { a: { y: null, w: { n: 6 } }, b: { z: { m: 1 } } }, mine);
  expect(twice).toBe(once);
  expect(twice).toEqual(sealed({ a: { x: { n: 5 }, w: { n: 6 } }, b: { z: { n: 3, m: 1 } } }));
  expect(JSON.stringify(document)).toBe(text);
  expect(apply(twice, { a: { x: { n: 7 } } })).not.toBe(twice);
});
