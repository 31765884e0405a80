import { describe, expect, test } from "vitest";
import { agreement } from "../../src/analysis/agreement";
import { disputed } from "../../src/analysis/disagreement";
import { summaryOf } from "../../src/analysis/summary";
import type { Document } from "../../src/document/json";
import cases from "../../../tests/contract/numbers.json";

type State = "as_is" | "to_be";

interface Case {
  readonly name: string;
  readonly document: Document;
  readonly summary: { persona: string | null; state: State; numbers: Record<string, unknown> }[];
  readonly disputed: { persona: string | null; state: State; settled: boolean; rows: Record<string, unknown>[] }[];
}

function near(found: object, wanted: Record<string, unknown>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [key, value] of Object.entries(found))
    if (typeof value === "number" && typeof wanted[key] === "number") expect(value, key).toBeCloseTo(wanted[key], 9);
    else expect(value, key).toEqual(wanted[key]);
}

describe("the numbers Python gives", () => {
  for (const { name, document, summary, disputed: rows } of cases as unknown as Case[]) {
    test(`of a map: ${name}`, () => {
      for (const { persona, state, numbers } of summary) near(summaryOf(document, persona, state), numbers);
    });
    test(`of what to discuss: ${name}`, () => {
      for (const { persona, state, settled, rows: wanted } of rows) {
        const found = disputed(document, persona, state, settled);
        expect(found.map((row) => row.touchpoint)).toEqual(wanted.map((row) => row["touchpoint"]));
        for (const [at, row] of found.entries()) near(row, wanted[at] as Record<string, unknown>);
      }
    });
  }
});

test("van der Eijk's A as the R package agrmt documents it", () => {
  expect(agreement([30, 40, 210, 130, 530, 50, 10])).toBeCloseTo(0.6113333, 6);
  expect(agreement([1, 0, 0, 0, 1])).toBe(-1);
  expect(agreement([0, 0])).toBeNull();
});
