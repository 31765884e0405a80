/** Vega behind a narrow door: a chart's page knows nothing else of it, so that one copy serves every chart of a page. */

import { changeset, None, parse, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Json, JsonObject } from "../document/json";
import type { Hover, OpenOptions, Plot, TableRow } from "./plot";

/** Whether this page may make code from text; a JupyterHub's content policy may forbid it. */
function mayEvaluate(): boolean {
  try {
    return new Function("return true")() as boolean;
  } catch {
    return false;
  }
}

interface Item {
  readonly datum?: unknown;
}

export async function open(spec: JsonObject, options: OpenOptions): Promise<Plot> {
  const problems: string[] = [];
  const quiet = { level: () => quiet, error: note, warn: () => quiet, info: () => quiet, debug: () => quiet };
  function note(...said: readonly unknown[]): typeof quiet {
    problems.push(said.map(String).join(" "));
    return quiet;
  }
  const { spec: vega } = compile(spec as unknown as TopLevelSpec, { logger: quiet as never });
  const evaluate = mayEvaluate();
  const view = new View(parse(vega, {}, { ast: !evaluate }), {
    renderer: "svg",
    container: options.container,
    hover: true,
    logLevel: None,
    logger: quiet as never,
    // Without an event when the view is closed.
    tooltip: (_handler: unknown, event: MouseEvent | null, item: Item | null, value: unknown) =>
      event !== null && options.hover?.(hovered(event, item, value)),
    ...(evaluate ? {} : { expr: expressionInterpreter }),
  });
  const own = new Map<string, Map<string, object>>();
  const signals = new Set((vega.signals ?? []).map((signal) => signal.name));
  const sources = new Set((vega.data ?? []).map((data) => data.name));

  function tuples(name: string): Map<string, object> {
    let rows = own.get(name);
    if (rows === undefined) own.set(name, (rows = new Map()));
    return rows;
  }

  const plot: Plot = {
    has: (signal) => signals.has(signal) || signal === "width" || signal === "height",
    set(signal, value) {
      if (plot.has(signal)) view.signal(signal, value);
    },
    get: (signal) => (plot.has(signal) ? (view.signal(signal) as Json) : null),
    change(name, insert, remove) {
      if (!sources.has(name)) return;
      const held = tuples(name);
      const changes = changeset();
      const kept = new Set<string>();
      const come: object[] = [];
      for (const row of insert) {
        const id = String(row["id"]);
        const tuple = held.get(id);
        kept.add(id);
        if (tuple === undefined) {
          // A copy for this view alone: Vega writes into the rows it is given.
          const fresh = { ...row };
          held.set(id, fresh);
          come.push(fresh);
          continue;
        }
        // A row that stays is modified: a point that leaves a line makes Vega write the whole line anew, each by itself.
        for (const [field, value] of Object.entries(row))
          if ((tuple as Record<string, Json>)[field] !== value) changes.modify(tuple, field, value);
      }
      const gone: object[] = [];
      for (const id of remove) {
        const tuple = held.get(id);
        if (tuple === undefined || kept.has(id)) continue;
        gone.push(tuple);
        held.delete(id);
      }
      view.change(name, changes.remove(gone).insert(come));
    },
    replace(name, rows) {
      if (!sources.has(name)) return;
      own.delete(name);
      view.change(name, changeset().remove(() => true).insert(rows.map((row) => ({ ...row }))));
    },
    note(name, row) {
      const tuple = own.get(name)?.get(String(row["id"]));
      if (tuple !== undefined) Object.assign(tuple, row);
    },
    async run() {
      await view.runAsync();
      if (problems.length > 0) throw new Error(problems.splice(0).join("; "));
    },
    finalize() {
      view.finalize();
      own.clear();
      options.container.replaceChildren();
    },
  };
  if (options.click !== undefined) {
    const click = options.click;
    view.addEventListener("click", (_event, item) => click(datumOf(item as Item | null)));
  }
  view.initialize();
  return plot;
}

function datumOf(item: Item | null | undefined): TableRow | null {
  const datum = item?.datum;
  return typeof datum === "object" && datum !== null ? (datum as TableRow) : null;
}

function hovered(event: MouseEvent, item: Item | null, value: unknown): Hover {
  const empty = value === null || value === undefined || value === "";
  return { x: event.clientX, y: event.clientY, value: empty ? null : value, datum: datumOf(item) };
}
