/** What keys do on the board: walking, scoring, editing, and moving a card without a mouse. */

import { effect } from "@preact/signals";
import { announce } from "../drag/announce";
import { lineAt, isHome } from "../drag/geometry";
import { directionOf, focusFrom, lift, neighbour, press, whereIs, type Held } from "../drag/keyboard";
import { record } from "../document/order";
import { scaleOf, values, face } from "../document/scale";
import { isComposing, isTyping } from "../shell/keys";
import { feelingName } from "./Card";
import { drop, measure, say, tint } from "./hands";
import { whyNot } from "./Held";
import type { Inside } from "./inside";

function cardUnder(event: Event): string | null {
  const target = event.target;
  if (!(target instanceof Element)) return null;
  // Buttons and popovers inside the board have keys of their own; the card itself must have the focus.
  return target.matches(".jw-card[data-touchpoint]") ? ((target as HTMLElement).dataset["touchpoint"] ?? null) : null;
}

export function listenForKeys(board: Inside, layer: HTMLElement): void {
  const { root, signal, view, verbs } = board;

  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isComposing(event) || isTyping(event)) return;
    const held = board.held.peek();
    const handled = held ? whileHeld(event, held) : withCommand(event) || plain(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });

  // Deleted by somebody else while it is held: there is nothing left to carry, and its name is known only from before.
  board.pace.subscribe((event) => {
    const held = board.held.peek();
    if (!held || board.cards.whereabouts(held.id) !== undefined) return;
    board.held.value = null;
    const title = record(event.before, "touchpoints", held.id)?.["title"];
    board.announce(announce.gone(board.say, typeof title === "string" ? title : board.say("board.untitled")));
  });

  // What a hand holds by keyboard is put back when the hand goes elsewhere.
  root.addEventListener("focusout", (event) => {
    const held = board.held.peek();
    if (!held || !(event.relatedTarget instanceof Node) || board.element(held.id)?.contains(event.relatedTarget)) return;
    cancel(held);
  }, { signal });
  root.addEventListener("pointerdown", () => {
    const held = board.held.peek();
    if (held) cancel(held);
  }, { signal, capture: true });

  function cancel(held: Held): void {
    board.held.value = null;
    board.announce(announce.cancelled(board.say, board.titleOf(held.id)));
  }

  function whileHeld(event: KeyboardEvent, held: Held): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = press(board.layout(), held, event.key);
    board.held.value = step.held;
    if (step.effect === "moved" && step.held) say(board, "over", held.id, step.held.place);
    else if (step.effect === "stuck") board.announce(announce.stuck(board.say));
    else if (step.effect === "dropped" && step.place) drop(board, held.id, step.place);
    else if (step.effect === "cancelled") {
      board.announce(announce.cancelled(board.say, board.titleOf(held.id)));
      board.focusCard(held.id);
      // Tab goes on its way after putting the card back.
      return event.key !== "Tab";
    } else if (step.effect === "gone") board.announce(announce.gone(board.say, board.titleOf(held.id)));
    return true;
  }

  function withCommand(event: KeyboardEvent): boolean {
    const id = cardUnder(event);
    const direction = directionOf(event.key);
    if (event.altKey && !event.ctrlKey && !event.metaKey && direction && id) {
      if (refused(id)) return true;
      const here = whereIs(board.layout(), id);
      const there = here && neighbour(board.layout(), here, id, direction);
      if (there) drop(board, id, there);
      else board.announce(announce.stuck(board.say));
      return true;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) verbs.undo();
    else if ((key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey)) verbs.redo();
    else if (key === "d" && id && !event.shiftKey) board.focusCard(verbs.duplicate(id));
    else return false;
    return true;
  }

  /** A card that cannot be lifted says why. */
  function refused(id: string): boolean {
    const why = whyNot(board, id);
    if (why !== "") board.announce(why);
    return why !== "";
  }

  function plain(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const id = cardUnder(event);
    if (!id) return outsideCards(event);
    const direction = directionOf(event.key);
    if (direction) {
      const next = focusFrom(board.layout(), id, direction);
      if (next) goTo(next);
      return true;
    }
    if (/^[0-9]$/.test(event.key)) return score(id, Number(event.key));
    switch (event.key) {
      case " ": {
        if (refused(id)) return true;
        const step = lift(board.layout(), id);
        board.facing.value = "";
        board.held.value = step.held;
        if (step.held) say(board, "lifted", id, step.held.place);
        return true;
      }
      case "Enter":
        view.selected.value = id;
        view.panelOpen.value = true;
        return true;
      case "F2":
        view.renaming.value = id;
        return true;
      case "Delete":
        remove(id);
        return true;
      case "Backspace":
        return score(id, 0);
      case "Home":
      case "End": {
        const lane = board.lane(board.cards.whereabouts(id) ?? "").peek();
        const target = event.key === "Home" ? lane[0] : lane.at(-1);
        if (target) goTo(target);
        return true;
      }
      case "m":
        view.moving.value = id;
        return true;
      case "n": {
        const place = whereIs(board.layout(), id);
        board.adding.value = { stage: place?.stage ?? "", row: place?.row ?? null };
        return true;
      }
      case "Escape":
        if (board.facing.peek() !== "") board.facing.value = "";
        else if (view.panelOpen.peek()) view.panelOpen.value = false;
        else if (view.selected.peek() !== "") view.selected.value = "";
        else return false;
        return true;
      default:
        return false;
    }
  }

  /** Arrows on a lane's "add" button walk to the cards; "n" works wherever the board has the focus. */
  function outsideCards(event: KeyboardEvent): boolean {
    const target = event.target;
    if (!(target instanceof HTMLElement)) return false;
    const list = target.closest<HTMLElement>(".jw-lane, .jw-pool");
    const direction = directionOf(event.key);
    if (list && direction && target.matches(".jw-add")) {
      const layout = board.layout();
      const column = layout.findIndex((candidate) => candidate.stage === list.dataset["stage"]);
      const own = layout[column]?.cells.flatMap((cell) => cell.ids) ?? [];
      const step = direction === "right" ? 1 : -1;
      if (direction === "up") goTo(own.at(-1) ?? "");
      else if (direction !== "down")
        for (let at = column + step; at >= 0 && at < layout.length; at += step) {
          const id = layout[at]!.cells.flatMap((cell) => cell.ids).at(-1);
          if (id) {
            goTo(id);
            break;
          }
        }
      return true;
    }
    if (event.key === "n" && !event.shiftKey && target.matches(".jw-scroll, .jw-add")) {
      board.adding.value = { stage: list?.dataset["stage"] ?? "", row: list?.dataset["row"] ?? null };
      return true;
    }
    return false;
  }

  function goTo(id: string): void {
    if (id === "") return;
    if (board.cards.whereabouts(id) === "" && !board.element(id)?.offsetParent) board.poolOpen.value = true;
    board.focusCard(id);
    // With the panel open, it shows the card one is on.
    if (view.panelOpen.peek()) view.selected.value = id;
  }

  /** Digits choose the nth value of the scale; 0 takes the score back. */
  function score(id: string, digit: number): boolean {
    const scale = scaleOf(board.store.document);
    const title = board.titleOf(id);
    if (digit === 0) {
      verbs.score(id, null);
      board.announce(board.say("board.score_cleared", { title }));
      return true;
    }
    const value = values(scale)[digit - 1];
    if (value === undefined) return true;
    verbs.score(id, value);
    board.announce(board.say("board.scored", { title, label: feelingName(board, scale, { score: value, face: face(scale, value) }) }));
    return true;
  }

  function remove(id: string): void {
    const layout = board.layout();
    const next = focusFrom(layout, id, "down") ?? focusFrom(layout, id, "up") ?? focusFrom(layout, id, "right") ?? focusFrom(layout, id, "left");
    const title = board.titleOf(id);
    if (view.selected.peek() === id) {
      view.selected.value = "";
      view.panelOpen.value = false;
    }
    verbs.remove("touchpoints", id);
    board.announce(board.say("board.said_removed", { title }));
    if (next) board.focusCard(next);
    else root.querySelector<HTMLElement>(".jw-add")?.focus();
  }

  drawHeld(board, layer);
}

/** Where the card held by keyboard would land: the same line and the same tinted band as under a hand. */
function drawHeld(board: Inside, layer: HTMLElement): void {
  const line = layer.ownerDocument.createElement("div");
  line.className = "jw-insert jw-drag-line";
  line.hidden = true;
  layer.append(line);
  let request = 0;
  const draw = (): void => {
    request = 0;
    const held = board.held.peek();
    const list = held && listAt(board, held);
    if (!held || !list) {
      line.hidden = true;
      return;
    }
    const next = held.place.before === null ? list.lastElementChild : board.element(held.place.before);
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
    const scene = measure(board);
    const zero = layer.getBoundingClientRect();
    const drawn = isHome(scene.cells, held.place, held.id) ? null : lineAt(scene.cells, held.place, held.id, scene.gap);
    line.hidden = !drawn;
    if (!drawn) return;
    line.style.width = `${drawn.width}px`;
    line.style.transform = `translate3d(${drawn.left - zero.left}px,${drawn.y - zero.top}px,0)`;
  };
  let was: string | null = null;
  const stop = effect(() => {
    const held = board.held.value;
    if (held) board.document.value;
    if (held || was !== null) tint(board, held ? held.place.stage : null);
    was = held ? held.id : null;
    if (!request) request = requestAnimationFrame(draw);
  });
  board.root.ownerDocument.addEventListener("scroll", () => {
    if (board.held.peek() && !request) request = requestAnimationFrame(draw);
  }, { capture: true, passive: true, signal: board.signal });
  board.signal.addEventListener("abort", () => {
    stop();
    if (request) cancelAnimationFrame(request);
    line.remove();
  }, { once: true });
}

function listAt(board: Inside, held: Held): Element | null {
  const lists = board.root.querySelectorAll<HTMLElement>(`:is(.jw-lane, .jw-pool)[data-stage="${CSS.escape(held.place.stage)}"]`);
  return [...lists].find((list) => (list.dataset["row"] ?? null) === held.place.row) ?? lists[0] ?? null;
}
