import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Board } from "../../src/board/Board";
import type { Inside } from "../../src/board/inside";
import { autoDensity, openBoard } from "../../src/board/open";
import { touchpointsOf } from "../../src/document/order";
import { createKernel, type Kernel, type Page } from "../sync/kernel";
import { small } from "./maps";

let root: HTMLElement;
let board: Inside;
let kernel: Kernel;
let page: Page;
let ends: AbortController;
const heard = vi.fn();

async function open(rows = ""): Promise<void> {
  kernel = createKernel(small());
  page = kernel.page();
  await page.store.ready;
  ends = new AbortController();
  root = document.createElement("section");
  root.className = "jw";
  document.body.append(root);
  board = openBoard({ store: page.store, root, signal: ends.signal, rows, language: "ja", drawCurve: null });
  act(() => render(<Board board={board} />, root));
}
beforeEach(async () => {
  Element.prototype.scrollIntoView = () => undefined;
  heard.mockClear();
  await open();
  document.addEventListener("keydown", heard);
});
afterEach(() => {
  document.removeEventListener("keydown", heard);
  act(() => render(null, root));
  ends.abort();
  root.remove();
});

const card = (id: string): HTMLElement => root.querySelector<HTMLElement>(`.jw-card[data-touchpoint="${id}"]`)!;
const cards = (stage: string): string[] =>
  [...root.querySelectorAll<HTMLElement>(`ol[data-stage="${stage}"] [data-touchpoint]`)].map((each) => each.dataset["touchpoint"]!);
const said = (): string => root.querySelector(".jw-live")!.textContent ?? "";
function press(target: Element, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more });
  act(() => void target.dispatchEvent(event));
  return event;
}
const stored = (table: string, id: string): unknown => (kernel.document[table] as Record<string, unknown>)[id];
/** The kernel has answered (it does so in microtasks), and what waits for a frame, or the one after, has had it. */
async function settled(): Promise<void> {
  await act(async () => {
    for (let frame = 0; frame < 2 || page.store.pending.length > 0; frame += 1) await new Promise(requestAnimationFrame);
  });
}

describe("as scripts and readers find it", () => {
  test("the root says what it is and how far the kernel has come", async () => {
    expect(root.dataset["revision"]).toBe("0");
    expect(root.lang).toBe("ja");
    act(() => kernel.change({ touchpoints: { tp_1: { title: "新" } } }));
    await settled();
    expect(root.dataset["revision"]).toBe("1");
    expect(card("tp_1").textContent).toContain("新");
  });

  test("each stage is a section with its cards as a list, read from its name to its cards", () => {
    const bands = [...root.querySelectorAll("section.jw-band")];
    expect(bands.map((band) => band.getAttribute("aria-label"))).toEqual(["認知", "検討", "購入"]);
    expect(bands[0]!.querySelector("ol[role=list]")!.getAttribute("aria-label")).toContain("認知");
    expect(cards("st_a")).toEqual(["tp_1", "tp_2"]);
    expect(cards("")).toEqual(["tp_4"]);
  });

  test("faces carry the score, cards their number", () => {
    expect(card("tp_1").querySelector("[data-score]")!.getAttribute("data-score")).toBe("1");
    expect(card("tp_2").querySelector("[data-score]")!.getAttribute("data-score")).toBe("");
    expect(card("tp_3").querySelector(".jw-no")!.textContent).toBe("3");
    expect(card("tp_4").querySelector(".jw-no")!.textContent).toBe("");
  });

  test("a card is called by its number, title and feeling", () => {
    const names = card("tp_1").getAttribute("aria-labelledby")!.split(" ").map((id) => root.querySelector(`[id="${id}"]`));
    expect(names.every((part) => part !== null)).toBe(true);
    expect(names.map((part) => part!.getAttribute("aria-label") ?? part!.textContent)).toEqual(["1", "広告", "感情：満足。押して採点"]);
  });

  test("Tab comes to one card only, the one that was on last", () => {
    const stops = (): string[] => [...root.querySelectorAll<HTMLElement>(".jw-card[tabindex='0']")].map((each) => each.dataset["touchpoint"]!);
    expect(stops()).toEqual(["tp_1"]);
    act(() => card("tp_3").focus());
    expect(stops()).toEqual(["tp_3"]);
  });
});

describe("keys on a card", () => {
  test("walk, open, choose where to move", () => {
    act(() => card("tp_1").focus());
    press(card("tp_1"), "ArrowDown");
    expect(document.activeElement).toBe(card("tp_2"));
    press(card("tp_2"), "ArrowRight");
    expect(document.activeElement).toBe(card("tp_3"));
    press(card("tp_3"), "Enter");
    expect([board.view.selected.value, board.view.panelOpen.value]).toEqual(["tp_3", true]);
    press(card("tp_3"), "Escape");
    expect(board.view.panelOpen.value).toBe(false);
    press(card("tp_3"), "m");
    expect(board.view.moving.value).toBe("tp_3");
  });

  test("digits score by the nth value, 0 takes it back", async () => {
    press(card("tp_3"), "5");
    await settled();
    expect(stored("scores", "tp_3//as_is/")).toEqual({ touchpoint: "tp_3", state: "as_is", score: 2 });
    expect(said()).toBe("「比較」をとても満足にしました");
    press(card("tp_3"), "0");
    await settled();
    expect(stored("scores", "tp_3//as_is/")).toBeUndefined();
    press(card("tp_3"), "9");
    expect(kernel.revision).toBe(2);
  });

  test("lift, carry and drop it; everything is said", async () => {
    press(card("tp_1"), " ");
    expect(card("tp_1").classList.contains("is-held")).toBe(true);
    expect(said()).toContain("持ち上げました。認知、2枚中1番目");
    press(card("tp_1"), "ArrowRight");
    expect(said()).toBe("検討、2枚中1番目");
    expect(root.querySelector(".is-target")!.getAttribute("aria-label")).toBe("検討");
    expect(cards("st_a")).toEqual(["tp_1", "tp_2"]);
    press(card("tp_1"), " ");
    await settled();
    expect(cards("st_b")).toEqual(["tp_1", "tp_3"]);
    expect(document.activeElement).toBe(card("tp_1"));
    expect(said()).toContain("置きました");
    expect(root.querySelector(".is-target")).toBeNull();
  });

  test("Escape puts a held card back, losing the focus too", () => {
    press(card("tp_1"), " ");
    press(card("tp_1"), "ArrowRight");
    press(card("tp_1"), "Escape");
    expect(kernel.revision).toBe(0);
    expect(said()).toContain("元の場所に戻しました");
    act(() => card("tp_1").focus());
    press(card("tp_1"), " ");
    act(() => card("tp_3").focus());
    expect(board.held.value).toBeNull();
  });

  test("a held card that somebody deletes is let go", async () => {
    press(card("tp_1"), " ");
    act(() => kernel.change({ touchpoints: { tp_1: null } }));
    await settled();
    expect(board.held.value).toBeNull();
    expect(said()).toContain("削除されました");
  });

  test("Alt with an arrow moves at once", async () => {
    press(card("tp_2"), "ArrowUp", { altKey: true });
    await settled();
    expect(cards("st_a")).toEqual(["tp_2", "tp_1"]);
    press(card("tp_2"), "ArrowUp", { altKey: true });
    expect(said()).toBe("これより先はありません。");
  });

  test("Delete removes it, Ctrl+Z brings it back, Ctrl+Y removes it again", async () => {
    press(card("tp_2"), "Delete");
    await settled();
    expect(cards("st_a")).toEqual(["tp_1"]);
    press(card("tp_1"), "z", { ctrlKey: true });
    await settled();
    expect(cards("st_a")).toEqual(["tp_1", "tp_2"]);
    press(card("tp_1"), "y", { ctrlKey: true });
    await settled();
    expect(cards("st_a")).toEqual(["tp_1"]);
    press(card("tp_1"), "Z", { ctrlKey: true, shiftKey: true });
    press(card("tp_1"), "d", { ctrlKey: true });
    await settled();
    expect(cards("st_a")).toHaveLength(2);
  });

  test("never reach the notebook, unless they are the notebook's own", () => {
    for (const key of ["x", "a", "b", "d", "m", "ArrowDown", "Enter", "Escape", "1", " ", "Escape"]) press(card("tp_1"), key);
    expect(heard).not.toHaveBeenCalled();
    press(card("tp_1"), "s", { ctrlKey: true });
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test("Ctrl+S finds no sign that would make JupyterLab deaf; afterwards it is there again", async () => {
    const seen: boolean[] = [];
    const look = (event: Event): void => void seen.push((event.target as Element).closest("[data-lm-suppress-shortcuts]") !== null);
    document.addEventListener("keydown", look);
    press(card("tp_1"), "s", { ctrlKey: true });
    document.removeEventListener("keydown", look);
    expect(seen).toEqual([false]);
    await vi.waitFor(() => expect(card("tp_1").hasAttribute("data-lm-suppress-shortcuts")).toBe(true));
    expect(root.hasAttribute("data-lm-suppress-shortcuts")).toBe(true);
  });
});

describe("writing", () => {
  const field = (): HTMLTextAreaElement => root.querySelector<HTMLTextAreaElement>(".jw-card-rename")!;
  const type = (text: string): void => {
    field().value = text;
    field().dispatchEvent(new Event("input", { bubbles: true }));
  };

  test("F2 renames; Enter that ends a conversion does not commit", async () => {
    press(card("tp_1"), "F2");
    type("こうこく");
    press(field(), "Enter", { isComposing: true });
    expect(field()).not.toBeNull();
    press(field(), "Enter");
    await settled();
    expect(card("tp_1").querySelector("h4")!.textContent).toBe("こうこく");
    expect(document.activeElement).toBe(card("tp_1"));
  });

  test("Escape leaves the old title", async () => {
    press(card("tp_1"), "F2");
    type("ちがう");
    press(field(), "Escape");
    await settled();
    expect(card("tp_1").querySelector("h4")!.textContent).toBe("広告");
    expect(kernel.revision).toBe(0);
  });

  test("keys in a field are letters", () => {
    press(card("tp_1"), "F2");
    for (const key of ["1", "m", "n", "Delete", " ", "ArrowRight"]) press(field(), key);
    expect(kernel.revision).toBe(0);
    expect(board.view.moving.value).toBe("");
    expect(board.held.value).toBeNull();
  });

  test("new cards come one after the other, until an empty line", async () => {
    press(card("tp_1"), "n");
    for (const title of ["一枚目", "二枚目"]) {
      type(title);
      press(field(), "Enter");
      await settled();
    }
    expect(cards("st_a").map((id) => card(id).querySelector("h4")!.textContent)).toEqual(["広告", "検索", "一枚目", "二枚目"]);
    press(field(), "Enter");
    expect(field()).toBeNull();
  });

  test("a conversion in a new card is not cut", () => {
    press(card("tp_1"), "n");
    type("にほんご");
    press(field(), "Enter", { isComposing: true });
    press(field(), "Enter", { keyCode: 229 });
    expect(kernel.revision).toBe(0);
    expect(field().value).toBe("にほんご");
  });

  test("pasted lines become as many cards", async () => {
    press(card("tp_1"), "n");
    const paste = new Event("paste", { bubbles: true, cancelable: true }) as ClipboardEvent;
    Object.defineProperty(paste, "clipboardData", { value: { getData: () => "一\r\n\n 二 \n三\n" } });
    act(() => void field().dispatchEvent(paste));
    await settled();
    expect(paste.defaultPrevented).toBe(true);
    expect(touchpointsOf(kernel.document, "st_a").map((id) => (stored("touchpoints", id) as { title: string }).title)).toEqual(["広告", "検索", "一", "二", "三"]);
    expect(kernel.revision).toBe(1);
  });
});

describe("the face of a card", () => {
  test("opens five faces; one click on one scores and gives the keyboard back", async () => {
    act(() => card("tp_2").querySelector<HTMLElement>(".jw-feel-button")!.click());
    const faces = [...root.querySelectorAll<HTMLElement>(".jw-face-sheet [role=radio]")];
    expect(faces.map((face) => face.dataset["score"])).toEqual(["-2", "-1", "0", "1", "2"]);
    act(() => faces[0]!.click());
    await settled();
    expect(stored("scores", "tp_2//as_is/")).toMatchObject({ score: -2 });
    expect(root.querySelector(".jw-face-sheet")).toBeNull();
    expect(document.activeElement).toBe(card("tp_2"));
    expect(board.view.panelOpen.value).toBe(false);
  });
});

describe("a change the kernel refuses", () => {
  test("is taken back, and said at the card until it is dismissed", async () => {
    kernel.refuse({ ja: "佐藤さんが削除しました", en: "Sato deleted it" });
    press(card("tp_1"), "ArrowRight", { altKey: true });
    await settled();
    expect(cards("st_a")).toEqual(["tp_1", "tp_2"]);
    expect(card("tp_1").classList.contains("is-rejected")).toBe(true);
    expect(root.querySelector(".jw-over [role=alert]")!.textContent).toContain("佐藤さんが削除しました");
    expect(said()).toContain("佐藤さんが削除しました");
  });
});

describe("swimlanes", () => {
  test("a row for each value, the cards without one last, moving between them sets the field", async () => {
    act(() => {
      board.view.rows.value = "channel";
    });
    expect([...root.querySelectorAll(".jw-row-head h3")].map((head) => head.textContent)).toEqual(["SNS", "サイト", "（なし）"]);
    expect([...root.querySelectorAll<HTMLElement>('ol[data-stage="st_a"]')].map((list) => list.dataset["row"])).toEqual(["SNS", "サイト", ""]);
    press(card("tp_1"), "ArrowDown", { altKey: true });
    await settled();
    expect(stored("touchpoints", "tp_1")).toMatchObject({ channel: "サイト", stage: "st_a" });
    expect(kernel.revision).toBe(1);
  });
});

test("nothing is left after its end", async () => {
  act(() => render(null, root));
  ends.abort();
  heard.mockClear();
  press(root, "x");
  expect(heard).toHaveBeenCalled();
  kernel.change({ touchpoints: { tp_1: null } });
  await settled();
  expect(root.children).toHaveLength(0);
});

test("a board is dense when it is crowded or its lanes would be too narrow, and never on a tablet for that", () => {
  expect(autoDensity(1248, 6, 24)).toBe("comfortable");
  expect(autoDensity(1248, 6, 41)).toBe("compact");
  expect(autoDensity(1248, 10, 24)).toBe("compact");
  expect(autoDensity(736, 6, 24)).toBe("comfortable");
  expect(autoDensity(0, 6, 24)).toBe("comfortable");
});
