/** A note on the plane or in the tray: dragged, moved by key, chosen. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { Mark } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { follow } from "./hand";
import type { Item } from "./layout";
import { placeNote } from "./verbs";
import type { Weighing } from "./weighing";

interface Props {
  readonly drawer: DrawerContext;
  readonly weighing: Weighing;
  readonly item: Item;
  readonly withDots: boolean;
  readonly style?: Readonly<Record<string, string>>;
  /** The tab stop of its list. */
  readonly stop: boolean;
  readonly onFocus: () => void;
  /** The chip next to it in the direction of an arrow key. */
  readonly neighbour: (key: string) => string | undefined;
}

const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export function Chip({ drawer, weighing, item, withDots, style, stop, onFocus, neighbour }: Props): JSX.Element {
  const { id } = item;
  const mine = weighing.heldId.value === id;
  const dots = withDots && item.dots > 0 ? drawer.say("priorities.dots", { n: item.dots }) : "";
  const where = item.impact === null ? drawer.say("priorities.not_placed") : drawer.say("priorities.at", { impact: item.impact, effort: item.effort! });
  const told = [drawer.say(`priorities.kind_${item.kind}`), item.text, where, dots].filter(Boolean).join(drawer.say("priorities.comma"));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.ctrlKey || event.metaKey) return;
    const lifted = weighing.held.peek();
    const byKey = lifted?.id === id && lifted.at === null;
    if (ARROWS.has(event.key)) {
      if (byKey) {
        const target = weighing.step(id, event.key);
        weighing.held.value = { id, target, at: null };
        if (target.kind === "cell") drawer.announce(drawer.say("priorities.at", target));
      } else if (event.altKey) weighing.drop(id, weighing.step(id, event.key));
      else refocus(drawer.root, neighbour(event.key));
    } else if (event.key === " " && !byKey) {
      weighing.held.value = { id, target: weighing.step(id, ""), at: null };
      drawer.announce(drawer.say("priorities.lifted", { title: item.text }));
    } else if (byKey && (event.key === " " || event.key === "Enter")) {
      weighing.drop(id, lifted.target);
      refocus(drawer.root, id);
    } else if (byKey && event.key === "Escape") {
      weighing.held.value = null;
      drawer.announce(drawer.say("priorities.put_back", { title: item.text }));
    } else if ((event.key === "Delete" || event.key === "Backspace") && item.impact !== null) {
      placeNote(drawer, id, null, null);
      refocus(drawer.root, id);
    } else if (event.key === "a" && !event.altKey) weighing.drop(id, { kind: "action" });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <li class="jw-chip-place" style={style}>
      <button
        type="button"
        class={`jw-weigh${mine ? " is-held" : ""}${weighing.chosen.value === id ? " is-chosen" : ""}`}
        data-note={id}
        data-impact={item.impact ?? undefined}
        data-effort={item.effort ?? undefined}
        aria-label={told}
        aria-pressed={weighing.chosen.value === id}
        title={item.text}
        tabIndex={stop ? 0 : -1}
        {...ownKeys}
        onFocus={onFocus}
        onBlur={() => {
          // Left while lifted by key: it goes back.
          if (weighing.held.peek()?.id === id && weighing.held.peek()?.at === null) weighing.held.value = null;
        }}
        onKeyDown={onKeyDown}
        onClick={() => {
          weighing.chosen.value = weighing.chosen.peek() === id ? "" : id;
        }}
        onPointerDown={(event) =>
          follow(event, id, {
            onMove: ({ x, y }) => {
              weighing.held.value = { id, target: weighing.targetAt(x, y), at: { x, y } };
            },
            onDrop: ({ x, y }) => {
              weighing.drop(id, weighing.targetAt(x, y));
              refocus(drawer.root, id);
            },
            onCancel: () => {
              weighing.held.value = null;
            },
          })
        }
      >
        <Mark kind={item.kind} />
        <span class="jw-cut">{item.text}</span>
        {dots && <b class="jw-num" aria-hidden="true">{item.dots}</b>}
      </button>
    </li>
  );
}

/** Focus follows a chip from the tray to the plane and back: it is another element there. */
export function refocus(root: HTMLElement, id: string | undefined): void {
  if (id === undefined) return;
  requestAnimationFrame(() => {
    if (root.isConnected) root.querySelector<HTMLElement>(`.jw-weigh[data-note="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  });
}
