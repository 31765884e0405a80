/** The map's own fields in the panel: a value each, a menu on its name, and a way to add one. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Json, JsonObject, Patch } from "../document/json";
import { table } from "../document/order";
import { apply, bare, diff, isEmpty } from "../document/patch";
import { Radios } from "../shell/Radios";
import { Field } from "../shell/field";
import { Icon } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { Menu, type MenuGroup } from "./Menu";
import { OWN, ownFields, type OwnKind, typed, withOwn, written } from "./own";

interface Props {
  readonly board: BoardContext;
  readonly card: string;
  readonly record: JsonObject;
}

/** Names that JSON keeps and JavaScript does not. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

export function OwnFields({ board, card, record }: Props): JSX.Element {
  return (
    <>
      {board.own.names.value.map((name) => (
        <OwnRow key={name} board={board} card={card} record={record} name={name} />
      ))}
      <AddField board={board} card={card} record={record} />
    </>
  );
}

function OwnRow({ board, card, record, name }: Props & { name: string }): JSX.Element {
  const [renaming, setRenaming] = useState(false);
  const value = ownFields(record)?.[name];
  const set = (given: string): void => {
    // Lists and objects that came from Python stay what they are unless somebody writes over them.
    board.verbs.edit("touchpoints", card, { custom: withOwn(record, name, given === "" ? undefined : typed(given, board.own.kindOf(name))) });
  };
  return (
    <>
      <div class="jw-label jw-own-name">
        {renaming ? (
          <Field
            class="jw-input"
            label={board.say("facts.field_name")}
            value={name}
            required
            autoFocus
            onCommit={(next) => renameField(board, name, next)}
            onDone={() => setRenaming(false)}
          />
        ) : (
          <Menu board={board} class="jw-plain" label={board.say("facts.field_menu", { name })} groups={menuOf(board, card, record, name, () => setRenaming(true))}>
            {name}
          </Menu>
        )}
      </div>
      <div class="jw-value">
        <Field
          key={`${card}/custom/${name}`}
          class="jw-edit"
          multiline
          label={name}
          placeholder={board.say("panel.write")}
          value={written(value)}
          onCommit={set}
        />
      </div>
    </>
  );
}

function menuOf(board: BoardContext, card: string, record: JsonObject, name: string, rename: () => void): MenuGroup[] {
  const what = OWN + name;
  const shown = board.shows.is(what);
  const inRows = board.view.rows.value === what;
  return [
    {
      items: [
        { id: "rename", label: board.say("facts.field_rename"), icon: "edit", onSelect: () => void queueMicrotask(rename) },
        { id: "show", label: board.say(shown ? "facts.field_off_cards" : "facts.field_on_cards"), icon: "rows", onSelect: () => board.shows.set(what, !shown) },
        {
          id: "rows",
          label: board.say(inRows ? "facts.field_no_rows" : "facts.field_rows"),
          icon: "table",
          onSelect: () => {
            board.view.rows.value = inRows ? "" : what;
          },
        },
      ],
    },
    {
      items: [
        {
          id: "clear",
          label: board.say("facts.field_clear"),
          icon: "close",
          disabled: ownFields(record)?.[name] === undefined,
          onSelect: () => board.verbs.edit("touchpoints", card, { custom: withOwn(record, name, undefined) }),
        },
        { id: "remove", label: board.say("facts.field_remove", { n: board.own.count(name) }), icon: "trash", danger: true, onSelect: () => removeField(board, name) },
      ],
    },
  ];
}

/** One patch over all cards that have the field: one step for undo. */
function overAll(board: BoardContext, change: (fields: JsonObject, card: JsonObject) => JsonObject | null): void {
  const { document } = board.store;
  const cards = bare();
  for (const [id, found] of Object.entries(table(document, "touchpoints"))) {
    const fields = ownFields(found as JsonObject);
    const next = fields && change(fields, found as JsonObject);
    if (!fields || next === fields) continue;
    cards[id] = { custom: next && Object.keys(next).length > 0 ? diff(fields, next) : null };
  }
  if (isEmpty(cards)) return;
  const patch: Patch = { touchpoints: cards };
  board.store.change(diff(document, apply(document, patch)));
}

function renameField(board: BoardContext, name: string, wanted: string): void {
  const next = wanted.trim();
  if (next === name) return;
  const taken = board.own.names.peek().includes(next);
  if (taken || FORBIDDEN.has(next)) {
    const said = board.say(taken ? "facts.field_taken" : "facts.field_not", { name: next });
    board.view.notice.value = said;
    board.announce(said);
    return;
  }
  const shown = board.shows.choices.peek()[OWN + name];
  overAll(board, (fields) => {
    if (!Object.hasOwn(fields, name)) return fields;
    // In its place among the others.
    return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key === name ? next : key, value]));
  });
  if (shown !== undefined) board.shows.set(OWN + next, shown);
  if (board.view.rows.peek() === OWN + name) board.view.rows.value = OWN + next;
}

function removeField(board: BoardContext, name: string): void {
  const n = board.own.count(name);
  overAll(board, (fields) => {
    if (!Object.hasOwn(fields, name)) return fields;
    return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
  });
  if (board.view.rows.peek() === OWN + name) board.view.rows.value = "";
  const said = board.say("facts.field_removed", { name, n });
  board.view.notice.value = said;
  board.announce(said);
}

function AddField(props: Props): JSX.Element {
  const [open, setOpen] = useState(false);
  if (open) return <NewField {...props} done={() => setOpen(false)} />;
  return (
    <div class="jw-own-add">
      <button type="button" class="jw-btn" data-action="add-field" {...ownKeys} onClick={() => setOpen(true)}>
        <Icon name="plus" small />
        {props.board.say("facts.field_add")}
      </button>
    </div>
  );
}

/** A field is there as soon as one card says something in it: so its first value is written with its name. */
function NewField({ board, card, record, done }: Props & { done: () => void }): JSX.Element {
  const [kind, setKind] = useState<OwnKind>("text");
  const [wrong, setWrong] = useState("");
  const name = useRef<HTMLInputElement>(null);
  const value = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);
  const called = (): string => name.current?.value.trim() ?? "";
  const add = (): void => {
    const given = value.current?.value.trim() ?? "";
    const kept: Json = kind === "number" ? typed(given, "number") : given;
    if (called() === "" || given === "") return setWrong("facts.field_both");
    if (FORBIDDEN.has(called())) return setWrong("facts.field_not");
    if (kind === "number" && typeof kept !== "number") return setWrong("facts.field_no_number");
    board.verbs.edit("touchpoints", card, { custom: withOwn(record, called(), kept) });
    done();
  };
  return (
    <div
      class="jw-own-add is-open"
      role="group"
      aria-label={board.say("facts.field_add")}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Enter" && (event.target === name.current || event.target === value.current)) {
          event.preventDefault();
          add();
        } else if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          done();
        }
      }}
    >
      <input ref={name} type="text" class="jw-input" aria-label={board.say("facts.field_name")} placeholder={board.say("facts.field_name")} autocomplete="off" {...ownKeys} />
      <Radios
        class="jw-seg jw-seg-s"
        label={board.say("facts.field_kind")}
        chosen={kind}
        onChoose={setKind}
        options={(["text", "number"] as const).map((each) => ({ value: each as OwnKind, label: board.say(`facts.kind_${each}`), content: board.say(`facts.kind_${each}`) }))}
      />
      <input ref={value} type="text" class="jw-input" aria-label={board.say("facts.field_value")} placeholder={board.say("facts.field_value")} autocomplete="off" {...ownKeys} />
      {wrong && <p class="jw-fact-wrong" role="alert">{board.say(wrong, { name: called() })}</p>}
      <div class="row">
        <button type="button" class="jw-btn" {...ownKeys} onClick={done}>{board.say("facts.cancel")}</button>
        <button type="button" class="jw-btn jw-btn-line" {...ownKeys} onClick={add}>{board.say("facts.add")}</button>
      </div>
    </div>
  );
}
