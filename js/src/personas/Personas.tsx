import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";

export function Personas({ drawer }: { drawer: DrawerContext }): JSX.Element {
  return <div class="jw-personas">{drawer.say("personas.title")}</div>;
}
