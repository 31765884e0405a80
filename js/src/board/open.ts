/** Opens a board on a store: the signals of one view, its verbs, and what it says when the kernel refuses something. */

import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { defaultPersona } from "../analysis/figures";
import { fitting, isLong } from "../chart/steering";
import type { DrawOptions } from "../chart/types";
import { record } from "../document/order";
import { own, isObject } from "../document/patch";
import type { Patch } from "../document/json";
import { say } from "../shell/words";
import type { Language, Rejection, Store } from "../sync/types";
import { deriveCards } from "./cards";
import type { BoardContext, Density, State, ViewState } from "./context";
import { flagged } from "./flags";
import { createShows, rowsBelow } from "./shows";
import { deriveOwn, ownName, rowFields } from "./own";
import { cardPictures } from "./pictures";
import { NO_LANES, type Lanes } from "./lanes";
import { beforeInLane, firstOf, layoutOf, nameIn, swimlanes, type Flag, type Inside } from "./inside";
import { othersOf } from "./others";
import { pace } from "./pace";
import type { Where } from "./where";
import { createVerbs } from "./verbs";

export interface OpenOptions {
  readonly store: Store;
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  readonly rows: string;
  /** "" or absent: the journey's own. */
  readonly language: string | null;
  readonly drawCurve: ((options: DrawOptions) => Promise<void>) | null;
  /** What Python functions say of the cards. */
  readonly lanes?: Lanes;
  /** True: lanes and curve alone, in a larger app (the Workshop) that has the tools. */
  readonly embedded?: boolean;
}

/** Below this many pixels lanes keep their width and scroll (tablet): compact would be too small for a finger. */
const TABLET = 900;
/** Above this many cards a board is worked on as a whole, not read card by card. */
const MANY = 40;
const RAIL = 132;
/** From this many pixels on the Workshop's board has room for all that is on a card. */
const ROOMY = 1100;
const LANE_MIN = 128;
const CHOICE = "journey_widgets.density";

export function autoDensity(width: number, stages: number, cards: number): Density {
  if (cards > MANY) return "compact";
  if (width === 0 || width < TABLET || stages === 0) return "comfortable";
  return (width - RAIL) / stages < LANE_MIN ? "compact" : "comfortable";
}

function remembered(): Density | "auto" {
  try {
    const choice = localStorage.getItem(CHOICE);
    if (choice === "compact" || choice === "comfortable" || choice === "presentation") return choice;
  } catch {
    // No storage here (a sandboxed frame): the board chooses.
  }
  return "auto";
}

function languageOf(store: Store, asked: string | null): Language {
  const about = own(store.document, "about");
  const said = asked || (about !== undefined && isObject(about) ? own(about, "language") : undefined);
  if (said === "ja" || said === "en") return said;
  return typeof navigator !== "undefined" && navigator.language.startsWith("ja") ? "ja" : "en";
}

/** The cards (or stages) a refused change was about. */
function concerned(patch: Patch): Set<string> {
  const ids = new Set<string>();
  for (const [name, rows] of Object.entries(patch)) {
    if (!isObject(rows)) continue;
    for (const id of Object.keys(rows)) {
      if (name === "touchpoints" || name === "stages") ids.add(id);
      if (name === "scores") ids.add(id.slice(0, id.indexOf("/")));
      const row = rows[id];
      const home = name === "notes" && row !== undefined && isObject(row) ? own(row, "touchpoint") : undefined;
      if (typeof home === "string") ids.add(home);
    }
  }
  return ids;
}

let views = 0;

export function openBoard({ store, root, signal: ends, rows, language, drawCurve, lanes: functions = NO_LANES, embedded = false }: OpenOptions): Inside {
  const document = signal(store.document);
  const connection = signal(store.connection);
  const history = signal(store.history);
  const pendingCount = signal(store.pending.length);
  const revision = signal(store.revision);
  const spoken = signal("");
  const width = signal(0);
  const wanted = signal("");
  views += 1;

  const persona = signal(defaultPersona(store.document));
  const state = signal<State>("as_is");
  const paced = pace(store, root, ends, () => drawCurve !== null && isLong(store.document));
  const cards = deriveCards(store, paced, { persona, state }, ends);
  const densityChoice = signal<Density | "auto">(remembered());
  const view: ViewState = {
    language: signal<Language>(languageOf(store, language)),
    persona,
    state,
    selected: signal(""),
    panelOpen: signal(false),
    search: signal(""),
    where: signal<Where>({}),
    rows: signal(rows),
    densityChoice,
    density: computed(() => {
      const choice = densityChoice.value;
      if (choice === "auto" && embedded && width.value < ROOMY) return "compact";
      return choice === "auto" ? autoDensity(width.value, cards.stages.value.length, cards.placed.value) : choice;
    }),
    zoom: signal<"fit" | "actual">("fit"),
    tableOpen: signal(false),
    moving: signal(""),
    rejections: signal<ReadonlyMap<string, Rejection>>(new Map()),
    renaming: signal(""),
    naming: signal(""),
    notice: signal(""),
  };
  const curveDensity = computed((): Density =>
    view.density.value === "compact" ? fitting(cards.placed.value, width.value - RAIL) : view.density.value,
  );
  const fields = deriveOwn(store.document, paced);
  const shows = createShows({ store, pace: paced, density: view.density, fields, lanes: functions.names, ends });
  const others = othersOf(store, ends);
  const verbs = createVerbs({ store, cards, persona, state, flush: paced.flush });
  const speak = (key: string, values?: Readonly<Record<string, string | number>>): string => say(key, view.language.value, values);
  const element = (id: string): HTMLElement | null =>
    id === "" ? null : root.querySelector<HTMLElement>(`.jw-card[data-touchpoint="${CSS.escape(id)}"]`);

  // How far the kernel has come is known at once, and written down without drawing anything.
  store.subscribe(() => {
    revision.value = store.revision;
  }, ends);
  paced.subscribe((event) => {
    document.value = store.document;
    connection.value = store.connection;
    history.value = store.history;
    pendingCount.value = store.pending.length;
    const tongue = view.language.peek();
    if (event.rejection) {
      const refused = event.rejection;
      const shown = new Map(view.rejections.peek());
      const ids = concerned(refused.patch);
      for (const id of ids) shown.set(id, refused);
      // Where no card can show it (it is gone, or it was no card), it stands above the lanes.
      if (![...ids].some((id) => cards.whereabouts(id) !== undefined)) shown.set("", refused);
      view.rejections.value = shown;
      spoken.value = speak("board.said_refused", { reason: refused.message[tongue] });
    }
    if (event.notes && event.notes.length > 0) {
      view.notice.value = event.notes.map((note) => note[tongue]).join(" ");
      spoken.value = view.notice.value;
    }
  });
  const stop = effect(() => {
    try {
      if (densityChoice.value === "auto") localStorage.removeItem(CHOICE);
      else localStorage.setItem(CHOICE, densityChoice.value);
    } catch {
      // Not kept where there is no storage.
    }
  });
  ends.addEventListener("abort", stop, { once: true });

  const announce = (text: string): void => {
    // The same words twice are only read again when they differ by something that is not said.
    spoken.value = spoken.peek() === text ? `${text}\u00a0` : text;
  };
  const titleOf = (id: string): string => nameIn({ document, say: speak }, "touchpoints", id, "title");
  const context: BoardContext = {
    store, view, verbs, signal: ends, root,
    prefix: `jw${views}`,
    document, connection, history, pendingCount, revision,
    status: others.status,
    name: others.name,
    kept: others.kept,
    others: others.others,
    stages: cards.stages,
    lane: cards.lane,
    card: cards.card,
    stage: cards.stage,
    number: cards.number,
    own: fields,
    lanes: functions,
    shows,
    pictures: cardPictures({ store, view, verbs, signal: ends, say: speak, announce, titleOf }),
    say: speak,
    announce,
    focusCard(id) {
      wanted.value = id;
      element(id)?.focus({ preventScroll: true });
      settleFocus(id);
    },
  };
  /** Once what is about to be drawn has been drawn: a node that is moved loses the focus. */
  function settleFocus(id: string): void {
    const focus = (): void => {
      const active = (root.getRootNode() as Document | ShadowRoot).activeElement;
      const found = element(id);
      // What has the focus inside the card (its face, its title being written) keeps it; so does what took it meanwhile.
      if (!found || ends.aborted || (active && active !== root.ownerDocument.body && active !== root && !active.matches(".jw-card"))) return;
      if (active !== found) found.focus({ preventScroll: true });
    };
    // Preact draws in a microtask that is queued already, so no key can fall between. After a drag by pointer the root has
    // the focus: nothing hurries, and to focus before the frame would make the browser lay everything out twice.
    if ((root.getRootNode() as Document | ShadowRoot).activeElement !== root) queueMicrotask(focus);
    requestAnimationFrame(() => {
      focus();
      element(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }

  const lanes = swimlanes(context);
  const held = signal<Inside["held"]["value"]>(null);
  const lifted = signal("");
  const facing = signal("");
  const tabStop = firstOf(context, wanted, (id) => cards.whereabouts(id) !== undefined);
  const flags: Record<Flag, (id: string) => ReadonlySignal<boolean>> = {
    selected: flagged(view.selected, ends),
    tabStop: flagged(tabStop, ends),
    lifted: flagged(lifted, ends),
    held: flagged(computed(() => held.value?.id ?? ""), ends),
    renaming: flagged(view.renaming, ends),
    facing: flagged(facing, ends),
  };
  const inside: Inside = {
    ...context,
    ...lanes,
    ...others,
    verbs, cards, pace: paced, tabStop, lifted, held, facing, width, curveDensity, drawCurve, embedded, element,
    below: rowsBelow(shows, functions),
    spoken,
    keepTabStop(id) {
      wanted.value = id;
    },
    peeking: signal(""),
    adding: signal(null),
    poolOpen: signal(false),
    carrying(id, change) {
      // Taking a focused node out of the page makes the browser lay everything out on the spot.
      const active = (root.getRootNode() as Document | ShadowRoot).activeElement;
      if (active instanceof HTMLElement && active !== root && root.contains(active)) active.blur();
      wanted.value = id;
      change();
      settleFocus(id);
    },
    is: (flag, id) => flags[flag](id),
    layout: () => layoutOf(inside),
    commit(id, place) {
      const field = view.rows.peek();
      const inRow = place.row !== null && field !== "" && place.stage !== "";
      const cell = place.row === null ? [] : lanes.cell(place.stage, place.row).peek();
      const before = beforeInLane(cards.lane(place.stage).peek(), cell, id, place);
      const row = inRow ? rowFields(record(store.document, "touchpoints", id), field, place.row ?? "", fields.kindOf(ownName(field))) : {};
      verbs.move(id, place.stage, before, row);
    },
    titleOf,
    stageName: (stage) => (stage === "" ? speak("board.pool") : nameIn(context, "stages", stage, "name")),
  };
  return inside;
}
