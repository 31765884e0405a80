/** A button that unfolds a small dialog under itself: closed by Escape, by a press elsewhere, by leaving it. */

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { keepInside } from "../shell/inside";
import { isComposing, ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";

interface FoldoutProps {
  readonly board: BoardContext;
  /** Names the button and the dialog. */
  readonly label: string;
  /** Tells this dialog from the others of the view. */
  readonly name: string;
  /** What the button shows. */
  readonly face: ComponentChildren;
  /** The dialog, made anew whenever it opens. */
  readonly children: (close: () => void, id: string) => JSX.Element;
}

export function Foldout({ board, label, name, face, children }: FoldoutProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = sheet.current;
    if (!open || !element) return;
    keepInside(element, board.root);
    element.querySelector<HTMLElement>("input, button")?.focus();
    const ends = new AbortController();
    element.ownerDocument.addEventListener("pointerdown", (event) => {
      if (holder.current && !event.composedPath().includes(holder.current)) setOpen(false);
    }, { capture: true, signal: ends.signal });
    return () => ends.abort();
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const id = `${board.prefix}-${name}`;
  return (
    <span
      ref={holder}
      class={`jw-menu-holder jw-${name}`}
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
        {face}
      </button>
      {open && (
        <div ref={sheet} id={id} role="dialog" aria-label={label} class="jw-menu is-end">
          {children(close, id)}
        </div>
      )}
    </span>
  );
}
