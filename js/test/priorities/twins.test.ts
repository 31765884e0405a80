/** What Python makes of the same documents: rankings, bootstrap, what-if, best fix, effects, plan, .ics, CSV. */

import { describe, expect, test } from "vitest";
import { effects } from "../../src/actions/effects";
import { calendarText, planRows, tableText } from "../../src/actions/plan";
import type { Document } from "../../src/document/json";
import { Draws, resamples } from "../../src/priorities/bootstrap";
import { type By, ranking } from "../../src/priorities/ranking";
import { bestFix, whatIf } from "../../src/priorities/what_if";
import fixture from "../../../tests/contract/priorities.json";

type Row = Record<string, unknown>;

/** snake_case as Python has it, apart from what only one side has. */
const KEYS: Readonly<Record<string, string>> = {
  top_three: "topThree", satisfaction_source: "satisfactionSource", effect_source: "effectSource", effort_source: "effortSource",
  per_effort: "perEffort", to_be: "toBe", to_check: "toCheck",
};
const ONLY_PYTHON = new Set(["touchpoint_title", "x"]);

function agree(found: readonly object[], wanted: readonly Row[], where: string, exact: readonly string[] = []): void {
  expect(found.map((row) => (row as Row)["id"]), where).toEqual(wanted.map((row) => row["id"]));
  for (const [at, row] of wanted.entries()) {
    for (const [key, value] of Object.entries(row)) {
      if (ONLY_PYTHON.has(key)) continue;
      const mine = (found[at] as Row)[KEYS[key] ?? key] ?? null;
      const said = `${where}: ${String(row["id"] ?? row["what"])} ${key}`;
      if (typeof value === "number" && !exact.includes(key)) expect(mine, said).toBeCloseTo(value, 9);
      else expect(mine === "" ? null : mine, said).toEqual(value === "" ? null : value);
    }
  }
}

test("the same numbers come by chance", () => {
  for (const { seed, next, below } of fixture.numbers) {
    const chance = new Draws(seed);
    expect(next.map(() => chance.next())).toEqual(next);
    expect(below.map(() => chance.below(10))).toEqual(below);
  }
  const { people, draws, seed, counts } = fixture.resamples;
  expect([...resamples(people, draws, seed)]).toEqual(counts);
});

for (const each of fixture.cases) {
  const document = each.document as unknown as Document;
  describe(each.name, () => {
    test("the rankings, and to the last draw how stable they are", () => {
      for (const { by, persona, draws, seed, rows, people, same } of each.rankings) {
        const found = ranking(document, by as By, { persona, draws, seed });
        const where = `${by} ${persona ?? ""}`;
        expect([found.people, found.same], where).toEqual([people, same]);
        agree(found.rows, rows, where, ["top_three", "rank", "value", "importance", "satisfaction"]);
      }
    });

    test("what would change, and which fix is worth most", () => {
      for (const [at, persona] of [null, "pe_a"].entries()) {
        agree(whatIf(document, each.changes, persona), each.what_if[at] as Row[], "what_if");
        agree(bestFix(document, persona), each.best_fix[at] as Row[], "best_fix");
      }
    });

    test("what actions were expected to do and did, and who does what by when", () => {
      agree(effects(document), each.effects, "effects");
      agree(planRows(document, fixture.day), each.plan, "plan");
    });

    test("the calendar and the spreadsheet, to the last byte", () => {
      for (const language of ["ja", "en"] as const) {
        expect(calendarText(document, language, new Date(fixture.stamp))).toBe(each.calendar[language]);
        expect(tableText(document, language, fixture.day)).toBe(each.csv[language]);
      }
    });
  });
}
