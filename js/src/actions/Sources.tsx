/** Pains and opportunities that nobody does anything about yet: one click each. */

import type { JSX } from "preact";
import { number, text } from "../board/fields";
import type { DrawerContext } from "../drawer/context";
import type { JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { rootNote, standing } from "../priorities/ranking";
import { Icon, Mark, type MarkKind } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { openedIn } from "./opened";
import { actionFromNote } from "./verbs";

export function Sources({ drawer }: { drawer: DrawerContext }): JSX.Element | null {
  const { say } = drawer;
  const document = drawer.document.value;
  const notes = table(document, "notes");
  const taken = new Set(Object.values(table(document, "actions")).map((action) => rootNote(notes, text(action as JsonObject, "note"))));
  const worth = (id: string): number => (number(notes[id] as JsonObject, "impact") ?? 0) - (number(notes[id] as JsonObject, "effort") ?? 6);
  const free = standing(document).filter((id) => !taken.has(id)).sort((a, b) => worth(b) - worth(a) || (a < b ? -1 : 1));
  const silent = drawer.session.value.silent;
  const shown = silent ? free.filter((id) => text(notes[id] as JsonObject, "author") === drawer.store.name) : free;
  if (shown.length === 0) return null;
  return (
    <section class="jw-act-sources" aria-label={say("actions.from_notes")}>
      <h3>{say("actions.from_notes")} <span class="jw-num jw-muted">{shown.length}</span></h3>
      <ul>
        {shown.map((id) => {
          const words = text(notes[id] as JsonObject, "text");
          const kind = text(notes[id] as JsonObject, "kind") as MarkKind;
          const card = text(record(document, "touchpoints", text(notes[id] as JsonObject, "touchpoint")), "title");
          return (
            <li key={id} data-note={id}>
              <Mark kind={kind} label={say(`priorities.kind_${kind}`)} />
              <span>{words}{card && <small class="jw-muted">{card}</small>}</span>
              <button
                type="button" class="jw-btn jw-btn-line" aria-label={say("actions.make_of", { text: words })} {...ownKeys}
                onClick={() => {
                  openedIn(drawer.store).value = actionFromNote(drawer, id);
                  drawer.announce(say("actions.made", { title: words }));
                }}
              >
                <Icon name="plus" small /> {say("actions.make")}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
