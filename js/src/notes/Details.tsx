/** What can be said of a note: kind, place, severity, frequency; what it goes into and what went into it. */

import type { JSX } from "preact";
import { openedIn } from "../actions/opened";
import { actionFromNote } from "../actions/verbs";
import { record, table } from "../document/order";
import { own } from "../document/patch";
import { Icon, Mark } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { Radios } from "../shell/Radios";
import type { Desk } from "./context";
import { PlaceSelect } from "./PlaceSelect";
import { editPatch, KINDS, placePatch, splitPatch } from "./verbs";
import type { NoteView } from "./views";

const LEVELS = [1, 2, 3, 4, 5] as const;

export function Details({ desk, view }: { desk: Desk; view: NoteView }): JSX.Element {
  const { drawer } = desk;
  const { id } = view;
  const edit = (fields: Readonly<Record<string, unknown>>): void => desk.change(editPatch(drawer.store.document, id, fields));
  const others = desk.notes.value.filter((other) => other.id !== id);
  return (
    <div class="jw-note-more">
      <Radios
        class="jw-seg jw-seg-s"
        label={drawer.say("notes.kind")}
        chosen={view.kind}
        onChoose={(kind) => edit({ kind })}
        options={KINDS.map((value) => ({ value, label: drawer.say(`notes.kind_${value}`), content: <Mark kind={value} /> }))}
      />
      <div class="jw-note-levels">
        <Level desk={desk} name="severity" value={view.severity} onChoose={(severity) => edit({ severity })} />
        <Level desk={desk} name="frequency" value={view.frequency} onChoose={(frequency) => edit({ frequency })} />
      </div>
      <PlaceSelect desk={desk} label={drawer.say("notes.place")} value={view.spot.key} onChoose={(key) => desk.change(placePatch(drawer.store.document, id, desk.where(key)))} />
      {view.merged.length > 0 && (
        <ul class="jw-note-merged" role="list" aria-label={drawer.say("notes.merged_here")}>
          {view.merged.map((other) => (
            <li key={other.id} data-note={other.id}>
              <Mark kind={other.kind} label={drawer.say(`notes.kind_${other.kind}`)} />
              <span>{other.text}</span>
              <button type="button" class="jw-btn" aria-label={drawer.say("notes.split_note", { note: other.text })} {...ownKeys} onClick={() => desk.change(splitPatch(drawer.store.document, other.id))}>
                {drawer.say("notes.split")}
              </button>
            </li>
          ))}
        </ul>
      )}
      <label class="jw-note-where">
        <span class="jw-muted">{drawer.say("notes.merge_into")}</span>
        <select
          class="jw-select"
          value=""
          disabled={drawer.status.value.readOnly || others.length === 0}
          {...ownKeys}
          onChange={(event) => {
            const into = event.currentTarget.value;
            event.currentTarget.value = "";
            if (into) desk.merge(id, into);
          }}
        >
          <option value="">{drawer.say("notes.choose_note")}</option>
          {others.map((other) => (
            <option key={other.id} value={other.id}>{other.text.length > 40 ? `${other.text.slice(0, 39)}…` : other.text}</option>
          ))}
        </select>
      </label>
      <div class="row">
        {view.spot.touchpoint !== "" && (
          <button type="button" class="jw-btn" {...ownKeys} onClick={() => drawer.showCard(view.spot.touchpoint)}>{drawer.say("notes.card")}</button>
        )}
        <ToAction desk={desk} id={id} />
        <span class="grow" />
        <button
          type="button"
          class="jw-btn jw-btn-danger"
          aria-label={drawer.say("panel.note_delete", { text: view.text })}
          {...ownKeys}
          onClick={() => {
            desk.open.value = "";
            desk.change({ notes: { [id]: null } });
            drawer.announce(drawer.say("notes.said_removed", { note: view.text }));
          }}
        >
          <Icon name="trash" small />
          {drawer.say("panel.delete")}
        </button>
      </div>
    </div>
  );
}

/** One press makes an action of the note; where it has one already, it leads there. */
function ToAction({ desk: { drawer }, id }: { desk: Desk; id: string }): JSX.Element {
  const document = drawer.document.value;
  const existing = Object.keys(table(document, "actions")).find((action) => own(record(document, "actions", action) ?? {}, "note") === id);
  return (
    <button
      type="button"
      class="jw-btn"
      disabled={existing === undefined && drawer.status.value.readOnly}
      {...ownKeys}
      onClick={() => {
        const action = existing ?? actionFromNote(drawer, id);
        if (action === "") return;
        openedIn(drawer.store).value = action;
        if (existing === undefined) drawer.announce(drawer.say("notes.said_action"));
        drawer.showDrawer("actions", action);
      }}
    >
      {drawer.say(existing === undefined ? "notes.make_action" : "notes.show_action")}
    </button>
  );
}

interface LevelProps {
  readonly desk: Desk;
  readonly name: "severity" | "frequency";
  readonly value: number | null;
  readonly onChoose: (value: number | null) => void;
}

function Level({ desk: { drawer }, name, value, onChoose }: LevelProps): JSX.Element {
  const label = drawer.say(`notes.${name}`);
  return (
    <div class="jw-note-level" data-field={name}>
      <span class="jw-muted" aria-hidden="true">{label}</span>
      <Radios
        class="jw-level"
        label={label}
        chosen={value}
        onChoose={onChoose}
        onClear={() => onChoose(null)}
        options={LEVELS.map((level) => ({
          value: level,
          label: drawer.say(`notes.${name}_${level}`),
          content: <i class={level <= (value ?? 0) ? "on" : undefined} />,
        }))}
      />
      <span class="jw-num">{value ?? ""}</span>
    </div>
  );
}
