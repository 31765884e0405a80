/** Whether the shares make one whole, as a bar and a sentence; and how all customers fare, weighted by them. */

import type { JSX } from "preact";
import { Avatar, type Person } from "../board/people";
import type { Patch } from "../document/json";
import { face, format, scaleOf } from "../document/scale";
import type { DrawerContext } from "../drawer/context";
import { Face } from "../shell/Face";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { PersonaFigure } from "./figures";
import { percent, sharesOf } from "./shares";
import { evenedShares } from "./verbs";

interface Props {
  readonly drawer: DrawerContext;
  readonly people: readonly Person[];
  readonly overall: PersonaFigure | null;
  readonly onChange: (patch: Patch) => void;
}

export function ShareCheck({ drawer, people, overall, onChange }: Props): JSX.Element {
  const document = drawer.document.value;
  const { sum, silent, state, weights } = sharesOf(document);
  const total = [...weights.values()].reduce((all, weight) => all + weight, 0);
  const scale = scaleOf(document);
  const amiss = state === "short" || state === "over" || state === "nothing_left";
  return (
    <section class={amiss ? "jw-shares is-amiss" : "jw-shares"} aria-label={drawer.say("personas.shares")} data-state={state}>
      <header>
        <h4>{drawer.say("personas.shares")}</h4>
        <span class="jw-num">{drawer.say("personas.sum", { sum: percent(sum) })}</span>
      </header>
      <div class="jw-share-bar" aria-hidden="true">
        {people.map((person) => {
          const part = (weights.get(person.id) ?? 0) / total;
          return (
            <span key={person.id} style={{ flexGrow: part }} title={`${person.name} ${percent(part)} %`}>
              {part >= 0.09 && <Avatar person={person} />}
              {part >= 0.2 && <span class="jw-num">{percent(Math.round(part * 100) / 100)}%</span>}
            </span>
          );
        })}
      </div>
      <p role="status">
        {amiss && <Icon name="warn" small />}
        <span>{drawer.say(`personas.shares_${state}`, { sum: percent(sum), rest: percent(Math.max(0, 1 - sum)), n: silent })}</span>
        {(amiss || state === "rest" || state === "none") && people.length > 1 && (
          <button
            type="button"
            class="jw-btn jw-btn-line"
            disabled={drawer.status.value.readOnly}
            title={drawer.say("personas.even_hint")}
            {...ownKeys}
            onClick={() => onChange(evenedShares(drawer.store.document, weights))}
          >
            {drawer.say("personas.even")}
          </button>
        )}
      </p>
      {overall !== null && people.length > 1 && (
        <p class="jw-persona-overall">
          <Face score={face(scale, overall.mean)} size="s" />
          <span>{drawer.say("personas.overall", { mean: format(overall.mean, scale), n: overall.n })}</span>
        </p>
      )}
    </section>
  );
}
