/** What a person does to the page. */

import { act } from "preact/test-utils";

export function press(target: Element, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more });
  act(() => void target.dispatchEvent(event));
  return event;
}

export function click(target: Element | null | undefined): void {
  if (!target) throw new Error("There is nothing to click.");
  act(() => (target as HTMLElement).click());
}

export function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  act(() => {
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}

export function leave(field: HTMLElement): void {
  act(() => field.blur());
}

/** By the name a screen reader would say. */
export function named<T extends HTMLElement = HTMLElement>(root: ParentNode, name: string): T {
  const found = [...root.querySelectorAll<T>("[aria-label]")].find((element) => element.getAttribute("aria-label") === name);
  if (!found) throw new Error(`Nothing is called '${name}'. There is: ${[...root.querySelectorAll("[aria-label]")].map((each) => each.getAttribute("aria-label")).join(", ")}`);
  return found;
}

export function button(root: ParentNode, words: string): HTMLButtonElement {
  const found = [...root.querySelectorAll("button")].find((each) => each.textContent?.trim() === words);
  if (!found) throw new Error(`No button says '${words}'.`);
  return found;
}
