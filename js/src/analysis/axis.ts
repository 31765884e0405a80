/** The curve's vertical axis: how far it reaches, where its grid lines are, what they are called. */

import faces from "../../../journey_widgets/faces/faces.json";
import type { Scale } from "../document/scale";

/** A plot reaches a little beyond the scale, so that faces at its ends are not cut: [lowest, highest] value of its y axis. */
export function plotDomain(scale: Scale): [number, number] {
  const air = (scale.high - scale.low) / 8;
  return [scale.low - air, scale.high + air];
}

/** Scores that get a grid line: every step, or five places where the scale has many. */
export function gridSteps(scale: Scale): number[] {
  const steps = Math.round((scale.high - scale.low) / scale.step);
  const count = steps >= 1 && steps <= 10 ? steps : 4;
  return Array.from({ length: count + 1 }, (_, k) => scale.low + ((scale.high - scale.low) * k) / count);
}

/** The names of the face that stands exactly at `unit` (−1 … 1); undefined between two faces. */
export function fivefold(unit: number): Readonly<Record<string, string>> | undefined {
  const place = unit * 2;
  const nearest = Math.round(place);
  if (Math.abs(place - nearest) >= 1e-9) return undefined;
  return faces.faces.find((face) => face.score === nearest)?.name;
}
