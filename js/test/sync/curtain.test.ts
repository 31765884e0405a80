/** While people score alone, a page shows its own person's scores, and whatever it changes is changed on all of them. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cardFigure } from "../../src/analysis/figures";
import { openBoard } from "../../src/board/open";
import type { JsonObject } from "../../src/document/json";
import { record, table } from "../../src/document/order";
import { createKernel, type Kernel, type Page } from "./kernel";

const START = {
  about: { title: "EC" },
  stages: { st_1: { name: "買う", rank: "a0" } },
  touchpoints: { tp_1: { title: "広告", rank: "a0", stage: "st_1" }, tp_2: { title: "検索", rank: "a1", stage: "st_1" } },
  participants: { pa_ken: { label: "健" } },
  scores: {
    "tp_1//as_is/": { touchpoint: "tp_1", state: "as_is", score: 2 },
    "tp_1//as_is/pa_ken": { touchpoint: "tp_1", state: "as_is", participant: "pa_ken", score: -2 },
  },
};

let kernel: Kernel;
let pages: Page[];
let ends: AbortController;

beforeEach(() => {
  kernel = createKernel(START);
  pages = [];
  ends = new AbortController();
});
afterEach(() => {
  ends.abort();
  for (const page of pages) page.close();
});

function come(client: string, name = ""): Page {
  let called = name;
  const page = kernel.page({ auto: false, client, name: { get: () => called, set: (given) => void (called = given) } });
  pages.push(page);
  settle();
  return page;
}

function settle(): void {
  for (let round = 0; round < 3; round += 1) for (const page of pages) page.pump();
}

function boardOf(page: Page): ReturnType<typeof openBoard> {
  const root = document.createElement("section");
  return openBoard({ store: page.store, root, signal: ends.signal, rows: "", language: "ja", drawCurve: null });
}

const shown = (page: Page): string[] => Object.keys(table(page.store.document, "scores")).sort();
const kept = (): string[] => Object.keys(kernel.document["scores"] as JsonObject).sort();
const score = (page: Page, card: string): number | null => cardFigure(page.store.document, card, "", "as_is")?.score ?? null;

describe("while scores are hidden", () => {
  test("whoever has a name sees their own, whoever has none what was agreed", () => {
    const [ken, hana, wall] = [come("a", "健"), come("b", "花"), come("c")];
    kernel.steer({ revealed: false });
    settle();
    expect(shown(ken)).toEqual(["tp_1//as_is/pa_ken"]);
    expect(shown(hana)).toEqual([]);
    expect(shown(wall)).toEqual(["tp_1//as_is/"]);
    expect([score(ken, "tp_1"), score(hana, "tp_1"), score(wall, "tp_1")]).toEqual([-2, null, 2]);
    kernel.steer({ revealed: true });
    settle();
    expect(shown(hana)).toEqual(kept());
  });

  test("a vote shows the scores: people vote with the curve before them", () => {
    const ken = come("a", "健");
    kernel.steer({ revealed: false, voting: 3 });
    settle();
    expect(shown(ken)).toEqual(kept());
  });

  test("the board of a page with a name scores for its person, and the others see nothing of it until it is revealed", () => {
    const [hana, ken] = [come("b", "花"), come("a", "健")];
    kernel.steer({ revealed: false });
    settle();
    const board = boardOf(hana);
    board.verbs.score("tp_1", 1, "分かりやすい");
    board.verbs.score("tp_2", -1);
    expect([score(hana, "tp_1"), score(hana, "tp_2")]).toEqual([1, -1]);
    settle();
    const people = table(kernel.document, "participants");
    const [id] = Object.keys(people).filter((each) => (people[each] as JsonObject)["label"] === "花");
    expect(Object.keys(people)).toHaveLength(2);
    expect(record(kernel.document, "scores", `tp_1//as_is/${id}`)).toEqual({ touchpoint: "tp_1", state: "as_is", participant: id, score: 1, reason: "分かりやすい" });
    expect(shown(ken)).toEqual(["tp_1//as_is/pa_ken"]);
    board.verbs.score("tp_2", null);
    settle();
    expect(kept()).toEqual(["tp_1//as_is/", `tp_1//as_is/${id}`, "tp_1//as_is/pa_ken"].sort());
    kernel.steer({ revealed: true });
    settle();
    expect(shown(ken)).toEqual(kept());
    board.verbs.score("tp_2", 2);
    settle();
    expect(kept()).toContain("tp_2//as_is/");
  });

  test("a page without a name goes on scoring for the room", () => {
    const wall = come("c");
    kernel.steer({ revealed: false });
    settle();
    boardOf(wall).verbs.score("tp_2", 1);
    settle();
    expect(kept()).toContain("tp_2//as_is/");
  });

  test("what others score is no news here", () => {
    const hana = come("b", "花");
    kernel.steer({ revealed: false });
    settle();
    const before = table(hana.store.document, "scores");
    kernel.change({ scores: { "tp_2//as_is/pa_ken": { touchpoint: "tp_2", state: "as_is", participant: "pa_ken", score: 1 } } });
    settle();
    expect(hana.store.revision).toBe(1);
    expect(table(hana.store.document, "scores")).toBe(before);
  });

  test("a card that is deleted takes along the scores that were not shown", () => {
    const hana = come("b", "花");
    kernel.steer({ revealed: false });
    settle();
    hana.store.change({ touchpoints: { tp_1: null } });
    settle();
    expect(kept()).toEqual([]);
  });
});

test("drawing and opening the curtain is told as something that may differ all over, and once", () => {
  const hana = come("b", "花");
  const events = vi.fn();
  hana.store.subscribe(events, ends.signal);
  for (const revealed of [false, true]) {
    kernel.steer({ revealed });
    settle();
  }
  const told = events.mock.calls.map(([event]) => event).filter((event) => event.before !== event.after);
  expect(told.map((event) => [event.source, event.touched])).toEqual([["kernel", null], ["kernel", null]]);
  expect(told.map((event) => Object.keys(table(event.after, "scores")).length)).toEqual([0, 2]);
});

test("a name given while scores are hidden shows that person's", () => {
  const page = come("c");
  kernel.steer({ revealed: false });
  settle();
  page.store.rename("健");
  expect(shown(page)).toEqual(["tp_1//as_is/pa_ken"]);
});

test("while everything is shown, the document is the very one the store has", () => {
  const hana = come("b", "花");
  const before = hana.store.document;
  kernel.steer({ silent: true, sound: false });
  settle();
  expect(hana.store.document).toBe(before);
});
