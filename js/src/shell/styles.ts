/** The widgets' style sheets, adopted by whatever root an element lives in: a document or a shadow root. */

import components from "./components.css";
import parts from "./parts.css";
import tokens from "./tokens.css";

type Root = Document | ShadowRoot;
interface Adopted {
  sheet: CSSStyleSheet;
  count: number;
}

// Kept on the root itself under a shared symbol, as every bundle has its own copy of this module.
const ADOPTED = Symbol.for("journey_widgets.styles");

function register(root: Root): Map<string, Adopted> {
  const holder = root as Root & { [ADOPTED]?: Map<string, Adopted> };
  return (holder[ADOPTED] ??= new Map());
}

function acquire(root: Root, text: string): void {
  const known = register(root);
  const held = known.get(text);
  if (held) {
    held.count += 1;
    return;
  }
  const view = (root.ownerDocument ?? (root as Document)).defaultView ?? window;
  const sheet = new (view as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  known.set(text, { sheet, count: 1 });
}

function release(root: Root, text: string): void {
  const held = register(root).get(text);
  if (!held || --held.count > 0) return;
  register(root).delete(text);
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== held.sheet);
}

function rootOf(element: Element): Root {
  const root = element.getRootNode();
  // A widget is rendered before it is attached; until then its document is the likeliest place it will end up in.
  if (root.nodeType === Node.DOCUMENT_NODE) return root as Document;
  return "host" in root ? (root as ShadowRoot) : element.ownerDocument;
}

/** Adopts the shared sheets (and `more`, after them) where `element` lives, follows it when it is moved, until `signal` ends. */
export function adoptStyles(element: Element, signal: AbortSignal, ...more: readonly string[]): void {
  if (signal.aborted) return;
  const texts = [tokens, components, parts, ...more];
  let current = rootOf(element);
  for (const text of texts) acquire(current, text);
  const follow = (): void => {
    const next = rootOf(element);
    if (next === current) return;
    for (const text of texts) acquire(next, text);
    for (const text of texts) release(current, text);
    current = next;
  };
  // Reports when the element first gets a size, that is, when it has been attached.
  const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(follow);
  observer?.observe(element);
  signal.addEventListener("abort", () => {
    observer?.disconnect();
    for (const text of texts) release(current, text);
  }, { once: true });
}
