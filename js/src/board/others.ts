/**
 * The others on this journey, and how the kernel keeps it, as signals. One signal per card: a hand in another room
 * draws one card here.
 */

import { batch, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Person, Status, Store } from "../sync/types";
import type { Inside } from "./inside";

export interface Others {
  readonly others: ReadonlySignal<readonly Person[]>;
  readonly status: ReadonlySignal<Status>;
  /** What this browser's person is called. */
  readonly name: ReadonlySignal<string>;
  /** Changes of an earlier page load that are not sent without asking. */
  readonly kept: ReadonlySignal<number>;
  /** Who drags this card or writes in it; whoever drags comes first. */
  holder(card: string): ReadonlySignal<Person | null>;
}

export function othersOf(store: Store, ends: AbortSignal): Others {
  const others = signal(store.others);
  const status = signal(store.status);
  const name = signal(store.name);
  const kept = signal(store.kept);
  const holders = new Map<string, Signal<Person | null>>();
  const find = (card: string): Person | null => {
    const holding = others.peek().filter(({ holding: held }) => held?.table === "touchpoints" && held.id === card);
    return holding.find((person) => person.holding?.doing === "drag") ?? holding[0] ?? null;
  };
  store.subscribe(() => {
    status.value = store.status;
    name.value = store.name;
    kept.value = store.kept;
    if (others.peek() === store.others) return;
    batch(() => {
      others.value = store.others;
      for (const [card, holder] of holders) holder.value = find(card);
    });
  }, ends);
  return {
    others,
    status,
    name,
    kept,
    holder(card) {
      let held = holders.get(card);
      if (!held) holders.set(card, (held = signal(find(card))));
      return held;
    },
  };
}

const WRITTEN = 'textarea, input[type="text"]';

/** Tells the others what this hand drags, or which card it writes in. */
export function tellOthers(board: Pick<Inside, "root" | "store" | "signal" | "lifted" | "held" | "view">): void {
  const { root, store, lifted, held, view } = board;
  const writing = signal(false);
  const look = (target: EventTarget | null): void => {
    writing.value = target instanceof Element && root.contains(target) && target.matches(WRITTEN) && target.closest(".jw-panel") !== null;
  };
  root.addEventListener("focusin", (event) => look(event.target), { signal: board.signal });
  root.addEventListener("focusout", (event) => look(event.relatedTarget), { signal: board.signal });
  // Another view of this page may be what holds something: nothing is said before there is something to say.
  let said = "";
  const say = (id: string, doing: "drag" | "edit"): void => {
    const now = id === "" ? "" : `${doing}/${id}`;
    if (now === said) return;
    said = now;
    store.hold(id === "" ? null : { table: "touchpoints", id, doing });
  };
  const stop = effect(() => {
    const dragged = lifted.value || (held.value?.id ?? "");
    if (dragged !== "") say(dragged, "drag");
    else say(view.renaming.value || (writing.value && view.panelOpen.value ? view.selected.value : ""), "edit");
  });
  board.signal.addEventListener("abort", () => {
    stop();
    say("", "edit");
  }, { once: true });
}
