/** One action: how far it is, what it is about, whose it is, by when, and what it is to bring. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { edit } from "../priorities/verbs";
import { signed } from "../priorities/said";
import { Form } from "./Form";
import { openedIn } from "./opened";
import type { PlanRow, Status } from "./plan";

const NEXT: Readonly<Record<Status, Status>> = { todo: "doing", doing: "done", done: "todo", dropped: "todo" };

export function Row({ drawer, row }: { drawer: DrawerContext; row: PlanRow }): JSX.Element {
  const { say } = drawer;
  const opened = openedIn(drawer.store);
  const open = opened.value === row.id;
  const status = say(`actions.status_${row.status}`);
  const turn = say("actions.turn", { title: row.title, status, next: say(`actions.status_${NEXT[row.status]}`) });
  return (
    <li class={`jw-act is-${row.status}${open ? " is-open" : ""}`} data-action={row.id}>
      <div class="jw-act-row">
        <button type="button" class="jw-act-turn" aria-label={turn} title={turn} {...ownKeys} onClick={() => edit(drawer, "actions", row.id, { status: NEXT[row.status] })}>
          <i class={`jw-act-status is-${row.status}`}>{row.status === "done" ? <Icon name="check" small /> : row.status === "dropped" ? <Icon name="close" small /> : null}</i>
        </button>
        <button type="button" class="jw-act-open" aria-expanded={open} {...ownKeys} onClick={() => (opened.value = open ? "" : row.id)}>
          <span class="jw-act-title">{row.title}</span>
          <span class="jw-act-facts">
            <span class="sr">{say("actions.status_is", { status })}</span>
            {row.no !== null && <span class="jw-no jw-num" title={row.where}>{row.no}</span>}
            <Owner drawer={drawer} row={row} />
            <Due drawer={drawer} row={row} />
            {row.toCheck && <span class="jw-act-check"><Icon name="search" small /> {say("actions.check_now")}</span>}
          </span>
        </button>
        <Effect drawer={drawer} row={row} />
      </div>
      {open && <Form drawer={drawer} row={row} />}
    </li>
  );
}

function Owner({ drawer, row }: { drawer: DrawerContext; row: PlanRow }): JSX.Element | null {
  if (row.owner === "") return row.unowned ? <span class="jw-who is-missing"><i class="jw-avatar">?</i>{drawer.say("actions.no_owner")}</span> : null;
  return <span class="jw-who"><i class="jw-avatar" aria-hidden="true">{[...row.owner][0]}</i>{row.owner}</span>;
}

function Due({ drawer, row }: { drawer: DrawerContext; row: PlanRow }): JSX.Element | null {
  const { say } = drawer;
  if (row.due === "") return row.undated ? <span class="is-missing">{say("actions.no_date")}</span> : null;
  const day = shortDay(row.due);
  if (!row.overdue) return <time class="jw-num" dateTime={row.due}>{day}</time>;
  return (
    <span class="is-missing jw-act-late">
      <Icon name="warn" small />
      <time class="jw-num" dateTime={row.due}>{say("actions.overdue_since", { day })}</time>
    </span>
  );
}

function Effect({ drawer, row }: { drawer: DrawerContext; row: PlanRow }): JSX.Element {
  const { say } = drawer;
  if (row.real === null) {
    const told = row.expected === null ? "" : signed(row.expected);
    return <b class="jw-num jw-act-effect">{told && <span class="sr">{say("actions.effect")} </span>}{told}</b>;
  }
  return (
    <span class="jw-act-effect jw-num">
      <b><span class="jw-muted">{say("actions.real")} </span>{signed(row.real)}</b>
      {row.expected !== null && <span class="jw-muted">{say("actions.expected")} {signed(row.expected)}</span>}
    </span>
  );
}

/** As in "6/14"; the year only where it is another one. */
export function shortDay(day: string, now: Date = new Date()): string {
  const [year, month, date] = day.split("-").map(Number);
  return year === now.getFullYear() ? `${month}/${date}` : `${year}/${month}/${date}`;
}
