/** How the board is shown: rows, zoom and density, language. All of it is this view's own and never sent. */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import type { Language } from "../sync/types";
import { Menu, type MenuGroup, type MenuItem } from "./Menu";
import { linkGroups } from "./links/view";
import type { BoardContext, Density } from "./context";
import { OWN, ownName } from "./own";

const ROWS: readonly string[] = ["", "channel", "owner", "evidence", "exists_in"];

/** The swimlanes, and what else is shown: rows under the lanes, more on the cards. */
export function RowsMenu({ board }: { board: BoardContext }): JSX.Element {
  const rows = board.view.rows;
  const name = (field: string): string => {
    // A field of the map's own, or one set from Python that we have no word for, is called by itself.
    if (!ROWS.includes(field)) return ownName(field) || field;
    return board.say(field ? `panel.field_${field}` : "panel.rows_none");
  };
  const shown = name(rows.value);
  const options = [...new Set([...ROWS, ...board.own.names.value.map((own) => OWN + own), rows.value])];
  return (
    <Menu
      board={board}
      align="end"
      class="jw-btn jw-rows-menu"
      label={board.say("panel.rows_is", { name: shown })}
      groups={[
        {
          label: board.say("panel.rows"),
          items: options.map((field) => ({
            id: field || "none",
            label: name(field),
            checked: field === rows.value,
            onSelect: () => {
              rows.value = field;
            },
          })),
        },
        ...showGroups(board),
      ]}
    >
      <Icon name="rows" />
      <span class="opt">{board.say("panel.rows_is", { name: shown })}</span>
      <Icon name="down" small />
    </Menu>
  );
}

/** What is shown besides: under the lanes, and on the cards. */
function showGroups(board: BoardContext): readonly MenuGroup[] {
  const item = (what: string, label: string): MenuItem => ({
    id: what,
    label,
    toggle: true,
    checked: board.shows.is(what),
    onSelect: () => board.shows.set(what, !board.shows.is(what)),
  });
  const pictured = board.own.pictured.value > 0;
  const lanes = board.lanes.names.value;
  const below = [
    ...(pictured ? [item("storyboard", board.say("facts.storyboard"))] : []),
    ...lanes.map((lane) => item(`row.${lane}`, lane)),
    item("facts", board.say("facts.title")),
  ];
  const cards = [
    ...(pictured ? [item("pictures", board.say("facts.pictures"))] : []),
    ...board.own.names.value.map((own) => item(OWN + own, own)),
    ...lanes.map((lane) => item(`lane.${lane}`, lane)),
  ];
  return [{ label: board.say("facts.below"), items: below }, ...(cards.length > 0 ? [{ label: board.say("facts.on_cards"), items: cards }] : [])];
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
