/** The plane: impact upwards, effort to the right, a chip for every note that somebody has weighed. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DrawerContext } from "../drawer/context";
import { Mark } from "../shell/Icon";
import { Chip } from "./Chip";
import { arrange, type Arrangement, centre, type Item, type Measures } from "./layout";
import type { Weighing } from "./weighing";

interface Props {
  readonly drawer: DrawerContext;
  readonly weighing: Weighing;
  readonly items: readonly Item[];
  readonly withDots: boolean;
}

/** As wide as a drawer in the Workshop, until it has been measured. */
const USUAL = { width: 330, size: 11, chip: 24 } as const;

export function Plane({ drawer, weighing, items, withDots }: Props): JSX.Element {
  const field = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState<Omit<Measures, "withDots">>(USUAL);
  const [stop, setStop] = useState("");
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    weighing.field = element;
    const measure = (): void => {
      const width = element.clientWidth || USUAL.width;
      const size = Number.parseFloat(getComputedStyle(element).fontSize) || USUAL.size;
      const chip = Number.parseFloat(getComputedStyle(element).getPropertyValue("--chip")) || USUAL.chip;
      setMeasured((old) => (old.width === width && old.size === size && old.chip === chip ? old : { width, size, chip }));
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [weighing]);

  const found = arrange(items, { ...measured, withDots });
  weighing.arrangement = found;
  const { say } = drawer;
  const middle = found.rows[2]!;
  const first = items.some(({ id }) => id === stop) ? stop : [...found.spots.keys()][0];
  return (
    <div class="jw-plane">
      <span class="jw-plane-y" aria-hidden="true">{say("priorities.impact")}</span>
      <div ref={field} class="jw-plane-field" style={{ height: `${found.height}px`, "--middle": `${middle.top + middle.height / 2}px` }}>
        {(["quick", "big", "fill", "sink"] as const).map((name) => (
          <span key={name} class={`jw-plane-name is-${name}`}>{say(`priorities.${name}`)}</span>
        ))}
        {items.length === 0 && <p class="jw-plane-empty">{say("priorities.empty_plane")}</p>}
        <Guides weighing={weighing} found={found} width={measured.width} />
        <ol aria-label={say("priorities.plane")}>
          {items.map((item) => {
            const spot = found.spots.get(item.id);
            if (!spot) return null;
            return (
              <Chip
                key={item.id}
                drawer={drawer}
                weighing={weighing}
                item={item}
                withDots={withDots}
                stop={item.id === first}
                onFocus={() => setStop(item.id)}
                neighbour={(key) => neighbour(found, item.id, key)}
                style={{ left: `${spot.left}px`, top: `${spot.top}px`, width: `${spot.width}px` }}
              />
            );
          })}
        </ol>
      </div>
      <span class="jw-plane-x" aria-hidden="true">{say("priorities.effort")}</span>
    </div>
  );
}

/** While a chip is held: dashed lines to the axes, and the cell it would go into. */
function Guides({ weighing, found, width }: { weighing: Weighing; found: Arrangement; width: number }): JSX.Element | null {
  const target = weighing.held.value?.target;
  if (target?.kind !== "cell") return null;
  const row = found.rows.find(({ impact }) => impact === target.impact)!;
  const cell = { left: `${centre(target.effort, width) - width / 10}px`, top: `${row.top}px`, width: `${width / 5}px`, height: `${row.height}px` };
  const cross = { left: `${centre(target.effort, width)}px`, top: `${row.top + row.height / 2}px` };
  return (
    <div aria-hidden="true">
      <i class="jw-plane-cell" style={cell} data-impact={target.impact} data-effort={target.effort} />
      <i class="jw-plane-down" style={{ ...cross, bottom: "0" }} />
      <i class="jw-plane-left" style={{ top: cross.top, width: cross.left }} />
    </div>
  );
}

/** The chip the hand holds, drawn over everything in the drawer. */
export function Ghost({ weighing, items, over }: { weighing: Weighing; items: readonly Item[]; over: HTMLElement | null }): JSX.Element | null {
  const held = weighing.held.value;
  const item = items.find(({ id }) => id === held?.id);
  if (!held?.at || !item || !over) return null;
  const box = over.getBoundingClientRect();
  return (
    <div class="jw-weigh jw-weigh-ghost" style={{ left: `${held.at.x - box.left}px`, top: `${held.at.y - box.top}px` }} aria-hidden="true">
      <Mark kind={item.kind} />
      <span class="jw-cut">{item.text}</span>
    </div>
  );
}

/** The nearest chip on that side; straight ahead counts before aside. */
function neighbour({ spots }: Arrangement, id: string, key: string): string | undefined {
  const from = spots.get(id);
  if (!from) return undefined;
  const [x, y] = [from.left + from.width / 2, from.top];
  let best: string | undefined;
  let least = Infinity;
  for (const [other, spot] of spots) {
    const across = spot.left + spot.width / 2 - x;
    const down = spot.top - y;
    const [ahead, aside] =
      key === "ArrowRight" ? [across, down] : key === "ArrowLeft" ? [-across, down] : key === "ArrowDown" ? [down, across] : [-down, across];
    const far = ahead + 2 * Math.abs(aside);
    if (other === id || ahead < 1 || far >= least) continue;
    least = far;
    best = other;
  }
  return best;
}
