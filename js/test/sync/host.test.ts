/** What a host tells of its kernel, and what the browser keeps: either may be missing. */

import { afterEach, describe, expect, test, vi } from "vitest";
import { watchKernel } from "../../src/sync/kernel";
import { NAME, nameTag } from "../../src/sync/name";

function createSignal() {
  const slots = new Set<() => void>();
  return { slots, connect: (slot: () => void) => slots.add(slot), disconnect: (slot: () => void) => slots.delete(slot), emit: () => slots.forEach((slot) => slot()) };
}

function createJupyter() {
  const [statusChanged, connectionStatusChanged, disposed] = [createSignal(), createSignal(), createSignal()];
  const kernel = { status: "idle", connectionStatus: "connected", statusChanged, connectionStatusChanged, disposed };
  const calls = { onLost: vi.fn(), onBack: vi.fn(), onChange: vi.fn() };
  const life = new AbortController();
  const watched = watchKernel({ widget_manager: { kernel } }, calls, life.signal);
  const become = (status: string): void => {
    kernel.status = status;
    statusChanged.emit();
  };
  return { kernel, calls, life, watched, become };
}

describe("JupyterLab's kernel", () => {
  test("busy and idle are seen", () => {
    const { watched, calls, become } = createJupyter();
    expect(watched.busy()).toBe(false);
    become("busy");
    expect(watched.busy()).toBe(true);
    expect(calls.onChange).toHaveBeenCalledOnce();
    expect(calls.onLost).not.toHaveBeenCalled();
  });

  test.each(["autorestarting", "restarting", "dead", "terminating"])("%s: it has forgotten the page", (status) => {
    const { calls, become } = createJupyter();
    become(status);
    expect(calls.onLost).toHaveBeenCalledOnce();
  });

  test("a line that breaks and comes back", () => {
    const { kernel, calls } = createJupyter();
    kernel.connectionStatus = "connecting";
    kernel.connectionStatusChanged.emit();
    expect(calls.onLost).toHaveBeenCalledOnce();
    kernel.connectionStatus = "connected";
    kernel.connectionStatusChanged.emit();
    expect(calls.onBack).toHaveBeenCalledOnce();
  });

  test("a kernel that was shut down", () => {
    const { kernel, calls } = createJupyter();
    kernel.disposed.emit();
    expect(calls.onLost).toHaveBeenCalledOnce();
  });

  test("is let alone when the widget ends", () => {
    const { kernel, life } = createJupyter();
    life.abort();
    expect(kernel.statusChanged.slots.size + kernel.connectionStatusChanged.slots.size + kernel.disposed.slots.size).toBe(0);
  });
});

test.each([{}, { widget_manager: null }, { widget_manager: {} }, { widget_manager: { kernel: null } }, { widget_manager: { kernel: {} } }])(
  "a host that says nothing of its kernel: %j",
  (model) => {
    const nothing = { onLost: vi.fn(), onBack: vi.fn(), onChange: vi.fn() };
    expect(watchKernel(model, nothing, new AbortController().signal).busy()).toBe(false);
  },
);

describe("the name of who sits at this browser", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    localStorage.clear();
  });

  test("is the same for every map, and for every tab at once", () => {
    nameTag().set(" 花子 ");
    expect(nameTag().get()).toBe("花子");
    expect(localStorage.getItem(NAME)).toBe("花子");
    nameTag().set("");
    expect(localStorage.getItem(NAME)).toBeNull();
  });

  test("never grows so long that the kernel would refuse it", () => {
    const tag = nameTag();
    tag.set("花".repeat(200));
    expect(tag.get().length).toBeLessThanOrEqual(64);
  });

  test("lasts as long as the page where nothing can be kept", () => {
    vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
    const tag = nameTag();
    tag.set("花子");
    expect(tag.get()).toBe("花子");
  });

  function refuse(): never {
    throw new DOMException("sandboxed", "SecurityError");
  }
});
