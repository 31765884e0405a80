/** "Move to…": everything a drag can do, without dragging (WCAG 2.5.7). First the stage, then the place in it. */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shell/Icon";
import { focusedIn } from "../shell/inside";
import { isComposing, ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { text } from "./fields";

export function MoveTo({ board }: { board: BoardContext }): JSX.Element | null {
  const card = board.view.moving.value;
  const view = card ? board.card(card).value : null;
  // Deleted by somebody else meanwhile: there is nothing to move.
  useEffect(() => {
    if (card && !view) board.view.moving.value = "";
  }, [card, view === null]);
  return view ? <Dialog key={card} board={board} card={card} title={text(view.record, "title")} /> : null;
}

const FIRST = "first";

function Dialog({ board, card, title }: { board: BoardContext; card: string; title: string }): JSX.Element {
  const dialog = useRef<HTMLDivElement>(null);
  const stages = board.stages.value;
  const home = stages.find((stage) => board.lane(stage).value.includes(card)) ?? "";
  const [stage, setStage] = useState(home);
  const others = board.lane(stage).value.filter((id) => id !== card);
  const [place, setPlace] = useState<string | null>(null);
  // Where it stands now; in another stage, the end.
  const here = board.lane(home).value[board.lane(home).value.indexOf(card) - 1] ?? FIRST;
  const last = others.at(-1) ?? FIRST;
  const usual = stage === home ? here : last;
  const chosen = place !== null && (place === FIRST || others.includes(place)) ? place : usual;

  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    middle(element, board.root);
    element.querySelector<HTMLInputElement>("input:checked")?.focus({ preventScroll: true });
  }, []);

  const close = (): void => {
    board.view.moving.value = "";
    board.focusCard(card);
  };
  const submit = (): void => {
    const before = chosen === FIRST ? (others[0] ?? null) : (others[others.indexOf(chosen) + 1] ?? null);
    if (stage !== home || chosen !== here) {
      board.verbs.move(card, stage, before);
      const position = chosen === FIRST ? 1 : others.indexOf(chosen) + 2;
      board.announce(board.say("panel.moved", { title, stage: stageName(board, stage), position, count: others.length + 1 }));
    }
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") cycle(event, dialog.current);
    // Enter on a radio button moves, as in a form; everything else here is the browser's.
    else if (event.key === "Enter" && (event.target as Element).tagName === "INPUT") {
      event.preventDefault();
      submit();
    }
    event.stopPropagation();
  };

  const heading = `${board.prefix}-move-title`;
  return (
    <div class="jw-overlay" onPointerDown={(event) => event.target === event.currentTarget && close()}>
      <div ref={dialog} class="jw-dialog jw-move" role="dialog" aria-modal="true" aria-labelledby={heading} onKeyDown={onKeyDown}>
        <h3 id={heading}>{board.say("panel.move_title", { title })}</h3>
        <div class="jw-move-lists">
          <fieldset>
            <legend>{board.say("panel.stage")}</legend>
            <div class="jw-move-list">
              {[...stages, ""].map((id) => (
                <Choice
                  key={id}
                  name={`${board.prefix}-stage`}
                  label={stageName(board, id)}
                  hint={id === home ? board.say("panel.here") : String(board.lane(id).value.length)}
                  checked={id === stage}
                  onChoose={() => {
                    setStage(id);
                    setPlace(null);
                  }}
                />
              ))}
            </div>
          </fieldset>
          <fieldset>
            <legend>{board.say("panel.place")}</legend>
            <div class="jw-move-list">
              <Choice
                name={`${board.prefix}-place`}
                label={board.say(others.length > 0 ? "panel.place_first" : "panel.place_only")}
                hint={stage === home && here === FIRST ? board.say("panel.here") : ""}
                checked={chosen === FIRST}
                onChoose={() => setPlace(FIRST)}
              />
              {others.map((id) => (
                <Choice
                  key={id}
                  name={`${board.prefix}-place`}
                  label={board.say(id === last ? "panel.place_last" : "panel.place_after", { card: cardName(board, id) })}
                  hint={stage === home && here === id ? board.say("panel.here") : ""}
                  checked={chosen === id}
                  onChoose={() => setPlace(id)}
                />
              ))}
            </div>
          </fieldset>
        </div>
        <div class="row">
          <button type="button" class="jw-btn" {...ownKeys} onClick={close}>
            {board.say("panel.cancel")}
          </button>
          <button type="button" class="jw-btn jw-btn-main" {...ownKeys} onClick={submit}>
            <Icon name="move" />
            {board.say("panel.move")}
          </button>
        </div>
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, label, hint, checked, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label class="jw-choice">
      <input type="radio" name={name} checked={checked} {...ownKeys} onChange={onChoose} />
      <span>{label}</span>
      {hint && <span class="jw-muted jw-num">{hint}</span>}
    </label>
  );
}

const stageName = (board: BoardContext, stage: string): string =>
  stage === "" ? board.say("panel.pool") : text(board.stage(stage).value, "name") || board.say("panel.untitled");

function cardName(board: BoardContext, card: string): string {
  const number = board.number(card).value;
  const title = text(board.card(card).value?.record, "title") || board.say("panel.untitled");
  return number > 0 ? `${number} ${title}` : title;
}

/** In the middle of what can be seen of the board, which may be taller than the window. */
function middle(dialog: HTMLElement, root: HTMLElement): void {
  const frame = root.getBoundingClientRect();
  const height = root.ownerDocument.defaultView?.innerHeight ?? frame.height;
  const top = Math.max(frame.top, 0);
  const bottom = Math.min(frame.bottom, height);
  const free = (bottom - top - dialog.offsetHeight) / 2;
  const most = Math.max(8, frame.height - dialog.offsetHeight - 8);
  dialog.style.top = `${Math.round(Math.min(most, Math.max(8, top - frame.top + free)))}px`;
}

/** The focus stays in the dialog. Radio buttons of one name are one stop, which the browser sees to. */
function cycle(event: KeyboardEvent, dialog: HTMLElement | null): void {
  if (!dialog) return;
  const stops = [...dialog.querySelectorAll<HTMLElement>("input:checked, button")];
  const focused = focusedIn(dialog);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (focused !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
