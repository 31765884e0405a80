/** The storyboard: the pictures of a stage's cards in their order, under their numbers. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { own } from "../document/patch";
import { ownKeys } from "../shell/keys";
import { Picture } from "./CardExtras";
import type { BoardContext } from "./context";
import { text } from "./fields";

export function StoryboardCell({ board, stage }: { board: BoardContext; stage: string }): JSX.Element {
  // As text, so that a card that only changes otherwise draws nothing here.
  const shown = useComputed(() =>
    board.lane(stage).value.filter((id) => own(board.card(id).value?.record ?? {}, "image") !== undefined).join("\n"),
  ).value;
  return (
    <ol class="jw-story" role="list">
      {shown !== "" && shown.split("\n").map((id) => <Shot key={id} board={board} id={id} />)}
    </ol>
  );
}

function Shot({ board, id }: { board: BoardContext; id: string }): JSX.Element | null {
  const record = board.card(id).value?.record;
  if (!record) return null;
  const title = text(record, "title");
  return (
    <li data-shot={id}>
      <button
        type="button"
        class={board.view.selected.value === id ? "jw-shot is-selected" : "jw-shot"}
        aria-label={board.say("facts.shot", { number: board.number(id).value, title })}
        title={title}
        {...ownKeys}
        onClick={() => {
          board.view.selected.value = id;
          board.view.panelOpen.value = true;
        }}
      >
        <Picture board={board} record={record} class="jw-shot-picture" />
        <span class="jw-no" aria-hidden="true">{board.number(id)}</span>
      </button>
    </li>
  );
}
