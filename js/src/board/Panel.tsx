/** The card in hand: beside the lanes, so that the curve stays in view while someone scores. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Icon, type IconName } from "../shell/Icon";
import { Field } from "../shell/field";
import { isComposing, ownKeys } from "../shell/keys";
import { LinkList } from "./links/LinkList";
import { Notes } from "./Notes";
import { PanelFields } from "./PanelFields";
import { ScoreSection } from "./ScoreSection";
import type { BoardContext } from "./context";
import { text } from "./fields";

/** Every card in reading order, the pool last. */
export function readingOrder(board: BoardContext): string[] {
  return [...board.stages.value, ""].flatMap((stage) => board.lane(stage).value);
}

export function Panel({ board }: { board: BoardContext }): JSX.Element | null {
  const card = board.view.selected.value;
  const view = board.view.panelOpen.value && card ? board.card(card).value : null;
  if (!view) return null;
  return <CardPanel board={board} card={card} />;
}

function CardPanel({ board, card }: { board: BoardContext; card: string }): JSX.Element | null {
  const view = board.card(card).value;
  const panel = useRef<HTMLElement>(null);
  if (!view) return null;
  const { record } = view;
  const title = text(record, "title");
  const order = readingOrder(board);
  const at = order.indexOf(card);
  const go = (step: number): void => {
    const next = order[at + step];
    if (next !== undefined) board.view.selected.value = next;
  };
  const close = (): void => {
    board.view.panelOpen.value = false;
    board.focusCard(card);
  };
  return (
    <aside
      ref={panel}
      id={`${board.prefix}-panel`}
      class="jw-panel"
      aria-label={board.say("panel.details")}
      tabIndex={-1}
      {...ownKeys}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event) || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <header>
        <Where board={board} card={card} />
        <IconButton icon="up" label={board.say("panel.previous")} off={at <= 0} onClick={() => go(-1)} />
        <IconButton icon="down" label={board.say("panel.next")} off={at < 0 || at >= order.length - 1} onClick={() => go(1)} />
        <IconButton icon="close" label={board.say("panel.close_esc")} onClick={close} />
      </header>
      <div class="jw-panel-title">
        <h3 class="sr">{title || board.say("panel.untitled")}</h3>
        <Field
          key={card}
          class="jw-edit"
          multiline
          newlines={false}
          required
          label={board.say("panel.field_title")}
          value={title}
          onCommit={(value) => board.verbs.edit("touchpoints", card, { title: value })}
        />
      </div>
      <ScoreSection board={board} card={card} />
      <hr />
      <div class="jw-panel-fields">
        <PanelFields board={board} card={card} record={record} />
        <LinkList board={board} card={card} />
      </div>
      <hr />
      <Notes board={board} card={card} />
      <footer>
        <button
          type="button"
          class="jw-btn"
          {...ownKeys}
          onClick={() => {
            board.view.moving.value = card;
          }}
        >
          <Icon name="move" />
          {board.say("panel.move_to")}
        </button>
        <button
          type="button"
          class="jw-btn"
          {...ownKeys}
          onClick={() => {
            board.view.selected.value = board.verbs.duplicate(card);
          }}
        >
          <Icon name="copy" />
          {board.say("panel.duplicate")}
        </button>
        <span class="grow" />
        <IconButton
          icon="trash"
          danger
          label={board.say("panel.delete")}
          onClick={() => {
            const next = order[at + 1] ?? order[at - 1] ?? "";
            board.verbs.remove("touchpoints", card);
            // The panel goes on with the neighbour; focus must not fall out of the board with the card.
            board.view.selected.value = next;
            if (next) panel.current?.focus();
            else board.view.panelOpen.value = false;
          }}
        />
      </footer>
    </aside>
  );
}

/** "購入 9 / 21": the card's stage and its place in the journey. */
function Where({ board, card }: { board: BoardContext; card: string }): JSX.Element {
  const stages = board.stages.value;
  const stage = stages.find((each) => board.lane(each).value.includes(card));
  const placed = stages.reduce((sum, each) => sum + board.lane(each).value.length, 0);
  const number = board.number(card).value;
  return (
    <span>
      {stage === undefined ? board.say("panel.pool") : text(board.stage(stage).value, "name")}
      {number > 0 && <span class="jw-num">{`${number} / ${placed}`}</span>}
    </span>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly off?: boolean;
  readonly danger?: boolean;
}

function IconButton({ icon, label, onClick, off = false, danger = false }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={danger ? "jw-btn jw-btn-icon jw-btn-danger" : "jw-btn jw-btn-icon"}
      aria-label={label}
      title={label}
      aria-disabled={off ? "true" : undefined}
      {...ownKeys}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
