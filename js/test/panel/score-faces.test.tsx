import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ScoreFaces } from "../../src/board/ScoreFaces";
import { click, named, press } from "./hand";
import { sample, SCALES, type Stage, stage } from "./stage";

let scene: Stage;
afterEach(() => {
  act(() => render(null, scene.root));
  scene.end();
});

const open = (scale: keyof typeof SCALES, touchpoint = "tp_2", onDone?: () => void): HTMLElement => {
  const document = sample();
  scene = stage({ ...document, about: { title: "x", scale: SCALES[scale] }, scores: scale === "-2…+2" ? document["scores"]! : {} });
  act(() => render(<ScoreFaces board={scene.board} touchpoint={touchpoint} {...(onDone ? { onDone } : {})} />, scene.root));
  return scene.root;
};
const faces = (): HTMLElement[] => [...scene.root.querySelectorAll<HTMLElement>("[role=radio]")];
const scores = (): unknown => scene.patches.map((patch) => Object.values((patch["scores"] ?? {}) as object)[0] ?? null);

describe("scoring with faces", () => {
  test.each([
    ["-2…+2", [-2, -1, 0, 1, 2]],
    ["-3…+3", [-3, -2, -1, 0, 1, 2, 3]],
    ["1…5", [1, 2, 3, 4, 5]],
    ["1…10", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ["0…10", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ] as const)("offers every value of %s, each with a name and a figure", (scale, values) => {
    open(scale);
    expect(faces().map((face) => Number(face.dataset["score"]))).toEqual(values);
    for (const face of faces()) expect(face.getAttribute("aria-label")).toMatch(/.+（[−+]?\d+）/);
    click(faces()[1]);
    expect(scores()).toMatchObject([{ touchpoint: "tp_2", persona: "pe_1", state: "as_is", score: values[1] }]);
    expect(faces()[1]!.getAttribute("aria-checked")).toBe("true");
  });

  test("shows the agreed score, and a second press takes it back", () => {
    open("-2…+2", "tp_1");
    expect(faces().map((face) => face.getAttribute("aria-checked"))).toEqual(["false", "true", "false", "false", "false"]);
    click(faces()[1]);
    expect(scene.patches).toEqual([{ scores: { "tp_1/pe_1/as_is/": null } }]);
  });

  test("is one tab stop; arrows move the focus without scoring on the way, Enter's click scores", () => {
    open("-2…+2");
    expect(faces().filter((face) => face.tabIndex === 0)).toHaveLength(1);
    faces()[2]!.focus();
    press(document.activeElement!, "ArrowRight");
    press(document.activeElement!, "ArrowRight");
    expect(document.activeElement).toBe(faces()[4]);
    press(document.activeElement!, "ArrowRight");
    expect(document.activeElement).toBe(faces()[0]);
    press(document.activeElement!, "End");
    expect(scene.patches).toEqual([]);
    click(document.activeElement);
    expect(scores()).toMatchObject([{ score: 2 }]);
  });

  test("tells when it is done: after a choice and after Escape", () => {
    const done = vi.fn();
    open("-2…+2", "tp_2", done);
    click(faces()[0]);
    expect(done).toHaveBeenCalledTimes(1);
    faces()[0]!.focus();
    press(document.activeElement!, "Escape");
    expect(done).toHaveBeenCalledTimes(2);
  });

  test("of a hundred values is a slider that sends one score when it is let go", () => {
    const root = open("0…100");
    const range = root.querySelector<HTMLInputElement>("input[type=range]")!;
    for (const value of ["51", "60", "72"])
      act(() => {
        range.value = value;
        range.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
    expect(scene.patches).toEqual([]);
    expect(range.getAttribute("aria-valuetext")).toBe("満足（72）");
    act(() => void range.dispatchEvent(new Event("change", { bubbles: true })));
    expect(scores()).toMatchObject([{ score: 72 }]);
  });

  test("takes a number that is typed, inside the scale", () => {
    const root = open("0…100");
    const box = named<HTMLInputElement>(root, "感情（数字で）");
    act(() => {
      box.value = "140";
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
    expect(scores()).toMatchObject([{ score: 100 }]);
  });
});
