import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Actions } from "../../src/actions/Actions";
import type { Patch } from "../../src/document/json";
import { button, click, leave, named, press, write } from "../panel/hand";
import { sample } from "../priorities/map";
import { type Scene, scene } from "../priorities/scene";

let stage: Scene;
let saved: { name: string; text: Promise<string> }[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 5, 15, 10) });
  saved = [];
  stage = scene({
    ...sample(),
    actions: {
      ac_1: { title: "送料を先頭に出す", touchpoint: "tp_4", owner: "伊藤", due: "2026-06-14", status: "doing", effect: 1.3 },
      ac_2: { title: "交換をWebに移す", touchpoint: "tp_2", status: "todo" },
      ac_3: { title: "返品の案内", touchpoint: "tp_1", owner: "森", due: "2026-05-01", check_on: "2026-06-01", status: "done", effect: 1 },
      ac_4: { title: "やめたこと", status: "dropped" },
    },
  });
  act(() => render(<Actions drawer={stage.drawer} />, stage.root));
});
afterEach(() => {
  act(() => render(null, stage.root));
  stage.end();
  vi.useRealTimers();
});

const row = (id: string): HTMLElement => stage.root.querySelector<HTMLElement>(`[data-action="${id}"]`)!;
const open = (id: string): void => click(row(id).querySelector(".jw-act-open"));
const last = (): Patch => stage.patches.at(-1)!;

describe("the plan", () => {
  test("says in words what is late, what nobody owns, what has no date and what is to be checked", () => {
    expect(stage.root.querySelector(".jw-acts-say")!.textContent).toBe("3件：完了1、期限切れ1、担当なし1、期限なし1、効果の確認待ち1。");
    expect(row("ac_1").textContent).toContain("期限切れ 6/14");
    expect(row("ac_2").textContent).toContain("担当なし期限なし");
    expect(row("ac_3").textContent).toContain("効果を確認");
    expect(row("ac_3").textContent).not.toContain("期限切れ");
  });

  test("the open ones come first by their day, the dropped one last", () => {
    expect([...stage.root.querySelectorAll<HTMLElement>("[data-action]")].map((each) => each.dataset["action"])).toEqual(["ac_1", "ac_2", "ac_3", "ac_4"]);
  });

  test("a press on the circle moves it on, and says so before", () => {
    const turn = named(stage.root, "「送料を先頭に出す」は進行中。押すと完了にします");
    click(turn);
    expect(last()).toEqual({ actions: { ac_1: { status: "done" } } });
  });

  test("is kept current by what Python writes", () => {
    act(() => stage.remote({ actions: { ac_1: { due: "2026-06-20" } } }));
    expect(row("ac_1").textContent).not.toContain("期限切れ");
  });
});

describe("an action's form", () => {
  test("keeps each field when it is left, one change for each", () => {
    open("ac_2");
    write(named(stage.root, "担当"), "田中");
    leave(named(stage.root, "担当"));
    expect(last()).toEqual({ actions: { ac_2: { owner: "田中" } } });
    const due = named<HTMLInputElement>(stage.root, "期限");
    due.value = "2026-07-31";
    act(() => void due.dispatchEvent(new Event("change", { bubbles: true })));
    expect(last()).toEqual({ actions: { ac_2: { due: "2026-07-31" } } });
    click(button(row("ac_2"), "進行中"));
    click(named(stage.root, "工数").querySelectorAll("button")[1]);
    expect(stage.patches.slice(2)).toEqual([{ actions: { ac_2: { status: "doing" } } }, { actions: { ac_2: { effort: 2 } } }]);
  });

  test("a year that is still being typed is no date yet", () => {
    open("ac_2");
    const due = named<HTMLInputElement>(stage.root, "期限");
    for (const day of ["0002-07-31", "0020-07-31", "0202-07-31", "2026-07-31"]) {
      due.value = day;
      act(() => void due.dispatchEvent(new Event("change", { bubbles: true })));
    }
    expect(stage.patches).toEqual([{ actions: { ac_2: { due: "2026-07-31" } } }]);
  });

  test("reads full-width figures and any minus; what is no number is taken back", () => {
    open("ac_2");
    const effect = (): HTMLInputElement => named<HTMLInputElement>(stage.root, "見込みの効果");
    write(effect(), "−１．５");
    leave(effect());
    expect(last()).toEqual({ actions: { ac_2: { effect: -1.5 } } });
    write(effect(), "たくさん");
    leave(effect());
    expect(stage.patches).toHaveLength(1);
    expect(effect().value).toBe("−1.5");
    expect(stage.drawer.spoken.value).toBe("「たくさん」は数字ではありません。");
  });

  test("an outcome with its score stands beside what was expected", () => {
    open("ac_3");
    write(named(stage.root, "実施後の感情"), "+1.5");
    leave(named(stage.root, "実施後の感情"));
    write(named<HTMLTextAreaElement>(stage.root, "結果"), "問い合わせが減った");
    leave(named(stage.root, "結果"));
    expect(row("ac_3").textContent).toContain("見込み +1、実績 +0.5（差 −0.5）");
    expect(stage.root.querySelector(".jw-outcomes tbody")!.textContent).toBe("1 返品の案内問い合わせが減った+1 → +1.5+1+0.5");
    expect(row("ac_3").textContent).not.toContain("効果を確認");
  });

  test("can delete the action", () => {
    open("ac_2");
    click(button(stage.root, "削除"));
    expect(last()).toEqual({ actions: { ac_2: null } });
    expect(row("ac_2")).toBeNull();
  });
});

describe("from a note", () => {
  test("one click makes an action of it, open to be worded, and the note is no longer offered", () => {
    click(named(stage.root, "「ゲスト購入」をアクションにする"));
    const [id, made] = Object.entries((last() as Record<string, Record<string, unknown>>)["actions"]!)[0]!;
    expect(made).toEqual({ title: "ゲスト購入", note: "no_1", touchpoint: "tp_3", effort: 2, score_before: -2, effect: 3, status: "todo" });
    expect(stage.root.querySelector(".jw-act-sources [data-note='no_1']")).toBeNull();
    const title = row(id).querySelector("textarea")!;
    expect(document.activeElement).toBe(title);
    write(title, "ゲスト購入を公開する");
    press(title, "Enter", { isComposing: true });
    expect(stage.patches).toHaveLength(1);
    press(title, "Enter");
    expect(last()).toEqual({ actions: { [id]: { title: "ゲスト購入を公開する" } } });
  });

  test("an action may come from nowhere, about the card in focus", () => {
    act(() => {
      stage.drawer.selected.value = "tp_1";
    });
    const field = named<HTMLInputElement>(stage.root, "アクションを書く");
    write(field, "看板を出す");
    press(field, "Enter");
    expect(Object.values((last() as Record<string, Record<string, unknown>>)["actions"]!)).toEqual([{ title: "看板を出す", touchpoint: "tp_1", score_before: 1, status: "todo" }]);
    leave(field);
    expect(stage.patches).toHaveLength(1);
  });
});

test("the plan goes out as a calendar and as a spreadsheet, under a name that every system takes", async () => {
  vi.stubGlobal("URL", Object.assign(URL, {
    createObjectURL: (blob: Blob) => {
      saved.push({ name: "", text: blob.arrayBuffer().then((bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)) });
      return "blob:x";
    },
    revokeObjectURL: () => {},
  }));
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.at(-1)!.name = this.download;
  });
  click(button(stage.root, ".ics（カレンダー）"));
  click(button(stage.root, "CSV（Excel）"));
  expect(saved.map(({ name }) => name)).toEqual(["EC_サイト.ics", "EC_サイト.csv"]);
  const [ics, csv] = await Promise.all(saved.map(({ text }) => text));
  expect(ics).toContain("\r\nSUMMARY:期限：送料を先頭に出す（伊藤）\r\n");
  expect(csv!.startsWith("\ufeffアクション,タッチポイント,担当,期限")).toBe(true);
});
