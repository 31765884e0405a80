/** "Is it this one?" as a signal per id: choosing another card tells two cards, not two thousand. */

import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";

export function flagged(source: ReadonlySignal<string>, ends: AbortSignal): (id: string) => ReadonlySignal<boolean> {
  const flags = new Map<string, Signal<boolean>>();
  let current = source.peek();
  const stop = source.subscribe((next) => {
    if (next === current) return;
    const before = flags.get(current);
    const after = flags.get(next);
    current = next;
    batch(() => {
      if (before) before.value = false;
      if (after) after.value = true;
    });
  });
  ends.addEventListener("abort", stop, { once: true });
  return (id) => {
    let flag = flags.get(id);
    if (!flag) flags.set(id, (flag = signal(id === current)));
    return flag;
  };
}

/** A derived list that stays the same object while its items stay the same. */
export function steady(derive: () => readonly string[]): ReadonlySignal<readonly string[]> {
  let held: readonly string[] = [];
  return computed(() => {
    const next = derive();
    if (next.length !== held.length || next.some((item, index) => item !== held[index])) held = next;
    return held;
  });
}
