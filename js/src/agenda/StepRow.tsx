/** One step of the script: when, what, how long. Its fields open where it stands. */

import type { JSX } from "preact";
import type { Signal } from "@preact/signals";
import { recordPatch, withFields } from "../board/verbs";
import { place, record } from "../document/order";
import { isEmpty } from "../document/patch";
import type { DrawerContext } from "../drawer/context";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { allow } from "./chime";
import { StepFields } from "./StepFields";
import { type Step, beginning } from "./steps";
import { lengthOf } from "./words";

export interface StepRowProps {
  readonly drawer: DrawerContext;
  readonly steps: readonly Step[];
  readonly index: number;
  /** Which step is at hand; −1 for none. */
  readonly at: number;
  /** Minutes after the beginning. */
  readonly from: number;
  readonly open: Signal<string>;
}

export function StepRow({ drawer, steps, index, at, from, open }: StepRowProps): JSX.Element {
  const { say, store } = drawer;
  const step = steps[index]!;
  const opened = open.value === step.id;
  const standing = index === at ? " is-now" : index < at ? " is-done" : "";
  const round = (minutes: number): number => Math.round(10 * minutes) / 10;
  return (
    <li class={`jw-step${standing}${opened ? " is-open" : ""}`} data-step={step.id} aria-current={index === at ? "step" : undefined}>
      <div class="jw-step-line">
        <button
          type="button" class="jw-btn jw-btn-icon jw-step-begin" aria-label={say("agenda.begin_here", { title: step.title })}
          title={say("agenda.begin_here", { title: step.title })} data-action="begin" {...ownKeys}
          onClick={() => {
            allow();
            store.steer(beginning(step, store.now()));
          }}
        >
          <span class="jw-num">{index + 1}</span>
          <Icon name="play" small />
        </button>
        <button
          type="button" class="jw-plain jw-step-title" aria-expanded={opened} {...ownKeys}
          aria-label={say("agenda.edit_step", { title: step.title })}
          onClick={() => (open.value = opened ? "" : step.id)}
        >
          <span class="jw-step-name">
            <b>{step.title}</b>
            {step.activity !== "talk" && <span class="jw-mode" data-mode={step.activity}>{say(`agenda.activity_${step.activity}`)}</span>}
          </span>
          {!opened && step.hint && <span class="jw-step-hint">{step.hint}</span>}
        </button>
        <span class="jw-step-when jw-num">
          <span>{lengthOf(say, step.minutes)}</span>
          <small class="jw-muted">{`${round(from)}–${round(from + step.minutes)}`}</small>
        </span>
      </div>
      {opened && (
        <div class="jw-step-edit">
          <StepFields drawer={drawer} step={step} />
          <div class="jw-step-verbs">
            <Verb name={say("agenda.move_up", { title: step.title })} icon="up" off={index === 0} press={() => move(drawer, steps, index, -1)} />
            <Verb name={say("agenda.move_down", { title: step.title })} icon="down" off={index === steps.length - 1} press={() => move(drawer, steps, index, 1)} />
            <Verb
              name={say("agenda.remove", { title: step.title })} icon="trash" off={false}
              press={() => {
                store.change(recordPatch("agenda", step.id, record(store.document, "agenda", step.id), null));
                open.value = "";
              }}
            />
            <button type="button" class="jw-btn" {...ownKeys} onClick={() => (open.value = "")}>
              {say("agenda.edit_done")}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

function Verb({ name, icon, off, press }: { name: string; icon: "up" | "down" | "trash"; off: boolean; press: () => void }): JSX.Element {
  return (
    <button
      type="button" class="jw-btn jw-btn-icon" aria-label={name} title={name} data-action={icon} {...ownKeys}
      aria-disabled={off ? "true" : undefined} onClick={() => off || press()}
    >
      <Icon name={icon} />
    </button>
  );
}

function move(drawer: DrawerContext, steps: readonly Step[], index: number, by: -1 | 1): void {
  const step = steps[index]!;
  const before = by < 0 ? steps[index - 1]!.id : (steps[index + 2]?.id ?? null);
  const patch = place(drawer.store.document, "agenda", step.id, { before });
  if (isEmpty(patch)) return;
  drawer.store.change(patch);
  drawer.announce(drawer.say("agenda.moved", { title: step.title, n: index + 1 + by }));
}

export function editStep(drawer: DrawerContext, id: string, fields: Readonly<Record<string, unknown>>): void {
  const old = record(drawer.store.document, "agenda", id);
  if (!old) return;
  const patch = recordPatch("agenda", id, old, withFields(old, fields));
  if (!isEmpty(patch)) drawer.store.change(patch);
}
