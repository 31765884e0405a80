/**
 * The workshop of this moment: the step at hand, its timer, what the room may see. Changed here at once, sent, and sent
 * again until it is answered; what the kernel says last is so. No journal keeps it: a kernel that was started anew
 * during a workshop gets it back from the page that still knows it.
 */

import { AGAIN } from "./patience";
import type { Shelf } from "./outbox";
import type { Session } from "./types";
import { type HeardSession, type Steer, readSession, sessionFields } from "./wire";

/** Before anybody has steered. */
export const AT_REST: Session = {
  step: "", timerEnds: "", timerLeft: 0, revealed: true, silent: false, frozen: false, voting: 0, sound: true, sight: true,
};
/** A session older than this (in seconds) is another workshop's: it is not given back. */
const YESTERDAY = 3 * 3_600;
/** How much earlier (in ms) the kernel's clock must suddenly be to be believed: a message that was long on its way says less. */
const JUMP = 2_000;

export interface Helm {
  readonly session: Session;
  /** The kernel's clock, in milliseconds since 1970. */
  now(): number;
  steer(fields: Partial<Session>): void;
  /** Takes what the kernel says; `greeting`: in answer to a hello, so nothing newer can be on its way. */
  hear(said: HeardSession, greeting?: boolean): void;
  /** A steer was answered, well or not. */
  answered(n: number): void;
  end(): void;
}

interface Options {
  readonly client: string;
  readonly journey: string;
  readonly shelf: Shelf | null;
  readonly post: (message: Steer) => void;
  /** `session` has changed. */
  readonly moved: () => void;
}

interface Turn {
  readonly n: number;
  readonly fields: Partial<Session>;
}

export function createHelm({ client, journey, shelf, post, moved }: Options): Helm {
  const key = `journey_widgets/${journey}/session`;
  let confirmed = AT_REST;
  let at = -1;
  let turns: Turn[] = [];
  let shown = AT_REST;
  let lastTurn = 0;
  /** What the kernel's clock is ahead of this page's. */
  let ahead: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    const next = turns.reduce<Session>((session, turn) => ({ ...session, ...turn.fields }), confirmed);
    if (same(next, shown)) return;
    shown = next;
    moved();
  }

  function send(): void {
    clearTimeout(timer);
    for (const { n, fields } of turns) post({ client, steer: sessionFields(fields), n });
    if (turns.length > 0) timer = setTimeout(send, AGAIN);
  }

  function turn(fields: Partial<Session>): void {
    turns = [...turns, { n: (lastTurn += 1), fields }];
  }

  function keep(): void {
    try {
      shelf?.setItem(key, JSON.stringify({ ...sessionFields(confirmed), at, now: at }));
    } catch {
      // A full storage: only a kernel that dies and a page that is reloaded, both at once, would lose the step.
    }
  }

  /** What this tab last knew, where that was lately. */
  function remembered(now: number): Session | null {
    if (at > 0) return now - at < YESTERDAY ? confirmed : null;
    try {
      const kept = readSession(JSON.parse(shelf?.getItem(key) ?? "null"));
      return kept !== null && kept.at > 0 && now - kept.at < YESTERDAY ? kept.session : null;
    } catch {
      return null;
    }
  }

  return {
    get session() {
      return shown;
    },
    now: () => Date.now() + (ahead ?? 0),
    steer(fields) {
      turn(fields);
      show();
      const newest = turns.at(-1);
      if (newest) post({ client, steer: sessionFields(newest.fields), n: newest.n });
      clearTimeout(timer);
      timer = setTimeout(send, AGAIN);
    },
    hear(said, greeting = false) {
      const sample = 1_000 * said.now - Date.now();
      if (ahead === null || sample > ahead || sample < ahead - JUMP) ahead = sample;
      if (greeting && said.at === 0) {
        const old = remembered(said.now);
        at = 0;
        // Before whatever this hand has done since.
        if (old !== null && !same(old, said.session)) turns = [{ n: (lastTurn += 1), fields: old }, ...turns];
        confirmed = said.session;
      } else if (said.at >= at || greeting) {
        at = said.at;
        confirmed = said.session;
        keep();
      }
      show();
      if (greeting) send();
    },
    answered(n) {
      turns = turns.filter((other) => other.n !== n);
      if (turns.length === 0) clearTimeout(timer);
      show();
    },
    end: () => clearTimeout(timer),
  };
}

function same(a: Session, b: Session): boolean {
  return (Object.keys(a) as (keyof Session)[]).every((field) => a[field] === b[field]);
}
