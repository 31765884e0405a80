/** Opens a drawer on a store of its own accord: the signals of one view, where no Workshop lends them. */

import { signal, type Signal } from "@preact/signals";
import { defaultPersona } from "../analysis/figures";
import { isObject, own } from "../document/patch";
import { say } from "../shell/words";
import type { Language, Said, Store } from "../sync/types";
import type { DrawerContext, Finding } from "./context";

export interface OpenDrawer {
  readonly store: Store;
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  /** Null: the journey's own. */
  readonly language: Language | null;
}

export interface LoneDrawer extends DrawerContext {
  /** What the live region says. */
  readonly spoken: Signal<string>;
  /** A change the kernel would not take, until somebody has read why. */
  readonly refused: Signal<Said | null>;
  /** Changes on their way. */
  readonly pending: Signal<number>;
  /** Changes an earlier page load left behind. */
  readonly kept: Signal<number>;
  readonly findings: Signal<readonly Finding[]>;
}

let drawers = 0;

export function openDrawer({ store, root, signal: ends, language: asked }: OpenDrawer): LoneDrawer {
  drawers += 1;
  const document = signal(store.document);
  const connection = signal(store.connection);
  const history = signal(store.history);
  const status = signal(store.status);
  const session = signal(store.session);
  const language = signal<Language>(asked ?? journeyLanguage(store));
  const selected = signal("");
  const spoken = signal("");
  const refused = signal<Said | null>(null);
  const pending = signal(store.pending.length);
  const kept = signal(store.kept);
  store.subscribe((event) => {
    document.value = store.document;
    connection.value = store.connection;
    history.value = store.history;
    status.value = store.status;
    session.value = store.session;
    pending.value = store.pending.length;
    kept.value = store.kept;
    if (event.rejection) refused.value = event.rejection.message;
    if (event.rejection) spoken.value = event.rejection.message[language.peek()];
    else if (event.notes && event.notes.length > 0) spoken.value = event.notes.map((note) => note[language.peek()]).join(" ");
  }, ends);
  return {
    store, root, signal: ends, document, connection, history, status, session, language, selected, spoken, refused, pending, kept,
    alone: true,
    prefix: `jwd${drawers}`,
    persona: signal(defaultPersona(store.document)),
    state: signal<"as_is" | "to_be">("as_is"),
    say: (key, values) => say(key, language.value, values),
    announce(text) {
      // The same words twice are only read again when they differ by something that is not said.
      spoken.value = spoken.peek() === text ? `${text}\u00a0` : text;
    },
    findings: signal<readonly Finding[]>([]),
    showCard(id) {
      selected.value = id;
    },
    showDrawer() {},
  };
}

/** What the journey says of itself, or the browser. */
export function journeyLanguage(store: Store): Language {
  const about = own(store.document, "about");
  const said = about !== undefined && isObject(about) ? own(about, "language") : undefined;
  if (said === "ja" || said === "en") return said;
  return typeof navigator !== "undefined" && navigator.language.startsWith("ja") ? "ja" : "en";
}
