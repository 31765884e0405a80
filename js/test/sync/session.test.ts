import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AGAIN } from "../../src/sync/patience";
import { AT_REST } from "../../src/sync/session";
import { createKernel, createShelf, type Kernel, type Page } from "./kernel";

let kernel: Kernel;
let pages: Page[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2026-06-01T05:00:00Z"));
  kernel = createKernel({ agenda: { ag_1: { title: "書く", rank: "a0", minutes: 5 } } });
  pages = [];
});
afterEach(() => {
  for (const page of pages) page.close();
  vi.useRealTimers();
});

function come(client: string, shelf = createShelf(), from = kernel): Page {
  const page = from.page({ auto: false, client, shelf });
  pages.push(page);
  page.pump();
  return page;
}

function settle(): void {
  for (let round = 0; round < 3; round += 1) for (const page of pages) page.pump();
}

test("before anybody has steered, everything is shown and no timer runs", () => {
  expect(come("a").store.session).toEqual(AT_REST);
});

describe("steering", () => {
  test("shows at once here, and for everybody else when the kernel has heard", () => {
    const [a, b] = [come("a"), come("b")];
    const events = vi.fn();
    a.store.subscribe(events, new AbortController().signal);
    a.store.steer({ step: "ag_1", silent: true, timerEnds: "2026-06-01T05:05:00.000Z" });
    expect(a.store.session).toMatchObject({ step: "ag_1", silent: true });
    expect(events.mock.calls.map(([event]) => [event.source, event.touched.size])).toEqual([["status", 0]]);
    expect(b.store.session).toEqual(AT_REST);
    settle();
    expect(b.store.session).toEqual(a.store.session);
    expect(b.store.session.timerEnds).toBe("2026-06-01T05:05:00.000Z");
  });

  test("is no change: the journal, the line and the connection know nothing of it", () => {
    const a = come("a");
    a.store.steer({ voting: 3 });
    expect(a.up).toEqual([{ client: "a", steer: { voting: 3 }, n: 1 }]);
    settle();
    expect([kernel.revision, kernel.applied, a.store.pending, a.store.connection]).toEqual([0, [], [], "live"]);
  });

  test("gives a new object only when something is different", () => {
    const a = come("a");
    const before = a.store.session;
    a.store.steer({ silent: false });
    settle();
    expect(a.store.session).toBe(before);
  });

  test("two at once: each sees its own until the kernel has put them in order, then both the same", () => {
    const [a, b] = [come("a"), come("b")];
    a.store.steer({ voting: 3 });
    b.store.steer({ voting: 5, sound: false });
    expect([a.store.session.voting, b.store.session.voting]).toEqual([3, 5]);
    settle();
    expect(a.store.session).toEqual(b.store.session);
    expect(a.store.session).toMatchObject({ voting: 5, sound: false });
  });

  test("what others steer meanwhile stays under what this hand has not been answered", () => {
    const a = come("a");
    a.store.steer({ voting: 3 });
    const lost = a.up.splice(0);
    kernel.steer({ silent: true });
    a.pump();
    expect(a.store.session).toMatchObject({ voting: 3, silent: true });
    a.up.push(...lost);
    settle();
    expect(a.store.session).toMatchObject({ voting: 3, silent: true });
  });

  test("is sent again until it is answered, and then no more", () => {
    const a = come("a");
    a.store.steer({ voting: 3 });
    for (let lost = 0; lost < 3; lost += 1) {
      expect(a.up.splice(0)).toEqual([{ client: "a", steer: { voting: 3 }, n: 1 }]);
      vi.advanceTimersByTime(AGAIN + 1);
    }
    settle();
    vi.advanceTimersByTime(10 * AGAIN);
    expect(a.up.filter((message) => "steer" in message)).toEqual([]);
  });

  test("refused, it is taken back and said", () => {
    const a = come("a");
    const events = vi.fn();
    kernel.refuse({ ja: "だめ", en: "no" });
    a.store.steer({ step: "ag_gone" });
    a.store.subscribe(events, new AbortController().signal);
    settle();
    expect(a.store.session).toEqual(AT_REST);
    const [said] = events.mock.calls.map(([event]) => event.rejection).filter(Boolean);
    expect(said.message.en).toBe("no");
  });
});

test("an older message that comes late changes nothing", () => {
  const a = come("a");
  kernel.steer({ voting: 1 });
  const late = a.down.splice(0);
  vi.advanceTimersByTime(50);
  kernel.steer({ voting: 2 });
  a.pump();
  for (const { message } of late) a.frame(message);
  expect(a.store.session.voting).toBe(2);
});

describe("the kernel's clock", () => {
  const said = (seconds: number, at = 5): unknown => ({ session: { step: "", at, now: Date.now() / 1_000 + seconds } });

  test("is what the timer is measured by: a page whose clock is slow is put right", () => {
    const a = come("a");
    a.frame(said(90));
    expect(a.store.now() - Date.now()).toBeCloseTo(90_000, -1);
  });

  test("a message that was long on its way does not put it back, a clock that was set does", () => {
    const a = come("a");
    a.frame(said(90));
    a.frame(said(89.2, 6));
    expect(a.store.now() - Date.now()).toBeCloseTo(90_000, -1);
    a.frame(said(-30, 7));
    expect(a.store.now() - Date.now()).toBeCloseTo(-30_000, -1);
  });
});

describe("a kernel that was started anew during a workshop", () => {
  const steered = (shelf = createShelf()): Page => {
    const a = come("a", shelf);
    a.store.steer({ step: "ag_1", timerEnds: "2026-06-01T05:05:00.000Z", silent: true });
    settle();
    return a;
  };

  test("gets the step and the timer back from the page that still knows them", () => {
    const shelf = createShelf();
    const before = steered(shelf).store.session;
    const next = createKernel({ agenda: { ag_1: { title: "書く", rank: "a0", minutes: 5 } } });
    const again = come("b", shelf, next);
    expect(again.store.session).toEqual(before);
    expect(come("c", createShelf(), next).store.session).toEqual(before);
  });

  test("is not given what this hand has done since for what was before", () => {
    const shelf = createShelf();
    steered(shelf);
    const next = createKernel({});
    const again = next.page({ auto: false, client: "b", shelf });
    pages.push(again);
    again.store.steer({ silent: false });
    again.pump();
    expect(again.store.session).toMatchObject({ step: "ag_1", silent: false });
  });

  test("is not given yesterday's", () => {
    const shelf = createShelf();
    steered(shelf);
    vi.setSystemTime(new Date("2026-06-02T01:00:00Z"));
    expect(come("b", shelf, createKernel({})).store.session).toEqual(AT_REST);
  });

  test("a step that is not in its map any more is let go, in words", () => {
    const shelf = createShelf();
    steered(shelf);
    const next = createKernel({});
    next.refuse({ ja: "ない", en: "no such step" });
    expect(come("b", shelf, next).store.session).toEqual(AT_REST);
  });

  test("one that is the same and has only been asked again is not steered", () => {
    const a = steered();
    a.hello();
    expect(a.up.filter((message) => "steer" in message)).toEqual([]);
  });
});
