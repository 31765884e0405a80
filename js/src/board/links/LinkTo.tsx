/** "Link to…": everything a drag from a card's handle can do, without dragging; and the form of the link just made. */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../shell/Icon";
import { focusedIn } from "../../shell/inside";
import { isComposing, isTyping, ownKeys } from "../../shell/keys";
import { Anchor } from "../Anchor";
import { text } from "../fields";
import { matches } from "../find";
import type { Inside } from "../inside";
import { Popover } from "../Popover";
import { readShare, LinkForm } from "./LinkForm";
import { read } from "./duration";
import { addLink, called, linksAt, linksOf } from "./model";
import { linkView } from "./view";

export function LinkTo({ board }: { board: Inside }): JSX.Element {
  const { linking, editing } = linkView(board);
  const card = linking.value;
  const gone = card !== "" && board.card(card).value === null;
  // Deleted by somebody else meanwhile: there is nothing to link.
  useEffect(() => {
    if (gone) linking.value = "";
  }, [gone]);
  return (
    <>
      {card !== "" && !gone && <Dialog key={card} board={board} card={card} />}
      {editing.value !== "" && <Hanging key={editing.value} board={board} link={editing.value} />}
    </>
  );
}

/** The most cards the list shows at once; the search finds the others. */
const SHOWN = 120;

function Dialog({ board, card }: { board: Inside; card: string }): JSX.Element {
  const dialog = useRef<HTMLDivElement>(null);
  const condition = useRef<HTMLInputElement>(null);
  const delay = useRef<HTMLInputElement>(null);
  const share = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState("");
  const order = [...board.stages.value, ""].flatMap((stage) => board.lane(stage).value);
  const found = order.filter((id) => query.trim() === "" || matches(board.card(id).value?.record ?? {}, query) || called(board, id).includes(query.trim()));
  const linked = new Set(linksAt(board.document.value, card).out.map((link) => link.target));
  const title = text(board.card(card).value?.record, "title") || board.say("board.untitled");

  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    middle(element, board.root);
    element.querySelector<HTMLInputElement>("input")?.focus({ preventScroll: true });
  }, []);

  const close = (): void => {
    linkView(board).linking.value = "";
    board.focusCard(card);
  };
  const submit = (): void => {
    const said = { condition: condition.current!.value.trim(), delay: delay.current!.value.trim(), share: share.current!.value };
    const wait = said.delay === "" ? null : read(said.delay);
    const part = readShare(said.share);
    if (said.delay !== "" && wait === null) {
      setProblem(board.say("paths.not_a_duration", { text: said.delay }));
      delay.current!.focus();
    } else if (part === undefined) {
      setProblem(board.say("paths.not_a_share", { text: said.share }));
      share.current!.focus();
    } else if (chosen !== "" && board.card(chosen).peek() !== null) {
      addLink(board, card, chosen, { condition: said.condition, delay: wait, share: part });
      board.announce(board.say("paths.said_linked", { source: title, target: board.titleOf(chosen) }));
      close();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") cycle(event, dialog.current);
    else if (event.key === "Enter" && (event.target as Element).tagName === "INPUT") {
      event.preventDefault();
      // In the search, Enter takes the first card found; anywhere else it links, as in a form.
      if ((event.target as Element).matches("[type=search]") && chosen === "") choose(found[0]);
      else submit();
    } else if (event.key === "ArrowDown" && isTyping(event) && (event.target as Element).matches("[type=search]")) {
      event.preventDefault();
      choose(chosen === "" ? found[0] : chosen);
    }
    event.stopPropagation();
  };
  const choose = (id: string | undefined): void => {
    if (id === undefined) return;
    setChosen(id);
    setProblem("");
    requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>("input[type=radio]:checked")?.focus());
  };
  const heading = `${board.prefix}-link-title`;
  const named = (field: "condition" | "delay" | "share") => ({
    class: "jw-input",
    type: "text",
    autocomplete: "off",
    "aria-label": board.say(`paths.${field}`),
    placeholder: board.say(`paths.${field}_hint`),
    ...ownKeys,
  }) as const;
  return (
    <div class="jw-overlay" onPointerDown={(event) => event.target === event.currentTarget && close()}>
      <div ref={dialog} class="jw-dialog jw-link-to" role="dialog" aria-modal="true" aria-labelledby={heading} onKeyDown={onKeyDown}>
        <h3 id={heading}>{board.say("paths.link_title", { title })}</h3>
        <input
          type="search"
          class="jw-input jw-link-search"
          aria-label={board.say("paths.find_card")}
          placeholder={board.say("paths.find_card")}
          autocomplete="off"
          {...ownKeys}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <fieldset>
          <legend class="sr">{board.say("paths.target")}</legend>
          <div class="jw-move-list">
            {found.slice(0, SHOWN).map((id) => (
              <label key={id} class="jw-choice">
                <input
                  type="radio"
                  name={`${board.prefix}-link`}
                  value={id}
                  checked={id === chosen}
                  {...ownKeys}
                  onChange={() => {
                    setChosen(id);
                    setProblem("");
                  }}
                />
                <span>{called(board, id)}</span>
                <span class="jw-muted">{id === card ? board.say("paths.itself") : linked.has(id) ? board.say("paths.already") : stageOf(board, id)}</span>
              </label>
            ))}
            {found.length === 0 && <p class="jw-muted jw-link-none" role="status">{board.say("paths.none_found")}</p>}
          </div>
        </fieldset>
        <div class="jw-link-form">
          <label class="wide"><span aria-hidden="true">{board.say("paths.condition")}</span><input ref={condition} {...named("condition")} /></label>
          <label><span aria-hidden="true">{board.say("paths.delay")}</span><input ref={delay} {...named("delay")} /></label>
          <label class="share">
            <span aria-hidden="true">{board.say("paths.share")}</span>
            <span class="row"><input ref={share} inputMode="decimal" {...named("share")} /><span aria-hidden="true">{board.say("paths.percent")}</span></span>
          </label>
          {problem && <p class="wide jw-link-problem" role="alert">{problem}</p>}
        </div>
        <div class="row">
          <button type="button" class="jw-btn" {...ownKeys} onClick={close}>{board.say("panel.cancel")}</button>
          <button
            type="button"
            class="jw-btn jw-btn-main"
            aria-disabled={chosen === "" ? "true" : undefined}
            {...ownKeys}
            onClick={() => {
              if (chosen !== "") submit();
            }}
          >
            <Icon name="link" />
            {board.say("paths.make")}
          </button>
        </div>
      </div>
    </div>
  );
}

function stageOf(board: Inside, card: string): string {
  const stage = board.cards.whereabouts(card) ?? "";
  return stage === "" ? board.say("panel.pool") : text(board.stage(stage).value, "name");
}

/** The form of one link, hanging from the card it leads to (or, where that is not drawn, from the one it leaves). */
function Hanging({ board, link: id }: { board: Inside; link: string }): JSX.Element | null {
  const holder = useRef<HTMLDivElement>(null);
  const { editing } = linkView(board);
  const link = linksOf(board.document.value).find((each) => each.id === id);
  const close = (focus: boolean): void => {
    if (editing.peek() === id) editing.value = "";
    if (focus && link) board.focusCard(link.source);
  };
  useEffect(() => {
    if (!link) editing.value = "";
  }, [link === undefined]);
  useEffect(() => {
    const ends = new AbortController();
    board.root.ownerDocument.addEventListener("pointerdown", (event) => {
      if (holder.current && !event.composedPath().includes(holder.current)) close(false);
    }, { capture: true, signal: ends.signal });
    return () => ends.abort();
  }, []);
  if (!link) return null;
  const drawn = (card: string): boolean => (board.element(card)?.getClientRects().length ?? 0) > 0;
  return (
    <div class="jw-over" ref={holder}>
      <Anchor board={board} card={drawn(link.target) ? link.target : link.source}>
        <div
          class="jw-pop-anchor"
          data-link-form={id}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key === "Escape" && !event.defaultPrevented) {
              event.preventDefault();
              close(true);
            } else if (event.key === "Enter" && !event.isComposing && isTyping(event)) close(true);
            event.stopPropagation();
          }}
        >
          <Popover board={board} class="jw-link-pop" role="dialog" label={board.say("paths.links")}>
            <p class="jw-link-ends">{called(board, link.source)} → {called(board, link.target)}</p>
            <LinkForm board={board} link={id} autoFocus onDone={() => close(true)} />
          </Popover>
        </div>
      </Anchor>
    </div>
  );
}

/** In the middle of what can be seen of the board, which may be taller than the window. */
function middle(dialog: HTMLElement, root: HTMLElement): void {
  const frame = root.getBoundingClientRect();
  const height = root.ownerDocument.defaultView?.innerHeight ?? frame.height;
  const [top, bottom] = [Math.max(frame.top, 0), Math.min(frame.bottom, height)];
  const free = (bottom - top - dialog.offsetHeight) / 2;
  const most = Math.max(8, frame.height - dialog.offsetHeight - 8);
  dialog.style.top = `${Math.round(Math.min(most, Math.max(8, top - frame.top + free)))}px`;
}

/** The focus stays in the dialog. Radio buttons of one name are one stop, which the browser sees to. */
function cycle(event: KeyboardEvent, dialog: HTMLElement | null): void {
  if (!dialog) return;
  const stops = [...dialog.querySelectorAll<HTMLElement>("input:not([type=radio]), button")];
  const focused = focusedIn(dialog);
  if (focused !== (event.shiftKey ? stops[0] : stops.at(-1))) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
