/**
 * The app over the whole window. As a popover it is in the top layer, which no transformed or scrolled ancestor of the
 * notebook can cut: `position: fixed` alone would be fixed to JupyterLab's panel.
 */

import { effect, type Signal } from "@preact/signals";

export function fillWindow(root: HTMLElement, full: Signal<boolean>, signal: AbortSignal): void {
  const stop = effect(() => {
    const wanted = full.value;
    if (wanted === root.classList.contains("is-full")) return;
    root.classList.toggle("is-full", wanted);
    if (typeof root.showPopover !== "function") return;
    if (wanted) {
      root.setAttribute("popover", "manual");
      root.showPopover();
    } else {
      if (root.matches(":popover-open")) root.hidePopover();
      root.removeAttribute("popover");
      requestAnimationFrame(() => root.scrollIntoView({ block: "nearest" }));
    }
  });
  signal.addEventListener("abort", stop, { once: true });
}
