/**
 * One of several, as a row of buttons with one tab stop. Arrows move the focus, Space, Enter and the click choose: an arrow
 * that chose at once would send every value on its way to the whole room.
 */

import type { ComponentChild, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { isComposing, ownKeys } from "./keys";

export interface Option<T> {
  readonly value: T;
  /** Spoken name. */
  readonly label: string;
  readonly content: ComponentChild;
  /** For scripts and tests: data-* of the button. */
  readonly data?: Readonly<Record<`data-${string}`, string | number>>;
}

export interface RadiosProps<T> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly chosen: T | null;
  readonly onChoose: (value: T) => void;
  /** Choosing what is chosen, Delete or Backspace takes it back. */
  readonly onClear?: () => void;
  readonly class?: string;
  readonly columns?: number;
  readonly autoFocus?: boolean;
}

const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Radios<T extends string | number>(props: RadiosProps<T>): JSX.Element {
  const { options, chosen, onChoose, onClear } = props;
  const group = useRef<HTMLDivElement>(null);
  const [roving, setRoving] = useState<number | null>(null);
  const chosenAt = options.findIndex((option) => option.value === chosen);
  const stop = roving ?? (chosenAt === -1 ? Math.floor((options.length - 1) / 2) : chosenAt);

  const focus = (index: number): void => {
    setRoving(index);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[index]?.focus();
  };
  useEffect(() => {
    if (props.autoFocus) focus(stop);
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEP[event.key];
    if (step !== undefined) focus((stop + step + options.length) % options.length);
    else if (event.key === "Home") focus(0);
    else if (event.key === "End") focus(options.length - 1);
    else if ((event.key === "Delete" || event.key === "Backspace") && onClear && chosenAt !== -1) onClear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={props.label}
      class={props.class}
      style={props.columns ? { "--n": props.columns } : undefined}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!group.current?.contains(event.relatedTarget as Node | null)) setRoving(null);
      }}
    >
      {options.map((option, index) => {
        const checked = index === chosenAt;
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={checked}
            aria-label={option.label}
            title={option.label}
            tabIndex={index === stop ? 0 : -1}
            {...ownKeys}
            {...option.data}
            onFocus={() => setRoving(index)}
            onClick={() => (checked ? onClear?.() : onChoose(option.value))}
          >
            {option.content}
          </button>
        );
      })}
    </div>
  );
}
