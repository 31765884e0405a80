import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";

export function Review({ drawer }: { drawer: DrawerContext }): JSX.Element {
  return <div class="jw-review">{drawer.say("review.title")}</div>;
}
