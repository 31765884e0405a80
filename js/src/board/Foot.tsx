/** The board's lower edge: what the curve says in one sentence, what the keys do, and the way to the table. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Part, sentence } from "../analysis/figures";
import { scaleOf, values } from "../document/scale";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { countFound } from "./Search";
import type { BoardContext } from "./context";

export function Foot({ board }: { board: BoardContext }): JSX.Element {
  const open = board.view.tableOpen;
  const notice = board.view.notice.value;
  const query = board.view.search.value.trim();
  const nothing = useComputed(() => board.view.search.value.trim() !== "" && countFound(board) === 0).value;
  return (
    <footer class="jw-foot">
      <p role="status">{nothing ? board.say("panel.empty_found", { query }) : notice || <Sentence board={board} />}</p>
      {nothing && (
        <button
          type="button"
          class="jw-btn"
          {...ownKeys}
          onClick={() => {
            board.view.search.value = "";
          }}
        >
          {board.say("panel.empty_found_do")}
        </button>
      )}
      {!open.value && !nothing && <KeyHints board={board} />}
      <button
        type="button"
        class="jw-btn jw-btn-line"
        data-action="table"
        {...ownKeys}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name={open.value ? "rows" : "table"} />
        {board.say(open.value ? "panel.show_board" : "panel.show_table")}
      </button>
    </footer>
  );
}

/** Reads the whole map, so it waits until the hand has paused: nobody reads a sentence while dragging. */
const PAUSE = 150;

function Sentence({ board }: { board: BoardContext }): JSX.Element {
  const persona = board.view.persona.value;
  const state = board.view.state.value;
  const language = board.view.language.value;
  const say = (): readonly Part[] => sentence(board.document.peek(), persona, state, language);
  const [parts, setParts] = useState(say);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    const stop = board.document.subscribe(() => {
      clearTimeout(timer);
      if (first) setParts(say());
      else timer = setTimeout(() => setParts(say()), PAUSE);
      first = false;
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [persona, state, language]);
  return <>{parts.map((part, index) => (part.strong ? <b key={index}>{part.text}</b> : part.text))}</>;
}

function KeyHints({ board }: { board: BoardContext }): JSX.Element {
  const count = values(scaleOf(board.document.value)).length;
  return (
    <span class="jw-keys" aria-hidden="true">
      <span>
        <kbd>Space</kbd>
        {board.say("panel.key_lift")}
      </span>
      <span>
        <kbd>←</kbd>
        <kbd>→</kbd>
        {board.say("panel.key_stage")}
      </span>
      {count <= 9 && (
        <span>
          <kbd>1</kbd>–<kbd>{count}</kbd>
          {board.say("panel.key_score")}
        </span>
      )}
    </span>
  );
}
