/** The Workshop's shell: header, agenda, board and curve in the middle, one drawer beside them, and the presentation over all. */

import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { AgendaStrip } from "../agenda/Strip";
import { Banners } from "../board/Banner";
import { Presentation } from "../present/Presentation";
import { Icon } from "../shell/Icon";
import { guardKeys, isComposing, ownKeys } from "../shell/keys";
import type { WorkshopContext } from "./context";
import { Drawer } from "./Drawer";
import { fillWindow } from "./full";
import { whereWords } from "./label";
import { Header } from "./Header";
import type { Opened } from "./open";

export function Workshop({ shop, boardRoot }: { shop: Opened; boardRoot: HTMLElement }): JSX.Element {
  const { board, root } = shop;
  useLayoutEffect(() => describe(shop), []);
  useEffect(() => {
    guardKeys(root, shop.signal);
    listenForKeys(shop);
    fillWindow(root, shop.full, shop.signal);
  }, []);
  const page = shop.presenting.value;
  return (
    <>
      <div class="ws-app" inert={page !== null}>
        <Header shop={shop} />
        <Banners board={board} />
        <AgendaStrip drawer={shop.drawer} />
        <div class="ws-main">
          <div class="ws-middle">
            <Mounted element={boardRoot} />
            <Notice shop={shop} />
          </div>
          <Drawer shop={shop} />
        </div>
      </div>
      {page !== null && <Presentation shop={shop} />}
    </>
  );
}

/** The board's root is made before the app is drawn, as its signals need it; here it gets its place. */
function Mounted({ element }: { element: HTMLElement }): JSX.Element {
  return <div class="ws-board-holder" ref={(holder) => void (holder && element.parentElement !== holder && holder.append(element))} />;
}

/** Under the board: what it is filtered by, and what an undo left undone, until somebody has read it. */
function Notice({ shop }: { shop: WorkshopContext }): JSX.Element {
  const { notice, where, search } = shop.board.view;
  const dismiss = shop.say("workshop.dismiss");
  const filter = whereWords(shop, shop.shown().where);
  return (
    <div class="ws-notices" role="status">
      {filter !== "" && (
        <div class="ws-notice">
          <p>{shop.say("workshop.filtered", { by: filter })}</p>
          <button
            type="button"
            class="jw-btn"
            data-action="unfilter"
            {...ownKeys}
            onClick={() => {
              where.value = {};
              search.value = "";
            }}
          >
            {shop.say("workshop.unfilter")}
          </button>
        </div>
      )}
      {notice.value !== "" && (
        <div class="ws-notice">
          <p>{notice.value}</p>
          <button
            type="button"
            class="jw-btn jw-btn-icon"
            aria-label={dismiss}
            title={dismiss}
            {...ownKeys}
            onClick={() => {
              notice.value = "";
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}

/** What scripts, styles and readers find on the root. */
function describe(shop: Opened): () => void {
  const { root, board } = shop;
  const observer = new ResizeObserver((entries) => {
    const width = entries[0]?.contentRect.width ?? 0;
    // Hidden (another tab of the notebook), it keeps the shape it had.
    if (width > 0) shop.width.value = width;
  });
  observer.observe(root);
  shop.width.value = root.clientWidth;
  root.setAttribute("data-jp-suppress-context-menu", "");
  const stops = [
    effect(() => {
      root.lang = board.view.language.value;
      root.setAttribute("aria-label", shop.say("workshop.title"));
    }),
    effect(() => {
      root.dataset["revision"] = String(board.revision.value);
    }),
    effect(() => {
      root.dataset["drawer"] = board.view.panelOpen.value && board.view.selected.value !== "" ? "card" : shop.tab.value;
    }),
  ];
  return () => {
    observer.disconnect();
    for (const stop of stops) stop();
  };
}

/** Undo and redo wherever the focus is in the app (the board has them too), and Escape back from the whole window. */
function listenForKeys(shop: WorkshopContext): void {
  const { root, board, signal } = shop;
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isComposing(event)) return;
    const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox], [type=radio], [type=range]), textarea, select") !== null;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !typing && (key === "z" || (key === "y" && !event.shiftKey))) {
      if (key === "y" || event.shiftKey) board.verbs.redo();
      else board.verbs.undo();
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) shop.search();
    else if (event.key === "Escape" && !typing && shop.full.peek() && shop.presenting.peek() === null) shop.full.value = false;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
}
