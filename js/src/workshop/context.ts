/** What the parts of the Workshop share: the board inside it, the drawers' context on the same store, and what is open. */

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Inside } from "../board/inside";
import type { DrawerContext, DrawerName } from "../drawer/context";
import type { Shown } from "./saved";

/** What the one drawer can hold besides the card in hand: the steps of the workshop, and the views. */
export const TABS = ["notes", "priorities", "actions", "personas", "review", "agenda", "views"] as const satisfies readonly (DrawerName | "views")[];
export type Tab = (typeof TABS)[number];

export interface WorkshopContext {
  readonly board: Inside;
  readonly drawer: DrawerContext;
  /** The widget's root; the board's own root is inside it. */
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  /** The tab whose turn it is; a card that is opened (`board.view.panelOpen`) goes before it. */
  readonly tab: Signal<Tab>;
  /** Inner width of the app in pixels. */
  readonly width: ReadonlySignal<number>;
  /** Whether the app fills the window. */
  readonly full: Signal<boolean>;
  /** The view that is being presented: its id, "" for what is on the screen, null while nothing is. */
  readonly presenting: Signal<string | null>;
  /** The view that was presented last, "" for none: the next presentation goes on there. */
  readonly presented: Signal<string>;
  /** The saved view that was shown last, "" for none. */
  readonly view: Signal<string>;
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** What is on the screen now (reactive). */
  shown(): Shown;
  /** Puts a view on the screen. */
  show(view: Shown & { readonly id?: string }): void;
  openTab(tab: Tab): void;
  /** Opens the views and puts the keyboard into their search field. */
  search(): void;
  present(view?: string): void;
  print(): Promise<void>;
}
