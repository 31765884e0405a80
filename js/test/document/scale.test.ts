import { describe, expect, test } from "vitest";
import contract from "../../../tests/contract/scale.json";
import type { Document, JsonObject } from "../../src/document/json";
import { sealed } from "../../src/document/patch";
import { face, format, label, readScale, scaleOf, unit, values } from "../../src/document/scale";

describe("as Python does (tests/contract/scale.json)", () => {
  test("unit, face and the scale's own words", () => {
    for (const each of contract.scores) {
      const scale = readScale(sealed(each.scale as unknown as JsonObject) as JsonObject);
      expect(unit(scale, each.score)).toBeCloseTo(each.unit, 12);
      expect(face(scale, each.score)).toBe(each.face);
      // Python has its own words for scores without a name; in the page those are the view's.
      if (scale.labels[String(each.score)]) expect([label(scale, each.score, "ja"), label(scale, each.score, "en")]).toEqual([each.ja, each.en]);
      else expect(label(scale, each.score, "ja")).toBe("");
    }
  });
  test("values", () => {
    for (const each of contract.values) expect(values(readScale(each.scale as unknown as JsonObject))).toEqual(each.values);
  });
});

test("a document without a scale has −2…+2", () => {
  expect(values(scaleOf(sealed({}) as Document))).toEqual([-2, -1, 0, 1, 2]);
});

test("numbers as people read them", () => {
  expect([-1.62, 2.2, 0, 2, -2, 0.04, -0.04, 0.25].map((value) => format(value))).toEqual(["−1.6", "+2.2", "0", "+2", "−2", "0", "0", "+0.3"]);
  const five = readScale({ low: 1, high: 5 });
  expect([1, 3.25, 5].map((value) => format(value, five))).toEqual(["1", "3.3", "5"]);
});
