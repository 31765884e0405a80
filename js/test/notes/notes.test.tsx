import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Document, JsonObject } from "../../src/document/json";
import { record, table } from "../../src/document/order";
import { Notes } from "../../src/notes/Notes";
import { button, click, named, press, write } from "../panel/hand";
import { sample } from "../panel/stage";
import { drawerOn, type Opened } from "./desk";

const notes = (): Document => ({
  ...sample(),
  notes: {
    no_1: { kind: "pain", text: "項目が多い", touchpoint: "tp_3", severity: 4, frequency: 5, author: "佐藤" },
    no_2: { kind: "pain", text: "入力が長い", touchpoint: "tp_3", severity: 2, frequency: 2, author: "鈴木" },
    no_3: { kind: "opportunity", text: "ゲスト購入", touchpoint: "tp_1", author: "佐藤" },
    no_4: { kind: "question", text: "なぜ？" },
  },
  votes: { "no_2/p1": { note: "no_2", participant: "p1", dots: 3 }, "no_1/p2": { note: "no_1", participant: "p2", dots: 1 } },
});

let scene: Opened;
function open(document: Document = notes()): void {
  scene = drawerOn(document);
  act(() => render(<Notes drawer={scene.drawer} />, scene.root));
}
beforeEach(() => open());
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

const shown = (): string[] => [...scene.root.querySelectorAll(".jw-note-row .jw-note-text")].map((each) => each.textContent ?? "");
const row = (id: string): HTMLElement => scene.root.querySelector<HTMLElement>(`li.jw-note-row[data-note="${id}"]`)!;
const opener = (id: string): HTMLElement => row(id).querySelector<HTMLElement>(".jw-note-open")!;
const field = (): HTMLTextAreaElement => scene.root.querySelector<HTMLTextAreaElement>(".jw-note-input")!;
const choose = (select: HTMLSelectElement, value: string): void => {
  act(() => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
};
const sort = (by: string): void => choose(scene.root.querySelector<HTMLSelectElement>(".jw-note-sort select")!, by);
const last = (): JsonObject => scene.patches.at(-1) as JsonObject;
const made = (): JsonObject[] => Object.values(last()["notes"] as JsonObject) as JsonObject[];

describe("writing", () => {
  test("Enter adds a note of the chosen kind to the card in focus, under this person's name", () => {
    scene.status({ name: "佐藤" });
    act(() => {
      scene.drawer.selected.value = "tp_3";
    });
    click(named(scene.root, "機会"));
    write(field(), "  送料を先に見せる ");
    press(field(), "Enter");
    expect(made()).toEqual([{ kind: "opportunity", text: "送料を先に見せる", touchpoint: "tp_3", author: "佐藤" }]);
    expect(field().value).toBe("");
  });

  test("the Enter that ends a Japanese conversion adds nothing", () => {
    write(field(), "そうりょう");
    press(field(), "Enter", { isComposing: true });
    expect(scene.patches).toEqual([]);
    expect(field().value).toBe("そうりょう");
  });

  test("a pasted list opens the sheet; a single line stays in the field", () => {
    const paste = (text: string): boolean => {
      const event = new Event("paste", { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: { getData: () => text } });
      let kept = true;
      act(() => {
        kept = field().dispatchEvent(event);
      });
      return kept;
    };
    expect(paste("・ひとつだけ")).toBe(true);
    expect(scene.root.querySelector(".jw-note-paste")).toBeNull();
    expect(paste("・送料が見えない\n・入力が多い")).toBe(false);
    expect(scene.root.querySelector(".jw-note-paste [role=status]")!.textContent).toBe("「課題」の付箋が2枚できます（場所なし）。");
    click(button(scene.root, "追加する"));
    expect(made().map((note) => note["text"])).toEqual(["送料が見えない", "入力が多い"]);
    expect(scene.patches).toHaveLength(1);
  });

  test("a list that nests becomes stages and touchpoints, using what is there, as one change", () => {
    click(button(scene.root, "まとめて貼る"));
    write(scene.root.querySelector<HTMLTextAreaElement>(".jw-note-paste textarea")!, "認知\n・広告を見る\n　・うるさい\n・口コミ\n利用\n・箱を開ける");
    expect(scene.root.querySelector(".jw-note-paste [role=status]")!.textContent).toContain("ステージ2、タッチポイント3、付箋1枚");
    click(button(scene.root, "追加する"));
    expect(scene.patches).toHaveLength(1);
    expect(Object.values(last()["stages"] as JsonObject).map((stage) => (stage as JsonObject)["name"])).toEqual(["利用"]);
    const cards = Object.values(last()["touchpoints"] as JsonObject) as JsonObject[];
    expect(cards.map((card) => card["title"])).toEqual(["口コミ", "箱を開ける"]);
    expect(cards[0]!["stage"]).toBe("st_a");
    expect(made()).toEqual([{ kind: "pain", text: "うるさい", touchpoint: "tp_1" }]);
  });
});

describe("the list", () => {
  test("stands under its places in reading order, each heading leading to its card", () => {
    expect([...scene.root.querySelectorAll(".jw-note-head")].map((head) => head.textContent)).toEqual(["1 広告を見る1", "3 買う2", "場所なし1"]);
    const seen = vi.spyOn(scene.drawer, "showCard");
    click(named(scene.root, "カード「3 買う」を見る"));
    expect(seen).toHaveBeenCalledWith("tp_3");
  });

  test("is sorted by severity × frequency, by votes, by age", () => {
    sort("weight");
    expect(shown()).toEqual(["項目が多い", "入力が長い", "なぜ？", "ゲスト購入"]);
    sort("votes");
    expect(shown()).toEqual(["入力が長い", "項目が多い", "なぜ？", "ゲスト購入"]);
    sort("new");
    expect(shown()).toEqual(["なぜ？", "ゲスト購入", "入力が長い", "項目が多い"]);
  });

  test("is filtered by kind and by the card in focus", () => {
    click(named(scene.root, "機会 1"));
    expect(shown()).toEqual(["ゲスト購入"]);
    click(named(scene.root, "機会 1"));
    act(() => {
      scene.drawer.selected.value = "tp_3";
    });
    click(button(scene.root, "カード3だけ"));
    expect(shown()).toEqual(["項目が多い", "入力が長い"]);
  });

  test("text is text, whatever it holds", () => {
    act(() => scene.remote({ notes: { no_9: { kind: "quote", text: "<img src=x onerror=alert(1)>" } } }));
    expect(scene.root.querySelector("img")).toBeNull();
    expect(shown()).toContain("<img src=x onerror=alert(1)>");
  });

  test("severity, frequency, kind and place are one change each", () => {
    click(opener("no_3"));
    click(row("no_3").querySelector("[data-field=severity] [aria-label='4 とても困る']"));
    click(row("no_3").querySelector("[data-field=frequency] [aria-label='5 いつも']"));
    click(row("no_3").querySelector(".jw-note-more [aria-label='課題']"));
    choose(row("no_3").querySelector<HTMLSelectElement>(".jw-note-more .jw-note-where select")!, "s:st_b");
    expect(scene.patches).toEqual([
      { notes: { no_3: { severity: 4 } } },
      { notes: { no_3: { frequency: 5 } } },
      { notes: { no_3: { kind: "pain" } } },
      { notes: { no_3: { touchpoint: null, stage: "st_b" } } },
    ]);
    expect(row("no_3").textContent).toContain("深刻さ×頻度 4×5");
  });

  test("a note becomes an action in one press, and leads to it afterwards", () => {
    const seen = vi.spyOn(scene.drawer, "showDrawer");
    click(opener("no_1"));
    click(button(row("no_1"), "アクションにする"));
    const [id] = Object.keys(last()["actions"] as JsonObject);
    expect((last()["actions"] as JsonObject)[id!]).toMatchObject({ title: "項目が多い", note: "no_1", touchpoint: "tp_3" });
    expect(seen).toHaveBeenLastCalledWith("actions", id);
    click(button(row("no_1"), "アクションを見る"));
    expect(scene.patches).toHaveLength(1);
    expect(seen).toHaveBeenLastCalledWith("actions", id);
  });

  test("a change elsewhere draws no row anew", () => {
    const before = row("no_1");
    const seen = new MutationObserver(() => undefined);
    seen.observe(before, { subtree: true, childList: true, attributes: true, characterData: true });
    act(() => scene.remote({ touchpoints: { tp_3: { thought: "長い" } }, notes: { no_4: { text: "なぜか？" } } }));
    expect(seen.takeRecords()).toEqual([]);
    expect(row("no_1")).toBe(before);
    expect(shown()).toContain("なぜか？");
  });
});

describe("clusters", () => {
  test("M lifts, arrows choose, Enter merges; what was merged into it goes along", () => {
    act(() => scene.remote({ notes: { no_5: { kind: "pain", text: "前からの仲間", merged_into: "no_1" } } }));
    press(opener("no_1"), "m");
    expect(row("no_1").className).toContain("is-source");
    expect(row("no_2").className).toContain("is-over");
    press(opener("no_1"), "Enter");
    expect(last()).toEqual({ notes: { no_1: { merged_into: "no_2" }, no_5: { merged_into: "no_2" } } });
    expect(row("no_2").textContent).toContain("ほか2枚");
    expect(scene.root.querySelector("li.jw-note-row[data-note=no_1]")).toBeNull();
    expect(scene.drawer.spoken.value).toContain("「項目が多い」を「入力が長い」にまとめました");
  });

  test("Escape puts a lifted note back", () => {
    press(opener("no_1"), "M");
    press(opener("no_1"), "Escape");
    expect(row("no_1").className).not.toContain("is-source");
    expect(scene.patches).toEqual([]);
  });

  test("a menu merges too, and each part can be taken out again", () => {
    click(opener("no_3"));
    choose(row("no_3").querySelectorAll<HTMLSelectElement>(".jw-note-more select")[1]!, "no_4");
    expect(last()).toEqual({ notes: { no_3: { merged_into: "no_4" } } });
    click(opener("no_4"));
    click(named(row("no_4"), "「ゲスト購入」を外す"));
    expect(last()).toEqual({ notes: { no_3: { merged_into: null } } });
    expect(shown()).toContain("ゲスト購入");
  });

  test("a cluster has the dots of all its notes and the highest severity × frequency", () => {
    act(() => scene.remote({ notes: { no_1: { merged_into: "no_2" } } }));
    expect(row("no_2").querySelector(".jw-dots-vote")!.textContent).toBe("● 4");
    sort("weight");
    expect(shown()[0]).toBe("入力が長い");
  });

  test("two notes merged into each other are one cluster, not a loop", () => {
    act(() => scene.remote({ notes: { no_1: { merged_into: "no_2" }, no_2: { merged_into: "no_1" } } }));
    expect(shown()).toContain("ゲスト購入");
    expect(shown().length).toBeGreaterThanOrEqual(2);
  });
});

describe("the room", () => {
  test("while everyone writes alone only one's own notes are seen, the others as a number", () => {
    scene.status({ name: "佐藤" });
    act(() => scene.drawer.store.steer({ silent: true }));
    expect(shown()).toEqual(["ゲスト購入", "項目が多い"]);
    expect(scene.root.querySelector(".jw-note-mode")!.textContent).toContain("ほかに2枚");
    click(button(scene.root, "全員の付箋を見せる"));
    expect(shown()).toHaveLength(4);
  });

  test("somebody without a name sees nobody's notes, and is asked for one", () => {
    act(() => scene.drawer.store.steer({ silent: true }));
    expect(shown()).toEqual([]);
    write(named<HTMLInputElement>(scene.root, "お名前"), "鈴木");
    press(named(scene.root, "お名前"), "Enter");
    expect(shown()).toEqual(["入力が長い"]);
  });

  test("dots are this person's, entered once among the participants, and end with the budget", () => {
    scene.status({ name: "高橋" });
    act(() => scene.drawer.store.steer({ voting: 2, revealed: false }));
    const more = (id: string): HTMLButtonElement => row(id).querySelector<HTMLButtonElement>(".jw-dots-vote [aria-label$='入れる']")!;
    click(more("no_1"));
    const [who] = Object.keys(last()["participants"] as JsonObject);
    expect(last()).toEqual({ participants: { [who!]: { label: "高橋" } }, votes: { [`no_1/${who}`]: { note: "no_1", participant: who, dots: 1 } } });
    click(more("no_1"));
    expect(last()).toEqual({ votes: { [`no_1/${who}`]: { dots: 2 } } });
    expect(scene.root.querySelector(".jw-note-mode")!.textContent).toContain("残り0票");
    expect(more("no_2").disabled).toBe(true);
    click(row("no_1").querySelector("[aria-label$='戻す']"));
    click(row("no_1").querySelector("[aria-label$='戻す']"));
    expect(last()).toEqual({ votes: { [`no_1/${who}`]: null } });
  });

  test("a name that is among the participants votes under that row", () => {
    scene.status({ name: "佐藤" });
    act(() => scene.drawer.store.steer({ voting: 5, revealed: false }));
    expect(scene.root.querySelector(".jw-note-mode")!.textContent).toContain("残り2票（1人5票）");
    click(row("no_4").querySelector("[aria-label$='入れる']"));
    expect(last()).toEqual({ votes: { "no_4/p1": { note: "no_4", participant: "p1", dots: 1 } } });
  });

  test("what others gave is not seen before it is revealed, nor told by the order", () => {
    scene.status({ name: "鈴木" });
    act(() => scene.drawer.store.steer({ voting: 3, revealed: false }));
    expect(row("no_2").querySelector(".jw-dots-vote")!.textContent).not.toContain("3");
    sort("votes");
    expect(shown()[0]).toBe("項目が多い");
    click(button(scene.root, "結果を見せる"));
    expect(shown()[0]).toBe("入力が長い");
    expect(row("no_2").querySelector(".jw-dots-vote")!.textContent).toContain("3");
  });
});

test("five hundred notes are drawn once, and one more costs one row", () => {
  act(() => render(null, scene.root));
  scene.end();
  const many: Record<string, JsonObject> = {};
  for (let at = 0; at < 500; at += 1) many[`no_${String(at).padStart(4, "0")}`] = { kind: "pain", text: `付箋${at}`, touchpoint: `tp_${(at % 3) + 1}` };
  open({ ...notes(), notes: many });
  expect(scene.root.querySelectorAll(".jw-note-row")).toHaveLength(500);
  const seen = new MutationObserver(() => undefined);
  seen.observe(scene.root.querySelector(".jw-note-groups")!, { subtree: true, childList: true });
  act(() => scene.remote({ notes: { no_9999: { kind: "pain", text: "もう一枚", touchpoint: "tp_1" } } }));
  const added = seen.takeRecords().flatMap((each) => [...each.addedNodes]).filter((node) => (node as Element).matches?.(".jw-note-row"));
  expect(added).toHaveLength(1);
  expect(Object.keys(table(scene.drawer.document.value, "notes"))).toHaveLength(501);
  expect(record(scene.drawer.document.value, "notes", "no_9999")).toBeDefined();
});
