import { describe, expect, test } from "vitest";
import { AGAIN, GAP, SILENT, WAITING, type Waits, connectionOf, due, next } from "../../src/sync/patience";

const QUIET: Waits = { failed: false, busy: false, greeted: true, heardAt: 0, hello: null, oldest: undefined, overdue: undefined, gap: null };
const sent = (since: number, sentAt = since, tries = 0) => ({ since, sentAt, tries });

describe("what is said of the connection", () => {
  test.each<[string, Partial<Waits>, number, string]>([
    ["nothing to wait for, however long", {}, 1e9, "live"],
    ["a change just made", { oldest: sent(100) }, 100 + WAITING - 1, "live"],
    ["a change that takes its time", { oldest: sent(100) }, 100 + WAITING, "waiting"],
    ["a change nobody answers", { oldest: sent(100) }, 100 + SILENT, "offline"],
    ["a change nobody answers while others are answered", { oldest: sent(100), heardAt: 9_000 }, 100 + SILENT, "waiting"],
    ["before the first answer", { greeted: false, hello: sent(0) }, 5_000, "connecting"],
    ["no first answer", { greeted: false, hello: sent(0) }, SILENT, "offline"],
    ["nothing can be sent", { failed: true }, 1, "offline"],
  ])("%s", (_case, waits, now, said) => {
    expect(connectionOf({ ...QUIET, ...waits }, now)).toBe(said);
  });
});

describe("what is due", () => {
  test("a change is sent again, ever more rarely", () => {
    const moments = [0, 1, 2, 3, 4, 9].map((tries) => next({ ...QUIET, heardAt: 1e9, oldest: sent(-1e6, 0, tries) }, 0));
    expect(moments).toEqual([AGAIN, 2 * AGAIN, 4 * AGAIN, 8 * AGAIN, 60_000, 60_000]);
    expect(due({ ...QUIET, oldest: sent(0) }, AGAIN)).toEqual({ hello: false, changes: true });
  });

  test("a gap is asked about, unless a hello is on its way already", () => {
    expect(due({ ...QUIET, gap: 0 }, GAP).hello).toBe(true);
    expect(due({ ...QUIET, gap: 0, hello: sent(0) }, GAP).hello).toBe(false);
    expect(due({ ...QUIET, overdue: 0 }, 1_000).hello).toBe(true);
  });

  test("what was due while a hello was on its way is due as soon as that is answered", () => {
    expect(next({ ...QUIET, overdue: 0 }, 5_000)).toBe(5_000);
  });

  test("nothing is ever due on a quiet line", () => {
    expect(next(QUIET, 0)).toBe(Infinity);
  });
});
