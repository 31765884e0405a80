/** Light or dark: the host's word first (JupyterLab, VS Code, marimo), the system's only where no host speaks. */

export type Theme = "light" | "dark";

const ATTRIBUTES = ["data-jp-theme-light", "data-jp-theme-name", "data-theme", "data-vscode-theme-kind", "class", "style"];

function* ancestors(element: Element): Generator<Element> {
  let node: Node | null = element.parentNode ?? element.getRootNode();
  while (node) {
    if (node.nodeType === Node.ELEMENT_NODE) yield node as Element;
    node = node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
  }
}

function spoken(element: Element): Theme | null {
  const jupyter = element.getAttribute("data-jp-theme-light");
  if (jupyter !== null) return jupyter === "false" ? "dark" : "light";
  const theme = element.getAttribute("data-theme");
  if (theme === "dark" || theme === "light") return theme;
  const classes = element.classList;
  if (classes.contains("vscode-dark") || (classes.contains("vscode-high-contrast") && !classes.contains("vscode-high-contrast-light")))
    return "dark";
  if (classes.contains("vscode-light") || classes.contains("vscode-high-contrast-light")) return "light";
  if (classes.contains("dark")) return "dark";
  if (classes.contains("light")) return "light";
  return null;
}

/** The theme around `element` (its own attributes do not count). A page that says nothing is light, unless it declares both schemes. */
export function themeAround(element: Element): Theme {
  for (const ancestor of ancestors(element)) {
    const theme = spoken(ancestor);
    if (theme) return theme;
  }
  const document = element.ownerDocument;
  for (const outer of [document.body, document.documentElement]) {
    const theme = outer && spoken(outer);
    if (theme) return theme;
  }
  const view = document.defaultView;
  const scheme = view?.getComputedStyle(document.documentElement).colorScheme ?? "";
  if (scheme.includes("dark") && scheme.includes("light"))
    return view?.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return scheme.includes("dark") ? "dark" : "light";
}

/**
 * Calls `changed` now, and again after the host's theme may have changed, also from one dark theme to another (colours read
 * from `--jw-*` must then be read anew). Ends with `signal`.
 */
export function watchTheme(element: Element, changed: (theme: Theme) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  changed(themeAround(element));
  let frame = 0;
  const later = (): void => {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (!signal.aborted) changed(themeAround(element));
    });
  };
  const observer = new MutationObserver(later);
  const document = element.ownerDocument;
  const watched = new Set<Element>();
  // Only the outermost elements speak for a page: watching each ancestor's class would fire all day in a notebook.
  for (const node of [document.documentElement, document.body]) if (node) watched.add(node);
  const watchHost = (): void => {
    for (const ancestor of ancestors(element))
      if (ancestor.hasAttribute("data-theme") || ancestor.hasAttribute("data-jp-theme-light") || ancestor.shadowRoot) watched.add(ancestor);
    for (const node of watched) observer.observe(node, { attributes: true, attributeFilter: ATTRIBUTES });
  };
  watchHost();
  const media = document.defaultView?.matchMedia?.("(prefers-color-scheme: dark)");
  media?.addEventListener("change", later, { signal });
  // JupyterLab sets --jp-* by loading a style sheet after it has set the attribute.
  document.addEventListener("load", (event) => {
    if ((event.target as Element | null)?.nodeName === "LINK") later();
  }, { capture: true, signal });
  // Rendered before it is attached, an element cannot see its host yet: look once more when it first has a size.
  const attached = typeof ResizeObserver === "undefined" || element.isConnected ? null : new ResizeObserver(() => {
    if (!element.isConnected) return;
    attached?.disconnect();
    watchHost();
    later();
  });
  attached?.observe(element);
  signal.addEventListener("abort", () => {
    observer.disconnect();
    attached?.disconnect();
    if (frame) cancelAnimationFrame(frame);
  }, { once: true });
}
