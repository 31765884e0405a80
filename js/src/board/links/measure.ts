/** Where the cards of links lie on the board. Measured when the layout changed; while a lane scrolls, only reckoned. */

import type { Box } from "../../drag/geometry";
import type { Inside } from "../inside";
import type { Link } from "./model";
import type { Ends, Seat } from "./geometry";

/** A list of cards as it lay when it was measured. */
interface List {
  readonly window: Box;
  readonly ids: string[];
  scrolled: number;
}

/** Rectangles of the cards that links connect, from the corner of `frame`. A card that is not drawn has none. */
export class Places {
  readonly seats = new Map<string, Seat>();
  private readonly lists = new Map<Element, List>();

  constructor(
    private readonly board: Inside,
    private readonly frame: Element,
  ) {}

  measure(links: readonly Link[]): void {
    const wanted = new Set(links.flatMap((link) => [link.source, link.target]));
    const stages = this.board.stages.peek();
    const zero = this.frame.getBoundingClientRect();
    this.seats.clear();
    this.lists.clear();
    // One walk over the cards: to look each one up by its attribute would be a walk for every card.
    for (const element of this.board.root.querySelectorAll<HTMLElement>(".jw-lane > .jw-card, .jw-pool > .jw-card")) {
      const id = element.dataset["touchpoint"];
      if (id === undefined || !wanted.has(id)) continue;
      const box = from(zero, element.getBoundingClientRect());
      if (box.right === box.left) continue;
      const list = this.listOf(element.parentElement!, zero);
      list.ids.push(id);
      this.seats.set(id, { id, box, window: list.window, column: stages.indexOf(this.board.cards.whereabouts(id) ?? "") });
    }
  }

  private listOf(element: Element, zero: DOMRect): List {
    let list = this.lists.get(element);
    if (!list) {
      list = { window: from(zero, element.getBoundingClientRect()), ids: [], scrolled: element.scrollTop };
      this.lists.set(element, list);
    }
    return list;
  }

  /** Takes in how far lanes have scrolled since; whether any card of a link went along. Measures nothing. */
  scroll(): boolean {
    let moved = false;
    for (const [element, list] of this.lists) {
      const by = element.scrollTop - list.scrolled;
      if (by === 0) continue;
      list.scrolled += by;
      for (const id of list.ids) {
        const seat = this.seats.get(id);
        if (!seat) continue;
        const { left, right, top, bottom } = seat.box;
        this.seats.set(id, { ...seat, box: { left, right, top: top - by, bottom: bottom - by } });
        moved = true;
      }
    }
    return moved;
  }
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
