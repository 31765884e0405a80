/** The page draws a line without a band as Vega's `monotone`: whatever is scored, it must not say what nobody scored. */

import { describe, expect, test } from "vitest";
// @ts-expect-error - Vega brings d3-shape along without its types
import { curveMonotoneX, line } from "d3-shape";

const draw = line().curve(curveMonotoneX) as (points: readonly (readonly [number, number])[]) => string;

/** The cubic pieces of an SVG path: their four points. */
function pieces(path: string): [number, number][][] {
  const numbers = (path.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);
  const points = Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at], numbers[2 * at + 1]] as [number, number]);
  return Array.from({ length: (points.length - 1) / 3 }, (_, at) => points.slice(3 * at, 3 * at + 4));
}

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

describe("a monotone line", () => {
  test("goes through every score and stays between two neighbours, in five hundred journeys", () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const random = chance(seed);
      let x = 0;
      const points = Array.from({ length: 3 + Math.floor(random() * 10) }, () => [(x += 5 + random() * 90), Math.floor(random() * 5) * 50] as const);
      for (const [at, piece] of pieces(draw(points)).entries()) {
        const [start, end] = [points[at], points[at + 1]] as const;
        expect(piece[0]?.[1]).toBeCloseTo(start![1], 6);
        expect(piece[3]?.[1]).toBeCloseTo(end![1], 6);
        const [low, high] = [Math.min(start![1], end![1]), Math.max(start![1], end![1])];
        for (let step = 1; step < 12; step += 1) {
          const t = step / 12;
          const y = piece.reduce((sum, point, k) => sum + [1, 3, 3, 1][k]! * t ** k * (1 - t) ** (3 - k) * point[1], 0);
          if (y < low - 1e-6 || y > high + 1e-6) expect.fail(`journey ${seed}, segment ${at}: ${y} is not between ${low} and ${high}`);
        }
      }
    }
  });
});
