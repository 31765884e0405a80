/**
 * What a view shows besides titles, channels and faces: rows under the lanes, and more on the cards. A person's choice is kept by
 * the browser for this map; what nobody has chosen goes by itself.
 *
 * Names, also in `views.shows`: `facts` and `storyboard` are rows, `pictures` are on the cards, `custom.<name>` is an own field on
 * the cards, `row.<lane>` and `lane.<lane>` a Python function's row and its values on the cards.
 */

import { effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { stagesInOrder, record } from "../document/order";
import { own } from "../document/patch";
import type { Store } from "../sync/types";
import type { Density } from "./context";
import type { Lanes } from "./lanes";
import type { OwnFields } from "./own";
import { OWN } from "./own";
import type { Pace } from "./pace";
import { steady } from "./flags";

export const FACTS = ["goal", "strategy", "kpi", "owner", "duration"] as const;
export type Fact = (typeof FACTS)[number];

export type Choices = Readonly<Record<string, boolean>>;

export interface Shows {
  /** What was chosen, shown or hidden. */
  readonly choices: Signal<Choices>;
  /** Whether something is shown now. */
  is(what: string): boolean;
  set(what: string, shown: boolean): void;
  /** Everything that is shown now: for a saved view. */
  now(): readonly string[];
  /** Shows exactly these: a saved view's. */
  exactly(names: readonly string[]): void;
  /** What stands on the cards besides, in order: own fields and functions' values. */
  readonly onCards: ReadonlySignal<readonly string[]>;
  /** Whether any stage says anything of itself besides its name. */
  readonly anyFacts: ReadonlySignal<boolean>;
}

interface Deps {
  readonly store: Store;
  readonly pace: Pick<Pace, "subscribe">;
  readonly density: ReadonlySignal<Density>;
  readonly fields: OwnFields;
  /** Names of the functions' lanes. */
  readonly lanes: ReadonlySignal<readonly string[]>;
  readonly ends: AbortSignal;
}

export function createShows({ store, pace, density, fields, lanes, ends }: Deps): Shows {
  const key = `journey_widgets.shows/${String(own(store.document, "id") ?? "")}`;
  const choices = signal<Choices>(remembered(key));
  const anyFacts = signal(false);
  // The goal stands under the stage's name already: alone it is no reason for a table.
  const look = (): void => {
    const { document } = store;
    anyFacts.value = stagesInOrder(document).some((id) => {
      const stage = record(document, "stages", id);
      return FACTS.some((field) => field !== "goal" && stage !== undefined && own(stage, field) !== undefined);
    });
  };
  look();
  pace.subscribe(({ touched }) => {
    if (!touched || touched.has("stages")) look();
  });
  let first = true;
  const stop = effect(() => {
    const text = JSON.stringify(choices.value);
    if (first) return void (first = false);
    try {
      localStorage.setItem(key, text);
    } catch {
      // Not kept where there is no storage.
    }
  });
  ends.addEventListener("abort", stop, { once: true });

  const byItself = (what: string): boolean => {
    switch (what) {
      case "facts":
        return anyFacts.value;
      case "pictures":
        return true;
      case "storyboard":
        // Compact cards have no room for theirs.
        return density.value === "compact" && fields.pictured.value > 0;
      default:
        return what.startsWith("row.");
    }
  };
  const shows: Shows = {
    choices,
    anyFacts,
    is: (what) => choices.value[what] ?? byItself(what),
    set(what, shown) {
      choices.value = { ...choices.peek(), [what]: shown };
    },
    now: () => all().filter(shows.is),
    exactly(names) {
      choices.value = Object.fromEntries([...new Set([...all(), ...names])].map((what) => [what, names.includes(what)]));
    },
    onCards: steady(() => [
      ...fields.names.value.map((name) => OWN + name),
      ...lanes.value.map((name) => `lane.${name}`),
    ].filter((what) => choices.value[what] === true)),
  };
  const all = (): string[] => [
    "facts", "storyboard", "pictures",
    ...fields.names.value.map((name) => OWN + name),
    ...lanes.value.flatMap((name) => [`row.${name}`, `lane.${name}`]),
  ];
  return shows;
}

function remembered(key: string): Choices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof kept === "object" && kept !== null)
      return Object.fromEntries(Object.entries(kept).filter(([, shown]) => typeof shown === "boolean")) as Choices;
  } catch {
    // No storage here, or something else in it: everything goes by itself.
  }
  return {};
}

/** The rows under the lanes, from top to bottom. */
export function rowsBelow(shows: Shows, lanes: Lanes): ReadonlySignal<readonly string[]> {
  return steady(() => [
    ...(shows.is("storyboard") ? ["storyboard"] : []),
    // What went wrong in a function has a row of its own under it, as wide as the board.
    ...lanes.names.value.filter((name) => shows.is(`row.${name}`)).flatMap((name) => (lanes.problem(name).value ? [`row.${name}`, `wrong.${name}`] : [`row.${name}`])),
    ...(shows.is("facts") ? FACTS.map((field) => `fact.${field}`) : []),
  ]);
}
