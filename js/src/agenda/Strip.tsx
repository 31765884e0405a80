/** The strip above the board: which step, what to do, how much time is left, and what comes next. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";

export function AgendaStrip({ drawer }: { drawer: DrawerContext }): JSX.Element {
  return <section class="jw-strip" aria-label={drawer.say("agenda.title")} />;
}
