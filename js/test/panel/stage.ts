/** A board on a store without a kernel: changes are applied at once, and each patch is kept for the test to look at. */

import { openBoard } from "../../src/board/open";
import type { Inside } from "../../src/board/inside";
import { complete } from "../../src/document/integrity";
import type { Document, Patch } from "../../src/document/json";
import { apply, touched } from "../../src/document/patch";
import { AT_REST } from "../../src/sync/session";
import type { Connection, History, Holding, Person, Rejection, Status, Store, StoreEvent } from "../../src/sync/types";

export interface Stage {
  readonly board: Inside;
  readonly root: HTMLElement;
  /** Everything the hand has changed, in order. */
  readonly patches: Patch[];
  /** A change that comes from somebody else. */
  remote(patch: Patch): void;
  status(next: Partial<typeof CALM>): void;
  /** The kernel refuses a change. */
  refuse(rejection: Rejection): void;
  /** What the hand was said to hold, in order. */
  readonly held: (Holding | null)[];
  end(): void;
}

export const SCALES = {
  "-2…+2": { low: -2, high: 2, step: 1, neutral: 0 },
  "-3…+3": { low: -3, high: 3, step: 1, neutral: 0 },
  "1…5": { low: 1, high: 5, step: 1, neutral: 3 },
  "1…10": { low: 1, high: 10, step: 1, neutral: 5.5 },
  "0…10": { low: 0, high: 10, step: 1, neutral: 5 },
  "0…100": { low: 0, high: 100, step: 1, neutral: 50 },
} as const;

export function sample(): Document {
  return {
    format: "journey-map",
    version: 1,
    id: "jm_1",
    about: { title: "ECサイト", language: "ja", scale: SCALES["-2…+2"] },
    personas: { pe_1: { name: "花" } },
    participants: { p1: { label: "佐藤" }, p2: { label: "鈴木" } },
    stages: { st_a: { name: "認知", rank: "a0", goal: "気づく" }, st_b: { name: "購入", rank: "a1" } },
    touchpoints: {
      tp_1: { title: "広告を見る", stage: "st_a", rank: "a0", channel: "SNS" },
      tp_2: { title: "検索する", stage: "st_a", rank: "a1" },
      tp_3: { title: "買う", stage: "st_b", rank: "a0", channel: "サイト", action: "住所を入れる" },
      tp_4: { title: "店で見る", rank: "a0" },
    },
    scores: {
      "tp_1/pe_1/as_is/": { touchpoint: "tp_1", persona: "pe_1", state: "as_is", score: -1, reason: "うるさい" },
      "tp_3/pe_1/as_is/p1": { touchpoint: "tp_3", persona: "pe_1", state: "as_is", participant: "p1", score: -2, reason: "長い" },
      "tp_3/pe_1/as_is/p2": { touchpoint: "tp_3", persona: "pe_1", state: "as_is", participant: "p2", score: -1 },
    },
    notes: { no_1: { kind: "pain", text: "項目が多い", touchpoint: "tp_3" } },
    votes: { "no_1/p1": { note: "no_1", participant: "p1", dots: 3 } },
  };
}

const CALM = {
  connection: "live" as Connection,
  history: { undo: null, redo: null } as History,
  kept: 0,
  pending: 0,
  status: { saved: "saved", problem: null, readOnly: false, owner: null } as Status,
  others: [] as readonly Person[],
  name: "",
  session: AT_REST,
};

export function stage(document_: Document = sample()): Stage {
  let current = document_;
  const patches: Patch[] = [];
  const listeners = new Set<(event: StoreEvent) => void>();
  const now = { ...CALM };
  const held: (Holding | null)[] = [];
  const tell = (patch: Patch, source: StoreEvent["source"]): void => {
    const before = current;
    current = apply(current, patch);
    for (const listener of listeners) listener({ before, after: current, touched: touched(patch), source });
  };
  const store: Store = {
    client: "test",
    get document() {
      return current;
    },
    revision: 1,
    get connection() {
      return now.connection;
    },
    get history() {
      return now.history;
    },
    get pending() {
      return Array.from({ length: now.pending }, (_, seq) => ({ seq, patch: {}, gesture: null, since: 0 }));
    },
    get kept() {
      return now.kept;
    },
    get status() {
      return now.status;
    },
    get others() {
      return now.others;
    },
    get session() {
      return now.session;
    },
    steer(fields) {
      now.session = { ...now.session, ...fields };
      tell({}, "status");
    },
    now: () => Date.now(),
    get name() {
      return now.name;
    },
    rename(name) {
      now.name = name;
      tell({}, "status");
    },
    hold: (holding) => void held.push(holding),
    ready: Promise.resolve(),
    change(patch) {
      const whole = complete(current, patch);
      patches.push(JSON.parse(JSON.stringify(whole)) as Patch);
      tell(whole, "hand");
      return patches.length;
    },
    undo: () => void patches.push({ undo: true }),
    redo: () => void patches.push({ redo: true }),
    resolveKept(choice) {
      patches.push({ kept: choice });
      now.kept = 0;
      tell({}, "status");
    },
    subscribe(listener, signal) {
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener));
    },
  };
  const ends = new AbortController();
  const root = document.body.appendChild(document.createElement("section"));
  root.className = "jw";
  const board = openBoard({ store, root, signal: ends.signal, rows: "", language: "ja", drawCurve: null });
  board.view.persona.value = "pe_1";
  return {
    board,
    root,
    patches,
    held,
    remote: (patch) => tell(patch, "kernel"),
    refuse(rejection) {
      for (const listener of listeners) listener({ before: current, after: current, touched: new Map(), source: "status", rejection });
    },
    status(next) {
      Object.assign(now, next);
      for (const listener of listeners) listener({ before: current, after: current, touched: new Map(), source: "status" });
    },
    end() {
      ends.abort();
      root.remove();
    },
  };
}
