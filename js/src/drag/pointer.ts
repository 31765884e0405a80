/**
 * Dragging with mouse, pen or finger: a thin shell around geometry.ts. The lifted card is a copy moved by `transform` alone,
 * nothing else reflows, and the layout is read once at the lift and again only after a scroll, a resize or another person's change.
 */

import { homeOf, isHome, lineAt, placeAt, pull, type Box, type Cell, type Place } from "./geometry";

/** What the board measures for a drag. */
export interface Scene {
  readonly cells: readonly Cell[];
  /** What counts as the board: letting go far outside puts the card back. */
  readonly bounds: Box;
  /** Space between cards; the line lies in its middle. */
  readonly gap: number;
  /** What to pull along while the hand is at its edge: first the lanes, then the board, then the notebook. */
  readonly scrollers?: readonly Scroller[];
}

export interface Scroller {
  readonly element: Element;
  readonly axis: "x" | "y";
  /** What is seen of it. */
  readonly box: Box;
  /** Pulls only while the hand is between its sides; otherwise anywhere. */
  readonly narrow?: boolean;
}

export type Ending = "escape" | "lost" | "outside" | "gone";

export interface PointerOptions {
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
  /** Draws what floats: the copy and the line. Covers the root, takes no clicks. */
  readonly layer: HTMLElement;
  /** The card a press would lift; null where nothing is to be lifted. */
  cardAt(target: Element): { id: string; element: HTMLElement } | null;
  measure(): Scene;
  /** Still on the board? Asked before every drop. */
  exists(id: string): boolean;
  onLift(id: string): void;
  onOver(id: string, place: Place | null): void;
  /** The copy and the line stay where they are until `letGo`: the board may have something more urgent to draw. */
  onDrop(id: string, place: Place, letGo: LetGo): void;
  onCancel(id: string, ending: Ending, letGo: LetGo): void;
}

/** Takes away what floats. The copy slides to where the card lies, if it lies somewhere and motion is welcome. */
export type LetGo = (card: HTMLElement | null) => void;

export interface PointerDrag {
  /** Something moved by itself: measure again before the next frame. */
  refresh(): void;
  cancel(ending: Ending): void;
  readonly lifted: () => string | null;
}

/**
 * What moves something that floats. Chromium shifts a layer by itself only while an animation of its transform is current;
 * for a plain `style.transform` it puts all layers of the page together anew, in every frame (5 ms at 500 cards).
 */
function mover(element: HTMLElement): (x: number, y: number) => void {
  const resting = typeof element.animate === "function" ? element.animate({ transform: ["none", "none"] }, 1) : null;
  resting?.pause();
  return (x, y) => {
    const transform = `translate3d(${x}px,${y}px,0)`;
    if (resting?.effect instanceof KeyframeEffect) resting.effect.setKeyframes({ transform: [transform, transform] });
    else element.style.transform = transform;
  };
}

const SLIDE = { duration: 120, easing: "cubic-bezier(0.2, 0, 0, 1)" } as const;

/** The copy goes to the card, which is seen when it has arrived. By `transform` and `opacity` alone: no frame of it costs the page. */
function slide(ghost: HTMLElement, card: HTMLElement | null): void {
  const to = card?.getBoundingClientRect();
  if (!card || !to?.width || !ghost.isConnected || matchMedia("(prefers-reduced-motion: reduce)").matches) return ghost.remove();
  const from = ghost.getBoundingClientRect();
  const { transform } = getComputedStyle(ghost);
  const there = `translate(${to.left - from.left}px,${to.top - from.top}px) ${transform}`;
  card.animate({ opacity: [0, 0] }, SLIDE);
  ghost.animate({ transform: [transform, there], rotate: ["var(--jw-tilt)", "0deg"] }, SLIDE).onfinish = () => ghost.remove();
}

const SLOP = { mouse: 4, touch: 8 } as const;
const LONG_PRESS = 200;
/** How far above or below a lane its edge still pulls. */
const NEAR = 24;
/** Pixels of a line, for wheels that count in lines. */
const LINE = 20;

interface Press {
  readonly id: string;
  readonly element: HTMLElement;
  readonly pointer: number;
  readonly touch: boolean;
  readonly startX: number;
  readonly startY: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Lift extends Press {
  readonly ghost: HTMLElement;
  readonly line: HTMLElement;
  readonly moveGhost: (x: number, y: number) => void;
  readonly moveLine: (x: number, y: number) => void;
  /** Where in the card the hand holds it. */
  readonly gripX: number;
  readonly gripY: number;
  readonly ends: AbortController;
  x: number;
  y: number;
  frame: number;
  stale: boolean;
  scene: Scene;
  origin: { left: number; top: number };
  place: Place | null;
}

/** The nearest ancestor that scrolls up and down: the notebook. Sees through shadow roots. */
export function scrollParent(element: Element): Element | null {
  let node: Node | null = element.parentNode;
  while (node) {
    if (node instanceof Element) {
      const { overflowY } = getComputedStyle(node);
      if ((overflowY === "auto" || overflowY === "scroll") && node.scrollHeight > node.clientHeight + 1) return node;
      node = node.parentNode;
    } else node = (node as Partial<ShadowRoot>).host ?? null;
  }
  return element.ownerDocument.scrollingElement;
}

export function pointerDrag(options: PointerOptions): PointerDrag {
  const { root, signal, layer } = options;
  const page = root.ownerDocument;
  let press: Press | null = null;
  let lift: Lift | null = null;

  /** What a press is meant for that comes so soon after a drop that the layer still lies over everything. */
  function below(event: PointerEvent): Element | null {
    layer.style.pointerEvents = "";
    return (root.getRootNode() as Document | ShadowRoot).elementFromPoint(event.clientX, event.clientY);
  }

  function forget(): void {
    if (press) clearTimeout(press.timer);
    press = null;
  }

  function begin(x: number, y: number): void {
    const pressed = press;
    if (!pressed) return;
    // The one before may still be sliding to its place.
    for (const sliding of layer.querySelectorAll(".is-lifted")) sliding.remove();
    clearTimeout(pressed.timer);
    press = null;
    if (!pressed.element.isConnected || !options.exists(pressed.id)) return;
    const box = pressed.element.getBoundingClientRect();
    const ghost = pressed.element.cloneNode(true) as HTMLElement;
    // A copy for the eye only: scripts and readers must find one card of that name.
    ghost.removeAttribute("data-touchpoint");
    ghost.removeAttribute("tabindex");
    ghost.setAttribute("aria-hidden", "true");
    for (const named of ghost.querySelectorAll("[id]")) named.removeAttribute("id");
    ghost.classList.add("is-lifted");
    ghost.classList.remove("is-selected", "is-held");
    ghost.style.cssText = `left:0;top:0;margin:0;width:${box.width}px;height:${box.height}px;`;
    const line = page.createElement("div");
    line.className = "jw-insert jw-drag-line";
    line.hidden = true;
    const ends = new AbortController();
    const scene = options.measure();
    const zero = layer.getBoundingClientRect();
    layer.append(line, ghost);
    // What lies below is not asked where the hand is, and does not light up when it lets go: both take long among many cards.
    layer.style.pointerEvents = "auto";
    lift = {
      ...pressed, ghost, line, moveGhost: mover(ghost), moveLine: mover(line), ends, scene, x, y,
      gripX: pressed.startX - box.left,
      gripY: pressed.startY - box.top,
      origin: { left: zero.left, top: zero.top },
      frame: 0, stale: false, place: homeOf(scene.cells, pressed.id),
    };
    try {
      layer.setPointerCapture(pressed.pointer);
    } catch {
      // The pointer is gone already (a very short press): the up or cancel event has been, so nothing would end this.
      return finish("lost");
    }
    const now = { signal: ends.signal } as const;
    root.addEventListener("lostpointercapture", (event) => {
      if (event.pointerId === pressed.pointer) finish("lost");
    }, now);
    page.addEventListener("keydown", (event) => {
      event.stopPropagation();
      event.preventDefault();
      if (event.key === "Escape") finish("escape");
    }, { capture: true, ...now });
    // Anything that scrolls or grows, wherever it is, moves the rectangles.
    page.addEventListener("scroll", refresh, { capture: true, passive: true, ...now });
    page.defaultView?.addEventListener("resize", refresh, now);
    layer.addEventListener("wheel", turn, now);
    options.onLift(pressed.id);
    schedule();
  }

  function schedule(): void {
    if (lift && !lift.frame) lift.frame = requestAnimationFrame(draw);
  }

  function refresh(): void {
    if (!lift) return;
    lift.stale = true;
    schedule();
  }

  function draw(): void {
    if (!lift) return;
    lift.frame = 0;
    if (!root.isConnected) return finish("lost");
    if (!options.exists(lift.id)) return finish("gone");
    const scrolled = autoscroll(lift);
    if (lift.stale || scrolled) {
      lift.stale = false;
      lift.scene = options.measure();
      const zero = layer.getBoundingClientRect();
      lift.origin = { left: zero.left, top: zero.top };
    }
    const { scene, origin, id, line } = lift;
    const place = placeAt(scene.cells, scene.bounds, lift.x, lift.y, id);
    lift.moveGhost(lift.x - lift.gripX - origin.left, lift.y - lift.gripY - origin.top);
    const drawn = place && !isHome(scene.cells, place, id) ? lineAt(scene.cells, place, id, scene.gap) : null;
    line.hidden = !drawn;
    if (drawn) {
      line.style.width = `${drawn.width}px`;
      lift.moveLine(drawn.left - origin.left, drawn.y - origin.top);
    }
    if (place?.stage !== lift.place?.stage || place?.row !== lift.place?.row || place?.before !== lift.place?.before) {
      lift.place = place;
      options.onOver(id, place);
    }
    if (scrolled) schedule();
  }

  function autoscroll({ x, y, scene }: Lift): boolean {
    for (const { element, axis, box, narrow } of scene.scrollers ?? []) {
      if (narrow && (x < box.left || x > box.right || y < box.top - NEAR || y > box.bottom + NEAR)) continue;
      const by = axis === "y" ? pull(y, Math.max(0, box.top), Math.min(innerHeight, box.bottom)) : pull(x, box.left, box.right, 56);
      if (by === 0) continue;
      const before = axis === "y" ? element.scrollTop : element.scrollLeft;
      if (axis === "y") element.scrollTop += by;
      else element.scrollLeft += by;
      if ((axis === "y" ? element.scrollTop : element.scrollLeft) !== before) return true;
    }
    return false;
  }

  /** The wheel over the layer turns the lane below it; where there is none, the notebook. */
  function turn(event: WheelEvent): void {
    if (!lift || event.deltaY === 0) return;
    const { clientX: x, clientY: y } = event;
    for (const { element, axis, box, narrow } of lift.scene.scrollers ?? []) {
      if (!narrow || axis !== "y" || x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
      const before = element.scrollTop;
      element.scrollTop += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * LINE;
      if (element.scrollTop !== before) event.preventDefault();
    }
  }

  /** Ends the drag: with a place it is a drop, otherwise the card goes back. */
  function finish(ending: Ending | "drop"): void {
    const ended = lift;
    if (!ended) return forget();
    lift = null;
    ended.ends.abort();
    if (ended.frame) cancelAnimationFrame(ended.frame);
    const letGo: LetGo = (card) => {
      layer.style.pointerEvents = "";
      ended.line.remove();
      slide(ended.ghost, card);
    };
    if (layer.hasPointerCapture?.(ended.pointer)) layer.releasePointerCapture(ended.pointer);
    swallowClick(ending === "drop" || ending === "outside");
    let why: Ending = ending === "drop" ? "outside" : ending;
    if (ending === "drop" && !options.exists(ended.id)) why = "gone";
    else if (ending === "drop") {
      // Computed against what lies there now: somebody may have changed the lane since the last frame.
      const scene = ended.stale ? options.measure() : ended.scene;
      const place = placeAt(scene.cells, scene.bounds, ended.x, ended.y, ended.id);
      if (place) return options.onDrop(ended.id, place, letGo);
    }
    options.onCancel(ended.id, why, letGo);
  }

  /** The click that follows letting go was never meant as one. Put back in the middle, the button is still to be let go. */
  function swallowClick(letGo: boolean): void {
    const once = new AbortController();
    const here = { capture: true, signal: once.signal } as const;
    const over = (): void => once.abort();
    const soon = (): void => void setTimeout(over, 0);
    page.addEventListener("click", (event) => {
      event.stopPropagation();
      event.preventDefault();
    }, here);
    // A new press is a new intention, whatever became of the old one.
    page.addEventListener("pointerdown", over, here);
    page.addEventListener("pointercancel", over, here);
    if (letGo) soon();
    else page.addEventListener("pointerup", soon, here);
  }

  root.addEventListener("pointerdown", (event) => {
    if (lift) {
      // A second finger is not a second drag.
      if (event.pointerId !== lift.pointer) event.preventDefault();
      return;
    }
    forget();
    if (!event.isPrimary || event.button !== 0 || event.ctrlKey || !(event.target instanceof Element)) return;
    const target = layer.contains(event.target) ? below(event) : event.target;
    const card = target && options.cardAt(target);
    if (!card) return;
    const touch = event.pointerType !== "mouse";
    press = { ...card, pointer: event.pointerId, touch, startX: event.clientX, startY: event.clientY, timer: undefined };
    if (touch) press.timer = setTimeout(() => begin(event.clientX, event.clientY), LONG_PRESS);
  }, { signal });

  root.addEventListener("pointermove", (event) => {
    if (lift) {
      if (event.pointerId !== lift.pointer) return;
      lift.x = event.clientX;
      lift.y = event.clientY;
      schedule();
      return;
    }
    if (!press || event.pointerId !== press.pointer) return;
    const travelled = Math.hypot(event.clientX - press.startX, event.clientY - press.startY);
    if (press.touch) {
      // Moving before the long press is over is a swipe, and belongs to the page.
      if (travelled > SLOP.touch) forget();
    } else if (travelled > SLOP.mouse) begin(event.clientX, event.clientY);
  }, { signal });

  root.addEventListener("pointerup", (event) => {
    if (lift && event.pointerId === lift.pointer) {
      lift.x = event.clientX;
      lift.y = event.clientY;
      finish("drop");
    } else if (press?.pointer === event.pointerId) forget();
  }, { signal });

  root.addEventListener("pointercancel", (event) => {
    if (lift && event.pointerId === lift.pointer) finish("lost");
    else if (press?.pointer === event.pointerId) forget();
  }, { signal });

  // Registered from the start: a listener added after the finger came down is not asked whether the page may scroll.
  root.addEventListener("touchmove", (event) => {
    if (lift && event.cancelable) event.preventDefault();
  }, { signal, passive: false });

  root.addEventListener("contextmenu", (event) => {
    // On Android the long press also asks for a menu, which would end the drag.
    if (lift || press?.touch) event.preventDefault();
  }, { signal });

  // The browser's own drag of a picture or a selection would take the pointer away.
  root.addEventListener("dragstart", (event) => {
    if (press || lift) event.preventDefault();
  }, { signal });

  page.defaultView?.addEventListener("blur", () => forget(), { signal });
  signal.addEventListener("abort", () => finish("lost"), { once: true });

  return { refresh, cancel: finish, lifted: () => lift?.id ?? null };
}
