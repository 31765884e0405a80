import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";

export function Agenda({ drawer }: { drawer: DrawerContext }): JSX.Element {
  return <div class="jw-agenda">{drawer.say("agenda.title")}</div>;
}
