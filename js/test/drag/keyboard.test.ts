import { describe, expect, test } from "vitest";
import { focusFrom, lift, neighbour, position, press, whereIs, type Held, type Layout } from "../../src/drag/keyboard";

const plain: Layout = [
  { stage: "", cells: [{ row: null, ids: ["p1"] }] },
  { stage: "st_a", cells: [{ row: null, ids: ["a1", "a2", "a3"] }] },
  { stage: "st_b", cells: [{ row: null, ids: [] }] },
  { stage: "st_c", cells: [{ row: null, ids: ["c1"] }] },
];
const rows: Layout = [
  { stage: "", cells: [{ row: null, ids: [] }] },
  { stage: "st_a", cells: [{ row: "web", ids: ["a1", "a2"] }, { row: "shop", ids: ["a3"] }] },
  { stage: "st_b", cells: [{ row: "web", ids: [] }, { row: "shop", ids: ["b1"] }] },
];

/** Lifts a card and presses keys on a layout that does not change. */
function play(layout: Layout, id: string, ...keys: string[]) {
  let step = lift(layout, id);
  for (const key of keys) step = press(layout, step.held as Held, key);
  return step;
}

describe("a card held by keyboard", () => {
  test("is lifted where it lies", () => {
    expect(lift(plain, "a2")).toEqual({
      held: { id: "a2", origin: { stage: "st_a", row: null, before: "a3" }, place: { stage: "st_a", row: null, before: "a3" } },
      effect: "lifted",
    });
    expect(lift(plain, "gone").effect).toBe("none");
  });

  test("goes a slot up or down", () => {
    expect(play(plain, "a2", "ArrowUp").held?.place.before).toBe("a1");
    expect(play(plain, "a2", "ArrowDown").held?.place.before).toBeNull();
    expect(play(plain, "a1", "ArrowDown").held?.place.before).toBe("a3");
  });

  test("stops at the ends, and says so", () => {
    expect(play(plain, "a1", "ArrowUp").effect).toBe("stuck");
    expect(play(plain, "a3", "ArrowDown").effect).toBe("stuck");
    expect(play(plain, "p1", "ArrowLeft").effect).toBe("stuck");
    expect(play(plain, "c1", "ArrowRight").effect).toBe("stuck");
  });

  test("goes to the neighbouring lane at the same height, through empty ones and into the pool", () => {
    expect(play(plain, "a3", "ArrowRight").held?.place).toEqual({ stage: "st_b", row: null, before: null });
    expect(play(plain, "c1", "ArrowLeft", "ArrowLeft").held?.place).toEqual({ stage: "st_a", row: null, before: "a1" });
    expect(play(plain, "a2", "ArrowLeft").held?.place).toEqual({ stage: "", row: null, before: null });
    expect(play(plain, "a1", "ArrowLeft").held?.place).toEqual({ stage: "", row: null, before: "p1" });
  });

  test("Home and End go to the ends of the lane", () => {
    expect(play(plain, "a2", "Home").held?.place.before).toBe("a1");
    expect(play(plain, "a2", "End").held?.place.before).toBeNull();
  });

  test("Space and Enter drop, Escape and Tab put it back", () => {
    expect(play(plain, "a1", "ArrowRight", " ")).toMatchObject({ held: null, effect: "dropped", place: { stage: "st_b" } });
    expect(play(plain, "a1", "Enter").effect).toBe("dropped");
    expect(play(plain, "a1", "ArrowRight", "Escape")).toEqual({ held: null, effect: "cancelled" });
    expect(play(plain, "a1", "Tab").effect).toBe("cancelled");
  });

  test("other keys do nothing", () => {
    const step = play(plain, "a1", "x");
    expect(step.effect).toBe("none");
    expect(step.held?.id).toBe("a1");
  });

  test("walks from swimlane to swimlane and stays in its own across stages", () => {
    expect(play(rows, "a2", "ArrowDown").held?.place).toEqual({ stage: "st_a", row: "shop", before: "a3" });
    expect(play(rows, "a3", "ArrowUp").held?.place).toEqual({ stage: "st_a", row: "web", before: null });
    expect(play(rows, "a3", "ArrowRight").held?.place).toEqual({ stage: "st_b", row: "shop", before: "b1" });
    expect(play(rows, "a1", "ArrowRight").held?.place).toEqual({ stage: "st_b", row: "web", before: null });
  });
});

describe("while others change the board", () => {
  const held = lift(plain, "a2").held as Held;

  test("a deleted card ends it", () => {
    const without: Layout = [{ stage: "st_a", cells: [{ row: null, ids: ["a1", "a3"] }] }];
    expect(press(without, held, "ArrowUp")).toEqual({ held: null, effect: "gone" });
  });

  test("a neighbour that went elsewhere means the end of the lane", () => {
    const changed: Layout = [
      { stage: "st_a", cells: [{ row: null, ids: ["a1", "a2"] }] },
      { stage: "st_b", cells: [{ row: null, ids: ["a3"] }] },
    ];
    expect(press(changed, held, " ").place).toEqual({ stage: "st_a", row: null, before: "a3" });
    expect(press(changed, held, "ArrowUp").held?.place.before).toBe("a1");
  });

  test("a stage that was deleted leaves it stuck, not lost", () => {
    const changed: Layout = [{ stage: "", cells: [{ row: null, ids: ["a1", "a2", "a3"] }] }];
    expect(press(changed, held, "ArrowUp")).toEqual({ held, effect: "stuck" });
  });
});

test("what is said counts the cards that will be there", () => {
  expect(position(plain, { stage: "st_a", row: null, before: "a3" }, "a2")).toEqual({ position: 2, count: 3 });
  expect(position(plain, { stage: "st_b", row: null, before: null }, "a2")).toEqual({ position: 1, count: 1 });
  expect(position(plain, { stage: "st_c", row: null, before: null }, "a2")).toEqual({ position: 2, count: 2 });
});

test("one step with Alt is the same as lifting, one arrow and dropping", () => {
  const here = whereIs(plain, "a1")!;
  expect(neighbour(plain, here, "a1", "down")).toEqual(play(plain, "a1", "ArrowDown").held?.place);
  expect(neighbour(plain, here, "a1", "up")).toBeNull();
});

describe("walking from card to card", () => {
  test("up and down within a lane, left and right to the card at the same height", () => {
    expect(focusFrom(plain, "a2", "up")).toBe("a1");
    expect(focusFrom(plain, "a3", "down")).toBeNull();
    expect(focusFrom(plain, "a3", "right")).toBe("c1");
    expect(focusFrom(plain, "a2", "left")).toBe("p1");
    expect(focusFrom(plain, "p1", "left")).toBeNull();
  });

  test("a swimlane is followed across stages while it has cards", () => {
    expect(focusFrom(rows, "a3", "right")).toBe("b1");
    expect(focusFrom(rows, "a1", "right")).toBe("b1");
    expect(focusFrom(rows, "a2", "down")).toBe("a3");
  });
});
