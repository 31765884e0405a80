/** The messages of the protocol, as they travel. Twin of `journey_widgets/widgets/sync.py`. */

import type { Json, JsonObject, Patch } from "../document/json";
import { isObject, own } from "../document/patch";
import type { History, Said } from "./types";

/** On mount, and whenever something is missing: answered by a snapshot, or by frames after `revision`. */
export interface Hello {
  readonly hello: true;
  readonly client: string;
  readonly revision: number | null;
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
  readonly after?: number;
}

export type Up = Hello | Step;

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

export type Answer =
  | { readonly kind: "snapshot"; readonly document: JsonObject; readonly revision: number; readonly seq: number; readonly history: History }
  | { readonly kind: "frames"; readonly frames: readonly Frame[]; readonly revision: number; readonly seq: number; readonly history: History }
  | { readonly kind: "ack"; readonly client: string; readonly seq: number; readonly revision: number; readonly history: History; readonly notes: readonly Said[] }
  | { readonly kind: "reject"; readonly client: string; readonly seq: number; readonly message: Said }
  | { readonly kind: "resend"; readonly client: string; readonly from: number };

/** A message on Sync as an answer to the client it names; null for anything else. */
export function readAnswer(message: unknown): (Answer & { readonly client: string }) | null {
  const content = message as Json;
  if (!isObject(content)) return null;
  const client = own(content, "client");
  if (typeof client !== "string") return null;
  const seq = integer(content, "seq");
  const revision = integer(content, "revision");
  const history = readHistory(own(content, "history")) ?? NO_HISTORY;
  const snapshot = own(content, "snapshot");
  if (snapshot !== undefined && isObject(snapshot)) return { kind: "snapshot", client, document: snapshot, revision, seq, history };
  const frames = own(content, "frames");
  if (Array.isArray(frames)) {
    const read = frames.map((frame: Json) => readFrame(frame)).filter((frame) => frame !== null);
    return { kind: "frames", client, frames: read, revision, seq, history };
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
  return null;
}

/** A message on Feed as a frame; null for anything else (the session's messages travel there too). */
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

function readSaid(value: Json | undefined): Said | null {
  if (value === undefined || !isObject(value)) return null;
  const { ja, en } = value;
  return typeof ja === "string" && typeof en === "string" ? { ja, en } : null;
}

function readHistory(value: Json | undefined): History | null {
  if (value === undefined || !isObject(value)) return null;
  return { undo: readSaid(own(value, "undo")), redo: readSaid(own(value, "redo")) };
}
