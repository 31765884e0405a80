/** How the board is shown: rows, zoom and density, language. All of it is this view's own and never sent. */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import type { Language } from "../sync/types";
import { Menu } from "./Menu";
import { linkGroups } from "./links/view";
import type { BoardContext, Density } from "./context";

const ROWS = ["", "channel", "owner", "evidence", "exists_in"] as const;

export function RowsMenu({ board }: { board: BoardContext }): JSX.Element {
  const rows = board.view.rows;
  const name = (field: string): string => board.say(field ? `panel.field_${field}` : "panel.rows_none");
  // A field set from Python may be one we have no word for.
  const known = ROWS.includes(rows.value as (typeof ROWS)[number]);
  const shown = known ? name(rows.value) : rows.value;
  const options = known ? ROWS : [...ROWS, rows.value];
  return (
    <Menu
      board={board}
      align="end"
      class="jw-btn jw-rows-menu"
      label={board.say("panel.rows_is", { name: shown })}
      groups={[{
        label: board.say("panel.rows"),
        items: options.map((field) => ({
          id: field || "none",
          label: (ROWS as readonly string[]).includes(field) ? name(field) : field,
          checked: field === rows.value,
          onSelect: () => {
            rows.value = field;
          },
        })),
      }]}
    >
      <Icon name="rows" />
      <span class="opt">{board.say("panel.rows_is", { name: shown })}</span>
      <Icon name="down" small />
    </Menu>
  );
}

const DENSITIES: readonly (Density | "auto")[] = ["auto", "comfortable", "compact", "presentation"];

export function ZoomMenu({ board }: { board: BoardContext }): JSX.Element {
  const { zoom, densityChoice } = board.view;
  const name = board.say(`panel.zoom_${zoom.value}`);
  return (
    <Menu
      board={board}
      align="end"
      class="jw-btn jw-zoom-menu"
      label={board.say("panel.zoom_is", { name })}
      groups={[
        {
          label: board.say("panel.zoom"),
          items: (["fit", "actual"] as const).map((id) => ({
            id,
            label: board.say(`panel.zoom_${id}_long`),
            checked: id === zoom.value,
            onSelect: () => {
              zoom.value = id;
            },
          })),
        },
        {
          label: board.say("panel.density"),
          items: DENSITIES.map((id) => ({
            id,
            label: board.say(`panel.density_${id}`),
            checked: id === densityChoice.value,
            onSelect: () => {
              densityChoice.value = id;
            },
          })),
        },
        ...linkGroups(board),
      ]}
    >
      <Icon name="zoom" />
      <span class="opt">{name}</span>
      <Icon name="down" small />
    </Menu>
  );
}

// A language is named in itself: whoever needs it may not read the other.
const NAMES: Readonly<Record<Language, string>> = { ja: "日本語", en: "English" };

export function LanguageMenu({ board }: { board: BoardContext }): JSX.Element {
  const language = board.view.language;
  return (
    <Menu
      board={board}
      align="end"
      class="jw-btn jw-lang"
      label={board.say("panel.language_is", { name: NAMES[language.value] })}
      groups={[{
        label: board.say("panel.language"),
        items: (["ja", "en"] as const).map((id) => ({
          id,
          label: NAMES[id],
          checked: id === language.value,
          onSelect: () => {
            language.value = id;
          },
        })),
      }]}
    >
      <Icon name="globe" />
      <span class="opt">{NAMES[language.value]}</span>
    </Menu>
  );
}
