/** The search field, and words found in a text. */

import { useComputed, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { table } from "../document/order";
import { Icon } from "../shell/Icon";
import { isComposing, isTyping, ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { matches, pieces } from "./find";

export { matches } from "./find";

/** `text` with the words of `query` marked. */
export function Highlight({ text, query }: { text: string; query: string }): JSX.Element {
  return <>{pieces(text, query).map((piece, index) => (index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece))}</>;
}

/** How many cards the search finds; reads the document, so only where the search is on. */
export function countFound(board: BoardContext): number {
  const query = board.view.search.value.trim();
  if (!query) return 0;
  return Object.values(table(board.document.value, "touchpoints")).filter((record) => matches(record as never, query)).length;
}

export function SearchBox({ board }: { board: BoardContext }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const query = board.view.search;
  const found = useComputed(() => (query.value.trim() ? countFound(board) : null));

  // Somebody else cleared it ("Clear search"): the field follows, unless a conversion is going on in it.
  useSignalEffect(() => {
    const element = input.current;
    if (element && !composing.current && element.value !== query.value) element.value = query.value;
  });
  // "/" from anywhere on the board.
  useEffect(() => {
    const ends = new AbortController();
    board.root.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isComposing(event) || isTyping(event)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }, { signal: ends.signal });
    return () => ends.abort();
  }, []);

  const take = (): void => {
    if (input.current) query.value = input.current.value;
  };
  return (
    <label class="jw-field-box jw-search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={board.say("panel.search")}
        placeholder={board.say("panel.search")}
        autocomplete="off"
        {...ownKeys}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
          take();
        }}
        onInput={() => {
          if (!composing.current) take();
        }}
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (query.value) query.value = "";
          else input.current?.blur();
        }}
      />
      {found.value === null ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <span class="jw-num jw-found" role="status">{board.say("panel.found", { n: found.value })}</span>
      )}
    </label>
  );
}
