/** What a point says when it is pointed at: text only, never HTML, inside the chart's own root (shadow roots included). */

import type { Hover } from "./plot";

export interface Tooltip {
  show(hover: Hover): void;
  hide(): void;
}

/** Name and text of everything there is to say. A title, where there is one, has no name. */
function said(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [["", String(value)]];
  const lines: [string, string][] = [];
  for (const [name, text] of Object.entries(value)) {
    if (text === null || text === undefined || text === "") continue;
    lines.push([name === "title" ? "" : name, typeof text === "object" ? JSON.stringify(text) : String(text)]);
  }
  return lines;
}

export function tooltipIn(root: HTMLElement): Tooltip {
  const document = root.ownerDocument;
  const box = document.createElement("div");
  box.className = "jw-chart-tip";
  box.hidden = true;
  // What it says is in the table and in the sentence too.
  box.setAttribute("aria-hidden", "true");
  root.append(box);
  let shown = "";

  function fill(lines: readonly [string, string][]): void {
    const list = document.createElement("dl");
    for (const [name, text] of lines) {
      if (name !== "") list.append(element("dt", name));
      const told = element("dd", text);
      if (name === "") told.className = "title";
      list.append(told);
    }
    box.replaceChildren(list);
  }

  function element(tag: string, text: string): HTMLElement {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  return {
    show({ x, y, value }) {
      if (value === null) {
        this.hide();
        return;
      }
      const lines = said(value);
      const key = JSON.stringify(lines);
      if (key !== shown) fill(lines);
      shown = key;
      box.hidden = false;
      const outer = root.getBoundingClientRect();
      const { width, height } = box.getBoundingClientRect();
      // Beside the pointer, turned inwards where the chart ends.
      const left = x - outer.left + 14;
      const top = y - outer.top + 14;
      const right = outer.width - width - 4;
      box.style.left = `${Math.round(Math.max(4, left > right ? x - outer.left - width - 14 : left))}px`;
      box.style.top = `${Math.round(top + height > outer.height && y - outer.top > height ? y - outer.top - height - 14 : top)}px`;
    },
    hide() {
      box.hidden = true;
    },
  };
}
