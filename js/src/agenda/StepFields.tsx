/** The fields of a step. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import { NumberField } from "./NumberField";
import { editStep } from "./StepRow";
import { ACTIVITIES, type Step } from "./steps";

/** The drawers a step may open, in the order of a workshop. */
const OPENS = ["personas", "notes", "priorities", "actions", "review"] as const;

export function StepFields({ drawer, step }: { drawer: DrawerContext; step: Step }): JSX.Element {
  const { say } = drawer;
  const set = (fields: Readonly<Record<string, unknown>>): void => editStep(drawer, step.id, fields);
  return (
    <div class="jw-step-fields">
      <label>
        <span>{say("agenda.field_title")}</span>
        <Field key={`${step.id}/title`} class="jw-input" label={say("agenda.field_title")} value={step.title} required autoFocus onCommit={(title) => set({ title })} />
      </label>
      <label class="is-short">
        <span>{say("agenda.field_minutes")}</span>
        <NumberField drawer={drawer} label={say("agenda.field_minutes")} value={step.minutes} most={1_440} onCommit={(minutes) => set({ minutes })} />
      </label>
      <label class="is-wide">
        <span>{say("agenda.field_hint")}</span>
        <Field key={`${step.id}/hint`} class="jw-input" multiline label={say("agenda.field_hint")} value={step.hint} onCommit={(hint) => set({ hint })} />
      </label>
      <label>
        <span>{say("agenda.field_activity")}</span>
        <select class="jw-input" value={step.activity} data-field="activity" {...ownKeys} onChange={(event) => set({ activity: event.currentTarget.value })}>
          {ACTIVITIES.map((activity) => (
            <option key={activity} value={activity}>{say(`agenda.activity_${activity}`)}</option>
          ))}
        </select>
      </label>
      {step.activity === "vote" ? (
        <label class="is-short">
          <span>{say("agenda.field_dots")}</span>
          <NumberField drawer={drawer} label={say("agenda.field_dots")} value={step.dots} most={99} whole onCommit={(dots) => set({ dots })} />
        </label>
      ) : null}
      <label>
        <span>{say("agenda.field_opens")}</span>
        <select class="jw-input" value={step.opens} data-field="opens" {...ownKeys} onChange={(event) => set({ opens: event.currentTarget.value })}>
          <option value="">{say("agenda.opens_none")}</option>
          {OPENS.map((name) => (
            <option key={name} value={name}>{say(`${name}.title`)}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
