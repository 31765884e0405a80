/** The ready agendas to choose from, one button a length. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { isEmpty } from "../document/patch";
import { ownKeys } from "../shell/keys";
import { LENGTHS, readyAgenda } from "./steps";
import { lengthOf } from "./words";

export function ReadyAgendas({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const { say, store } = drawer;
  return (
    <span class="jw-ready" role="group" aria-label={say("agenda.ready")}>
      {LENGTHS.map((minutes) => (
        <button
          key={minutes} type="button" class="jw-btn jw-btn-line" data-agenda={minutes} {...ownKeys}
          onClick={() => {
            const patch = readyAgenda(store.document, minutes, drawer.language.value);
            if (!isEmpty(patch)) store.change(patch);
          }}
        >
          {lengthOf(say, minutes)}
        </button>
      ))}
    </span>
  );
}
