import { effect, signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deriveCards, type Cards } from "../../src/board/cards";
import type { State } from "../../src/board/context";
import type { Document } from "../../src/document/json";
import { createKernel, type Kernel, type Page } from "../sync/kernel";
import { large, small } from "./maps";

let ends: AbortController;
let kernel: Kernel;
let page: Page;
let cards: Cards;
const persona = signal("");
const state = signal<State>("as_is");

async function open(document: Document, options: { auto?: boolean } = {}): Promise<void> {
  kernel = createKernel(document);
  page = kernel.page(options);
  if (options.auto === false) page.pump();
  await page.store.ready;
  cards = deriveCards(page.store, { subscribe: (listener) => page.store.subscribe(listener, ends.signal) }, { persona, state }, ends.signal);
}
beforeEach(() => {
  ends = new AbortController();
  persona.value = "";
  state.value = "as_is";
});
afterEach(() => {
  ends.abort();
  vi.useRealTimers();
});

/** Counts how often a signal tells somebody, without the first time. */
function told(read: () => unknown): () => number {
  let times = -1;
  const stop = effect(() => {
    read();
    times += 1;
  });
  ends.signal.addEventListener("abort", stop);
  return () => times;
}

describe("what a card shows", () => {
  beforeEach(() => open(small()));

  test("lanes are in order, the pool included, and numbers run over placed cards", () => {
    expect(cards.stages.value).toEqual(["st_a", "st_b", "st_c"]);
    expect(cards.lane("st_a").value).toEqual(["tp_1", "tp_2"]);
    expect(cards.lane("").value).toEqual(["tp_4"]);
    expect(["tp_1", "tp_2", "tp_3", "tp_4"].map((id) => cards.number(id).value)).toEqual([1, 2, 3, 0]);
    expect([cards.placed.value, cards.total.value]).toEqual([3, 4]);
  });

  test("figures are those of the persona in focus, notes leave out merged ones", () => {
    expect(cards.card("tp_1").value?.figure).toMatchObject({ score: 1, face: 1, n: 0 });
    expect(cards.card("tp_2").value?.figure).toBeNull();
    expect(cards.card("tp_2").value?.notes).toEqual({ pain: 1 });
    persona.value = "pe_h";
    expect(cards.card("tp_1").value?.figure).toBeNull();
    expect(cards.card("tp_2").value?.figure).toMatchObject({ score: 0, n: 2 });
  });

  test("a card, lane or stage that is not there is empty, not an error", () => {
    expect(cards.card("nobody").value).toBeNull();
    expect(cards.lane("nowhere").value).toEqual([]);
    expect(cards.stage("nowhere").value).toBeNull();
    expect(cards.number("nobody").value).toBe(0);
  });

  test("somebody else's change arrives, and a deleted card's view is null", () => {
    const view = cards.card("tp_3");
    kernel.change({ touchpoints: { tp_3: { title: "見くらべる", stage: "st_c" } } });
    page.pump();
    expect(view.value?.record["title"]).toBe("見くらべる");
    expect(cards.lane("st_b").value).toEqual([]);
    expect(cards.lane("st_c").value).toEqual(["tp_3"]);
    kernel.change({ touchpoints: { tp_3: null } });
    page.pump();
    expect(view.value).toBeNull();
    expect(cards.whereabouts("tp_3")).toBeUndefined();
  });

  test("a stage that goes sends its cards to the pool, one that is moved renumbers", () => {
    page.store.change({ stages: { st_a: { rank: "a5" } } });
    expect(cards.stages.value).toEqual(["st_b", "st_c", "st_a"]);
    expect(cards.number("tp_3").value).toBe(1);
    page.store.change({ stages: { st_a: null } });
    expect(cards.lane("").value).toEqual(expect.arrayContaining(["tp_1", "tp_2", "tp_4"]));
    expect(cards.number("tp_1").value).toBe(0);
  });

  test("another scale gives other faces", () => {
    expect(cards.card("tp_1").value?.figure?.face).toBe(1);
    page.store.change({ about: { scale: { low: 1, high: 5, neutral: 3 } } });
    expect(cards.card("tp_1").value?.figure?.face).toBe(-2);
  });

  test("a note that changes hands changes two cards", () => {
    page.store.change({ notes: { no_1: { touchpoint: "tp_3" } } });
    expect(cards.card("tp_2").value?.notes).toEqual({});
    expect(cards.card("tp_3").value?.notes).toEqual({ pain: 1 });
  });
});

describe("waiting", () => {
  test("a change shows as pending only when it has not been answered for a while", async () => {
    await open(small(), { auto: false });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    page.store.change({ touchpoints: { tp_1: { title: "新" } } });
    expect(cards.card("tp_1").value?.pending).toBe(false);
    vi.advanceTimersByTime(500);
    expect(cards.card("tp_1").value?.pending).toBe(true);
    expect(cards.card("tp_2").value?.pending).toBe(false);
    page.pump();
    expect(cards.card("tp_1").value?.pending).toBe(false);
  });
});

describe("with 2,000 cards", () => {
  beforeEach(() => open(large(2000)));

  test("a move draws two lanes anew and no card but the moved one", () => {
    const lanes = cards.stages.value.map((stage) => told(() => cards.lane(stage).value));
    const views = Array.from({ length: 2000 }, (_, i) => told(() => cards.card(`tp_${i}`).value));
    page.store.change({ touchpoints: { tp_0: { stage: "st_3", rank: "a0V" } } });
    expect(lanes.map((times) => times())).toEqual(cards.stages.value.map((_, at) => (at === 0 || at === 3 ? 1 : 0)));
    expect(views.map((times, i) => (times() > 0 ? i : -1)).filter((i) => i >= 0)).toEqual([0]);
  });

  test("numbers between the two places move by one, no others", () => {
    const before = Array.from({ length: 2000 }, (_, i) => cards.number(`tp_${i}`).value);
    const numbers = before.map((_, i) => told(() => cards.number(`tp_${i}`).value));
    page.store.change({ touchpoints: { tp_0: { stage: "st_1", rank: "Zz" } } });
    const moved = numbers.flatMap((times, i) => (times() > 0 ? [i] : []));
    expect(moved.every((i) => before[i]! <= 100)).toBe(true);
    expect(cards.number("tp_0").value).toBe(100);
    expect(cards.number("tp_20").value).toBe(1);
  });

  test("a score draws one card and no lane", () => {
    const lanes = told(() => cards.stages.value.map((stage) => cards.lane(stage).value));
    const views = Array.from({ length: 2000 }, (_, i) => told(() => cards.card(`tp_${i}`).value));
    page.store.change({ scores: { "tp_7//as_is/": { score: 2 } } });
    expect(lanes()).toBe(0);
    expect(views.flatMap((times, i) => (times() > 0 ? [i] : []))).toEqual([7]);
  });

  test("the kernel's word on what is already shown draws nothing", async () => {
    page.store.change({ touchpoints: { tp_5: { title: "同じ" } } });
    const views = Array.from({ length: 2000 }, (_, i) => told(() => cards.card(`tp_${i}`).value));
    page.pump();
    await Promise.resolve();
    expect(views.reduce((sum, times) => sum + times(), 0)).toBe(0);
  });

  test("after its end nothing is followed any more", () => {
    const view = cards.card("tp_1");
    ends.abort();
    page.store.change({ touchpoints: { tp_1: { title: "後" } } });
    expect(view.value?.record["title"]).toBe("カード1");
  });
});
