/**
 * The page's copy of a journey: what the kernel has confirmed plus what this page's hands have done since. One per Sync
 * model, shared by all widgets of the journey on the page, through plain callbacks (bundles share no module state).
 *
 * The kernel is the only authority. A change is shown at once, sent once, kept until it is answered, sent again when it
 * is not, and taken back when it is refused.
 */

import type { Document, Patch } from "../document/json";
import { bare, invert, isEmpty, minimal, sealed, touched } from "../document/patch";
import { complete } from "../document/integrity";
import { type Chain, type Link, type Touched, add, confirm, differing, find, relink, remove } from "./chain";
import { harmless } from "./leftovers";
import { type Kept, type Shelf, outbox } from "./outbox";
import { enter, freshClient, isDelivering, leave, offer, takeOver } from "./page";
import { GAP, type Sent, type Waits, connectionOf, due, next } from "./patience";
import type { NameTag } from "./name";
import { createMoments } from "./moments";
import { createNews, signed } from "./news";
import { createCurtain } from "./curtain";
import { createHelm } from "./session";
import type { Connection, History, Pending, Store, StoreEvent } from "./types";
import { type Frame, NO_HISTORY, type Step, type Up, readAnswer, readFrame, readNews } from "./wire";

export interface StoreOptions {
  /** The journey's id: names the kept changes. */
  readonly journey: string;
  /** Puts a message on the wire; throws when there is none any more. */
  readonly send: (message: Up) => void;
  readonly signal: AbortSignal;
  /** Where unanswered changes outlive a reload; null keeps them in memory only. */
  readonly shelf: Shelf | null;
  /** A document that came with the page, shown until (or, without a kernel, instead of) the kernel's answer. */
  readonly initial?: { readonly document: Document; readonly revision: number } | null;
  readonly client?: string;
  /** Whether the kernel is known to be running something. */
  readonly busy?: () => boolean;
  /** What this browser's person is called, wherever that is kept. */
  readonly name?: NameTag;
}

/** The store, and the ends that the two comms are tied to. */
export interface Wired {
  readonly store: Store;
  /** Takes a message of Sync. */
  answer(message: unknown): void;
  /** Takes a message of Feed. */
  frame(message: unknown): void;
  /** Says hello (again): asks for everything since the revision at hand. */
  hello(): void;
  /** The kernel is known to be gone: until something is heard, nothing can be sent. */
  lost(): void;
  /** Something that the connection is judged by has changed. */
  look(): void;
  /** The page is being closed. */
  bye(): void;
}

export function createStore(options: StoreOptions): Wired {
  const client = options.client ?? freshClient();
  const box = outbox(options.journey, options.shelf);
  const chain: Chain = { confirmed: bare(), shown: bare(), revision: -1, links: [] };
  const early = new Map<number, Frame>();
  const listeners = new Set<(event: StoreEvent) => void>();
  /** Clients whose changes this page sends: its own, and those of earlier page loads. */
  const lines = new Set([client]);
  let lastSeq = 0;
  let kept: Kept[] = [];
  let history: History = NO_HISTORY;
  let historyAt = -1;
  let connection: Connection = "connecting";
  let greeted = false;
  let failed = false;
  let heardAt = now();
  /** The hello that has not been answered. */
  let greeting: Sent | null = null;
  let gapSince: number | null = null;
  let resent: { readonly from: string; readonly at: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let released = false;
  let makeReady: () => void;
  const ready = new Promise<void>((resolve) => (makeReady = resolve));

  function emit(raw: StoreEvent): void {
    const before = curtain.view(raw.before);
    // Drawn or opened (somebody has steered, this page has got a name): what is shown may differ all over.
    const otherwise = curtain.set(helm.session, news.name);
    const after = curtain.view(raw.after);
    const event = otherwise && before !== after ? { ...raw, before, after, touched: null, source: elsewhere(raw.source) } : { ...raw, before, after };
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        // One view's mistake must not keep the others, or the protocol, from going on.
        console.error("[journey_widgets] a listener of the store failed", error);
      }
    }
  }

  function tell(source: StoreEvent["source"], before: Document, different: Touched | null, extra: Partial<StoreEvent> = {}): void {
    const was = connection;
    connection = connectionOf(waits(), now());
    const moved = different === null || different.size > 0;
    emit({ before, after: chain.shown, touched: different, source: moved ? source : "status", ...extra });
    schedule();
    if (connection !== "offline" || was === "offline") return;
    news.lose();
    if (chain.links.length > 0) offer(options.journey);
  }

  /** Something other than the document has moved. */
  function moved(): void {
    tell("status", chain.shown, new Map());
  }

  // —— the connection ——————————————————————————————————————————————————————————————————————————————————————

  const unanswered = (): Link | undefined => chain.links.find((link) => link.acked === null);

  function waits(): Waits {
    const overdue = chain.links.find((link) => link.acked !== null)?.acked?.at;
    const busy = options.busy?.() ?? false;
    return { failed: failed || released, busy, greeted, heardAt, hello: greeting, oldest: unanswered(), overdue, gap: gapSince };
  }

  function refresh(): void {
    if (connectionOf(waits(), now()) !== connection) moved();
    else schedule();
  }

  /** One timer for everything that is due some time. */
  function schedule(): void {
    clearTimeout(timer);
    if (options.signal.aborted || released) return;
    const time = now();
    const moment = next(waits(), time);
    if (moment !== Infinity) timer = setTimeout(wake, Math.ceil(moment - time) + 1);
  }

  function wake(): void {
    const { hello: greet, changes } = due(waits(), now());
    if (greet) hello();
    if (changes) sendAll();
    refresh();
  }

  function post(message: Up): void {
    try {
      options.send(message);
    } catch {
      // Not over before something is heard: a page without a kernel may also swallow messages silently.
      failed = true;
    }
  }

  function hello(): void {
    const time = now();
    news.back();
    greeting = greeting === null ? { since: time, sentAt: time, tries: 0 } : { ...greeting, sentAt: time, tries: greeting.tries + 1 };
    post({ hello: true, client, revision: chain.revision < 0 ? null : chain.revision, ...signed(news.name) });
    schedule();
  }

  const news = createNews({ client, name: options.name, post, moved, opened: () => adopt() });
  const moments = createMoments({ client, post, actor: () => news.name });
  const curtain = createCurtain();
  const helm = createHelm({ client, journey: options.journey, shelf: options.shelf, post, moved });

  // —— sending ——————————————————————————————————————————————————————————————————————————————————————————————

  function send(link: Link, again: boolean): void {
    const step: { -readonly [field in keyof Step]: Step[field] } = { client: link.client, seq: link.seq, ...signed(link.actor) };
    if (link.kind === "change") step.patch = link.patch;
    else step[link.kind] = true;
    if (link.gesture !== null) step.gesture = link.gesture;
    if (again) step.after = answeredUpTo(link.client);
    link.tries += again ? 1 : 0;
    link.sentAt = now();
    post(step);
  }

  function answeredUpTo(line: string): number {
    const waiting = chain.links.filter((link) => link.client === line && link.acked === null);
    return Math.min(...waiting.map((link) => link.seq)) - 1;
  }

  function sendAll(line?: string, from = 0): void {
    for (const link of [...chain.links]) {
      if (link.acked === null && link.seq >= from && (line ?? link.client) === link.client) send(link, true);
    }
  }

  function push(entry: Kept): Link {
    return add(chain, { ...entry, since: now(), sentAt: -Infinity, tries: 0, acked: null, settled: false });
  }

  function make(kind: Kept["kind"], patch: Patch, was: Patch, gesture: string | null): Link {
    const entry: Kept = { client, seq: (lastSeq += 1), kind, patch, was, gesture, actor: news.name, at: Date.now() };
    // Kept first: what has been seen to happen must outlive a page that dies while sending.
    box.put(entry);
    const link = push(entry);
    send(link, false);
    if (connection === "offline") offer(options.journey);
    return link;
  }

  function change(asked: Patch, { gesture }: { gesture?: string } = {}): number {
    const before = chain.shown;
    const patch = sealed(asked) as Patch;
    const effect = minimal(before, complete(before, patch));
    if (chain.revision < 0 || isEmpty(effect)) return -1;
    const link = make("change", patch, invert(before, effect), gesture ?? null);
    tell("hand", before, touched(effect));
    return link.seq;
  }

  function stepBack(kind: "undo" | "redo"): void {
    // What the kernel would undo is not known while own changes are on their way: then it decides.
    if (chain.revision < 0 || (history[kind] === null && chain.links.length === 0)) return;
    make(kind, bare(), bare(), null);
    moved();
  }

  // —— leftovers of earlier page loads ————————————————————————————————————————————————————————————————————————

  function adopt(): void {
    // A kernel that may only read would refuse them, and they would be gone.
    if (!greeted || released || news.status.readOnly) return;
    const waiting = new Set([...chain.links, ...kept].map((entry) => `${entry.client}/${entry.seq}`));
    const left = box.all().filter((entry) => !waiting.has(`${entry.client}/${entry.seq}`) && !isDelivering(entry.client));
    if (left.length === 0) return;
    for (const line of new Set(left.map((entry) => entry.client))) takeOver(line);
    const before = chain.shown;
    if (kept.length === 0 && harmless(before, left)) deliver(left);
    else kept = [...kept, ...left];
    const maybe: Touched = new Map();
    for (const entry of left) merge(maybe, touched(entry.patch));
    for (const link of chain.links) merge(maybe, touched(link.effect));
    tell("hand", before, differing(before, chain.shown, maybe));
  }

  function deliver(entries: readonly Kept[]): void {
    for (const entry of entries) {
      lines.add(entry.client);
      push(entry);
    }
    sendAll();
  }

  // —— hearing ——————————————————————————————————————————————————————————————————————————————————————————————

  function heard(): void {
    const back = failed || connection === "offline";
    heardAt = now();
    failed = false;
    if (back) for (const link of chain.links) link.tries = 0;
    if (!back || !greeted) return;
    hello();
    sendAll();
  }

  function remember(said: History | null, revision: number): void {
    if (said === null || revision < historyAt) return;
    history = said;
    historyAt = revision;
  }

  function greetedBy(revision: number, seq: number): void {
    greeting = null;
    gapSince = null;
    for (const number of early.keys()) if (number <= revision) early.delete(number);
    // Whatever became of these is in the document already; their answers got lost and are asked for again.
    for (const link of chain.links) if (link.client === client && link.seq <= seq && link.acked === null) link.settled = true;
  }

  function settle(link: Link): Touched {
    box.drop(link.client, link.seq);
    return remove(chain, link);
  }

  function answer(message: unknown): void {
    if (!released && moments.hear(message)) return heard();
    const said = readAnswer(message);
    if (said === null || released || !lines.has(said.client)) return;
    heard();
    const before = chain.shown;
    switch (said.kind) {
      case "snapshot":
      case "frames": {
        if (said.client !== client) return;
        greetedBy(said.revision, said.seq);
        news.hear(said);
        if (said.session) helm.hear(said.session, true);
        remember(said.history, said.revision);
        const maybe: Touched | null = said.kind === "snapshot" ? restart(said.document, said.revision) : take(said.frames);
        const first = !greeted;
        greeted = true;
        if (chain.links.some((link) => link.settled)) sendAll();
        makeReady();
        tell("kernel", before, first && said.kind === "snapshot" ? null : maybe && differing(before, chain.shown, maybe));
        return first ? adopt() : undefined;
      }
      case "ack": {
        remember(said.history, said.revision);
        const link = find(chain, said.client, said.seq);
        let maybe: Touched = new Map();
        if (link !== undefined) {
          link.acked = { revision: said.revision, at: now() };
          box.drop(link.client, link.seq);
          if (said.revision <= chain.revision) maybe = settle(link);
        }
        return tell("kernel", before, differing(before, chain.shown, maybe), said.notes.length > 0 ? { notes: said.notes } : {});
      }
      case "reject": {
        const link = find(chain, said.client, said.seq);
        if (link === undefined) return refresh();
        const maybe = settle(link);
        const rejection = { seq: link.seq, patch: link.patch, message: said.message };
        return tell("kernel", before, differing(before, chain.shown, maybe), { rejection });
      }
      case "steered":
        helm.hear(said.session);
        helm.answered(said.n);
        if (said.message === null) return refresh();
        return tell("status", before, new Map(), { rejection: { seq: 0, patch: bare(), message: said.message } });
      case "heard":
        return refresh();
      case "resend": {
        // A message that was overtaken is answered by one request for each that came before it: one round is enough.
        const from = `${said.client}/${said.from}`;
        if (resent?.from !== from || now() - resent.at > GAP) {
          resent = { from, at: now() };
          sendAll(said.client, said.from);
        }
        return refresh();
      }
    }
  }

  function restart(document: Document, revision: number): Touched | null {
    // A late answer to an earlier hello: the frames since have been taken already.
    if (revision < chain.revision) return new Map();
    chain.confirmed = sealed(document) as Document;
    chain.revision = revision;
    relink(chain, new Map());
    takeEarly(new Map());
    return null;
  }

  function take(frames: readonly Frame[]): Touched {
    for (const frame of frames) if (frame.revision > chain.revision) early.set(frame.revision, frame);
    const maybe: Touched = new Map();
    takeEarly(maybe);
    return maybe;
  }

  /** Takes the frames that follow without a gap; the others wait, and are asked for when that lasts. */
  function takeEarly(maybe: Touched): void {
    const run: Frame[] = [];
    for (let next = chain.revision + 1; early.has(next); next += 1) {
      run.push(early.get(next) as Frame);
      early.delete(next);
    }
    for (const frame of run) {
      if (frame.actor === news.name) remember(frame.history, frame.revision);
      if (frame.client !== null && lines.has(frame.client) && frame.seq !== null) box.drop(frame.client, frame.seq);
    }
    merge(maybe, confirm(chain, run));
    // Acknowledged without a change of their own, or in a frame that a snapshot has swallowed.
    for (const link of [...chain.links]) {
      if (link.acked !== null && link.acked.revision <= chain.revision) merge(maybe, settle(link));
    }
    if (early.size === 0) gapSince = null;
    else gapSince ??= now();
  }

  function frame(message: unknown): void {
    if (released) return;
    const said = readFrame(message);
    if (said === null) {
      const heardNews = readNews(message);
      if (heardNews.session) helm.hear(heardNews.session);
      return news.hear(heardNews);
    }
    if (chain.revision < 0) {
      early.set(said.revision, said);
      return;
    }
    if (said.revision <= chain.revision) return;
    heard();
    const before = chain.shown;
    const own = said.client !== null && lines.has(said.client);
    const maybe = take([said]);
    tell(own ? "hand" : "kernel", before, differing(before, chain.shown, maybe));
  }

  // —— the store ————————————————————————————————————————————————————————————————————————————————————————————

  const store: Store = {
    client,
    ready,
    get document() {
      return curtain.view(chain.shown);
    },
    get revision() {
      return chain.revision;
    },
    get connection() {
      return connection;
    },
    get history() {
      return history;
    },
    get pending() {
      // What another store delivers now is not waiting here.
      return released ? [] : chain.links.filter((link) => link.acked === null).map(pendingOf);
    },
    get kept() {
      return kept.length;
    },
    get status() {
      return news.status;
    },
    get session() {
      return helm.session;
    },
    steer: helm.steer,
    now: helm.now,
    get others() {
      return news.others;
    },
    get name() {
      return news.name;
    },
    change,
    undo: () => stepBack("undo"),
    redo: () => stepBack("redo"),
    resolveKept(choice) {
      const before = chain.shown;
      const entries = kept;
      kept = [];
      if (choice === "discard") for (const entry of entries) box.drop(entry.client, entry.seq);
      else deliver(entries);
      const maybe: Touched = new Map();
      for (const entry of entries) merge(maybe, touched(entry.patch));
      for (const link of chain.links) merge(maybe, touched(link.effect));
      tell("hand", before, differing(before, chain.shown, maybe));
    },
    rename(given) {
      news.rename(given);
      // Undo is per name: what it would do now is not what it was.
      history = NO_HISTORY;
      historyAt = -1;
      hello();
      moved();
    },
    hold: news.hold,
    moments,
    subscribe(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
    },
  };

  function release(): void {
    if (released) return;
    released = true;
    clearTimeout(timer);
    news.end();
    moments.end();
    helm.end();
    leave(client);
    moved();
  }

  function lost(): void {
    failed = true;
    refresh();
  }

  if (options.initial && !isEmpty(options.initial.document)) {
    chain.confirmed = chain.shown = sealed(options.initial.document) as Document;
    chain.revision = options.initial.revision;
    makeReady!();
  }
  enter(client, {
    journey: options.journey,
    connected: () => !released && (connection === "live" || connection === "waiting" || connection === "busy"),
    release,
    adopt,
  });
  options.signal.addEventListener("abort", release, { once: true });
  return { store, answer, frame, hello, lost, look: refresh, bye: news.bye };
}

function pendingOf(link: Link): Pending {
  return { seq: link.seq, patch: link.patch, gesture: link.gesture, since: link.since };
}

function merge(all: Touched, more: Touched): void {
  for (const [table, ids] of more) all.set(table, new Set([...(all.get(table) ?? []), ...ids]));
}

/** What has moved besides the document has changed what is shown of it. */
function elsewhere(source: StoreEvent["source"]): StoreEvent["source"] {
  return source === "status" ? "kernel" : source;
}

function now(): number {
  return performance.now();
}
