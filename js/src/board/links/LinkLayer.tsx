/**
 * The links between cards, drawn over the lanes in one SVG. It is drawn anew when links, cards' places or the layout changed,
 * once for a frame and only where a curve differs; not while a card is dragged, which moves a copy of the card alone.
 */

import { batch, signal, useComputed, type ReadonlySignal, type Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { adoptStyles } from "../../shell/styles";
import type { Inside } from "../inside";
import { apart, curves, nearest, sameCurve, type Curve, type Point } from "./geometry";
import { Handle } from "./Handle";
import styles from "./links.css";
import { endsOf, Places } from "./measure";
import { linksOf, parts, short, type Link } from "./model";
import { linkView } from "./view";

/** How near to a curve a hand must come, in pixels. */
const REACH = 8;
/** Milliseconds without scrolling after which a lane rests. */
const REST = 160;

export function LinkLayer({ board }: { board: Inside }): JSX.Element {
  useLayoutEffect(() => adoptStyles(board.root, board.signal, styles), []);
  useEffect(() => listenForLinkKeys(board), []);
  const on = useComputed(() => linkView(board).shown.value && linksOf(board.document.value).length > 0).value;
  return (
    <>
      {on && <Curves board={board} />}
      <Handle board={board} />
    </>
  );
}

/** What is drawn: who, in order, and each one's curve, so that only those that moved are drawn anew. */
class Drawing {
  readonly ids = signal<readonly string[]>([]);
  private readonly held = new Map<string, Signal<Curve>>();

  take(next: readonly Curve[]): void {
    batch(() => {
      for (const curve of next) {
        const known = this.held.get(curve.id);
        if (!known) this.held.set(curve.id, signal(curve));
        else if (!sameCurve(known.peek(), curve)) known.value = curve;
      }
      const ids = next.map((curve) => curve.id);
      const before = this.ids.peek();
      if (ids.length !== before.length || ids.some((id, index) => id !== before[index])) this.ids.value = ids;
    });
  }

  curve(id: string): ReadonlySignal<Curve> {
    return this.held.get(id)!;
  }

  all(): Curve[] {
    return this.ids.peek().map((id) => this.curve(id).peek());
  }
}

function Curves({ board }: { board: Inside }): JSX.Element {
  const svg = useRef<SVGSVGElement>(null);
  const drawing = useMemo(() => new Drawing(), []);
  const links = useComputed(() => linksOf(board.document.value));
  const lit = useComputed(() => litLinks(board, links.value));
  const here = useComputed(() => looking(board));

  useLayoutEffect(() => {
    const frame = svg.current;
    if (!frame) return undefined;
    const places = new Places(board, frame);
    const draw = (): void => drawing.take(curves(endsOf(board, links.peek()), places.seats, frame.clientWidth || Infinity));
    return whenMoved(board, frame, links, (scrolled) => {
      if (scrolled && !places.scroll()) return;
      if (!scrolled) places.measure(links.peek());
      draw();
    });
  }, []);
  useEffect(() => listenForHand(board, svg, () => drawing.all()), []);

  const quiet = useComputed(() => lit.value.size > 0).value;
  return (
    <svg ref={svg} class={quiet ? "jw-links is-quiet" : "jw-links"} aria-hidden="true">
      {drawing.ids.value.map((id) => (
        <One key={id} drawn={drawing.curve(id)} lit={lit} here={here} />
      ))}
      <Words board={board} drawing={drawing} lit={lit} />
    </svg>
  );
}

type Lit = ReadonlySignal<ReadonlySet<string>>;

function One({ drawn, lit, here }: { drawn: ReadonlySignal<Curve>; lit: Lit; here: ReadonlySignal<string> }): JSX.Element {
  const curve = drawn.value;
  const shines = useComputed(() => lit.value.has(drawn.peek().id)).value;
  const classes = ["jw-link"];
  if (shines) classes.push("is-lit");
  if (curve.back) classes.push("is-back");
  if (curve.cut) classes.push("is-cut");
  return (
    <g class={classes.join(" ")} data-link={curve.id} data-source={curve.source} data-target={curve.target}>
      <path class="line" d={curve.line} />
      <path class="head" d={curve.head} />
      {shines && curve.boxes.map((box, index) => here.value !== (index === 0 ? curve.source : curve.target) && (
        <rect key={index} class="seat" x={box.left} y={box.top} width={box.right - box.left} height={Math.max(0, box.bottom - box.top)} rx={8} />
      ))}
    </g>
  );
}

/** What links say, at their middles; only where somebody looks. One link says everything, several say the figures. */
function Words({ board, drawing, lit }: { board: Inside; drawing: Drawing; lit: Lit }): JSX.Element {
  const shown = drawing.ids.value.filter((id) => lit.value.has(id)).map((id) => drawing.curve(id).value);
  const links = linksOf(board.document.value);
  const words = shown.flatMap((curve) => {
    const link = links.find((each) => each.id === curve.id);
    const lines = !link ? [] : (shown.length === 1 ? parts(board, link) : short(board, link)).map(shortened);
    if (lines.length === 0) return [];
    const width = Math.max(...lines.map(wide)) * LETTER + 10;
    return [{ id: curve.id, lines, ...curve.middle, width, height: lines.length * LINE + 6 }];
  });
  return (
    <>
      {apart(words).map(({ id, lines, x, y, width, height }) => (
        <g key={id} class="jw-link-words" data-words={id}>
          <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx={5} />
          {lines.map((line, index) => (
            <text key={index} x={x} y={y + (index - (lines.length - 1) / 2) * LINE}>{line}</text>
          ))}
        </g>
      ))}
    </>
  );
}

/** Pixels of a letter of full width, and from one line to the next. */
const LETTER = 11;
const LINE = 15;
/** How many letters of full width a text is as wide as. */
const wide = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : 0.53), 0);

/** In letters of full width. */
const LONGEST = 20;

function shortened(text: string): string {
  if (wide(text) <= LONGEST) return text;
  const letters = [...text];
  while (wide(letters.join("")) > LONGEST - 1) letters.pop();
  return `${letters.join("")}…`;
}

/** The links of the card somebody points at, focuses or has open; or the one link under the hand or in its form. */
function litLinks(board: Inside, links: readonly Link[]): ReadonlySet<string> {
  const { touched, editing, pulling } = linkView(board);
  const one = editing.value || touched.value;
  if (one) return new Set([one]);
  if (pulling.value !== "" || board.lifted.value !== "") return NOTHING;
  const card = looking(board);
  return card === "" ? NOTHING : new Set(links.filter((link) => link.source === card || link.target === card).map((link) => link.id));
}

/** The card somebody points at, focuses or has open. */
const looking = (board: Inside): string => board.peeking.value || (board.view.panelOpen.value ? board.view.selected.value : "");

const NOTHING: ReadonlySet<string> = new Set();

/** Calls `draw` now and, at most once for a frame, whenever something lies elsewhere; `scrolled` where lanes did nothing but scroll. */
function whenMoved(board: Inside, frame: SVGSVGElement, links: ReadonlySignal<unknown>, draw: (scrolled: boolean) => void): () => void {
  const ends = new AbortController();
  const sheet = frame.parentElement!;
  let request = 0;
  let laid = false;
  const soon = (): void => {
    request ||= requestAnimationFrame(() => {
      request = 0;
      const scrolled = laid;
      laid = true;
      draw(scrolled);
    });
  };
  const later = (): void => {
    laid = false;
    soon();
  };
  const resized = new ResizeObserver(later);
  resized.observe(sheet);
  // Cards come, go, move and grow: all of it is a change of the tree. Our own curves are not.
  const changed = new MutationObserver((records) => {
    if (records.some((record) => !frame.contains(record.target))) later();
  });
  changed.observe(sheet, { childList: true, subtree: true, characterData: true });
  const stops = [links.subscribe(later), board.view.density.subscribe(later), board.poolOpen.subscribe(later), board.view.zoom.subscribe(later)];
  // A lane that scrolls takes its cards along; a picture on a card comes late.
  const listen = { capture: true, passive: true, signal: ends.signal };
  let rest: ReturnType<typeof setTimeout> | undefined;
  sheet.addEventListener("scroll", () => {
    soon();
    // Cards that came into sight may be of another height than they were taken for: measured when the lane has come to rest.
    clearTimeout(rest);
    rest = setTimeout(later, REST);
  }, listen);
  sheet.addEventListener("load", later, listen);
  board.root.ownerDocument.fonts?.addEventListener("loadingdone", later, { signal: ends.signal });
  draw(false);
  return () => {
    ends.abort();
    clearTimeout(rest);
    resized.disconnect();
    changed.disconnect();
    for (const stop of stops) stop();
    if (request) cancelAnimationFrame(request);
  };
}

/** A hand between the cards can point at a curve and open it. Curves themselves take no hand: they lie over the cards. */
function listenForHand(board: Inside, svg: { readonly current: SVGSVGElement | null }, drawn: () => readonly Curve[]): () => void {
  const { root } = board;
  const { touched, editing } = linkView(board);
  const ends = new AbortController();
  let request = 0;
  const under = (event: MouseEvent): string => {
    const frame = svg.current;
    const target = event.target;
    if (!frame || !(target instanceof Element) || !target.closest(".jw-board") || target.closest(TAKEN)) return "";
    const zero = frame.getBoundingClientRect();
    const hand: Point = { x: event.clientX - zero.left, y: event.clientY - zero.top };
    return nearest(drawn(), hand, REACH);
  };
  root.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons !== 0 || request) return;
    request = requestAnimationFrame(() => {
      request = 0;
      touched.value = under(event);
      root.toggleAttribute("data-on-link", touched.peek() !== "");
    });
  }, { signal: ends.signal });
  root.addEventListener("pointerleave", () => {
    touched.value = "";
  }, { signal: ends.signal });
  root.addEventListener("click", (event) => {
    const link = under(event);
    if (link === "") return;
    event.stopPropagation();
    editing.value = link;
  }, { signal: ends.signal, capture: true });
  return () => {
    ends.abort();
    root.removeAttribute("data-on-link");
    if (request) cancelAnimationFrame(request);
  };
}

const TAKEN = ".jw-card, button, input, textarea, select, a, .jw-over, .jw-plot, .jw-rail, .jw-lane-head";

/** "l" on a card links it; "L" shows or hides the curves. */
function listenForLinkKeys(board: Inside): void {
  board.root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.toLowerCase() !== "l") return;
    const card = event.target instanceof HTMLElement && event.target.matches(".jw-card[data-touchpoint]") ? event.target.dataset["touchpoint"] : undefined;
    if (card === undefined || board.held.peek() || board.status.peek().readOnly) return;
    event.preventDefault();
    const view = linkView(board);
    if (event.shiftKey) {
      view.shown.value = !view.shown.peek();
      board.announce(board.say(view.shown.peek() ? "paths.links_shown" : "paths.links_hidden"));
    } else view.linking.value = card;
  }, { signal: board.signal });
}
