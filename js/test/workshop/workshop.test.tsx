import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Board } from "../../src/board/Board";
import type { Document } from "../../src/document/json";
import { drawerOf, openWorkshop, type Opened } from "../../src/workshop/open";
import { viewsOf } from "../../src/workshop/saved";
import { Workshop } from "../../src/workshop/Workshop";
import { createKernel, type Kernel, type Page } from "../sync/kernel";
import { small } from "../board/maps";

const AGENDA = {
  ag_1: { title: "採点する", rank: "a0", minutes: 10 },
  ag_2: { title: "静かに書く", rank: "a1", minutes: 10, activity: "silent" },
  ag_3: { title: "決める", rank: "a2", minutes: 10, opens: "actions" },
};
const VIEWS = {
  vi_1: { name: "検索でつまずく", rank: "a0", personas: ["pe_h"], state: "as_is" },
  vi_2: { name: "サイトだけ", rank: "a1", personas: ["pe_k"], state: "to_be", where: { channel: ["サイト"] } },
};

let root: HTMLElement;
let shop: Opened;
let kernel: Kernel;
let page: Page;
let ends: AbortController;

async function open(document: Document): Promise<void> {
  kernel = createKernel(document);
  page = kernel.page();
  await page.store.ready;
  ends = new AbortController();
  root = globalThis.document.createElement("section");
  root.className = "jw ws";
  globalThis.document.body.append(root);
  const boardRoot = globalThis.document.createElement("section");
  shop = openWorkshop({ store: page.store, root, boardRoot, signal: ends.signal, language: "ja", drawCurve: null });
  act(() => render(<Workshop shop={shop} boardRoot={boardRoot} />, root));
  act(() => render(<Board board={shop.board} />, boardRoot));
}
beforeEach(async () => {
  Element.prototype.scrollIntoView = () => undefined;
  await open({ ...small(), agenda: AGENDA, views: VIEWS } as never);
});
afterEach(() => {
  act(() => render(null, root));
  ends.abort();
  root.remove();
});

const find = <T extends HTMLElement = HTMLElement>(selector: string): T => root.querySelector<T>(selector)!;
const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
const tabs = (): string[] => all("[role=tab]").map((tab) => tab.dataset["tab"]!);
const pane = (): string => find(".ws-pane").dataset["pane"]!;
const card = (id: string): HTMLElement => find(`.jw-card[data-touchpoint="${id}"]`);
function press(target: Element, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more });
  act(() => void target.dispatchEvent(event));
  return event;
}
const click = (target: Element, detail = 1): void => void act(() => void target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail })));
async function settled(): Promise<void> {
  await act(async () => {
    for (let frame = 0; frame < 2 || page.store.pending.length > 0; frame += 1) await new Promise(requestAnimationFrame);
  });
}

describe("the one drawer", () => {
  test("begins with the notes; three tabs are always there, another one while it is open", () => {
    expect([pane(), tabs()]).toEqual(["notes", ["notes", "priorities", "actions"]]);
    act(() => shop.openTab("personas"));
    expect([pane(), tabs()]).toEqual(["personas", ["notes", "priorities", "actions", "personas"]]);
    click(find('[data-tab="actions"]'));
    expect([pane(), tabs()]).toEqual(["actions", ["notes", "priorities", "actions"]]);
  });

  test("one tab stop; the arrows go round", () => {
    expect(all("[role=tab]").map((tab) => tab.tabIndex)).toEqual([0, -1, -1]);
    press(find('[data-tab="notes"]'), "ArrowRight");
    expect(pane()).toBe("priorities");
    press(find('[data-tab="priorities"]'), "End");
    press(find('[data-tab="actions"]'), "ArrowRight");
    expect(pane()).toBe("notes");
    expect(document.activeElement).toBe(find('[data-tab="notes"]'));
  });

  test("a click on a card says which one is meant and leaves the drawer alone; two clicks or Enter open it there", () => {
    click(card("tp_3"));
    expect([shop.drawer.selected.value, pane(), tabs().at(-1)]).toEqual(["tp_3", "notes", "card"]);
    click(card("tp_3"), 2);
    expect([pane(), find(".ws-pane .jw-panel") !== null]).toEqual(["card", true]);
    click(find('[data-tab="priorities"]'));
    expect(pane()).toBe("priorities");
    press(card("tp_1"), "Enter");
    expect(pane()).toBe("card");
    press(find(".ws-pane .jw-panel"), "Escape");
    expect(pane()).toBe("priorities");
  });

  test("a card that is deleted takes its tab with it", async () => {
    click(card("tp_3"), 2);
    act(() => shop.board.verbs.remove("touchpoints", "tp_3"));
    await settled();
    expect([pane(), tabs().includes("card")]).toEqual(["notes", false]);
  });

  test("the step at hand opens its own drawer once, and what people open afterwards stays", async () => {
    act(() => page.store.steer({ step: "ag_3" }));
    await settled();
    expect(pane()).toBe("actions");
    act(() => shop.openTab("views"));
    act(() => page.store.steer({ sound: false }));
    await settled();
    expect(pane()).toBe("views");
    act(() => page.store.steer({ step: "ag_2" }));
    await settled();
    expect(pane()).toBe("notes");
  });

  test("a step that begins takes nobody's half-written sentence away", async () => {
    const field = document.createElement("textarea");
    find(".ws-pane").append(field);
    field.value = "送料が";
    field.focus();
    act(() => page.store.steer({ step: "ag_3" }));
    await settled();
    expect(pane()).toBe("notes");
    field.value = "";
    act(() => page.store.steer({ step: "ag_1" }));
    act(() => page.store.steer({ step: "ag_3" }));
    await settled();
    expect(pane()).toBe("actions");
  });

  test("a step says its drawer, or its activity does, or it has none", () => {
    expect(["", "ag_1", "ag_2", "ag_3", "gone"].map((step) => drawerOf(page.store, step))).toEqual([null, null, "notes", "actions", null]);
  });

  test("counts what is behind a tab, merged notes not", () => {
    expect(find('[data-tab="notes"] .jw-num').textContent).toBe("1");
  });
});

describe("views", () => {
  test("what is on the screen is saved under the name it is given, as one step", async () => {
    act(() => shop.openTab("views"));
    act(() => {
      shop.board.view.state.value = "to_be";
      shop.board.view.where.value = { channel: ["SNS"] };
    });
    const input = find<HTMLInputElement>(".ws-save input");
    expect(input.placeholder).toContain("SNS");
    input.value = "広告のその先";
    press(input, "Enter", { isComposing: true });
    expect(viewsOf(page.store.document)).toHaveLength(2);
    press(input, "Enter");
    await settled();
    expect(viewsOf(kernel.document).at(-1)).toMatchObject({ name: "広告のその先", state: "to_be", where: { channel: ["SNS"] } });
    expect(kernel.applied).toHaveLength(1);
  });

  test("showing one sets persona, state and filter, and dims the other cards", () => {
    act(() => shop.openTab("views"));
    click(find('[data-view="vi_2"] .ws-view'));
    const { persona, state } = shop.board.view;
    expect([persona.value, state.value]).toEqual(["pe_k", "to_be"]);
    expect([card("tp_1"), card("tp_2")].map((each) => each.classList.contains("is-dimmed"))).toEqual([true, false]);
    expect(find('[data-view="vi_2"] .ws-view').getAttribute("aria-current")).toBe("true");
  });

  test("a filter is said under the board, whatever the drawer shows, and one press takes it away", () => {
    expect(root.querySelector('[data-action="unfilter"]')).toBeNull();
    act(() => {
      shop.board.view.where.value = { channel: ["SNS"] };
      shop.board.view.search.value = "広告";
    });
    expect(find(".ws-notices").textContent).toContain("SNS");
    expect(find(".ws-notices").textContent).toContain("広告");
    click(find('[data-action="unfilter"]'));
    expect(shop.shown().where).toEqual({});
    expect(root.querySelector(".is-dimmed")).toBeNull();
  });

  test("an empty filter line is taken away, so that nothing is hidden by nothing", () => {
    act(() => shop.openTab("views"));
    act(() => {
      shop.board.view.where.value = { channel: ["SNS"] };
    });
    click(find('.ws-value[aria-pressed="true"]'));
    expect(shop.board.view.where.value).toEqual({});
  });

  test("a slash opens the search, unless somebody is writing", () => {
    press(find(".ws-tablist button"), "/");
    expect(pane()).toBe("views");
    act(() => shop.openTab("notes"));
    const input = document.createElement("input");
    find(".ws-pane").append(input);
    press(input, "/");
    expect(pane()).toBe("notes");
    input.remove();
  });
});

describe("presentation", () => {
  const headline = (): string => find(".pr h2").textContent!;
  const key = (name: string): KeyboardEvent => press(find(".pr"), name);

  test("steps through the saved views by the arrows and ends with Escape", () => {
    click(find('[data-action="present"]'));
    expect(headline()).toBe("検索でつまずく");
    expect(find(".pr-nav .jw-num").textContent).toBe("1 / 2");
    expect(find(".ws-app").hasAttribute("inert")).toBe(true);
    key("ArrowRight");
    expect(headline()).toBe("サイトだけ");
    key("ArrowRight");
    expect(find(".pr-nav .jw-num").textContent).toBe("2 / 2");
    key("ArrowLeft");
    expect(headline()).toBe("検索でつまずく");
    key("Escape");
    expect(root.querySelector(".pr")).toBeNull();
    expect(find(".ws-app").hasAttribute("inert")).toBe(false);
  });

  test("leaves the board as it was", () => {
    const before = shop.shown();
    click(find('[data-action="present"]'));
    key("End");
    key("Escape");
    expect(shop.shown()).toEqual(before);
  });

  test("goes on where it was left", () => {
    click(find('[data-action="present"]'));
    key("End");
    key("Escape");
    click(find('[data-action="present"]'));
    expect(headline()).toBe("サイトだけ");
  });

  test("a view deleted meanwhile gives way to the first one", () => {
    click(find('[data-action="present"]'));
    key("End");
    act(() => void page.store.change({ views: { vi_2: null } } as never));
    expect(headline()).toBe("検索でつまずく");
  });

  test("without a saved view it shows what is on the screen, and what its curve says", async () => {
    act(() => void page.store.change({ views: { vi_1: null, vi_2: null } } as never));
    await settled();
    click(find('[data-action="present"]'));
    expect(find(".pr-nav .jw-num").textContent).toBe("1 / 1");
    expect(headline()).not.toBe("");
  });

  test("titles stand in swimlanes where the view has them", () => {
    act(() => void page.store.change({ views: { vi_1: { rows: "channel" } } } as never));
    click(find('[data-action="present"]'));
    expect(all(".pr-row").map((row) => row.textContent)).toEqual(["SNS", "サイト"]);
    const lists = all(".pr-list").map((list) => [...list.querySelectorAll<HTMLElement>("li")].map((line) => line.dataset["touchpoint"]));
    expect(lists).toEqual([["tp_1"], ["tp_2"], [], ["tp_3"], [], []]);
  });
});

describe("the whole app", () => {
  test("speaks the other language at once, everywhere", () => {
    act(() => {
      shop.board.view.language.value = "en";
    });
    expect(root.lang).toBe("en");
    expect(root.getAttribute("aria-label")).toBe("Workshop");
    expect(find('[data-tab="notes"]').textContent).toContain("Notes");
    expect(find('[data-action="present"]').textContent).toBe("Present");
  });

  test("undo is heard wherever the focus is, but not while somebody writes", () => {
    const undo = vi.spyOn(page.store, "undo");
    press(find('[data-tab="notes"]'), "z", { ctrlKey: true });
    expect(undo).toHaveBeenCalledTimes(1);
    const input = document.createElement("textarea");
    find(".ws-pane").append(input);
    press(input, "z", { ctrlKey: true });
    expect(undo).toHaveBeenCalledTimes(1);
    input.remove();
  });

  test("Escape gives the window back to the notebook, but not while somebody writes", () => {
    act(() => {
      shop.full.value = true;
    });
    expect(root.classList.contains("is-full")).toBe(true);
    const field = document.createElement("input");
    find(".ws-pane").append(field);
    press(field, "Escape");
    expect(root.classList.contains("is-full")).toBe(true);
    field.remove();
    press(find('[data-tab="notes"]'), "Escape");
    expect(root.classList.contains("is-full")).toBe(false);
  });

  test("says how far the kernel has come, on its root", async () => {
    act(() => void page.store.change({ touchpoints: { tp_1: { title: "動画広告" } } } as never));
    await settled();
    expect(root.dataset["revision"]).toBe(String(kernel.revision));
  });
});
