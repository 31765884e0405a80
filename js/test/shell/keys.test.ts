import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { guardKeys, isComposing, isTyping } from "../../src/shell/keys";

let page: HTMLElement;
let root: HTMLElement;
let card: HTMLElement;
let ends: AbortController;
const notebook = vi.fn();

beforeEach(() => {
  document.body.innerHTML = '<div id="page"><div id="root"><div id="card" tabindex="0"></div><input id="field"></div></div>';
  page = document.getElementById("page")!;
  root = document.getElementById("root")!;
  card = document.getElementById("card")!;
  ends = new AbortController();
  notebook.mockClear();
  for (const type of ["keydown", "mousedown"]) page.addEventListener(type, notebook);
  guardKeys(root, ends.signal);
});
afterEach(() => ends.abort());

const press = (key: string, more: KeyboardEventInit = {}, target: HTMLElement = card): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more });
  target.dispatchEvent(event);
  return event;
};

describe("keys pressed on a widget", () => {
  test.each(["x", "a", "b", "d", "m", "ArrowUp", "ArrowDown", "Enter", "Escape", "Delete", " ", "F2"])(
    "%s never reaches the notebook, and does what the browser does with it",
    (key) => {
      const event = press(key);
      expect(notebook).not.toHaveBeenCalled();
      expect(event.defaultPrevented).toBe(false);
    },
  );
  test.each([{ ctrlKey: true }, { metaKey: true }])("saving passes (%o)", (more) => {
    press("s", more);
    expect(notebook).toHaveBeenCalledTimes(1);
  });
  test("saving is seen by JupyterLab, which looks away from whatever carries its attribute", async () => {
    card.setAttribute("data-lm-suppress-shortcuts", "true");
    const seen: boolean[] = [];
    notebook.mockImplementation(() => seen.push(!!document.querySelector("[data-lm-suppress-shortcuts]")));
    press("s", { ctrlKey: true });
    notebook.mockReset();
    expect(seen).toEqual([false]);
    await vi.waitFor(() => expect(document.querySelectorAll("[data-lm-suppress-shortcuts]")).toHaveLength(2));
  });
  test("Shift+Enter and Ctrl+Enter do not run the cell", () => {
    press("Enter", { shiftKey: true });
    press("Enter", { ctrlKey: true });
    press("Enter", { altKey: true });
    expect(notebook).not.toHaveBeenCalled();
  });
  test("a shortcut somebody inside has acted on goes no further", () => {
    card.addEventListener("keydown", (event) => event.preventDefault(), { once: true });
    press("z", { ctrlKey: true });
    expect(notebook).not.toHaveBeenCalled();
    press("z", { ctrlKey: true });
    expect(notebook).toHaveBeenCalledTimes(1);
  });
  test("select all in a text field is the field's own", () => {
    press("a", { ctrlKey: true }, document.getElementById("field")!);
    expect(notebook).not.toHaveBeenCalled();
  });
  test("Shift+click does not extend the notebook's selection; a plain click passes", () => {
    card.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, shiftKey: true }));
    expect(notebook).not.toHaveBeenCalled();
    card.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
    expect(notebook).toHaveBeenCalledTimes(1);
  });
  test("nothing is held back once the view has ended", () => {
    ends.abort();
    press("x");
    expect(notebook).toHaveBeenCalledTimes(1);
  });
});

test("Enter that ends a conversion is told from an Enter, in Safari too", () => {
  expect(isComposing(new KeyboardEvent("keydown", { key: "Enter", isComposing: true }))).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 } as KeyboardEvent)).toBe(true);
  expect(isComposing(new KeyboardEvent("keydown", { key: "Enter" }))).toBe(false);
});

test("typing is recognised in fields, not on buttons, also inside a shadow root", () => {
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.innerHTML = '<input type="text"><input type="range"><textarea></textarea><button></button>';
  document.body.append(host);
  const seen: boolean[] = [];
  host.addEventListener("keydown", (event) => seen.push(isTyping(event)));
  for (const element of shadow.children) press("a", {}, element as HTMLElement);
  expect(seen).toEqual([true, false, true, false]);
});
