/** If one touchpoint were better: what the numbers of the curve and its place in the ranking would be. Nothing is changed. */

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { reading } from "../analysis/reading";
import { text } from "../board/fields";
import type { DrawerContext } from "../drawer/context";
import { record } from "../document/order";
import { scaleOf } from "../document/scale";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { scoresAt } from "./raised";
import { plain, signed } from "./said";
import { useRested } from "./stable";
import { whatIf } from "./what_if";

const SHOWN = new Set(["mean", "peak_end", "rank"]);

export function WhatIf({ drawer, persona }: { drawer: DrawerContext; persona: string | null }): JSX.Element | null {
  const { say } = drawer;
  const document = useRested(drawer.document.value);
  const scale = scaleOf(document);
  const [asked, setAsked] = useState("");
  const [steps, setSteps] = useState(1);
  const scores = scoresAt(document, "as_is", persona);
  const order = reading(document);
  const cards = order.stages.flatMap((stage) => order.lanes.get(stage) ?? []);
  const scored = cards.filter((card) => scores.has(card));
  const lowest = scored.reduce((low, card) => (scores.get(card)! < scores.get(low)! ? card : low), scored[0] ?? "");
  const card = [asked, drawer.selected.value, lowest].find((name) => scores.has(name) && scored.includes(name)) ?? "";
  const by = steps * scale.step;
  const rows = useMemo(() => (card ? whatIf(document, { [card]: by }, persona) : []), [document, card, by, persona]);
  if (card === "") return null;
  const shown = rows.filter(({ what, touchpoint }) => SHOWN.has(what) && (what !== "rank" || touchpoint === card));
  const others = rows.filter(({ what, touchpoint, change }) => what === "rank" && touchpoint !== card && change !== 0).length;
  // One card among many moves a mean by little: two decimals, or before and after would look the same.
  const figure = (value: number): string => (scale.low < 0 ? signed(value, 2) : plain(value, 2));
  const most = Math.ceil((scale.high - scale.low) / scale.step);
  return (
    <section class="jw-what-if">
      <h3>{say("priorities.what_if")}</h3>
      <div class="jw-what-if-ask">
        <select aria-label={say("priorities.which_card")} value={card} {...ownKeys} onChange={(event) => setAsked(event.currentTarget.value)}>
          {scored.map((id) => (
            <option key={id} value={id}>{`${cards.indexOf(id) + 1} ${text(record(document, "touchpoints", id), "title")}`}</option>
          ))}
        </select>
        <button type="button" class="jw-btn jw-btn-icon" aria-label={say("priorities.less")} disabled={steps <= 1} {...ownKeys} onClick={() => setSteps(steps - 1)}>−</button>
        <output class="jw-num">{signed(by)}</output>
        <button type="button" class="jw-btn jw-btn-icon" aria-label={say("priorities.more")} disabled={steps >= most} {...ownKeys} onClick={() => setSteps(steps + 1)}>
          <Icon name="plus" small />
        </button>
      </div>
      <table class="jw-ranked-table" aria-live="polite">
        <thead>
          <tr>
            <td />
            <th scope="col" class="is-number">{say("priorities.now")}</th>
            <th scope="col" class="is-number">{say("priorities.then")}</th>
            <th scope="col" class="is-number">{say("priorities.change")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ what, before, after, change }) => {
            const told = (value: number | null): string => (value === null ? say("priorities.none") : what === "rank" ? say("priorities.place", { n: value }) : figure(value));
            return (
              <tr key={what}>
                <th scope="row">{say(`priorities.figure_${what}`)}</th>
                <td class="is-number jw-num">{told(before)}</td>
                <td class="is-number jw-num"><b>{told(after)}</b></td>
                <td class="is-number jw-num">{change === null ? say("priorities.none") : what === "rank" ? moved(change, say) : signed(change, 2)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {others > 0 && <p class="jw-muted">{say("priorities.others_move", { n: others })}</p>}
    </section>
  );
}

/** A rank that grows is a place further down: less urgent. */
function moved(change: number, say: DrawerContext["say"]): string {
  if (change === 0) return say("priorities.same_place");
  return say(change > 0 ? "priorities.down" : "priorities.up", { n: Math.abs(change) });
}
