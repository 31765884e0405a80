/** What a presented page tells the chart: how large, whose, and that it is seen from the back of a room. */

import { effect, type ReadonlySignal } from "@preact/signals";
import type { Frame, FrameSource } from "../chart/types";
import type { Language } from "../sync/types";
import { isAlone, type Page } from "./pages";

export function frameFor(outer: HTMLElement, page: ReadonlySignal<Page>, language: ReadonlySignal<Language>, density: ReadonlySignal<Frame["density"]>, ends: AbortSignal): FrameSource {
  const listeners = new Set<() => void>();
  const read = (): Frame => ({
    width: outer.clientWidth,
    height: outer.clientHeight,
    persona: page.peek().personas[0] ?? "",
    state: page.peek().state,
    selected: "",
    language: language.peek(),
    density: density.peek(),
    alone: isAlone(page.peek()),
  });
  let frame = read();
  const tell = (): void => {
    const next = read();
    if (Object.entries(next).every(([key, value]) => frame[key as keyof Frame] === value)) return;
    frame = next;
    for (const listener of [...listeners]) listener();
  };
  const observer = new ResizeObserver(tell);
  observer.observe(outer);
  const stop = effect(() => {
    void page.value;
    void language.value;
    void density.value;
    tell();
  });
  ends.addEventListener("abort", () => {
    observer.disconnect();
    stop();
    listeners.clear();
  }, { once: true });
  return {
    get: () => frame,
    subscribe(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
    },
  };
}
