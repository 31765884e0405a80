import { afterEach, describe, expect, test, vi } from "vitest";
import { open } from "../../src/chart/engine";
import { type ChartModel, draw } from "../../src/chart/draw";
import type { Plot } from "../../src/chart/plot";
import type { Frame } from "../../src/chart/types";
import type { Document, JsonObject } from "../../src/document/json";
import { createKernel } from "../sync/kernel";

const document_ = {
  about: { title: "購入", language: "ja", scale: { low: -2, high: 2, step: 1, neutral: 0 } },
  personas: { pe_a: { name: "花" }, pe_b: { name: "健一" } },
  stages: { st_1: { name: "認知", rank: "a0" }, st_2: { name: "購入", rank: "a1" } },
  touchpoints: {
    tp_1: { title: "広告", stage: "st_1", rank: "a0" },
    tp_2: { title: "検索", stage: "st_1", rank: "a1" },
    tp_3: { title: "登録", stage: "st_2", rank: "a0" },
    tp_4: { title: "配送", stage: "st_2", rank: "a1" },
  },
  scores: {
    "tp_1/pe_a/as_is/": { touchpoint: "tp_1", persona: "pe_a", state: "as_is", score: 1 },
    "tp_2/pe_a/as_is/": { touchpoint: "tp_2", persona: "pe_a", state: "as_is", score: -1 },
    "tp_3/pe_b/as_is/": { touchpoint: "tp_3", persona: "pe_b", state: "as_is", score: 2 },
    "tp_4/pe_b/as_is/": { touchpoint: "tp_4", persona: "pe_b", state: "as_is", score: 2 },
  },
} as unknown as Document;

/** A small chart on the same data and parameters as the emotion curve: faces as text, so that a test can read them. */
const spec: JsonObject = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  width: 300,
  height: 100,
  padding: 0,
  autosize: { type: "none" },
  params: [
    { name: "jw_theme", value: {} },
    { name: "jw_persona", value: "" },
    { name: "jw_state", value: "as_is" },
    { name: "jw_selected", value: "" },
    { name: "jw_language", value: "en" },
    { name: "jw_density", value: "comfortable" },
    { name: "jw_stages", value: 1 },
  ],
  layer: [
    {
      data: { name: "curve" },
      transform: [{ filter: "datum.persona == jw_persona && datum.state == jw_state && isValid(datum.score)" }],
      mark: { type: "text", text: { expr: "datum.touchpoint + ':' + datum.score + (datum.touchpoint == jw_selected ? '*' : '')" } },
      encoding: {
        x: { field: "x", type: "quantitative", axis: null, scale: { domain: [0, { expr: "jw_stages" }] } },
        y: { field: "score", type: "quantitative", axis: null, scale: { domain: [-2.5, 2.5] } },
      },
    },
  ],
};
const setup = { names: ["curve", "ribbon", "lines", "places", "steps", "bands", "stages_curve"], columns: {}, band: "iqr", curve: true, axes: false, padding: null };

const frame: Frame = { width: 300, height: 100, persona: "pe_a", state: "as_is", selected: "", language: "ja", density: "comfortable" };

interface Opened {
  readonly plots: Plot[];
}

function stage(options: { document?: Document; spec?: JsonObject; setup?: object; datasets?: object; runtime?: "answers" | "fails" } = {}) {
  const kernel = createKernel(options.document ?? document_);
  const { store } = kernel.page();
  const opened: Opened = { plots: [] };
  const attributes: Record<string, unknown> = {
    sync: "anywidget:sync", feed: "anywidget:feed", runtime: "anywidget:vega", vega: "test",
    spec: options.spec ?? spec, setup: options.setup ?? setup, datasets: options.datasets ?? {}, problem: null,
  };
  const listeners = new Map<string, Set<(...given: unknown[]) => void>>();
  const sent: unknown[] = [];
  const model = {
    get: (name: string) => attributes[name],
    on: (event: string, listener: () => void) => void (listeners.get(event) ?? listeners.set(event, new Set()).get(event)!).add(listener),
    off: (event: string, listener: () => void) => void listeners.get(event)?.delete(listener),
    send: (message: unknown) => sent.push(message),
  };
  const engine = {
    async open(...given: Parameters<typeof open>) {
      const plot = await open(...given);
      opened.plots.push(plot);
      vi.spyOn(plot, "change");
      vi.spyOn(plot, "set");
      vi.spyOn(plot, "finalize");
      return plot;
    },
  };
  const parts: Record<string, unknown> = {
    "anywidget:sync": { store, attach() {} },
    "anywidget:feed": { listen() {} },
    ...(options.runtime === "fails" ? {} : { "anywidget:vega": engine }),
  };
  const host = {
    getWidget: async (ref: string) => {
      if (parts[ref] === undefined) throw new Error("Model not found");
      return { exports: parts[ref] };
    },
  };
  const el = document.createElement("div");
  document.body.append(el);
  const ends = new AbortController();
  let current = frame;
  const watchers = new Set<() => void>();
  return {
    kernel, store, el, ends, opened, sent, attributes, engine,
    draw: (framed = true) =>
      draw(model as unknown as ChartModel, {
        el, host, signal: ends.signal,
        ...(framed ? { frame: { get: () => current, subscribe: (listener: () => void) => void watchers.add(listener), select() {} } } : {}),
      }),
    look(change: Partial<Frame>) {
      current = { ...current, ...change };
      for (const watcher of watchers) watcher();
    },
    emit(event: string, ...given: unknown[]) {
      for (const listener of [...(listeners.get(event) ?? [])]) listener(...given);
    },
    listening: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    root: () => el.querySelector<HTMLElement>("[data-journey-widget='chart']"),
    texts: () => [...el.querySelectorAll("svg text")].map((text) => text.textContent).sort(),
  };
}
/** Everything is acknowledged, and what is acknowledged is drawn. */
const drawn = async (one: ReturnType<typeof stage>): Promise<void> => {
  await vi.waitFor(() => {
    expect(one.store.pending).toEqual([]);
    expect(one.root()?.dataset["revision"]).toBe(String(one.kernel.revision));
  });
};

afterEach(() => {
  document.body.replaceChildren();
});

describe("a chart in a board", () => {
  test("draws the line in focus and says which revision it has drawn", async () => {
    const one = stage();
    await one.draw();
    expect(one.texts()).toEqual(["tp_1:1", "tp_2:-1"]);
    expect(one.root()?.dataset["revision"]).toBe(String(one.store.revision));
    expect(one.root()?.classList.contains("jw"), "it lives in the board's own root").toBe(false);
    one.ends.abort();
  });

  test("a score sends changed rows only and opens nothing anew", async () => {
    const one = stage();
    await one.draw();
    const svg = one.el.querySelector("svg");
    const [plot] = one.opened.plots as [Plot];
    vi.mocked(plot.change).mockClear();
    one.store.change({ scores: { "tp_1/pe_a/as_is/": { score: -2 } } });
    await drawn(one);
    expect(one.texts()).toEqual(["tp_1:-2", "tp_2:-1"]);
    expect(one.opened.plots.length).toBe(1);
    expect(one.el.querySelector("svg")).toBe(svg);
    const curve = vi.mocked(plot.change).mock.calls.filter(([name]) => name === "curve").flatMap(([, insert]) => insert);
    expect(curve.every((row) => row["persona"] === "pe_a")).toBe(true);
    one.ends.abort();
  });

  test.each([[4, 1], [601, 0]])("%i cards are drawn at once, or let the answer pass first", async (count, atOnce) => {
    const more = Array.from({ length: count - 4 }, (_, at) => [`tp_more${at}`, { title: "他", stage: "st_2", rank: `b${at}` }]);
    const { touchpoints, ...rest } = document_ as unknown as Record<string, JsonObject>;
    const one = stage({ document: { ...rest, touchpoints: { ...touchpoints, ...Object.fromEntries(more) } } as unknown as Document });
    await one.draw();
    const [plot] = one.opened.plots as [Plot];
    vi.mocked(plot.change).mockClear();
    one.store.change({ scores: { "tp_1/pe_a/as_is/": { score: -2 } } });
    expect(one.store.pending).toHaveLength(1);
    expect(vi.mocked(plot.change).mock.calls.filter(([name]) => name === "curve")).toHaveLength(atOnce);
    await drawn(one);
    expect(one.texts()).toContain("tp_1:-2");
    one.ends.abort();
  });

  test("it has moved before the kernel answered", async () => {
    const one = stage();
    await one.draw();
    one.store.change({ scores: { "tp_1/pe_a/as_is/": { score: 2 } } });
    const before = one.kernel.revision;
    await vi.waitFor(() => expect(one.texts()).toContain("tp_1:2"));
    expect(one.kernel.revision - before).toBeLessThanOrEqual(1);
    one.ends.abort();
  });

  test("sixty scores in a row all arrive, and it ends on the last", async () => {
    const one = stage();
    await one.draw();
    for (let at = 0; at < 60; at += 1) one.store.change({ scores: { "tp_2/pe_a/as_is/": { score: (at % 5) - 2 } } });
    one.store.change({ scores: { "tp_2/pe_a/as_is/": { score: 1 } } });
    await drawn(one);
    expect(one.texts()).toEqual(["tp_1:1", "tp_2:1"]);
    one.ends.abort();
  });

  test("persona, selection, language and size are signals", async () => {
    const one = stage();
    await one.draw();
    one.look({ persona: "pe_b", selected: "tp_3", width: 500 });
    await vi.waitFor(() => expect(one.texts()).toEqual(["tp_3:2*", "tp_4:2"]));
    expect(one.el.querySelector("svg")?.getAttribute("width")).toBe("500");
    expect(one.opened.plots.length).toBe(1);
    one.ends.abort();
  });

  test("a renumbered card that did not move is not drawn again", async () => {
    const one = stage();
    await one.draw();
    const [plot] = one.opened.plots as [Plot];
    vi.mocked(plot.change).mockClear();
    // The first card goes to the pool: all others get new numbers, but the last stage's card stays where it is.
    one.store.change({ touchpoints: { tp_1: { stage: null } } });
    await drawn(one);
    const ids = vi.mocked(plot.change).mock.calls.filter(([name]) => name === "curve").flatMap(([, insert]) => insert.map((row) => row["touchpoint"]));
    expect(ids).toContain("tp_2");
    expect(ids).not.toContain("tp_4");
    one.ends.abort();
  });

  test("closing it leaves nothing behind", async () => {
    const one = stage();
    await one.draw();
    one.ends.abort();
    expect(one.opened.plots[0]?.finalize).toHaveBeenCalled();
    expect(one.el.childElementCount).toBe(0);
    expect(one.listening()).toBe(0);
    one.store.change({ scores: { "tp_1/pe_a/as_is/": { score: 0 } } });
  });

  test("closed before it was opened, it draws nothing", async () => {
    const one = stage();
    const opening = one.draw();
    one.ends.abort();
    await opening;
    expect(one.el.querySelector("svg")).toBeNull();
  });
});

describe("a chart by itself", () => {
  test("has a name, a sentence and a table, and shows the first persona's line", async () => {
    const one = stage();
    await one.draw(false);
    await vi.waitFor(() => expect(one.el.querySelector("[role=img]")?.getAttribute("aria-label")).toBe("感情曲線。2 検索がいちばん低く、−1です。"));
    expect(one.texts()).toEqual(["tp_1:1", "tp_2:-1"]);
    const details = one.el.querySelector("details") as HTMLDetailsElement;
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
    const cells = [...one.el.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
    expect(cells).toEqual([
      // The last column is all customers: here those of the one persona that scored.
      ["1", "広告", "認知", "+1", "—", "+1"],
      ["2", "検索", "認知", "−1", "—", "−1"],
      ["3", "登録", "購入", "—", "+2", "+2"],
      ["4", "配送", "購入", "—", "+2", "+2"],
    ]);
    expect(one.el.querySelector("th:last-child")?.textContent).toBe("全体（構成比で加重）・現状");
    one.ends.abort();
  });

  test("a new specification takes the old one's place, an impossible one leaves it and says why", async () => {
    const one = stage();
    await one.draw(false);
    one.attributes["spec"] = { ...spec, height: 140 };
    one.emit("change:spec");
    await vi.waitFor(() => expect(one.el.querySelector("svg")?.getAttribute("height")).toBe("212"));
    await vi.waitFor(() => expect(one.opened.plots[0]?.finalize).toHaveBeenCalled());
    one.attributes["spec"] = { ...spec, layer: [{ mark: "no such mark", data: { name: "curve" } }] };
    one.emit("change:spec");
    await vi.waitFor(() => expect(one.el.querySelector(".jw-chart-say")?.textContent).toContain("グラフを描けませんでした"));
    expect(one.texts()).toEqual(["tp_1:1", "tp_2:-1"]);
    one.ends.abort();
  });

  test("of two quick new specifications the last one stays", async () => {
    const one = stage();
    await one.draw();
    const named = (name: string): JsonObject => ({ ...spec, layer: [{ ...(spec["layer"] as JsonObject[])[0], mark: { type: "text", text: name } }] });
    for (const name of ["first", "second"]) {
      one.attributes["spec"] = named(name);
      one.emit("change:spec");
    }
    await vi.waitFor(() => expect(one.texts()).toEqual(["second", "second"]));
    await vi.waitFor(() => expect(one.opened.plots.filter((plot) => vi.mocked(plot.finalize).mock.calls.length === 0).length).toBe(1));
    one.ends.abort();
  });

  test("what went wrong in a person's function is said, and taken back", async () => {
    const one = stage();
    await one.draw(false);
    one.attributes["problem"] = { ja: "3行目で失敗", en: "failed" };
    one.emit("change:problem");
    expect(one.el.querySelector("[role=status]")?.textContent).toBe("3行目で失敗");
    one.attributes["problem"] = null;
    one.emit("change:problem");
    expect(one.el.querySelector<HTMLElement>("[role=status]")?.hidden).toBe(true);
    one.ends.abort();
  });
});

describe("anybody's chart", () => {
  const titles: JsonObject = { data: { name: "touchpoints" }, mark: "text", encoding: { text: { field: "title" }, y: { field: "id", type: "nominal", axis: null } } };
  const tables = { names: ["touchpoints"], columns: { touchpoints: ["id", "title", "stage", "channel"] }, band: "iqr", curve: false, axes: true, padding: null };

  test("follows a table of the journey", async () => {
    const one = stage({ spec: titles, setup: tables });
    await one.draw(false);
    expect(one.texts()).toEqual(["広告", "検索", "登録", "配送"].sort());
    one.store.change({ touchpoints: { tp_3: { title: "支払い" }, tp_1: null } });
    await drawn(one);
    expect(one.texts()).toEqual(["検索", "支払い", "配送"].sort());
    one.ends.abort();
  });

  test("takes data its function made from the kernel, whole", async () => {
    const made = { ...titles, data: { name: "made-0" } };
    const one = stage({ spec: made, setup: { ...tables, names: [] }, datasets: { "made-0": [{ id: "a", title: "一" }] } });
    await one.draw(false);
    expect(one.texts()).toEqual(["一"]);
    one.emit("msg:custom", { datasets: { "made-0": [{ id: "a", title: "二" }, { id: "b", title: "三" }] } });
    await vi.waitFor(() => expect(one.texts()).toEqual(["三", "二"].sort()));
    one.ends.abort();
  });

  test("asks for its table when somebody opens it, and again when the chart has changed", async () => {
    const made = { ...titles, description: "二件", data: { name: "made-0" } };
    const rows = { "made-0": [{ id: "a", title: "一" }] };
    const one = stage({ spec: made, setup: { ...tables, names: [], table: true }, datasets: rows });
    await one.draw(false);
    const asked = (): number => one.sent.filter((message) => (message as { want?: string }).want === "table").length;
    const details = one.el.querySelector("details") as HTMLDetailsElement;
    await vi.waitFor(() => expect(details.querySelector("summary")?.textContent).toBe("表で見る"));
    expect(asked()).toBe(0);
    details.open = true;
    await vi.waitFor(() => expect(asked()).toBe(1));
    one.emit("msg:custom", { table: { head: ["名", "点"], body: [["<b>一</b>", "−1.5"]], figures: [false, true] } });
    const cells = (): (string | null)[] => [...one.el.querySelectorAll("td")].map((cell) => cell.textContent);
    expect(cells()).toEqual(["<b>一</b>", "−1.5"]);
    expect([...one.el.querySelectorAll("td")].map((cell) => cell.className)).toEqual(["", "n"]);
    one.emit("msg:custom", { datasets: { "made-0": [{ id: "a", title: "二" }] } });
    await vi.waitFor(() => expect(asked()).toBe(2));
    one.emit("msg:custom", { table: { head: ["名"], body: [["二"]], figures: [false] } });
    expect(cells()).toEqual(["二"]);
    expect(asked()).toBe(2);
    one.ends.abort();
  });
});

test("without the runtime the code is asked for, once per page, and what fails is said", async () => {
  const one = stage({ runtime: "fails" });
  const key = Symbol.for("journey_widgets.vega.test");
  const page = globalThis as unknown as Record<symbol, unknown>;
  page[key] = Promise.resolve(one.engine);
  await one.draw();
  expect(one.texts()).toEqual(["tp_1:1", "tp_2:-1"]);
  expect(one.sent).toEqual([]);
  one.ends.abort();
  page[key] = Promise.reject(new Error("the page forbids it"));
  const other = stage({ runtime: "fails" });
  await other.draw(false);
  expect(other.el.textContent).toContain("the page forbids it");
  other.ends.abort();
  delete page[key];
});
