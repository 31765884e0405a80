import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeScreen } from "../../src/present/screen";

let layer: HTMLElement;
let stage: HTMLElement;
let ends: AbortController;
const leave = vi.fn();
const full = (element: Element | null): void => {
  Object.defineProperty(document, "fullscreenElement", { value: element, configurable: true });
  document.dispatchEvent(new Event("fullscreenchange"));
};

beforeEach(() => {
  layer = document.body.appendChild(document.createElement("div"));
  stage = layer.appendChild(document.createElement("section"));
  stage.tabIndex = -1;
  ends = new AbortController();
  leave.mockClear();
  layer.showPopover = vi.fn();
  layer.hidePopover = vi.fn();
});
afterEach(() => {
  ends.abort();
  full(null);
  layer.remove();
});

test("it lies over everything at once, has the keyboard, and asks for full screen", () => {
  stage.requestFullscreen = vi.fn(() => Promise.resolve());
  takeScreen(layer, stage, leave, ends.signal);
  expect(layer.getAttribute("popover")).toBe("manual");
  expect(layer.showPopover).toHaveBeenCalledOnce();
  expect(stage.requestFullscreen).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(stage);
});

test("where full screen is refused the window is enough", async () => {
  const refused = Promise.reject(new TypeError("not allowed"));
  stage.requestFullscreen = vi.fn(() => refused);
  takeScreen(layer, stage, leave, ends.signal);
  await expect(refused).rejects.toThrow("not allowed");
  expect(leave).not.toHaveBeenCalled();
});

test("leaving the browser's full screen ends it, somebody else's full screen does not", () => {
  stage.requestFullscreen = vi.fn(() => Promise.resolve());
  takeScreen(layer, stage, leave, ends.signal);
  full(null);
  expect(leave).not.toHaveBeenCalled();
  full(stage);
  full(null);
  expect(leave).toHaveBeenCalledOnce();
});

test("when it ends it gives the screen back", () => {
  const exit = vi.fn(() => Promise.resolve());
  Object.defineProperty(document, "exitFullscreen", { value: exit, configurable: true });
  stage.requestFullscreen = vi.fn(() => Promise.resolve());
  takeScreen(layer, stage, leave, ends.signal);
  full(stage);
  ends.abort();
  expect(exit).toHaveBeenCalledOnce();
});
