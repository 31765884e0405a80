import { describe, expect, test } from "vitest";
import { cellAt, homeOf, isHome, lineAt, placeAt, pull, type Cell } from "../../src/drag/geometry";

const column = (stage: string, left: number, ids: readonly string[], row: string | null = null, top = 100): Cell => ({
  stage,
  row,
  box: { left, top, right: left + 100, bottom: top + 300 },
  seats: ids.map((id, index) => ({ id, top: top + 10 + index * 60, bottom: top + 60 + index * 60 })),
  pad: 6,
});
const bounds = { left: 0, top: 50, right: 300, bottom: 600 };
const cells = [column("", 0, ["p1"]), column("st_a", 100, ["a1", "a2", "a3"]), column("st_b", 200, [])];

describe("where a card would land", () => {
  test("before the first card whose middle is below the hand", () => {
    expect(placeAt(cells, bounds, 150, 100, "x")).toEqual({ stage: "st_a", row: null, before: "a1" });
    expect(placeAt(cells, bounds, 150, 136, "x")).toEqual({ stage: "st_a", row: null, before: "a2" });
    expect(placeAt(cells, bounds, 150, 390, "x")).toEqual({ stage: "st_a", row: null, before: null });
  });

  test("its own seat does not count", () => {
    expect(placeAt(cells, bounds, 150, 180, "a2")?.before).toBe("a3");
  });

  test("an empty lane takes it at the end", () => {
    expect(placeAt(cells, bounds, 250, 300, "a1")).toEqual({ stage: "st_b", row: null, before: null });
  });

  test("the whole band belongs to its lane, down to the curve", () => {
    expect(placeAt(cells, bounds, 150, 590, "x")?.stage).toBe("st_a");
    expect(placeAt(cells, bounds, 150, 60, "x")?.before).toBe("a1");
  });

  test("far outside the board there is no place", () => {
    expect(placeAt(cells, bounds, 150, 700, "x")).toBeNull();
    expect(placeAt(cells, bounds, 380, 300, "x")).toBeNull();
    expect(placeAt(cells, bounds, 320, 300, "x")?.stage).toBe("st_b");
  });

  test("swimlanes are told apart by height", () => {
    const rows = [column("st_a", 100, ["a1"], "web", 100), column("st_a", 100, ["a2"], "shop", 400)];
    expect(placeAt(rows, bounds, 150, 180, "x")?.row).toBe("web");
    expect(placeAt(rows, bounds, 150, 420, "x")).toEqual({ stage: "st_a", row: "shop", before: "a2" });
  });

  test("a floating pool takes only what is inside it, and before the lanes under it", () => {
    const floating: Cell = { ...column("", 80, ["p1"]), floats: true };
    expect(cellAt([floating, cells[1]!], bounds, 170, 200)?.stage).toBe("");
    expect(cellAt([floating, cells[1]!], bounds, 190, 200)?.stage).toBe("st_a");
  });
});

describe("the insertion line", () => {
  const line = (before: string | null, lifted = "x", stage = "st_a") => lineAt(cells, { stage, row: null, before }, lifted, 6);

  test("lies in the middle of the gap, as wide as the cards", () => {
    expect(line("a2")).toEqual({ left: 106, width: 88, y: 167 });
  });

  test("comes after the last card, and at the top of an empty lane", () => {
    expect(line(null)?.y).toBe(283);
    expect(line(null, "x", "st_b")?.y).toBe(106);
  });

  test("goes under the lifted card's own seat when that is the last", () => {
    expect(line(null, "a3")?.y).toBe(283);
  });

  test("a card that is gone counts as the end", () => {
    expect(line("deleted")?.y).toBe(283);
  });

  test("stays within what is seen of a lane that scrolls", () => {
    const scrolled = [{ ...cells[1]!, seats: [{ id: "a1", top: 900, bottom: 950 }] }];
    expect(lineAt(scrolled, { stage: "st_a", row: null, before: null }, "x", 6)?.y).toBe(399);
  });
});

test("dropping a card where it lies changes nothing", () => {
  expect(isHome(cells, { stage: "st_a", row: null, before: "a3" }, "a2")).toBe(true);
  expect(isHome(cells, { stage: "st_a", row: null, before: null }, "a3")).toBe(true);
  expect(isHome(cells, { stage: "st_a", row: null, before: "a2" }, "a3")).toBe(false);
  expect(isHome(cells, { stage: "st_b", row: null, before: null }, "a3")).toBe(false);
  expect(homeOf(cells, "a2")).toEqual({ stage: "st_a", row: null, before: "a3" });
  expect(homeOf(cells, "gone")).toBeNull();
});

test("an edge pulls the harder the nearer the hand, the middle not at all", () => {
  expect(pull(300, 0, 600)).toBe(0);
  expect(pull(30, 0, 600)).toBeLessThan(0);
  expect(pull(2, 0, 600)).toBeLessThan(pull(30, 0, 600));
  expect(pull(598, 0, 600)).toBeGreaterThan(0);
  expect(pull(-500, 0, 600)).toBe(pull(0, 0, 600));
  // A list that is hardly taller than its edges would never stand still.
  expect(pull(2, 0, 90)).toBe(0);
});
