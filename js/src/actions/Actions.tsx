/** Who does what by when, and what came of it. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { Files } from "./Files";
import { ActionList } from "./List";
import { Outcomes } from "./Outcomes";
import { planRows, today } from "./plan";
import { Sources } from "./Sources";

export function Actions({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const rows = planRows(drawer.document.value, today());
  return (
    <div class="jw-acts">
      {rows.length > 0 && <p class="jw-acts-say">{sentence(drawer, rows)}</p>}
      <ActionList drawer={drawer} />
      <Sources drawer={drawer} />
      <Outcomes drawer={drawer} />
      {rows.length > 0 && <Files drawer={drawer} />}
    </div>
  );
}

/** How many there are, and what is missing or late. */
function sentence({ say }: DrawerContext, rows: ReturnType<typeof planRows>): string {
  const live = rows.filter(({ status }) => status !== "dropped");
  const counts: [string, number][] = [
    ["done", live.filter(({ status }) => status === "done").length],
    ["late", live.filter(({ overdue }) => overdue).length],
    ["free", live.filter(({ unowned }) => unowned).length],
    ["open", live.filter(({ undated }) => undated).length],
    ["check", live.filter(({ toCheck }) => toCheck).length],
  ];
  const told = counts.filter(([, n]) => n > 0).map(([name, n]) => say(`actions.count_${name}`, { n }));
  return say("actions.count", { n: live.length }) + (told.length > 0 ? say("priorities.colon") + told.join(say("actions.comma")) : "") + say("priorities.stop");
}
