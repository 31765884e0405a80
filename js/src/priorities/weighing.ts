/** The state of one view of the plane: what the hand holds, what is chosen, and what may happen to a chip. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { actionFromNote } from "../actions/verbs";
import type { DrawerContext } from "../drawer/context";
import { number, text } from "../board/fields";
import { record } from "../document/order";
import { type Arrangement, cellAt } from "./layout";
import { placeNote } from "./verbs";

export type Target = { readonly kind: "cell"; readonly impact: number; readonly effort: number } | { readonly kind: "tray" } | { readonly kind: "action" };

export interface Held {
  readonly id: string;
  /** Where it would go. */
  readonly target: Target | null;
  /** Where the hand is, in the viewport; null: lifted by key. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

export class Weighing {
  readonly held: Signal<Held | null> = signal(null);
  /** These two change seldom, the hand's place with every move. */
  readonly heldId: ReadonlySignal<string> = computed(() => this.held.value?.id ?? "");
  readonly over: ReadonlySignal<Target["kind"] | ""> = computed(() => this.held.value?.target?.kind ?? "");
  /** The note whose levels are shown, "" for none. */
  readonly chosen: Signal<string> = signal("");
  readonly #drawer: DrawerContext;
  /** Set by what is drawn. */
  field: HTMLElement | null = null;
  tray: HTMLElement | null = null;
  arrangement: Arrangement | null = null;

  constructor(drawer: DrawerContext) {
    this.#drawer = drawer;
  }

  targetAt(x: number, y: number): Target | null {
    const inside = (element: Element | null): DOMRect | null => {
      const box = element?.getBoundingClientRect();
      return box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom ? box : null;
    };
    const field = inside(this.field);
    if (field && this.arrangement) {
      const cell = cellAt(this.arrangement, field.width, x - field.left, y - field.top);
      return cell && { kind: "cell", ...cell };
    }
    if (inside(this.#drawer.root.querySelector("[data-drop='action']"))) return { kind: "action" };
    return inside(this.tray) ? { kind: "tray" } : null;
  }

  /** Lets go of a chip. Outside of everything it goes back. */
  drop(id: string, target: Target | null): void {
    this.held.value = null;
    if (target === null) return;
    const drawer = this.#drawer;
    const title = text(record(drawer.store.document, "notes", id), "text");
    if (target.kind === "action") {
      const action = actionFromNote(drawer, id);
      if (action) drawer.announce(drawer.say("actions.made", { title }));
    } else if (target.kind === "tray") {
      placeNote(drawer, id, null, null);
      drawer.announce(drawer.say("priorities.unplaced", { title }));
    } else {
      placeNote(drawer, id, target.impact, target.effort);
      drawer.announce(drawer.say("priorities.placed", { title, impact: target.impact, effort: target.effort }));
    }
  }

  /** One step by key, from where the note is or would go; from the tray it comes into the middle. */
  step(id: string, key: string): Target {
    const held = this.held.peek();
    const note = record(this.#drawer.store.document, "notes", id);
    const from = held?.target?.kind === "cell" ? held.target : { impact: number(note, "impact"), effort: number(note, "effort") };
    if (from.impact === null || from.effort === null) return { kind: "cell", impact: 3, effort: 3 };
    const within = (value: number): number => Math.max(1, Math.min(5, value));
    const [up, right] = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key] ?? [0, 0];
    return { kind: "cell", impact: within(from.impact + up!), effort: within(from.effort + right!) };
  }
}
