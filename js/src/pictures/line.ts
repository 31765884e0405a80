/**
 * The page's end of the line for pictures (its other end: journey_widgets/widgets/pictures.py). What was made here is shown from
 * here, and sent until the kernel has it; what others made is asked for once, when it is first to be shown.
 */

import { isObject, own } from "../document/patch";
import type { Json } from "../document/json";
import type { Said, Store } from "../sync/types";
import type { Shelf } from "../sync/outbox";
import { MIME, isName } from "./kinds";
import type { Pictures } from "./types";

export interface LineOptions {
  readonly client: string;
  /** Puts a message and its bytes on the wire; throws when there is none any more. */
  readonly send: (message: unknown, buffers: ArrayBuffer[]) => void;
  readonly store: Pick<Store, "connection" | "subscribe">;
  readonly signal: AbortSignal;
  /** The journey's id: names what is kept. */
  readonly journey: string;
  /** Where what the kernel does not have yet outlives a reload; null keeps it in memory only. */
  readonly shelf: Shelf | null;
}

export interface Line extends Pictures {
  /** Takes a message of Sync, with its bytes; those about something else are nobody's here. */
  hear(message: unknown, buffers?: readonly (ArrayBuffer | ArrayBufferView)[]): void;
}

export function createPictures({ client, send, store, signal, journey, shelf }: LineOptions): Line {
  /** Object URLs; null for what nobody has. */
  const known = new Map<string, string | null>();
  const asked = new Set<string>();
  const unsent = kept(shelf, journey);
  const listeners = new Set<(name: string, refused: Said | null) => void>();
  let offline = store.connection === "offline";

  const tell = (name: string, refused: Said | null = null): void => {
    for (const listener of [...listeners]) listener(name, refused);
  };
  const post = (name: string, buffers: ArrayBuffer[]): void => {
    try {
      send({ client, picture: name }, buffers);
    } catch {
      // No kernel: it is sent, or asked for, again when there is one.
    }
  };
  const show = (name: string, data: Uint8Array): void => {
    const type = MIME[name.slice(name.lastIndexOf(".") + 1)] ?? "";
    known.set(name, URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type })));
  };
  const settled = (name: string): void => {
    unsent.delete(name);
    shelf?.removeItem(keyOf(journey, name));
  };
  const upload = (name: string, data: Uint8Array): void => post(name, [data.slice().buffer as ArrayBuffer]);

  for (const [name, data] of unsent) {
    show(name, data);
    upload(name, data);
  }

  // A kernel that was away, or is another one: what it has not said to have is sent again, what it missed asked for again.
  store.subscribe(() => {
    const now = store.connection === "offline";
    const back = offline && store.connection === "live";
    if (now || back) offline = now;
    if (!back) return;
    for (const [name, data] of unsent) upload(name, data);
    const missing = [...known].filter(([, url]) => url === null).map(([name]) => name);
    for (const name of missing) known.delete(name);
    for (const name of asked) post(name, []);
    for (const name of missing) tell(name);
  }, signal);
  signal.addEventListener("abort", () => {
    for (const url of known.values()) if (url !== null) URL.revokeObjectURL(url);
    known.clear();
  }, { once: true });

  return {
    url(name) {
      if (!isName(name)) return null;
      if (!known.has(name) && !asked.has(name)) {
        asked.add(name);
        post(name, []);
      }
      return known.get(name);
    },
    put(name, data) {
      if (!known.get(name)) show(name, data);
      unsent.set(name, data);
      try {
        shelf?.setItem(keyOf(journey, name), btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join("")));
      } catch {
        // A full storage must not stop the hand: it is still sent, it only does not outlive this page.
      }
      upload(name, data);
      tell(name);
    },
    waiting: (name) => unsent.has(name),
    subscribe(listener, until) {
      if (until.aborted) return;
      listeners.add(listener);
      until.addEventListener("abort", () => listeners.delete(listener), { once: true });
    },
    hear(message, buffers = []) {
      const content = message as Json;
      if (!isObject(content) || own(content, "client") !== client) return;
      const name = own(content, "picture");
      if (!isName(name)) return;
      const refused = own(content, "refused");
      if (own(content, "kept") === true) settled(name);
      else if (own(content, "given") === true && buffers[0]) {
        asked.delete(name);
        if (!known.get(name)) show(name, bytesOf(buffers[0]));
      } else if (own(content, "missing") === true) {
        asked.delete(name);
        if (!known.get(name)) known.set(name, null);
      } else if (refused !== undefined && isObject(refused)) {
        settled(name);
        asked.delete(name);
        return tell(name, { ja: String(own(refused, "ja") ?? ""), en: String(own(refused, "en") ?? "") });
      } else return;
      tell(name);
    },
  };
}

function bytesOf(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer) : new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** Not the prefix of the changes that are kept: those are read by whoever adopts them. */
function keyOf(journey: string, name: string): string {
  return `journey_widgets.picture/${journey}/${name}`;
}

/** What an earlier page load could not send. */
function kept(shelf: Shelf | null, journey: string): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  const prefix = keyOf(journey, "");
  for (let at = 0; at < (shelf?.length ?? 0); at += 1) {
    const key = shelf?.key(at) ?? "";
    const name = key.slice(prefix.length);
    if (!key.startsWith(prefix) || !isName(name)) continue;
    try {
      found.set(name, Uint8Array.from(atob(shelf?.getItem(key) ?? ""), (letter) => letter.charCodeAt(0)));
    } catch {
      // Not ours, or cut off: the kernel would not take it either.
    }
  }
  return found;
}
