/** On a card that somebody else drags or writes in: who that is. The card can be read; what is dragged cannot be lifted. */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import type { Person } from "../sync/types";
import type { BoardContext } from "./context";
import type { Inside } from "./inside";

/** "佐藤さんが編集中" */
export function heldBy(board: Pick<BoardContext, "say">, person: Person): string {
  const doing = person.holding?.doing === "drag" ? "board.drags" : "board.edits";
  return person.name === "" ? board.say(`${doing}_someone`) : board.say(doing, { name: person.name });
}

export function HeldTag({ board, card, id }: { board: Inside; card: string; id: string }): JSX.Element | null {
  const person = board.holder(card).value;
  if (!person) return null;
  return (
    <span class="jw-tag" id={id}>
      <Icon name="lock" small />
      <span>{heldBy(board, person)}</span>
    </span>
  );
}

/** Why a card cannot be lifted here, in words; "" where it can. */
export function whyNot(board: Inside, card: string): string {
  if (board.status.peek().readOnly) return board.say("board.read_only");
  const person = board.holder(card).peek();
  return person?.holding?.doing === "drag" ? heldBy(board, person) : "";
}
