import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { equal, sealed } from "../../src/document/patch";
import type { Document, JsonObject } from "../../src/document/json";
import type { Shelf } from "../../src/sync/outbox";
import { AGAIN, SILENT, WAITING } from "../../src/sync/patience";
import type { Store, StoreEvent } from "../../src/sync/types";
import { createKernel, createShelf, type Kernel, type Page } from "./kernel";

const START: JsonObject = {
  about: { title: "購入", scale: { low: -2, high: 2 } },
  stages: { st_a: { name: "認知", rank: "a0" }, st_b: { name: "検討", rank: "a1" } },
  touchpoints: {
    tp_1: { title: "広告", stage: "st_a", rank: "a0" },
    tp_2: { title: "検索", stage: "st_b", rank: "a0" },
    tp_3: { title: "比較", rank: "a1" },
  },
  scores: { "tp_1//as_is/": { touchpoint: "tp_1", state: "as_is", score: 1 } },
};

const pages: Page[] = [];

function open(kernel: Kernel, options: Parameters<Kernel["page"]>[0] = {}): Page {
  const page = kernel.page({ auto: false, ...options });
  pages.push(page);
  return page;
}

/** A page that has had its first snapshot. */
function greeted(kernel: Kernel, options: Parameters<Kernel["page"]>[0] = {}): Page {
  const page = open(kernel, options);
  page.pump();
  return page;
}

function watch(store: Store): StoreEvent[] {
  const events: StoreEvent[] = [];
  store.subscribe((event) => events.push(event), new AbortController().signal);
  return events;
}

const move = (id: string, stage: string | null): JsonObject => ({ touchpoints: { [id]: { stage } } });
const rename = (id: string, title: string): JsonObject => ({ touchpoints: { [id]: { title } } });
const stageOf = (document: Document, id: string): unknown => ((document["touchpoints"] as JsonObject)[id] as JsonObject | undefined)?.["stage"];
const ids = (event: StoreEvent | undefined): unknown => event?.touched && [...event.touched].map(([table, all]) => [table, [...all]]);

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  for (const page of pages.splice(0)) page.close();
  vi.useRealTimers();
});

describe("the first document", () => {
  test("comes with the answer to hello", async () => {
    const page = open(createKernel(START));
    expect(page.store.revision).toBe(-1);
    expect(page.store.connection).toBe("connecting");
    expect(page.store.change(rename("tp_1", "x"))).toBe(-1);
    const events = watch(page.store);
    page.pump();
    await page.store.ready;
    expect(page.store.revision).toBe(0);
    expect(page.store.connection).toBe("live");
    expect(equal(page.store.document, START)).toBe(true);
    expect(events.at(-1)?.touched).toBeNull();
  });

  test("may come with the page, and can be changed before the kernel has said anything", async () => {
    const kernel = createKernel(START);
    const page = open(kernel, { initial: true });
    await page.store.ready;
    expect(page.store.change(rename("tp_1", "先"))).toBe(1);
    page.pump();
    expect(equal(kernel.document, page.store.document)).toBe(true);
    expect(page.store.connection).toBe("live");
  });

  test("an id that JavaScript keeps for itself is a key like any other, and pollutes nothing", () => {
    const page = greeted(createKernel(JSON.parse('{"touchpoints": {"__proto__": {"polluted": "yes", "title": "x", "rank": "a0"}}}') as JsonObject));
    expect(Object.keys(page.store.document["touchpoints"] as JsonObject)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect((page.store.document["touchpoints"] as JsonObject)["constructor"]).toBeUndefined();
  });
});

describe("a change made by hand", () => {
  test("is seen at once, sent once, and confirmed without redrawing anything", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    const events = watch(page.store);
    expect(page.store.change(move("tp_1", "st_b"))).toBe(1);
    expect(stageOf(page.store.document, "tp_1")).toBe("st_b");
    expect(page.store.pending).toMatchObject([{ seq: 1, gesture: null }]);
    expect(ids(events[0])).toEqual([["touchpoints", ["tp_1"]]]);
    expect(page.up).toEqual([{ client: page.store.client, seq: 1, patch: move("tp_1", "st_b") }]);
    const shown = page.store.document;
    page.pump();
    expect(page.store.document).toBe(shown);
    expect(page.store.revision).toBe(1);
    expect(page.store.pending).toEqual([]);
    expect(page.store.history.undo).not.toBeNull();
    expect(events.slice(1).every((event) => event.source === "status" && event.touched?.size === 0)).toBe(true);
    expect(equal(kernel.document, shown)).toBe(true);
  });

  test("leaves every other record the same object", () => {
    const page = greeted(createKernel(START));
    const before = page.store.document["touchpoints"] as JsonObject;
    page.store.change(move("tp_1", "st_b"));
    const after = page.store.document["touchpoints"] as JsonObject;
    expect(after["tp_2"]).toBe(before["tp_2"]);
    expect(page.store.document["stages"]).toBe(page.store.document["stages"]);
    expect(after["tp_1"]).not.toBe(before["tp_1"]);
  });

  test("that changes nothing is not made", () => {
    const page = greeted(createKernel(START));
    expect(page.store.change(move("tp_1", "st_a"))).toBe(-1);
    expect(page.store.change({})).toBe(-1);
    expect(page.store.change({ touchpoints: { tp_9: null } })).toBe(-1);
    expect(page.up).toEqual([]);
  });

  test("takes few bytes, whatever the map's size", () => {
    const page = greeted(createKernel(START));
    page.store.change({ touchpoints: { tp_1: { stage: "st_b", rank: "a1V" } } });
    const envelope = 400; // Jupyter's own headers around a comm message
    expect(JSON.stringify(page.up[0]).length + envelope).toBeLessThanOrEqual(600);
  });

  test("that deletes shows at once what the kernel will take along", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    const events = watch(page.store);
    page.store.change({ touchpoints: { tp_1: null } });
    expect(page.store.document["scores"]).toEqual(sealed({}));
    expect(page.up[0]).toMatchObject({ patch: { touchpoints: { tp_1: null } } });
    expect(ids(events[0])).toEqual([["touchpoints", ["tp_1"]], ["scores", ["tp_1//as_is/"]]]);
    const shown = page.store.document;
    page.pump();
    expect(page.store.document).toBe(shown);
    expect(equal(kernel.document, shown)).toBe(true);
  });

  test("carries its gesture only when there is one", () => {
    const page = greeted(createKernel(START));
    page.store.change(rename("tp_1", "あ"), { gesture: "g1" });
    expect(page.up[0]).toMatchObject({ gesture: "g1" });
  });

  test("sixty in a second all arrive, in order, once", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    for (let count = 0; count < 60; count += 1) {
      page.store.change({ scores: { "tp_1//as_is/": { score: (count % 4) - 2 } } });
      if (count % 7 === 0) page.pump();
      vi.advanceTimersByTime(16);
    }
    page.pump();
    expect(kernel.applied.map((change) => change.seq)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(equal(kernel.document, page.store.document)).toBe(true);
    expect(page.store.pending).toEqual([]);
  });
});

describe("a change made elsewhere", () => {
  test("arrives with the records it touched", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    const events = watch(page.store);
    kernel.change(rename("tp_2", "さがす"));
    page.pump();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ source: "kernel" });
    expect(ids(events[0])).toEqual([["touchpoints", ["tp_2"]]]);
    expect(page.store.history.undo).not.toBeNull();
  });

  test("goes under the changes of this page's hand, which stay in sight", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    page.store.change(move("tp_1", "st_b"));
    kernel.change({ touchpoints: { tp_1: { stage: null, title: "SNS広告" } } });
    for (const { message } of page.down.splice(0)) page.frame(message);
    expect((page.store.document["touchpoints"] as JsonObject)["tp_1"]).toEqual(sealed({ title: "SNS広告", stage: "st_b", rank: "a0" }));
    page.pump();
    expect(equal(kernel.document, page.store.document)).toBe(true);
    expect(stageOf(kernel.document, "tp_1")).toBe("st_b");
  });

  test("that deletes the card in my hand takes it away, and my move is refused and not a fragment", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    const events = watch(page.store);
    page.store.change(move("tp_1", "st_b"));
    kernel.change({ touchpoints: { tp_1: null } });
    for (const { message } of page.down.splice(0)) page.frame(message);
    expect((page.store.document["touchpoints"] as JsonObject)["tp_1"]).toBeUndefined();
    page.pump();
    expect(events.at(-1)?.rejection?.message.en).toContain("was deleted");
    expect(page.store.pending).toEqual([]);
  });
});

describe("a refused change", () => {
  test("is rolled back and explained", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    const events = watch(page.store);
    const before = page.store.document;
    kernel.refuse({ ja: "だめです", en: "No" });
    page.store.change(move("tp_1", "st_b"));
    page.pump();
    expect(equal(page.store.document, before)).toBe(true);
    const last = events.at(-1);
    expect(last?.rejection).toEqual({ seq: 1, patch: sealed(move("tp_1", "st_b")), message: { ja: "だめです", en: "No" } });
    expect(ids(last)).toEqual([["touchpoints", ["tp_1"]]]);
    expect(page.store.connection).toBe("live");
  });

  test("leaves the later ones standing", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    kernel.refuse({ ja: "", en: "No" });
    page.store.change(move("tp_1", "st_b"));
    page.store.change(move("tp_2", "st_a"));
    page.pump();
    expect(stageOf(page.store.document, "tp_1")).toBe("st_a");
    expect(stageOf(page.store.document, "tp_2")).toBe("st_a");
    expect(equal(kernel.document, page.store.document)).toBe(true);
  });

  test("whose answer was lost in a reload of the document is still explained", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    const events = watch(page.store);
    kernel.refuse({ ja: "", en: "No" });
    page.store.change(move("tp_1", "st_b"));
    for (const message of page.up.splice(0)) kernel.take(message);
    page.down.length = 0;
    page.hello();
    page.pump();
    expect(events.find((event) => event.rejection)?.rejection?.message.en).toBe("No");
    expect(stageOf(page.store.document, "tp_1")).toBe("st_a");
  });
});

describe("undo and redo", () => {
  test("stand in the same line as the changes", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    page.store.change(move("tp_1", "st_b"));
    page.store.undo();
    page.store.change(rename("tp_2", "二"));
    expect(page.up.map((message) => "seq" in message && message.seq)).toEqual([1, 2, 3]);
    page.pump();
    expect(stageOf(page.store.document, "tp_1")).toBe("st_a");
    page.store.undo();
    page.store.redo();
    page.pump();
    expect((page.store.document["touchpoints"] as JsonObject)["tp_2"]).toMatchObject({ title: "二" });
    expect(equal(kernel.document, page.store.document)).toBe(true);
  });

  test("nothing to undo, nothing to send", () => {
    const page = greeted(createKernel(START));
    page.store.undo();
    page.store.redo();
    expect(page.up).toEqual([]);
  });

  test("say what they left undone", () => {
    const page = greeted(createKernel(START));
    const events = watch(page.store);
    page.answer({ ack: true, client: page.store.client, seq: 1, revision: 0, history: { undo: null, redo: null }, notes: [{ ja: "残", en: "left" }] });
    expect(events.at(-1)?.notes).toEqual([{ ja: "残", en: "left" }]);
  });
});

describe("a bad line", () => {
  test("a lost message is sent again after five seconds, and applied once", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    page.store.change(move("tp_1", "st_b"));
    page.up.length = 0;
    vi.advanceTimersByTime(WAITING + 2);
    expect(page.store.connection).toBe("waiting");
    vi.advanceTimersByTime(AGAIN);
    expect(page.up).toMatchObject([{ seq: 1, after: 0 }]);
    page.pump();
    expect(kernel.applied).toHaveLength(1);
    expect(page.store.connection).toBe("live");
  });

  test("a lost answer leads to a second message, which is acknowledged and not applied again", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    page.store.change(move("tp_1", "st_b"));
    for (const message of page.up.splice(0)) kernel.take(message);
    page.down.length = 0;
    vi.advanceTimersByTime(AGAIN + 2);
    page.pump();
    vi.advanceTimersByTime(2_000);
    page.pump();
    expect(kernel.applied).toHaveLength(1);
    expect(page.store.revision).toBe(1);
    expect(page.store.pending).toEqual([]);
    expect(equal(kernel.document, page.store.document)).toBe(true);
  });

  test("an acknowledgement that comes before its frame is enough to stop sending", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    page.store.change(move("tp_1", "st_b"));
    for (const message of page.up.splice(0)) kernel.take(message);
    const [frame, ack] = page.down.splice(0);
    page.answer(ack?.message);
    expect(page.store.pending).toEqual([]);
    expect(stageOf(page.store.document, "tp_1")).toBe("st_b");
    page.frame(frame?.message);
    expect(page.store.revision).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(page.up).toEqual([]);
  });

  test("messages that overtake each other are put in order by one request", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    for (const title of ["一", "二", "三", "四", "五"]) page.store.change(rename("tp_1", title));
    page.up.unshift(page.up.pop() as (typeof page.up)[0]);
    page.pump();
    page.pump();
    expect(kernel.applied.map((change) => change.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(equal(kernel.document, page.store.document)).toBe(true);
    expect(page.store.pending).toEqual([]);
  });

  test("frames out of order wait for each other", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    for (const title of ["一", "二", "三"]) kernel.change(rename("tp_1", title));
    const [first, second, third] = page.down.splice(0);
    page.frame(third?.message);
    page.frame(second?.message);
    expect(page.store.revision).toBe(0);
    page.frame(first?.message);
    expect(page.store.revision).toBe(3);
    expect(equal(kernel.document, page.store.document)).toBe(true);
    vi.advanceTimersByTime(10_000);
    expect(page.up).toEqual([]);
  });

  test("a missing frame is asked for with the revision at hand, and answered without the whole document", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    for (const title of ["一", "二", "三"]) kernel.change(rename("tp_1", title));
    page.down.shift();
    page.pump();
    expect(page.store.revision).toBe(0);
    vi.advanceTimersByTime(200);
    expect(page.up).toEqual([{ hello: true, client: page.store.client, revision: 0 }]);
    for (const message of page.up.splice(0)) kernel.take(message);
    expect(page.down[0]?.message).toHaveProperty("frames");
    page.pump();
    expect(page.store.revision).toBe(3);
  });

  test("the frame of my own change lost: the acknowledgement tells that one is missing", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    page.store.change(move("tp_1", "st_b"));
    for (const message of page.up.splice(0)) kernel.take(message);
    page.down.shift();
    page.pump();
    vi.advanceTimersByTime(1_100);
    page.pump();
    expect(page.store.revision).toBe(1);
    expect(equal(kernel.document, page.store.document)).toBe(true);
  });

  test("a late answer to an earlier hello does not turn back time", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    kernel.take({ hello: true, client: page.store.client, revision: null });
    const [late] = page.down.splice(0);
    kernel.change(rename("tp_1", "新"));
    page.pump();
    page.answer(late?.message);
    expect(page.store.revision).toBe(1);
    expect(equal(kernel.document, page.store.document)).toBe(true);
  });

  test("foreign and broken messages are passed over", () => {
    const page = greeted(createKernel(START));
    const shown = page.store.document;
    for (const message of [null, 1, "x", [], {}, { client: "other", ack: true, seq: 1, revision: 9 }, { client: page.store.client }, { revision: 1 }]) {
      page.answer(message);
      page.frame(message);
    }
    expect(page.store.document).toBe(shown);
    expect(page.store.revision).toBe(0);
  });
});

describe("without a kernel", () => {
  test("the page says so at once when nothing can be sent, and goes on taking edits", () => {
    const page = greeted(createKernel(START), { shelf: createShelf() });
    const events = watch(page.store);
    page.cut();
    page.store.change(move("tp_1", "st_b"));
    page.store.change(move("tp_2", "st_a"));
    expect(page.store.connection).toBe("offline");
    expect(events[0]?.source).toBe("hand");
    expect(page.store.pending).toHaveLength(2);
    expect(stageOf(page.store.document, "tp_2")).toBe("st_a");
  });

  test("ten silent seconds are offline, the next answer is live again, and everything is delivered once", () => {
    const kernel = createKernel(START);
    const page = greeted(kernel);
    page.store.change(move("tp_1", "st_b"));
    vi.advanceTimersByTime(SILENT + 2);
    expect(page.store.connection).toBe("offline");
    page.store.change(move("tp_2", "st_a"));
    page.pump();
    expect(page.store.connection).toBe("live");
    expect(kernel.applied.map((change) => change.seq)).toEqual([1, 2]);
  });

  test("sending again grows rarer with time", () => {
    const page = greeted(createKernel(START));
    page.store.change(move("tp_1", "st_b"));
    page.up.length = 0;
    vi.advanceTimersByTime(120_000);
    expect(page.up.length).toBeGreaterThan(3);
    expect(page.up.length).toBeLessThan(8);
  });

  test("an ended page leaves no timer behind", () => {
    const page = greeted(createKernel(START));
    page.store.change(move("tp_1", "st_b"));
    page.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("after a reload", () => {
  const left = (shelf: Shelf): number => shelf.length;

  function leave(kernel: Kernel, shelf: Shelf, before: (page: Page) => void): void {
    const page = greeted(kernel, { shelf });
    before(page);
    page.up.length = 0;
    page.close();
  }

  test("what never arrived is sent, once, without asking", () => {
    const kernel = createKernel(START);
    const shelf = createShelf();
    leave(kernel, shelf, (page) => {
      page.store.change(move("tp_1", "st_b"));
      page.store.change({ touchpoints: { tp_new: { title: "新", rank: "a5" } } });
      page.store.change(move("tp_new", "st_b"));
      page.store.change({ touchpoints: { tp_2: null } });
    });
    expect(left(shelf)).toBe(4);
    const page = greeted(kernel, { shelf });
    expect(page.store.kept).toBe(0);
    expect(kernel.applied).toHaveLength(4);
    expect(stageOf(kernel.document, "tp_new")).toBe("st_b");
    expect(equal(kernel.document, page.store.document)).toBe(true);
    expect(left(shelf)).toBe(0);
  });

  test("what arrived without its answer is not applied again", () => {
    const kernel = createKernel(START);
    const shelf = createShelf();
    const first = greeted(kernel, { shelf });
    for (const stage of ["st_b", null, "st_b"]) first.store.change(move("tp_1", stage));
    first.store.change({ touchpoints: { tp_2: null } });
    for (const message of first.up.splice(0)) kernel.take(message);
    first.close();
    const page = greeted(kernel, { shelf });
    expect(page.store.kept).toBe(0);
    expect(kernel.applied).toHaveLength(4);
    expect(left(shelf)).toBe(0);
  });

  test("what still waits in a busy kernel and is sent again from the new page is applied once", () => {
    const kernel = createKernel(START);
    const shelf = createShelf();
    const first = greeted(kernel, { shelf });
    first.store.change(move("tp_1", "st_b"));
    first.store.change(rename("tp_2", "二"));
    const busy = first.up.splice(0);
    first.close();
    const page = open(kernel, { shelf });
    for (const message of busy) kernel.take(message);
    page.pump();
    expect(kernel.applied).toHaveLength(2);
    expect(left(shelf)).toBe(0);
    expect(equal(kernel.document, page.store.document)).toBe(true);
  });

  test("what somebody else has changed meanwhile is kept, and asked about", () => {
    const kernel = createKernel(START);
    const shelf = createShelf();
    leave(kernel, shelf, (page) => void page.store.change(rename("tp_1", "私の")));
    kernel.change(rename("tp_1", "他人の"));
    const page = greeted(kernel, { shelf });
    expect(page.store.kept).toBe(1);
    expect((page.store.document["touchpoints"] as JsonObject)["tp_1"]).toMatchObject({ title: "他人の" });
    page.store.resolveKept("send");
    expect(page.store.kept).toBe(0);
    page.pump();
    expect((kernel.document["touchpoints"] as JsonObject)["tp_1"]).toMatchObject({ title: "私の" });
    expect(left(shelf)).toBe(0);
  });

  test("what is kept can be thrown away", () => {
    const kernel = createKernel(START);
    const shelf = createShelf();
    leave(kernel, shelf, (page) => void page.store.change(rename("tp_1", "私の")));
    kernel.change(rename("tp_1", "他人の"));
    const page = greeted(kernel, { shelf });
    page.store.resolveKept("discard");
    page.pump();
    expect(left(shelf)).toBe(0);
    expect((kernel.document["touchpoints"] as JsonObject)["tp_1"]).toMatchObject({ title: "他人の" });
  });

  test("a restarted kernel, which counts from nought, takes the line up where it was left", () => {
    const shelf = createShelf();
    const first = greeted(createKernel(START), { shelf });
    first.store.change(rename("tp_1", "一"));
    first.store.change(rename("tp_1", "二"));
    first.pump();
    first.cut();
    first.store.change(move("tp_1", "st_b"));
    first.store.change(move("tp_2", "st_a"));
    const restarted = createKernel(sealed({ ...START, ...first.store.document, touchpoints: { ...(START["touchpoints"] as JsonObject) } }) as JsonObject);
    // The cell is run again while the old board is still on the screen.
    const page = greeted(restarted, { shelf });
    expect(restarted.applied.map((change) => change.seq)).toEqual([3, 4]);
    expect(stageOf(page.store.document, "tp_1")).toBe("st_b");
    expect(left(shelf)).toBe(0);
  });

  test("a duplicated tab delivers the copied changes again, and they are applied once", () => {
    const kernel = createKernel(START);
    const shelf = createShelf();
    const first = greeted(kernel, { shelf });
    first.store.change(move("tp_1", "st_b"));
    first.store.change(rename("tp_2", "二"));
    const copied = shelf.copy();
    const other = createKernelTab(kernel, copied);
    first.pump();
    other.pump();
    first.pump();
    expect(kernel.applied).toHaveLength(2);
    expect([left(shelf), left(copied)]).toEqual([0, 0]);
    first.store.change(rename("tp_2", "三"));
    other.store.change(rename("tp_3", "四"));
    first.pump();
    other.pump();
    first.pump();
    expect(equal(first.store.document, kernel.document) && equal(other.store.document, kernel.document)).toBe(true);
  });

  /** Another tab has its own page: the registry of stores is not shared with it. */
  function createKernelTab(kernel: Kernel, shelf: Shelf): Page {
    (globalThis as { [key: symbol]: unknown })[Symbol.for("journey_widgets.stores")] = new Map();
    return greeted(kernel, { shelf });
  }

  test("a second store of the page does not take what the first one is still delivering", () => {
    const kernel = createKernel(START);
    const shelf = createShelf();
    const first = greeted(kernel, { shelf });
    first.store.change(move("tp_1", "st_b"));
    const second = greeted(createKernel(START), { shelf });
    expect(second.store.pending).toEqual([]);
    expect(second.store.kept).toBe(0);
    first.pump();
    expect(left(shelf)).toBe(0);
  });

  test("a full storage does not stop the hand", () => {
    const kernel = createKernel(START);
    const shelf: Shelf = { ...createShelf(), setItem: () => { throw new DOMException("full", "QuotaExceededError"); } };
    const page = greeted(kernel, { shelf });
    page.store.change(move("tp_1", "st_b"));
    page.pump();
    expect(stageOf(kernel.document, "tp_1")).toBe("st_b");
  });
});

describe("listeners", () => {
  test("end with their signal, and one's failure does not reach the others", () => {
    const silent = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const page = greeted(createKernel(START));
    const life = new AbortController();
    let heard = 0;
    page.store.subscribe(() => { throw new Error("mine"); }, new AbortController().signal);
    page.store.subscribe(() => void (heard += 1), life.signal);
    page.store.change(rename("tp_1", "一"));
    expect(heard).toBe(1);
    life.abort();
    page.store.change(rename("tp_1", "二"));
    expect(heard).toBe(1);
    expect(silent).toHaveBeenCalled();
  });
});
