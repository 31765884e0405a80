import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HOLDS, RENEW, SETTLE } from "../../src/sync/presence";
import type { Holding } from "../../src/sync/types";
import { createKernel, type Kernel, type Page } from "./kernel";

const CARD: Holding = { table: "touchpoints", id: "tp_1", doing: "drag" };
const FIELD: Holding = { table: "touchpoints", id: "tp_2", doing: "edit" };

let kernel: Kernel;
let pages: Page[];

beforeEach(() => {
  vi.useFakeTimers();
  kernel = createKernel({ touchpoints: { tp_1: { title: "広告", rank: "a0" } } });
  pages = [];
});
afterEach(() => {
  for (const page of pages) page.close();
  vi.useRealTimers();
});

function come(client: string, name = ""): Page {
  let called = name;
  const page = kernel.page({ auto: false, client, name: { get: () => called, set: (given) => void (called = given.trim()) } });
  pages.push(page);
  settle();
  return page;
}

/** Everything that is on its way arrives, and what it leads to. */
function settle(): void {
  for (let round = 0; round < 4; round += 1) {
    for (const page of pages) page.pump();
    vi.advanceTimersByTime(SETTLE + 1);
  }
}

const seen = (page: Page): unknown[] => page.store.others.map(({ client, name, holding }) => [client, name, holding]);

describe("alone on a journey", () => {
  test("nothing is ever said about what the hand holds", () => {
    const page = come("a");
    page.store.hold(CARD);
    page.store.hold(null);
    page.store.hold(FIELD);
    vi.advanceTimersByTime(10 * RENEW);
    expect(page.up).toEqual([]);
    expect(seen(page)).toEqual([]);
  });
});

describe("two people", () => {
  test("know of each other, and by what name", () => {
    const [a, b] = [come("a", "花子"), come("b")];
    expect(seen(a)).toEqual([["b", "", null]]);
    expect(seen(b)).toEqual([["a", "花子", null]]);
  });

  test("see what the other's hand holds, and that it has let go", () => {
    const [a, b] = [come("a", "花子"), come("b")];
    const events = vi.fn();
    b.store.subscribe(events, new AbortController().signal);
    a.store.hold(CARD);
    settle();
    expect(seen(b)).toEqual([["a", "花子", CARD]]);
    expect(events.mock.calls.every(([event]) => event.source === "status" && event.touched.size === 0)).toBe(true);
    a.store.hold(null);
    settle();
    expect(seen(b)).toEqual([["a", "花子", null]]);
    expect(seen(a)).toEqual([["b", "", null]]);
  });

  test("cost the journal nothing: no change, no seq, no acknowledgement", () => {
    const [a] = [come("a"), come("b")];
    a.store.hold(CARD);
    expect(a.up).toEqual([{ client: "a", presence: CARD }]);
    settle();
    expect([kernel.revision, kernel.applied]).toEqual([0, []]);
    expect(a.store.connection).toBe("live");
  });

  test("what is held all along is said again every few seconds, and no oftener", () => {
    const [a, b] = [come("a"), come("b")];
    a.store.hold(CARD);
    settle();
    let said = 0;
    for (let passed = 0; passed < 60_000; passed += 1_000) {
      vi.advanceTimersByTime(1_000);
      said += a.up.length;
      for (const page of pages) page.pump();
    }
    expect(said).toBe(60_000 / RENEW);
    expect(seen(b)).toEqual([["a", "", CARD]]);
  });

  test("a hand that takes and lets go many times in a moment is told of in few messages, and the last one is right", () => {
    const [a, b] = [come("a"), come("b")];
    for (let turn = 0; turn < 50; turn += 1) a.store.hold(turn % 2 === 0 ? CARD : FIELD);
    expect(a.up).toHaveLength(1);
    vi.advanceTimersByTime(SETTLE + 1);
    expect(a.up).toHaveLength(2);
    settle();
    expect(seen(b)).toEqual([["a", "", FIELD]]);
  });

  test("whoever goes silent with something in hand is gone after fifteen seconds", () => {
    const [a, b] = [come("a"), come("b")];
    a.store.hold(CARD);
    settle();
    a.cut();
    vi.advanceTimersByTime(HOLDS - 2_000);
    expect(seen(b)).toEqual([["a", "", CARD]]);
    vi.advanceTimersByTime(2_001);
    expect(seen(b)).toEqual([]);
  });

  test("how long ago somebody was heard counts, not when this page heard of it", () => {
    const b = come("b");
    b.frame({ presence: [{ client: "b", actor: "" }, { client: "a", actor: "", table: "touchpoints", id: "tp_1", doing: "drag", ago: 14 }] });
    expect(seen(b)).toHaveLength(1);
    vi.advanceTimersByTime(1_100);
    expect(seen(b)).toEqual([]);
  });

  test("a closed tab is gone at once", () => {
    const [a, b] = [come("a"), come("b")];
    a.store.hold(CARD);
    settle();
    a.bye();
    a.pump();
    a.close();
    b.pump();
    expect(seen(b)).toEqual([]);
  });

  test("a tab that was torn away without good-bye is forgotten when the next one comes", () => {
    const [a, b] = [come("a"), come("b")];
    a.close();
    pages = [b];
    expect(seen(b)).toEqual([["a", "", null]]);
    const c = come("c");
    expect(seen(b)).toEqual([["c", "", null]]);
    expect(seen(c)).toEqual([["b", "", null]]);
  });

  test("whoever comes later learns what has been held before", () => {
    const a = come("a");
    a.store.hold(FIELD);
    const b = come("b");
    expect(seen(b)).toEqual([["a", "", FIELD]]);
  });

  test("what was let go while nobody was there is not held any more when somebody is", () => {
    const [a, b] = [come("a"), come("b")];
    a.store.hold(CARD);
    settle();
    b.bye();
    b.pump();
    b.close();
    pages = [a];
    settle();
    a.store.hold(null);
    expect(seen(come("c"))).toEqual([["a", "", null]]);
  });
});

test("without a kernel nobody is known to be there; with it again, they are", () => {
  const [a] = [come("a"), come("b")];
  a.lost();
  expect(seen(a)).toEqual([]);
  a.hello();
  settle();
  expect(a.store.connection).toBe("live");
  expect(seen(a)).toEqual([["b", "", null]]);
});

describe("a name", () => {
  test("goes with every change, and undo is asked for under it", () => {
    const [a, b] = [come("a"), come("b")];
    a.store.rename(" 花子 ");
    expect(a.store.name).toBe("花子");
    expect(a.up).toContainEqual({ hello: true, client: "a", revision: 0, actor: "花子" });
    settle();
    expect(seen(b)).toEqual([["a", "花子", null]]);
    a.store.change({ touchpoints: { tp_1: { title: "x" } } });
    expect(a.up.at(-1)).toEqual({ client: "a", seq: 1, patch: { touchpoints: { tp_1: { title: "x" } } }, actor: "花子" });
  });

  test("what somebody else could undo is not offered to me", () => {
    const a = come("a", "花子");
    settle();
    const frame = { revision: 1, patch: {}, client: null, seq: null, actor: "太郎", history: { undo: { ja: "太郎の", en: "Taro's" }, redo: null } };
    a.frame(frame);
    expect(a.store.history.undo).toBeNull();
    a.frame({ ...frame, revision: 2, actor: "花子" });
    expect(a.store.history.undo).not.toBeNull();
  });
});

test("broken news are passed over", () => {
  const a = come("a");
  for (const news of [{ presence: 7 }, { presence: [1, {}, { client: 3 }] }, { status: "saved" }, { status: { saved: "perhaps" } }]) a.frame(news);
  expect(seen(a)).toEqual([]);
  expect(a.store.status.saved).toBe("saved");
});
