/** The map in five figures, as it is: what `jw.summary` gives, from the page's own copy of the document. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { summaryOf } from "../analysis/summary";
import { record } from "../document/order";
import { own } from "../document/patch";
import { format, scaleOf } from "../document/scale";
import type { DrawerContext } from "../drawer/context";

/** Draws nothing where nothing is scored. */
export function Numbers({ drawer }: { drawer: DrawerContext }): JSX.Element | null {
  const { say } = drawer;
  const numbers = useComputed(() => summaryOf(drawer.document.value, null, drawer.state.value)).value;
  if (numbers.n === 0) return null;
  const document = drawer.document.value;
  const scale = scaleOf(document);
  const score = (value: number | null): string => (value === null ? say("review.none") : format(value, scale));
  const title = (card: string | null): string => {
    const found = card === null ? undefined : record(document, "touchpoints", card);
    const said = found === undefined ? undefined : own(found, "title");
    return typeof said === "string" ? said : "";
  };
  const figures: [string, string, string][] = [
    ["mean", score(numbers.mean), say("review.of_cards", { n: numbers.n })],
    ["lowest", score(numbers.lowest), title(numbers.lowest_at)],
    // A fall of 0 is none; it is always downwards, so it has no sign.
    ["largest_drop", numbers.largest_drop ? String(Math.round(numbers.largest_drop * 10) / 10) : say("review.none"), title(numbers.largest_drop_at)],
    ["peak_end", score(numbers.peak_end), say("review.ends_with", { score: score(numbers.end) })],
    ["agreement", numbers.agreement === null ? say("review.none") : signed(numbers.agreement), say("review.people", { n: numbers.participants })],
  ];
  return (
    <section class="jw-review-numbers" aria-label={say("review.numbers")}>
      <ul>
        {figures.map(([name, value, beside]) => (
          <li key={name} data-number={name} title={say(`review.${name}_hint`)}>
            <span class="name">{say(`review.${name}`)}</span>
            <b class="jw-num">{value}</b>
            <small class="jw-muted">{beside}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** An agreement with its sign and two decimals, with a true minus. */
export function signed(value: number): string {
  const rounded = Math.round(Math.abs(value) * 100) / 100;
  if (rounded === 0) return "0";
  return `${value < 0 ? "−" : "+"}${rounded.toFixed(2)}`;
}
