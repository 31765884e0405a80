/** Presentation: a sentence, the curve, and nothing to press but the next page. */

import { computed, useComputed, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { gridSteps, plotDomain } from "../analysis/axis";
import { along } from "../analysis/reading";
import type { Density } from "../board/context";
import { Legend } from "../board/Legend";
import { type Inside, rowOf } from "../board/inside";
import { fitting } from "../chart/steering";
import { face, format, scaleOf } from "../document/scale";
import { Face } from "../shell/Face";
import { Icon } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { text } from "../board/fields";
import type { WorkshopContext } from "../workshop/context";
import { labelOf, personaName, whereWords } from "../workshop/label";
import { viewsOf } from "../workshop/saved";
import { columnsOf, hasScores, headline, isAlone, pagesOf, readable, stepTo, type Column, type Line, type Page } from "./pages";
import { frameFor } from "./plot";
import { takeScreen } from "./screen";

/** Seen from the back of a room there is less room for each point than on a desk. */
const CROWD = 1.4;
/** Titles a stage has room for under the curve, and each swimlane of it at least. */
const MOST = 10;
const MOST_IN_ROW = 2;
/** More swimlanes than this are set as tight as can be. */
const MANY_ROWS = 4;
/** More stages than this have smaller names. */
const MANY_STAGES = 6;

export function Presentation({ shop }: { shop: WorkshopContext }): JSX.Element {
  const { board, presenting } = shop;
  const layer = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLElement>(null);
  // What was on the screen when it began is a page of its own where nothing has been saved.
  const shown = useMemo(() => shop.shown(), []);
  const pages = useComputed(() => pagesOf(viewsOf(board.document.value), shown));
  const page = useComputed((): Page => pages.value.find((one) => one.id === presenting.value) ?? pages.value[0]!);
  const leave = (): void => {
    shop.presented.value = page.peek().id;
    presenting.value = null;
    requestAnimationFrame(() => shop.root.querySelector<HTMLElement>('[data-action="present"]')?.focus({ preventScroll: true }));
  };
  const go = (step: number): void => {
    presenting.value = stepTo(pages.peek(), page.peek().id, step);
  };
  useEffect(() => {
    const ends = new AbortController();
    if (layer.current && stage.current) takeScreen(layer.current, stage.current, leave, ends.signal);
    return () => ends.abort();
  }, []);
  return (
    <div ref={layer} class="pr-layer">
      <section
        ref={stage}
        class="jw pr"
        data-density="presentation"
        data-page={page.value.id}
        role="dialog"
        aria-modal="true"
        aria-label={shop.say("workshop.presentation")}
        lang={board.view.language.value}
        tabIndex={-1}
        {...ownKeys}
        onKeyDown={(event) => {
          const done = keyDown(event, { go, leave });
          if (!done) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <Head shop={shop} page={page} pages={pages} />
        <Stages shop={shop} page={page} />
        <Foot shop={shop} page={page} pages={pages} go={go} leave={leave} />
      </section>
    </div>
  );
}

const FURTHER: Readonly<Record<string, number>> = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1, Home: -Infinity, End: Infinity,
};

/** Arrows, and what a remote control sends. A button that has the focus keeps Enter and Space. */
function keyDown(event: KeyboardEvent, { go, leave }: { go: (step: number) => void; leave: () => void }): boolean {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return false;
  const onButton = event.target instanceof Element && event.target.closest("button") !== null;
  const step = FURTHER[event.key] ?? ((event.key === " " || event.key === "Enter") && !onButton ? 1 : undefined);
  if (event.key === "Escape") leave();
  else if (step !== undefined) go(step);
  else return false;
  return true;
}

interface Part {
  readonly shop: WorkshopContext;
  readonly page: ReadonlySignal<Page>;
}

function Head({ shop, page, pages }: Part & { pages: ReadonlySignal<readonly Page[]> }): JSX.Element {
  const { board } = shop;
  const document = board.document.value;
  const now = page.value;
  const title = text(document["about"] as Parameters<typeof text>[0], "title");
  const said = headline(document, now, labelOf(shop, now), board.view.language.value, board.cards.scores());
  const where = whereWords(shop, now.where);
  // The curve as it is carries what should be as a dotted line, where somebody has said it.
  const both = now.state === "as_is" && hasScores(document, now.personas[0] ?? "", "to_be");
  const state = shop.say(both ? "workshop.both_states" : `panel.${now.state}`);
  const at = pages.value.findIndex((one) => one.id === now.id) + 1;
  return (
    <header class="pr-head">
      <p class="jw-muted">
        <span>{title}</span>
        <span>{shop.say("workshop.persona_state", { persona: personaName(shop, now.personas[0] ?? ""), state })}</span>
        {where !== "" && <span>{where}</span>}
      </p>
      <h2>{said}</h2>
      <p class="sr" role="status" aria-live="polite">{shop.say("workshop.page_of", { n: at, of: pages.value.length, title: said })}</p>
    </header>
  );
}

function Stages({ shop, page }: Part): JSX.Element {
  const { board } = shop;
  const document = board.document.value;
  const now = page.value;
  const stages = board.stages.value.map((id) => ({ id, cards: board.lane(id).value }));
  const columns = columnsOf(document, now, stages, board.cards.scores());
  const scale = scaleOf(document);
  const longest = Math.max(0, ...columns.map((column) => column.lines.length));
  const rows = rowsOf(columns, (id) => rowOf(board, id, now.rows), now.rows);
  // Rows of titles share what is left beside the curve.
  const most = Math.max(MOST_IN_ROW, Math.floor(MOST / Math.max(1, rows.length)));
  const fit = rows.length > MANY_ROWS ? "rows" : longest + rows.length > 8 ? "small" : longest > 6 ? "whole" : undefined;
  const filtered = Object.keys(now.where).length > 0;
  return (
    <div class="jw-board pr-board" style={`--stages:${Math.max(1, columns.length)};--rows:${Math.max(1, rows.length)}`} data-fit={fit} data-many={columns.length > MANY_STAGES ? "" : undefined} tabIndex={-1}>
      {columns.map((column, index) => (
        <section key={column.stage} class="jw-band" style={`--i:${index + 1}`} aria-label={column.name}>
          <header class="jw-lane-head">
            <div>
              <h3>{column.name || shop.say("board.untitled")}</h3>
              {column.mean !== null && <span class="mean">{format(column.mean, scale)}</span>}
            </div>
          </header>
          <div class="pr-space" />
          {(rows.length > 0 ? rows : [null]).map((row, at) => (
            <Titles key={row ?? ""} shop={shop} at={at} {...readable(column.lines.filter((line) => row === null || rowOf(board, line.id, now.rows) === row), most)} />
          ))}
        </section>
      ))}
      {rows.map((row, at) => (
        <h3 key={row} class="pr-row" style={`--row:${at}`}>{row || shop.say("board.row_none")}</h3>
      ))}
      {board.drawCurve && <Axis shop={shop} />}
      {board.drawCurve && <Plot shop={shop} page={page} veils={filtered ? veils(columns) : []} />}
    </div>
  );
}

/** Swimlanes in order of their first card, those without one last; none where the view has no rows. */
function rowsOf(columns: readonly Column[], row: (id: string) => string, field: string): string[] {
  if (field === "") return [];
  const names = new Set(columns.flatMap((column) => column.lines.map((line) => row(line.id))));
  const rest = names.delete("");
  return rest ? [...names, ""] : [...names];
}

function Titles({ shop, at, lines, rest }: { shop: WorkshopContext; at: number; lines: readonly Line[]; rest: number }): JSX.Element {
  return (
    <ol class="pr-list" style={`--row:${at}`}>
      {lines.map((line) => (
        <Entry key={line.id} line={line} untitled={shop.say("board.untitled")} unscored={shop.say("board.unscored")} />
      ))}
      {rest > 0 && <li class="pr-rest">{shop.say("workshop.and_more", { n: rest })}</li>}
    </ol>
  );
}

function Entry({ line, untitled, unscored }: { line: Line; untitled: string; unscored: string }): JSX.Element {
  const classes = [line.strong ? "is-strong" : "", line.quiet ? "is-quiet" : "", line.scored ? "" : "is-none"].filter(Boolean).join(" ");
  return (
    <li class={classes || undefined} data-touchpoint={line.id}>
      <span class="jw-no" title={line.scored ? undefined : unscored}>{line.number}</span>
      <span>{line.title || untitled}</span>
    </li>
  );
}

function Axis({ shop }: { shop: WorkshopContext }): JSX.Element {
  const scale = scaleOf(shop.board.document.value);
  const [low, high] = plotDomain(scale);
  return (
    <ul class="jw-axis jw-rail" aria-hidden="true">
      {gridSteps(scale).reverse().map((score) => (
        <li key={score} style={`--y:${(100 * (high - score)) / (high - low)}`}>
          <span class="jw-num">{format(score, scale)}</span>
          <Face score={face(scale, score)} value={score} size="s" />
        </li>
      ))}
    </ul>
  );
}

interface Veil {
  readonly left: number;
  readonly width: number;
  readonly even: boolean;
}

/** Stretches of the curve (in % from the left) that a filtered view is not about: veiled, as the line still has to be followed. */
function veils(columns: readonly Column[]): Veil[] {
  const wide = 100 / Math.max(1, columns.length);
  return columns.flatMap((column, stage) => {
    const n = column.lines.length;
    const edge = (k: number): number => (k === 0 ? stage : k === n ? stage + 1 : (along(stage, k - 1, n) + along(stage, k, n)) / 2);
    return column.lines.flatMap((line, k) => (line.quiet ? [{ left: edge(k) * wide, width: (edge(k + 1) - edge(k)) * wide, even: stage % 2 === 1 }] : []));
  });
}

function Plot({ shop, page, veils: hidden }: Part & { veils: readonly Veil[] }): JSX.Element {
  const { board } = shop;
  const outer = useRef<HTMLElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const width = useMemo(() => computed(() => board.cards.placed.value * CROWD), []);
  useEffect(() => {
    const element = holder.current;
    const figure = outer.current;
    const draw = board.drawCurve;
    if (!element || !figure || !draw) return undefined;
    const ends = new AbortController();
    // A crowd of points is drawn as on a crowded board: dots, and faces where it matters.
    const density = computed((): Density => (fitting(width.value, figure.clientWidth) === "compact" ? "compact" : "presentation"));
    const source = frameFor(figure, page, board.view.language, density, ends.signal);
    draw({ el: element, host: null, signal: ends.signal, frame: source }).catch((error: unknown) => {
      if (!ends.signal.aborted) board.view.notice.value = board.say("board.curve_failed", { reason: error instanceof Error ? error.message : String(error) });
    });
    return () => ends.abort();
  }, []);
  return (
    <figure ref={outer} class="jw-plot" aria-label={board.say("board.curve")}>
      <div ref={holder} class="jw-plot-chart" />
      {hidden.map(({ left, width: wide, even }) => (
        <i key={left} class={even ? "pr-veil is-even" : "pr-veil"} style={`left:${left}%;width:${wide}%`} />
      ))}
    </figure>
  );
}

interface FootProps extends Part {
  readonly pages: ReadonlySignal<readonly Page[]>;
  readonly go: (step: number) => void;
  readonly leave: () => void;
}

function Foot({ shop, page, pages, go, leave }: FootProps): JSX.Element {
  const { board } = shop;
  // The board's legend, of the page's persona and state.
  const lent = useMemo((): Inside => ({
    ...board,
    view: { ...board.view, persona: computed(() => page.value.personas[0] ?? "") as Inside["view"]["persona"], state: computed(() => page.value.state) as Inside["view"]["state"] },
  }), []);
  const at = pages.value.findIndex((one) => one.id === page.value.id) + 1;
  const count = pages.value.length;
  // Read where the next page is drawn.
  useSignalEffect(() => void page.value);
  return (
    <footer class="pr-foot">
      <div class="pr-keys">
        <Legend board={lent} alone={isAlone(page.value)} />
      </div>
      <nav class="pr-nav" aria-label={shop.say("workshop.pages")}>
        <Turn label={shop.say("workshop.page_before")} icon="left" off={at <= 1} onClick={() => go(-1)} />
        <span class="jw-num">{`${at} / ${count}`}</span>
        <Turn label={shop.say("workshop.page_after")} icon="right" off={at >= count} onClick={() => go(1)} />
        <Turn label={shop.say("workshop.present_leave")} icon="close" off={false} onClick={leave} />
      </nav>
    </footer>
  );
}

function Turn({ label, icon, off, onClick }: { label: string; icon: "left" | "right" | "close"; off: boolean; onClick: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="jw-btn jw-btn-icon"
      aria-label={label}
      title={label}
      aria-disabled={off ? "true" : undefined}
      {...ownKeys}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
