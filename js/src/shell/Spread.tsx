/** How far apart people's scores are: the scale as an axis, the range on it, the mean as a ring. Wide disagreement is heavier. */

import type { JSX } from "preact";
import { spoken } from "./Icon";

export interface SpreadProps {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly wide: boolean;
  /** Ends of the journey's scale. */
  readonly from: number;
  readonly to: number;
  readonly label?: string;
}

const LEFT = 3;
const WIDTH = 32;

export function Spread({ mean, low, high, wide, from, to, label }: SpreadProps): JSX.Element {
  const at = (score: number): number => Math.round((LEFT + (WIDTH * (score - from)) / (to - from)) * 10) / 10;
  return (
    <svg class={wide ? "jw-spread is-wide" : "jw-spread"} viewBox="0 0 38 10" {...spoken(label)}>
      <path class="axis" d="M3 5h32M3 3v4M19 3v4M35 3v4" />
      <path class="range" d={`M${at(low)} 5H${at(high)}`} />
      <circle class="mean" cx={at(mean)} cy="5" r="2.75" />
    </svg>
  );
}
