/** A drawer on a store without a kernel: changes are applied at once, and each patch is kept for the test to look at. */

import { complete } from "../../src/document/integrity";
import type { Document, Patch } from "../../src/document/json";
import { apply, touched } from "../../src/document/patch";
import type { DrawerName } from "../../src/drawer/context";
import { type LoneDrawer, openDrawer } from "../../src/drawer/open";
import { AT_REST } from "../../src/sync/session";
import type { Language, Session, Store, StoreEvent } from "../../src/sync/types";

export interface Scene {
  readonly drawer: LoneDrawer;
  readonly root: HTMLElement;
  /** Everything the hand has changed, in order. */
  readonly patches: Patch[];
  /** Drawers that were asked for, with the record in focus. */
  readonly asked: [DrawerName, string | undefined][];
  /** A change that comes from somebody else. */
  remote(patch: Patch): void;
  steer(fields: Partial<Session>): void;
  end(): void;
}

export function scene(document_: Document, language: Language = "ja", name = ""): Scene {
  let current = document_;
  let session: Session = AT_REST;
  const patches: Patch[] = [];
  const listeners = new Set<(event: StoreEvent) => void>();
  const tell = (patch: Patch, source: StoreEvent["source"]): void => {
    const before = current;
    current = apply(current, patch);
    for (const listener of listeners) listener({ before, after: current, touched: touched(patch), source });
  };
  const store = {
    client: "test",
    get document() {
      return current;
    },
    get session() {
      return session;
    },
    steer(fields: Partial<Session>) {
      session = { ...session, ...fields };
      tell({}, "status");
    },
    now: () => Date.now(),
    revision: 1,
    connection: "live",
    history: { undo: null, redo: null },
    pending: [],
    kept: 0,
    status: { saved: "saved", problem: null, readOnly: false, owner: null },
    others: [],
    name,
    rename() {},
    hold() {},
    ready: Promise.resolve(),
    change(patch: Patch) {
      const whole = complete(current, patch);
      patches.push(JSON.parse(JSON.stringify(whole)) as Patch);
      tell(whole, "hand");
      return patches.length;
    },
    undo() {},
    redo() {},
    resolveKept() {},
    subscribe(listener: (event: StoreEvent) => void, signal: AbortSignal) {
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener));
    },
  } as unknown as Store;
  const ends = new AbortController();
  const root = document.body.appendChild(document.createElement("section"));
  root.className = "jw jw-drawer";
  root.lang = language;
  const drawer = openDrawer({ store, root, signal: ends.signal, language });
  const asked: [DrawerName, string | undefined][] = [];
  drawer.showDrawer = (what, id) => void asked.push([what, id]);
  return {
    drawer, root, patches, asked,
    remote: (patch) => tell(patch, "kernel"),
    steer: (fields) => store.steer(fields),
    end() {
      ends.abort();
      root.remove();
    },
  };
}
