/** Where a chart finds its engine: in the session's hidden widget, or, where widgets cannot reach each other, once per page. */

import type { Engine } from "./plot";

interface RuntimeTraits {
  /** "anywidget:<model id>". */
  runtime: string | null;
  /** Hash of the engine's code: names the page's copy. */
  vega: string;
}

export interface Asker {
  get<K extends keyof RuntimeTraits>(name: K): RuntimeTraits[K];
  send(content: unknown): void;
  on(event: string, listener: (...given: never[]) => void): void;
  off(event: string, listener: (...given: never[]) => void): void;
}

/** A widget that does not answer by then will not. */
const PATIENCE = 2000;

export async function engine(model: Asker, host: unknown, signal: AbortSignal): Promise<Engine> {
  const composer = host as { getWidget?: (ref: string) => Promise<{ exports: unknown }> } | null | undefined;
  const ref = model.get("runtime");
  if (typeof composer?.getWidget === "function" && ref) {
    try {
      const { exports } = await within(composer.getWidget(ref), PATIENCE);
      if (isEngine(exports)) return exports;
    } catch {
      // The page's own copy, then.
    }
  }
  return pageCopy(model, signal);
}

function isEngine(value: unknown): value is Engine {
  return typeof (value as Partial<Engine> | null)?.open === "function";
}

type Kept = Record<symbol, Promise<Engine> | undefined>;

function pageCopy(model: Asker, signal: AbortSignal): Promise<Engine> {
  const hash = model.get("vega");
  const page = globalThis as unknown as Kept;
  const key = Symbol.for(`journey_widgets.vega.${hash}`);
  const kept = page[key];
  if (kept !== undefined) return kept;
  const asked = ask(model, hash, signal).then(load);
  page[key] = asked;
  // Another chart may ask again: this one may have been closed before it was answered.
  asked.catch(() => {
    if (page[key] === asked) delete page[key];
  });
  return asked;
}

function ask(model: Asker, hash: string, signal: AbortSignal): Promise<ArrayBuffer> {
  return within(
    new Promise((resolve, reject) => {
      const done = (): void => model.off("msg:custom", answer);
      function answer(content: { vega?: string } | null, buffers: readonly DataView[] | undefined): void {
        const code = buffers?.[0];
        if (content?.vega !== hash || code === undefined) return;
        done();
        resolve(bytes(code));
      }
      model.on("msg:custom", answer);
      signal.addEventListener("abort", () => {
        done();
        reject(new Error("closed"));
      }, { once: true });
      model.send({ want: "vega" });
    }),
    15_000,
  );
}

function bytes(view: DataView | ArrayBuffer): ArrayBuffer {
  if (view instanceof ArrayBuffer) return view;
  return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer;
}

async function load(code: ArrayBuffer): Promise<Engine> {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  try {
    const module = (await import(/* @vite-ignore */ address)) as { default: { initialize(): Engine } };
    return module.default.initialize();
  } finally {
    URL.revokeObjectURL(address);
  }
}

function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
