/** Clustering by hand: a note dropped on another one goes into it, dropped on a place it goes there. */

import type { Box, Cell } from "../drag/geometry";
import { pointerDrag, scrollParent, type Scene, type Scroller } from "../drag/pointer";
import type { Desk } from "./context";
import { placePatch } from "./verbs";

const boxOf = (element: Element): Box => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom };
};

/** Every note and every heading of a place is a target of its own: only what lies right under the hand counts. */
function measure(root: HTMLElement, lifted: string): Scene {
  const cells: Cell[] = [];
  for (const element of root.querySelectorAll<HTMLElement>("[data-drop]")) {
    const target = element.dataset["drop"] ?? "";
    if (target !== lifted) cells.push({ stage: target, row: null, box: boxOf(element), seats: [], floats: true });
  }
  const scrollers: Scroller[] = [];
  const page = scrollParent(root);
  if (page) {
    const whole = page === root.ownerDocument.scrollingElement;
    const box = whole ? { left: 0, top: 0, right: page.clientWidth, bottom: page.clientHeight } : boxOf(page);
    scrollers.push({ element: page, axis: "y", box });
  }
  return { cells, bounds: boxOf(root), gap: 0, scrollers };
}

export function clusterByHand(desk: Desk, root: HTMLElement, layer: HTMLElement, signal: AbortSignal): void {
  const { drawer } = desk;
  const views = () => desk.notes.peek().flatMap((view) => [view, ...view.merged]);
  const words = (id: string): string => views().find((view) => view.id === id)?.text ?? "";
  const done = (): void => {
    desk.lifted.value = "";
    desk.over.value = "";
  };
  pointerDrag({
    root,
    signal,
    layer,
    cardAt(target) {
      if (drawer.status.peek().readOnly || target.closest("input, textarea, select, button, label, summary")) return null;
      const element = target.closest<HTMLElement>("[data-note]");
      const id = element?.dataset["note"];
      return element && id !== undefined && root.contains(element) ? { id, element } : null;
    },
    measure: () => measure(root, desk.lifted.peek()),
    exists: (id) => views().some((view) => view.id === id),
    onLift(id) {
      layer.querySelector("[data-note]")?.removeAttribute("data-note");
      for (const named of layer.querySelectorAll("[data-drop]")) named.removeAttribute("data-drop");
      desk.lifted.value = id;
      drawer.announce(drawer.say("notes.said_lifted_hand", { note: words(id) }));
    },
    onOver(id, place) {
      desk.over.value = place?.stage ?? "";
      if (place && place.stage !== id && !place.stage.includes(":")) drawer.announce(drawer.say("notes.said_over", { note: words(place.stage) }));
    },
    onDrop(id, place, letGo) {
      done();
      letGo(null);
      const at = place.stage;
      const document = drawer.store.document;
      if (at === id) return;
      // Taken out of its cluster where it was in one.
      if (at.includes(":")) desk.change(placePatch(document, id, desk.where(at === "none:" ? "" : at)));
      else desk.merge(id, at);
    },
    onCancel(id, _ending, letGo) {
      done();
      letGo(null);
      drawer.announce(drawer.say("board.said_cancelled", { title: words(id) }));
    },
  });
}

/** The same by key: M lifts, arrows choose the note to go into, Enter drops, Escape puts back. True: the key was ours. */
export function clusterByKey(desk: Desk, id: string, key: string): boolean {
  const { drawer } = desk;
  const lifted = desk.lifted.peek();
  const order = desk.shown.peek().views;
  const words = (note: string): string => order.find((view) => view.id === note)?.text ?? "";
  if (lifted === "") {
    if (key.toLowerCase() !== "m" || drawer.status.peek().readOnly || order.length < 2) return false;
    desk.lifted.value = id;
    const at = order.findIndex((view) => view.id === id);
    desk.over.value = (order[at + 1] ?? order[at - 1])?.id ?? "";
    drawer.announce(drawer.say("notes.said_lifted", { note: words(id), into: words(desk.over.peek()) }));
    return true;
  }
  if (key === "ArrowDown" || key === "ArrowUp") {
    const others = order.filter((view) => view.id !== lifted);
    const at = others.findIndex((view) => view.id === desk.over.peek());
    const next = others[Math.min(others.length - 1, Math.max(0, at + (key === "ArrowDown" ? 1 : -1)))];
    if (next) {
      desk.over.value = next.id;
      drawer.announce(drawer.say("notes.said_over", { note: next.text }));
      drawer.root.querySelector(`[data-note="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: "nearest" });
    }
    return true;
  }
  const into = desk.over.peek();
  if (key === "Enter" || key === " ") {
    desk.lifted.value = "";
    desk.over.value = "";
    desk.merge(lifted, into);
    return true;
  }
  if (key !== "Escape" && key !== "Tab") return true;
  desk.lifted.value = "";
  desk.over.value = "";
  drawer.announce(drawer.say("board.said_cancelled", { title: words(lifted) }));
  return key === "Escape";
}
