/** Notes that nobody has weighed yet. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DrawerContext } from "../drawer/context";
import { Chip } from "./Chip";
import type { Items } from "./items";
import type { Weighing } from "./weighing";

interface Props {
  readonly drawer: DrawerContext;
  readonly weighing: Weighing;
  readonly items: Items;
  readonly withDots: boolean;
}

export function Tray({ drawer, weighing, items: { waiting, placed, hidden }, withDots }: Props): JSX.Element {
  const tray = useRef<HTMLElement>(null);
  const [stop, setStop] = useState("");
  useLayoutEffect(() => {
    weighing.tray = tray.current;
  }, [weighing]);
  const { say } = drawer;
  const first = waiting.some(({ id }) => id === stop) ? stop : waiting[0]?.id;
  const over = weighing.over.value === "tray";
  const done = placed.length > 0 ? "priorities.all_placed" : "priorities.no_notes";
  return (
    <section ref={tray} class={`jw-weigh-tray${over ? " is-over" : ""}`} aria-label={say("priorities.tray")}>
      <h3>
        {say("priorities.tray")} <span class="jw-num jw-muted">{waiting.length}</span>
      </h3>
      {waiting.length === 0 ? (
        <p class="jw-muted">{say(done)}</p>
      ) : (
        <ol>
          {waiting.map((item, at) => (
            <Chip
              key={item.id}
              drawer={drawer}
              weighing={weighing}
              item={item}
              withDots={withDots}
              stop={item.id === first}
              onFocus={() => setStop(item.id)}
              neighbour={(key) => waiting[at + (key === "ArrowRight" || key === "ArrowDown" ? 1 : -1)]?.id}
            />
          ))}
        </ol>
      )}
      {hidden > 0 && <p class="jw-muted">{say("priorities.hidden", { n: hidden })}</p>}
    </section>
  );
}
