import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Board } from "../../src/board/Board";
import { createLanes } from "../../src/board/lanes";
import { typed } from "../../src/board/own";
import { cardPictures } from "../../src/board/pictures";
import { openBoard } from "../../src/board/open";
import { Panel } from "../../src/board/Panel";
import type { JsonObject } from "../../src/document/json";
import type { Pictures } from "../../src/pictures/types";
import { button, click, leave, named, press, write } from "../panel/hand";
import { sample, stage, type Stage } from "../panel/stage";

let scene: Stage;
function open(document = sample()): void {
  scene = stage(document);
  act(() => render(<Board board={scene.board} />, scene.root));
}
beforeEach(() => localStorage.clear());
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

const with_ = (cards: Record<string, JsonObject>): ReturnType<typeof sample> => {
  const map = sample() as unknown as { touchpoints: Record<string, JsonObject> };
  for (const [id, fields] of Object.entries(cards)) map.touchpoints[id] = { ...map.touchpoints[id], ...fields };
  return map as unknown as ReturnType<typeof sample>;
};
const heads = (): (string | undefined)[] => [...scene.root.querySelectorAll<HTMLElement>("[data-below]")].map((head) => head.dataset["below"]);
const FACTS = ["fact.goal", "fact.strategy", "fact.kpi", "fact.owner", "fact.duration"];

describe("the stages' table", () => {
  test("is not there while nothing is said, but a quiet way in is", () => {
    open();
    expect(heads()).toEqual([]);
    expect(scene.root.querySelectorAll(".jw-below")).toHaveLength(0);
    click(scene.root.querySelector("[data-action=show-facts]"));
    expect(heads()).toEqual(FACTS);
    expect(scene.root.querySelectorAll(".jw-band .jw-below")).toHaveLength(10);
  });

  test("comes by itself when somebody says something, and goes when it is hidden, also the next time", () => {
    open();
    act(() => scene.remote({ stages: { st_b: { kpi: "購入完了率" } } }));
    expect(heads()).toEqual(FACTS);
    expect(named<HTMLTextAreaElement>(scene.root, "購入のKPI").value).toBe("購入完了率");
    click(scene.root.querySelector("[data-action=hide-fact]"));
    expect(heads()).toEqual([]);
    act(() => render(null, scene.root));
    scene.end();
    open();
    act(() => scene.remote({ stages: { st_b: { kpi: "購入完了率" } } }));
    expect(heads()).toEqual([]);
  });

  test("is written where it stands, a cell a patch", () => {
    open();
    act(() => scene.board.shows.set("facts", true));
    write(named<HTMLTextAreaElement>(scene.root, "認知の戦略"), "レビューに力を入れる");
    leave(named(scene.root, "認知の戦略"));
    expect(scene.patches).toEqual([{ stages: { st_a: { strategy: "レビューに力を入れる" } } }]);
  });

  test("takes durations as people say them, and says what it cannot read", () => {
    open();
    act(() => scene.board.shows.set("facts", true));
    const field = (): HTMLInputElement => named<HTMLInputElement>(scene.root, "購入の時間");
    write(field(), "3か月");
    press(field(), "Enter");
    expect(scene.root.querySelector("[role=alert]")!.textContent).toContain("「3か月」");
    write(field(), "２日 3時間");
    press(field(), "Enter");
    expect(scene.patches).toEqual([{ stages: { st_b: { duration: "P2DT3H" } } }]);
    expect(scene.root.querySelector("[role=alert]")).toBeNull();
    leave(field());
    expect(field().value).toBe("2日3時間");
  });

  test("has the one KPI that matters most above everything", () => {
    open();
    expect(scene.root.querySelector("[data-action=north-star]")).toBeNull();
    act(() => scene.remote({ about: { north_star: "再購入率 30%" } }));
    click(scene.root.querySelector(".jw-bar [data-action=north-star]"));
    const field = named<HTMLInputElement>(scene.root, "最重要KPI");
    write(field, "再購入率 35%");
    press(field, "Enter", { isComposing: true });
    expect(scene.patches).toEqual([]);
    press(field, "Enter");
    expect(scene.patches).toEqual([{ about: { north_star: "再購入率 35%" } }]);
  });
});

describe("fields of the map's own", () => {
  const show = (card: string): void => {
    act(() => {
      scene.board.view.selected.value = card;
      scene.board.view.panelOpen.value = true;
    });
  };
  const map = (): ReturnType<typeof sample> => with_({ tp_1: { custom: { 費用: 1200, 部署: "営業" } }, tp_2: { custom: { 費用: 300 } } });

  test("stand in the panel for every card, those without a value empty", () => {
    open(map());
    show("tp_3");
    expect(named<HTMLTextAreaElement>(scene.root, "費用").value).toBe("");
    write(named<HTMLTextAreaElement>(scene.root, "費用"), "２，５００");
    leave(named(scene.root, "費用"));
    expect(scene.patches).toEqual([{ touchpoints: { tp_3: { custom: { 費用: 2500 } } } }]);
  });

  test.each([
    ["1200", null, 1200], ["−3.5", "number", -3.5], ["1,200", "number", 1200], ["0120", null, "0120"], ["1200", "text", "1200"], ["12円", "number", "12円"], ["1,2", null, "1,2"],
  ] as const)("“%s” among %s is kept as %s", (text, kind, kept) => expect(typed(text, kind)).toBe(kept));

  test("are added with their first value, a number as a number", () => {
    open();
    show("tp_1");
    click(scene.root.querySelector("[data-action=add-field]"));
    click(button(scene.root, "追加"));
    expect(scene.root.querySelector("[role=alert]")!.textContent).toBe("名前と、このカードの値を書いてください。");
    write(named<HTMLInputElement>(scene.root, "項目の名前"), "費用");
    write(named<HTMLInputElement>(scene.root, "このカードの値"), "百円");
    click(named(scene.root, "数"));
    press(named(scene.root, "このカードの値"), "Enter", { isComposing: true });
    expect(scene.patches).toEqual([]);
    press(named(scene.root, "このカードの値"), "Enter");
    expect(scene.root.querySelector("[role=alert]")!.textContent).toBe("値を数で書いてください。");
    write(named<HTMLInputElement>(scene.root, "このカードの値"), "100");
    press(named(scene.root, "このカードの値"), "Enter");
    expect(scene.patches).toEqual([{ touchpoints: { tp_1: { custom: { 費用: 100 } } } }]);
  });

  const choose = (name: string, item: string): void => {
    click(named(scene.root, `項目「${name}」`));
    click(scene.root.querySelector(`[role=menu] [data-item="${item}"]`));
  };

  test("are renamed and removed on all cards in one step each", async () => {
    open(map());
    show("tp_1");
    choose("費用", "rename");
    await act(async () => undefined);
    const field = named<HTMLInputElement>(scene.root, "項目の名前");
    write(field, "部署");
    press(field, "Enter");
    expect(scene.patches).toEqual([]);
    expect(scene.board.view.notice.value).toBe("項目「部署」はもうあります。");
    choose("費用", "rename");
    await act(async () => undefined);
    write(named<HTMLInputElement>(scene.root, "項目の名前"), "コスト");
    press(named(scene.root, "項目の名前"), "Enter");
    expect(scene.patches).toEqual([
      { touchpoints: { tp_1: { custom: { 費用: null, コスト: 1200 } }, tp_2: { custom: { 費用: null, コスト: 300 } } } },
    ]);
    choose("コスト", "remove");
    expect(scene.patches[1]).toEqual({ touchpoints: { tp_1: { custom: { コスト: null } }, tp_2: { custom: null } } });
    expect(scene.board.own.names.value).toEqual(["部署"]);
  });

  test("stand on the cards that have them once they are chosen, and on no other", () => {
    open(map());
    expect(scene.root.querySelector(".jw-card-values")).toBeNull();
    act(() => scene.board.shows.set("custom.費用", true));
    const said = [...scene.root.querySelectorAll(".jw-card")].map((card) => card.querySelector(".jw-card-values")?.textContent ?? "");
    expect(said).toEqual(["", "費用 1,200", "費用 300", ""]);
  });

  test("make swimlanes, and a card put into one takes its value, in its kind", () => {
    open(map());
    act(() => {
      scene.board.view.rows.value = "custom.費用";
    });
    expect(scene.board.rowNames.value).toEqual(["1200", "300", ""]);
    act(() => scene.board.commit("tp_1", { stage: "st_a", row: "300", before: null }));
    expect(scene.patches[0]).toMatchObject({ touchpoints: { tp_1: { custom: { 費用: 300 } } } });
    act(() => scene.board.commit("tp_1", { stage: "st_a", row: "", before: null }));
    expect(scene.patches[1]).toMatchObject({ touchpoints: { tp_1: { custom: { 費用: null } } } });
  });
});

describe("Python functions", () => {
  test("say a number for each card, and their sum; what they say anew draws that alone", () => {
    const lanes = createLanes(["費用"]);
    scene = stage();
    const board = openBoard({ store: scene.board.store, root: scene.root, signal: scene.board.signal, rows: "", language: "ja", drawCurve: null, lanes });
    act(() => render(<Board board={board} />, scene.root));
    act(() => lanes.take({ 費用: { values: { tp_1: 100, tp_2: 50.5, tp_3: null }, problem: null, whole: true }, 知らない: { values: {} } }));
    const cell = (): string => scene.root.querySelector(".jw-band .jw-below")!.textContent!;
    expect(cell()).toBe("1100250.5計 150.5");
    act(() => lanes.take({ 費用: { values: { tp_2: "約50" }, problem: null } }));
    expect(cell()).toBe("11002約50");
    expect(lanes.names.value).toEqual(["費用"]);
    act(() => lanes.take({ 費用: { values: {}, problem: { ja: "「費用」の計算が止まりました", en: "…" } } }));
    expect(scene.root.querySelector(".jw-below-wrong")!.textContent).toBe("「費用」の計算が止まりました");
    act(() => lanes.take({ 費用: { values: {}, problem: null, whole: true } }));
    expect(scene.root.querySelector(".jw-below-wrong")).toBeNull();
    expect(cell()).toBe("");
  });
});

describe("pictures on cards", () => {
  const NAME = `${"a".repeat(32)}.webp`;
  const OTHER = `${"b".repeat(32)}.webp`;

  /** Pictures of a page without a line: what is known of each name is set by the test. */
  function pictures(): Pictures & { urls: Map<string, string | null>; tell(name: string, refused?: { ja: string; en: string }): void; put: ReturnType<typeof vi.fn> } {
    const urls = new Map<string, string | null>();
    const listeners: ((name: string, refused: { ja: string; en: string } | null) => void)[] = [];
    return {
      urls,
      url: (name) => urls.get(name),
      put: vi.fn((name: string) => void urls.set(name, "blob:1")),
      waiting: () => false,
      subscribe: (listener) => void listeners.push(listener),
      tell: (name, refused) => listeners.forEach((listener) => listener(name, refused ?? null)),
    };
  }
  function withPictures(document = with_({ tp_1: { image: NAME } })): ReturnType<typeof pictures> {
    const line = pictures();
    scene = stage(document);
    Object.assign(scene.board.store, { pictures: line });
    const board = openBoard({ store: scene.board.store, root: scene.root, signal: scene.board.signal, rows: "", language: "ja", drawCurve: null });
    act(() => render(<Board board={board} />, scene.root));
    Object.assign(scene, { board });
    return line;
  }

  test("are asked for, then shown, called by the card's title or their own words; a missing one says so", () => {
    const line = withPictures();
    const seen = (): Element | null => scene.root.querySelector('[data-touchpoint="tp_1"] .jw-card-picture');
    expect(seen()!.tagName).toBe("SPAN");
    line.urls.set(NAME, "blob:x");
    act(() => line.tell(NAME));
    expect([seen()!.getAttribute("src"), seen()!.getAttribute("alt")]).toEqual(["blob:x", "広告を見る"]);
    act(() => scene.remote({ touchpoints: { tp_1: { image_alt: "駅の看板" } } }));
    expect(seen()!.getAttribute("alt")).toBe("駅の看板");
    act(() => scene.remote({ touchpoints: { tp_1: { image: OTHER } } }));
    line.urls.set(OTHER, null);
    act(() => line.tell(OTHER));
    expect(seen()!.classList).toContain("is-missing");
    expect(scene.root.querySelectorAll(".jw-card-picture")).toHaveLength(1);
  });

  test("stand in the storyboard, under their numbers, when there is no room for them on the cards", () => {
    const line = withPictures();
    line.urls.set(NAME, "blob:x");
    expect(heads()).toEqual([]);
    act(() => {
      scene.board.view.densityChoice.value = "compact";
    });
    expect(heads()).toEqual(["storyboard"]);
    const shot = scene.root.querySelector<HTMLElement>("[data-shot=tp_1] button")!;
    expect(shot.getAttribute("aria-label")).toBe("1 広告を見るの絵");
    click(shot);
    expect(scene.board.view.selected.value).toBe("tp_1");
    act(() => scene.remote({ touchpoints: { tp_1: { image: null } } }));
    expect(heads()).toEqual([]);
  });

  const PNG = new File([Uint8Array.from("\x89PNG\r\n\x1a\n…", (letter) => letter.charCodeAt(0))], "a.png", { type: "image/png" });
  const WEBP = new Blob([Uint8Array.from("RIFF\0\0\0\0WEBPVP8 ", (letter) => letter.charCodeAt(0))]);

  test("are put on a card as one change, after their bytes; the kernel's refusal takes them back and says why", async () => {
    const line = withPictures(with_({ tp_1: { image: OTHER, image_alt: "前の絵" } }));
    const attached = cardPictures({ ...scene.board, store: scene.board.store }, async () => WEBP);
    await act(() => attached.attach("tp_1", PNG));
    const name = line.put.mock.calls[0]![0] as string;
    expect(scene.patches).toEqual([{ touchpoints: { tp_1: { image: name, image_alt: null } } }]);
    act(() => line.tell(name, { ja: "書けませんでした", en: "no" }));
    expect(scene.patches[1]).toEqual({ touchpoints: { tp_1: { image: OTHER, image_alt: "前の絵" } } });
    expect(scene.board.view.rejections.value.get("tp_1")?.message.ja).toBe("書けませんでした");
  });

  function carry(kind: string, target: Element, file: File): Event {
    const event = Object.assign(new Event(kind, { bubbles: true, cancelable: true }), {
      dataTransfer: { types: ["Files"], files: [file] }, clipboardData: { types: ["Files"], files: [file] },
    });
    act(() => void target.dispatchEvent(event));
    return event;
  }

  test("may be dropped on a card, a shot or the panel, and pasted; beside them nothing happens, not even the browser's own", () => {
    const line = withPictures();
    line.urls.set(NAME, "blob:x");
    const attach = vi.spyOn(scene.board.pictures, "attach").mockResolvedValue();
    const on = (selector: string): Element => scene.root.querySelector(selector)!;
    act(() => scene.board.shows.set("storyboard", true));
    expect(carry("dragover", on('[data-touchpoint="tp_2"] h4'), PNG).defaultPrevented).toBe(true);
    expect(on('[data-touchpoint="tp_2"]').classList).toContain("is-over");
    carry("drop", on('[data-touchpoint="tp_2"] h4'), PNG);
    carry("drop", on("[data-shot=tp_1] button"), PNG);
    act(() => {
      scene.board.view.selected.value = "tp_3";
      scene.board.view.panelOpen.value = true;
    });
    carry("drop", on(".jw-panel"), PNG);
    carry("paste", on('[data-touchpoint="tp_4"]'), PNG);
    expect(attach.mock.calls.map(([card]) => card)).toEqual(["tp_2", "tp_1", "tp_3", "tp_4"]);
    expect(carry("drop", on(".jw-bar"), PNG).defaultPrevented).toBe(true);
    const writing = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), {
      clipboardData: { types: ["text/plain", "Files"], files: [PNG] },
    });
    act(() => void on(".jw-panel textarea").dispatchEvent(writing));
    expect([attach.mock.calls.length, writing.defaultPrevented]).toEqual([4, false]);
  });

  test("that are none are refused on the card, and nothing changes", async () => {
    withPictures();
    const svg = new File(["<svg/>"], "logo.png", { type: "image/png" });
    await act(() => scene.board.pictures.attach("tp_2", svg));
    expect(scene.board.view.rejections.value.get("tp_2")?.message.ja).toContain("SVG（logo.png）");
    expect(scene.patches).toEqual([]);
  });

  test("are taken off, described and chosen in the panel", () => {
    const line = withPictures();
    line.urls.set(NAME, "blob:x");
    scene.board.view.selected.value = "tp_1";
    scene.board.view.panelOpen.value = true;
    act(() => render(<Panel board={scene.board} />, scene.root));
    write(named<HTMLInputElement>(scene.root, "何の画像か（目で見ない人のために）"), "駅の看板");
    leave(named(scene.root, "何の画像か（目で見ない人のために）"));
    click(scene.root.querySelector("[data-action=detach-picture]"));
    expect(scene.patches).toEqual([{ touchpoints: { tp_1: { image_alt: "駅の看板" } } }, { touchpoints: { tp_1: { image: null, image_alt: null } } }]);
    expect(scene.root.querySelector("input[type=file]")!.getAttribute("accept")).not.toContain("svg");
  });
});

describe("a card without any of this", () => {
  test("is drawn as often as before, whatever is shown on others", () => {
    open(with_({ tp_1: { custom: { 費用: 1 } } }));
    const before = scene.root.querySelector('[data-touchpoint="tp_2"]')!.outerHTML;
    const seen = scene.board.card("tp_2").peek();
    act(() => scene.remote({ touchpoints: { tp_1: { custom: { 費用: 2 }, image: `${"c".repeat(32)}.png` } } }));
    expect(scene.board.card("tp_2").peek()).toBe(seen);
    expect(scene.root.querySelector('[data-touchpoint="tp_2"]')!.outerHTML).toBe(before);
  });
});
