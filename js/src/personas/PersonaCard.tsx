/** One persona: who it is, what it wants and fears, how much of all customers it stands for. Every text is edited where it stands. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { text } from "../board/fields";
import { Avatar, type Person } from "../board/people";
import type { JsonObject } from "../document/json";
import { record as recordOf } from "../document/order";
import { face, format, scaleOf } from "../document/scale";
import type { DrawerContext } from "../drawer/context";
import { Face } from "../shell/Face";
import { Icon } from "../shell/Icon";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import { Colours } from "./Colours";
import type { PersonaFigure } from "./figures";
import { Share } from "./Share";
import { editedPersona, listed, LISTS, scoresOf, TEXTS } from "./verbs";

interface Props {
  readonly drawer: DrawerContext;
  readonly person: Person;
  readonly figure: PersonaFigure | null;
  /** Just made: its name is to be written. */
  readonly fresh: boolean;
  readonly onNamed: () => void;
  readonly onCopy: () => void;
}

export function PersonaCard({ drawer, person, figure, fresh, onNamed, onCopy }: Props): JSX.Element {
  const { id } = person;
  const record = recordOf(drawer.document.value, "personas", id) ?? {};
  const asking = useSignal(false);
  const open = useSignal(fresh);
  const closed = drawer.status.value.readOnly;
  const focused = drawer.persona.value === id;
  const edit = (fields: Readonly<Record<string, unknown>>): void => {
    const patch = editedPersona(drawer.store.document, id, fields);
    if (Object.keys(patch).length > 0) drawer.store.change(patch);
  };
  const scale = scaleOf(drawer.document.value);
  const remove = (): void => {
    drawer.store.change({ personas: { [id]: null } });
    drawer.announce(drawer.say("personas.said_removed", { name: person.name }));
    if (focused) drawer.persona.value = "";
  };
  const lost = asking.value ? scoresOf(drawer.document.value, id).length : 0;
  return (
    <li class={focused ? "jw-persona is-shown" : "jw-persona"} data-persona={id}>
      <header>
        <Avatar person={person} />
        <h4>
          <Field
            class="jw-edit jw-persona-name"
            label={drawer.say("personas.name")}
            value={text(record, "name")}
            required
            autoFocus={fresh}
            onCommit={(name) => edit({ name })}
            onDone={onNamed}
          />
        </h4>
        <button
          type="button"
          class="jw-btn jw-btn-line jw-persona-show"
          aria-pressed={focused}
          title={drawer.say("personas.show_hint", { name: person.name })}
          {...ownKeys}
          onClick={() => {
            drawer.persona.value = id;
          }}
        >
          {drawer.say(focused ? "personas.shown" : "personas.show")}
        </button>
      </header>
      <div class="jw-persona-facts">
        {TEXTS.map((field) => (
          <Field
            key={field}
            class={`jw-edit jw-persona-${field}`}
            label={drawer.say(`personas.${field}`)}
            placeholder={drawer.say(`personas.${field}`)}
            value={text(record, field)}
            onCommit={(value) => edit({ [field]: value })}
          />
        ))}
      </div>
      <Field
        key="quote"
        class="jw-edit jw-persona-quote"
        multiline
        newlines={false}
        label={drawer.say("personas.quote")}
        placeholder={drawer.say("personas.quote_hint")}
        value={text(record, "quote")}
        onCommit={(quote) => edit({ quote })}
      />
      <div class="jw-persona-line">
        <Share drawer={drawer} id={id} onCommit={(share) => edit({ share })} />
        <span class="jw-persona-mean">
          {figure === null ? (
            <span class="jw-muted">{drawer.say("personas.not_scored")}</span>
          ) : (
            <>
              <Face score={face(scale, figure.mean)} size="s" />
              <span class="jw-num">{drawer.say("personas.mean", { mean: format(figure.mean, scale), n: figure.n })}</span>
            </>
          )}
        </span>
      </div>
      <details
        class="jw-persona-more"
        open={open.value || filled(record)}
        onToggle={(event) => {
          open.value = event.currentTarget.open;
        }}
      >
        <summary {...ownKeys}>{drawer.say("personas.more")}</summary>
        <div class="jw-persona-lists">
          {LISTS.map((field) => (
            <ListField key={field} drawer={drawer} field={field} record={record} onCommit={(lines) => edit({ [field]: lines })} />
          ))}
        </div>
        <Colours drawer={drawer} person={person} onChoose={(color) => edit({ color })} />
      </details>
      {asking.value ? (
        <div class="jw-persona-ask" role="alert">
          <p>{drawer.say("personas.remove_ask", { name: person.name, n: lost })}</p>
          <button type="button" class="jw-btn" {...ownKeys} onClick={() => (asking.value = false)}>{drawer.say("personas.keep")}</button>
          <button type="button" class="jw-btn jw-btn-danger" {...ownKeys} onClick={remove}>{drawer.say("personas.remove_all")}</button>
        </div>
      ) : (
        <footer>
          <button type="button" class="jw-btn" disabled={closed} aria-label={drawer.say("personas.copy_name", { name: person.name })} title={drawer.say("personas.copy_hint")} {...ownKeys} onClick={onCopy}>
            <Icon name="copy" small />
            {drawer.say("personas.copy")}
          </button>
          <span class="grow" />
          <button
            type="button"
            class="jw-btn jw-btn-danger"
            disabled={closed}
            aria-label={drawer.say("personas.remove_name", { name: person.name })}
            {...ownKeys}
            onClick={() => {
              // One undo brings it back, scores and all; asking is for those who cannot see what hangs on it.
              if (scoresOf(drawer.store.document, id).length > 0) asking.value = true;
              else remove();
            }}
          >
            <Icon name="trash" small />
            {drawer.say("panel.delete")}
          </button>
        </footer>
      )}
    </li>
  );
}

const filled = (record: JsonObject): boolean => LISTS.some((field) => Array.isArray(record[field]) && (record[field] as unknown[]).length > 0);

interface ListProps {
  readonly drawer: DrawerContext;
  readonly field: (typeof LISTS)[number];
  readonly record: JsonObject;
  readonly onCommit: (lines: string[] | null) => void;
}

/** A list as lines of text: one thing a line, as everybody writes lists. */
function ListField({ drawer, field, record, onCommit }: ListProps): JSX.Element {
  const value = record[field];
  const lines = Array.isArray(value) ? value.filter((line): line is string => typeof line === "string") : [];
  const label = drawer.say(`personas.${field}`);
  return (
    <div class="jw-persona-list-field">
      <span class="jw-label" aria-hidden="true">{label}</span>
      <Field class="jw-edit" multiline label={drawer.say("personas.list_label", { field: label })} placeholder={drawer.say("personas.one_a_line")} value={lines.join("\n")} onCommit={(text) => onCommit(listed(text))} />
    </div>
  );
}
