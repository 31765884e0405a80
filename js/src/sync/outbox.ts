/**
 * Changes the kernel has not answered yet, kept where a page reload does not reach them: sessionStorage, one key per
 * change, so that the cost of one does not depend on how many wait.
 */

import type { Json, Patch } from "../document/json";
import { isObject, own } from "../document/patch";

/** A change or an undo on its way, with what it takes to send it again from another page load. */
export interface Kept {
  readonly client: string;
  readonly seq: number;
  readonly kind: "change" | "undo" | "redo";
  readonly patch: Patch;
  /** The inverse when it was made: tells later whether somebody else has changed the same things since. */
  readonly was: Patch;
  readonly gesture: string | null;
  /** Who made it; "" for nobody in particular. */
  readonly actor: string;
  /** Date.now() when it was made: puts the changes of several earlier page loads in order. */
  readonly at: number;
}

export interface Outbox {
  put(entry: Kept): void;
  drop(client: string, seq: number): void;
  /** Everything kept for this journey, oldest first. */
  all(): Kept[];
}

export type Shelf = Pick<Storage, "setItem" | "removeItem" | "getItem" | "key" | "length">;

/** The page's sessionStorage, or null where a page may not have one (sandboxed frames, some webviews). */
export function pageStorage(): Shelf | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

export function outbox(journey: string, shelf: Shelf | null): Outbox {
  const prefix = `journey_widgets/${journey}/`;
  const keyOf = (client: string, seq: number): string => `${prefix}${client}/${seq}`;
  return {
    put(entry) {
      const { client, seq, ...rest } = entry;
      try {
        shelf?.setItem(keyOf(client, seq), JSON.stringify(rest));
      } catch {
        // A full storage must not stop the hand: the change is still sent, it only does not outlive this page.
      }
    },
    drop(client, seq) {
      shelf?.removeItem(keyOf(client, seq));
    },
    all() {
      const entries: Kept[] = [];
      for (let at = 0; at < (shelf?.length ?? 0); at += 1) {
        const key = shelf?.key(at) ?? "";
        const entry = key.startsWith(prefix) ? read(key.slice(prefix.length), shelf?.getItem(key) ?? "") : null;
        if (entry !== null) entries.push(entry);
      }
      return entries.sort((a, b) => (a.client === b.client ? a.seq - b.seq : a.at - b.at));
    },
  };
}

function read(name: string, text: string): Kept | null {
  const [client, number] = name.split("/");
  const seq = Number(number);
  if (client === undefined || !Number.isInteger(seq)) return null;
  try {
    const content = JSON.parse(text) as Json;
    if (!isObject(content)) return null;
    const [kind, patch, was, gesture, actor, at] = ["kind", "patch", "was", "gesture", "actor", "at"].map((field) => own(content, field));
    if (kind !== "change" && kind !== "undo" && kind !== "redo") return null;
    if (patch === undefined || !isObject(patch) || was === undefined || !isObject(was)) return null;
    return {
      client, seq, kind, patch, was,
      gesture: typeof gesture === "string" ? gesture : null,
      actor: typeof actor === "string" ? actor : "",
      at: Number(at) || 0,
    };
  } catch {
    return null;
  }
}
