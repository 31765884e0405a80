/** What one view shows of the links: state of the screen, never sent. */

import { signal, type Signal } from "@preact/signals";
import type { BoardContext } from "../context";
import type { MenuGroup } from "../Menu";

export interface LinkView {
  /** Whether links are drawn. */
  readonly shown: Signal<boolean>;
  /** Touchpoint whose "Link to…" is open, or "". */
  readonly linking: Signal<string>;
  /** Link whose form hangs over the board, or "". */
  readonly editing: Signal<string>;
  /** Link under the hand, or "". */
  readonly touched: Signal<string>;
  /** Touchpoint that a link is being pulled out of, or "". */
  readonly pulling: Signal<string>;
}

const views = new WeakMap<HTMLElement, LinkView>();

/** The link view of a board: one per root. */
export function linkView(board: Pick<BoardContext, "root">): LinkView {
  let view = views.get(board.root);
  if (!view) {
    view = { shown: signal(true), linking: signal(""), editing: signal(""), touched: signal(""), pulling: signal("") };
    views.set(board.root, view);
  }
  return view;
}

/** "Links: shown / hidden", for the menu of how the board is shown. */
export function linkGroups(board: BoardContext): readonly MenuGroup[] {
  const { shown } = linkView(board);
  return [{
    label: board.say("paths.links"),
    items: [true, false].map((on) => ({
      id: on ? "links-shown" : "links-hidden",
      label: board.say(on ? "paths.links_shown" : "paths.links_hidden"),
      checked: shown.value === on,
      onSelect: () => {
        shown.value = on;
      },
    })),
  }];
}
