/** "Discuss these first": the three cards people disagree on most, from the page's own copy of the scores. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { disputed } from "../analysis/disagreement";
import { record } from "../document/order";
import { own } from "../document/patch";
import { format, scaleOf } from "../document/scale";
import type { DrawerContext } from "../drawer/context";
import { ownKeys } from "../shell/keys";
import { Spread } from "../shell/Spread";
import { signed } from "./Numbers";

/** A room discusses three first; the rest is in `jw.discuss_first`. */
const FIRST = 3;

/** Draws nothing where nobody disagrees. */
export function DiscussFirst({ drawer }: { drawer: DrawerContext }): JSX.Element | null {
  const { say } = drawer;
  const rows = useComputed(() => disputed(drawer.document.value, null, drawer.state.value)).value;
  if (rows.length === 0) return null;
  const document = drawer.document.value;
  const scale = scaleOf(document);
  const language = drawer.language.value;
  return (
    <section class="jw-review-first">
      <header>
        <h3>{say("review.discuss_first")}</h3>
        {rows.length > FIRST && <span class="jw-muted jw-num">{say("review.of_many", { n: rows.length })}</span>}
      </header>
      <ol>
        {rows.slice(0, FIRST).map((row) => {
          const title = text(record(document, "touchpoints", row.touchpoint), "title");
          const persona = row.persona === "" ? "" : text(record(document, "personas", row.persona), "name");
          const range = say("review.range", { low: format(row.low, scale), high: format(row.high, scale) });
          const facts = [persona, range, say("review.people", { n: row.n }), say("review.agreement_of", { a: signed(row.agreement) })];
          return (
            <li key={row.touchpoint}>
              <button type="button" class="jw-review-way" data-card={row.touchpoint} {...ownKeys} onClick={() => drawer.showCard(row.touchpoint)}>
                <b class="jw-num">{row.no}</b>
                <span class="jw-review-what">
                  <span>{title}</span>
                  <small class="jw-muted jw-num">{facts.filter((fact) => fact !== "").join(language === "ja" ? "・" : " · ")}</small>
                </span>
                <Spread mean={row.score} low={row.low} high={row.high} wide={row.agreement < 0.5} from={scale.low} to={scale.high} />
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function text(found: ReturnType<typeof record>, field: string): string {
  const value = found === undefined ? undefined : own(found, field);
  return typeof value === "string" ? value : "";
}
