/** The Review drawer as a person sees and uses it: what to discuss, the map in numbers, what is lacking, and ways to the cards. */

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Finding } from "../../src/drawer/context";
import { Review } from "../../src/review/Review";
import { today } from "../../src/review/groups";
import { button, click } from "../panel/hand";
import { scene, type Scene } from "../priorities/scene";

const MAP = {
  format: "journey-map", version: 1, id: "jm_1",
  about: { title: "EC", language: "ja", scale: { low: -2, high: 2, step: 1, neutral: 0 } },
  personas: { pe_1: { name: "花" } },
  stages: { st_1: { name: "購入", rank: "a0" } },
  touchpoints: {
    tp_1: { title: "広告", stage: "st_1", rank: "a0" },
    tp_2: { title: "支払い", stage: "st_1", rank: "a1" },
    tp_3: { title: "開封", stage: "st_1", rank: "a2" },
  },
  scores: Object.fromEntries(
    (["tp_1", "tp_2", "tp_3"] as const).flatMap((card, at) =>
      [[1, 1], [-2, 2], [0, 1]][at]!.map((score, person) => [
        `${card}//as_is/p${person}`, { touchpoint: card, state: "as_is", participant: `p${person}`, score },
      ]),
    ),
  ),
  notes: { no_1: { kind: "pain", text: "長い", touchpoint: "tp_2" } },
  actions: { ac_1: { title: "短くする", note: "no_1" } },
};

const finding = (rule: string, table = "", id = "", card = ""): Finding => ({
  rule, table, id, card,
  heading: { ja: `見出し ${rule}`, en: `heading ${rule}` },
  said: { ja: `${rule}：${id}`, en: `${rule}: ${id}` },
});

let at: Scene;
let shown: string[];
beforeEach(() => {
  at = scene(MAP as never);
  shown = [];
  at.drawer.showCard = (id) => void shown.push(id);
  act(() => render(<Review drawer={at.drawer} />, at.root));
});
afterEach(() => {
  act(() => render(null, at.root));
  at.end();
});
const find = (...findings: Finding[]): void => {
  void act(() => void (at.drawer.findings.value = findings));
};
const words = (selector: string): string => at.root.querySelector(selector)?.textContent?.trim() ?? "";

describe("what is lacking", () => {
  test("stands under its rule, with how many there are", () => {
    find(finding("a", "touchpoints", "tp_1", "tp_1"), finding("b"), finding("a", "touchpoints", "tp_2", "tp_2"));
    const groups = [...at.root.querySelectorAll<HTMLElement>("[data-rule]")];
    expect(groups.map((group) => group.dataset["rule"])).toEqual(["a", "b"]);
    expect(groups[0]?.querySelector("summary")?.textContent).toBe("見出し a2");
    expect(words(".jw-review-findings header")).toContain("3件");
    act(() => void (at.drawer.language.value = "en"));
    expect(words("[data-rule=b] li")).toBe("b:");
  });

  test("leads to its card", () => {
    find(finding("a", "touchpoints", "tp_2", "tp_2"));
    click(at.root.querySelector(".jw-review-group .jw-review-way"));
    expect(shown).toEqual(["tp_2"]);
    expect(at.asked).toEqual([]);
  });

  test("leads to where it can be put right as well, where that is another drawer", () => {
    find(finding("a", "actions", "ac_1", "tp_2"), finding("b", "personas", "pe_1"));
    for (const way of at.root.querySelectorAll(".jw-review-group .jw-review-way")) click(way);
    expect(shown).toEqual(["tp_2"]);
    expect(at.asked).toEqual([["actions", "ac_1"], ["personas", "pe_1"]]);
  });

  test("leads nowhere where it is about the map as a whole, or about what is gone", () => {
    find(finding("a"), finding("b", "touchpoints", "tp_gone", "tp_gone"), finding("c", "stages", "st_1"));
    expect(at.root.querySelectorAll(".jw-review-group .jw-review-way")).toHaveLength(0);
    expect(at.root.querySelectorAll(".jw-review-group p")).toHaveLength(3);
  });

  test("a long list is folded, a short one is open", () => {
    find(...Array.from({ length: 6 }, (_, n) => finding("many", "notes", `no_${n}`)), finding("few"));
    expect(at.root.querySelector<HTMLDetailsElement>("[data-rule=many]")?.open).toBe(false);
    expect(at.root.querySelector<HTMLDetailsElement>("[data-rule=few]")?.open).toBe(true);
  });

  test("what is not told one by one is counted all the same", () => {
    find(finding("a"), { ...finding("a"), more: 30 });
    expect(words("[data-rule=a] summary")).toBe("見出し a31");
    expect(words(".jw-review-findings header")).toContain("31件");
  });

  test("where nothing is, it says so", () => {
    expect(words(".jw-review-none")).toBe("足りないものはありません。");
  });

  test("the map can be said to be reviewed today, in one step", () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 3, 23, 59) });
    find(finding("not_reviewed_lately"));
    click(button(at.root, "今日、見直しました"));
    vi.useRealTimers();
    expect(at.patches).toEqual([{ about: { reviewed_on: "2026-11-03" } }]);
  });

  test("a text from the map is a text", () => {
    const odd = finding("a");
    find({ ...odd, said: { ja: "<img src=x onerror=alert(1)>", en: "" } });
    expect(at.root.querySelector("img")).toBeNull();
    expect(words(".jw-review-group p")).toBe("<img src=x onerror=alert(1)>");
  });
});

describe("what to discuss first", () => {
  test("is what people disagree on most, and follows the scores without the kernel", () => {
    const cards = (): string[] => [...at.root.querySelectorAll<HTMLElement>(".jw-review-first [data-card]")].map((card) => card.dataset["card"] ?? "");
    expect(cards()).toEqual(["tp_2", "tp_3"]);
    expect(words(".jw-review-first li")).toContain("−2〜+2・2人・一致度 −1.00");
    act(() => at.remote({ scores: { "tp_2//as_is/p0": { score: 2 } } }));
    expect(cards()).toEqual(["tp_3"]);
    click(at.root.querySelector(".jw-review-first [data-card]"));
    expect(shown).toEqual(["tp_3"]);
  });

  test("is nothing where nobody disagrees", () => {
    act(() => at.remote({ scores: { "tp_2//as_is/p0": null, "tp_3//as_is/p0": null } }));
    expect(at.root.querySelector(".jw-review-first")).toBeNull();
  });
});

test("the map in numbers says whose they are", () => {
  const number = (name: string): string => words(`[data-number=${name}]`);
  expect(number("mean")).toBe("平均+0.53枚");
  expect(number("lowest")).toBe("最も低い0支払い");
  expect(number("largest_drop")).toBe("最も大きな落差1支払い");
  expect(number("peak_end")).toBe("ピーク・エンド+0.8終わりは +0.5");
  expect(number("agreement")).toBe("一致度 A+0.252人"); // (1 − 1 + 0.75) / 3
});

test("while scores are hidden, nothing is told of them", () => {
  find(finding("a", "touchpoints", "tp_2", "tp_2"));
  act(() => at.drawer.store.steer({ revealed: false }));
  expect(at.root.textContent).toBe("採点を見せるまで、点検はお休みです。");
});

test("a day is the person's own, not that of Greenwich", () => {
  expect(today(new Date(2026, 0, 5, 0, 30))).toBe("2026-01-05");
});
