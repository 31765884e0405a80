/** Which single fix lifts the curve most for its effort. */

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { DrawerContext } from "../drawer/context";
import { signed } from "./said";
import { useRested } from "./stable";
import { bestFix } from "./what_if";

const SHOWN = 3;

export function BestFix({ drawer, persona }: { drawer: DrawerContext; persona: string | null }): JSX.Element | null {
  const { say } = drawer;
  const document = useRested(drawer.document.value);
  const fixes = useMemo(() => bestFix(document, persona).filter(({ lift }) => lift > 0), [document, persona]);
  const [first] = fixes;
  if (!first) return null;
  return (
    <section class="jw-best-fix">
      <h3>{say("priorities.best_fix")}</h3>
      <p class="jw-ranked-say">
        {say("priorities.best_fix_is", { title: first.title, lift: signed(first.lift, 2), effort: first.effort })}
      </p>
      <ol>
        {fixes.slice(0, SHOWN).map((fix) => (
          <li key={fix.id}>
            <span>{fix.title}</span>
            <span class="jw-muted">
              {say("priorities.fix_of", {
                effect: signed(fix.effect),
                source: say(`priorities.effect_${fix.effectSource}`),
                effort: fix.effort,
                judged: fix.effortSource === "middle" ? say("priorities.effort_middle") : "",
              })}
            </span>
            <b class="jw-num">{say("priorities.per_effort", { lift: signed(fix.perEffort, 2) })}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
