/** The board's upper edge: what it is called, whether it is saved, whose view it is, and how it is shown. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon, type IconName } from "../shell/Icon";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { PersonaPicker, StatePicker } from "./Pickers";
import { Banners } from "./Banner";
import { MomentsMenu } from "./MomentsMenu";
import { OthersMenu } from "./OthersMenu";
import { Saved } from "./Saved";
import { NorthStar } from "./Facts";
import { SearchBox } from "./Search";
import { LanguageMenu, RowsMenu, ZoomMenu } from "./ViewMenus";
import { text } from "./fields";

export function Toolbar({ board }: { board: BoardContext }): JSX.Element {
  return (
    <>
      <header class="jw-bar">
        <Title board={board} />
        <Saved board={board} />
        <OthersMenu board={board} />
        <NorthStar board={board} />
        <span class="grow" />
        <i class="jw-break" />
        <Step board={board} which="undo" keys={MAC ? "⌘Z" : "Ctrl+Z"} />
        <Step board={board} which="redo" keys={MAC ? "⇧⌘Z" : "Ctrl+Y"} />
        <MomentsMenu board={board} />
        <span class="jw-sep" />
        <SearchBox board={board} />
        <PersonaPicker board={board} />
        <StatePicker board={board} />
        <RowsMenu board={board} />
        <ZoomMenu board={board} />
        <LanguageMenu board={board} />
      </header>
      <Banners board={board} />
    </>
  );
}

const MAC = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

export function Title({ board }: { board: BoardContext }): JSX.Element {
  const [editing, setEditing] = useState(false);
  const about = board.document.value["about"] as Parameters<typeof text>[0];
  const title = text(about, "title");
  if (editing)
    return (
      <Field
        class="jw-title jw-title-edit"
        label={board.say("panel.map_title")}
        value={title}
        required
        autoFocus
        onCommit={(value) => board.verbs.edit("about", "", { title: value })}
        onDone={() => setEditing(false)}
      />
    );
  return (
    <h2 class="jw-title">
      <button type="button" class="jw-plain" title={board.say("panel.map_rename")} {...ownKeys} onClick={() => setEditing(true)}>
        {title || board.say("panel.map_untitled")}
      </button>
    </h2>
  );
}

/** Undo or redo, saying what it would do. */
export function Step({ board, which, keys }: { board: BoardContext; which: "undo" | "redo"; keys: string }): JSX.Element {
  const what = board.history.value[which]?.[board.view.language.value];
  const label = what ? board.say(`panel.${which}_what`, { what, keys }) : board.say(`panel.${which}`, { keys });
  const icon: IconName = which;
  return (
    <button
      type="button"
      class="jw-btn jw-btn-icon"
      aria-label={label}
      title={label}
      data-action={which}
      // Stays in the tab order while there is nothing to do: a button that vanished under the finger would drop the focus.
      aria-disabled={what ? undefined : "true"}
      {...ownKeys}
      onClick={() => {
        if (what) board.verbs[which]();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}

