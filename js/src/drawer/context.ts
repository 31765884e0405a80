/** What a drawer (personas, notes, priorities, actions, agenda, review) reads and may do: alone in a cell or in the Workshop. */

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Document } from "../document/json";
import type { Connection, History, Language, Said, Session, Status, Store } from "../sync/types";

/** The drawers there are; each is also a widget of this name. */
export const DRAWERS = ["personas", "notes", "priorities", "actions", "agenda", "review"] as const;
export type DrawerName = (typeof DRAWERS)[number];

/** What `jw.review` found: one sentence about one record. Found by the kernel, as its rules are Python functions. */
export interface Finding {
  readonly rule: string;
  /** What the rule asks for, in a few words. */
  readonly heading: Said;
  readonly said: Said;
  /** "" for the map as a whole. */
  readonly table: string;
  readonly id: string;
  /** The touchpoint to click to, "" where there is none. */
  readonly card: string;
  /** Stands for so many findings that are not told one by one. */
  readonly more?: number;
}

export interface DrawerContext {
  /** In a cell of its own: nothing around it shows where the workshop is. */
  readonly alone?: true;
  readonly store: Store;
  /** Ends with the view; every listener takes it. */
  readonly signal: AbortSignal;
  /** The widget's root element. */
  readonly root: HTMLElement;
  /** Prefix for element ids, unique per view. */
  readonly prefix: string;
  /** The optimistic document; changes on every change. */
  readonly document: ReadonlySignal<Document>;
  readonly connection: ReadonlySignal<Connection>;
  readonly history: ReadonlySignal<History>;
  readonly status: ReadonlySignal<Status>;
  /** The step at hand, its timer, and what the room may see; `store.steer(fields)` changes it. */
  readonly session: ReadonlySignal<Session>;
  readonly language: Signal<Language>;
  /** Persona in focus, "" for everyone. In the Workshop these three are the board's own. */
  readonly persona: Signal<string>;
  readonly state: Signal<"as_is" | "to_be">;
  /** Touchpoint in focus, "" for none. */
  readonly selected: Signal<string>;
  /** Empty where nobody reviews (only `Review` and the Workshop do). */
  readonly findings: ReadonlySignal<readonly Finding[]>;
  /** Words of the catalogue in the view's language (reactive). */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Speaks in the live region and nowhere else. */
  announce(text: string): void;
  /** Shows a card where there is a board (the Workshop); alone it only becomes `selected`. */
  showCard(id: string): void;
  /** Opens another drawer where there is one (the Workshop), with a record in focus; alone it does nothing. */
  showDrawer(name: DrawerName, id?: string): void;
}
