import { render } from "preact";
import { act } from "preact/test-utils";
import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Legend } from "../../src/board/Legend";
import type { Document } from "../../src/document/json";
import { button, click } from "../panel/hand";
import { sample, type Stage, stage } from "../panel/stage";

let scene: Stage;
const overall = signal(false);
const two = (): Document => ({
  ...sample(),
  personas: { pe_1: { name: "花" }, pe_2: { name: "健一" } },
  scores: {
    "tp_1/pe_1/as_is/": { touchpoint: "tp_1", persona: "pe_1", state: "as_is", score: -1 },
    "tp_1/pe_2/as_is/": { touchpoint: "tp_1", persona: "pe_2", state: "as_is", score: 1 },
  },
});

function open(document: Document): void {
  vi.useFakeTimers();
  overall.value = false;
  scene = stage(document);
  act(() => render(<Legend board={scene.board} overall={overall} />, scene.root));
  act(() => void vi.runAllTimers());
}
beforeEach(() => open(two()));
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
  vi.useRealTimers();
});

test("a press on another persona's key puts that persona in focus", () => {
  click(button(scene.root, "健一・現状"));
  expect(scene.board.view.persona.value).toBe("pe_2");
  act(() => void vi.runAllTimers());
  expect(button(scene.root, "花・現状").title).toBe("花の線を見る");
});

test("the line of all customers is added and taken away, where more than one persona has a score", () => {
  const key = button(scene.root, "全体");
  expect(key.getAttribute("aria-pressed")).toBe("false");
  click(key);
  expect(overall.value).toBe(true);
  expect(button(scene.root, "全体").getAttribute("aria-pressed")).toBe("true");
  act(() => scene.remote({ scores: { "tp_1/pe_2/as_is/": null } }));
  act(() => void vi.runAllTimers());
  expect(scene.root.querySelector(".jw-key-overall")).toBeNull();
});

test("where nothing can be pressed, as when presenting, keys are plain words", () => {
  act(() => render(<Legend board={scene.board} />, scene.root));
  act(() => void vi.runAllTimers());
  expect(scene.root.querySelectorAll("button")).toHaveLength(0);
  expect(scene.root.textContent).toContain("健一・現状");
  expect(scene.root.textContent).not.toContain("全体");
});
