/**
 * The order in which a drop is shown. The change is in the store, and on its way, the moment it is made. The curve, which the
 * eye follows, is drawn in the next frame. Only then, and once the kernel has answered, do the lanes take in their card: to
 * draw hundreds of cards keeps the page's thread busy, and the answer would lie unread for as long. A long journey's curve
 * waits for the answer too, and then the lanes wait for the curve's frame.
 *
 * What is held back are the store's events. Whatever needs the board as it is (a key, a press, a verb) ends the wait first.
 */

import { batch } from "@preact/signals";
import type { Store, StoreEvent } from "../sync/types";

/** Milliseconds after which the lanes wait for nothing any more: a kernel at work, a hidden tab that draws no frames. */
const LONGEST = 60;
/** The same for the frame that a long journey's curve is drawn in. It comes soon, unless the tab is hidden. */
const UNSEEN = 250;

export interface Pace {
  /** The store's events in their order, each change with all its listeners as one batch. */
  subscribe(listener: (event: StoreEvent) => void): void;
  /** Makes a change that is drawn later; then comes `after`. */
  hold(change: () => void, after: () => void): void;
  /** Draws what is held back, now. */
  readonly flush: () => void;
}

interface Held {
  readonly events: StoreEvent[];
  readonly after: () => void;
  timer: ReturnType<typeof setTimeout>;
  painted: boolean;
  answered: boolean;
}

/** `long`: whether the curve lets the answer come first (`isLong`). */
export function pace(store: Pick<Store, "subscribe" | "pending">, root: HTMLElement, ends: AbortSignal, long: () => boolean): Pace {
  const listeners: ((event: StoreEvent) => void)[] = [];
  let held: Held | null = null;
  let changing = false;

  const tell = (events: readonly StoreEvent[]): void =>
    batch(() => {
      for (const event of events) for (const listener of listeners) listener(event);
    });

  function flush(): void {
    if (!held || changing) return;
    const { events, after, timer } = held;
    held = null;
    clearTimeout(timer);
    tell(events);
    after();
  }

  function flushWhenDone(): void {
    if (!held?.painted || held.answered || store.pending.length > 0) return;
    if (!long()) return flush();
    const mine = held;
    mine.answered = true;
    clearTimeout(mine.timer);
    mine.timer = setTimeout(flush, UNSEEN);
    // The curve in the next frame, the lanes in the one after it: together they would be one long frame, and both late.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (held === mine) flush();
    }));
  }

  store.subscribe((event) => {
    if (!held) return tell([event]);
    held.events.push(event);
    // In a task of its own: the other listeners, and the rest of the answer, come first.
    setTimeout(flushWhenDone);
  }, ends);
  // Before any other listener of the root: a second gesture finds the first one done.
  for (const type of ["pointerdown", "keydown"]) root.addEventListener(type, flush, { capture: true, signal: ends });
  ends.addEventListener("abort", () => {
    clearTimeout(held?.timer);
    held = null;
  }, { once: true });

  return {
    subscribe: (listener) => void listeners.push(listener),
    hold(change, after) {
      flush();
      const mine: Held = { events: [], after, timer: setTimeout(flush, LONGEST), painted: false, answered: false };
      held = mine;
      requestAnimationFrame(() => setTimeout(() => {
        mine.painted = true;
        flushWhenDone();
      }));
      changing = true;
      try {
        change();
      } finally {
        changing = false;
      }
    },
    flush,
  };
}
