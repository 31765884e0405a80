/** What was expected and what came of it, side by side, along the journey. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { format, scaleOf } from "../document/scale";
import { signed } from "../priorities/said";
import { effects } from "./effects";

export function Outcomes({ drawer }: { drawer: DrawerContext }): JSX.Element | null {
  const { say } = drawer;
  const document = drawer.document.value;
  const scale = scaleOf(document);
  const told = effects(document).filter(({ real, outcome }) => real !== null || outcome !== "");
  if (told.length === 0) return null;
  const span = scale.high - scale.low;
  const share = (value: number): string => `${Math.min(100, (Math.abs(value) / span) * 100)}%`;
  const none = say("priorities.none");
  return (
    <section class="jw-outcomes" aria-label={say("actions.outcomes")}>
      <h3>{say("actions.outcomes")}</h3>
      <table class="jw-ranked-table">
        <thead>
          <tr>
            <th scope="col">{say("actions.action")}</th>
            <th scope="col" class="is-number">{say("actions.before_after")}</th>
            <th scope="col" class="is-number">{say("actions.expected")}</th>
            <th scope="col" class="is-number">{say("actions.real")}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <span class="jw-num jw-muted">{row.no}</span> {row.title}
                {row.expected !== null && row.real !== null && (
                  <span class="jw-bars" aria-hidden="true">
                    <i class="is-expected" style={{ width: share(row.expected) }} />
                    <i class={row.real < 0 ? "is-real is-down" : "is-real"} style={{ width: share(row.real) }} />
                  </span>
                )}
                {row.outcome && <small class="jw-muted">{row.outcome}</small>}
              </th>
              <td class="is-number jw-num">{row.before === null ? none : format(row.before, scale)} → {row.after === null ? none : format(row.after, scale)}</td>
              <td class="is-number jw-num">{row.expected === null ? none : signed(row.expected)}</td>
              <td class="is-number jw-num"><b>{row.real === null ? say("actions.not_measured") : signed(row.real)}</b></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
