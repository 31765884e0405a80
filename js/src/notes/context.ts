/** What the parts of the notes drawer share. */

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { DrawerContext } from "../drawer/context";
import type { Patch } from "../document/json";
import type { Kind, Where } from "./verbs";
import type { NoteView, Sort, Sorted, Spot } from "./views";
import type { Tally } from "./voter";

export interface Desk {
  readonly drawer: DrawerContext;
  readonly spots: ReadonlySignal<ReadonlyMap<string, Spot>>;
  readonly votes: ReadonlySignal<Tally>;
  /** Heads of clusters, as written. */
  readonly notes: ReadonlySignal<readonly NoteView[]>;
  readonly shown: ReadonlySignal<Sorted>;
  readonly sort: Signal<Sort>;
  readonly kinds: Signal<ReadonlySet<Kind>>;
  /** Only the notes of the card in focus. */
  readonly focused: Signal<boolean>;
  /** Note whose details are open, or "". */
  readonly open: Signal<string>;
  /** Note in the hand or lifted by key, or ""; and the note or place under it. */
  readonly lifted: Signal<string>;
  readonly over: Signal<string>;
  /** Where a new note goes: key of a spot, "" for nowhere. */
  readonly place: Signal<string>;
  readonly kind: Signal<Kind>;
  /** A list being pasted; null while the sheet is closed. */
  readonly pasting: Signal<string | null>;
  /** What this browser's person is called. */
  readonly name: ReadonlySignal<string>;
  change(patch: Patch): void;
  where(key: string): Where;
  merge(id: string, into: string): void;
  /** Puts the keyboard on a note. */
  focusNote(id: string): void;
}

export const whereOf = (key: string): Where =>
  key.startsWith("t:") ? { touchpoint: key.slice(2) } : key.startsWith("s:") ? { stage: key.slice(2) } : {};

/** "9 会員登録", or the stage as a whole. */
export function spotName(drawer: DrawerContext, spot: Spot): string {
  if (spot.key === "") return drawer.say("notes.nowhere");
  if (spot.touchpoint === "") return drawer.say("notes.whole_stage", { stage: spot.name });
  return spot.no > 0 ? `${spot.no} ${spot.name}` : spot.name;
}
