import { afterEach, describe, expect, test, vi } from "vitest";
import { themeAround, watchTheme } from "../../src/shell/theme";

afterEach(() => {
  for (const node of [document.documentElement, document.body])
    for (const name of ["data-jp-theme-light", "data-theme", "class"]) node.removeAttribute(name);
  document.body.innerHTML = "";
});
const element = (parent: Node = document.body): HTMLElement => parent.appendChild(document.createElement("div"));

describe("the theme around a widget", () => {
  test("is what JupyterLab says", () => {
    document.body.setAttribute("data-jp-theme-light", "false");
    expect(themeAround(element())).toBe("dark");
    document.body.setAttribute("data-jp-theme-light", "true");
    expect(themeAround(element())).toBe("light");
  });
  test("is seen from inside a shadow root, and the nearest word counts", () => {
    document.body.className = "vscode-dark";
    const host = element();
    const inner = element(host.attachShadow({ mode: "open" }));
    expect(themeAround(inner)).toBe("dark");
    host.setAttribute("data-theme", "light");
    expect(themeAround(inner)).toBe("light");
  });
  test("does not count the widget's own attribute, or it could never change back", () => {
    const widget = element();
    widget.dataset["theme"] = "dark";
    expect(themeAround(widget)).toBe("light");
  });
  test("is told at once, again when the host changes it, and no more after the end", async () => {
    const ends = new AbortController();
    const told = vi.fn();
    watchTheme(element(), told, ends.signal);
    expect(told.mock.calls).toEqual([["light"]]);
    document.body.setAttribute("data-jp-theme-light", "false");
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith("dark"));
    ends.abort();
    const before = told.mock.calls.length;
    document.body.setAttribute("data-jp-theme-light", "true");
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    expect(told.mock.calls.length).toBe(before);
  });
});
