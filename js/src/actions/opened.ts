/** Which action's form is open, for all views of a store: an action made in one drawer is open when another one shows it. */

import { type Signal, signal } from "@preact/signals";
import type { Store } from "../sync/types";

/** The action that was made last and not written in yet: its words are a note's, and wait to be rewritten. */
export const made = new WeakMap<Store, string>();

const opened = new WeakMap<Store, Signal<string>>();

export function openedIn(store: Store): Signal<string> {
  let found = opened.get(store);
  if (found === undefined) opened.set(store, (found = signal("")));
  return found;
}
