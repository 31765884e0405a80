import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Field, type FieldProps } from "../../src/shell/field";

let box: HTMLElement;
const onCommit = vi.fn();

beforeEach(() => {
  document.body.innerHTML = "<div></div><button></button>";
  box = document.body.firstElementChild as HTMLElement;
  onCommit.mockClear();
});

const draw = (props: Partial<FieldProps> = {}): HTMLInputElement => {
  act(() => render(<Field value="古い" label="題" onCommit={onCommit} {...props} />, box));
  return box.querySelector("input, textarea")!;
};
const type = (field: HTMLInputElement, text: string): void => {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
};
const press = (field: HTMLElement, key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  act(() => void field.dispatchEvent(event));
  return event;
};

describe("a text field", () => {
  test("commits once on Enter, trimmed, and not again when it is left", () => {
    const field = draw();
    type(field, " 新しい ");
    press(field, "Enter");
    field.blur();
    expect(onCommit.mock.calls).toEqual([["新しい"]]);
  });

  test("does not take the Enter that ends a Japanese conversion for a commit", () => {
    const field = draw();
    type(field, "登録");
    press(field, "Enter", { isComposing: true });
    expect(onCommit).not.toHaveBeenCalled();
    const safari = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    Object.defineProperty(safari, "keyCode", { value: 229 });
    field.dispatchEvent(safari);
    expect(onCommit).not.toHaveBeenCalled();
    press(field, "Enter");
    expect(onCommit).toHaveBeenCalledWith("登録");
  });

  test("keeps what is typed when a change arrives from elsewhere, and commits it", () => {
    const field = draw();
    type(field, "わたしの");
    draw({ value: "だれかの" });
    expect(field.value).toBe("わたしの");
    field.blur();
    expect(onCommit.mock.calls).toEqual([["わたしの"]]);
  });

  test("shows a change from elsewhere at once while nobody is in it, and on leaving when nothing was typed", () => {
    const field = draw();
    draw({ value: "一" });
    expect(field.value).toBe("一");
    field.focus();
    draw({ value: "二" });
    expect(field.value).toBe("一");
    field.blur();
    expect(field.value).toBe("二");
    expect(onCommit).not.toHaveBeenCalled();
  });

  test("gives the old text back on Escape, which goes no further; the next Escape does", () => {
    const outer = vi.fn();
    document.body.addEventListener("keydown", outer);
    const field = draw();
    type(field, "まちがい");
    press(field, "Escape");
    expect(field.value).toBe("古い");
    expect(outer).not.toHaveBeenCalled();
    press(field, "Escape");
    expect(outer).toHaveBeenCalledTimes(1);
    field.blur();
    expect(onCommit).not.toHaveBeenCalled();
    document.body.removeEventListener("keydown", outer);
  });

  test("takes an empty text back where one is required, and clears where none is", () => {
    const strict = draw({ required: true });
    type(strict, "  ");
    strict.blur();
    expect(onCommit).not.toHaveBeenCalled();
    expect(strict.value).toBe("古い");
    render(null, box);
    const loose = draw();
    type(loose, "");
    loose.blur();
    expect(onCommit).toHaveBeenCalledWith("");
  });

  test("keeps what was typed when it is taken away from under the hand", () => {
    const field = draw();
    type(field, "途中");
    act(() => render(null, box));
    expect(onCommit.mock.calls).toEqual([["途中"]]);
  });

  test("makes new lines where it has several, and commits them with Ctrl+Enter", () => {
    const field = draw({ multiline: true });
    type(field, "一行目\n二行目");
    expect(press(field, "Enter").defaultPrevented).toBe(false);
    expect(onCommit).not.toHaveBeenCalled();
    press(field, "Enter", { ctrlKey: true });
    expect(onCommit).toHaveBeenCalledWith("一行目\n二行目");
  });

  test("is out of reach of the notebook's shortcuts", () => {
    expect(draw().dataset["lmSuppressShortcuts"]).toBe("true");
  });
});
