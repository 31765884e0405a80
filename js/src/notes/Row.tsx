/** One note: what it says, how heavy it is, its dots; opened, everything that can be said of it. */

import type { JSX } from "preact";
import { useComputed } from "@preact/signals";
import { Icon, Mark } from "../shell/Icon";
import { Field } from "../shell/field";
import { isComposing, ownKeys } from "../shell/keys";
import { clusterByKey } from "./clusters";
import { type Desk, spotName } from "./context";
import { Details } from "./Details";
import { Dots } from "./Dots";
import { editPatch } from "./verbs";
import type { NoteView } from "./views";

interface Props {
  readonly desk: Desk;
  readonly view: NoteView;
  /** Says where the note is, where no heading does. */
  readonly placed: boolean;
}

/** Reads signals, so it is drawn anew only when its view is another object. */
export function Row({ desk, view, placed }: Props): JSX.Element {
  const { drawer } = desk;
  const state = useComputed(() => {
    const { id } = view;
    const lifted = desk.lifted.value;
    return `${desk.open.value === id ? "open " : ""}${lifted === id ? "is-source " : ""}${lifted !== "" && lifted !== id && desk.over.value === id ? "is-over" : ""}`;
  }).value;
  const open = state.startsWith("open");
  const toggle = (): void => {
    desk.open.value = open ? "" : view.id;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (clusterByKey(desk, view.id, event.key)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...drawer.root.querySelectorAll<HTMLElement>(".jw-note-open")];
      const next = all[all.indexOf(event.currentTarget as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1)];
      event.preventDefault();
      next?.focus();
    }
  };
  const heavy = view.severity !== null && view.frequency !== null ? `${view.severity}×${view.frequency}` : "";
  const kind = drawer.say(`notes.kind_${view.kind}`);
  return (
    <li class={`jw-note-row ${state}`} data-note={view.id} data-drop={view.id} data-kind={view.kind}>
      <Mark kind={view.kind} label={kind} />
      <div class="jw-note-body">
        {open ? (
          <Field
            key={view.id}
            class="jw-edit jw-note-text"
            multiline
            newlines={false}
            required
            label={drawer.say("panel.note_of", { kind })}
            value={view.text}
            onCommit={(words) => desk.change(editPatch(drawer.store.document, view.id, { text: words }))}
          />
        ) : (
          <p class="jw-note-text" onClick={toggle}>{view.text}</p>
        )}
        <p class="jw-note-meta">
          {placed && view.spot.key !== "" && (
            view.spot.touchpoint !== "" ? (
              <button type="button" class="jw-plain jw-note-place" aria-label={drawer.say("notes.show_card", { card: spotName(drawer, view.spot) })} {...ownKeys} onClick={() => drawer.showCard(view.spot.touchpoint)}>
                {view.spot.no > 0 && <span class="jw-no">{view.spot.no}</span>}{" "}
                <span class="jw-cut">{view.spot.name}</span>
              </button>
            ) : <span class="jw-cut">{spotName(drawer, view.spot)}</span>
          )}
          {heavy && <span class="jw-num" title={drawer.say("notes.weight_is")}>{drawer.say("notes.weight", { product: heavy })}</span>}
          {view.merged.length > 0 && <span class="jw-num">{drawer.say("notes.merged_n", { n: view.merged.length })}</span>}
          {view.author && !drawer.session.value.silent && <span class="jw-cut">{view.author}</span>}
        </p>
      </div>
      <Dots desk={desk} view={view} />
      <button
        type="button"
        class="jw-btn jw-btn-icon jw-note-open"
        aria-expanded={open}
        aria-label={drawer.say(open ? "notes.close" : "notes.open", { kind, note: view.text })}
        aria-keyshortcuts="M"
        {...ownKeys}
        onClick={toggle}
        onKeyDown={onKeyDown}
      >
        <Icon name={open ? "up" : "down"} small />
      </button>
      {open && <Details desk={desk} view={view} />}
    </li>
  );
}
