/** What others hold is seen on the card; what this hand holds is told. */

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Board } from "../../src/board/Board";
import type { Holding, Person } from "../../src/sync/types";
import { press } from "./hand";
import { type Stage, stage } from "./stage";

let scene: Stage;
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  scene = stage();
  act(() => render(<Board board={scene.board} />, scene.root));
});
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

const card = (id: string): HTMLElement => scene.root.querySelector<HTMLElement>(`.jw-card[data-touchpoint="${id}"]`)!;
const person = (name: string, doing: Holding["doing"], id = "tp_1"): Person => ({ client: name, name, holding: { table: "touchpoints", id, doing } });
const come = (...others: Person[]): void => void act(() => scene.status({ others }));
const said = (): string => scene.root.querySelector(".jw-live")!.textContent!.trim();

describe("a card somebody else holds", () => {
  test.each<[string, Person, string]>([
    ["drags it", person("佐藤", "drag"), "佐藤さんが移動中"],
    ["writes in it", person("佐藤", "edit"), "佐藤さんが編集中"],
    ["drags it without a name", person("", "drag"), "別の人が移動中"],
    ["writes in it without a name", person("", "edit"), "別の人が編集中"],
  ])("says so: %s", (_, other, words) => {
    come(other);
    const tag = card("tp_1").querySelector(".jw-tag")!;
    expect(tag.textContent).toBe(words);
    expect(card("tp_1").classList.contains("is-locked")).toBe(true);
    expect(card("tp_1").getAttribute("aria-describedby")!.split(" ")).toContain(tag.id);
    expect(card("tp_2").querySelector(".jw-tag")).toBeNull();
    come();
    expect(card("tp_1").querySelector(".jw-tag")).toBeNull();
    expect(card("tp_1").classList.contains("is-locked")).toBe(false);
  });

  test("is drawn anew alone", () => {
    const before = card("tp_2");
    const watch = new MutationObserver(() => undefined);
    watch.observe(before, { attributes: true, childList: true, subtree: true, characterData: true });
    come(person("佐藤", "drag"));
    expect(watch.takeRecords()).toEqual([]);
  });

  test("names whoever drags it before whoever only writes", () => {
    come(person("一", "edit"), person("二", "drag"));
    expect(card("tp_1").querySelector(".jw-tag")!.textContent).toBe("二さんが移動中");
  });

  test("cannot be lifted by key while it is dragged, and says why; what is only written in can", () => {
    come(person("佐藤", "drag"));
    card("tp_1").focus();
    press(card("tp_1"), " ");
    expect(scene.board.held.value).toBeNull();
    expect(said()).toBe("佐藤さんが移動中");
    press(card("tp_1"), "ArrowRight", { altKey: true });
    expect(scene.patches).toEqual([]);
    come(person("佐藤", "edit"));
    press(card("tp_1"), " ");
    expect(scene.board.held.value).toMatchObject({ id: "tp_1" });
  });
});

test("a board for reading only lifts nothing, and says why", () => {
  act(() => scene.status({ status: { saved: "saved", problem: null, readOnly: true, owner: null } }));
  expect(scene.root.hasAttribute("data-read-only")).toBe(true);
  card("tp_1").focus();
  press(card("tp_1"), " ");
  expect(scene.board.held.value).toBeNull();
  expect(said()).toBe("読み取り専用なので、動かせません。");
});

describe("this hand tells", () => {
  const DRAG = { table: "touchpoints", id: "tp_1", doing: "drag" };
  const EDIT = { table: "touchpoints", id: "tp_1", doing: "edit" };

  test("nothing by itself", () => expect(scene.held).toEqual([]));

  test("what it lifts by key, until it is dropped", () => {
    card("tp_1").focus();
    press(card("tp_1"), " ");
    expect(scene.held).toEqual([DRAG]);
    press(card("tp_1"), "ArrowDown");
    press(card("tp_1"), "Escape");
    expect(scene.held).toEqual([DRAG, null]);
  });

  test("what it drags", () => {
    act(() => {
      scene.board.lifted.value = "tp_1";
    });
    act(() => {
      scene.board.lifted.value = "";
    });
    expect(scene.held).toEqual([DRAG, null]);
  });

  test("the card whose fields it writes in, until it leaves them", () => {
    act(() => {
      scene.board.view.selected.value = "tp_1";
      scene.board.view.panelOpen.value = true;
    });
    expect(scene.held, "an open panel is only read").toEqual([]);
    const fields = scene.root.querySelectorAll<HTMLElement>(".jw-panel textarea");
    act(() => fields[0]!.focus());
    act(() => fields[1]!.focus());
    expect(scene.held).toEqual([EDIT]);
    act(() => fields[1]!.blur());
    expect(scene.held).toEqual([EDIT, null]);
  });

  test("the card it renames", () => {
    act(() => {
      scene.board.view.renaming.value = "tp_1";
    });
    expect(scene.held).toEqual([EDIT]);
    act(() => {
      scene.board.view.renaming.value = "";
    });
    expect(scene.held.at(-1)).toBeNull();
  });

  test("that it holds nothing, when its view ends", () => {
    act(() => {
      scene.board.lifted.value = "tp_1";
    });
    scene.end();
    expect(scene.held).toEqual([DRAG, null]);
  });
});
