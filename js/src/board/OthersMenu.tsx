/** Who else is here, and what they call me. Not there while nobody else is. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shell/Icon";
import { keepInside } from "../shell/inside";
import { isComposing, ownKeys } from "../shell/keys";
import { Field } from "../shell/field";
import type { BoardContext } from "./context";

/** With `me` it counts this person too, and is always there (the Workshop). */
export function OthersMenu({ board, me = false }: { board: BoardContext; me?: boolean }): JSX.Element | null {
  const others = board.others.value;
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = sheet.current;
    if (!open || !element) return;
    keepInside(element, board.root);
    element.querySelector("input")?.focus();
    const ends = new AbortController();
    element.ownerDocument.addEventListener("pointerdown", (event) => {
      if (holder.current && !event.composedPath().includes(holder.current)) setOpen(false);
    }, { capture: true, signal: ends.signal });
    return () => ends.abort();
  }, [open]);
  if (others.length === 0 && !me) return null;
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const label = me ? board.say("workshop.people_here", { n: others.length + 1 }) : board.say("panel.others", { n: others.length });
  const id = `${board.prefix}-others`;
  return (
    <span
      ref={holder}
      class="jw-menu-holder jw-others"
      onFocusOut={(event) => {
        const next = event.relatedTarget as Node | null;
        if (open && next && !holder.current?.contains(next)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (!open || event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={button}
        type="button"
        class="jw-btn"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={label}
        {...ownKeys}
        onClick={() => setOpen(!open)}
      >
        <Icon name="people" />
        <span class="jw-num">{me ? board.say("workshop.people", { n: others.length + 1 }) : others.length}</span>
      </button>
      {open && (
        <div ref={sheet} id={id} role="dialog" aria-label={label} class="jw-menu is-end">
          <div class="jw-menu-title">{board.say(others.length > 0 ? "panel.others_here" : "workshop.nobody_else")}</div>
          <ul role="list">
            {others.map((person) => (
              <li key={person.client}>{person.name || board.say("panel.someone")}</li>
            ))}
          </ul>
          <label>
            <span class="jw-menu-title">{board.say("panel.your_name")}</span>
            <Field class="jw-input" label={board.say("panel.your_name")} value={board.name.value} maxLength={40} describedBy={`${id}-how`} onCommit={(name) => board.store.rename(name)} onDone={(how) => how !== "blur" && close()} />
          </label>
          <p id={`${id}-how`}>{board.say("panel.your_name_how")}</p>
        </div>
      )}
    </span>
  );
}
