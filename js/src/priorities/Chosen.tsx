/** The chosen note in full: its levels without dragging, the card it is about, and the way to an action. */

import type { JSX } from "preact";
import { openedIn } from "../actions/opened";
import { actionFromNote } from "../actions/verbs";
import { number, text } from "../board/fields";
import type { DrawerContext } from "../drawer/context";
import { record } from "../document/order";
import { Icon, Mark, type MarkKind } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { refocus } from "./Chip";
import { Levels } from "./Levels";
import { edit } from "./verbs";
import type { Weighing } from "./weighing";

const FIELDS = ["impact", "effort", "severity", "frequency"] as const;

export function Chosen({ drawer, weighing }: { drawer: DrawerContext; weighing: Weighing }): JSX.Element | null {
  const id = weighing.chosen.value;
  const note = record(drawer.document.value, "notes", id);
  if (!note) return null;
  const { say } = drawer;
  const touchpoint = text(note, "touchpoint");
  const card = record(drawer.document.value, "touchpoints", touchpoint);
  const close = (): void => {
    weighing.chosen.value = "";
    refocus(drawer.root, id);
  };
  return (
    <section
      class="jw-weighed"
      aria-label={text(note, "text")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <header>
        <Mark kind={text(note, "kind") as MarkKind} label={say(`priorities.kind_${text(note, "kind")}`)} />
        <h3>{text(note, "text")}</h3>
        <button type="button" class="jw-btn jw-btn-icon" aria-label={say("priorities.close")} title={say("priorities.close")} {...ownKeys} onClick={close}>
          <Icon name="close" small />
        </button>
      </header>
      {card && (
        <button type="button" class="jw-plain jw-muted" {...ownKeys} onClick={() => drawer.showCard(touchpoint)}>
          {text(card, "title")}
        </button>
      )}
      <div class="jw-weighed-levels">
        {FIELDS.map((field) => (
          <Levels key={field} drawer={drawer} label={say(`priorities.${field}`)} value={number(note, field)} onChoose={(value) => edit(drawer, "notes", id, { [field]: value })} />
        ))}
      </div>
      <div class="jw-weighed-do">
        {number(note, "impact") !== null && (
          <button type="button" class="jw-btn" {...ownKeys} onClick={() => edit(drawer, "notes", id, { impact: null, effort: null })}>
            {say("priorities.unplace")}
          </button>
        )}
        <button
          type="button"
          class="jw-btn jw-btn-line"
          {...ownKeys}
          onClick={() => {
            const action = actionFromNote(drawer, id);
            drawer.announce(say("actions.made", { title: text(note, "text") }));
            openedIn(drawer.store).value = action;
          }}
        >
          <Icon name="plus" small />
          {say("priorities.make_action")}
        </button>
      </div>
    </section>
  );
}
