import { describe, expect, test } from "vitest";
import contract from "../../../tests/contract/rank.json";
import type { Document, JsonObject } from "../../src/document/json";
import { place, stagesInOrder, touchpointsOf } from "../../src/document/order";
import { apply, sealed } from "../../src/document/patch";
import { between, compareRank, insert, isRank, many, spread } from "../../src/document/rank";

describe("as Python does (tests/contract/rank.json)", () => {
  test("between", () => {
    for (const { a, b, result } of contract.between) expect(between(a, b), `${a} ${b}`).toBe(result);
  });
  test("many", () => {
    for (const { a, b, count, result } of contract.many) expect(many(a, b, count), `${a} ${b} ${count}`).toEqual(result);
  });
  test("insert", () => {
    for (const { siblings, position, rank, moved } of contract.insert) {
      const found = insert((siblings as [string, string][]).map(([id, at]) => ({ id, rank: at })), position);
      expect(found.rank).toBe(rank);
      expect(Object.fromEntries(found.moved)).toEqual(moved);
    }
  });
  test("what is no rank", () => {
    for (const rank of contract.invalid) {
      expect(isRank(rank), String(rank)).toBe(false);
      expect(() => between(rank, null)).toThrow();
    }
    expect(spread(3)).toEqual(["a0", "a1", "a2"]);
  });
});

test("order is by code unit, ties by id: never by the reader's language", () => {
  const places = [{ id: "b", rank: "aa" }, { id: "a", rank: "aa" }, { id: "c", rank: "Zz" }, { id: "d", rank: "aZ" }];
  expect(places.sort(compareRank).map((each) => each.id)).toEqual(["c", "d", "a", "b"]);
});

describe("place", () => {
  const document = sealed({
    stages: { st_b: { name: "B", rank: "a1" }, st_a: { name: "A", rank: "a0" } },
    touchpoints: {
      tp_1: { title: "1", stage: "st_a", rank: "a0" },
      tp_2: { title: "2", stage: "st_a", rank: "a1" },
      tp_3: { title: "3", stage: "st_a", rank: "a2" },
      tp_4: { title: "4", rank: "a0" },
      tp_5: { title: "5", stage: "st_gone", rank: "a1" },
    },
  }) as Document;
  const order = (after: Document, stage: string): string[] => touchpointsOf(after, stage);

  test("reads in order, a card of a stage that is gone in the pool", () => {
    expect(stagesInOrder(document)).toEqual(["st_a", "st_b"]);
    expect(order(document, "st_a")).toEqual(["tp_1", "tp_2", "tp_3"]);
    expect(order(document, "")).toEqual(["tp_4", "tp_5"]);
  });

  test("before a card, at the end, into another lane, into the pool", () => {
    expect(order(apply(document, place(document, "touchpoints", "tp_3", { before: "tp_2" })), "st_a")).toEqual(["tp_1", "tp_3", "tp_2"]);
    expect(order(apply(document, place(document, "touchpoints", "tp_1", { before: null })), "st_a")).toEqual(["tp_2", "tp_3", "tp_1"]);
    expect(order(apply(document, place(document, "touchpoints", "tp_4", { stage: "st_a", before: "tp_1" })), "st_a")).toEqual(["tp_4", "tp_1", "tp_2", "tp_3"]);
    const pooled = place(document, "touchpoints", "tp_2", { stage: "", before: "tp_4" });
    expect(pooled).toMatchObject({ touchpoints: { tp_2: { stage: null } } });
    expect(order(apply(document, pooled), "")).toEqual(["tp_2", "tp_4", "tp_5"]);
    expect(stagesInOrder(apply(document, place(document, "stages", "st_b", { before: "st_a" })))).toEqual(["st_b", "st_a"]);
  });

  test("where it already stands, there is nothing to do", () => {
    expect(place(document, "touchpoints", "tp_2", { before: "tp_3" })).toEqual({});
    expect(place(document, "touchpoints", "tp_3", { stage: "st_a", before: null })).toEqual({});
  });

  test("between equal ranks, the neighbours behind give way in the same patch", () => {
    const crowded = apply(document, { touchpoints: { tp_2: { rank: "a0" }, tp_3: { rank: "a0" } } });
    const patch = place(crowded, "touchpoints", "tp_4", { stage: "st_a", before: "tp_2" });
    expect(Object.keys(patch["touchpoints"] as JsonObject).sort()).toEqual(["tp_2", "tp_3", "tp_4"]);
    expect(order(apply(crowded, patch), "st_a")).toEqual(["tp_1", "tp_4", "tp_2", "tp_3"]);
  });

  test("a thousand inserts at one spot stay in order", () => {
    let after = document;
    for (let count = 0; count < 1_000; count += 1) {
      const id = count % 2 === 0 ? "tp_1" : "tp_2";
      after = apply(after, place(after, "touchpoints", id, { before: "tp_3" }));
      expect(order(after, "st_a").at(-2)).toBe(id);
    }
  });
});
