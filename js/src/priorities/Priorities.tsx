import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";

export function Priorities({ drawer }: { drawer: DrawerContext }): JSX.Element {
  return <div class="jw-priorities">{drawer.say("priorities.title")}</div>;
}
