/** The notes of the workshop: written, pasted, clustered, weighed and voted on. */

import { computed, effect, signal, untracked } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { table } from "../document/order";
import { isEmpty } from "../document/patch";
import type { DrawerContext } from "../drawer/context";
import { clusterByHand } from "./clusters";
import { type Desk, whereOf } from "./context";
import { List } from "./List";
import { Paste } from "./Paste";
import { Room } from "./Room";
import { Tools } from "./Tools";
import { type Kind, mergePatch, headOf } from "./verbs";
import { NoteBook, type Sort, sorted, spotsOf } from "./views";
import { tally } from "./voter";
import { Writer } from "./Writer";

export function Notes({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const desk = useMemo(() => openDesk(drawer), [drawer]);
  const holder = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = holder.current;
    if (!element || !layer.current) return undefined;
    const ends = new AbortController();
    clusterByHand(desk, element, layer.current, ends.signal);
    const follow = effect(() => {
      const card = drawer.selected.value;
      // Whoever opens a card is about to write on it.
      untracked(() => {
        desk.place.value = card !== "" && desk.spots.peek().has(`t:${card}`) ? `t:${card}` : "";
      });
    });
    drawer.store.subscribe(() => desk.rename(drawer.store.name), ends.signal);
    return () => {
      follow();
      ends.abort();
    };
  }, [desk]);
  return (
    <div ref={holder} class="jw-notes-drawer" data-silent={drawer.session.value.silent ? "" : undefined}>
      <Writer desk={desk} />
      {desk.pasting.value !== null && <Paste desk={desk} />}
      <Room desk={desk} />
      <Tools desk={desk} />
      <List desk={desk} />
      <div ref={layer} class="jw-notes-layer" aria-hidden="true" />
    </div>
  );
}

interface OwnDesk extends Desk {
  rename(name: string): void;
}

function openDesk(drawer: DrawerContext): OwnDesk {
  const { document, session, store } = drawer;
  const rows = (name: string) => computed(() => table(document.value, name));
  // A table is the same object until something in it changes: a moved card does not count the votes again.
  const [notesTable, votesTable, people, stages, touchpoints] = ["notes", "votes", "participants", "stages", "touchpoints"].map(rows) as [
    ReturnType<typeof rows>, ReturnType<typeof rows>, ReturnType<typeof rows>, ReturnType<typeof rows>, ReturnType<typeof rows>,
  ];
  const name = signal(store.name);
  const spots = computed(() => {
    stages.value; touchpoints.value;
    return spotsOf(untracked(() => document.value));
  });
  const votes = computed(() => {
    votesTable.value; people.value;
    return tally(untracked(() => document.value), name.value);
  });
  const book = new NoteBook();
  const notes = computed(() => {
    notesTable.value;
    return book.look(untracked(() => document.value), spots.value, votes.value);
  });
  const sort = signal<Sort>("place");
  const kinds = signal<ReadonlySet<Kind>>(new Set());
  const focused = signal(false);
  const shown = computed(() =>
    sorted(notes.value, sort.value, {
      kinds: kinds.value,
      touchpoint: focused.value ? drawer.selected.value : "",
      author: session.value.silent ? name.value : null,
      revealed: session.value.revealed,
    }),
  );
  const open = signal("");
  const desk: OwnDesk = {
    drawer, spots, votes, notes, shown, sort, kinds, focused, open, name,
    lifted: signal(""),
    over: signal(""),
    place: signal(""),
    kind: signal<Kind>("pain"),
    pasting: signal<string | null>(null),
    rename: (next) => {
      name.value = next;
    },
    change(patch) {
      if (!isEmpty(patch)) store.change(patch);
    },
    where: whereOf,
    merge(id, into) {
      const patch = mergePatch(store.document, id, into);
      if (isEmpty(patch)) return;
      const words = (note: string): string => notes.peek().flatMap((view) => [view, ...view.merged]).find((view) => view.id === note)?.text ?? "";
      const head = headOf(store.document, into);
      drawer.announce(drawer.say("notes.said_merged", { note: words(id), into: words(head) }));
      store.change(patch);
      desk.focusNote(head);
    },
    focusNote(id) {
      requestAnimationFrame(() => {
        const row = drawer.root.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"] .jw-note-open`);
        row?.scrollIntoView({ block: "nearest" });
        row?.focus({ preventScroll: true });
      });
    },
  };
  return desk;
}
