/** Everything about one action, each field saved when it is left. */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { text } from "../board/fields";
import type { DrawerContext } from "../drawer/context";
import type { JsonObject } from "../document/json";
import { table } from "../document/order";
import { Levels } from "../priorities/Levels";
import { edit, remove } from "../priorities/verbs";
import { signed } from "../priorities/said";
import { Icon } from "../shell/Icon";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import { Radios } from "../shell/Radios";
import { Amount, Day } from "./inputs";
import { made, openedIn } from "./opened";
import { PILLARS, type PlanRow, STATUSES } from "./plan";

export function Form({ drawer, row }: { drawer: DrawerContext; row: PlanRow }): JSX.Element {
  const { say, prefix } = drawer;
  const document = drawer.document.value;
  const action = table(document, "actions")[row.id] as JsonObject;
  const set = (fields: Readonly<Record<string, unknown>>): void => edit(drawer, "actions", row.id, fields);
  // A note's words are selected to be rewritten; an action that is only looked at takes no focus.
  const fresh = made.get(drawer.store) === row.id;
  useEffect(() => void made.delete(drawer.store), []);
  const owners = `${prefix}-owners-${row.id}`;
  const line = (field: string, placeholder = ""): JSX.Element => (
    <Labelled label={say(`actions.${field}`)}>
      <Field key={`${row.id}/${field}`} class="jw-input" label={say(`actions.${field}`)} value={text(action, field)} placeholder={placeholder} onCommit={(words) => set({ [field]: words })} {...(field === "owner" ? { list: owners } : {})} />
    </Labelled>
  );
  return (
    <div class="jw-act-form" role="group" aria-label={row.title}>
      <Field key={`${row.id}/title`} class="jw-edit jw-act-name" multiline newlines={false} required label={say("actions.action")} value={row.title} onCommit={(title) => set({ title })} autoFocus={fresh} />
      {row.where && (
        <button type="button" class="jw-plain jw-muted" {...ownKeys} onClick={() => drawer.showCard(row.touchpoint)}>
          {row.no !== null && <span class="jw-num">{row.no} </span>}{row.where}
        </button>
      )}
      <div class="jw-act-fields">
        {line("owner", say("actions.who"))}
        <datalist id={owners}>{people(drawer).map((name) => <option key={name} value={name} />)}</datalist>
        <Labelled label={say("actions.due")}><Day key={`${row.id}/due`} label={say("actions.due")} value={row.due} onCommit={(due) => set({ due })} /></Labelled>
        <Labelled label={say("actions.status")} wide>
          <Radios class="jw-seg jw-seg-s" label={say("actions.status")} chosen={row.status as string} onChoose={(status) => set({ status })} options={STATUSES.map((value) => ({ value: value as string, label: say(`actions.status_${value}`), content: say(`actions.status_${value}`) }))} />
        </Labelled>
        {line("kpi", say("actions.kpi_how"))}
        <Labelled label={say("actions.effect")}><Amount key={`${row.id}/effect`} drawer={drawer} label={say("actions.effect")} value={row.effect} onCommit={(effect) => set({ effect })} /></Labelled>
        <Levels drawer={drawer} label={say("actions.effort")} value={row.effort} onChoose={(effort) => set({ effort })} />
        <Labelled label={say("actions.pillar")}>
          <select class="jw-input" aria-label={say("actions.pillar")} value={row.pillar} {...ownKeys} onChange={(event) => set({ pillar: event.currentTarget.value })}>
            <option value="">{say("actions.pillar_none")}</option>
            {PILLARS.map((pillar) => <option key={pillar} value={pillar}>{say(`actions.pillar_${pillar}`)}</option>)}
          </select>
        </Labelled>
      </div>
      <fieldset class="jw-act-outcome">
        <legend>{say("actions.checking")}</legend>
        <Labelled label={say("actions.check_on")}><Day key={`${row.id}/check_on`} label={say("actions.check_on")} value={row.check_on} onCommit={(check_on) => set({ check_on })} /></Labelled>
        <Labelled label={say("actions.score_before")}><Amount key={`${row.id}/before`} drawer={drawer} label={say("actions.score_before")} value={number(action["score_before"])} placeholder={row.before} onCommit={(score_before) => set({ score_before })} /></Labelled>
        <Labelled label={say("actions.score_after")}><Amount key={`${row.id}/after`} drawer={drawer} label={say("actions.score_after")} value={number(action["score_after"])} placeholder={row.after} onCommit={(score_after) => set({ score_after })} /></Labelled>
        <Field key={`${row.id}/outcome`} class="jw-reason" multiline rows={2} label={say("actions.outcome")} placeholder={say("actions.outcome_how")} value={row.outcome} onCommit={(outcome) => set({ outcome })} />
        {row.real !== null && row.expected !== null && (
          <p class="jw-num">{say("actions.compared", { expected: signed(row.expected), real: signed(row.real), gap: signed(row.real - row.expected) })}</p>
        )}
      </fieldset>
      <footer>
        <button
          type="button"
          class="jw-btn jw-btn-danger"
          {...ownKeys}
          onClick={() => {
            remove(drawer, "actions", row.id);
            drawer.announce(say("actions.deleted", { title: row.title }));
          }}
        >
          <Icon name="trash" small /> {say("actions.delete")}
        </button>
        <button type="button" class="jw-btn jw-btn-line" {...ownKeys} onClick={() => (openedIn(drawer.store).value = "")}>{say("actions.close")}</button>
      </footer>
    </div>
  );
}

function Labelled({ label, wide = false, children }: { label: string; wide?: boolean; children: JSX.Element }): JSX.Element {
  return (
    <div class={`jw-labelled${wide ? " is-wide" : ""}`}>
      <span class="jw-label" aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** Who might own it: whoever owns something on this map, and whoever is in the room. */
function people({ document: { value: document } }: DrawerContext): string[] {
  const names = new Set<string>();
  for (const name of ["actions", "touchpoints", "stages"]) for (const record of Object.values(table(document, name))) names.add(text(record as JsonObject, "owner"));
  for (const record of Object.values(table(document, "participants"))) names.add(text(record as JsonObject, "label"));
  names.delete("");
  return [...names].sort((a, b) => a.localeCompare(b, "ja"));
}
