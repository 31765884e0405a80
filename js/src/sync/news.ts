/** What a page hears besides changes (how the journey is kept, who is there), and under which name it speaks. */

import type { NameTag } from "./name";
import { createPresence } from "./presence";
import type { Holding, Person, Status } from "./types";
import type { Bye, News as Heard, Presence } from "./wire";

/** Until the kernel has said how it keeps the journey. */
const UNSAID: Status = { saved: "saved", problem: null, readOnly: false, owner: null };

export interface News {
  readonly status: Status;
  readonly others: readonly Person[];
  readonly name: string;
  rename(name: string): void;
  hold(holding: Holding | null): void;
  hear(heard: Heard): void;
  /** There is no kernel: who is there, and what they hold, is not known any more. */
  lose(): void;
  /** The page is being closed; it may come back (a browser keeps pages to go back to). */
  bye(): void;
  back(): void;
  end(): void;
}

interface Options {
  readonly client: string;
  readonly name: NameTag | undefined;
  readonly post: (message: Presence | Bye) => void;
  /** Something here has changed. */
  readonly moved: () => void;
  /** What was for reading only can be changed now. */
  readonly opened: () => void;
}

/** A name as it goes with a message: nothing where there is none. */
export function signed(actor: string): { readonly actor?: string } {
  return actor === "" ? {} : { actor };
}

export function createNews({ client, name, post, moved, opened }: Options): News {
  let status = UNSAID;
  /** Has said good-bye, and must not answer for being missed. */
  let away = false;
  const called = (): string => name?.get() ?? "";
  const presence = createPresence({ client, send: (held) => post({ client, presence: held, ...signed(called()) }), moved });
  return {
    get status() {
      return status;
    },
    get others() {
      return presence.others;
    },
    get name() {
      return called();
    },
    rename: (given) => name?.set(given),
    hold: presence.hold,
    hear({ people, status: next }) {
      if (people !== null && !away) presence.hear(people);
      if (next === null || JSON.stringify(next) === JSON.stringify(status)) return;
      const wasShut = status.readOnly;
      status = next;
      moved();
      if (wasShut && !next.readOnly) opened();
    },
    lose: () => presence.hear([]),
    bye() {
      presence.hear([]);
      away = true;
      post({ client, bye: true });
    },
    back: () => void (away = false),
    end: presence.end,
  };
}
