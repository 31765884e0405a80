/** A drawer alone in a cell: its component, what is said aloud, and what the kernel has to say about the journey. */

import type { AnyModel } from "@anywidget/types";
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { DrawerName, Finding } from "./context";
import type { LoneDrawer } from "./open";
import { guardKeys, isComposing, isTyping } from "../shell/keys";
import { LoneBar } from "./LoneBar";
import { COMPONENTS } from "./table";

export interface DrawerTraits {
  what: DrawerName;
  findings: readonly Finding[];
}

export function Lone({ drawer, model }: { drawer: LoneDrawer; model: AnyModel<DrawerTraits> }): JSX.Element {
  const what = model.get("what");
  const Component = COMPONENTS[what];
  useEffect(() => {
    guardKeys(drawer.root, drawer.signal);
    drawer.root.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || isComposing(event) || isTyping(event)) return;
      const step = stepOf(event);
      if (!step) return;
      event.preventDefault();
      drawer.store[step]();
    }, { signal: drawer.signal });
    const follow = (): void => {
      drawer.findings.value = model.get("findings") ?? [];
    };
    follow();
    model.on("change:findings", follow);
    const stop = effect(() => {
      drawer.root.lang = drawer.language.value;
      drawer.root.setAttribute("aria-label", drawer.say(`${what}.title`));
    });
    return () => {
      model.off("change:findings", follow);
      stop();
    };
  }, [drawer, model, what]);
  return (
    <>
      <p class="sr jw-live" role="status" aria-live="assertive" aria-atomic="true">{drawer.spoken}</p>
      <LoneBar drawer={drawer} />
      <Component drawer={drawer} />
    </>
  );
}

/** Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z; ⌘ on a Mac. */
function stepOf(event: KeyboardEvent): "undo" | "redo" | null {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}
