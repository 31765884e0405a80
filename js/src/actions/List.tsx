/** The plan as a list, and where notes become actions: under the plane (brief), and in its own drawer. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { DrawerContext } from "../drawer/context";
import { Icon } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { openedIn } from "./opened";
import { planRows, today } from "./plan";
import { Row } from "./Row";
import { newAction } from "./verbs";

interface Props {
  readonly drawer: DrawerContext;
  /** Under the plane: dropped actions are left out, and notes are dropped here. */
  readonly brief?: boolean;
  /** A note is over the place where it becomes an action. */
  readonly dropping?: boolean;
}

export function ActionList({ drawer, brief = false, dropping = false }: Props): JSX.Element {
  const { say } = drawer;
  const rows = planRows(drawer.document.value, today()).filter(({ status }) => !brief || status !== "dropped");
  return (
    <section class="jw-actions-list" aria-label={say("actions.title")}>
      <header>
        <h3>{say("actions.title")} <span class="jw-num jw-muted">{rows.length}</span></h3>
        {rows.length > 0 && <span class="jw-muted">{say("actions.effect")}</span>}
      </header>
      {rows.length > 0 && <ol>{rows.map((row) => <Row key={row.id} drawer={drawer} row={row} />)}</ol>}
      {brief && <div class={`jw-act-drop${dropping ? " is-over" : ""}`} data-drop="action"><Icon name="plus" small />{say("actions.drop_here")}</div>}
      <Writer drawer={drawer} />
    </section>
  );
}

/** An action that comes from no note. */
function Writer({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const write = (): void => {
    const title = input.current?.value.trim() ?? "";
    if (!title || !input.current) return;
    newAction(drawer, title);
    input.current.value = "";
    openedIn(drawer.store).value = "";
    drawer.announce(drawer.say("actions.made", { title }));
  };
  return (
    <input
      ref={input} type="text" class="jw-input jw-act-write" autocomplete="off" aria-label={drawer.say("actions.write")} placeholder={drawer.say("actions.write")} {...ownKeys}
      onKeyDown={(event) => {
        if (isComposing(event) || event.key !== "Enter") return;
        event.preventDefault();
        write();
      }}
      onBlur={write}
    />
  );
}
