/** A live chart in the page: opens the plot, then sends it changed rows and signals, never a new specification. */

import type { CurveBook, Row } from "../analysis/curve";
import { plain, sentence } from "../analysis/figures";
import { reading } from "../analysis/reading";
import type { JsonObject } from "../document/json";
import { scaleOf } from "../document/scale";
import { adoptStyles } from "../shell/styles";
import { watchTheme } from "../shell/theme";
import { connect, type JourneyTraits } from "../sync/connect";
import type { Language, Said, Store, StoreEvent } from "../sync/types";
import type { AnyModel } from "@anywidget/types";
import styles from "./chart.css";
import { dressed, paletteOf, type Palette, samePalette } from "./palette";
import type { Hover, Plot, TableRow } from "./plot";
import { type RowChange, Rows, type Setup } from "./rows";
import { type Asker, engine } from "./runtime";
import { say, screenIn, type TableContent, tableOf } from "./screen";
import { firstLine, fitting, HEIGHT, isLong, languageOf, steering } from "./steering";
import { tooltipIn } from "./tooltip";
import type { DrawOptions, Frame } from "./types";

export interface ChartTraits extends JourneyTraits {
  runtime: string | null;
  vega: string;
  spec: JsonObject;
  setup: Setup;
  datasets: Readonly<Record<string, readonly TableRow[]>>;
  problem: Said | null;
}

export type ChartModel = AnyModel<ChartTraits>;

/** Fields that change for many rows at once while nothing drawn without axes depends on them: a card's number. */
const QUIET = new Set(["no"]);
/** The sentence, the label and the table follow when the hand rests. */
const REST = 250;
/** Milliseconds that the drawing of a long journey waits for the kernel's answer. */
const PATIENCE = 30;

export async function draw(model: ChartModel, options: DrawOptions): Promise<void> {
  const { el, host, frame } = options;
  // Ends with the view, and by itself when drawing cannot begin.
  const ends = new AbortController();
  options.signal.addEventListener("abort", () => ends.abort(), { once: true });
  const { signal } = ends;
  if (options.signal.aborted) return;

  const screen = screenIn(el, frame !== undefined, frame === undefined && (model.get("setup").curve || model.get("setup").table === true));
  const { root } = screen;
  signal.addEventListener("abort", () => root.remove(), { once: true });
  adoptStyles(root, signal, styles);
  const fallback: Language = frame?.get().language ?? (navigator.language.startsWith("ja") ? "ja" : "en");
  screen.tell(say("chart.starting", fallback), false);

  let store: Store;
  let maker;
  try {
    [store, maker] = await Promise.all([
      connect(model, host, signal).then(async (found) => {
        await found.ready;
        return found;
      }),
      engine(model as unknown as Asker, host, signal),
    ]);
  } catch (error) {
    if (signal.aborted) return;
    const said = (error as { said?: Said }).said;
    screen.tell(said ? said[fallback] : say("chart.no_engine", fallback, { reason: reasonOf(error) }), true);
    return;
  }
  if (signal.aborted) return;

  const chart = new Live(model, store, screen, frame, signal);
  await chart.open(maker);
}

type Maker = Awaited<ReturnType<typeof engine>>;

class Live {
  readonly #tooltip;
  #rows: Rows;
  #plot: Plot | null = null;
  #maker: Maker | null = null;
  /** Which embedding is the current one: a slower, older one must not win. */
  #generation = 0;
  #pending = new Map<string, { insert: Map<string, TableRow>; remove: Set<string> }>();
  #whole = new Map<string, readonly TableRow[]>();
  #drawing: Promise<void> | null = null;
  #again = false;
  #palette: Palette = {};
  #selected = "";
  #resting: ReturnType<typeof setTimeout> | null = null;

  constructor(
    readonly model: ChartModel,
    readonly store: Store,
    readonly screen: ReturnType<typeof screenIn>,
    readonly frame: DrawOptions["frame"],
    readonly signal: AbortSignal,
  ) {
    this.#tooltip = tooltipIn(screen.root);
    this.#rows = new Rows(store.document, model.get("setup"));
  }

  get #setup(): Setup {
    return this.model.get("setup");
  }

  get #language(): Language {
    return this.frame?.get().language ?? languageOf(this.store.document);
  }

  async open(maker: Maker): Promise<void> {
    this.#maker = maker;
    const { signal, model, store } = this;
    signal.addEventListener("abort", () => this.#close(), { once: true });
    store.subscribe((event) => this.#hear(event), signal);
    const on = (event: string, listener: (...given: never[]) => void): void => {
      model.on(event, listener as never);
      signal.addEventListener("abort", () => model.off(event as never, listener as never), { once: true });
    };
    on("change:spec", () => void this.#embed());
    on("change:problem", () => this.#tellProblem());
    on("msg:custom", (message: { datasets?: Record<string, readonly TableRow[]>; table?: TableContent } | null) => {
      for (const [name, rows] of Object.entries(message?.datasets ?? {})) this.#whole.set(name, rows);
      if (message?.datasets) {
        this.#draw();
        this.#rest(REST);
      }
      if (message?.table) {
        this.#table = message.table;
        this.screen.table(this.#language, () => this.#tableNow());
      }
    });
    // Colours are read before the first drawing, and again whenever the host's theme may have changed.
    watchTheme(this.screen.root, (theme) => {
      if (this.frame === undefined) this.screen.root.dataset["theme"] = theme;
      const palette = paletteOf(this.screen.root, theme);
      if (samePalette(this.#palette, palette)) return;
      this.#palette = palette;
      // A chart that cannot be steered is built with the colours, so it is built anew.
      if (this.#plot !== null && !this.#plot.has("jw_theme")) void this.#embed();
      else this.#steer({ jw_theme: palette });
    }, signal);
    this.frame?.subscribe(() => this.#framed(), signal);
    this.screen.root.addEventListener("pointerleave", () => this.#tooltip.hide(), { signal });
    this.screen.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#tooltip.hide();
    }, { signal });
    this.#watchWidth();
    await this.#embed();
  }

  #close(): void {
    this.#generation += 1;
    if (this.#resting !== null) clearTimeout(this.#resting);
    clearTimeout(this.#waiting);
    this.#plot?.finalize();
    this.#plot = null;
  }

  /** Opens the specification anew: at first, and when the chart is built differently. The last good chart stays till then. */
  async #embed(): Promise<void> {
    const generation = (this.#generation += 1);
    // The new plot is drawn aside and takes the old one's place when it is done, so that nothing flickers.
    const holder = this.screen.root.ownerDocument.createElement("div");
    // The picture is described as a whole, and its table is beside it: hundreds of marks without words would only be noise.
    holder.setAttribute("aria-hidden", "true");
    let plot: Plot | null = null;
    try {
      plot = await (this.#maker as Maker).open(this.#sized(this.model.get("spec")), {
        container: holder,
        hover: (hover) => this.#hover(hover),
        click: (datum) => this.#click(datum),
      });
      await this.#drawing;
      if (generation !== this.#generation) {
        plot.finalize();
        return;
      }
      await this.#replace(plot, holder, generation);
    } catch (error) {
      plot?.finalize();
      if (generation !== this.#generation || this.signal.aborted) return;
      this.screen.tell(say("chart.cannot_draw", this.#language, { reason: reasonOf(error) }), true);
    }
  }

  async #replace(plot: Plot, holder: HTMLElement, generation: number): Promise<void> {
    const old = this.#plot;
    // Until the new one stands, changes are collected and drawn by nobody.
    this.#plot = null;
    this.#heard.length = 0;
    this.#pending.clear();
    this.#whole.clear();
    this.#drawn.clear();
    const rows = (this.#rows = new Rows(this.store.document, this.#setup));
    const revision = this.store.revision;
    for (const [name, { insert }] of rows.all()) {
      plot.change(name, insert, []);
      if (this.#quiet) for (const row of insert) this.#drawn.set(`${name} ${String(row["id"])}`, row);
    }
    for (const [name, made] of Object.entries(this.model.get("datasets") ?? {})) plot.replace(name, made);
    for (const [name, value] of Object.entries(this.#parameters())) plot.set(name, value);
    this.#size(plot);
    try {
      await plot.run();
    } catch (error) {
      this.#plot = old;
      throw error;
    }
    if (generation !== this.#generation) {
      plot.finalize();
      old?.finalize();
      return;
    }
    this.#plot = plot;
    old?.finalize();
    this.screen.plot.replaceChildren(holder);
    this.#tellProblem();
    this.#stamp(revision);
    this.#draw();
    this.#rest(0);
  }

  get #quiet(): boolean {
    return this.#setup.curve && !this.#setup.axes;
  }

  readonly #heard: StoreEvent[] = [];
  #waiting: ReturnType<typeof setTimeout> | undefined;

  /** A long journey takes long to draw, and the kernel's answer would lie unread for as long: so it comes first, if it comes soon. */
  #hear(event: StoreEvent): void {
    this.#heard.push(event);
    if (isLong(event.after) && this.store.pending.length > 0) this.#waiting ??= setTimeout(() => this.#take(), PATIENCE);
    else if (this.#waiting === undefined) this.#take();
    else {
      clearTimeout(this.#waiting);
      // After the store's other listeners, but in the same task: soon after a release, Chromium lets timers lie for frames.
      queueMicrotask(() => this.#take());
    }
  }

  #take(): void {
    this.#waiting = undefined;
    if (this.signal.aborted) return;
    for (const event of this.#heard.splice(0)) this.#changed(event);
  }

  #changed(event: StoreEvent): void {
    if (event.source === "status" || (event.touched !== null && event.touched.size === 0)) {
      this.#draw();
      return;
    }
    this.#collect(this.#rows.update(event.after, event.touched));
    const touched = event.touched;
    if (this.#setup.curve && (touched === null || touched.has("about") || touched.has("stages"))) {
      this.#set(steering(event.after));
      this.#set({ jw_language: this.#language });
    }
    if (this.frame === undefined && this.#setup.curve && this.#pending.has("lines")) this.#set(this.#own());
    this.#draw();
    this.#rest(REST);
  }

  #collect(changes: ReadonlyMap<string, RowChange>): void {
    for (const [name, change] of changes) {
      let waiting = this.#pending.get(name);
      if (waiting === undefined) this.#pending.set(name, (waiting = { insert: new Map(), remove: new Set() }));
      for (const id of change.remove) {
        waiting.insert.delete(id);
        waiting.remove.add(id);
      }
      for (const row of change.insert) waiting.insert.set(String(row["id"]), row);
    }
  }

  /** Draws what is pending; while a drawing is under way, once more after it. */
  #draw(): void {
    const plot = this.#plot;
    if (plot === null || this.signal.aborted) return;
    if (this.#drawing !== null) {
      this.#again = true;
      return;
    }
    const revision = this.store.revision;
    const changed = this.#flush(plot);
    if (!changed) {
      this.#stamp(revision);
      return;
    }
    const drawing = plot.run().then(
      () => this.#stamp(revision),
      (error: unknown) => {
        if (!this.signal.aborted) this.screen.tell(say("chart.cannot_draw", this.#language, { reason: reasonOf(error) }), true);
      },
    );
    this.#drawing = drawing.finally(() => {
      this.#drawing = null;
      if (!this.#again) return;
      this.#again = false;
      this.#draw();
    });
  }

  #dirty = false;

  #flush(plot: Plot): boolean {
    let changed = this.#dirty;
    this.#dirty = false;
    for (const [name, { insert, remove }] of this.#pending) {
      if (this.#quiet) this.#hush(plot, name, insert, remove);
      if (insert.size === 0 && remove.size === 0) continue;
      plot.change(name, [...insert.values()], remove);
      changed = true;
    }
    this.#pending.clear();
    for (const [name, rows] of this.#whole) plot.replace(name, rows);
    changed ||= this.#whole.size > 0;
    this.#whole.clear();
    return changed;
  }

  readonly #drawn = new Map<string, TableRow>();

  /** Takes out rows that differ only in what nothing drawn depends on: a move renumbers every card after it. */
  #hush(plot: Plot, name: string, insert: Map<string, TableRow>, remove: Set<string>): void {
    if (name !== "curve" && name !== "places" && name !== "overall") return;
    for (const [id, row] of insert) {
      const key = `${name} ${id}`;
      const before = this.#drawn.get(key);
      this.#drawn.set(key, row);
      if (before === undefined || !remove.has(id)) continue;
      if (name === "curve" && (row["lowest"] === true || row["moment_of_truth"] === true)) continue;
      if (!Object.keys(row).every((field) => QUIET.has(field) || before[field] === row[field])) continue;
      plot.note(name, row);
      insert.delete(id);
      remove.delete(id);
    }
    for (const id of remove) if (!insert.has(id)) this.#drawn.delete(`${name} ${id}`);
  }

  #set(parameters: Readonly<Record<string, unknown>>): void {
    const plot = this.#plot;
    if (plot === null) return;
    for (const [name, value] of Object.entries(parameters)) {
      if (!plot.has(name) || JSON.stringify(plot.get(name)) === JSON.stringify(value)) continue;
      plot.set(name, value);
      this.#dirty = true;
    }
  }

  #steer(parameters: Readonly<Record<string, unknown>>): void {
    this.#set(parameters);
    this.#draw();
  }

  /** All parameters as they are now. */
  #parameters(): Record<string, unknown> {
    const shared = { jw_theme: this.#palette, jw_language: this.#language };
    if (!this.#setup.curve) return shared;
    return { ...shared, ...steering(this.store.document), ...(this.frame ? view(this.frame.get()) : this.#own()) };
  }

  /** What a chart by itself decides for itself. */
  #own(): Record<string, unknown> {
    const book = this.#rows.book;
    return {
      jw_persona: firstLine(book?.rows("lines") ?? []),
      jw_density: fitting(book?.rows("places").length ?? 0, this.#width()),
      jw_selected: this.#selected,
    };
  }

  #framed(): void {
    const frame = this.frame?.get();
    if (frame === undefined) return;
    const language = this.#language;
    this.#steer({ ...view(frame), width: frame.width, height: frame.height });
    this.#rest(language === this.#language ? REST : 0);
  }

  #stamp(revision: number): void {
    const { root } = this.screen;
    if (root.dataset["revision"] !== String(revision)) root.dataset["revision"] = String(revision);
  }

  // --- size ---

  /** The specification with a width where it leaves that to its surroundings. */
  #sized(spec: JsonObject): JsonObject {
    const sized = this.#fills() ? { ...spec, width: this.#width() ?? 600 } : spec;
    return this.#setup.curve ? sized : dressed(sized, this.#palette);
  }

  #fills(): boolean {
    return this.frame !== undefined || this.#setup.curve || this.model.get("spec")["width"] === "container";
  }

  /** Pixels of the plot; null while the element has no size. */
  #width(): number | null {
    if (this.frame !== undefined) return this.frame.get().width || null;
    const padding = this.#setup.padding;
    const room = this.screen.plot.clientWidth - (padding === null ? 40 : padding.left + padding.right);
    return this.screen.plot.clientWidth === 0 ? null : Math.max(240, room);
  }

  #size(plot: Plot): void {
    if (!this.#fills()) return;
    const width = this.#width();
    if (width !== null) plot.set("width", width);
    if (this.frame !== undefined) plot.set("height", this.frame.get().height);
    else if (this.#setup.curve) plot.set("height", HEIGHT[this.#own()["jw_density"] as Frame["density"]]);
  }

  #watchWidth(): void {
    if (this.frame !== undefined || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      const plot = this.#plot;
      const width = this.#width();
      if (plot === null || width === null || !this.#fills() || plot.get("width") === width) return;
      if (this.#setup.curve) this.#set(this.#own());
      this.#size(plot);
      this.#dirty = true;
      this.#draw();
    });
    observer.observe(this.screen.plot);
    this.signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  }

  // --- what it says ---

  #tellProblem(): void {
    const problem = this.model.get("problem");
    this.screen.tell(problem === null || problem === undefined ? null : problem[this.#language], true);
  }

  /** Sentence, label and table, once the hand rests. */
  #rest(after: number): void {
    if (this.#resting !== null) clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = null;
      if (!this.signal.aborted) this.#describe();
    }, after);
  }

  #describe(): void {
    const language = this.#language;
    const { root } = this.screen;
    if (this.frame === undefined && root.lang !== language) root.lang = language;
    const book = this.#rows.book;
    if (!this.#setup.curve || book === null) {
      const description = this.model.get("spec")["description"];
      this.screen.label(typeof description === "string" ? description : say("chart.any", language));
      if (this.#setup.table !== true) return;
      // The chart's headline is its sentence; its table is the kernel's, made for whoever opens it.
      this.screen.sentence([]);
      this.#tableIsOld = true;
      this.screen.table(language, () => this.#tableNow());
      return;
    }
    const frame = this.frame?.get();
    const document = this.store.document;
    const persona = frame?.persona ?? firstLine(book.rows("lines"));
    const parts = sentence(document, persona, frame?.state ?? "as_is", language, book.index, reading(document));
    this.screen.label(say("chart.of", language, { sentence: plain(parts) }));
    this.screen.sentence(parts);
    if (frame !== undefined) return;
    const names = new Map(book.rows("bands").map((band) => [band["id"], String(band["name"])]));
    this.screen.table(language, () =>
      tableOf(book.rows("places"), linesOf(book, language), (id) => book.row("curve", id) ?? book.row("overall", id), (stage) => names.get(stage) ?? "", scaleOf(document), language),
    );
  }

  #table: TableContent = { head: [], body: [] };
  #tableIsOld = true;

  /** The table as it was told last; asked for anew where the chart has changed since. */
  #tableNow(): TableContent {
    if (this.#tableIsOld) {
      this.#tableIsOld = false;
      this.model.send({ want: "table" });
    }
    return this.#table;
  }

  #hover(hover: Hover): void {
    const { datum, value } = hover;
    const place = typeof datum?.["touchpoint"] === "string" ? this.#rows.book?.row("places", datum["touchpoint"]) : undefined;
    // The number may have changed without a drawing.
    if (place !== undefined && typeof value === "object" && value !== null && "title" in value)
      this.#tooltip.show({ ...hover, value: { ...value, title: `${String(place["no"])} ${String(place["title"])}` } });
    else this.#tooltip.show(hover);
  }

  #click(datum: TableRow | null): void {
    const touchpoint = datum?.["touchpoint"];
    if (typeof touchpoint !== "string" || !this.#setup.curve) return;
    if (this.frame !== undefined) {
      this.frame.select?.(touchpoint);
      return;
    }
    this.#selected = this.#selected === touchpoint ? "" : touchpoint;
    this.#steer({ jw_selected: this.#selected });
  }
}

/** Every line, and where several personas have one, all customers'. */
function linesOf(book: CurveBook, language: Language): readonly Row[] {
  const lines = book.rows("lines");
  const all = ["as_is", "to_be"].filter((state) => lines.filter((line) => line["persona"] !== "" && line["state"] === state).length > 1);
  return [...lines, ...all.map((state) => ({ id: state, persona: "*", persona_name: say("chart.overall", language), state }))];
}

function view(frame: Frame): Record<string, unknown> {
  return {
    jw_persona: frame.persona,
    jw_state: frame.state,
    jw_selected: frame.selected,
    jw_language: frame.language,
    jw_density: frame.density,
    jw_overall: frame.overall ? "beside" : "",
    jw_alone: frame.alone === true,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
