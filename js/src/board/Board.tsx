/** The board's shell: toolbar above, lanes and curve in one scroller, panel beside them, a sentence below. */

import { effect, useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { focusedIn } from "../shell/inside";
import { guardKeys } from "../shell/keys";
import { BelowCells, BelowHeads } from "./Below";
import { CurveParts, Ticks } from "./Curve";
import { emptiness, EmptyBoard } from "./Empty";
import { Foot } from "./Foot";
import type { Inside } from "./inside";
import { listenForHands } from "./hands";
import { listenForKeys } from "./keys";
import { Lane } from "./Lane";
import { LinkLayer } from "./links/LinkLayer";
import { LinkTo } from "./links/LinkTo";
import { tellOthers } from "./others";
import { listenForPictures } from "./pictures";
import { MoveTo } from "./MoveTo";
import { Overlays } from "./Overlays";
import { Panel } from "./Panel";
import { Pool } from "./Pool";
import { StageHead } from "./StageHead";
import { TableView } from "./TableView";
import { Toolbar } from "./Toolbar";

export function Board({ board }: { board: Inside }): JSX.Element {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => describe(board), []);
  useEffect(() => {
    if (!layer.current) return;
    guardKeys(board.root, board.signal);
    listenForKeys(board, layer.current);
    listenForHands(board, layer.current);
    listenForPictures(board);
    listenForFocus(board);
    tellOthers(board);
  }, []);
  const panel = !board.embedded && board.view.panelOpen.value && board.view.selected.value !== "";
  return (
    <>
      <p class="sr jw-live" role="status" aria-live="assertive" aria-atomic="true">{board.spoken}</p>
      {!board.embedded && <Toolbar board={board} />}
      <div class={panel ? "jw-main has-panel" : "jw-main"}>
        {board.view.tableOpen.value ? <TableView board={board} /> : <Lanes board={board} />}
        {panel && <Panel board={board} />}
      </div>
      {!board.embedded && <Foot board={board} />}
      <Overlays board={board} />
      <MoveTo board={board} />
      <LinkTo board={board} />
      <div ref={layer} class="jw-drag-layer" aria-hidden="true" />
      <p class="sr" id={`${board.prefix}-how`}>{board.say("board.how_to")}</p>
    </>
  );
}

const TALL = 24;

function Lanes({ board }: { board: Inside }): JSX.Element {
  const stages = board.stages.value;
  const rows = board.rowNames.value;
  const count = Math.max(1, rows.length);
  // Lanes that are certain to scroll get a fixed height, so that a change in one is laid out in that one alone.
  const tall = stages.some((stage) => board.lane(stage).value.length > TALL);
  // The last row takes what is left over beside a tall panel.
  const below = board.below.value.length;
  const heights = `auto ${count > 1 ? `repeat(${count - 1}, auto) ` : ""}1fr${board.drawCurve ? " auto auto auto" : " 0 0 0"} ${"auto ".repeat(below + 1)}`;
  return (
    <div class="jw-scroll" tabIndex={-1}>
      <div
        class={rows.length > 0 ? "jw-board has-rows" : "jw-board"}
        style={`--stages:${Math.max(1, stages.length)};--rows:${count};grid-template-rows:${heights}`}
        data-tall={tall ? "" : undefined}
        data-curve={board.drawCurve ? "on" : "off"}
      >
        <Pool board={board} />
        {rows.map((row, index) => (
          <RowHead key={row} board={board} row={row} index={index} />
        ))}
        {stages.map((stage, index) => (
          <Band key={stage} board={board} stage={stage} index={index} rows={rows} />
        ))}
        {board.drawCurve && <CurveParts board={board} />}
        <BelowHeads board={board} />
        <LinkLayer board={board} />
        <EmptyLayer board={board} />
      </div>
    </div>
  );
}

function EmptyLayer({ board }: { board: Inside }): JSX.Element | null {
  const empty = useComputed(() => emptiness(board) !== "").value;
  if (!empty) return null;
  return (
    <div class="jw-board-empty">
      <EmptyBoard board={board} />
    </div>
  );
}

/** A stage from its name to its stretch of the curve: one section, so that reading goes down the band. */
function Band({ board, stage, index, rows }: { board: Inside; stage: string; index: number; rows: readonly string[] }): JSX.Element {
  return (
    <section
      class="jw-band"
      style={`--i:${index + 1}`}
      data-band={stage}
      aria-label={typeof board.stage(stage).value?.["name"] === "string" ? (board.stage(stage).value?.["name"] as string) : undefined}
    >
      <StageHead board={board} stage={stage} />
      {rows.length === 0 ? (
        <Lane board={board} stage={stage} row={null} />
      ) : (
        rows.map((row, at) => <Lane key={row} board={board} stage={stage} row={row} style={`--row:${at}`} />)
      )}
      {board.drawCurve && <Ticks board={board} stage={stage} />}
      <BelowCells board={board} stage={stage} />
    </section>
  );
}

function RowHead({ board, row, index }: { board: Inside; row: string; index: number }): JSX.Element {
  return (
    <div class="jw-rail jw-row-head" style={`--row:${index}`}>
      <h3>{row || board.say("board.row_none")}</h3>
    </div>
  );
}

/** What scripts, styles and readers find on the root. */
function describe(board: Inside): () => void {
  const { root, view } = board;
  root.setAttribute("data-jp-suppress-context-menu", "");
  // Takes the focus while a card is in the hand.
  root.tabIndex = -1;
  const stop = effect(() => {
    root.lang = view.language.value;
    root.setAttribute("aria-label", board.say("board.label"));
    root.dataset["density"] = view.density.value;
    root.dataset["zoom"] = view.zoom.value;
    root.toggleAttribute("data-rows", board.rowNames.value.length > 0);
  });
  // By itself: to write `lang` anew, even the same, makes the browser style every card again (30 ms at 500 cards).
  const stopReading = effect(() => {
    root.toggleAttribute("data-read-only", board.status.value.readOnly);
  });
  const stopCounting = effect(() => {
    root.dataset["revision"] = String(board.revision.value);
  });
  const observer = new ResizeObserver((entries) => {
    const width = entries[0]?.contentRect.width ?? 0;
    // Hidden (another tab of the notebook), it keeps the shape it had.
    if (width > 0) board.width.value = width;
  });
  observer.observe(root);
  board.width.value = root.clientWidth;
  return () => {
    stop();
    stopReading();
    stopCounting();
    observer.disconnect();
  };
}

const isInside = (element: Element | null, selector: string): boolean => element?.matches(selector) ?? false;

function listenForFocus(board: Inside): void {
  const { root, signal, view } = board;
  const idAt = (event: Event): string => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>(".jw-card[data-touchpoint]") : null;
    return card?.dataset["touchpoint"] ?? "";
  };
  // A card that somebody (or an undo) moves is taken out of the page and put back, and loses the focus on the way.
  board.pace.subscribe((event) => {
    if (event.before === event.after) return;
    const active = focusedIn(root);
    const id = active && root.contains(active) ? (active.closest<HTMLElement>(".jw-card[data-touchpoint]")?.dataset["touchpoint"] ?? "") : "";
    if (id === "" || isInside(active, "input, textarea")) return;
    requestAnimationFrame(() => {
      const now = focusedIn(root);
      if (signal.aborted || (now && now !== root.ownerDocument.body)) return;
      (board.element(id) ?? board.element(board.tabStop.peek()))?.focus({ preventScroll: true });
    });
  });
  root.addEventListener("focusin", (event) => {
    const id = idAt(event);
    if (id === "") return;
    board.keepTabStop(id);
    if (event.target instanceof Element && event.target.matches(":focus-visible")) board.peeking.value = id;
  }, { signal });
  root.addEventListener("focusout", () => {
    board.peeking.value = "";
  }, { signal });
  root.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") board.peeking.value = idAt(event);
  }, { signal });
  root.addEventListener("pointerleave", () => {
    board.peeking.value = "";
  }, { signal });
  root.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Element && !event.target.closest(".jw-rail-pool")) board.poolOpen.value = false;
  }, { signal });
  root.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element) || target.closest("button, input, textarea, select, a, .jw-over")) return;
    const id = idAt(event);
    if (id === "") return;
    view.selected.value = id;
    // In the Workshop a click says which card is meant; the drawer goes on with its own matter.
    if (!board.embedded || event.detail > 1) view.panelOpen.value = true;
  }, { signal });
}
