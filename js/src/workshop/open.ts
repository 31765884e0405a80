/** Opens the Workshop on a store: a board without tools, the context it lends the drawers, and what is open around it. */

import { effect, signal, type Signal } from "@preact/signals";
import { openBoard } from "../board/open";
import type { ViewState } from "../board/context";
import type { DrawOptions } from "../chart/types";
import { record } from "../document/order";
import { own } from "../document/patch";
import { DRAWERS, type DrawerContext, type DrawerName, type Finding } from "../drawer/context";
import { focusedIn } from "../shell/inside";
import type { Store } from "../sync/types";
import { TABS, type Tab, type WorkshopContext } from "./context";
import { printBoard } from "./print";
import { apart, viewsOf, withSearch } from "./saved";

export interface OpenWorkshop {
  readonly store: Store;
  /** The widget's root, and the part of it that is the board's. */
  readonly root: HTMLElement;
  readonly boardRoot: HTMLElement;
  readonly signal: AbortSignal;
  /** Null: the journey's own. */
  readonly language: string | null;
  readonly drawCurve: ((options: DrawOptions) => Promise<void>) | null;
}

export interface Opened extends WorkshopContext {
  /** What the kernel's rules have found. */
  readonly findings: Signal<readonly Finding[]>;
  readonly width: Signal<number>;
}

export function openWorkshop({ store, root, boardRoot, signal: ends, language, drawCurve }: OpenWorkshop): Opened {
  const board = openBoard({ store, root: boardRoot, signal: ends, rows: "", language, drawCurve, embedded: true });
  const { view } = board;
  const session = signal(store.session);
  const findings = signal<readonly Finding[]>([]);
  const tab = signal<Tab>("notes");
  const presenting = signal<string | null>(null);
  const presented = signal("");
  const shownView = signal("");
  const width = signal(0);
  store.subscribe(() => {
    session.value = store.session;
  }, ends);

  const openTab = (name: Tab): void => {
    tab.value = name;
    view.panelOpen.value = false;
  };
  const drawer: DrawerContext = {
    store, root, signal: ends, session, findings,
    prefix: `${board.prefix}d`,
    document: board.document,
    connection: board.connection,
    history: board.history,
    status: board.status,
    language: view.language,
    persona: view.persona,
    state: view.state,
    selected: view.selected,
    say: board.say,
    announce: board.announce,
    showCard(id) {
      view.selected.value = id;
      requestAnimationFrame(() => board.element(id)?.scrollIntoView({ block: "nearest", inline: "nearest" }));
    },
    showDrawer(name, id) {
      openTab(name);
      if (id) requestAnimationFrame(() => requestAnimationFrame(() => focusRecord(root, name, id)));
    },
  };

  // The step at hand opens its own drawer, once, when it begins; what people open afterwards is theirs.
  let step = "";
  const stop = effect(() => {
    const now = session.value.step;
    if (now === step) return;
    step = now;
    const opens = drawerOf(store, now);
    // Whoever is in the middle of a sentence keeps the drawer they write it in: the facilitator's "next" is everybody's.
    if (opens && !isWriting(root)) openTab(opens);
  });
  ends.addEventListener("abort", stop, { once: true });

  const opened: Opened = {
    board, drawer, root, signal: ends, tab, presenting, presented, findings, openTab,
    width,
    full: signal(false),
    view: shownView,
    say: board.say,
    shown: () => ({
      personas: view.persona.value === "" ? [] : [view.persona.value],
      state: view.state.value,
      rows: view.rows.value,
      where: withSearch(view.where.value, view.search.value),
      shows: board.shows.now(),
    }),
    show(wanted) {
      put(view, wanted);
      if (wanted.shows) board.shows.exactly(wanted.shows);
      shownView.value = wanted.id ?? "";
    },
    present(id) {
      const views = viewsOf(board.document.peek());
      const there = (name: string): boolean => views.some((saved) => saved.id === name);
      presenting.value = id ?? [presented.peek(), shownView.peek()].find(there) ?? views[0]?.id ?? "";
    },
    search() {
      openTab("views");
      requestAnimationFrame(() => root.querySelector<HTMLElement>(".ws-views input[type=search]")?.focus());
    },
    print: () => printBoard(opened),
  };
  return opened;
}

function put(view: ViewState, wanted: Parameters<WorkshopContext["show"]>[0]): void {
  const { search, fields } = apart(wanted.where);
  view.persona.value = wanted.personas[0] ?? "";
  view.state.value = wanted.state;
  view.rows.value = wanted.rows;
  view.where.value = fields;
  view.search.value = search;
}

/** Which drawer a step of the agenda needs: its own word for it, or what its activity calls for. */
export function drawerOf(store: Pick<Store, "document">, step: string): Tab | null {
  const item = step === "" ? undefined : record(store.document, "agenda", step);
  if (!item) return null;
  const opens = own(item, "opens");
  if (typeof opens === "string" && (TABS as readonly string[]).includes(opens)) return opens as Tab;
  const activity = own(item, "activity");
  return activity === "silent" || activity === "vote" ? "notes" : null;
}

function isWriting(root: HTMLElement): boolean {
  const field = focusedIn(root);
  if (!field?.closest(".ws-pane") || !root.contains(field)) return false;
  return (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && isText(field))) && field.value !== "";
}

const isText = (input: HTMLInputElement): boolean => ["text", "search", "number", "date", "url"].includes(input.type);

const RECORDS: Readonly<Partial<Record<DrawerName, string>>> = { notes: "note", priorities: "note", actions: "action", personas: "persona", agenda: "step" };

function focusRecord(root: HTMLElement, drawer: DrawerName, id: string): void {
  const kind = RECORDS[drawer];
  if (kind === undefined || !DRAWERS.includes(drawer)) return;
  const found = root.querySelector<HTMLElement>(`.ws-pane [data-${kind}="${CSS.escape(id)}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "nearest" });
  const inside = found.matches("button, [tabindex], input, textarea") ? found : found.querySelector<HTMLElement>("button, [tabindex], input, textarea");
  inside?.focus({ preventScroll: true });
}
