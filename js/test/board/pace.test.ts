import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { pace, type Pace } from "../../src/board/pace";
import type { Store, StoreEvent } from "../../src/sync/types";

const event = (revision: number): StoreEvent => ({ before: {}, after: { revision }, touched: new Map(), source: "hand" });
const frame = (): void => {
  vi.advanceTimersToNextFrame();
  vi.advanceTimersByTime(1);
};

let root: HTMLElement;
let ends: AbortController;
let board: Pace;
let pending: unknown[];
let emit: (event: StoreEvent) => void;
let happened: string[];
let long: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  root = document.createElement("section");
  ends = new AbortController();
  pending = [];
  happened = [];
  long = false;
  const store = {
    get pending() {
      return pending;
    },
    subscribe: (listener: typeof emit) => void (emit = listener),
  } as unknown as Store;
  board = pace(store, root, ends.signal, () => long);
  board.subscribe(({ after }) => happened.push(`drawn ${String(after["revision"])}`));
});
afterEach(() => {
  ends.abort();
  vi.useRealTimers();
});

function drop(revision = 1): void {
  board.hold(() => {
    happened.push("sent");
    pending = [revision];
    emit(event(revision));
  }, () => happened.push("after"));
}
function answer(): void {
  pending = [];
  emit(event(0));
  vi.advanceTimersByTime(1);
}

describe("the lanes take in a dropped card", () => {
  test("when the next frame has been painted and the kernel has answered", () => {
    drop();
    expect(happened).toEqual(["sent"]);
    answer();
    expect(happened).toEqual(["sent"]);
    frame();
    expect(happened).toEqual(["sent", "drawn 1", "drawn 0", "after"]);
  });

  test("with the answer, when that comes after the frame", () => {
    drop();
    frame();
    expect(happened).toEqual(["sent"]);
    answer();
    expect(happened).toEqual(["sent", "drawn 1", "drawn 0", "after"]);
  });

  test("a frame after the curve, where a long journey's curve lets the answer come first", () => {
    long = true;
    drop();
    frame();
    answer();
    expect(happened).toEqual(["sent"]);
    vi.advanceTimersToNextFrame();
    expect(happened).toEqual(["sent"]);
    vi.advanceTimersToNextFrame();
    expect(happened).toEqual(["sent", "drawn 1", "drawn 0", "after"]);
  });

  test("soon in any case: a kernel may be busy", () => {
    drop();
    vi.advanceTimersByTime(60);
    expect(happened).toEqual(["sent", "drawn 1", "after"]);
    answer();
    expect(happened.at(-1)).toBe("drawn 0");
  });

  test.each(["pointerdown", "keydown"])("before a %s is heard", (type) => {
    root.addEventListener(type, () => happened.push(type));
    drop();
    root.dispatchEvent(new Event(type));
    expect(happened).toEqual(["sent", "drawn 1", "after", type]);
  });

  test("before the next one is dropped, and each waits for its own frame", () => {
    drop(1);
    vi.advanceTimersByTime(50);
    drop(2);
    expect(happened).toEqual(["sent", "drawn 1", "after", "sent"]);
    vi.advanceTimersByTime(20);
    expect(happened).toHaveLength(4);
    answer();
    frame();
    expect(happened.slice(4)).toEqual(["drawn 2", "drawn 0", "after"]);
  });

  test("never, when the view has ended", () => {
    drop();
    ends.abort();
    frame();
    vi.advanceTimersByTime(1000);
    board.flush();
    expect(happened).toEqual(["sent"]);
  });
});

test("what is not a drop is drawn at once, and what asks for it in the change itself waits", () => {
  emit(event(7));
  expect(happened).toEqual(["drawn 7"]);
  board.hold(() => board.flush(), () => happened.push("after"));
  expect(happened).toEqual(["drawn 7"]);
});
