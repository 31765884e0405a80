/** A button that opens a menu: arrows, Home, End, the first letters, Escape. It stays inside the board and closes when left. */

import type { ComponentChild, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "../shell/Icon";
import { focusedIn, keepInside } from "../shell/inside";
import { isComposing, ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly picture?: ComponentChild;
  /** Given: one of a group to choose from, or with `toggle` something to be switched on and off by itself. */
  readonly checked?: boolean;
  readonly toggle?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export interface MenuGroup {
  readonly label?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuProps {
  readonly board: BoardContext;
  /** Spoken name of the button, also its tooltip. */
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** What the button shows. */
  readonly children: ComponentChild;
  readonly class?: string;
  readonly align?: "start" | "end";
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

type Opening = "checked" | "first" | "last";

export function Menu({ board, label, groups, children, class: style = "jw-btn", align = "start", onKeyDown }: MenuProps): JSX.Element {
  const [open, setOpen] = useState<Opening | null>(null);
  const holder = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });

  const entries = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]:not([aria-disabled=true])") ?? [])];
  const close = (focusButton: boolean): void => {
    setOpen(null);
    if (focusButton) button.current?.focus();
  };

  useLayoutEffect(() => {
    const element = list.current;
    if (!open || !element) return;
    keepInside(element, board.root);
    const all = entries();
    const checked = all.find((entry) => entry.getAttribute("aria-checked") === "true");
    (open === "last" ? all.at(-1) : open === "first" ? all[0] : (checked ?? all[0]))?.focus();
    const ends = new AbortController();
    element.ownerDocument.addEventListener("pointerdown", (event) => {
      if (holder.current && !event.composedPath().includes(holder.current)) close(false);
    }, { capture: true, signal: ends.signal });
    return () => ends.abort();
  }, [open]);

  const onMenuKey = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const all = entries();
    const at = all.indexOf(focusedIn(event.currentTarget as Element) as HTMLElement);
    const go = (index: number): void => all[(index + all.length) % all.length]?.focus();
    if (event.key === "ArrowDown") go(at + 1);
    else if (event.key === "ArrowUp") go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(all.length - 1);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") {
      // The focus goes on from the button, as if the menu had not been there.
      close(true);
      return;
    } else if (event.key === "Enter" || event.key === " ") all[at]?.click();
    else if ([...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const now = event.timeStamp;
      typed.current = { text: now - typed.current.at < 700 ? typed.current.text + event.key : event.key, at: now };
      const wanted = typed.current.text.toLocaleLowerCase();
      // The same letter again goes to the next one that starts with it.
      const from = wanted.length === 1 ? at + 1 : at;
      const turned = all.map((_, index) => all[(from + index + all.length) % all.length] as HTMLElement);
      turned.find((entry) => (entry.textContent ?? "").trim().toLocaleLowerCase().startsWith(wanted))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const id = useRef(`${board.prefix}-menu-${Math.random().toString(36).slice(2, 8)}`).current;
  return (
    <span
      class="jw-menu-holder"
      ref={holder}
      onFocusOut={(event) => {
        const next = event.relatedTarget as Node | null;
        if (open && next && !holder.current?.contains(next)) close(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class={style}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={label}
        {...ownKeys}
        onClick={() => setOpen(open ? null : "checked")}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            event.stopPropagation();
            setOpen(event.key === "ArrowDown" ? "first" : "last");
          } else onKeyDown?.(event);
        }}
      >
        {children}
      </button>
      {open && (
        <div ref={list} id={id} role="menu" aria-label={label} class={`jw-menu is-${align}`} onKeyDown={onMenuKey}>
          {groups.map((group, index) => (
            <div key={index} role="group" class="jw-menu-group" aria-label={group.label}>
              {group.label && <div class="jw-menu-title" aria-hidden="true">{group.label}</div>}
              {group.items.map((item) => (
                <Entry key={item.id} item={item} close={close} />
              ))}
            </div>
          ))}
        </div>
      )}
    </span>
  );
}

function Entry({ item, close }: { item: MenuItem; close: (focusButton: boolean) => void }): JSX.Element {
  const choice = item.checked !== undefined;
  return (
    <div
      role={item.toggle ? "menuitemcheckbox" : choice ? "menuitemradio" : "menuitem"}
      aria-checked={choice ? item.checked : undefined}
      aria-disabled={item.disabled ? "true" : undefined}
      tabIndex={-1}
      class={item.danger ? "jw-menu-item is-danger" : "jw-menu-item"}
      data-item={item.id}
      {...ownKeys}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        if (item.disabled) return;
        // First the focus, then the deed: what is chosen may put the focus somewhere else.
        close(true);
        item.onSelect();
      }}
    >
      <span class="jw-menu-tick">{choice ? item.checked && <Icon name="check" small /> : item.icon && <Icon name={item.icon} />}</span>
      {item.picture}
      <span>{item.label}</span>
    </div>
  );
}
