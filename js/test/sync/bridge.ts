/**
 * The page's document and stores behind a pipe (bridge.mjs): one JSON command a line, one JSON answer a line. Python's
 * tests bundle this and hold it against `journey_widgets.model` and a real `Journey` (tests/contract/test_typescript_agrees.py).
 *
 * Time stands still until a command moves it.
 */

import { complete } from "../../src/document/integrity";
import type { Document, Json, JsonObject, Patch } from "../../src/document/json";
import { place, stagesInOrder, touchpointsOf } from "../../src/document/order";
import { apply, diff, invert, minimal, sealed } from "../../src/document/patch";
import { between, insert, isRank, many } from "../../src/document/rank";
import { face, readScale, unit, values } from "../../src/document/scale";
import { createShelf } from "./kernel";
import { type Wired, createStore } from "../../src/sync/store";
import type { Up } from "../../src/sync/wire";

let time = 0;
let timers: { readonly at: number; readonly call: () => void; readonly id: number }[] = [];
let lastTimer = 0;
Object.defineProperty(performance, "now", { value: () => time });
globalThis.setTimeout = ((call: () => void, pause = 0) => {
  timers.push({ at: time + pause, call, id: (lastTimer += 1) });
  return lastTimer;
}) as unknown as typeof setTimeout;
globalThis.clearTimeout = ((id: number) => void (timers = timers.filter((timer) => timer.id !== id))) as typeof clearTimeout;

function advance(milliseconds: number): void {
  const end = time + milliseconds;
  for (;;) {
    const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
    if (next === undefined) break;
    timers = timers.filter((timer) => timer !== next);
    time = next.at;
    next.call();
  }
  time = end;
}

interface Page {
  readonly wired: Wired;
  readonly up: Up[];
  readonly rejected: number[];
  readonly life: AbortController;
  readonly shelf: ReturnType<typeof createShelf>;
}

const pages = new Map<string, Page>();
/** Stores that are still on a page although their kernel is gone: boards that were drawn before the cell ran again. */
const orphans: Page[] = [];

function open(journey: string, client: string, shelf: ReturnType<typeof createShelf>): Page {
  const life = new AbortController();
  const up: Up[] = [];
  const rejected: number[] = [];
  const send = (message: Up): void => void up.push(JSON.parse(JSON.stringify(message)) as Up);
  const wired = createStore({ journey, client, shelf, send, signal: life.signal });
  wired.store.subscribe((event) => event.rejection && rejected.push(event.rejection.seq), life.signal);
  wired.hello();
  return { wired, up, rejected, life, shelf };
}

type Command = { readonly [field: string]: Json };
const text = (command: Command, field: string): string => String(command[field] ?? "");
const object = (command: Command, field: string): JsonObject => sealed(command[field] as Json) as JsonObject;

/** Pure questions: the twins of Python's functions. */
const questions: Readonly<Record<string, (command: Command) => unknown>> = {
  apply: (c) => apply(object(c, "document"), object(c, "patch")),
  invert: (c) => invert(object(c, "document"), object(c, "patch")),
  minimal: (c) => minimal(object(c, "document"), object(c, "patch")),
  diff: (c) => diff(object(c, "before"), object(c, "after")),
  complete: (c) => complete(object(c, "document") as Document, object(c, "patch") as Patch),
  between: (c) => between(c["a"] as string | null, c["b"] as string | null),
  many: (c) => many(c["a"] as string | null, c["b"] as string | null, c["count"] as number),
  isRank: (c) => isRank(c["rank"]),
  insert: (c) => {
    const siblings = (c["siblings"] as [string, string][]).map(([id, rank]) => ({ id, rank }));
    const { rank, moved } = insert(siblings, c["position"] as number);
    return [rank, Object.fromEntries(moved)];
  },
  scale: (c) => {
    const scale = readScale(object(c, "scale"));
    return [unit(scale, c["score"] as number), face(scale, c["score"] as number), values(scale)];
  },
  order: (c) => {
    const document = object(c, "document");
    const stages = stagesInOrder(document);
    return [stages, [...stages, ""].map((stage) => touchpointsOf(document, stage))];
  },
  place: (c) => place(object(c, "document"), "touchpoints", text(c, "id"), { stage: text(c, "stage"), before: c["before"] as string | null }),
};

/** What is done to a page. */
const deeds: Readonly<Record<string, (page: Page, command: Command) => unknown>> = {
  change: (page, c) => page.wired.store.change(object(c, "patch")),
  undo: (page) => page.wired.store.undo(),
  redo: (page) => page.wired.store.redo(),
  answer: (page, c) => page.wired.answer(c["message"]),
  frame: (page, c) => page.wired.frame(c["message"]),
  hello: (page) => page.wired.hello(),
  lost: (page) => page.wired.lost(),
  take: (page) => page.up.splice(0),
  state: ({ wired: { store }, rejected, shelf }) => ({
    document: store.document,
    revision: store.revision,
    pending: store.pending.map((each) => each.seq),
    connection: store.connection,
    kept: store.kept,
    rejected,
    left: shelf.length,
  }),
  resolve: (page, c) => page.wired.store.resolveKept(text(c, "choice") as "send" | "discard"),
};

function run(command: Command): unknown {
  const asked = questions[text(command, "ask")];
  if (asked !== undefined) return asked(command);
  const name = text(command, "page");
  switch (text(command, "do")) {
    case "forget":
      for (const page of [...pages.values(), ...orphans.splice(0)]) page.life.abort();
      return pages.clear();
    case "advance":
      return advance(command["by"] as number);
    case "open":
      pages.set(name, open(text(command, "journey"), name, createShelf()));
      return null;
    case "reload": {
      // The same tab, loaded again: a new client with what is left in the storage.
      const old = pages.get(name) as Page;
      old.life.abort();
      pages.set(name, open(text(command, "journey"), text(command, "client"), old.shelf));
      return null;
    }
    case "rerun": {
      // The same page, with a kernel that was started again: a new store beside the old one, which hears nothing any more.
      const old = pages.get(name) as Page;
      old.wired.lost();
      orphans.push(old);
      pages.set(name, open(text(command, "journey"), text(command, "client"), old.shelf));
      return null;
    }
    default:
      return deeds[text(command, "do")]?.(pages.get(name) as Page, command);
  }
}

/** The answer to one line. */
export function answer(line: string): string {
  try {
    return JSON.stringify({ result: run(JSON.parse(line) as Command) ?? null });
  } catch (error) {
    return JSON.stringify({ error: String(error) });
  }
}
