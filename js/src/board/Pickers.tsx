/** Whose journey is in view, and which: persona, as-is or to-be. Segments while they fit, a menu when they do not. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import type { JsonObject } from "../document/json";
import { table } from "../document/order";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { Menu } from "./Menu";
import type { BoardContext, State } from "./context";
import { text } from "./fields";
import { Avatar, personasOf, type Person } from "./people";

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly person: Person | null;
}

/** Everyone is on offer while there are no personas, when it is chosen, or when somebody scored for no persona in particular. */
function choices(board: BoardContext): Choice[] {
  const document = board.document.value;
  const people: Choice[] = personasOf(document).map((person) => ({ id: person.id, name: person.name, person }));
  const everyone =
    board.view.persona.value === "" ||
    Object.values(table(document, "scores")).some((score) => text(score as JsonObject, "persona") === "");
  if (everyone) people.unshift({ id: "", name: board.say("panel.everyone"), person: null });
  return people;
}

const same = (a: readonly Choice[], b: readonly Choice[]): boolean => JSON.stringify(a) === JSON.stringify(b);

export function PersonaPicker({ board }: { board: BoardContext }): JSX.Element | null {
  // Computed apart, and held while it says the same, so that a moved card does not draw the toolbar.
  const held = useComputed(((last: Choice[]) => () => {
    const next = choices(board);
    return same(last, next) ? last : (last = next);
  })([]));
  const all = held.value;
  const chosen = board.view.persona;
  if (all.length < 2) return null;
  const current = all.find((choice) => choice.id === chosen.value) ?? all[0] as Choice;
  if (all.length > 3 || board.view.density.value === "compact")
    return (
      <Menu
        board={board}
        align="end"
        label={board.say("panel.persona_is", { name: current.name })}
        groups={[{
          label: board.say("panel.persona"),
          items: all.map((choice) => ({
            id: choice.id || "everyone",
            label: choice.name,
            checked: choice.id === current.id,
            picture: <Avatar person={choice.person} />,
            onSelect: () => {
              chosen.value = choice.id;
            },
          })),
        }]}
      >
        <Avatar person={current.person} />
        <span class="jw-cut">{current.name}</span>
        <Icon name="down" small />
      </Menu>
    );
  return (
    <div class="jw-seg" role="group" aria-label={board.say("panel.persona")}>
      {all.map((choice) => (
        <button
          key={choice.id}
          type="button"
          aria-pressed={choice.id === current.id}
          title={choice.name}
          {...ownKeys}
          onClick={() => {
            chosen.value = choice.id;
          }}
        >
          <Avatar person={choice.person} />
          <span class="jw-cut">{choice.name}</span>
        </button>
      ))}
    </div>
  );
}

const STATES: readonly State[] = ["as_is", "to_be"];

export function StatePicker({ board }: { board: BoardContext }): JSX.Element {
  const state = board.view.state;
  if (board.view.density.value === "compact")
    return (
      <Menu
        board={board}
        align="end"
        label={board.say("panel.state_is", { name: board.say(`panel.${state.value}`) })}
        groups={[{
          label: board.say("panel.state"),
          items: STATES.map((id) => ({
            id,
            label: board.say(`panel.${id}`),
            checked: id === state.value,
            onSelect: () => {
              state.value = id;
            },
          })),
        }]}
      >
        <span>{board.say(`panel.${state.value}`)}</span>
        <Icon name="down" small />
      </Menu>
    );
  return (
    <div class="jw-seg" role="group" aria-label={board.say("panel.state")}>
      {STATES.map((id) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === state.value}
          {...ownKeys}
          onClick={() => {
            state.value = id;
          }}
        >
          {board.say(`panel.${id}`)}
        </button>
      ))}
    </div>
  );
}
