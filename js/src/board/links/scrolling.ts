/** While a link is pulled to an edge, the board scrolls towards what lies behind it. */

import { pull } from "../../drag/geometry";
import type { Point } from "./geometry";

/** Scrolls by one frame's step where the hand is at an edge; whether it did. */
export function scrollStep(root: HTMLElement, hand: Point): boolean {
  let scrolled = false;
  const wide = root.querySelector<HTMLElement>(".jw-scroll");
  if (wide && wide.scrollWidth > wide.clientWidth + 1) {
    const { left, right } = wide.getBoundingClientRect();
    const before = wide.scrollLeft;
    wide.scrollLeft += pull(hand.x, left, right);
    scrolled = wide.scrollLeft !== before;
  }
  for (const lane of root.querySelectorAll<HTMLElement>(".jw-lane")) {
    if (lane.scrollHeight <= lane.clientHeight + 1) continue;
    const { left, right, top, bottom } = lane.getBoundingClientRect();
    if (hand.x < left || hand.x > right) continue;
    const before = lane.scrollTop;
    lane.scrollTop += pull(hand.y, top, bottom, 28, 10);
    scrolled ||= lane.scrollTop !== before;
  }
  return scrolled;
}
