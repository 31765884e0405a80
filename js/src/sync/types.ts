/** What a page knows of a journey, and how its widgets change it. The kernel's `Journey` is the only authority. */

import type { Document, Patch } from "../document/json";
import type { Moments } from "./moments";
import type { Pictures } from "../pictures/types";

export type Language = "ja" | "en";
export type Said = Record<Language, string>;

/** What the next undo and redo would do, in words; null when there is nothing. */
export interface History {
  readonly undo: Said | null;
  readonly redo: Said | null;
}

/**
 * `live`: the kernel answers. `waiting`: something has been unacknowledged for more than 0.4 s. `busy`: so has it, for
 * longer, and the kernel is running a cell. `offline`: messages cannot be sent, or are unanswered.
 */
export type Connection = "connecting" | "live" | "waiting" | "busy" | "offline";

/** How the kernel keeps the journey. */
export interface Status {
  /** `memory`: there is no file; everything ends with the kernel. */
  readonly saved: "saved" | "waiting" | "failed" | "memory";
  /** What is wrong and what to do about it; for a journey that is for reading only, why. */
  readonly problem: Said | null;
  readonly readOnly: boolean;
  /** Who has the file open, where that is why it is for reading only. */
  readonly owner: Said | null;
}

/** What a hand holds: a card it drags, a record it writes in. */
export interface Holding {
  readonly table: string;
  readonly id: string;
  readonly doing: "drag" | "edit";
}

/** Somebody else who has the journey open. */
export interface Person {
  readonly client: string;
  /** "" for somebody who has not said. */
  readonly name: string;
  readonly holding: Holding | null;
}

/** The workshop of this moment: not part of the map, kept by no journal. Twin of `model/session.py`. */
export interface Session {
  /** Id of the agenda item at hand; "" for none. */
  readonly step: string;
  /** When the timer ends, ISO 8601 in UTC, by the kernel's clock (`store.now()`); "" where none runs. */
  readonly timerEnds: string;
  /** Seconds left on a timer that stands; 0 where none does. */
  readonly timerLeft: number;
  /** Whether scores and votes of others are shown while people still score and vote. */
  readonly revealed: boolean;
  /** Everyone writes alone: a page shows its own person's notes (`author === store.name`), the others' as a count. */
  readonly silent: boolean;
  /** The participants' phones may no longer change anything. */
  readonly frozen: boolean;
  /** Dots each person may give; 0 where nobody votes. */
  readonly voting: number;
  /** The timer is heard: two minutes before its end, and at its end. */
  readonly sound: boolean;
  /** Its last two minutes are seen. */
  readonly sight: boolean;
}

/** A change this page has made and the kernel has not confirmed yet. */
export interface Pending {
  readonly seq: number;
  readonly patch: Patch;
  readonly gesture: string | null;
  /** performance.now() when it was made. */
  readonly since: number;
}

/** A change the kernel refused: it has been rolled back; the board shows `message` on the card. */
export interface Rejection {
  readonly seq: number;
  readonly patch: Patch;
  readonly message: Said;
}

export interface StoreEvent {
  /** The optimistic document before and after (same object when only status or history moved). */
  readonly before: Document;
  readonly after: Document;
  /** Records that differ: table → ids. `about` is listed as table "about" with id "". Null: everything may differ (a snapshot). */
  readonly touched: ReadonlyMap<string, ReadonlySet<string>> | null;
  /** `hand`: made in this page. `kernel`: came from elsewhere. `status`: connection, history, revision or pending moved only. */
  readonly source: "hand" | "kernel" | "status";
  readonly rejection?: Rejection;
  /** What an undo left undone, in words. */
  readonly notes?: readonly Said[];
}

export interface Store {
  /** Fresh for every page load. */
  readonly client: string;
  /** confirmed + pending: what is shown. Plain JSON, shared, never mutate. */
  readonly document: Document;
  /** The last confirmed revision; −1 before the first snapshot. */
  readonly revision: number;
  readonly connection: Connection;
  readonly history: History;
  readonly pending: readonly Pending[];
  /** Changes kept for earlier page loads that the kernel has not acknowledged (older than this page): count only; see resolveKept. */
  readonly kept: number;
  readonly status: Status;
  /** The step at hand, the timer and what the room may see. A new object with every change, told as an event of source "status". */
  readonly session: Session;
  /** Changes it for everyone: at once here, for the others as soon as the kernel has heard. No undo step. */
  steer(fields: Partial<Session>): void;
  /** The kernel's clock, in milliseconds since 1970: what `session.timerEnds` is measured by. */
  now(): number;
  /** Everybody else on this journey, in the order they came. */
  readonly others: readonly Person[];
  /** What this browser's person is called; "" while nobody has said. Undo is per name. */
  readonly name: string;
  ready: Promise<void>;
  /** Applies the patch (completed for deletes) at once, queues it for the kernel. Returns its seq. Empty patches do nothing and return −1. */
  change(patch: Patch, options?: { gesture?: string }): number;
  undo(): void;
  redo(): void;
  /** Send or discard what an earlier page load left behind. */
  resolveKept(choice: "send" | "discard"): void;
  rename(name: string): void;
  /** Says what the hand holds (null: nothing), to whoever else is there; said again as long as it does. */
  hold(holding: Holding | null): void;
  /** The journey's pictures; absent where a store has no kernel to send them to. */
  readonly pictures?: Pictures;
  /** What the journey can go back to; absent where a store has no kernel to ask. */
  readonly moments?: Moments;
  subscribe(listener: (event: StoreEvent) => void, signal: AbortSignal): void;
}
