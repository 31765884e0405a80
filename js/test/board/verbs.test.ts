import { signal } from "@preact/signals";
import { beforeEach, describe, expect, test } from "vitest";
import { deriveCards } from "../../src/board/cards";
import type { State } from "../../src/board/context";
import { newId, scoreId } from "../../src/board/ids";
import { createVerbs, type BoardVerbs } from "../../src/board/verbs";
import type { Patch } from "../../src/document/json";
import { touchpointsOf, stagesInOrder } from "../../src/document/order";
import type { Store } from "../../src/sync/types";
import { createKernel } from "../sync/kernel";
import { small } from "./maps";

let store: Store;
let verbs: BoardVerbs;
let patches: Patch[];
const persona = signal("");
const state = signal<State>("as_is");

beforeEach(async () => {
  persona.value = "";
  state.value = "as_is";
  store = createKernel(small()).page().store;
  await store.ready;
  const { signal: ends } = new AbortController();
  const cards = deriveCards(store, { subscribe: (listener) => store.subscribe(listener, ends) }, { persona, state }, ends);
  verbs = createVerbs({ store, cards, persona, state, flush: () => undefined });
  patches = [];
  const change = store.change.bind(store);
  store.change = (patch, options) => {
    // As it travels.
    patches.push(JSON.parse(JSON.stringify(patch)) as Patch);
    return change(patch, options);
  };
});
const lane = (stage: string): string[] => touchpointsOf(store.document, stage);

describe("moving", () => {
  test("is one small patch of one card", () => {
    verbs.move("tp_1", "st_b", "tp_3");
    expect(patches).toEqual([{ touchpoints: { tp_1: { stage: "st_b", rank: "Zz" } } }]);
    expect(JSON.stringify(patches[0]).length).toBeLessThan(600);
    expect(lane("st_b")).toEqual(["tp_1", "tp_3"]);
  });

  test("to the pool takes the stage away", () => {
    verbs.move("tp_1", "", null);
    expect(patches).toEqual([{ touchpoints: { tp_1: { stage: null, rank: "a1" } } }]);
    expect(lane("")).toEqual(["tp_4", "tp_1"]);
  });

  test("to where it lies sends nothing", () => {
    verbs.move("tp_1", "st_a", "tp_2");
    verbs.move("tp_2", "st_a", null);
    verbs.move("tp_2", "st_a", "tp_2");
    verbs.move("gone", "st_a", null);
    expect(patches).toEqual([]);
  });

  test("before a card that is no longer there goes to the end", () => {
    verbs.move("tp_4", "st_a", "tp_3");
    expect(lane("st_a")).toEqual(["tp_1", "tp_2", "tp_4"]);
  });

  test("between equal ranks gives the neighbour a new one in the same patch", () => {
    store.change({ touchpoints: { tp_2: { rank: "a0" } } });
    patches.length = 0;
    verbs.move("tp_4", "st_a", "tp_2");
    expect(patches).toHaveLength(1);
    expect(Object.keys(patches[0]!["touchpoints"] as object).sort()).toEqual(["tp_2", "tp_4"]);
    expect(lane("st_a")).toEqual(["tp_1", "tp_4", "tp_2"]);
  });

  test("into another swimlane sets its field in the same patch", () => {
    verbs.move("tp_1", "st_b", null, { channel: "店舗" });
    expect(patches).toEqual([{ touchpoints: { tp_1: { stage: "st_b", rank: "a1", channel: "店舗" } } }]);
    verbs.move("tp_1", "st_b", null, { channel: "" });
    expect(patches[1]).toEqual({ touchpoints: { tp_1: { channel: null } } });
  });

  test("by steps stops at the edges", () => {
    expect(verbs.step("tp_1", "up")).toBe(false);
    expect(verbs.step("tp_4", "left")).toBe(false);
    expect(verbs.step("tp_1", "down")).toBe(true);
    expect(lane("st_a")).toEqual(["tp_2", "tp_1"]);
    expect(verbs.step("tp_1", "right")).toBe(true);
    expect(lane("st_b")).toEqual(["tp_3", "tp_1"]);
    expect(verbs.step("tp_4", "right")).toBe(true);
    expect(lane("st_a")).toEqual(["tp_4", "tp_2"]);
  });
});

describe("making and taking away", () => {
  test("a new card comes at the end or where it is wanted, with an id of its own", () => {
    const end = verbs.addTouchpoint("最後", "st_a");
    const first = verbs.addTouchpoint("最初", "st_a", "tp_1");
    expect(lane("st_a")).toEqual([first, "tp_1", "tp_2", end]);
    expect(end).toMatch(/^tp_[0-9A-Za-z]{12}$/);
    expect(patches[0]).toEqual({ touchpoints: { [end]: { title: "最後", stage: "st_a", rank: "a2" } } });
  });

  test("pasted lines are one change, in their order", () => {
    const ids = verbs.addTouchpoints(["一", "二", "三"], "", null, { channel: "SNS" });
    expect(patches).toHaveLength(1);
    expect(lane("")).toEqual(["tp_4", ...ids]);
  });

  test("a copy lies right after its original and has no scores", () => {
    const copy = verbs.duplicate("tp_1");
    expect(lane("st_a")).toEqual(["tp_1", copy, "tp_2"]);
    expect(patches).toEqual([{ touchpoints: { [copy]: { title: "広告", stage: "st_a", rank: "a0V", channel: "SNS" } } }]);
  });

  test("removing names the card only; the rest is completed", () => {
    verbs.remove("touchpoints", "tp_2");
    verbs.remove("touchpoints", "gone");
    expect(patches).toEqual([{ touchpoints: { tp_2: null } }]);
    expect(Object.keys(store.document["scores"] as object)).toEqual(["tp_1//as_is/"]);
  });

  test("stages are added before another and moved", () => {
    const id = verbs.addStage("利用", "st_b");
    expect(stagesInOrder(store.document)).toEqual(["st_a", id, "st_b", "st_c"]);
    verbs.moveStage(id, null);
    expect(stagesInOrder(store.document)).toEqual(["st_a", "st_b", "st_c", id]);
    patches.length = 0;
    verbs.moveStage(id, null);
    expect(patches).toEqual([]);
  });

  test("a note belongs to its card", () => {
    const id = verbs.addNote("gain", "速い", "tp_3");
    expect(patches).toEqual([{ notes: { [id]: { kind: "gain", text: "速い", touchpoint: "tp_3" } } }]);
  });
});

describe("editing", () => {
  test("sends what differs, and clears what is empty", () => {
    verbs.edit("touchpoints", "tp_1", { title: "SNS広告", channel: "", importance: 4, thought: undefined });
    expect(patches).toEqual([{ touchpoints: { tp_1: { title: "SNS広告", channel: null, importance: 4 } } }]);
    verbs.edit("touchpoints", "tp_1", { title: "SNS広告" });
    verbs.edit("touchpoints", "gone", { title: "?" });
    expect(patches).toHaveLength(1);
  });

  test("about is one record", () => {
    verbs.edit("about", "", { title: "別の題" });
    expect(patches).toEqual([{ about: { title: "別の題" } }]);
  });
});

describe("scoring", () => {
  test("is for the persona and state in focus", () => {
    persona.value = "pe_h";
    state.value = "to_be";
    verbs.score("tp_3", 2);
    expect(patches).toEqual([{ scores: { "tp_3/pe_h/to_be/": { touchpoint: "tp_3", persona: "pe_h", state: "to_be", score: 2 } } }]);
  });

  test("again drops the old reason, the same score keeps it", () => {
    verbs.score("tp_1", 1);
    expect(patches).toEqual([]);
    verbs.score("tp_1", -1);
    expect(patches).toEqual([{ scores: { "tp_1//as_is/": { score: -1, reason: null } } }]);
    verbs.score("tp_1", -1, "遅い");
    expect(patches[1]).toEqual({ scores: { "tp_1//as_is/": { reason: "遅い" } } });
  });

  test("null takes it back", () => {
    verbs.score("tp_1", null);
    verbs.score("tp_1", null);
    expect(patches).toEqual([{ scores: { "tp_1//as_is/": null } }]);
  });
});

test("ids are of the allowed letters, and no two alike, and sort in the order they were made", () => {
  const ids = new Set(Array.from({ length: 500 }, () => newId("touchpoints")));
  expect(ids.size).toBe(500);
  expect([...ids].every((id) => /^tp_[0-9A-Za-z]{12}$/.test(id))).toBe(true);
  expect([...ids].sort()).toEqual([...ids]);
  expect(scoreId("tp_ad", "", "as_is")).toBe("tp_ad//as_is/");
});
