import { beforeEach, describe, expect, test } from "vitest";
import { adoptStyles } from "../../src/shell/styles";

const element = (root: Node): HTMLElement => root.appendChild(document.createElement("div"));

describe("adopted style sheets", () => {
  beforeEach(() => {
    document.adoptedStyleSheets = [];
  });
  test("are shared by the views of a document and go with the last of them", () => {
    const [first, second] = [new AbortController(), new AbortController()];
    adoptStyles(element(document.body), first.signal);
    const count = document.adoptedStyleSheets.length;
    expect(count).toBeGreaterThan(0);
    adoptStyles(element(document.body), second.signal);
    expect(document.adoptedStyleSheets.length).toBe(count);
    first.abort();
    expect(document.adoptedStyleSheets.length).toBe(count);
    second.abort();
    expect(document.adoptedStyleSheets.length).toBe(0);
  });
  test("go into a shadow root, and not into the page around it", () => {
    const shadow = element(document.body).attachShadow({ mode: "open" });
    const ends = new AbortController();
    adoptStyles(element(shadow), ends.signal, ".more { color: inherit }");
    expect(shadow.adoptedStyleSheets.length).toBeGreaterThan(1);
    expect(document.adoptedStyleSheets.length).toBe(0);
    ends.abort();
    expect(shadow.adoptedStyleSheets.length).toBe(0);
  });
});
