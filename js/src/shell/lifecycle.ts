/** A Preact tree in a widget's element, for as long as the view lives. */

import { render, type ComponentChild } from "preact";

export function mount(element: Element, vnode: ComponentChild, signal: AbortSignal): void {
  if (signal.aborted) return;
  render(vnode, element);
  signal.addEventListener("abort", () => render(null, element), { once: true });
}
