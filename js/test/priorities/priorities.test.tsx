import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Priorities } from "../../src/priorities/Priorities";
import { button, click, named, press } from "../panel/hand";
import { sample } from "./map";
import { type Scene, scene } from "./scene";

let stage: Scene;

function show(name = ""): void {
  stage = scene(sample(), "ja", name);
  act(() => render(<Priorities drawer={stage.drawer} />, stage.root));
}
beforeEach(() => {
  vi.useFakeTimers();
  show();
});
afterEach(() => {
  act(() => render(null, stage.root));
  stage.end();
  vi.useRealTimers();
});

const chip = (id: string): HTMLElement => stage.root.querySelector<HTMLElement>(`.jw-weigh[data-note="${id}"]`)!;
const plane = (): HTMLElement => stage.root.querySelector<HTMLElement>(".jw-plane-field")!;
const said = (): string => stage.root.querySelector(".jw-ranked-say")!.textContent!;

/** Rectangles, as happy-dom lays nothing out. */
function box(element: Element, left: number, top: number, width: number, height: number): void {
  element.getBoundingClientRect = () => new DOMRect(left, top, width, height);
}

function pointer(target: Element, type: string, x: number, y: number): void {
  act(() => void target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, button: 0, clientX: x, clientY: y })));
}

describe("the plane", () => {
  test("shows weighed pains and opportunities, and keeps the others in the tray", () => {
    expect([...plane().querySelectorAll("[data-note]")].map((each) => each.getAttribute("data-note"))).toEqual(["no_1", "no_2", "no_5"]);
    expect([...stage.root.querySelectorAll(".jw-weigh-tray [data-note]")].map((each) => each.getAttribute("data-note"))).toEqual(["no_3"]);
    expect(chip("no_1").getAttribute("aria-label")).toBe("機会、ゲスト購入、効果5、工数2、3票");
  });

  test("a drag is one change, made where the hand lets go", () => {
    chip("no_3").setPointerCapture = () => {};
    box(plane(), 0, 0, 330, 250);
    pointer(chip("no_3"), "pointerdown", 500, 500);
    pointer(chip("no_3"), "pointermove", 20, 30);
    expect(stage.root.querySelector<HTMLElement>(".jw-plane-cell")!.dataset).toMatchObject({ impact: "5", effort: "1" });
    expect(stage.patches).toEqual([]);
    pointer(chip("no_3"), "pointerup", 20, 30);
    expect(stage.patches).toEqual([{ notes: { no_3: { impact: 5, effort: 1 } } }]);
    expect(plane().contains(chip("no_3"))).toBe(true);
  });

  test("Escape in the middle of a drag puts it back, and so does a drop beside everything", () => {
    chip("no_1").setPointerCapture = () => {};
    box(plane(), 0, 0, 330, 250);
    pointer(chip("no_1"), "pointerdown", 10, 10);
    pointer(chip("no_1"), "pointermove", 300, 200);
    press(document.body, "Escape");
    expect(stage.root.querySelector(".jw-weigh-ghost")).toBeNull();
    pointer(chip("no_1"), "pointerup", 300, 200);
    pointer(chip("no_1"), "pointerdown", 10, 10);
    pointer(chip("no_1"), "pointermove", 900, 900);
    pointer(chip("no_1"), "pointerup", 900, 900);
    expect(stage.patches).toEqual([]);
  });

  test("a note that somebody deletes in the middle of a drag is in nobody's hand", () => {
    const gone = chip("no_1");
    gone.setPointerCapture = () => {};
    box(plane(), 0, 0, 330, 250);
    pointer(gone, "pointerdown", 10, 10);
    pointer(gone, "pointermove", 300, 200);
    act(() => stage.remote({ notes: { no_1: null } }));
    pointer(document.body, "lostpointercapture", 300, 200);
    expect(stage.root.querySelector(".jw-plane-cell, .jw-weigh-ghost")).toBeNull();
    expect(press(document.body, "Escape").defaultPrevented).toBe(false);
    expect(stage.patches).toEqual([]);
  });

  test("a chip dropped on the plan becomes an action, one dropped on the tray leaves the plane", () => {
    for (const [id, over] of [["no_1", "[data-drop='action']"], ["no_2", ".jw-weigh-tray"]] as const) {
      chip(id).setPointerCapture = () => {};
      box(stage.root.querySelector(over)!, 1000, 1000, 50, 50);
      pointer(chip(id), "pointerdown", 10, 10);
      pointer(chip(id), "pointermove", 1010, 1010);
      pointer(chip(id), "pointerup", 1010, 1010);
      box(stage.root.querySelector(over)!, 0, 0, 0, 0);
    }
    const [made, taken] = stage.patches as [Record<string, Record<string, unknown>>, unknown];
    expect(Object.values(made["actions"]!)).toEqual([
      { title: "ゲスト購入", note: "no_1", touchpoint: "tp_3", effort: 2, score_before: -2, effect: 3, status: "todo" },
    ]);
    expect(taken).toEqual({ notes: { no_2: { impact: null, effort: null } } });
  });

  test("with the keyboard: Space lifts, arrows move, Space drops; Escape and leaving put it back; Delete takes it off", () => {
    chip("no_5").focus();
    press(chip("no_5"), " ");
    press(chip("no_5"), "ArrowUp");
    press(chip("no_5"), "ArrowLeft");
    press(chip("no_5"), "ArrowRight");
    press(chip("no_5"), "ArrowRight");
    expect(stage.patches).toEqual([]);
    press(chip("no_5"), " ");
    expect(stage.patches).toEqual([{ notes: { no_5: { impact: 2 } } }]);
    press(chip("no_5"), " ");
    press(chip("no_5"), "ArrowUp");
    press(chip("no_5"), "Escape");
    press(chip("no_5"), " ");
    press(chip("no_5"), "ArrowUp");
    act(() => chip("no_5").blur());
    expect(stage.patches).toHaveLength(1);
    press(chip("no_5"), "ArrowLeft", { altKey: true });
    press(chip("no_5"), "Delete");
    expect(stage.patches.slice(1)).toEqual([{ notes: { no_5: { effort: 4 } } }, { notes: { no_5: { impact: null, effort: null } } }]);
  });

  test("a chip from the tray comes into the middle, and arrows without Space go from chip to chip", () => {
    press(chip("no_3"), "ArrowUp", { altKey: true });
    expect(stage.patches).toEqual([{ notes: { no_3: { impact: 3, effort: 3 } } }]);
    press(chip("no_1"), "ArrowDown");
    act(() => void vi.advanceTimersToNextFrame());
    expect(document.activeElement).toBe(chip("no_2"));
    expect(stage.patches).toHaveLength(1);
  });

  test("the chosen note can be weighed without a drag, and its card is shown", () => {
    click(chip("no_1"));
    expect(stage.drawer.selected.value).toBe("tp_3");
    const levels = named(stage.root, "効果");
    click(levels.querySelectorAll("button")[1]);
    click(named(stage.root, "深刻度").querySelectorAll("button")[3]);
    expect(stage.patches).toEqual([{ notes: { no_1: { impact: 2 } } }, { notes: { no_1: { severity: 4 } } }]);
    click(button(stage.root, "面から外す"));
    expect(stage.patches[2]).toEqual({ notes: { no_1: { impact: null, effort: null } } });
  });

  test("what somebody else weighs moves here, too", () => {
    act(() => stage.remote({ notes: { no_3: { impact: 1, effort: 1 } } }));
    expect(plane().contains(chip("no_3"))).toBe(true);
  });
});

describe("the rankings", () => {
  test("say the top three by dots, and how often the same three come up", () => {
    expect(said()).toBe("上位3つ：ゲスト購入・入力エラー・返事が遅い。確かさを計算しています…");
    act(() => void vi.advanceTimersByTime(200));
    expect(said()).toMatch(/^上位3つ：ゲスト購入・入力エラー・返事が遅い。参加者3人を入れ替えた1,000回のうち\d+%で同じ顔ぶれです。$/);
  });

  test("by opportunity, with the formula beside it and where each importance comes from", () => {
    click(button(stage.root, "機会スコア"));
    const details = stage.root.querySelector(".jw-ranked details")!;
    expect(details.querySelector(".jw-formula")!.textContent).toContain("重要度＋max(重要度−満足度, 0)");
    const rows = [...details.querySelectorAll("tbody tr")].map((row) => row.textContent);
    expect(rows[0]).toContain("検索する10¹3.316.7");
    expect(rows[1]).toContain("登録する5²010");
  });

  test("by severity × frequency nobody is drawn again, as it was agreed once", () => {
    click(button(stage.root, "深刻度×頻度"));
    expect(said()).toBe("上位2つ：入力エラー・送料が見えない。一度決めた値なので、人による揺れは分かりません。");
  });

  test("are hidden, dots and all, until they are revealed", () => {
    act(() => stage.steer({ revealed: false }));
    expect(said()).toBe("採点と投票が公開されると、順位が出ます。");
    expect(stage.root.querySelector(".jw-ranked")).toBeNull();
    expect(chip("no_1").textContent).toBe("ゲスト購入");
  });
});

test("in silence everybody sees their own notes, and how many others there are", () => {
  act(() => render(null, stage.root));
  stage.end();
  show("森");
  act(() => stage.steer({ silent: true }));
  expect([...stage.root.querySelectorAll(".jw-weigh")].map((each) => (each as HTMLElement).dataset["note"])).toEqual(["no_5"]);
  expect(stage.root.querySelector(".jw-weigh-tray")!.textContent).toContain("ほかの人の付箋3枚");
});

describe("what if", () => {
  test("raising the lowest card moves mean, peak–end and rank, and nothing on the map", () => {
    const rows = (): (string | null)[] => [...stage.root.querySelectorAll(".jw-what-if tbody tr")].map((row) => row.textContent);
    expect(stage.root.querySelector("select")!.value).toBe("tp_3");
    expect(rows()).toEqual(["平均−0.250+0.25", "ピーク・エンド−1+0.5+1.5", "機会スコアの順位2位2位変わらず"]);
    click(named(stage.root, "大きく"));
    click(named(stage.root, "大きく"));
    expect(rows()[0]).toBe("平均−0.25+0.5+0.75");
    expect(stage.patches).toEqual([]);
  });

  test("says which single fix is worth most for its effort", () => {
    expect(stage.root.querySelector(".jw-best-fix p")!.textContent).toBe("1つだけ直すなら「ゲスト購入」。曲線の平均が+0.75動きます（工数2）。");
  });
});
