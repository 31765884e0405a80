/** The one drawer: a tab for each step at hand, the card that is open, and the views. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Menu } from "../board/Menu";
import { Panel } from "../board/Panel";
import { record, table } from "../document/order";
import { own } from "../document/patch";
import { COMPONENTS } from "../drawer/table";
import { countOf } from "../review/groups";
import { Icon } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { TABS, type Tab, type WorkshopContext } from "./context";
import { Views } from "./Views";

/** Always in sight; the others are behind "…", and in sight while they are open. */
const MAIN: readonly Tab[] = ["notes", "priorities", "actions"];
/** The tab of the card that is selected. */
const CARD = "card";
type Shown = Tab | typeof CARD;

export function Drawer({ shop }: { shop: WorkshopContext }): JSX.Element {
  const { board, tab } = shop;
  const { panelOpen, selected } = board.view;
  const counts = useCounts(shop);
  const exists = useComputed(() => selected.value !== "" && board.card(selected.value).value !== null).value;
  const now: Shown = exists && panelOpen.value ? CARD : tab.value;
  const tabs: Shown[] = [...MAIN, ...(MAIN.includes(tab.value) ? [] : [tab.value]), ...(exists ? [CARD as Shown] : [])];
  const open = (name: Shown): void => {
    if (name === CARD) panelOpen.value = true;
    else shop.openTab(name);
  };
  const id = (name: Shown): string => `${board.prefix}-tab-${name}`;
  const lent = { ...board, root: shop.root };
  return (
    <aside class="ws-drawer" aria-label={shop.say("workshop.drawer")}>
      <div class="ws-tabs">
        <Tabs names={tabs} now={now} id={id} pane={`${board.prefix}-pane`} label={shop.say("workshop.drawer")} onOpen={open}>
          {(name) => (name === CARD ? <CardTab shop={shop} /> : <TabName shop={shop} name={name} n={counts[name]} />)}
        </Tabs>
        <Menu
          board={lent}
          align="end"
          class="jw-btn jw-btn-icon ws-more"
          label={shop.say("workshop.more_tabs")}
          groups={[
            {
              items: TABS.filter((name) => !MAIN.includes(name)).map((name) => ({
                id: name,
                label: shop.say(`workshop.tab_${name}`),
                checked: name === now,
                onSelect: () => open(name),
              })),
            },
            { items: [{ id: "print", label: shop.say("workshop.print"), onSelect: () => void shop.print() }] },
          ]}
        >
          <Icon name="menu" />
        </Menu>
      </div>
      <div class="ws-pane" role="tabpanel" id={`${board.prefix}-pane`} aria-labelledby={id(now)} data-pane={now} tabIndex={-1}>
        <Pane shop={shop} now={now} />
      </div>
    </aside>
  );
}

function Pane({ shop, now }: { shop: WorkshopContext; now: Shown }): JSX.Element {
  if (now === CARD) return <Panel board={shop.board} />;
  if (now === "views") return <Views shop={shop} />;
  const Component = COMPONENTS[now];
  return <Component drawer={shop.drawer} />;
}

function TabName({ shop, name, n }: { shop: WorkshopContext; name: Tab; n: number | undefined }): JSX.Element {
  return (
    <>
      {shop.say(`workshop.tab_${name}`)}
      {n ? <span class="jw-num">{n}</span> : null}
    </>
  );
}

function CardTab({ shop }: { shop: WorkshopContext }): JSX.Element {
  const number = shop.board.number(shop.board.view.selected.value).value;
  return (
    <>
      {shop.say("workshop.tab_card")}
      {number > 0 && <span class="jw-num">{number}</span>}
    </>
  );
}

/** How much there is behind each tab. The same object while it says the same, so that a moved card does not draw the drawer. */
function useCounts(shop: WorkshopContext): Readonly<Partial<Record<Tab, number>>> {
  const said = useComputed(() => {
    const document = shop.board.document.value;
    const rows = (name: string): string[] => Object.keys(table(document, name));
    return JSON.stringify({
      notes: rows("notes").filter((id) => own(record(document, "notes", id) ?? {}, "merged_into") === undefined).length,
      actions: rows("actions").filter((id) => own(record(document, "actions", id) ?? {}, "status") !== "dropped").length,
      personas: rows("personas").length,
      review: countOf(shop.drawer.findings.value),
      views: rows("views").length,
    });
  });
  return JSON.parse(said.value) as Partial<Record<Tab, number>>;
}

interface TabsProps {
  readonly names: readonly Shown[];
  readonly now: Shown;
  readonly id: (name: Shown) => string;
  readonly pane: string;
  readonly label: string;
  readonly onOpen: (name: Shown) => void;
  readonly children: (name: Shown) => JSX.Element;
}

/** One tab stop; arrows, Home and End open the tabs. */
function Tabs({ names, now, id, pane, label, onOpen, children }: TabsProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={list}
      class="ws-tablist"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
        const at = names.indexOf(now);
        const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const name = names[(next + names.length) % names.length]!;
        onOpen(name);
        list.current?.querySelector<HTMLElement>(`[data-tab="${name}"]`)?.focus();
      }}
    >
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={id(name)}
          data-tab={name}
          aria-selected={name === now}
          aria-controls={pane}
          tabIndex={name === now ? 0 : -1}
          {...ownKeys}
          onClick={() => onOpen(name)}
        >
          {children(name)}
        </button>
      ))}
    </div>
  );
}
