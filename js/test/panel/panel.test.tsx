import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Panel } from "../../src/board/Panel";
import { button, click, leave, named, press, write } from "./hand";
import { type Stage, stage } from "./stage";

let scene: Stage;
beforeEach(() => {
  scene = stage();
  act(() => render(<Panel board={scene.board} />, scene.root));
  show("tp_3");
});
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

function show(card: string): void {
  act(() => {
    scene.board.view.selected.value = card;
    scene.board.view.panelOpen.value = true;
  });
}
const field = (name: string): HTMLTextAreaElement => named(scene.root, name);

describe("the panel", () => {
  test("is not there while it is closed or nothing is chosen", () => {
    act(() => {
      scene.board.view.panelOpen.value = false;
    });
    expect(scene.root.querySelector("aside")).toBeNull();
  });

  test("says where the card stands and whose numbers these are", () => {
    expect(scene.root.querySelector("header")!.textContent).toBe("購入3 / 3");
    expect(scene.root.querySelector(".jw-score-head")!.textContent).toBe("花花・現状2人　平均 −1.5");
    expect(scene.root.querySelectorAll(".jw-dots i")).toHaveLength(2);
    show("tp_1");
    expect(scene.root.querySelector(".jw-score-head")!.textContent).toContain("合意 −1");
  });

  test("shows only one's own notes while everyone writes alone, and signs what is written", () => {
    scene.status({ name: "佐藤" });
    expect(scene.root.querySelectorAll(".jw-sticky li")).toHaveLength(1);
    act(() => scene.board.store.steer({ silent: true }));
    expect(scene.root.querySelectorAll(".jw-sticky li")).toHaveLength(0);
    const input = named<HTMLInputElement>(scene.root, "課題を書く");
    write(input, "わかりにくい");
    press(input, "Enter");
    expect(Object.values(scene.patches.at(-1)!["notes"] as object)).toEqual([{ kind: "pain", text: "わかりにくい", touchpoint: "tp_3", author: "佐藤" }]);
    expect(scene.root.querySelectorAll(".jw-sticky li")).toHaveLength(1);
  });

  test("writes one patch for a field that was changed, and none for one that was only visited", () => {
    act(() => field("行動").focus());
    leave(field("行動"));
    write(field("思考"), "なぜ登録がいるの？");
    leave(field("思考"));
    expect(scene.patches).toEqual([{ touchpoints: { tp_3: { thought: "なぜ登録がいるの？" } } }]);
  });

  test("keeps what is typed in the title while somebody else renames the card", () => {
    write(field("題"), "購入を確定する");
    act(() => scene.remote({ touchpoints: { tp_3: { title: "ほかの題" } } }));
    expect(field("題").value).toBe("購入を確定する");
    press(field("題"), "Enter", { isComposing: true });
    expect(scene.patches).toEqual([]);
    press(field("題"), "Enter");
    expect(scene.patches).toEqual([{ touchpoints: { tp_3: { title: "購入を確定する" } } }]);
  });

  test("keeps what is typed when another card is chosen by key, on the card it was typed for", () => {
    write(field("ニーズ"), "早く買いたい");
    show("tp_1");
    expect(scene.patches).toEqual([{ touchpoints: { tp_3: { need: "早く買いたい" } } }]);
    expect(field("ニーズ").value).toBe("");
  });

  test("sets and takes back importance, evidence and the moment of truth", () => {
    click(named(scene.root, "5段階の4"));
    click(named(scene.root, "顧客：本人から聞いた"));
    click(button(scene.root, "真実の瞬間"));
    click(button(scene.root, "真実の瞬間"));
    click(named(scene.root, "5段階の4"));
    expect(scene.patches).toEqual([
      { touchpoints: { tp_3: { importance: 4 } } },
      { touchpoints: { tp_3: { evidence: "customer" } } },
      { touchpoints: { tp_3: { moment_of_truth: true } } },
      { touchpoints: { tp_3: { moment_of_truth: null } } },
      { touchpoints: { tp_3: { importance: null } } },
    ]);
  });

  test("asks for the reason once there is an agreed score", () => {
    expect(scene.root.querySelector(".jw-reason")).toBeNull();
    show("tp_1");
    expect(field("理由").value).toBe("うるさい");
    write(field("理由"), "何度も出る");
    leave(field("理由"));
    expect(scene.patches).toEqual([{ scores: { "tp_1/pe_1/as_is/": { reason: "何度も出る" } } }]);
  });

  test("writes notes of the chosen kind, and Enter that ends a conversion writes none", () => {
    const input = (): HTMLInputElement => scene.root.querySelector(".jw-note-writer input")!;
    click(named(scene.root, "機会"));
    write(input(), "ゲスト購入");
    press(input(), "Enter", { isComposing: true });
    expect(scene.patches).toEqual([]);
    press(input(), "Enter");
    expect(Object.values(scene.patches[0]!["notes"] as object)).toMatchObject([{ kind: "opportunity", text: "ゲスト購入", touchpoint: "tp_3" }]);
    expect(input().value).toBe("");
    expect([...scene.root.querySelectorAll(".jw-sticky li")].map((each) => each.textContent)).toHaveLength(2);
    expect(scene.root.querySelector(".jw-sticky")!.textContent).toContain("3票");
  });

  test("goes to the next card, duplicates, and opens Move to…", () => {
    click(named(scene.root, "次のカード"));
    expect(scene.board.view.selected.value).toBe("tp_4");
    expect(scene.root.querySelector("header")!.textContent).toBe("未配置");
    click(button(scene.root, "移す…"));
    expect(scene.board.view.moving.value).toBe("tp_4");
    click(button(scene.root, "複製"));
    expect(scene.board.view.selected.value).not.toBe("tp_4");
  });

  test("goes on with the neighbour when the card is deleted", () => {
    click(named(scene.root, "削除"));
    expect(scene.patches[0]).toMatchObject({ touchpoints: { tp_3: null } });
    expect(scene.board.view.selected.value).toBe("tp_4");
    expect(document.activeElement).toBe(scene.root.querySelector("aside"));
  });

  test("vanishes quietly when somebody else deletes the card", () => {
    write(field("思考"), "まだ書いている");
    act(() => scene.remote({ touchpoints: { tp_3: null } }));
    expect(scene.root.querySelector("aside")).toBeNull();
    expect(scene.patches).toEqual([]);
  });

  test("closes with Escape", () => {
    press(scene.root.querySelector("aside")!, "Escape");
    expect(scene.board.view.panelOpen.value).toBe(false);
  });
});
