/** Keys and clicks pressed on a widget never reach the notebook around it, where `x` cuts the cell and Shift+click selects cells. */

/** A Japanese (or any other) conversion is under way: this key belongs to it, Enter included. */
export function isComposing(event: KeyboardEvent): boolean {
  // Safari ends the composition before the Enter that ended it; 229 is what is left to tell.
  return event.isComposing || event.keyCode === 229;
}

/** Typing happens in it, so letters and arrows are its own. Sees through shadow roots. */
export function isTyping(event: Event): boolean {
  const target = (event.composedPath()[0] ?? event.target) as Partial<HTMLElement> | null;
  if (!target?.tagName) return false;
  if (target.isContentEditable) return true;
  if (target.tagName === "TEXTAREA" || target.tagName === "SELECT") return true;
  const type = (target as HTMLInputElement).type;
  return target.tagName === "INPUT" && !["button", "checkbox", "radio", "range", "submit", "reset"].includes(type);
}

const EDITING = new Set(["a", "c", "v", "x", "y", "z"]);

function belongsToUs(event: KeyboardEvent): boolean {
  if (!event.ctrlKey && !event.metaKey && !event.altKey) return true;
  // Somebody inside has acted on it (undo, Alt+arrows): acting twice would be worse.
  if (event.defaultPrevented) return true;
  // Ctrl+Enter and Alt+Enter run the cell, which would draw the board anew under the hand.
  if (event.key === "Enter") return true;
  // In a shadow root the notebook cannot see that a text field has the focus, and Ctrl+A would select all cells.
  return !event.altKey && isTyping(event) && EDITING.has(event.key.toLowerCase());
}

const SUPPRESS = "data-lm-suppress-shortcuts";

/**
 * The attribute hides every shortcut from JupyterLab, Ctrl+S included, and the browser would offer to save the page. So it
 * is taken off while a shortcut of the notebook's passes; not in a microtask, which would run before the notebook listens.
 */
function letThrough(event: KeyboardEvent, root: HTMLElement): void {
  const hidden = event.composedPath().filter((node): node is Element => {
    return (node as Node).nodeType === Node.ELEMENT_NODE && root.contains(node as Node) && (node as Element).hasAttribute(SUPPRESS);
  });
  if (hidden.length === 0) return;
  for (const element of hidden) element.removeAttribute(SUPPRESS);
  setTimeout(() => {
    for (const element of hidden) element.setAttribute(SUPPRESS, "true");
  });
}

/**
 * Put on a widget's root. It listens in the bubble phase, after every handler inside, and only stops the event from going
 * further: what a key does is decided, and default-prevented, where it is handled. Ctrl/Cmd+S and the like pass.
 */
export function guardKeys(root: HTMLElement, signal: AbortSignal): void {
  // In a shadow root the page sees the host as the target: the attribute must be on an element it can see.
  root.setAttribute(SUPPRESS, "true");
  const guard = (event: KeyboardEvent): void => {
    if (belongsToUs(event)) event.stopPropagation();
    else if (event.type === "keydown") letThrough(event, root);
  };
  for (const type of ["keydown", "keypress", "keyup"] as const) root.addEventListener(type, guard, { signal });
  root.addEventListener("mousedown", (event) => {
    if (event.shiftKey) event.stopPropagation();
  }, { signal });
}

/** For every element that can take the focus: JupyterLab's shortcuts look no further up than the element itself. */
export const ownKeys = { [SUPPRESS]: "true" } as const;
