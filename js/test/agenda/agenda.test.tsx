/** The strip and the script, as a person sees and uses them, on a kernel in memory. */

import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Agenda } from "../../src/agenda/Agenda";
import { AgendaStrip } from "../../src/agenda/Strip";
import { record } from "../../src/document/order";
import type { JsonObject } from "../../src/document/json";
import { type LoneDrawer, openDrawer } from "../../src/drawer/open";
import { mount } from "../../src/shell/lifecycle";
import { createKernel, type Kernel, type Page } from "../sync/kernel";
import { button, click, leave, named, press, write } from "../panel/hand";

const AGENDA = {
  ag_1: { title: "目的", hint: "確かめます。", rank: "a0", minutes: 5, activity: "talk" },
  ag_2: { title: "書き出す", rank: "a1", minutes: 15, activity: "silent" },
  ag_3: { title: "投票する", rank: "a2", minutes: 7, activity: "vote", dots: 3 },
};

let kernel: Kernel;
let views: { page: Page; ends: AbortController; root: HTMLElement }[];
/** Notes that were started, by frequency. */
let heard: number[];

class Note extends EventTarget {
  frequency: number;
  constructor(_: unknown, { frequency }: { frequency: number }) {
    super();
    this.frequency = frequency;
  }
  connect(next: unknown): unknown {
    return next;
  }
  start(): void {
    heard.push(this.frequency);
  }
  stop(): void {}
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date("2026-06-01T05:00:00Z"));
  heard = [];
  const gain = { value: 0, setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
  vi.stubGlobal("OscillatorNode", Note);
  vi.stubGlobal("AudioContext", class extends EventTarget {
    state = "running";
    currentTime = 0;
    destination = {};
    createGain = (): unknown => ({ gain, connect: (next: unknown) => next });
  });
  Reflect.deleteProperty(globalThis, Symbol.for("journey_widgets.chime"));
  kernel = createKernel({ about: { title: "EC", language: "ja" }, agenda: AGENDA });
  views = [];
});
afterEach(() => {
  for (const { page, ends, root } of views) {
    ends.abort();
    page.close();
    root.remove();
  }
  vi.useRealTimers();
});

function show(what: "strip" | "agenda", client = "a"): { drawer: LoneDrawer; root: HTMLElement } {
  let name = "";
  const page = kernel.page({ auto: false, client, name: { get: () => name, set: (given) => void (name = given) } });
  page.pump();
  const ends = new AbortController();
  const root = document.body.appendChild(document.createElement("section"));
  const drawer = openDrawer({ store: page.store, root, signal: ends.signal, language: "ja" });
  views.push({ page, ends, root });
  act(() => mount(root, what === "strip" ? <AgendaStrip drawer={drawer} /> : <Agenda drawer={drawer} />, ends.signal));
  return { drawer, root };
}

function settle(): void {
  act(() => {
    for (let round = 0; round < 3; round += 1) for (const { page } of views) page.pump();
  });
}

/** Time passes, second by second; a figure is drawn just after the second that it stands for. */
function pass(seconds: number): void {
  for (let at = 0; at < seconds; at += 1) act(() => void vi.advanceTimersByTime(1_000));
  act(() => void vi.advanceTimersByTime(10));
}

const strip = (root: HTMLElement): HTMLElement => root.querySelector<HTMLElement>(".jw-strip")!;
const words = (root: HTMLElement, selector: string): string => root.querySelector(selector)?.textContent?.trim() ?? "";

describe("the strip", () => {
  test("without an agenda it offers the ready ones, and one press is one undo step", () => {
    kernel = createKernel({ about: { title: "EC", language: "ja" }, agenda: {} });
    const { root, drawer } = show("strip");
    expect(root.textContent).toContain("進行表がありません");
    click(button(root, "120分"));
    settle();
    expect(Object.keys(kernel.document["agenda"] as JsonObject)).toHaveLength(12);
    expect(words(root, "h3")).toContain("はじめる前に");
    act(() => drawer.store.undo());
    settle();
    expect(Object.keys((kernel.document["agenda"] ?? {}) as JsonObject)).toHaveLength(0);
  });

  test("says the step, the hint, what comes next and how much is left", () => {
    const { root } = show("strip");
    click(button(root, "始める"));
    settle();
    expect(strip(root).dataset["step"]).toBe("ag_1");
    expect(words(root, "h3")).toBe("3項目中1番目 目的");
    expect(words(root, ".jw-strip-step p")).toBe("確かめます。");
    expect(words(root, ".jw-strip-next")).toBe("次：書き出す（15分）");
    expect(words(root, ".jw-strip-timer b")).toBe("5:00");
    pass(18);
    expect(words(root, ".jw-strip-timer b")).toBe("4:42");
    expect(root.querySelector("[role=timer]")!.getAttribute("aria-label")).toBe("残り4分42秒");
    expect(root.querySelector<HTMLElement>(".jw-strip-track .now i")!.style.width).toBe("6%");
  });

  test("going on switches what the room may see, in every page; the end shows everything", () => {
    const [a, b] = [show("strip"), show("strip", "b")];
    click(button(a.root, "始める"));
    click(button(a.root, "次へ"));
    expect(a.drawer.session.value).toMatchObject({ step: "ag_2", silent: true, revealed: false });
    settle();
    expect(strip(b.root).dataset["step"]).toBe("ag_2");
    expect(words(b.root, ".jw-strip-modes")).toBe("話さずにほかの人の点は非公開");
    expect(b.drawer.spoken.value).toBe("3項目中2番目、書き出す、15分。");
    click(button(b.root, "次へ"));
    settle();
    expect(words(a.root, "[data-mode=voting]")).toBe("一人3票");
    expect(words(a.root, ".jw-strip-next")).toBe("これが最後です");
    click(button(a.root, "終わる"));
    settle();
    expect(b.drawer.session.value).toMatchObject({ step: "", silent: false, revealed: true, voting: 0, timerEnds: "" });
  });

  test("a page that comes while the timer runs shows the same time, and rings for nothing that has passed", () => {
    const { root } = show("strip");
    click(button(root, "始める"));
    settle();
    pass(240);
    heard = [];
    const later = show("strip", "b");
    expect(words(later.root, ".jw-strip-timer b")).toBe("1:00");
    pass(2);
    expect(heard).toEqual([]);
  });

  test("warns at two minutes with sound, sight and words, once, and says when it is over", () => {
    const { root, drawer } = show("strip");
    const spoken: string[] = [];
    drawer.spoken.subscribe((words) => void spoken.push(words.trim()));
    click(button(root, "始める"));
    settle();
    pass(179);
    expect([heard.length, strip(root).classList.contains("is-near")]).toEqual([0, false]);
    pass(2);
    expect(heard).toHaveLength(2);
    expect(strip(root).classList.contains("is-near")).toBe(true);
    expect(words(root, ".jw-strip-timer small")).toBe("残りわずか");
    expect(drawer.spoken.value.trim()).toBe("残り2分です。");
    pass(130);
    expect(heard).toHaveLength(5);
    expect(words(root, ".jw-strip-timer small")).toBe("超過");
    expect(words(root, ".jw-strip-timer b")).toBe("−0:11");
    expect(spoken.slice(-2)).toEqual(["残り2分です。", "時間です。"]);
    expect(spoken).toHaveLength(4);
  });

  test("two widgets on one page ring once", () => {
    const { root } = show("strip");
    show("strip", "b");
    click(button(root, "始める"));
    settle();
    pass(181);
    expect(heard).toHaveLength(2);
  });

  test("sound and sight can both be switched off, for everyone", () => {
    const a = show("agenda");
    const b = show("strip", "b");
    click(button(a.root, "始める"));
    click(a.root.querySelector("[data-setting=sound] input"));
    click(a.root.querySelector("[data-setting=sight] input"));
    settle();
    expect(named(b.root, "タイマーの音").getAttribute("aria-pressed")).toBe("false");
    pass(310);
    expect(heard).toEqual([]);
    expect(strip(b.root).classList.contains("is-near")).toBe(false);
    expect(words(b.root, ".jw-strip-timer small")).toBe("");
    expect(words(b.root, ".jw-strip-timer b")).toBe("−0:10");
  });

  test("switching the sound on is heard at once", () => {
    const { root } = show("strip");
    const sound = named(root, "タイマーの音");
    click(sound);
    expect(heard).toEqual([]);
    click(sound);
    expect(heard).toHaveLength(1);
  });

  test("may be paused and extended, and then warns again", () => {
    const { root } = show("strip");
    click(button(root, "始める"));
    settle();
    pass(60);
    click(named(root, "一時停止"));
    settle();
    pass(600);
    expect(words(root, ".jw-strip-timer")).toBe("4:00一時停止中");
    click(named(root, "タイマーを動かす"));
    settle();
    pass(121);
    expect(heard).toHaveLength(2);
    click(named(root, "2分延ばす"));
    settle();
    expect(words(root, ".jw-strip-timer b")).toBe("3:59");
    expect(strip(root).classList.contains("is-near")).toBe(false);
    pass(121);
    expect(heard).toHaveLength(4);
  });
});

describe("the script", () => {
  const open = (root: HTMLElement, title: string): HTMLElement => {
    click(named(root, `「${title}」を編集`));
    return root.querySelector<HTMLElement>(".jw-step.is-open")!;
  };
  const order = (root: HTMLElement): string[] => [...root.querySelectorAll<HTMLElement>(".jw-step")].map((row) => row.dataset["step"]!);
  const step = (id: string): JsonObject | undefined => record(kernel.document, "agenda", id);

  test("lists every step with its minutes from and to, and their sum", () => {
    const { root } = show("agenda");
    expect([...root.querySelectorAll(".jw-step-when")].map((each) => each.textContent)).toEqual(["5分0–5", "15分5–20", "7分20–27"]);
    expect(words(root, ".jw-agenda-steps header")).toContain("3項目・27分");
  });

  test("begins any step from its row", () => {
    const { root, drawer } = show("agenda");
    click(named(root, "「投票する」を始める"));
    expect(drawer.session.value).toMatchObject({ step: "ag_3", voting: 3 });
    expect(root.querySelector("[data-step=ag_3][aria-current=step]")).not.toBeNull();
  });

  test("title, minutes, hint and activity are edited where they stand; each is one change", () => {
    const { root } = show("agenda");
    const row = open(root, "目的");
    write(named<HTMLInputElement>(row, "項目名"), "目的とルール");
    leave(named(row, "項目名"));
    write(named<HTMLInputElement>(row, "長さ（分）"), "１２.５");
    press(named(row, "長さ（分）"), "Enter");
    write(named<HTMLTextAreaElement>(row, "進め方"), "");
    leave(named(row, "進め方"));
    const how = row.querySelector<HTMLSelectElement>("[data-field=activity]")!;
    how.value = "silent";
    act(() => void how.dispatchEvent(new Event("change", { bubbles: true })));
    settle();
    expect(step("ag_1")).toEqual({ title: "目的とルール", rank: "a0", minutes: 12.5, activity: "silent" });
    expect(kernel.applied).toHaveLength(4);
  });

  test("what is no number of minutes is said and taken back", () => {
    const { root, drawer } = show("agenda");
    const row = open(root, "目的");
    for (const nonsense of ["たくさん", "-1", "1441", ""]) {
      write(named<HTMLInputElement>(row, "長さ（分）"), nonsense);
      act(() => named(row, "長さ（分）").blur());
      expect(named<HTMLInputElement>(row, "長さ（分）").value).toBe("5");
    }
    expect(drawer.spoken.value.trim()).toBe("0から1440までの数を入れてください。");
    settle();
    expect(kernel.applied).toEqual([]);
  });

  test("steps change places by button, and say where they are", () => {
    const { root, drawer } = show("agenda");
    const row = open(root, "目的");
    expect(named(row, "「目的」を前へ").getAttribute("aria-disabled")).toBe("true");
    click(named(row, "「目的」を前へ"));
    click(named(row, "「目的」を後ろへ"));
    expect(order(root)).toEqual(["ag_2", "ag_1", "ag_3"]);
    expect(drawer.spoken.value).toBe("「目的」は2番目になりました。");
    click(named(root, "「目的」を後ろへ"));
    settle();
    expect(order(root)).toEqual(["ag_2", "ag_3", "ag_1"]);
    expect(kernel.applied).toHaveLength(2);
  });

  test("steps are added behind the open one, and deleted", () => {
    const { root } = show("agenda");
    open(root, "目的");
    click(button(root, "項目を追加"));
    settle();
    const [, fresh] = order(root);
    expect(step(fresh!)).toMatchObject({ title: "新しい項目", minutes: 10, activity: "talk" });
    click(named(root, "「新しい項目」を削除"));
    settle();
    expect(order(root)).toEqual(["ag_1", "ag_2", "ag_3"]);
  });

  test("what the room sees can be set by hand at any time", () => {
    const [a, b] = [show("agenda"), show("strip", "b")];
    click(a.root.querySelector("[data-setting=silent] input"));
    click(a.root.querySelector("[data-setting=hidden] input"));
    write(named<HTMLInputElement>(a.root, "一人の票数（0は投票なし）"), "5");
    leave(named(a.root, "一人の票数（0は投票なし）"));
    settle();
    expect(b.drawer.session.value).toMatchObject({ silent: true, revealed: false, voting: 5 });
  });

  test("a step somebody else has deleted while it is at hand leaves the strip at the beginning", () => {
    const { root } = show("agenda");
    click(named(root, "「書き出す」を始める"));
    settle();
    act(() => kernel.change({ agenda: { ag_2: null } }));
    settle();
    expect(strip(root).dataset["step"]).toBe("");
    expect(button(root, "始める")).toBeTruthy();
  });
});

test("while people score alone, the strip asks for a name where there is none", () => {
  const { root, drawer } = show("strip");
  const field = (): HTMLInputElement | null => root.querySelector<HTMLInputElement>(".jw-strip-name");
  expect(field()).toBeNull();
  act(() => drawer.store.steer({ revealed: false, voting: 3 }));
  expect(field()).toBeNull();
  act(() => drawer.store.steer({ voting: 0 }));
  write(field()!, "花子");
  press(field()!, "Enter");
  expect(drawer.store.name).toBe("花子");
  expect(field()).toBeNull();
});
