/** How long a page waits for its kernel: when it says so, and when it asks again. Pure; times are of one clock, in milliseconds. */

import type { Connection } from "./types";

/** Unanswered for so long, a change is said to be waiting; */
export const WAITING = 400;
/** and for so long while the kernel runs a cell, to be queued behind it. */
export const QUEUED = 1_500;
/** Unanswered for so long, a message is sent again; then 2, 4, 8 … times that, but at least every LONGEST. */
export const AGAIN = 5_000;
const LONGEST = 60_000;
/** Nothing heard for so long, the page is said to be without a kernel. */
export const SILENT = 10_000;
/** A frame out of order is given so long for those before it to arrive; */
export const GAP = 100;
/** and an acknowledged change so long for its own. */
const OVERDUE = 1_000;

export interface Sent {
  /** When it was first sent, and last. */
  readonly since: number;
  readonly sentAt: number;
  /** How often it has been sent again. */
  readonly tries: number;
}

/** Everything a page may be waiting for. */
export interface Waits {
  /** The last message could not even be sent. */
  readonly failed: boolean;
  /** The kernel is known to be running something. */
  readonly busy: boolean;
  /** The kernel has answered a hello. */
  readonly greeted: boolean;
  readonly heardAt: number;
  readonly hello: Sent | null;
  /** The oldest change without an answer. */
  readonly oldest: Sent | undefined;
  /** When the oldest change was acknowledged whose frame has not come. */
  readonly overdue: number | undefined;
  readonly gap: number | null;
}

export function connectionOf(waits: Waits, now: number): Connection {
  const { oldest, hello } = waits;
  const since = Math.min(oldest?.since ?? Infinity, hello?.since ?? Infinity);
  // A kernel that runs a cell and has no thread for the page may be silent for as long as it likes.
  if (waits.failed || (!waits.busy && now - Math.max(since, waits.heardAt) >= SILENT)) return "offline";
  if (!waits.greeted) return "connecting";
  const age = oldest === undefined ? 0 : now - oldest.since;
  return waits.busy && age >= QUEUED ? "busy" : age >= WAITING ? "waiting" : "live";
}

/** What is to be sent now. */
export function due(waits: Waits, now: number): { readonly hello: boolean; readonly changes: boolean } {
  const moments = helloMoments(waits);
  return { hello: moments.some((moment) => moment <= now), changes: waits.oldest !== undefined && again(waits.oldest) <= now };
}

/** When something is due to be sent, or the connection to be said differently; Infinity for never. */
export function next(waits: Waits, now: number): number {
  const { oldest, hello, heardAt } = waits;
  const sendings = helloMoments(waits);
  const sayings: number[] = [];
  if (hello !== null) sayings.push(Math.max(hello.since, heardAt) + SILENT);
  if (oldest !== undefined) {
    sendings.push(again(oldest));
    sayings.push(oldest.since + WAITING, oldest.since + QUEUED, Math.max(oldest.since, heardAt) + SILENT);
  }
  // What should have been sent by now is sent now; what should have been said has been.
  return Math.min(...sendings.map((moment) => Math.max(moment, now)), ...sayings.filter((moment) => moment > now));
}

function helloMoments({ hello, gap, overdue }: Waits): number[] {
  const moments: number[] = [];
  // One hello at a time: it is answered with whatever is missing by then.
  if (hello !== null) moments.push(again(hello));
  else {
    if (gap !== null) moments.push(gap + GAP);
    if (overdue !== undefined) moments.push(overdue + OVERDUE);
  }
  return moments;
}

function again({ sentAt, tries }: Sent): number {
  return sentAt + Math.min(AGAIN * 2 ** tries, LONGEST);
}
