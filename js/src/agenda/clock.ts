/** The timer as one view sees it: what is left, second by second, and the moments at which it warns and ends. */

import { signal, type ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Session } from "../sync/types";
import type { DrawerContext } from "../drawer/context";
import { remaining, WARNING } from "./steps";

export type Moment = "warning" | "end";

/** A timer found to have passed a moment longer ago (in s) is not rung for: the laptop was closed, the page reloaded. */
const LATE = 90;

/** Seconds left (see `remaining`), redrawn when the figure changes. `onMoment` is told of what passed while looking on. */
export function useTimer(drawer: DrawerContext, onMoment: (moment: Moment, session: Session) => void): ReadonlySignal<number | null> {
  const [left] = useState(() => signal(remaining(drawer.store.session, drawer.store.now())));
  useEffect(() => {
    const { store } = drawer;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before: { readonly of: string; readonly left: number } | null = null;
    const look = (): void => {
      clearTimeout(timer);
      const { session } = store;
      const seconds = remaining(session, store.now());
      left.value = seconds;
      if (session.timerEnds === "" || seconds === null) {
        before = null;
        return;
      }
      const was = before?.of === session.timerEnds ? before.left : null;
      before = { of: session.timerEnds, left: seconds };
      if (was !== null) {
        for (const [moment, at] of [["warning", WARNING], ["end", 0]] as const)
          if (was > at && seconds <= at && seconds > at - LATE) onMoment(moment, session);
      }
      // Just after the next full second, so that no figure is left out.
      const rest = seconds - Math.floor(seconds);
      timer = setTimeout(look, 1_000 * (rest === 0 ? 1 : rest) + 5);
    };
    const ends = new AbortController();
    store.subscribe(look, ends.signal);
    // Timers of a hidden page are late; what is seen again must be right.
    document.addEventListener("visibilitychange", look, { signal: ends.signal });
    drawer.signal.addEventListener("abort", () => ends.abort(), { once: true, signal: ends.signal });
    look();
    return () => {
      ends.abort();
      clearTimeout(timer);
    };
  }, [drawer]);
  return left;
}

/** `6:42`, `−0:34` once it is over: the second that is under way counts. */
export function figures(seconds: number): string {
  const whole = Math.ceil(seconds);
  const size = Math.abs(whole);
  const minutes = Math.floor(size / 60);
  const sign = whole < 0 ? "−" : "";
  const rest = String(size % 60).padStart(2, "0");
  if (minutes < 60) return `${sign}${minutes}:${rest}`;
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}
