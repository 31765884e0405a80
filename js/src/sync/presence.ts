/**
 * Who else is on the journey, and what this hand tells them. While nobody else is there, nothing is said; while there
 * is, only what the hand takes and lets go, and every few seconds that it still holds it.
 */

import type { Holding, Person } from "./types";

/** Whoever holds something and has not said so again for so long is gone. The kernel has the same (`people.HOLDS`). */
export const HOLDS = 15_000;
/** How often that is said again. */
export const RENEW = 5_000;
/** A hand that takes and lets go faster than this is told of in one message. */
export const SETTLE = 200;

/** Somebody on the kernel's list, and how many milliseconds ago they were heard. */
export type Listed = Person & { readonly ago: number };

export interface Presence {
  readonly others: readonly Person[];
  /** What this hand holds; null for nothing. */
  hold(holding: Holding | null): void;
  /** Takes the kernel's list of everyone. */
  hear(people: readonly Listed[]): void;
  end(): void;
}

interface Options {
  readonly client: string;
  readonly send: (holding: Holding | null) => void;
  /** `others` has changed. */
  readonly moved: () => void;
}

export function createPresence({ client, send, moved }: Options): Presence {
  let others: readonly Person[] = [];
  /** When each of them that holds something was heard last. */
  let heardAt: ReadonlyMap<string, number> = new Map();
  let mine: Holding | null = null;
  /** What the others were told, and when. */
  let told: Holding | null = null;
  let toldAt = -Infinity;
  /** The kernel's list is without this page. */
  let missing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  /** When there is something to say. */
  function due(): number {
    if (others.length === 0) return Infinity;
    if (missing || !same(mine, told)) return toldAt + SETTLE;
    return mine === null ? Infinity : toldAt + RENEW;
  }

  function go(): void {
    clearTimeout(timer);
    if (ended) return;
    const now = performance.now();
    if (due() <= now) {
      told = mine;
      toldAt = now;
      missing = false;
      send(mine);
    }
    const silence = Math.min(...[...heardAt.values()].map((at) => at + HOLDS));
    const moment = Math.min(due(), silence);
    if (moment !== Infinity) timer = setTimeout(wake, Math.max(0, Math.ceil(moment - now)) + 1);
  }

  function wake(): void {
    const since = performance.now() - HOLDS;
    set(others.filter((person) => (heardAt.get(person.client) ?? Infinity) > since), heardAt);
    go();
  }

  function set(people: readonly Person[], heard: ReadonlyMap<string, number>): void {
    const before = others;
    others = people;
    heardAt = new Map([...heard].filter(([name]) => others.some((person) => person.client === name && person.holding !== null)));
    if (JSON.stringify(others) !== JSON.stringify(before)) moved();
  }

  return {
    get others() {
      return others;
    },
    hold(holding) {
      mine = holding;
      go();
    },
    hear(people) {
      if (ended) return;
      const now = performance.now();
      missing = !people.some((person) => person.client === client);
      const rest = people.filter((person) => person.client !== client);
      set(
        rest.map(({ ago: _, ...person }) => person),
        new Map(rest.map((person) => [person.client, now - person.ago])),
      );
      go();
    },
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}

function same(a: Holding | null, b: Holding | null): boolean {
  return a === b || (a !== null && b !== null && a.table === b.table && a.id === b.id && a.doing === b.doing);
}
