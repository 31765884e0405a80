import { describe, expect, test } from "vitest";
import { arrange, cellAt, type Item, quadrant } from "../../src/priorities/layout";

const MEASURES = { width: 330, size: 11, chip: 24, withDots: true };

function item(id: number, impact: number | null, effort: number | null, text = "課題"): Item {
  return { id: `no_${id}`, kind: "pain", text, impact, effort, dots: id };
}

/** A crowd by a small generator of repeatable chance. */
function crowd(count: number, seed: number): Item[] {
  let state = seed;
  const next = (): number => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
  return Array.from({ length: count }, (_, id) => item(id, 1 + Math.floor(next() * 5), 1 + Math.floor(next() * 5), "あ".repeat(1 + Math.floor(next() * 20))));
}

describe("the plane", () => {
  test("no chip covers another or leaves the plane, however many share a place", () => {
    for (const [count, seed] of [[30, 1], [60, 2], [12, 3]] as const) {
      const items = [...crowd(count, seed), ...Array.from({ length: 9 }, (_, id) => item(900 + id, 4, 2, "まったく同じ場所の課題"))];
      const { spots, height } = arrange(items, MEASURES);
      expect(spots.size).toBe(items.length);
      const all = [...spots.values()];
      for (const [at, a] of all.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.left + a.width).toBeLessThanOrEqual(MEASURES.width);
        expect(a.top + MEASURES.chip).toBeLessThanOrEqual(height);
        for (const b of all.slice(at + 1)) {
          const apart = a.left + a.width <= b.left || b.left + b.width <= a.left || a.top + MEASURES.chip <= b.top || b.top + MEASURES.chip <= a.top;
          expect(apart, `${a.id} and ${b.id}`).toBe(true);
        }
      }
    }
  });

  test("a chip lies in the row of its impact, and where it is let go it gets that impact and effort", () => {
    const items = crowd(40, 7);
    const found = arrange(items, MEASURES);
    for (const { id, impact, effort } of items) {
      const spot = found.spots.get(id)!;
      expect(cellAt(found, MEASURES.width, 10, spot.top + 12)?.impact).toBe(impact);
      const row = found.rows.find((each) => each.impact === impact)!;
      expect(cellAt(found, MEASURES.width, ((effort! - 0.5) / 5) * MEASURES.width, row.top + 1)).toEqual({ impact, effort });
    }
    expect(cellAt(found, MEASURES.width, -1, 10)).toBeNull();
    expect(cellAt(found, MEASURES.width, 0, 0)).toEqual({ impact: 5, effort: 1 });
    expect(cellAt(found, MEASURES.width, MEASURES.width, found.height)).toEqual({ impact: 1, effort: 5 });
  });

  test("quick wins are above the middle and left of it; what lies on a middle line is in between", () => {
    expect([quadrant(4, 2), quadrant(4, 4), quadrant(2, 1), quadrant(1, 5), quadrant(3, 1), quadrant(5, 3)]).toEqual(["quick", "big", "fill", "sink", "between", "between"]);
  });
});
