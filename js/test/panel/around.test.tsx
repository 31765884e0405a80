import { render, type JSX } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EmptyBoard, EmptyCurve } from "../../src/board/Empty";
import { MoveTo } from "../../src/board/MoveTo";
import { Rejected } from "../../src/board/Popover";
import { StageHead } from "../../src/board/StageHead";
import { TableView } from "../../src/board/TableView";
import { Toolbar } from "../../src/board/Toolbar";
import type { Patch } from "../../src/document/json";
import type { Said, Status } from "../../src/sync/types";
import { button, click, named, press, write } from "./hand";
import { sample, type Stage, stage } from "./stage";

let scene: Stage;
beforeEach(() => {
  scene = stage();
});
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});
const draw = (tree: JSX.Element): void => void act(() => render(tree, scene.root));
const words = (selector: string): string => scene.root.querySelector(selector)?.textContent ?? "";
const menuItem = (id: string): void => click(scene.root.querySelector(`[data-item=${id}]`));

describe("the toolbar", () => {
  beforeEach(() => draw(<Toolbar board={scene.board} />));

  test("says whether the work is saved, waiting or kept", () => {
    expect(words(".jw-saved[role=status]")).toBe("保存済み");
    act(() => scene.status({ connection: "waiting", pending: 1 }));
    expect(words(".jw-saved[role=status]")).toBe("保存中");
    act(() => scene.status({ connection: "offline", pending: 3 }));
    expect(words(".jw-saved[role=status]")).toBe("未接続 · 3件を預かり中");
    expect(words(".jw-banner")).toContain("変更3件はこのタブが預かり");
  });

  const SAFE: Status = { saved: "saved", problem: null, readOnly: false, owner: null };
  const WRONG: Said = { ja: "空きを作ってください。", en: "Make some room." };
  test.each<[string, Parameters<Stage["status"]>[0], string, string]>([
    ["several on their way", { connection: "waiting", pending: 3 }, "saving", "保存中 · 残り3件"],
    ["queued behind a cell", { connection: "busy", pending: 2 }, "busy", "カーネルは実行中 · 順番待ち2件"],
    ["nothing to keep, and no kernel", { connection: "offline" }, "offline", "未接続"],
    ["acknowledged, without a journal and not yet in the file", { status: { ...SAFE, saved: "waiting" } }, "saving", "保存中"],
    ["without a file", { status: { ...SAFE, saved: "memory" } }, "memory", "メモリー上のみ"],
    ["the file is behind", { status: { ...SAFE, saved: "failed", problem: WRONG } }, "failed", "ファイルに書けていません"],
    ["for reading only", { status: { ...SAFE, readOnly: true, problem: WRONG, owner: WRONG } }, "read-only", "読み取り専用"],
    ["for reading only, and no kernel", { connection: "offline", pending: 1, status: { ...SAFE, readOnly: true } }, "offline", "未接続 · 1件を預かり中"],
  ])("%s", (_, now, state, text) => {
    act(() => scene.status(now));
    const saved = scene.root.querySelector<HTMLElement>(".jw-saved[role=status]")!;
    expect([saved.dataset["saved"], saved.textContent]).toEqual([state, text]);
    expect(saved.querySelector("svg, .jw-wait"), "never by words or colour alone").not.toBeNull();
  });

  test("what is wrong stands above the lanes in the language at hand, in a region that was there before", () => {
    const region = scene.root.querySelector(".jw-banners[role=status]");
    expect(region!.textContent).toBe("");
    act(() => scene.status({ status: { ...SAFE, saved: "failed", problem: WRONG } }));
    expect(scene.root.querySelector(".jw-banners")).toBe(region);
    expect(region!.textContent).toBe("空きを作ってください。");
    act(() => {
      scene.board.view.language.value = "en";
    });
    expect(region!.textContent).toBe("Make some room.");
    act(() => scene.status({ connection: "offline" }));
    expect(region!.querySelectorAll(".jw-banner")).toHaveLength(2);
    act(() => scene.status({ connection: "live", status: SAFE }));
    expect(region!.textContent).toBe("");
  });

  test.each<[string, Patch, boolean]>([
    ["a card that is there tells it itself", { touchpoints: { tp_1: { title: "x" } } }, false],
    ["a card that is gone cannot", { touchpoints: { tp_gone: { title: "x" } } }, true],
    ["nor can a stage, the map's title, or an undo", { about: { title: "x" } }, true],
    ["nothing named at all", {}, true],
  ])("a refused change: %s", (_, patch, above) => {
    act(() => scene.refuse({ seq: 1, patch, message: WRONG }));
    expect(words(".jw-banner")).toBe(above ? "受け付けられませんでした：空きを作ってください。閉じる" : "");
    if (above) click(button(scene.root, "閉じる"));
    expect(scene.root.querySelector(".jw-banner")).toBeNull();
  });

  test("others are shown only while there are any, by name or as somebody; a name of one's own is taken", () => {
    expect(scene.root.querySelector(".jw-others")).toBeNull();
    act(() => scene.status({ others: [{ client: "b", name: "佐藤", holding: null }, { client: "c", name: "", holding: null }] }));
    click(named(scene.root, "ほかに2人が開いています"));
    expect([...scene.root.querySelectorAll(".jw-others li")].map((each) => each.textContent)).toEqual(["佐藤", "名前のない人"]);
    const field = named<HTMLInputElement>(scene.root, "あなたの名前");
    expect(document.activeElement).toBe(field);
    write(field, " 花子 ");
    press(field, "Enter");
    expect(scene.board.name.value).toBe("花子");
    expect(scene.root.querySelector(".jw-others [role=dialog]")).toBeNull();
    expect(document.activeElement).toBe(named(scene.root, "ほかに2人が開いています"));
    click(named(scene.root, "ほかに2人が開いています"));
    expect(named<HTMLInputElement>(scene.root, "あなたの名前").value).toBe("花子");
    press(named(scene.root, "あなたの名前"), "Escape");
    expect(scene.root.querySelector(".jw-others [role=dialog]")).toBeNull();
    act(() => scene.status({ others: [] }));
    expect(scene.root.querySelector(".jw-others")).toBeNull();
  });

  test("offers to send or throw away what an earlier page left", () => {
    act(() => scene.status({ kept: 2, connection: "waiting" }));
    act(() => scene.status({ connection: "live" }));
    expect(words(".jw-banner")).toContain("2件");
    click(button(scene.root, "送る"));
    expect(scene.patches).toEqual([{ kept: "send" }]);
    expect(scene.root.querySelector(".jw-banner")).toBeNull();
  });

  test("undoes only what there is, and says what that is", () => {
    const undo = (): HTMLElement => scene.root.querySelector("[data-action=undo]")!;
    click(undo());
    expect(scene.patches).toEqual([]);
    act(() => scene.status({ history: { undo: { ja: "カードの移動", en: "move a card" }, redo: null } }));
    expect(undo().getAttribute("aria-label")).toBe("元に戻す：カードの移動（Ctrl+Z）");
    click(undo());
    expect(scene.patches).toEqual([{ undo: true }]);
  });

  test("renames the map in place", () => {
    click(button(scene.root, "ECサイト"));
    const field = named<HTMLInputElement>(scene.root, "マップの題");
    expect(document.activeElement).toBe(field);
    write(field, "店での購入");
    press(field, "Enter");
    expect(scene.patches).toEqual([{ about: { title: "店での購入" } }]);
    expect(words("h2")).toBe("店での購入");
  });

  test("searches as one types, but not in the middle of a conversion", () => {
    const field = named<HTMLInputElement>(scene.root, "カードを検索");
    act(() => void field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true })));
    write(field, "けんs");
    expect(scene.board.view.search.value).toBe("");
    field.value = "けん";
    act(() => void field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })));
    expect(scene.board.view.search.value).toBe("けん");
    write(field, "検索");
    expect(words(".jw-found")).toBe("1枚");
    press(field, "Escape");
    expect(field.value).toBe("");
  });

  test("takes the focus to the search with a slash, except while someone types", () => {
    const field = named<HTMLInputElement>(scene.root, "カードを検索");
    press(scene.root, "/");
    expect(document.activeElement).toBe(field);
    expect(press(field, "/").defaultPrevented).toBe(false);
  });

  test("changes persona, state, rows and language for this view only", () => {
    act(() => scene.remote({ personas: { pe_2: { name: "健一" } } }));
    click(button(scene.root, "健健一"));
    click(button(scene.root, "あるべき姿"));
    click(named(scene.root, "行：なし"));
    menuItem("channel");
    click(named(scene.root, "表示言語：日本語"));
    menuItem("en");
    const { persona, state, rows, language } = scene.board.view;
    expect([persona.value, state.value, rows.value, language.value]).toEqual(["pe_2", "to_be", "channel", "en"]);
    expect(words(".jw-saved[role=status]")).toBe("Saved");
    expect(scene.patches).toEqual([]);
  });
});

describe("a stage's head", () => {
  beforeEach(() => draw(<StageHead board={scene.board} stage="st_a" />));
  const open = (): void => click(named(scene.root, "ステージ「認知」"));

  test("shows name, goal, mean and count", () => {
    expect(words("h3")).toBe("認知");
    expect(words(".jw-goal")).toBe("気づく");
    expect(words(".mean")).toBe("−1");
    expect(words(".count [aria-hidden]")).toBe("2");
  });
  test("is renamed in place", async () => {
    open();
    await act(async () => menuItem("rename"));
    const field = named<HTMLInputElement>(scene.root, "ステージの名前");
    write(field, "気づき");
    press(field, "Enter");
    expect(scene.patches).toEqual([{ stages: { st_a: { name: "気づき" } } }]);
    expect(words("h3")).toBe("気づき");
  });
  test("adds a stage after it, and moves right", () => {
    open();
    menuItem("add-after");
    expect(scene.board.stages.value).toHaveLength(3);
    expect(scene.board.stages.value[2]).toBe("st_b");
    open();
    menuItem("right");
    expect(scene.board.stages.value[1]).toBe("st_a");
  });
  test("cannot move beyond the first place", () => {
    open();
    menuItem("left");
    expect(scene.patches).toEqual([]);
  });
  test("gives its cards back to the pool when it is deleted, and says so", () => {
    open();
    menuItem("delete");
    expect(scene.board.lane("").value).toHaveLength(3);
    expect(scene.board.view.notice.value).toBe("ステージ「認知」を削除し、カード2枚を未配置に戻しました。");
  });
});

describe("Move to…", () => {
  beforeEach(() => {
    draw(<MoveTo board={scene.board} />);
    act(() => {
      scene.board.view.moving.value = "tp_1";
    });
  });
  const radios = (list: number): HTMLInputElement[] => [...scene.root.querySelectorAll("fieldset")[list]!.querySelectorAll("input")];
  const choose = (radio: HTMLInputElement | undefined): void => void act(() => radio!.click());

  test("opens on where the card stands, with the focus inside", () => {
    expect(radios(0).map((each) => each.checked)).toEqual([true, false, false]);
    expect(radios(1).map((each) => each.checked)).toEqual([true, false]);
    expect(document.activeElement).toBe(radios(0)[0]);
  });
  test("moves to the end of another stage by default", () => {
    choose(radios(0)[1]);
    click(button(scene.root, "移す"));
    expect(scene.board.lane("st_b").value).toEqual(["tp_3", "tp_1"]);
    expect(scene.root.querySelector("[role=dialog]")).toBeNull();
    expect(scene.board.spoken.value).toBe("「広告を見る」を購入の2枚中2番目へ移しました。");
  });
  test("moves to the very place that is chosen, within its own stage too", () => {
    choose(radios(1)[1]);
    press(radios(1)[1]!, "Enter");
    expect(scene.board.lane("st_a").value).toEqual(["tp_2", "tp_1"]);
  });
  test("moves back to the pool", () => {
    choose(radios(0)[2]);
    choose(radios(1)[0]);
    click(button(scene.root, "移す"));
    expect(scene.board.lane("").value).toEqual(["tp_1", "tp_4"]);
  });
  test("changes nothing when nothing was chosen, or with Escape", () => {
    click(button(scene.root, "移す"));
    act(() => {
      scene.board.view.moving.value = "tp_1";
    });
    choose(radios(0)[1]);
    press(radios(0)[1]!, "Escape");
    expect(scene.patches).toEqual([]);
    expect(scene.board.view.moving.value).toBe("");
  });
  test("closes when somebody else deletes the card", () => {
    act(() => scene.remote({ touchpoints: { tp_1: null } }));
    expect(scene.board.view.moving.value).toBe("");
  });
});

describe("a refusal", () => {
  const refuse = (patch: object): void =>
    void act(() => {
      const message = { ja: "「決済」は削除されました。", en: "“Payment” was deleted." };
      scene.board.view.rejections.value = new Map([["tp_1", { seq: 1, patch: patch as never, message }]]);
    });
  beforeEach(() => draw(<Rejected board={scene.board} card="tp_1" />));

  test("says what and why, and leads to Move to…", () => {
    refuse({ touchpoints: { tp_1: { stage: "st_x", rank: "a1" } } });
    expect(words("[role=alert] h4")).toBe("動かせませんでした");
    expect(words("[role=alert] p")).toBe("「決済」は削除されました。");
    click(button(scene.root, "移す先を選ぶ…"));
    expect(scene.board.view.moving.value).toBe("tp_1");
    expect(scene.root.querySelector("[role=alert]")).toBeNull();
  });
  test("of anything else has only the way out", () => {
    refuse({ touchpoints: { tp_1: { title: "" } } });
    expect(words("[role=alert] h4")).toBe("変えられませんでした");
    click(button(scene.root, "閉じる"));
    expect(scene.board.view.rejections.value.size).toBe(0);
  });
});

describe("the table", () => {
  test("has a row for every card, in reading order, with a caption and headings", () => {
    draw(<TableView board={scene.board} />);
    expect(words("caption")).toBe("ECサイト：花・現状");
    expect([...scene.root.querySelectorAll("tbody th")].map((each) => each.textContent)).toEqual(["広告を見る", "検索する", "買う", "店で見る"]);
    const cells = [...scene.root.querySelectorAll("tbody tr")[2]!.querySelectorAll("td")].map((each) => each.textContent);
    expect(cells).toEqual(["3", "購入", "サイト", "−1.5", "2", expect.stringContaining("〜"), "1", ""]);
    for (const heading of scene.root.querySelectorAll("thead th")) expect(heading.getAttribute("scope")).toBe("col");
  });
  test("shows what the search finds", () => {
    draw(<TableView board={scene.board} />);
    act(() => {
      scene.board.view.search.value = "けんさく";
    });
    expect(scene.root.querySelectorAll("tbody tr")).toHaveLength(0);
    act(() => {
      scene.board.view.search.value = "ｻｲﾄ";
    });
    expect([...scene.root.querySelectorAll("tbody th")].map((each) => each.textContent)).toEqual(["買う"]);
  });
});

describe("an empty board", () => {
  const empty = (over: object): void => {
    act(() => render(null, scene.root));
    scene.end();
    scene = stage({ ...sample(), scores: {}, notes: {}, votes: {}, ...over } as never);
  };
  test("without stages offers the first one", () => {
    empty({ stages: {}, touchpoints: {} });
    draw(<EmptyBoard board={scene.board} />);
    click(button(scene.root, "ステージを足す"));
    expect(scene.board.stages.value).toHaveLength(1);
  });
  test("without cards offers to write one, ready to be named", () => {
    empty({ touchpoints: {} });
    draw(<EmptyBoard board={scene.board} />);
    click(button(scene.root, "カードを書く"));
    expect(scene.board.view.renaming.value).toBe(scene.board.lane("st_a").value[0]);
    expect(scene.root.textContent).toBe("");
  });
  test("says when a search finds nothing, and clears it", () => {
    draw(<EmptyBoard board={scene.board} />);
    act(() => {
      scene.board.view.search.value = "返金";
    });
    expect(words("b")).toBe("「返金」を含むカードはありません");
    click(button(scene.root, "検索を消す"));
    expect(scene.board.view.search.value).toBe("");
  });
  test("without a score invites the first, and goes when there is one", () => {
    empty({});
    draw(<EmptyCurve board={scene.board} />);
    click(button(scene.root, "最初のカードを採点"));
    expect(scene.board.view.selected.value).toBe("tp_1");
    act(() => scene.board.verbs.score("tp_1", 1));
    expect(scene.root.textContent).toBe("");
  });
});
