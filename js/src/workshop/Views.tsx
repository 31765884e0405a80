/** The drawer of the views: what is on the screen and how, and the views that have been saved to step through. */

import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { Menu, type MenuGroup } from "../board/Menu";
import { SearchBox } from "../board/Search";
import { RowsMenu, ZoomMenu } from "../board/ViewMenus";
import { isEmpty } from "../document/patch";
import type { Patch } from "../document/json";
import { Icon } from "../shell/Icon";
import { Field } from "../shell/field";
import { isComposing, ownKeys } from "../shell/keys";
import type { WorkshopContext } from "./context";
import { Filter } from "./Filter";
import { labelOf, summaryOf } from "./label";
import { movePatch, removePatch, renamePatch, replacePatch, sameShown, savePatch, viewsOf, type SavedView } from "./saved";

export function Views({ shop }: { shop: WorkshopContext }): JSX.Element {
  const board = useMemo(() => ({ ...shop.board, root: shop.root }), [shop]);
  const { say } = shop;
  const table = board.view.tableOpen;
  return (
    <div class="ws-views">
      <section aria-label={say("workshop.on_screen")}>
        <h3>{say("workshop.on_screen")}</h3>
        <div class="ws-row">
          <RowsMenu board={board} />
          <ZoomMenu board={board} />
        </div>
        <div class="ws-row">
          <SearchBox board={board} />
          <button
            type="button"
            class="jw-btn jw-btn-line"
            data-action="table"
            {...ownKeys}
            onClick={() => {
              table.value = !table.value;
            }}
          >
            <Icon name={table.value ? "rows" : "table"} />
            {say(table.value ? "panel.show_board" : "panel.show_table")}
          </button>
        </div>
        <Filter shop={shop} />
      </section>
      <Saved shop={shop} />
      <footer class="ws-row">
        <button type="button" class="jw-btn jw-btn-line" {...ownKeys} onClick={() => shop.present()}>
          <Icon name="screen" />
          {say("workshop.present_views")}
        </button>
        <button type="button" class="jw-btn jw-btn-line" data-action="print" {...ownKeys} onClick={() => void shop.print()}>
          {say("workshop.print")}
        </button>
      </footer>
    </div>
  );
}

function Saved({ shop }: { shop: WorkshopContext }): JSX.Element {
  const { say, board } = shop;
  const views = viewsOf(board.document.value);
  const [renaming, setRenaming] = useState("");
  const change = (patch: Patch): void => {
    if (!isEmpty(patch)) board.store.change(patch);
  };
  return (
    <section aria-label={say("workshop.saved_views")}>
      <h3>{say("workshop.saved_views")}</h3>
      {views.length === 0 && <p class="jw-muted">{say("workshop.no_views")}</p>}
      <ol class="ws-view-list">
        {views.map((view, index) => (
          <li key={view.id} data-view={view.id} class={shop.view.value === view.id ? "is-now" : undefined}>
            <span class="jw-num" aria-hidden="true">{index + 1}</span>
            {renaming === view.id ? (
              <Field
                class="jw-input"
                label={say("workshop.view_name")}
                value={view.name}
                required
                autoFocus
                onCommit={(name) => change(renamePatch(board.store.document, view.id, name))}
                onDone={() => setRenaming("")}
              />
            ) : (
              <button
                type="button"
                class="ws-view"
                aria-current={shop.view.value === view.id ? "true" : undefined}
                {...ownKeys}
                onClick={() => shop.show(view)}
                onKeyDown={(event) => {
                  if (event.key !== "F2") return;
                  event.preventDefault();
                  setRenaming(view.id);
                }}
              >
                <span>{view.name}</span>
                <small>{summaryOf(shop, view)}</small>
              </button>
            )}
            <Menu
              board={{ ...board, root: shop.root }}
              align="end"
              class="jw-btn jw-btn-icon"
              label={say("workshop.view_menu", { name: view.name })}
              groups={menuOf(shop, views, index, change, () => setRenaming(view.id))}
            >
              <Icon name="menu" />
            </Menu>
          </li>
        ))}
      </ol>
      <Save shop={shop} views={views} />
    </section>
  );
}

function menuOf(shop: WorkshopContext, views: readonly SavedView[], index: number, change: (patch: Patch) => void, rename: () => void): MenuGroup[] {
  const { say, board } = shop;
  const view = views[index]!;
  const now = (): ReturnType<WorkshopContext["shown"]> => shop.shown();
  return [
    {
      items: [
        { id: "present", label: say("workshop.view_present"), icon: "screen", onSelect: () => shop.present(view.id) },
        { id: "rename", label: say("workshop.view_rename"), icon: "edit", onSelect: rename },
        {
          id: "replace",
          label: say("workshop.view_replace"),
          icon: "copy",
          disabled: sameShown(view, now()),
          onSelect: () => {
            change(replacePatch(board.store.document, view.id, now()));
            shop.view.value = view.id;
          },
        },
        { id: "up", label: say("workshop.view_up"), icon: "up", disabled: index === 0, onSelect: () => change(movePatch(board.store.document, view.id, -1)) },
        { id: "down", label: say("workshop.view_down"), icon: "down", disabled: index === views.length - 1, onSelect: () => change(movePatch(board.store.document, view.id, 1)) },
      ],
    },
    { items: [{ id: "remove", label: say("workshop.view_delete"), icon: "trash", danger: true, onSelect: () => change(removePatch(board.store.document, view.id)) }] },
  ];
}

/** A name and a button: what is on the screen becomes the last view. */
function Save({ shop, views }: { shop: WorkshopContext; views: readonly SavedView[] }): JSX.Element {
  const { say, board } = shop;
  const input = useRef<HTMLInputElement>(null);
  const label = labelOf(shop, shop.shown());
  const there = views.some((view) => sameShown(view, shop.shown()));
  const save = (): void => {
    const name = input.current?.value.trim() || label;
    const { id, patch } = savePatch(board.store.document, shop.shown(), name);
    board.store.change(patch);
    shop.view.value = id;
    if (input.current) input.current.value = "";
    board.announce(say("workshop.said_view_saved", { name }));
  };
  return (
    <div class="ws-save">
      <input
        ref={input}
        class="jw-input"
        type="text"
        autocomplete="off"
        aria-label={say("workshop.view_name")}
        placeholder={label}
        {...ownKeys}
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== "Enter") return;
          event.preventDefault();
          save();
        }}
      />
      <button type="button" class="jw-btn jw-btn-line" data-action="save-view" title={there ? say("workshop.view_there") : undefined} {...ownKeys} onClick={save}>
        <Icon name="plus" />
        {say("workshop.view_save")}
      </button>
    </div>
  );
}
