import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Board } from "../../src/board/Board";
import { linkView } from "../../src/board/links/view";
import type { Document } from "../../src/document/json";
import { button, click, leave, named, press, write } from "../panel/hand";
import { sample, stage, type Stage } from "../panel/stage";

let scene: Stage;

function open(links: Record<string, unknown> = {}): void {
  scene = stage({ ...sample(), links } as unknown as Document);
  act(() => render(<Board board={scene.board} />, scene.root));
}
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

const card = (id: string): HTMLElement => scene.root.querySelector<HTMLElement>(`.jw-card[data-touchpoint="${id}"]`)!;
const dialog = (): HTMLElement | null => scene.root.querySelector<HTMLElement>(".jw-link-to");
const links = (): Record<string, Record<string, unknown>> =>
  ((scene.board.store.document as Record<string, unknown>)["links"] ?? {}) as Record<string, Record<string, unknown>>;
const made = (): Record<string, unknown> => Object.values(links())[0]!;
const frame = async (): Promise<void> => {
  await act(async () => void (await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
};
function choose(id: string): void {
  const radio = dialog()!.querySelector<HTMLInputElement>(`input[value="${id}"]`)!;
  act(() => {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
function show(id: string): void {
  act(() => {
    scene.board.view.selected.value = id;
    scene.board.view.panelOpen.value = true;
  });
}
const section = (): HTMLElement => scene.root.querySelector<HTMLElement>(".jw-card-links")!;

describe("by keyboard", () => {
  test("l on a card, a few letters, Enter, a condition, Enter: one link in one patch", async () => {
    open();
    card("tp_1").focus();
    press(card("tp_1"), "l");
    expect(dialog()!.querySelector("h3")!.textContent).toContain("広告を見る");
    const search = dialog()!.querySelector<HTMLInputElement>("[type=search]")!;
    expect(document.activeElement).toBe(search);
    write(search, "買う");
    expect([...dialog()!.querySelectorAll(".jw-choice")].map((each) => each.textContent)).toEqual(["3 買う購入"]);
    press(search, "Enter");
    await frame();
    expect(dialog()!.querySelector<HTMLInputElement>("input[type=radio]:checked")!.value).toBe("tp_3");
    const [condition, delay, share] = ["条件", "待ち時間", "割合"].map((name) => named<HTMLInputElement>(dialog()!, name));
    write(condition!, "クーポンを見た");
    write(delay!, "２日４時間");
    write(share!, "30 %");
    press(share!, "Enter");
    expect(dialog()).toBeNull();
    expect(scene.patches).toHaveLength(1);
    expect(made()).toEqual({ source: "tp_1", target: "tp_3", condition: "クーポンを見た", delay: "P2DT4H", share: 0.3 });
    expect(Object.keys(links())[0]).toMatch(/^li_\w{12}$/);
    expect(scene.board.spoken.value).toContain("「買う」につなぎました");
  });

  test("Escape links nothing and gives the focus back to the card", () => {
    open();
    card("tp_1").focus();
    press(card("tp_1"), "l");
    press(document.activeElement!, "Escape");
    expect(dialog()).toBeNull();
    expect(scene.patches).toEqual([]);
    expect(document.activeElement).toBe(card("tp_1"));
  });

  test("Enter that ends a Japanese conversion does not link", () => {
    open();
    press(card("tp_1"), "l");
    choose("tp_3");
    const condition = named<HTMLInputElement>(dialog()!, "条件");
    write(condition, "かいふう");
    press(condition, "Enter", { isComposing: true });
    expect(dialog()).not.toBeNull();
    expect(scene.patches).toEqual([]);
  });

  test("what cannot be read is said, and nothing is linked until it can be", () => {
    open();
    press(card("tp_1"), "l");
    choose("tp_3");
    write(named<HTMLInputElement>(dialog()!, "待ち時間"), "1か月");
    click(button(dialog()!, "つなぐ"));
    expect(dialog()!.querySelector("[role=alert]")!.textContent).toContain("「1か月」は時間として読めません");
    expect(scene.patches).toEqual([]);
    write(named<HTMLInputElement>(dialog()!, "待ち時間"), "");
    write(named<HTMLInputElement>(dialog()!, "割合"), "130");
    click(button(dialog()!, "つなぐ"));
    expect(dialog()!.querySelector("[role=alert]")!.textContent).toContain("「130」は割合として読めません");
    write(named<HTMLInputElement>(dialog()!, "割合"), "");
    click(button(dialog()!, "つなぐ"));
    expect(made()).toEqual({ source: "tp_1", target: "tp_3" });
  });

  test("without a card to lead to, the button does nothing", () => {
    open();
    press(card("tp_1"), "l");
    click(button(dialog()!, "つなぐ"));
    expect(scene.patches).toEqual([]);
  });

  test("a card may lead to itself, and one it leads to already is marked", () => {
    open({ li_1: { source: "tp_1", target: "tp_3" } });
    press(card("tp_1"), "l");
    const hint = (id: string): string => dialog()!.querySelector(`input[value="${id}"]`)!.closest("label")!.lastElementChild!.textContent!;
    expect([hint("tp_1"), hint("tp_3"), hint("tp_4")]).toEqual(["くり返す", "つながり済み", "未配置"]);
    choose("tp_1");
    click(button(dialog()!, "つなぐ"));
    expect(Object.values(links()).at(-1)).toEqual({ source: "tp_1", target: "tp_1" });
  });

  test("a card that somebody deletes meanwhile takes the dialog along", () => {
    open();
    press(card("tp_1"), "l");
    act(() => scene.remote({ touchpoints: { tp_1: null } }));
    expect(dialog()).toBeNull();
  });

  test("in a map that is read only nothing opens", () => {
    open();
    act(() => scene.status({ status: { saved: "saved", problem: null, readOnly: true, owner: null } }));
    press(card("tp_1"), "l");
    expect(dialog()).toBeNull();
  });
});

describe("in the panel, without sight", () => {
  const THREE = {
    li_1: { source: "tp_1", target: "tp_3", condition: "開いた", delay: "P2D", share: 0.7 },
    li_2: { source: "tp_1", target: "tp_4", share: 0.5 },
    li_3: { source: "tp_3", target: "tp_1" },
  };

  test("each link is a sentence: where to, if what, after how long, for how many", () => {
    open(THREE);
    show("tp_1");
    const told = (end: string): (string | null)[] => [...named(section(), end).querySelectorAll("li")].map((each) => each.textContent);
    expect(told("ここから")).toEqual(["→ 3 買う条件：開いた、2日後、70\u00a0%", "→ 店で見る（未配置）50\u00a0%"]);
    expect(told("ここへ")).toEqual(["← 3 買う（戻る）"]);
    named(section(), "→ 3 買う、条件：開いた、2日後、70\u00a0%を編集");
    expect(section().textContent).toContain("割合の合計が120 %です");
  });

  test("a link to the card itself is told once", () => {
    open({ li_1: { source: "tp_1", target: "tp_1", delay: "P1W" } });
    show("tp_1");
    expect([...section().querySelectorAll("li")].map((each) => each.textContent)).toEqual(["→ 1 広告を見る（くり返す）1週間後"]);
  });

  test("in English too", () => {
    open(THREE);
    act(() => {
      scene.board.view.language.value = "en";
    });
    show("tp_1");
    expect(named(section(), "From here").querySelector("li")!.textContent).toBe("→ 3 買うif 開いた, after 2 days, 70\u00a0%");
  });

  test("its fields are edited where they stand, each as one patch of what changed", () => {
    open(THREE);
    show("tp_1");
    click(named(section(), "→ 3 買う、条件：開いた、2日後、70\u00a0%を編集"));
    const delay = named<HTMLInputElement>(section(), "待ち時間");
    expect(delay.value).toBe("2日");
    write(delay, "soon");
    leave(delay);
    expect(section().querySelector("[role=alert]")!.textContent).toContain("「soon」");
    expect(delay.getAttribute("aria-describedby")).toBe(section().querySelector("[role=alert]")!.id);
    expect(scene.patches).toEqual([]);
    write(delay, "1週間");
    leave(delay);
    expect(section().querySelector("[role=alert]")).toBeNull();
    const share = named<HTMLInputElement>(section(), "割合");
    write(share, "");
    leave(share);
    expect(scene.patches).toEqual([{ links: { li_1: { delay: "P1W" } } }, { links: { li_1: { share: null } } }]);
  });

  test("removed with one press", () => {
    open(THREE);
    show("tp_1");
    click(named(section(), "→ 3 買う、条件：開いた、2日後、70\u00a0%を編集"));
    click(button(section(), "つながりを消す"));
    expect(scene.patches).toEqual([{ links: { li_1: null } }]);
    expect(named(section(), "ここから").querySelectorAll("li")).toHaveLength(1);
  });

  test("leads on to the card it names", () => {
    open(THREE);
    show("tp_1");
    click(button(section(), "→ 3 買う"));
    expect(scene.board.view.selected.value).toBe("tp_3");
  });

  test("what the kernel says of a link is said at once", () => {
    open(THREE);
    show("tp_1");
    act(() => scene.remote({ links: { li_1: { condition: null, delay: "PT90M" } } }));
    expect(section().textContent).toContain("→ 3 買う1時間30分後、70\u00a0%");
  });

  test("how long the card takes is written as people say it and kept as ISO 8601", () => {
    open();
    show("tp_1");
    const field = named<HTMLInputElement>(section(), "所要時間");
    write(field, "1時間半");
    leave(field);
    expect(scene.patches).toEqual([{ touchpoints: { tp_1: { duration: "PT1H30M" } } }]);
    expect(field.value).toBe("1時間30分");
    write(field, "");
    leave(field);
    expect(scene.patches.at(-1)).toEqual({ touchpoints: { tp_1: { duration: null } } });
  });
});

describe("drawn", () => {
  const boxes: Record<string, [number, number]> = { tp_1: [150, 100], tp_2: [150, 200], tp_3: [350, 100] };
  const place = (): void => {
    Element.prototype.getBoundingClientRect = function (this: HTMLElement): DOMRect {
      const at = boxes[this.dataset["touchpoint"] ?? ""];
      if (at && this.parentElement?.matches(".jw-lane")) return new DOMRect(at[0], at[1], 120, 60);
      if (this.matches(".jw-lane")) return new DOMRect(0, 0, 2000, 800);
      return new DOMRect(0, 0, 0, 0);
    };
  };
  const real = Element.prototype.getBoundingClientRect;
  afterEach(() => {
    Element.prototype.getBoundingClientRect = real;
  });
  const drawn = (): string[] => [...scene.root.querySelectorAll<SVGGElement>(".jw-link")].map((each) => each.dataset["link"]!);
  const line = (id: string): string => scene.root.querySelector(`[data-link="${id}"] .line`)!.getAttribute("d")!;
  const TWO = { li_1: { source: "tp_1", target: "tp_3", delay: "P2D" }, li_2: { source: "tp_3", target: "tp_1" }, li_3: { source: "tp_1", target: "tp_4" } };

  test("a curve for each link between cards that are drawn; dashed where it goes back; hidden from the ear", async () => {
    place();
    open(TWO);
    await frame();
    expect(drawn()).toEqual(["li_1", "li_2"]);
    expect([...scene.root.querySelectorAll(".jw-link.is-back")].map((each) => (each as HTMLElement).dataset["link"])).toEqual(["li_2"]);
    expect(scene.root.querySelector(".jw-links")!.getAttribute("aria-hidden")).toBe("true");
    expect(line("li_1")).toMatch(/^M270,1\d\d/);
  });

  test("where there is no link there is no drawing at all", async () => {
    place();
    open();
    await frame();
    expect(scene.root.querySelector(".jw-links")).toBeNull();
  });

  test("a card that moves takes its curves along, in the same elements", async () => {
    place();
    open(TWO);
    await frame();
    const [before, element] = [line("li_1"), scene.root.querySelector('[data-link="li_1"]')];
    const count = scene.root.querySelectorAll(".jw-links *").length;
    boxes["tp_3"] = [350, 400];
    act(() => scene.remote({ touchpoints: { tp_3: { stage: "st_a" } } }));
    await frame();
    expect(line("li_1")).not.toBe(before);
    expect(scene.root.querySelector('[data-link="li_1"]')).toBe(element);
    expect(scene.root.querySelectorAll(".jw-links *")).toHaveLength(count);
    boxes["tp_3"] = [350, 100];
  });

  test("while a lane scrolls its curves go along, and nothing is measured", async () => {
    place();
    open(TWO);
    await frame();
    await frame();
    const before = line("li_1");
    const measured = Element.prototype.getBoundingClientRect;
    let asked = 0;
    Element.prototype.getBoundingClientRect = function (this: Element): DOMRect {
      if (this.matches(".jw-card")) asked += 1;
      return measured.call(this);
    };
    const lane = scene.root.querySelector<HTMLElement>('.jw-lane[data-stage="st_b"]')!;
    lane.scrollTop = 30;
    lane.dispatchEvent(new Event("scroll"));
    await frame();
    const ends = (d: string): number[] => [...d.matchAll(/-?[\d.]+/g)].map(Number);
    expect(ends(line("li_1")).at(-1)).toBe(ends(before).at(-1)! - 30);
    expect(ends(line("li_1"))[1]).toBe(ends(before)[1]);
    expect(asked).toBe(0);
  });

  test("nothing is written into the page while nothing has moved", async () => {
    place();
    open(TWO);
    await frame();
    const written: MutationRecord[] = [];
    const watch = new MutationObserver((records) => written.push(...records));
    watch.observe(scene.root.querySelector(".jw-links")!, { attributes: true, childList: true, subtree: true });
    act(() => scene.remote({ touchpoints: { tp_2: { title: "別の題" } } }));
    await frame();
    expect(written).toEqual([]);
    watch.disconnect();
  });

  test("the links of the card in focus stand out with their words, the others step back", async () => {
    place();
    open({ ...TWO, li_4: { source: "tp_2", target: "tp_3" } });
    await frame();
    act(() => {
      scene.board.peeking.value = "tp_1";
    });
    const lit = [...scene.root.querySelectorAll<SVGGElement>(".jw-link.is-lit")].map((each) => each.dataset["link"]);
    expect(lit).toEqual(["li_1", "li_2"]);
    expect(scene.root.querySelector(".jw-links")!.classList).toContain("is-quiet");
    expect([...scene.root.querySelectorAll(".jw-link-words")].map((each) => each.textContent)).toEqual(["2日後"]);
    act(() => {
      scene.board.peeking.value = "";
    });
    expect(scene.root.querySelectorAll(".is-lit")).toHaveLength(0);
  });

  test("L hides and shows them", async () => {
    place();
    open(TWO);
    press(card("tp_1"), "L", { shiftKey: true });
    expect(scene.root.querySelector(".jw-links")).toBeNull();
    press(card("tp_1"), "L", { shiftKey: true });
    await frame();
    expect(drawn()).toEqual(["li_1", "li_2"]);
  });

  test("a hand between the cards opens the link it is on", async () => {
    place();
    open(TWO);
    await frame();
    const lane = scene.root.querySelector<HTMLElement>('.jw-lane[data-stage="st_b"]')!;
    const at = (x: number, y: number): void => {
      act(() => void lane.dispatchEvent(new MouseEvent("click", { clientX: x, clientY: y, bubbles: true, composed: true })));
    };
    at(310, 300);
    expect(linkView(scene.board).editing.value).toBe("");
    at(308, 133);
    expect(["li_1", "li_2"]).toContain(linkView(scene.board).editing.value);
  });
});
