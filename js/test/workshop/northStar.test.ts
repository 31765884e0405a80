import { expect, test } from "vitest";
import { northStarOf } from "../../src/workshop/northStar";
import { small } from "../board/maps";

const about = (north_star: string, more: object = {}): never => ({ ...small(), about: { title: "x", north_star }, ...more }) as never;

test("a map without a KPI has none on top", () => {
  expect(northStarOf(small())).toBeNull();
  expect(northStarOf(about("  "))).toBeNull();
});
test.each([
  ["購入完了率", { name: "購入完了率", now: "", goal: "" }],
  ["購入完了率 62% → 70%", { name: "購入完了率", now: "62%", goal: "70%" }],
  ["購入完了率：62% -> 70%", { name: "購入完了率", now: "62%", goal: "70%" }],
  ["NPS → 40", { name: "NPS", now: "", goal: "40" }],
  ["Days to deliver 2.4 days → 1 day", { name: "Days to deliver", now: "2.4 days", goal: "1 day" }],
])("%s", (said, star) => expect(northStarOf(about(said))).toEqual(star));
test("what has been measured goes before what was written", () => {
  const measures = {
    me_1: { metric: "購入完了率", value: 61, unit: "%" },
    me_2: { metric: "購入完了率", value: 64.25, unit: "%" },
    me_3: { metric: "購入完了率", value: 9, unit: "%", stage: "st_a" },
    me_4: { metric: "別の指標", value: 1 },
  };
  expect(northStarOf(about("購入完了率 62% → 70%", { measures }))).toEqual({ name: "購入完了率", now: "64.25%", goal: "70%" });
});
