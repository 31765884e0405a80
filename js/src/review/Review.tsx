/** What the map still lacks, rule by rule, each with a way to the card; before it, what a room should discuss and the map in numbers. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { withFields } from "../board/verbs";
import { bare } from "../document/patch";
import type { DrawerContext, Finding } from "../drawer/context";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { DiscussFirst } from "./DiscussFirst";
import { Numbers } from "./Numbers";
import { byRule, countOf, type Group, today } from "./groups";
import { show } from "./links";

export function Review({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const { say } = drawer;
  const groups = useComputed(() => byRule(drawer.findings.value)).value;
  const session = drawer.session.value;
  const count = countOf(drawer.findings.value);
  // What nobody may see yet is no finding yet either.
  if (!session.revealed && session.voting === 0) return <p class="jw-review jw-review-none jw-muted">{say("review.hidden")}</p>;
  return (
    <div class="jw-review">
      <DiscussFirst drawer={drawer} />
      <Numbers drawer={drawer} />
      <section class="jw-review-findings">
        <header>
          <h3>{say("review.lacking")}</h3>
          {count > 0 && <span class="jw-muted jw-num">{say("review.count", { n: count })}</span>}
        </header>
        {groups.length === 0 && (
          <p class="jw-review-none jw-muted">
            <Icon name="check" small />
            {say("review.nothing")}
          </p>
        )}
        {groups.map((group) => <Findings key={group.rule} drawer={drawer} group={group} />)}
      </section>
    </div>
  );
}

function Findings({ drawer, group }: { drawer: DrawerContext; group: Group }): JSX.Element {
  const language = drawer.language.value;
  return (
    <details class="jw-review-group" data-rule={group.rule} open={group.findings.length <= 5}>
      <summary {...ownKeys}>
        <span>{group.heading[language]}</span>
        <b class="jw-num">{countOf(group.findings)}</b>
      </summary>
      <ul>
        {group.findings.map((finding) => <li key={`${finding.table}/${finding.id}`}><OneFinding drawer={drawer} finding={finding} /></li>)}
      </ul>
    </details>
  );
}

function OneFinding({ drawer, finding }: { drawer: DrawerContext; finding: Finding }): JSX.Element {
  const { say } = drawer;
  const words = finding.said[drawer.language.value];
  const way = show(drawer, finding);
  return (
    <>
      {way === null ? (
        <p>{words}</p>
      ) : (
        <button type="button" class="jw-review-way" data-card={finding.card || undefined} {...ownKeys} onClick={way}>
          <span>{words}</span>
          <Icon name="right" small />
        </button>
      )}
      {finding.rule === "not_reviewed_lately" && !drawer.status.value.readOnly && (
        <button type="button" class="jw-btn jw-btn-line" data-action="reviewed-today" {...ownKeys} onClick={() => reviewed(drawer)}>
          <Icon name="check" small />
          {say("review.reviewed_today")}
        </button>
      )}
    </>
  );
}

function reviewed(drawer: DrawerContext): void {
  drawer.store.change(Object.assign(bare(), { about: withFields(bare(), { reviewed_on: today(new Date()) }) }));
  drawer.announce(drawer.say("review.reviewed"));
}
