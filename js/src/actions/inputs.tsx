/** A day and an amount, as a form holds them: saved when they are whole, taken back when they are none. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DrawerContext } from "../drawer/context";
import { signed } from "../priorities/said";
import { Field } from "../shell/field";
import { isComposing, ownKeys } from "../shell/keys";

interface DayProps {
  readonly label: string;
  readonly value: string;
  /** "" clears. */
  readonly onCommit: (day: string) => void;
}

/** A year that is still being typed (0002, 0020, 0202, 2026) is no day yet. */
const WHOLE = /^[2-9]\d{3}-/;

export function Day({ label, value, onCommit }: DayProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const commit = (partly: boolean): void => {
    const day = input.current?.value ?? "";
    if (day === value || (partly ? !WHOLE.test(day) : day !== "" && !WHOLE.test(day))) return;
    onCommit(day);
  };
  // Uncontrolled: what somebody else writes waits while somebody is in it.
  useLayoutEffect(() => {
    const element = input.current;
    if (element && element.ownerDocument.activeElement !== element) element.value = value;
  }, [value]);
  const first = useRef(value).current;
  return (
    <input
      ref={input} type="date" class="jw-input jw-num" aria-label={label} defaultValue={first} {...ownKeys}
      onChange={() => commit(true)}
      onBlur={() => {
        commit(false);
        if (input.current && input.current.value !== "" && !WHOLE.test(input.current.value)) input.current.value = value;
      }}
      onKeyDown={(event) => {
        if (!isComposing(event) && event.key === "Enter") commit(false);
      }}
    />
  );
}

interface AmountProps {
  readonly drawer: DrawerContext;
  readonly label: string;
  readonly value: number | null;
  /** What stands for it while nothing is written. */
  readonly placeholder?: number | null;
  readonly onCommit: (value: number | null) => void;
}

/** Full-width digits and any minus are read; what is no number is said and taken back. */
export function Amount({ drawer, label, value, placeholder = null, onCommit }: AmountProps): JSX.Element {
  const [tries, setTries] = useState(0);
  return (
    <Field
      key={tries} class="jw-input jw-num" label={label}
      value={value === null ? "" : signed(value, 2)}
      placeholder={placeholder === null ? "" : signed(placeholder, 2)}
      onCommit={(words) => {
        if (words === "") return onCommit(null);
        const read = Number(words.normalize("NFKC").replace(/[−‐–—]/, "-").replace(",", "."));
        if (Number.isFinite(read)) return onCommit(read);
        drawer.announce(drawer.say("actions.not_number", { words }));
        setTries(tries + 1);
      }}
    />
  );
}
