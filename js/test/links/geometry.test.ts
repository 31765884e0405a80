import { describe, expect, test } from "vitest";
import { curves, headAt, nearest, pulled, sameCurve, type Ends, type Seat } from "../../src/board/links/geometry";

const LANE = { left: 0, top: 0, right: 100, bottom: 400 };

/** A card 80 × 40 in a lane 100 wide; `top` may lie outside what the lane shows. */
function seat(id: string, column: number, top: number): Seat {
  const left = column * 100 + 10;
  return {
    id,
    column,
    box: { left, top, right: left + 80, bottom: top + 40 },
    window: { ...LANE, left: column * 100, right: column * 100 + 100 },
  };
}

const seats = (...all: Seat[]): Map<string, Seat> => new Map(all.map((each) => [each.id, each]));
const link = (source: string, target: string, back = false, id = `${source}-${target}`): Ends => ({ id, source, target, back });
const numbers = (path: string): number[] => [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
const start = (line: string): number[] => numbers(line).slice(0, 2);
const end = (line: string): number[] => numbers(line).slice(-2);

describe("where a curve begins and ends", () => {
  test("to a later stage it leaves at the right edge and arrives at the left one", () => {
    const [curve] = curves([link("a", "b")], seats(seat("a", 0, 0), seat("b", 2, 100)));
    expect(start(curve!.line)).toEqual([90, 20]);
    expect(end(curve!.line)).toEqual([207, 120]);
    expect(curve!.back).toBe(false);
  });

  test("back to an earlier stage it leaves at the left edge and arrives at the right one", () => {
    const [curve] = curves([link("b", "a", true)], seats(seat("a", 0, 0), seat("b", 2, 100)));
    expect(start(curve!.line)).toEqual([210, 120]);
    expect(end(curve!.line)).toEqual([93, 20]);
    expect(curve!.back).toBe(true);
  });

  test("down its own stage it is a hook at the right, up again one at the left, so that both can be told apart", () => {
    const both = curves([link("a", "b"), link("b", "a", true)], seats(seat("a", 0, 0), seat("b", 0, 200)));
    expect(start(both[0]!.line)).toEqual([90, 20]);
    expect(end(both[0]!.line)).toEqual([93, 220]);
    expect(both[0]!.middle.x).toBeGreaterThan(100);
    expect(start(both[1]!.line)).toEqual([10, 220]);
    expect(end(both[1]!.line)).toEqual([7, 20]);
    expect(both[1]!.middle.x).toBeLessThan(0);
  });

  test("a hook never leaves the board: at its right end it is drawn at the left", () => {
    const place = seats(seat("a", 3, 0), seat("b", 3, 200));
    expect(start(curves([link("a", "b")], place, 500)[0]!.line)[0]).toBe(390);
    expect(start(curves([link("a", "b")], place, 410)[0]!.line)[0]).toBe(310);
    expect(start(curves([link("a", "a")], place, 410)[0]!.line)[0]).toBe(310);
  });

  test("to the card itself it is a loop beside it that counts as going back", () => {
    const [curve] = curves([link("a", "a")], seats(seat("a", 0, 100)));
    expect(curve!.back).toBe(true);
    expect(start(curve!.line)[1]).toBeLessThan(end(curve!.line)[1]!);
    expect(curve!.middle.x).toBeGreaterThan(105);
  });

  test("between swimlanes of one stage it follows the reading order, not the height", () => {
    const [curve] = curves([link("a", "b")], seats(seat("a", 0, 200), seat("b", 0, 0)));
    expect(start(curve!.line)).toEqual([90, 220]);
    expect(end(curve!.line)).toEqual([93, 20]);
  });

  test("the pool lies left of every stage", () => {
    const [curve] = curves([link("p", "a")], seats(seat("p", -1, 0), seat("a", 0, 0)));
    expect(start(curve!.line)[0]).toBe(-10);
    expect(end(curve!.line)[0]).toBe(7);
  });
});

describe("several curves at one edge", () => {
  test("stand apart in the order of what they lead to, whatever the order they were made in", () => {
    const place = seats(seat("a", 0, 100), seat("up", 1, 0), seat("low", 1, 300), seat("level", 1, 100));
    const drawn = curves([link("a", "low"), link("a", "up"), link("a", "level")], place);
    const y = Object.fromEntries(drawn.map((curve) => [curve.target, start(curve.line)[1]]));
    expect(y).toEqual({ up: 111, level: 120, low: 129 });
  });

  test("two links between the same cards do not lie on each other", () => {
    const drawn = curves([link("a", "b", false, "one"), link("a", "b", false, "two")], seats(seat("a", 0, 0), seat("b", 1, 0)));
    expect(drawn[0]!.line).not.toBe(drawn[1]!.line);
  });

  test("stay within the card, however many there are", () => {
    const many = Array.from({ length: 40 }, (_, index) => seat(`t${index}`, 1, index * 9));
    const drawn = curves(many.map((one) => link("a", one.id)), seats(seat("a", 0, 100), ...many));
    for (const curve of drawn) {
      const y = start(curve.line)[1]!;
      expect(y).toBeGreaterThan(100);
      expect(y).toBeLessThan(140);
    }
  });
});

describe("what cannot be seen", () => {
  test("a card scrolled behind its lane's edge is met at that edge, and the curve says so", () => {
    const [curve] = curves([link("a", "b")], seats(seat("a", 0, 100), seat("b", 1, 900)));
    expect(curve!.cut).toBe(true);
    expect(end(curve!.line)).toEqual([107, 394]);
  });

  test("a curve between two cards out of sight is not drawn, nor one to a card that is not there", () => {
    const place = seats(seat("a", 0, -900), seat("b", 1, 900), seat("c", 1, 0));
    expect(curves([link("a", "b"), link("c", "folded away")], place)).toEqual([]);
  });
});

test("a head's tip is where the curve ends, its base behind it", () => {
  expect(numbers(headAt({ x: 100, y: 50 }, { x: 80, y: 50 }))).toEqual([100, 50, 94, 53.1, 94, 46.9]);
});

test("a hand is on the nearest curve within its reach, and on none beyond it", () => {
  const drawn = curves([link("a", "b"), link("a", "c")], seats(seat("a", 0, 0), seat("b", 3, 0), seat("c", 3, 200)));
  const [first, second] = drawn;
  expect(nearest(drawn, { x: first!.middle.x, y: first!.middle.y + 5 }, 8)).toBe("a-b");
  expect(nearest(drawn, second!.middle, 8)).toBe("a-c");
  expect(nearest(drawn, { x: first!.middle.x, y: first!.middle.y - 9 }, 8)).toBe("");
  expect(nearest([], { x: 0, y: 0 }, 8)).toBe("");
});

test("a curve pulled out of a card ends at the hand and leaves on the hand's side", () => {
  const { box } = seat("a", 1, 0);
  expect(start(pulled(box, { x: 500, y: 77 }).line)).toEqual([190, 20]);
  expect(end(pulled(box, { x: 500, y: 77 }).line)).toEqual([500, 77]);
  expect(start(pulled(box, { x: 20, y: 77 }).line)).toEqual([110, 20]);
});

test("every curve of random boards is finite, begins and ends at its cards, and is the same when drawn again", () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  for (let round = 0; round < 200; round += 1) {
    const cards = Array.from({ length: 2 + random(12) }, (_, index) => seat(`c${index}`, random(5) - 1, random(700) - 150));
    const place = seats(...cards);
    const links = Array.from({ length: random(20) }, (_, index) =>
      link(`c${random(cards.length)}`, `c${random(cards.length)}`, random(2) === 1, `l${index}`));
    const drawn = curves(links, place);
    for (const curve of drawn) {
      expect(numbers(curve.line).every(Number.isFinite)).toBe(true);
      const [source, target] = [place.get(curve.source)!, place.get(curve.target)!];
      expect([source.box.left, source.box.right]).toContain(start(curve.line)[0]);
      expect([target.box.left - 3, target.box.right + 3]).toContain(end(curve.line)[0]);
    }
    const again = curves(links, place);
    expect(drawn.every((curve, index) => sameCurve(curve, again[index]!))).toBe(true);
  }
});
