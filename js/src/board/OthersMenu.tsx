/** Who else is here, and what they call me. Not there while nobody else is. */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import { Field } from "../shell/field";
import type { BoardContext } from "./context";
import { Foldout } from "./Foldout";

/** With `me` it counts this person too, and is always there (the Workshop). */
export function OthersMenu({ board, me = false }: { board: BoardContext; me?: boolean }): JSX.Element | null {
  const others = board.others.value;
  if (others.length === 0 && !me) return null;
  const label = me ? board.say("panel.people_here", { n: others.length + 1 }) : board.say("panel.others", { n: others.length });
  const count = me ? board.say("panel.people", { n: others.length + 1 }) : others.length;
  return (
    <Foldout board={board} name="others" label={label} face={<><Icon name="people" /><span class="jw-num">{count}</span></>}>
      {(close, id) => (
        <>
          <div class="jw-menu-title">{board.say(others.length > 0 ? "panel.others_here" : "panel.nobody_else")}</div>
          <ul role="list">
            {others.map((person) => (
              <li key={person.client}>{person.name || board.say("panel.someone")}</li>
            ))}
          </ul>
          <label>
            <span class="jw-menu-title">{board.say("panel.your_name")}</span>
            <Field class="jw-input" label={board.say("panel.your_name")} value={board.name.value} maxLength={40} describedBy={`${id}-how`} onCommit={(name) => board.store.rename(name)} onDone={(how) => how !== "blur" && close()} />
          </label>
          <p id={`${id}-how`}>{board.say("panel.your_name_how")}</p>
        </>
      )}
    </Foldout>
  );
}
