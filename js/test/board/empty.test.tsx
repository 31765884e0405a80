import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { EmptyCurve } from "../../src/board/Empty";
import type { Document } from "../../src/document/json";
import { sample, type Stage, stage } from "../panel/stage";

let scene: Stage;

function open(scores: Document): void {
  vi.useFakeTimers();
  scene = stage({ ...sample(), personas: { pe_1: { name: "花" } }, scores });
  act(() => render(<EmptyCurve board={scene.board} />, scene.root));
  act(() => {
    scene.board.view.persona.value = "";
  });
  act(() => void vi.runAllTimers());
}
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
  vi.useRealTimers();
});

test("a plot without any score says how to begin", () => {
  open({});
  expect(scene.root.textContent).toContain("曲線は採点から生まれます");
});

test("while everyone is in focus, nothing is laid over the line of a persona", () => {
  open({ "tp_1/pe_1/as_is/": { touchpoint: "tp_1", persona: "pe_1", state: "as_is", score: -1 } });
  expect(scene.root.textContent).toBe("");
});

test("a score of the to-be alone leaves the as-is plot empty", () => {
  open({ "tp_1/pe_1/to_be/": { touchpoint: "tp_1", persona: "pe_1", state: "to_be", score: -1 } });
  expect(scene.root.textContent).toContain("曲線は採点から生まれます");
});
