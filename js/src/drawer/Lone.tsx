/** A drawer alone in a cell: its component, what is said aloud, and what the kernel has to say about the journey. */

import type { AnyModel } from "@anywidget/types";
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { DrawerName, Finding } from "./context";
import type { LoneDrawer } from "./open";
import { COMPONENTS } from "./table";

export interface DrawerTraits {
  what: DrawerName;
  findings: readonly Finding[];
}

export function Lone({ drawer, model }: { drawer: LoneDrawer; model: AnyModel<DrawerTraits> }): JSX.Element {
  const what = model.get("what");
  const Component = COMPONENTS[what];
  useEffect(() => {
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
      <Component drawer={drawer} />
    </>
  );
}
