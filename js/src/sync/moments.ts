/**
 * The moments a journey can go back to, asked of the kernel. Twin of `journey_widgets/widgets/moments.py`. Not a part of
 * the document: what is kept is kept beside it, and to go back is a change like any other, which comes on the feed.
 */

import type { Json } from "../document/json";
import { isObject, own } from "../document/patch";
import type { Said } from "./types";
import { readSaid } from "./wire";

export interface Moment {
  readonly id: string;
  readonly name: Said;
  /** When, ISO 8601 in UTC. */
  readonly at: string;
  readonly kind: "named" | "automatic" | "external" | "before_restore";
  readonly actor: string;
}

/** Each gives the newest first, and rejects with `MomentsRefused`. */
export interface Moments {
  list(): Promise<readonly Moment[]>;
  keep(name: string): Promise<readonly Moment[]>;
  restore(id: string): Promise<readonly Moment[]>;
}

/** `said` is for the person who asked; null: nothing was heard from the kernel. */
export class MomentsRefused extends Error {
  override readonly name = "MomentsRefused";
  constructor(readonly said: Said | null) {
    super(said?.en ?? "the kernel has not answered");
  }
}

export interface MomentsMessage {
  readonly client: string;
  readonly moments: number;
  readonly keep?: string;
  readonly restore?: string;
  readonly actor?: string;
}

/** A kernel at work answers when it has time; one that is gone never does. */
const PATIENCE = 20_000;
const KINDS: readonly unknown[] = ["named", "automatic", "external", "before_restore"];

interface Options {
  readonly client: string;
  readonly post: (message: MomentsMessage) => void;
  /** What this browser's person is called. */
  readonly actor: () => string;
}

export interface Asked extends Moments {
  /** Takes a message of Sync, where it is about moments. */
  hear(message: unknown): boolean;
  end(): void;
}

export function createMoments({ client, post, actor }: Options): Asked {
  const waiting = new Map<number, { resolve: (list: readonly Moment[]) => void; reject: (why: MomentsRefused) => void; timer: ReturnType<typeof setTimeout> }>();
  let last = 0;

  function ask(what: { keep?: string; restore?: string }): Promise<readonly Moment[]> {
    const moments = (last += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(moments)?.reject(new MomentsRefused(null)), PATIENCE);
      waiting.set(moments, { resolve, reject, timer });
      const name = actor();
      post({ client, moments, ...what, ...(name === "" ? {} : { actor: name }) });
    });
  }

  function settle(n: number): { resolve: (list: readonly Moment[]) => void; reject: (why: MomentsRefused) => void } | undefined {
    const found = waiting.get(n);
    clearTimeout(found?.timer);
    waiting.delete(n);
    return found;
  }

  return {
    list: () => ask({}),
    keep: (name) => ask({ keep: name }),
    restore: (id) => ask({ restore: id }),
    hear(message) {
      const fields = message as Json;
      if (!isObject(fields) || own(fields, "moments") === undefined) return false;
      if (own(fields, "client") !== client) return true;
      const asked = settle(Number(own(fields, "moments")));
      const list = own(fields, "list");
      if (Array.isArray(list)) asked?.resolve(list.map(read).filter((moment) => moment !== null));
      else asked?.reject(new MomentsRefused(readSaid(own(fields, "refused") ?? null)));
      return true;
    },
    end() {
      for (const n of [...waiting.keys()]) settle(n)?.reject(new MomentsRefused(null));
    },
  };
}

function read(value: Json): Moment | null {
  if (!isObject(value)) return null;
  const [id, at, kind, actor] = ["id", "at", "kind", "actor"].map((field) => own(value, field));
  const name = readSaid(own(value, "name") ?? null);
  if (typeof id !== "string" || typeof at !== "string" || name === null || !KINDS.includes(kind)) return null;
  return { id, at, kind: kind as Moment["kind"], name, actor: typeof actor === "string" ? actor : "" };
}
