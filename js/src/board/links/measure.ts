/** Where the cards of links lie on the board now. */

import type { Box } from "../../drag/geometry";
import type { Inside } from "../inside";
import type { Link } from "./model";
import type { Ends, Seat } from "./geometry";

/** Rectangles of the cards that links connect, measured from the corner of `frame`. A card that is not drawn has none. */
export function seatsOf(board: Inside, links: readonly Link[], frame: Element): Map<string, Seat> {
  const wanted = new Set(links.flatMap((link) => [link.source, link.target]));
  const stages = board.stages.peek();
  const zero = frame.getBoundingClientRect();
  const windows = new Map<Element, Box>();
  const seats = new Map<string, Seat>();
  // One walk over the cards: to look each one up by its attribute would be a walk for every card.
  for (const element of board.root.querySelectorAll<HTMLElement>(".jw-lane > .jw-card, .jw-pool > .jw-card")) {
    const id = element.dataset["touchpoint"];
    if (id === undefined || !wanted.has(id)) continue;
    const box = from(zero, element.getBoundingClientRect());
    if (box.right === box.left) continue;
    const list = element.parentElement!;
    let window = windows.get(list);
    if (!window) windows.set(list, (window = from(zero, list.getBoundingClientRect())));
    seats.set(id, { id, box, window, column: stages.indexOf(board.cards.whereabouts(id) ?? "") });
  }
  return seats;
}

export function from(zero: DOMRect, rect: DOMRect): Box {
  return { left: rect.left - zero.left, top: rect.top - zero.top, right: rect.right - zero.left, bottom: rect.bottom - zero.top };
}

export function endsOf(board: Inside, links: readonly Link[]): Ends[] {
  return links.map(({ id, source, target }) => {
    const [a, b] = [board.number(source).peek(), board.number(target).peek()];
    return { id, source, target, back: a > 0 && b > 0 && b < a };
  });
}
