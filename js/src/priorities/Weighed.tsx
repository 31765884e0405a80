/** The plane once more, as a table. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { Mark } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { Item, Quadrant } from "./layout";

interface Props {
  readonly drawer: DrawerContext;
  readonly items: readonly Item[];
  readonly quadrant: (impact: number, effort: number) => Quadrant;
}

export function Weighed({ drawer, items, quadrant }: Props): JSX.Element | null {
  const { say } = drawer;
  if (items.length === 0) return null;
  const none = say("priorities.none");
  return (
    <details class="jw-more">
      <summary {...ownKeys}>{say("priorities.as_table")}</summary>
      <table class="jw-ranked-table">
        <thead>
          <tr>
            <th scope="col">{say("priorities.note")}</th>
            <th scope="col" class="is-number">{say("priorities.impact")}</th>
            <th scope="col" class="is-number">{say("priorities.effort")}</th>
            <th scope="col">{say("priorities.quadrant")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row"><Mark kind={item.kind} label={say(`priorities.kind_${item.kind}`)} /> {item.text}</th>
              <td class="is-number jw-num">{item.impact ?? none}</td>
              <td class="is-number jw-num">{item.effort ?? none}</td>
              <td>{item.impact === null ? none : say(`priorities.${quadrant(item.impact, item.effort!)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
