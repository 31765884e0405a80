import { describe, expect, test } from "vitest";
import contract from "../../../tests/contract/integrity.json";
import type { Document, Patch } from "../../src/document/json";
import { complete } from "../../src/document/integrity";
import { minimal, sealed } from "../../src/document/patch";

describe("as Python does (tests/contract/integrity.json)", () => {
  test.each(contract.map((each) => [each.name, each] as const))("%s", (_name, each) => {
    const document = sealed(each.document as unknown as Document) as Document;
    const patch = sealed(each.patch as unknown as Patch) as Patch;
    expect(complete(document, patch)).toEqual(sealed(each.completed as unknown as Patch));
    expect(JSON.stringify(patch)).toBe(JSON.stringify(each.patch));
  });
});

test("a patch from which nothing follows is itself", () => {
  const document = sealed({ touchpoints: { tp_1: { title: "x", rank: "a0" } }, scores: {} }) as Document;
  for (const patch of [{ touchpoints: { tp_1: { title: "y" } } }, { touchpoints: { tp_9: null } }, { touchpoints: { tp_1: null } }]) {
    expect(complete(document, patch)).toBe(patch);
  }
  expect(minimal(document, { touchpoints: { tp_9: null } })).toEqual({});
});
