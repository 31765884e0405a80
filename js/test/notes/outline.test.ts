import { describe, expect, test } from "vitest";
import cases from "../../../tests/contract/outline.json";
import { lanes, lines, parse } from "../../src/notes/outline";

describe("a pasted list is read as Python reads it", () => {
  for (const { name, text, items, lines: each, lanes: tree } of cases) {
    test(name, () => {
      expect(parse(text).map((item) => [item.level, item.text, item.heading])).toEqual(items);
      expect(lines(text)).toEqual(each);
      expect(lanes(text)).toEqual(tree);
    });
  }
});
