/** Who the customers are: a card for each persona, whose journey the board shows, and whether their shares make one whole. */

import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { personasOf } from "../board/people";
import { table } from "../document/order";
import { isEmpty } from "../document/patch";
import type { DrawerContext } from "../drawer/context";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { figuresOf } from "./figures";
import { PersonaCard } from "./PersonaCard";
import { ShareCheck } from "./ShareCheck";
import { addedPersona, copiedPersona } from "./verbs";

export function Personas({ drawer }: { drawer: DrawerContext }): JSX.Element {
  /** Persona whose name is to be written at once. */
  const fresh = useSignal("");
  const people = useComputed(() => {
    table(drawer.document.value, "personas");
    return personasOf(drawer.document.value);
  }).value;
  const figures = useComputed(() => figuresOf(drawer.document.value, drawer.state.value)).value;
  const closed = drawer.status.value.readOnly;
  const change = (patch: Parameters<typeof drawer.store.change>[0]): void => {
    if (!isEmpty(patch)) drawer.store.change(patch);
  };
  const add = (): void => {
    const made = addedPersona(drawer.say("personas.new_name", { n: people.length + 1 }));
    fresh.value = made.id;
    change(made.patch);
  };
  return (
    <div class="jw-personas-drawer">
      {people.length === 0 && (
        <p class="jw-muted jw-personas-empty">{drawer.say("personas.empty")}</p>
      )}
      <ul class="jw-persona-list" role="list">
        {people.map((person) => (
          <PersonaCard
            key={person.id}
            drawer={drawer}
            person={person}
            figure={figures.personas.get(person.id) ?? null}
            fresh={fresh.value === person.id}
            onNamed={() => {
              fresh.value = "";
            }}
            onCopy={() => {
              const made = copiedPersona(drawer.store.document, person.id, drawer.say("personas.copy_of", { name: person.name }));
              fresh.value = made.id;
              change(made.patch);
              drawer.announce(drawer.say("personas.said_copied", { name: person.name }));
            }}
          />
        ))}
      </ul>
      <button type="button" class="jw-add jw-persona-add" disabled={closed} {...ownKeys} onClick={add}>
        <Icon name="plus" small />
        {drawer.say("personas.add")}
      </button>
      {people.length > 0 && <ShareCheck drawer={drawer} people={people} overall={figures.overall} onChange={change} />}
    </div>
  );
}
