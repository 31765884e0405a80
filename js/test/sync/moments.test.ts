import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createMoments, MomentsRefused, type Asked, type MomentsMessage } from "../../src/sync/moments";

const MOMENT = { id: "cp_1", at: "2026-11-22T01:00:00+00:00", kind: "named", name: { ja: "投票の前", en: "投票の前" }, actor: "花" };
let sent: MomentsMessage[];
let moments: Asked;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  moments = createMoments({ client: "c1", post: (message) => void sent.push(message), actor: () => "花" });
});
afterEach(() => void vi.useRealTimers());

describe("the moments a journey can go back to", () => {
  test("are asked of the kernel, and each answer finds its question", async () => {
    const first = moments.list();
    const second = moments.keep("投票の前");
    expect(sent).toEqual([{ client: "c1", moments: 1, actor: "花" }, { client: "c1", moments: 2, keep: "投票の前", actor: "花" }]);
    expect(moments.hear({ client: "c1", moments: 2, list: [MOMENT] })).toBe(true);
    expect(moments.hear({ client: "c1", moments: 1, list: [] })).toBe(true);
    expect(await first).toEqual([]);
    expect(await second).toEqual([MOMENT]);
  });

  test("are refused in the kernel's words", async () => {
    const asked = moments.restore("cp_9").catch((why: unknown) => why);
    moments.hear({ client: "c1", moments: 1, refused: { ja: "ありません", en: "not there" } });
    expect(((await asked) as MomentsRefused).said).toEqual({ ja: "ありません", en: "not there" });
  });

  test("are given up when nothing is heard", async () => {
    const asked = moments.list().catch((why: unknown) => why);
    vi.advanceTimersByTime(20_000);
    expect(((await asked) as MomentsRefused).said).toBeNull();
  });

  test("are no other page's, and no other message is taken for one", async () => {
    const asked = moments.list();
    expect(moments.hear({ client: "c2", moments: 1, list: [] })).toBe(true);
    expect(moments.hear({ client: "c1", ack: true })).toBe(false);
    moments.hear({ client: "c1", moments: 1, list: [{ ...MOMENT, kind: "made up" }, MOMENT] });
    expect(await asked).toEqual([MOMENT]);
  });
});
