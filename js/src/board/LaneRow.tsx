/** A Python function's row: what it says of each card, by the card's number, and their sum where all of it is numbers. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import { shownValue } from "./CardExtras";
import type { BoardContext } from "./context";

interface LaneProps {
  readonly board: BoardContext;
  readonly lane: string;
}

/** What went wrong in it, in words. */
export function LaneWrong({ board, lane }: LaneProps): JSX.Element | null {
  const problem = board.lanes.problem(lane).value;
  if (!problem) return null;
  return (
    <p class="jw-lane-wrong" role="status">
      <Icon name="warn" small />
      <span>{problem[board.view.language.value]}</span>
    </p>
  );
}

export function LaneCell({ board, lane, stage }: LaneProps & { stage: string }): JSX.Element {
  const ids = board.lane(stage).value;
  const sum = useComputed(() => {
    let total = 0;
    let numbers = 0;
    for (const id of board.lane(stage).value) {
      const value = board.lanes.value(lane, id).value;
      if (value === null) continue;
      if (typeof value !== "number") return null;
      total += value;
      numbers += 1;
    }
    return numbers > 1 ? total : null;
  }).value;
  return (
    <>
      <ul class="jw-lane-values" role="list">
        {ids.map((id) => (
          <Value key={id} board={board} lane={lane} card={id} />
        ))}
      </ul>
      {sum !== null && <p class="jw-lane-sum">{board.say("facts.sum", { sum: shownValue(board, sum) })}</p>}
    </>
  );
}

/** Drawn anew by itself when its own value changes. */
function Value({ board, lane, card }: LaneProps & { card: string }): JSX.Element | null {
  const value = board.lanes.value(lane, card).value;
  if (value === null || value === "") return null;
  return (
    <li data-value-of={card}>
      <span class="jw-no">{board.number(card)}</span>
      <span class="jw-num">{shownValue(board, value)}</span>
    </li>
  );
}
