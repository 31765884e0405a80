/** The messages of the protocol, as they travel. Twin of `journey_widgets/widgets/wire.py`. */

import type { Json, JsonObject, Patch } from "../document/json";
import { isObject, own } from "../document/patch";
import type { MomentsMessage } from "./moments";
import type { Listed } from "./presence";
import type { History, Holding, Said, Session, Status } from "./types";

/** On mount, and whenever something is missing: answered by a snapshot, or by frames after `revision`. */
export interface Hello {
  readonly hello: true;
  readonly client: string;
  readonly revision: number | null;
  readonly actor?: string;
}

/**
 * One step of a client's line. `after` (on everything sent again) is the last seq this client knows to be answered: a
 * kernel that was restarted, and never heard of the client, takes the line up from there.
 */
export interface Step {
  readonly client: string;
  readonly seq: number;
  readonly patch?: Patch;
  readonly undo?: true;
  readonly redo?: true;
  readonly gesture?: string;
  readonly actor?: string;
  readonly after?: number;
}

/** What the hand holds, or that it holds nothing any more. Not a step: it has no `seq`, and nobody keeps it. */
export interface Presence {
  readonly client: string;
  readonly presence: Holding | null;
  readonly actor?: string;
}

/** Changes the session. Not a step either: it is sent again until the answer names its `n`. */
export interface Steer {
  readonly client: string;
  readonly steer: JsonObject;
  readonly n: number;
}

/** The page is being closed. */
export interface Bye {
  readonly client: string;
  readonly bye: true;
}

export type Up = Hello | Step | Presence | Steer | Bye | MomentsMessage;

/** A change as everyone gets it. */
export interface Frame {
  readonly revision: number;
  readonly patch: Patch;
  readonly client: string | null;
  readonly seq: number | null;
  readonly actor: string;
  /** What this actor can undo and redo after it. */
  readonly history: History | null;
}

interface Greeting extends News {
  readonly revision: number;
  readonly seq: number;
  readonly history: History;
}

/** What everyone is told besides the changes; null where nothing is said about it. */
export interface News {
  readonly status: Status | null;
  readonly people: readonly Listed[] | null;
  readonly session: HeardSession | null;
}

/** The session as it comes: `at` is when it was last changed (0: never), `now` the kernel's clock, both in seconds since 1970. */
export interface HeardSession {
  readonly session: Session;
  readonly at: number;
  readonly now: number;
}

export type Answer =
  | ({ readonly kind: "snapshot"; readonly document: JsonObject } & Greeting)
  | ({ readonly kind: "frames"; readonly frames: readonly Frame[] } & Greeting)
  | { readonly kind: "ack"; readonly client: string; readonly seq: number; readonly revision: number; readonly history: History; readonly notes: readonly Said[] }
  | { readonly kind: "reject"; readonly client: string; readonly seq: number; readonly message: Said }
  | { readonly kind: "resend"; readonly client: string; readonly from: number }
  | { readonly kind: "steered"; readonly n: number; readonly session: HeardSession; readonly message: Said | null }
  | { readonly kind: "heard" };

/** A message on Sync as an answer to the client it names; null for anything else. */
export function readAnswer(message: unknown): (Answer & { readonly client: string }) | null {
  const content = message as Json;
  if (!isObject(content)) return null;
  const client = own(content, "client");
  if (typeof client !== "string") return null;
  const steered = readSession(own(content, "session"));
  if (steered !== null && Object.hasOwn(content, "n")) {
    return { kind: "steered", client, n: integer(content, "n"), session: steered, message: readSaid(own(content, "message")) };
  }
  const seq = integer(content, "seq");
  const revision = integer(content, "revision");
  const history = readHistory(own(content, "history")) ?? NO_HISTORY;
  const snapshot = own(content, "snapshot");
  if (snapshot !== undefined && isObject(snapshot)) {
    return { kind: "snapshot", client, document: snapshot, revision, seq, history, ...readNews(content) };
  }
  const frames = own(content, "frames");
  if (Array.isArray(frames)) {
    const read = frames.map((frame: Json) => readFrame(frame)).filter((frame) => frame !== null);
    return { kind: "frames", client, frames: read, revision, seq, history, ...readNews(content) };
  }
  const from = own(content, "resend");
  if (typeof from === "number") return { kind: "resend", client, from };
  if (own(content, "ack") === true) {
    const notes = own(content, "notes");
    const said = Array.isArray(notes) ? notes.map((note: Json) => readSaid(note)).filter((note) => note !== null) : [];
    return { kind: "ack", client, seq, revision, history, notes: said };
  }
  if (own(content, "reject") === true) {
    return { kind: "reject", client, seq, message: readSaid(own(content, "message")) ?? { ja: "", en: "" } };
  }
  return own(content, "heard") === true ? { kind: "heard", client } : null;
}

/** What a message on Feed, or the answer to a hello, says besides changes. */
export function readNews(message: unknown): News {
  const content = message as Json;
  if (!isObject(content)) return { status: null, people: null, session: null };
  const people = own(content, "presence");
  return {
    status: readStatus(own(content, "status")),
    people: Array.isArray(people) ? people.map((person: Json) => readPerson(person)).filter((person) => person !== null) : null,
    session: readSession(own(content, "session")),
  };
}

const SESSION = {
  step: "step", timerEnds: "timer_ends", timerLeft: "timer_left", revealed: "revealed", silent: "silent",
  frozen: "frozen", voting: "voting", sound: "sound", sight: "sight",
} as const satisfies Record<keyof Session, string>;

/** Fields of a session by the names they travel under. */
export function sessionFields(fields: Partial<Session>): JsonObject {
  const pairs = (Object.keys(fields) as (keyof Session)[]).map((field) => [SESSION[field], fields[field] as Json] as const);
  return Object.fromEntries(pairs);
}

export function readSession(value: Json | undefined): HeardSession | null {
  if (value === undefined || !isObject(value)) return null;
  const text = (field: string): string => {
    const found = own(value, field);
    return typeof found === "string" ? found : "";
  };
  const flag = (field: string): boolean => own(value, field) === true;
  return {
    session: {
      step: text("step"),
      timerEnds: text("timer_ends"),
      timerLeft: integer(value, "timer_left"),
      revealed: flag("revealed"),
      silent: flag("silent"),
      frozen: flag("frozen"),
      voting: integer(value, "voting"),
      sound: flag("sound"),
      sight: flag("sight"),
    },
    at: integer(value, "at"),
    now: integer(value, "now"),
  };
}

/** A message on Feed as a frame; null for anything else: see `readNews`. */
export function readFrame(message: unknown): Frame | null {
  const content = message as Json;
  if (!isObject(content)) return null;
  const revision = own(content, "revision");
  const patch = own(content, "patch");
  if (typeof revision !== "number" || patch === undefined || !isObject(patch)) return null;
  const client = own(content, "client");
  const seq = own(content, "seq");
  const actor = own(content, "actor");
  return {
    revision,
    patch,
    client: typeof client === "string" ? client : null,
    seq: typeof seq === "number" ? seq : null,
    actor: typeof actor === "string" ? actor : "",
    history: readHistory(own(content, "history")),
  };
}

export const NO_HISTORY: History = { undo: null, redo: null };

function integer(content: JsonObject, field: string): number {
  const value = own(content, field);
  return typeof value === "number" ? value : 0;
}

export function readSaid(value: Json | undefined): Said | null {
  if (value === undefined || !isObject(value)) return null;
  const { ja, en } = value;
  return typeof ja === "string" && typeof en === "string" ? { ja, en } : null;
}

const SAVED = ["saved", "waiting", "failed", "memory"] as const;

function readStatus(value: Json | undefined): Status | null {
  if (value === undefined || !isObject(value)) return null;
  const saved = SAVED.find((each) => each === own(value, "saved"));
  if (saved === undefined) return null;
  return {
    saved,
    problem: readSaid(own(value, "problem")),
    readOnly: own(value, "read_only") === true,
    owner: readSaid(own(value, "owner")),
  };
}

function readPerson(value: Json): Listed | null {
  if (!isObject(value)) return null;
  const [client, actor, table, id, doing] = ["client", "actor", "table", "id", "doing"].map((field) => own(value, field));
  if (typeof client !== "string") return null;
  const name = typeof actor === "string" ? actor : "";
  const holds = typeof table === "string" && typeof id === "string" && (doing === "drag" || doing === "edit");
  return { client, name, holding: holds ? { table, id, doing } : null, ago: 1_000 * integer(value, "ago") };
}

function readHistory(value: Json | undefined): History | null {
  if (value === undefined || !isObject(value)) return null;
  return { undo: readSaid(own(value, "undo")), redo: readSaid(own(value, "redo")) };
}
