/** The one handle there is: it goes to whichever card the hand is over, and pulls a link out of it. */

import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ownKeys } from "../../shell/keys";
import { scrollStep } from "./scrolling";
import type { Inside } from "../inside";
import { pulled, type Point } from "./geometry";
import { from } from "./measure";
import { addLink } from "./model";
import { linkView } from "./view";

/** A hand that moves less than this has pressed, not pulled. */
const STILL = 5;

export function Handle({ board }: { board: Inside }): JSX.Element | null {
  const over = useSignal("");
  const { pulling } = linkView(board);
  const card = useComputed(() => {
    if (board.lifted.value !== "" || board.held.value !== null || board.status.value.readOnly || board.view.renaming.value !== "") return "";
    const id = pulling.value || over.value || board.view.selected.value;
    return id !== "" && board.card(id).value !== null ? id : "";
  });

  useEffect(() => {
    const { root, signal } = board;
    root.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse" || !(event.target instanceof Element) || event.target.closest(".jw-link-handle")) return;
      over.value = event.target.closest<HTMLElement>(".jw-lane > .jw-card[data-touchpoint]")?.dataset["touchpoint"] ?? "";
    }, { signal });
    root.addEventListener("pointerleave", () => {
      over.value = "";
    }, { signal });
  }, []);

  return card.value === "" ? null : <Grip key={card.value} board={board} card={card.value} />;
}

function Grip({ board, card }: { board: Inside; card: string }): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const pull = useRef<SVGSVGElement>(null);

  useLayoutEffect(() => {
    const ends = new AbortController();
    let request = 0;
    const place = (): void => {
      request = 0;
      const element = button.current;
      const target = board.element(card);
      if (!element) return;
      const lane = target?.closest(".jw-lane");
      element.hidden = !target || !lane;
      if (!target || !lane) return;
      const zero = element.parentElement!.getBoundingClientRect();
      const box = from(zero, target.getBoundingClientRect());
      const seen = from(zero, lane.getBoundingClientRect());
      const y = (box.top + box.bottom) / 2;
      element.hidden = y < seen.top || y > seen.bottom;
      element.style.translate = `${box.right}px ${y}px`;
    };
    const later = (): void => {
      request ||= requestAnimationFrame(place);
    };
    place();
    board.root.addEventListener("scroll", later, { capture: true, passive: true, signal: ends.signal });
    const resized = new ResizeObserver(later);
    resized.observe(button.current!.parentElement!);
    const stop = board.document.subscribe(later);
    return () => {
      ends.abort();
      resized.disconnect();
      stop();
      if (request) cancelAnimationFrame(request);
    };
  }, []);

  return (
    <>
      <button
        ref={button}
        type="button"
        class="jw-link-handle"
        // By keyboard a card is linked with "l", and from its panel.
        tabIndex={-1}
        aria-label={board.say("paths.handle")}
        title={board.say("paths.handle")}
        data-for={card}
        {...ownKeys}
        onPointerDown={(event) => {
          if (event.button !== 0 || !pull.current) return;
          event.preventDefault();
          event.stopPropagation();
          pullOut(board, card, event, pull.current);
        }}
        onClick={(event) => {
          event.stopPropagation();
          // A pull ends in a click as well; only a press without one, or a reader's, opens the dialog.
          if (!pulledJustNow(event.currentTarget)) linkView(board).linking.value = card;
        }}
      >
        <i />
      </button>
      <svg ref={pull} class="jw-link-pull" aria-hidden="true" />
    </>
  );
}

const PULLED = "pulled";

function pulledJustNow(button: HTMLElement): boolean {
  const said = button.dataset[PULLED] === "";
  delete button.dataset[PULLED];
  return said;
}

/** From the press to the release. Nothing but one path follows the hand. */
function pullOut(board: Inside, card: string, start: PointerEvent, svg: SVGSVGElement): void {
  const button = start.currentTarget as HTMLElement;
  const { pulling, editing } = linkView(board);
  const ends = new AbortController();
  const { ownerDocument } = svg;
  const frame = ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g");
  for (const name of ["line", "head"]) {
    const path = ownerDocument.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", name);
    frame.append(path);
  }
  let hand: Point = { x: start.clientX, y: start.clientY };
  let target = "";
  let moved = false;
  let request = 0;

  const aim = (next: string): void => {
    if (next === target) return;
    board.element(target)?.removeAttribute("data-link-target");
    board.element(next)?.setAttribute("data-link-target", "");
    target = next;
  };
  const draw = (): void => {
    request = 0;
    const home = board.element(card);
    if (!home) return end(false);
    if (scrollStep(board.root, hand)) request = requestAnimationFrame(draw);
    const zero = svg.getBoundingClientRect();
    const shape = pulled(from(zero, home.getBoundingClientRect()), { x: hand.x - zero.left, y: hand.y - zero.top });
    frame.children[0]!.setAttribute("d", shape.line);
    frame.children[1]!.setAttribute("d", shape.head);
    const found = cardAt(board, hand);
    aim(found === card ? "" : found);
  };
  const end = (link: boolean): void => {
    ends.abort();
    if (request) cancelAnimationFrame(request);
    frame.remove();
    const goal = target;
    aim("");
    pulling.value = "";
    if (!moved) return;
    button.dataset[PULLED] = "";
    setTimeout(() => delete button.dataset[PULLED]);
    if (!link || goal === "") {
      board.announce(board.say("paths.said_nowhere"));
      return;
    }
    editing.value = addLink(board, card, goal);
    board.announce(board.say("paths.said_linked", { source: board.titleOf(card), target: board.titleOf(goal) }));
  };

  button.setPointerCapture(start.pointerId);
  const { signal } = ends;
  button.addEventListener("pointermove", (event) => {
    hand = { x: event.clientX, y: event.clientY };
    if (!moved) {
      if (Math.hypot(hand.x - start.clientX, hand.y - start.clientY) < STILL) return;
      moved = true;
      pulling.value = card;
      svg.append(frame);
      board.announce(board.say("paths.said_pulling", { source: board.titleOf(card) }));
    }
    request ||= requestAnimationFrame(draw);
  }, { signal });
  button.addEventListener("pointerup", () => {
    if (moved) draw();
    end(true);
  }, { signal });
  button.addEventListener("pointercancel", () => end(false), { signal });
  ownerDocument.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !moved) return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  }, { signal, capture: true });
  board.signal.addEventListener("abort", () => end(false), { signal });
}

/** The card under a point, wherever the pointer is captured. */
function cardAt(board: Inside, { x, y }: Point): string {
  const tree = board.root.getRootNode() as Document | ShadowRoot;
  for (const element of tree.elementsFromPoint(x, y)) {
    const card = element.closest<HTMLElement>(".jw-lane > .jw-card[data-touchpoint], .jw-pool > .jw-card[data-touchpoint]");
    if (card && board.root.contains(card)) return card.dataset["touchpoint"]!;
  }
  return "";
}
