/** The kernel dies, or is started anew, with boards still on the page: nothing they hold is lost, and nothing is done twice. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { JsonObject } from "../../src/document/json";
import { equal } from "../../src/document/patch";
import type { Shelf } from "../../src/sync/outbox";
import { SILENT } from "../../src/sync/patience";
import type { Store } from "../../src/sync/types";
import { createKernel, createShelf, type Kernel, type Message, type Page } from "./kernel";

const START: JsonObject = {
  stages: { st_a: { name: "認知", rank: "a0" } },
  touchpoints: { tp_1: { title: "広告", rank: "a0" }, tp_2: { title: "検索", rank: "a1" } },
};
const READ_ONLY: Message = { saved: "saved", problem: { ja: "読むだけ", en: "Reading only" }, read_only: true, owner: { ja: "別の人", en: "Someone" } };
const WRITABLE: Message = { saved: "saved", problem: null, read_only: false, owner: null };

const rename = (id: string, title: string): JsonObject => ({ touchpoints: { [id]: { title } } });
const title = (kernel: Kernel, id: string): unknown => ((kernel.document["touchpoints"] as JsonObject)[id] as JsonObject)["title"];

let shelf: Shelf;
let pages: Page[];

beforeEach(() => {
  vi.useFakeTimers();
  shelf = createShelf();
  pages = [];
});
afterEach(() => {
  for (const page of pages) page.close();
  vi.useRealTimers();
});

function open(kernel: Kernel, pump = true): Page {
  const page = kernel.page({ auto: false, shelf });
  pages.push(page);
  if (pump) page.pump();
  return page;
}

/** A board whose kernel died, and a kernel that knows what the first had acknowledged. */
function death(): { old: Page; again: Kernel } {
  const first = createKernel(START);
  const old = open(first);
  old.store.change(rename("tp_1", "前"));
  old.pump();
  old.cut();
  return { old, again: createKernel(first.document as JsonObject) };
}

describe("the kernel is gone", () => {
  test("and is known to be: the page says so without waiting for a change to stay unanswered", () => {
    const { old } = death();
    const events = vi.fn();
    old.store.subscribe(events, new AbortController().signal);
    old.lost();
    expect(old.store.connection).toBe("offline");
    expect(events).toHaveBeenCalledOnce();
    old.store.change(rename("tp_2", "後"));
    expect([old.store.connection, old.store.pending.length, shelf.length]).toEqual(["offline", 1, 1]);
  });

  test("what was kept is delivered by the board of the cell that is run again, once", () => {
    const { old, again } = death();
    old.lost();
    old.store.change(rename("tp_1", "間"));
    old.store.change(rename("tp_2", "後"));
    const fresh = open(again);
    fresh.pump();
    expect(again.applied.map(({ client, seq }) => [client, seq])).toEqual([[old.store.client, 2], [old.store.client, 3]]);
    expect([title(again, "tp_1"), title(again, "tp_2")]).toEqual(["間", "後"]);
    expect([fresh.store.pending.length, fresh.store.kept, shelf.length]).toEqual([0, 0, 0]);
    expect(old.store.pending, "what another delivers is not waiting here").toEqual([]);
    expect(old.store.connection).toBe("offline");
  });

  test("although nobody has said so: the new board takes the changes as soon as the old one notices", () => {
    const first = createKernel(START);
    const old = open(first);
    old.store.change(rename("tp_2", "後"));
    // Swallowed: neither an error nor an answer.
    old.up.length = 0;
    const again = createKernel(START);
    const fresh = open(again);
    expect(again.applied).toEqual([]);
    vi.advanceTimersByTime(SILENT + 2);
    fresh.pump();
    expect(again.applied.map(({ seq }) => seq)).toEqual([1]);
    expect(shelf.length).toBe(0);
  });

  test("what is done on the old board while the new one is there arrives at once", () => {
    const { old, again } = death();
    const fresh = open(again);
    old.store.change(rename("tp_2", "一"));
    fresh.pump();
    expect(title(again, "tp_2")).toBe("一");
    old.store.change(rename("tp_2", "二"));
    fresh.pump();
    expect(title(again, "tp_2")).toBe("二");
    expect(again.applied).toHaveLength(2);
    expect(equal(fresh.store.document, again.document)).toBe(true);
    expect(shelf.length).toBe(0);
  });

  test("listeners of the new board hear which records the kept changes touched", () => {
    const { old, again } = death();
    const fresh = open(again);
    const touched: unknown[] = [];
    fresh.store.subscribe((event) => event.touched && event.touched.size > 0 && touched.push(...(event.touched.get("touchpoints") ?? [])), new AbortController().signal);
    old.store.change(rename("tp_2", "後"));
    expect(touched).toEqual(["tp_2"]);
  });
});

describe("a kernel that may only read the map", () => {
  test("is not given what another one could not take: it would refuse it", () => {
    const { old, again } = death();
    old.lost();
    old.store.change(rename("tp_2", "後"));
    again.keep(READ_ONLY);
    const reader = open(again);
    expect(reader.store.status).toMatchObject({ readOnly: true, problem: { ja: "読むだけ" }, owner: { en: "Someone" } });
    expect([reader.up, shelf.length]).toEqual([[], 1]);
    again.keep(WRITABLE);
    reader.pump();
    expect(title(again, "tp_2"), "taken over: now it is").toBe("後");
    expect(shelf.length).toBe(0);
  });
});

describe("how the journey is kept", () => {
  test("comes with the first answer and whenever it changes, and only then", () => {
    const kernel = createKernel(START);
    const page = open(kernel);
    const said: Store["status"][] = [];
    page.store.subscribe(() => said.push(page.store.status), new AbortController().signal);
    kernel.keep({ saved: "failed", problem: { ja: "書けません", en: "Cannot write" }, read_only: false, owner: null });
    kernel.keep({ saved: "failed", problem: { ja: "書けません", en: "Cannot write" }, read_only: false, owner: null });
    page.pump();
    expect(said).toEqual([{ saved: "failed", problem: { ja: "書けません", en: "Cannot write" }, readOnly: false, owner: null }]);
    expect(open(kernel).store.status.saved).toBe("failed");
  });
});

describe("a kernel that is running a cell", () => {
  test("queues what is done, says so after a moment, and is not taken for gone however long that lasts", () => {
    const kernel = createKernel(START);
    let busy = false;
    const page = kernel.page({ auto: false, shelf, busy: () => busy });
    pages.push(page);
    page.pump();
    busy = true;
    page.store.change(rename("tp_1", "一"));
    page.store.change(rename("tp_2", "二"));
    vi.advanceTimersByTime(500);
    expect(page.store.connection).toBe("waiting");
    vi.advanceTimersByTime(1_200);
    expect(page.store.connection).toBe("busy");
    vi.advanceTimersByTime(300_000);
    expect([page.store.connection, page.store.pending.length]).toEqual(["busy", 2]);
    busy = false;
    page.pump();
    expect(page.store.connection).toBe("live");
    expect(kernel.applied.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test("that ends without an answer is silent after all", () => {
    let busy = true;
    const page = createKernel(START).page({ auto: false, shelf, busy: () => busy });
    pages.push(page);
    page.pump();
    page.store.change(rename("tp_1", "一"));
    vi.advanceTimersByTime(2 * SILENT);
    expect(page.store.connection).toBe("busy");
    busy = false;
    page.look();
    expect(page.store.connection).toBe("offline");
  });
});
