import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";

export function Actions({ drawer }: { drawer: DrawerContext }): JSX.Element {
  return <div class="jw-actions">{drawer.say("actions.title")}</div>;
}
