/**
 * A kernel without Python: the same authority over one journey, the same answers, in memory. For tests of the store and
 * of everything that stands on it.
 *
 *     const { store } = createKernel(document).page();
 *     await store.ready;
 *
 * By itself it answers in the next microtask. With `{ auto: false }` the messages wait in `page.up` and `page.down`,
 * where a test can lose, double and shuffle them, until `page.pump()`.
 */

import { apply, diff, equal, invert, isEmpty, isObject, own, sealed } from "../../src/document/patch";
import { complete } from "../../src/document/integrity";
import type { Document, Json, JsonObject, Patch } from "../../src/document/json";
import type { NameTag } from "../../src/sync/name";
import type { Shelf } from "../../src/sync/outbox";
import { type Wired, createStore } from "../../src/sync/store";
import type { Holding, Said } from "../../src/sync/types";
import type { Up } from "../../src/sync/wire";

export type Message = { [field: string]: Json };

export interface Page extends Wired {
  /** Messages on their way to the kernel, and back (Sync and Feed, in the order they were sent). */
  readonly up: Up[];
  readonly down: { on: "sync" | "feed"; message: Message }[];
  /** Delivers everything, both ways, until nothing moves. */
  pump(): void;
  /** The comm is gone: sending throws. */
  cut(): void;
  /** The page goes away; what is on its way still reaches the kernel. */
  close(): void;
}

export interface Kernel {
  readonly document: Document;
  readonly revision: number;
  /** How many changes of each client have been applied, for "exactly once". */
  readonly applied: { client: string | null; seq: number | null; patch: Patch }[];
  /** Opens a page on this journey. */
  page(options?: {
    shelf?: Shelf | null;
    client?: string;
    auto?: boolean;
    initial?: boolean;
    busy?: () => boolean;
    name?: NameTag;
  }): Page;
  /** A cell, or somebody in another room, changes the journey. */
  change(patch: Patch): void;
  /** Refuse the next change with these words. */
  refuse(message: Said): void;
  /** The kernel keeps the journey differently from now on (as `widgets/status.py` says it). */
  keep(status: Message): void;
  /** A cell steers the workshop, in the names of the wire. */
  steer(fields: Message): void;
  /** Takes one message, as a page would send it; the answer goes to every page. */
  take(message: Up): void;
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  stages: ["name", "rank"],
  touchpoints: ["title", "rank"],
  scores: ["touchpoint", "state", "score"],
  notes: ["kind", "text"],
  personas: ["name"],
  votes: ["note", "participant", "dots"],
};
const REFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  touchpoints: { stage: "stages" },
  scores: { touchpoint: "touchpoints", persona: "personas" },
  notes: { touchpoint: "touchpoints", stage: "stages" },
  votes: { note: "notes" },
};
const BUFFERED = 500;

/** In-memory stand-in for sessionStorage. `copy()` is what duplicating a tab does. */
export function createShelf(content = new Map<string, string>()): Shelf & { copy(): Shelf } {
  return {
    get length() {
      return content.size;
    },
    key: (index) => [...content.keys()][index] ?? null,
    getItem: (key) => content.get(key) ?? null,
    setItem: (key, value) => void content.set(key, value),
    removeItem: (key) => void content.delete(key),
    copy: () => createShelf(new Map(content)),
  };
}

export function createKernel(start: JsonObject): Kernel {
  let document = sealed(start) as Document;
  let revision = 0;
  const pages = new Set<Page>();
  const handled = new Map<string, number>();
  const rejections = new Map<string, Message>();
  const ring: Message[] = [];
  const done: { patch: Patch; inverse: Patch }[] = [];
  const undone: { patch: Patch; inverse: Patch }[] = [];
  const applied: Kernel["applied"] = [];
  let refusal: Said | null = null;
  let status: Message = { saved: "saved", problem: null, read_only: false, owner: null };
  /** The workshop of this moment, as `model/session.py`: any fields are taken. */
  let session: Message = {
    step: "", timer_ends: "", timer_left: 0, revealed: true, silent: false, frozen: false, voting: 0, sound: true, sight: true,
  };
  let steeredAt = 0;
  /** Who is there, and what they hold: as `widgets/people.py`. */
  const people = new Map<string, Message>();

  const said = (text: string): Message => ({ ja: text, en: text });
  const history = (): Message => ({ undo: done.length > 0 ? said("undo") : null, redo: undone.length > 0 ? said("redo") : null });

  function broadcast(on: "sync" | "feed", message: Message): void {
    // As over a wire: nobody shares objects with the kernel.
    for (const page of pages) page.down.push({ on, message: JSON.parse(JSON.stringify(message)) as Message });
  }

  function refusalOf(after: Document, patch: Patch): string | null {
    for (const table of Object.keys(patch)) {
      const records = patch[table] as Json;
      if (!isObject(records)) return `${table} is no table of records`;
      for (const id of table === "about" ? [] : Object.keys(records)) {
        const found = own((own(after, table) ?? {}) as JsonObject, id) as JsonObject | undefined;
        if (found === undefined) continue;
        for (const field of REQUIRED[table] ?? []) if (!Object.hasOwn(found, field)) return `${table} '${id}' has no ${field}: it was deleted`;
        for (const [field, target] of Object.entries(REFERENCES[table] ?? {})) {
          const reference = own(found, field);
          const there = reference === undefined || Object.hasOwn((own(after, target) ?? {}) as JsonObject, String(reference));
          if (!there) return `${table} '${id}': no such ${field} '${String(reference)}'`;
        }
      }
    }
    return null;
  }

  /** The one door. Returns words when it stays shut. */
  function enter(asked: Patch, client: string | null, seq: number | null): string | null {
    const patch = complete(document, sealed(asked) as Patch);
    const after = apply(document, patch);
    const problem = refusalOf(after, patch);
    if (problem !== null) return problem;
    applied.push({ client, seq, patch });
    if (equal(after, document)) return null;
    const inverse = invert(document, patch);
    done.push({ patch, inverse });
    undone.length = 0;
    commit(after, patch, client, seq);
    return null;
  }

  function commit(after: Document, patch: Patch, client: string | null, seq: number | null): void {
    document = after;
    revision += 1;
    const frame: Message = { revision, patch, client, seq, actor: "", history: history() };
    ring.push(frame);
    if (ring.length > BUFFERED) ring.shift();
    broadcast("feed", frame);
  }

  function stepBack(from: typeof done, to: typeof undone, way: "inverse" | "patch", client: string, seq: number): void {
    const step = from.pop();
    applied.push({ client, seq, patch: {} });
    if (step === undefined) return;
    const after = apply(document, step[way]);
    const patch = diff(document, after);
    to.push(step);
    if (!isEmpty(patch) && refusalOf(after, patch) === null) commit(after, patch, client, seq);
  }

  const present = (): Message => ({ presence: [...people.values()] });

  function hold(client: string, actor: string, held: Holding | null): void {
    people.set(client, { client, actor, ...(held === null ? {} : { ...held, ago: 0 }) });
    broadcast("feed", present());
  }

  const moment = (): Message => ({ session: { ...session, at: steeredAt, now: Date.now() / 1_000 } });

  function steer(fields: Message): void {
    session = { ...session, ...fields };
    steeredAt = Math.max(Date.now() / 1_000, steeredAt + 0.001);
    broadcast("feed", moment());
  }

  function take(message: Up): void {
    const { client } = message;
    if ("steer" in message) {
      const problem = refusal;
      refusal = null;
      if (problem === null) steer(message.steer as Message);
      const rest: Message = problem === null ? { heard: true } : { reject: true, seq: 0, message: { ...problem } };
      return broadcast("sync", { client, n: message.n, ...rest, ...moment() });
    }
    if ("presence" in message || "bye" in message) {
      if ("presence" in message) hold(client, message.actor ?? "", message.presence);
      else if (people.delete(client)) broadcast("feed", present());
      return broadcast("sync", { heard: true, client });
    }
    // Only the real one keeps them (tests/widgets/test_moments.py).
    if ("moments" in message) return;
    if ("hello" in message) {
      const known = people.get(client);
      if (known === undefined) {
        for (const [other, person] of people) if (!("id" in person)) people.delete(other);
        hold(client, message.actor ?? "", null);
      } else if (known["actor"] !== (message.actor ?? "")) {
        people.set(client, { ...known, actor: message.actor ?? "" });
        broadcast("feed", present());
      }
      const seq = handled.get(client) ?? 0;
      const since = message.revision === null ? null : ring.filter((frame) => (frame["revision"] as number) > (message.revision as number));
      const bridged = since !== null && since.length === revision - (message.revision as number);
      const state = { revision, client, seq, history: history(), status, ...present(), ...moment() };
      return broadcast("sync", bridged ? { frames: since, ...state } : { snapshot: document, ...state });
    }
    const { seq } = message;
    const last = Math.max(handled.get(client) ?? 0, message.after ?? 0);
    if (seq > last + 1) return broadcast("sync", { resend: last + 1, client });
    const again = seq <= last ? rejections.get(`${client}/${seq}`) : undefined;
    if (again !== undefined) return broadcast("sync", again);
    if (seq > last) {
      handled.set(client, seq);
      let problem: Said | null = refusal;
      refusal = null;
      if (problem === null && message.undo) stepBack(done, undone, "inverse", client, seq);
      else if (problem === null && message.redo) stepBack(undone, done, "patch", client, seq);
      else if (problem === null) {
        const words = enter(message.patch ?? {}, client, seq);
        problem = words === null ? null : { ja: words, en: words };
      }
      if (problem !== null) {
        const reject: Message = { reject: true, client, seq, revision, message: { ...problem } };
        rejections.set(`${client}/${seq}`, reject);
        return broadcast("sync", reject);
      }
    }
    broadcast("sync", { ack: true, client, seq, revision, history: history(), notes: [] });
  }

  const kernel: Kernel = {
    get document() {
      return document;
    },
    get revision() {
      return revision;
    },
    applied,
    take,
    change(patch) {
      const problem = enter(patch, null, null);
      if (problem !== null) throw new Error(problem);
      for (const page of pages) if (isAuto.has(page)) queueMicrotask(page.pump);
    },
    refuse(message) {
      refusal = message;
    },
    steer(fields) {
      steer(fields);
      for (const page of pages) if (isAuto.has(page)) queueMicrotask(page.pump);
    },
    keep(next) {
      status = next;
      broadcast("feed", { status });
      for (const page of pages) if (isAuto.has(page)) queueMicrotask(page.pump);
    },
    page({ shelf = null, client, auto = true, initial = false, busy, name } = {}) {
      const life = new AbortController();
      let broken = false;
      const up: Up[] = [];
      const wired = createStore({
        journey: "jm_test",
        shelf,
        signal: life.signal,
        initial: initial ? { document, revision } : null,
        send(message) {
          if (broken) throw new Error("Cannot send");
          up.push(JSON.parse(JSON.stringify(message)) as Up);
          if (auto) queueMicrotask(page.pump);
        },
        ...(client === undefined ? {} : { client }),
        ...(busy === undefined ? {} : { busy }),
        ...(name === undefined ? {} : { name }),
      });
      const page: Page = {
        ...wired,
        up,
        down: [],
        pump() {
          while (up.length > 0 || page.down.length > 0) {
            for (const message of up.splice(0)) take(message);
            for (const other of pages) if (other !== page && isAuto.has(other)) queueMicrotask(other.pump);
            for (const { on, message } of page.down.splice(0)) (on === "sync" ? wired.answer : wired.frame)(message);
          }
        },
        cut: () => void (broken = true),
        close() {
          life.abort();
          pages.delete(page);
        },
      };
      pages.add(page);
      if (auto) isAuto.add(page);
      wired.hello();
      return page;
    },
  };
  const isAuto = new Set<Page>();
  return kernel;
}
