/** What to do first: notes weighed by impact and effort, ranked, and what a fix would change. */

import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { ActionList } from "../actions/List";
import type { DrawerContext } from "../drawer/context";
import { record } from "../document/order";
import { BestFix } from "./BestFix";
import { Chosen } from "./Chosen";
import { itemsOf } from "./items";
import { Ghost, Plane } from "./Plane";
import { quadrant } from "./layout";
import { Ranked } from "./Ranked";
import { Tray } from "./Tray";
import { Weighed } from "./Weighed";
import { WhatIf } from "./WhatIf";
import { Weighing } from "./weighing";

export function Priorities({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const weighing = useMemo(() => new Weighing(drawer), [drawer]);
  const root = useRef<HTMLDivElement>(null);
  const items = itemsOf(drawer);
  const shown = drawer.session.value.revealed;
  const withDots = shown && [...items.placed, ...items.waiting].some(({ dots }) => dots > 0);
  // Everyone's line, or that of the persona in focus: the one the room looks at.
  const persona = drawer.persona.value;
  const line = hasLine(drawer, persona) ? persona : null;

  // The card a chosen note is about is shown where there is a board.
  const chosen = weighing.chosen.value;
  useEffect(() => {
    const touchpoint = record(drawer.store.document, "notes", chosen)?.["touchpoint"];
    if (typeof touchpoint === "string") drawer.showCard(touchpoint);
  }, [chosen]);

  // A note that is gone is in nobody's hand.
  const held = weighing.heldId.value;
  useEffect(() => {
    if (held !== "" && !record(drawer.store.document, "notes", held)) weighing.held.value = null;
  });

  return (
    <div ref={root} class="jw-prio">
      <div class="jw-prio-in">
        <div class="jw-prio-weigh">
          <Plane drawer={drawer} weighing={weighing} items={items.placed} withDots={withDots} />
          <Chosen drawer={drawer} weighing={weighing} />
          <Tray drawer={drawer} weighing={weighing} items={items} withDots={withDots} />
        </div>
        <div class="jw-prio-tell">
          {shown ? (
            <Ranked drawer={drawer} persona={line} />
          ) : (
            <p class="jw-ranked-say">{drawer.say("priorities.not_revealed")}</p>
          )}
          <ActionList drawer={drawer} brief dropping={weighing.over.value === "action"} />
          {shown && <BestFix drawer={drawer} persona={line} />}
          {shown && <WhatIf drawer={drawer} persona={line} />}
          <Weighed drawer={drawer} items={[...items.placed, ...items.waiting]} quadrant={quadrant} />
        </div>
      </div>
      <Ghost weighing={weighing} items={[...items.placed, ...items.waiting]} over={root.current} />
    </div>
  );
}

/** Whether anybody scored the persona's own line. */
function hasLine(drawer: DrawerContext, persona: string): boolean {
  const scores = drawer.document.value["scores"];
  return scores !== undefined && Object.keys(scores as object).some((id) => id.split("/", 2)[1] === persona);
}
