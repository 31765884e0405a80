import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Menu } from "../../src/board/Menu";
import { click, press } from "./hand";
import { type Stage, stage } from "./stage";

let scene: Stage;
const chosen = vi.fn();

beforeEach(() => {
  scene = stage();
  chosen.mockClear();
  const item = (id: string, label: string, more = {}) => ({ id, label, onSelect: () => chosen(id), ...more });
  const groups = [
    { label: "果物", items: [item("apple", "Apple"), item("apricot", "Apricot"), item("none", "Grape", { disabled: true })] },
    { items: [item("banana", "Banana", { checked: true }), item("cherry", "Cherry", { checked: false })] },
  ];
  act(() => render(<Menu board={scene.board} label="選ぶ" groups={groups}>選ぶ</Menu>, scene.root));
});
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

const opener = (): HTMLElement => scene.root.querySelector("button")!;
const menu = (): HTMLElement | null => scene.root.querySelector("[role=menu]");
const focused = (): string | null => document.activeElement?.getAttribute("data-item") ?? null;
const key = (name: string): KeyboardEvent => press(document.activeElement!, name);

describe("a menu", () => {
  test("opens on a click with what is checked under the focus, and says so", () => {
    expect(opener().getAttribute("aria-expanded")).toBe("false");
    click(opener());
    expect(opener().getAttribute("aria-expanded")).toBe("true");
    expect(opener().getAttribute("aria-controls")).toBe(menu()!.id);
    expect(focused()).toBe("banana");
  });
  test("opens with the arrows at either end", () => {
    opener().focus();
    key("ArrowDown");
    expect(focused()).toBe("apple");
    key("Escape");
    key("ArrowUp");
    expect(focused()).toBe("cherry");
  });
  test("goes round with the arrows, skips what is off, and knows Home and End", () => {
    click(opener());
    key("Home");
    expect(focused()).toBe("apple");
    key("ArrowUp");
    expect(focused()).toBe("cherry");
    key("ArrowDown");
    key("ArrowDown");
    key("ArrowDown");
    expect(focused()).toBe("banana");
    key("End");
    expect(focused()).toBe("cherry");
  });
  test("finds by the first letters", () => {
    click(opener());
    key("a");
    expect(focused()).toBe("apple");
    key("p");
    key("r");
    expect(focused()).toBe("apricot");
  });
  test("chooses once with Enter, closes, and gives the focus back", () => {
    click(opener());
    key("Enter");
    expect(chosen.mock.calls).toEqual([["banana"]]);
    expect(menu()).toBeNull();
    expect(document.activeElement).toBe(opener());
  });
  test("closes with Escape, which closes nothing else", () => {
    const outer = vi.fn();
    scene.root.addEventListener("keydown", outer);
    click(opener());
    key("Escape");
    expect(menu()).toBeNull();
    expect(document.activeElement).toBe(opener());
    expect(outer).not.toHaveBeenCalled();
  });
  test("closes when something else is pressed", () => {
    click(opener());
    act(() => void document.body.dispatchEvent(new Event("pointerdown", { bubbles: true, composed: true })));
    expect(menu()).toBeNull();
    expect(chosen).not.toHaveBeenCalled();
  });
  test("does nothing for what is off", () => {
    click(opener());
    click(menu()!.querySelector("[data-item=none]"));
    expect(chosen).not.toHaveBeenCalled();
  });
});
