/** Keeps something that floats (a menu, a popover) inside its widget, so that it is neither cut off nor covers the notebook. */

const MARGIN = 6;

/** Call after `element` has been drawn with `position: absolute`. Turns it upwards (`data-side="top"`) where there is more room. */
export function keepInside(element: HTMLElement, root: HTMLElement): void {
  element.style.translate = "";
  element.style.maxHeight = "";
  delete element.dataset["side"];
  const frame = (element.closest<HTMLElement>(".jw-scroll") ?? root).getBoundingClientRect();
  const outer = root.getBoundingClientRect();
  let rect = element.getBoundingClientRect();
  const below = outer.bottom - MARGIN - rect.top;
  const anchor = element.parentElement?.getBoundingClientRect() ?? rect;
  const above = anchor.top - MARGIN - outer.top;
  if (rect.height > below && above > below) {
    element.dataset["side"] = "top";
    rect = element.getBoundingClientRect();
  }
  const room = Math.max(below, above);
  if (rect.height > room && room > 80) element.style.maxHeight = `${Math.floor(room)}px`;
  const over = rect.right - (frame.right - MARGIN);
  const under = frame.left + MARGIN - rect.left;
  const shift = over > 0 ? Math.max(-over, under) : Math.max(under, 0);
  // Where it points to stays where it was.
  element.style.setProperty("--shift", `${Math.round(shift)}px`);
  if (shift !== 0) element.style.translate = `${Math.round(shift)}px 0`;
}

/** What has the focus, seen from inside a shadow root too. */
export function focusedIn(element: Element): Element | null {
  const root = element.getRootNode() as Document | ShadowRoot;
  return root.activeElement ?? null;
}
