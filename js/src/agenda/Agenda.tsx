/** The whole script: what comes when, to be changed where it stands; and what the room may see now. */

import type { JSX } from "preact";
import { useComputed, useSignal, type Signal } from "@preact/signals";
import { newId } from "../board/ids";
import { withFields } from "../board/verbs";
import { place, table } from "../document/order";
import { apply, bare, diff } from "../document/patch";
import type { DrawerContext } from "../drawer/context";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { ReadyAgendas } from "./Ready";
import { Room } from "./Room";
import { StepRow } from "./StepRow";
import { AgendaStrip } from "./Strip";
import { stepsOf, totalOf } from "./steps";
import { lengthOf } from "./words";

export function Agenda({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const { say } = drawer;
  const agenda = useComputed(() => table(drawer.document.value, "agenda"));
  const steps = useComputed(() => stepsOf({ agenda: agenda.value })).value;
  /** The step whose fields are open; "" for none. */
  const open = useSignal("");
  const at = steps.findIndex((step) => step.id === drawer.session.value.step);
  let from = 0;
  return (
    <div class="jw-agenda">
      {drawer.alone && <AgendaStrip drawer={drawer} />}
      {steps.length > 0 && (
        <div class="jw-agenda-body">
          <section class="jw-agenda-steps">
            <header>
              <h3>{say("agenda.steps_title")}</h3>
              <span class="jw-muted jw-num">{say("agenda.sum", { n: steps.length, length: lengthOf(say, totalOf(steps)) })}</span>
            </header>
            <ol>
              {steps.map((step, index) => {
                const row = <StepRow key={step.id} drawer={drawer} steps={steps} index={index} at={at} from={from} open={open} />;
                from += step.minutes;
                return row;
              })}
            </ol>
            <button type="button" class="jw-add" data-action="add-step" {...ownKeys} onClick={() => add(drawer, open)}>
              <Icon name="plus" small />
              {say("agenda.add")}
            </button>
          </section>
          <Room drawer={drawer} />
          <p class="jw-agenda-replace jw-muted">
            <span>{say("agenda.replace")}</span>
            <ReadyAgendas drawer={drawer} />
          </p>
        </div>
      )}
      {steps.length === 0 && !drawer.alone && (
        <div class="jw-agenda-none">
          <p class="jw-muted">{say("agenda.none_yet")}</p>
          <ReadyAgendas drawer={drawer} />
        </div>
      )}
    </div>
  );
}

/** A new step behind the one that is open, or last; its fields open at once. */
function add(drawer: DrawerContext, open: Signal<string>): void {
  const { document } = drawer.store;
  const names = stepsOf(document).map((step) => step.id);
  const here = names.indexOf(open.peek());
  const id = newId("agenda");
  const fresh = bare();
  fresh[id] = withFields(bare(), { title: drawer.say("agenda.new_step"), rank: "a0", minutes: 10, activity: "talk" });
  const draft = apply(document, Object.assign(bare(), { agenda: fresh }));
  const before = here < 0 ? null : (names[here + 1] ?? null);
  drawer.store.change(diff(document, apply(draft, place(draft, "agenda", id, { before }))));
  open.value = id;
}
