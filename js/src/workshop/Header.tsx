/** The upper edge: what the map is called, whether it is saved, the KPI that matters most, whose journey, who is here, present. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { BoardContext, Density } from "../board/context";
import { NorthStar } from "../board/Facts";
import { MomentsMenu } from "../board/MomentsMenu";
import { OthersMenu } from "../board/OthersMenu";
import { PersonaPicker, StatePicker } from "../board/Pickers";
import { Saved } from "../board/Saved";
import { Step, Title } from "../board/Toolbar";
import { LanguageMenu } from "../board/ViewMenus";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { WorkshopContext } from "./context";
import { northStarOf } from "./northStar";

/** Below this many pixels the personas are a menu. */
const ROOM_FOR_PERSONAS = 1080;

export function Header({ shop }: { shop: WorkshopContext }): JSX.Element {
  const density = useComputed((): Density => (shop.width.value < ROOM_FOR_PERSONAS ? "compact" : "comfortable"));
  const small = useComputed((): Density => "compact");
  // The board's tools, told that their menus may use the whole app, and how much room they have.
  const board = useMemo((): BoardContext => ({ ...shop.board, root: shop.root, view: { ...shop.board.view, density } }), [shop]);
  const tight = useMemo((): BoardContext => ({ ...board, view: { ...board.view, density: small } }), [board]);
  const present = shop.say("workshop.present");
  return (
    <header class="jw-bar ws-bar">
      <Title board={board} />
      <Saved board={board} />
      <North shop={shop} />
      <span class="grow" />
      <Step board={board} which="undo" keys={MAC ? "⌘Z" : "Ctrl+Z"} />
      <Step board={board} which="redo" keys={MAC ? "⇧⌘Z" : "Ctrl+Y"} />
      <MomentsMenu board={board} />
      <span class="jw-sep" />
      <PersonaPicker board={board} />
      <StatePicker board={tight} />
      <OthersMenu board={board} me />
      <button type="button" class="jw-btn jw-btn-line ws-present" aria-label={present} title={present} data-action="present" {...ownKeys} onClick={() => shop.present()}>
        <Icon name="screen" />
        <span class="opt">{present}</span>
      </button>
      <LanguageMenu board={board} />
      <FullButton shop={shop} />
    </header>
  );
}

const MAC = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);

/** The north star: read by all. */
function North({ shop }: { shop: WorkshopContext }): JSX.Element {
  const said = useComputed(() => JSON.stringify(northStarOf(shop.board.document.value)));
  const star = JSON.parse(said.value) as ReturnType<typeof northStarOf>;
  // At the table of strategies and KPIs it is written, and changed.
  if (star === null || shop.board.shows.is("facts")) return <NorthStar board={shop.board} />;
  return (
    <p class="ws-star" title={shop.say("workshop.north_star")}>
      <span class="sr">{shop.say("workshop.north_star")}</span>
      <span class="jw-cut">{star.name}</span>
      {star.now && <b class="jw-num">{star.now}</b>}
      {star.goal && <span class="jw-num">→ {star.goal}</span>}
    </p>
  );
}

function FullButton({ shop }: { shop: WorkshopContext }): JSX.Element {
  const full = shop.full.value;
  const label = shop.say(full ? "workshop.full_leave" : "workshop.full");
  return (
    <button
      type="button"
      class="jw-btn jw-btn-icon"
      aria-label={label}
      title={label}
      aria-pressed={full}
      data-action="full"
      {...ownKeys}
      onClick={() => {
        shop.full.value = !full;
      }}
    >
      <Icon name={full ? "close" : "zoom"} />
    </button>
  );
}
