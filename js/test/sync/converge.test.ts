/** Three pages and a cell, at random, over a wire that delays each message as it likes: all end with the kernel's document. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JsonObject } from "../../src/document/json";
import { place } from "../../src/document/order";
import { equal } from "../../src/document/patch";
import type { StoreEvent } from "../../src/sync/types";
import { createKernel, type Page } from "./kernel";

const START: JsonObject = {
  stages: { st_a: { name: "A", rank: "a0" }, st_b: { name: "B", rank: "a1" }, st_c: { name: "C", rank: "a2" } },
  touchpoints: Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`tp_${index}`, { title: `${index}`, stage: "st_a", rank: `a${index}` }])),
  scores: {},
  notes: { no_1: { kind: "pain", text: "遅い", touchpoint: "tp_1" } },
};

/** A repeatable stream of numbers (mulberry32): a failure names its seed and can be run again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each(Array.from({ length: 25 }, (_, seed) => [seed]))("seed %i", (seed) => {
  const roll = dice(seed * 7919 + 1);
  const kernel = createKernel(START);
  const pages: Page[] = ["aaaaaaaa", "bbbbbbbb", "cccccccc"].map((client) => kernel.page({ auto: false, client }));
  for (const page of pages) page.pump();
  const mirrors = pages.map((page) => mirror(page));

  const card = (): string => `tp_${roll(10)}`;
  const stage = (): string => ["st_a", "st_b", "st_c", ""][roll(4)] as string;
  const patch = (page: Page): JsonObject => {
    const id = card();
    const document = page.store.document;
    switch (roll(7)) {
      case 0:
        return { touchpoints: { [id]: null } };
      case 1:
        return { touchpoints: { [id]: { title: `新${roll(99)}`, rank: "a4" } } };
      case 2:
        return { scores: { [`${id}//as_is/`]: { touchpoint: id, state: "as_is", score: roll(5) - 2 } } };
      case 3:
        return { stages: { [["st_b", "st_c"][roll(2)] as string]: roll(3) === 0 ? null : { name: "戻", rank: "a1" } } };
      default:
        return (document["touchpoints"] as JsonObject)[id] ? place(document, "touchpoints", id, { stage: stage(), before: card() }) : {};
    }
  };

  for (let step = 0; step < 300; step += 1) {
    const page = pages[roll(3)] as Page;
    const what = roll(12);
    if (what < 4) page.store.change(patch(page));
    else if (what === 4) page.store[roll(2) === 0 ? "undo" : "redo"]();
    else if (what === 5) {
      try {
        kernel.change(patch(page));
      } catch {
        continue; // refused: nobody hears of it
      }
    } else if (what < 9) for (const message of page.up.splice(0, 1 + roll(3))) kernel.take(message);
    else if (what < 11) for (const { on, message } of page.down.splice(0, 1 + roll(4))) (on === "sync" ? page.answer : page.frame)(message);
    else vi.advanceTimersByTime(roll(1_500));
  }
  for (let round = 0; round < 10; round += 1) {
    for (const page of pages) page.pump();
    vi.advanceTimersByTime(6_000);
  }
  for (const page of pages) {
    expect(page.store.pending).toEqual([]);
    expect(page.store.revision).toBe(kernel.revision);
    expect(equal(page.store.document, kernel.document)).toBe(true);
  }
  for (const [index, seen] of mirrors.entries()) expect(equal(seen(), kernel.document), `mirror ${index}`).toBe(true);
  for (const page of pages) {
    const mine = kernel.applied.filter((change) => change.client === page.store.client).map((change) => change.seq as number);
    expect(new Set(mine).size).toBe(mine.length);
    expect(mine).toEqual([...mine].sort((a, b) => a - b));
    page.close();
  }
});

/** A view that only ever looks at the records an event says were touched: what it has seen must still be everything. */
function mirror(page: Page): () => JsonObject {
  const seen = JSON.parse(JSON.stringify(page.store.document)) as { [table: string]: { [id: string]: unknown } };
  page.store.subscribe((event: StoreEvent) => {
    // Not asserted here: the store keeps a listener's failure from spreading.
    if (event.after !== page.store.document || event.touched === null) seen["mistaken"] = {};
    for (const [table, ids] of event.touched ?? []) {
      for (const id of ids) {
        const record = (event.after[table] as JsonObject | undefined)?.[id];
        const records = (seen[table] ??= {});
        if (record === undefined) delete records[id];
        else records[id] = record;
      }
    }
  }, new AbortController().signal);
  return () => seen as unknown as JsonObject;
}
