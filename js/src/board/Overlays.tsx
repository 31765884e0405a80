/** What floats above the lanes: refusals, the five faces of one card, and in compact density a peek at a card. */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { focusedIn } from "../shell/inside";
import { isComposing } from "../shell/keys";
import { Anchor } from "./Anchor";
import type { Inside } from "./inside";
import { Peek, Popover, Rejected } from "./Popover";
import { ScoreFaces } from "./ScoreFaces";

export function Overlays({ board }: { board: Inside }): JSX.Element {
  return (
    <div class="jw-over">
      <Refusals board={board} />
      <Faces board={board} />
      <Peeking board={board} />
    </div>
  );
}

function Refusals({ board }: { board: Inside }): JSX.Element {
  const cards = [...board.view.rejections.value.keys()].filter((id) => board.cards.whereabouts(id) !== undefined);
  return (
    <>
      {cards.map((id) => (
        <Anchor key={id} board={board} card={id}>
          <Rejected board={board} card={id} />
        </Anchor>
      ))}
    </>
  );
}

/** One click on the card's face opens them, one on a face scores. */
function Faces({ board }: { board: Inside }): JSX.Element | null {
  const card = board.facing.value;
  if (card === "" || !board.card(card).value) return null;
  return (
    <Anchor key={card} board={board} card={card}>
      <FaceSheet board={board} card={card} />
    </Anchor>
  );
}

function FaceSheet({ board, card }: { board: Inside; card: string }): JSX.Element {
  const sheet = useRef<HTMLDivElement>(null);
  const close = (focus: boolean): void => {
    if (board.facing.peek() === card) board.facing.value = "";
    if (focus) board.focusCard(card);
  };
  useLayoutEffect(() => {
    const faces = sheet.current?.querySelectorAll<HTMLElement>("[data-score]:is(button,[role=radio])") ?? [];
    const checked = [...faces].find((face) => face.getAttribute("aria-checked") === "true");
    (checked ?? faces[Math.floor(faces.length / 2)])?.focus({ preventScroll: true });
    const ends = new AbortController();
    board.root.ownerDocument.addEventListener("pointerdown", (event) => {
      const path = event.composedPath();
      // Its own button closes it by itself.
      const button = board.element(card)?.querySelector(".jw-feel-button");
      if (sheet.current && !path.includes(sheet.current) && !(button && path.includes(button))) close(false);
    }, { capture: true, signal: ends.signal });
    return () => ends.abort();
  }, []);
  return (
    <div
      ref={sheet}
      class="jw-face-sheet"
      data-for={card}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Escape" || event.key === "Tab") {
          event.preventDefault();
          event.stopPropagation();
          close(true);
        }
      }}
      onFocusOut={() => {
        // Leaving by any way but a click inside closes it; where the focus went is only known afterwards.
        queueMicrotask(() => {
          const active = sheet.current && focusedIn(sheet.current);
          if (active && active !== board.root.ownerDocument.body && !sheet.current?.contains(active)) close(false);
        });
      }}
    >
      <Popover board={board} class="jw-face-pop" role="dialog" label={board.say("board.score_faces", { title: board.titleOf(card) })}>
        <ScoreFaces board={board} touchpoint={card} compact onDone={() => close(true)} />
      </Popover>
    </div>
  );
}

/** After a moment of rest on a card, in the density that leaves things out. */
function Peeking({ board }: { board: Inside }): JSX.Element | null {
  const [shown, show] = useState("");
  const wanted = board.peeking.value;
  const quiet = board.view.density.value !== "compact" || board.lifted.value !== "" || board.facing.value !== "";
  useEffect(() => {
    show("");
    if (wanted === "" || quiet) return undefined;
    const timer = setTimeout(() => show(wanted), 450);
    return () => clearTimeout(timer);
  }, [wanted, quiet]);
  if (shown === "" || quiet || board.view.rejections.value.has(shown) || board.view.renaming.value === shown) return null;
  return (
    <Anchor key={shown} board={board} card={shown}>
      <Peek board={board} card={shown} />
    </Anchor>
  );
}
