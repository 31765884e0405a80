/** Ties the drag to the board: what it measures, what it says, and the one patch it ends in. */

import { announce } from "../drag/announce";
import type { Box, Cell, Place, Seat } from "../drag/geometry";
import { position } from "../drag/keyboard";
import { pointerDrag, scrollParent, type PointerDrag, type Scene, type Scroller } from "../drag/pointer";
import { whyNot } from "./Held";
import type { Inside } from "./inside";

function boxOf(element: Element): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom };
}

function seatsIn(list: Element): Seat[] {
  const seats: Seat[] = [];
  for (const child of list.children) {
    const id = (child as HTMLElement).dataset["touchpoint"];
    if (id === undefined) continue;
    const { top, bottom } = child.getBoundingClientRect();
    seats.push({ id, top, bottom });
  }
  return seats;
}

/** Every list that takes cards, as it lies on the screen now. */
export function measure(board: Inside): Scene {
  const cells: Cell[] = [];
  const first = board.root.querySelector(".jw-lane");
  const style = first && getComputedStyle(first);
  const gap = Number.parseFloat(style?.rowGap ?? "") || 6;
  const pad = Number.parseFloat(style?.paddingLeft ?? "") || 0;
  for (const list of board.root.querySelectorAll<HTMLElement>(".jw-lane, .jw-pool")) {
    const stage = list.dataset["stage"] ?? "";
    const row = list.dataset["row"] ?? null;
    let box = boxOf(list);
    let seats = seatsIn(list);
    if (stage === "") {
      // Folded to a tab, the pool takes cards at the tab; opened, it floats over the lanes.
      const folded = box.right - box.left === 0;
      const rail = list.closest(".jw-rail-cards");
      if (folded && rail) {
        box = boxOf(rail);
        seats = [];
      }
      const floats = !folded && board.poolOpen.peek() && getComputedStyle(list.parentElement!).position === "absolute";
      cells.push({ stage, row, box, seats, floats, pad: folded ? 0 : pad });
      // Its tab stays a place to drop when it floats.
      if (floats && rail) cells.push({ stage, row, box: boxOf(rail), seats: [] });
    } else cells.push({ stage, row, box, seats, pad });
  }
  const wide = board.root.querySelector(".jw-scroll");
  return { cells, bounds: boxOf(wide ?? board.root), gap, scrollers: scrollersOf(board.root, wide) };
}

function scrollersOf(root: HTMLElement, wide: Element | null): Scroller[] {
  const found: Scroller[] = [];
  for (const list of root.querySelectorAll(".jw-lane, .jw-pool"))
    if (list.scrollHeight > list.clientHeight + 1) found.push({ element: list, axis: "y", box: boxOf(list), narrow: true });
  if (wide && wide.scrollWidth > wide.clientWidth + 1) found.push({ element: wide, axis: "x", box: boxOf(wide) });
  const page = scrollParent(root);
  if (page) {
    const whole = page === root.ownerDocument.scrollingElement;
    const box = whole ? { left: 0, top: 0, right: page.clientWidth, bottom: page.clientHeight } : boxOf(page);
    found.push({ element: page, axis: "y", box });
  }
  return found;
}

/** Tints the band a card would land in, from its name to its curve. */
export function tint(board: Inside, stage: string | null): void {
  for (const band of board.root.querySelectorAll(".is-target")) band.classList.remove("is-target");
  if (stage === null) return;
  board.root.querySelector(`[data-band="${CSS.escape(stage)}"]`)?.classList.add("is-target");
}

export function say(board: Inside, event: "lifted" | "over" | "dropped", id: string, place: Place): void {
  const at = position(board.layout(), place, id);
  board.announce(announce[event](board.say, { title: board.titleOf(id), stage: board.stageName(place.stage), row: place.row, ...at }));
}

/** Drops a card and puts the keyboard on it. */
export function drop(board: Inside, id: string, place: Place): void {
  say(board, "dropped", id, place);
  board.carrying(id, () => board.commit(id, place));
}

export function listenForHands(board: Inside, layer: HTMLElement): PointerDrag {
  const { root, signal } = board;
  const empty = (): void => {
    board.lifted.value = "";
    tint(board, null);
  };
  const drag = pointerDrag({
    root,
    signal,
    layer,
    cardAt(target) {
      if (target.closest("input, textarea, select, [contenteditable], .jw-over")) return null;
      const element = target.closest<HTMLElement>(".jw-card[data-touchpoint]");
      const id = element?.dataset["touchpoint"];
      return element && id !== undefined && root.contains(element) && whyNot(board, id) === "" ? { id, element } : null;
    },
    measure: () => measure(board),
    exists: (id) => board.cards.whereabouts(id) !== undefined,
    onLift(id) {
      // Off the card while nothing has changed yet: taking a focused node out of the page later would cost a layout.
      root.focus({ preventScroll: true });
      board.held.value = null;
      board.facing.value = "";
      board.peeking.value = "";
      board.lifted.value = id;
      board.keepTabStop(id);
      const stage = board.cards.whereabouts(id) ?? "";
      const lane = board.lane(stage).peek();
      tint(board, stage);
      board.announce(announce.lifted(board.say, {
        title: board.titleOf(id), stage: board.stageName(stage), position: lane.indexOf(id) + 1, count: lane.length,
      }));
    },
    onOver(id, place) {
      tint(board, place?.stage ?? null);
      if (place) say(board, "over", id, place);
    },
    onDrop(id, place, letGo) {
      board.pace.hold(() => board.commit(id, place), () => {
        empty();
        say(board, "dropped", id, place);
        board.carrying(id, () => undefined);
        requestAnimationFrame(() => letGo(board.element(id)));
      });
    },
    onCancel(id, ending, letGo) {
      empty();
      const gone = ending === "gone" || board.cards.whereabouts(id) === undefined;
      if (gone) {
        board.view.notice.value = board.say("board.said_gone", { title: lastTitle });
        board.announce(announce.gone(board.say, lastTitle));
        letGo(null);
      } else {
        board.announce(announce.cancelled(board.say, board.titleOf(id)));
        letGo(board.element(id));
        if (root.isConnected) board.focusCard(id);
      }
    },
  });
  // A card deleted while it is in the hand can no longer be asked for its name.
  let lastTitle = "";
  board.lifted.subscribe((id) => {
    if (id !== "") lastTitle = board.titleOf(id);
  });
  // Somebody else's change moves the rectangles, not the drag.
  board.pace.subscribe((event) => {
    if (drag.lifted() !== null && event.before !== event.after) requestAnimationFrame(() => drag.refresh());
  });
  return drag;
}
