import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";

export function Notes({ drawer }: { drawer: DrawerContext }): JSX.Element {
  return <div class="jw-notes">{drawer.say("notes.title")}</div>;
}
