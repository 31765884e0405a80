import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Place } from "../../src/drag/geometry";
import { pointerDrag, type Ending, type PointerDrag, type Scene } from "../../src/drag/pointer";

let root: HTMLElement;
let layer: HTMLElement;
let ends: AbortController;
let drag: PointerDrag;
let captured: Set<number>;
let happened: (["lift", string] | ["over", string, Place | null] | ["drop", string, Place] | ["cancel", string, Ending])[];
let cards: Map<string, string>;
let drop: () => void;

/** Lanes 100 wide side by side, cards 50 high with 10 between. */
function scene(): Scene {
  const stages = ["st_a", "st_b"];
  return {
    gap: 10,
    bounds: { left: 0, top: 0, right: 200, bottom: 500 },
    cells: stages.map((stage, column) => ({
      stage,
      row: null,
      box: { left: column * 100, top: 0, right: column * 100 + 100, bottom: 500 },
      seats: [...cards].filter(([, home]) => home === stage).map(([id], index) => ({ id, top: 10 + index * 60, bottom: 60 + index * 60 })),
    })),
  };
}
const measure = vi.fn(scene);

function send(type: string, x = 0, y = 0, options: PointerEventInit & { target?: Element } = {}): PointerEvent {
  const { target = root, ...init } = options;
  const event = new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, clientX: x, clientY: y, ...init,
  });
  target.dispatchEvent(event);
  return event;
}
const frame = (): void => void vi.advanceTimersToNextFrame();
const card = (id: string): HTMLElement => root.querySelector<HTMLElement>(`[data-touchpoint="${id}"]`)!;
const names = (): string[] => happened.map(([what]) => what);

beforeEach(() => {
  vi.useFakeTimers();
  cards = new Map([["a1", "st_a"], ["a2", "st_a"], ["b1", "st_b"]]);
  root = document.createElement("section");
  root.innerHTML = [...cards.keys()].map((id) => `<li class="jw-card" data-touchpoint="${id}" tabindex="0"><input><b id="t-${id}">x</b></li>`).join("");
  layer = document.createElement("div");
  root.append(layer);
  document.body.append(root);
  captured = new Set();
  layer.setPointerCapture = (id) => void captured.add(id);
  layer.releasePointerCapture = (id) => void captured.delete(id);
  layer.hasPointerCapture = (id) => captured.has(id);
  ends = new AbortController();
  happened = [];
  measure.mockReset().mockImplementation(scene);
  drag = pointerDrag({
    root, layer, signal: ends.signal, measure,
    cardAt(target) {
      if (target.closest("input")) return null;
      const element = target.closest<HTMLElement>("[data-touchpoint]");
      return element ? { id: element.dataset["touchpoint"]!, element } : null;
    },
    exists: (id) => cards.has(id),
    onLift: (id) => happened.push(["lift", id]),
    onOver: (id, place) => happened.push(["over", id, place]),
    onDrop(id, place, letGo) {
      happened.push(["drop", id, place]);
      drop = () => letGo(null);
    },
    onCancel(id, ending, letGo) {
      happened.push(["cancel", id, ending]);
      letGo(null);
    },
  });
});
afterEach(() => {
  ends.abort();
  // The click after a drop is waited for until the next turn.
  send("pointerup");
  vi.advanceTimersByTime(1);
  root.remove();
  vi.useRealTimers();
});

function liftWithMouse(id = "a1"): void {
  send("pointerdown", 50, 30, { target: card(id) });
  send("pointermove", 56, 30);
  frame();
}

describe("with a mouse", () => {
  test("a press lifts only after four pixels", () => {
    send("pointerdown", 50, 30, { target: card("a1") });
    send("pointermove", 53, 31);
    expect(happened).toEqual([]);
    send("pointermove", 55, 31);
    expect(names()).toEqual(["lift"]);
    expect(captured.has(1)).toBe(true);
  });

  test("moving draws once a frame, and reads the layout once", () => {
    liftWithMouse();
    for (let x = 60; x < 160; x += 5) send("pointermove", x, 40);
    expect(names().filter((what) => what === "over")).toHaveLength(0);
    frame();
    expect(names().filter((what) => what === "over")).toHaveLength(1);
    expect(measure).toHaveBeenCalledTimes(1);
  });

  test("letting go drops where the hand is", () => {
    liftWithMouse();
    send("pointermove", 150, 100);
    frame();
    send("pointerup", 150, 100);
    expect(happened.at(-1)).toEqual(["drop", "a1", { stage: "st_b", row: null, before: null }]);
    expect(captured.size).toBe(0);
    expect(drag.lifted()).toBeNull();
  });

  test("the copy stays where it was let go until the board takes it away", () => {
    liftWithMouse();
    send("pointermove", 150, 100);
    frame();
    send("pointerup", 150, 100);
    expect(layer.querySelectorAll(".is-lifted")).toHaveLength(1);
    expect(happened.at(-1)![0]).toBe("drop");
    drop();
    expect(layer.children).toHaveLength(0);
  });

  test("a copy that is still on its way is gone when the next card is taken", () => {
    liftWithMouse();
    send("pointerup", 56, 30);
    vi.advanceTimersByTime(1);
    liftWithMouse("a2");
    expect(layer.querySelectorAll(".is-lifted")).toHaveLength(1);
  });

  test("a press that comes before the board has let go of the copy is meant for the card below", () => {
    liftWithMouse();
    send("pointerup", 56, 30);
    // As a browser does it: what takes no clicks is not found.
    document.elementFromPoint = () => (layer.style.pointerEvents === "auto" ? layer : card("b1"));
    send("pointerdown", 150, 30, { target: layer });
    send("pointermove", 156, 30, { target: layer });
    expect(happened.filter(([what]) => what === "lift")).toEqual([["lift", "a1"], ["lift", "b1"]]);
  });

  test("the wheel turns the lane under the hand, and the notebook where there is none", () => {
    const lane = document.createElement("ol");
    Object.defineProperty(lane, "scrollTop", { value: 0, writable: true });
    measure.mockImplementation(() => ({
      ...scene(),
      scrollers: [{ element: lane, axis: "y", box: { left: 0, top: 0, right: 52, bottom: 500 }, narrow: true }],
    }));
    liftWithMouse();
    const wheel = (x: number): WheelEvent => {
      // happy-dom's wheel is nowhere: it has no coordinates of its own.
      const event = Object.assign(new WheelEvent("wheel", { deltaY: 60, cancelable: true, bubbles: true }), { clientX: x, clientY: 100 });
      layer.dispatchEvent(event);
      return event;
    };
    expect(wheel(50).defaultPrevented).toBe(true);
    expect(lane.scrollTop).toBe(60);
    expect(wheel(150).defaultPrevented).toBe(false);
    expect(lane.scrollTop).toBe(60);
  });

  test("a click stays a click; the one after a drop is swallowed", () => {
    const clicked = vi.fn();
    root.addEventListener("click", clicked);
    send("pointerdown", 50, 30, { target: card("a1") });
    send("pointerup", 50, 30);
    root.click();
    expect(clicked).toHaveBeenCalledTimes(1);
    liftWithMouse();
    send("pointerup", 56, 30);
    root.click();
    expect(clicked).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    root.click();
    expect(clicked).toHaveBeenCalledTimes(2);
  });

  test("put back by Escape, letting go is no click either", () => {
    const clicked = vi.fn();
    root.addEventListener("click", clicked);
    liftWithMouse();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    vi.advanceTimersByTime(300);
    send("pointerup", 56, 30);
    card("a1").click();
    expect(clicked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    card("a1").click();
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  test("the click of a new press is never swallowed", () => {
    const clicked = vi.fn();
    root.addEventListener("click", clicked);
    liftWithMouse();
    send("pointercancel");
    send("pointerdown", 50, 30, { target: card("a1") });
    send("pointerup", 50, 30);
    card("a1").click();
    expect(clicked).toHaveBeenCalledTimes(1);
  });

  test("other buttons, other fingers and fields do not lift", () => {
    send("pointerdown", 50, 30, { target: card("a1"), button: 2 });
    send("pointermove", 90, 30);
    send("pointerdown", 50, 30, { target: card("a1"), isPrimary: false });
    send("pointermove", 90, 30);
    send("pointerdown", 50, 30, { target: card("a1").querySelector("input")! });
    send("pointermove", 90, 30);
    expect(happened).toEqual([]);
  });

  test("the copy in the hand cannot be taken for the card", () => {
    liftWithMouse();
    expect(root.querySelectorAll('[data-touchpoint="a1"]')).toHaveLength(1);
    expect(root.querySelectorAll("#t-a1")).toHaveLength(1);
    expect(layer.querySelector(".is-lifted")?.getAttribute("aria-hidden")).toBe("true");
  });
});

describe("it is put back", () => {
  beforeEach(() => {
    liftWithMouse();
    send("pointermove", 150, 100);
    frame();
  });

  test("by Escape, which goes no further", () => {
    const heard = vi.fn();
    document.body.addEventListener("keydown", heard, { signal: ends.signal });
    card("a1").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    expect(happened.at(-1)).toEqual(["cancel", "a1", "escape"]);
    expect(heard).not.toHaveBeenCalled();
    expect(layer.children).toHaveLength(0);
  });

  test.each(["pointercancel", "lostpointercapture"])("by %s", (type) => {
    send(type);
    expect(happened.at(-1)).toEqual(["cancel", "a1", "lost"]);
  });

  test("when the view ends or is taken out of the page", () => {
    root.remove();
    send("pointermove", 151, 100);
    frame();
    expect(happened.at(-1)).toEqual(["cancel", "a1", "lost"]);
    liftWithMouse("a2");
    document.body.append(root);
    ends.abort();
    expect(drag.lifted()).toBeNull();
  });

  test("when it is let go far outside", () => {
    send("pointermove", 600, 100);
    send("pointerup", 600, 100);
    expect(happened.at(-1)).toEqual(["cancel", "a1", "outside"]);
  });

  test("when somebody has deleted it", () => {
    cards.delete("a1");
    send("pointermove", 151, 101);
    frame();
    expect(happened.at(-1)).toEqual(["cancel", "a1", "gone"]);
  });
});

test("somebody else's change in the middle of it moves the places, not the drag", () => {
  liftWithMouse();
  send("pointermove", 150, 20);
  frame();
  expect(happened.at(-1)).toEqual(["over", "a1", { stage: "st_b", row: null, before: "b1" }]);
  cards.delete("b1");
  drag.refresh();
  frame();
  expect(happened.at(-1)).toEqual(["over", "a1", { stage: "st_b", row: null, before: null }]);
  cards.set("b2", "st_b");
  // Let go before the next frame: the drop is computed against what lies there now.
  drag.refresh();
  send("pointerup", 150, 20);
  expect(happened.at(-1)).toEqual(["drop", "a1", { stage: "st_b", row: null, before: "b2" }]);
});

test("at a lane's edge the lane scrolls, and is measured again", () => {
  const lane = document.createElement("div");
  let top = 0;
  Object.defineProperty(lane, "scrollTop", { get: () => top, set: (value: number) => (top = Math.min(40, Math.max(0, value))) });
  measure.mockImplementation(() => ({
    ...scene(),
    scrollers: [{ element: lane, axis: "y" as const, box: { left: 100, top: 0, right: 200, bottom: 500 }, narrow: true }],
  }));
  liftWithMouse();
  send("pointermove", 50, 490);
  frame();
  expect(top).toBe(0);
  send("pointermove", 150, 490);
  for (let k = 0; k < 10; k += 1) frame();
  expect(top).toBe(40);
  expect(measure.mock.calls.length).toBeGreaterThan(2);
  const measured = measure.mock.calls.length;
  frame();
  expect(measure).toHaveBeenCalledTimes(measured);
});

describe("with a finger", () => {
  const touch = { pointerType: "touch" } as const;

  test("a long press lifts, and from then on the page does not scroll", () => {
    send("pointerdown", 50, 30, { ...touch, target: card("a1") });
    expect(root.dispatchEvent(new Event("touchmove", { bubbles: true, cancelable: true }))).toBe(true);
    vi.advanceTimersByTime(200);
    expect(names()).toEqual(["lift"]);
    expect(root.dispatchEvent(new Event("touchmove", { bubbles: true, cancelable: true }))).toBe(false);
    send("pointermove", 150, 20, touch);
    frame();
    send("pointerup", 150, 20, touch);
    expect(happened.at(-1)?.[0]).toBe("drop");
  });

  test("a swipe before that is the page's", () => {
    send("pointerdown", 50, 30, { ...touch, target: card("a1") });
    vi.advanceTimersByTime(100);
    send("pointermove", 50, 45, touch);
    vi.advanceTimersByTime(500);
    expect(happened).toEqual([]);
  });

  test("a finger that trembles still lifts; a short tap does not", () => {
    send("pointerdown", 50, 30, { ...touch, target: card("a1") });
    send("pointermove", 54, 33, touch);
    vi.advanceTimersByTime(200);
    expect(names()).toEqual(["lift"]);
    send("pointerup", 54, 33, touch);
    happened = [];
    send("pointerdown", 50, 30, { ...touch, target: card("a2") });
    send("pointerup", 50, 30, touch);
    vi.advanceTimersByTime(500);
    expect(happened).toEqual([]);
  });

  test("the menu a long press asks for on Android does not come", () => {
    send("pointerdown", 50, 30, { ...touch, target: card("a1") });
    expect(root.dispatchEvent(new Event("contextmenu", { bubbles: true, cancelable: true }))).toBe(false);
    send("pointerup", 50, 30, touch);
    expect(root.dispatchEvent(new Event("contextmenu", { bubbles: true, cancelable: true }))).toBe(true);
  });
});
