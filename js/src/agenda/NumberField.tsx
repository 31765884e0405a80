/** A text field that holds a number; full-width digits are digits. What is no number is said and taken back. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DrawerContext } from "../drawer/context";
import { Field } from "../shell/field";

interface NumberFieldProps {
  readonly drawer: DrawerContext;
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly whole?: boolean;
  readonly onCommit: (value: number) => void;
}

export function NumberField({ drawer, label, value, most, whole = false, onCommit }: NumberFieldProps): JSX.Element {
  // A field drawn anew shows what the document says again.
  const [tries, setTries] = useState(0);
  return (
    <Field
      key={tries} class="jw-input jw-num" label={label} value={String(value)} required
      onCommit={(text) => {
        const number = Number(text.normalize("NFKC").replace(",", "."));
        if (Number.isFinite(number) && number >= 0 && number <= most && (!whole || Number.isInteger(number))) {
          if (number === value) setTries(tries + 1);
          else onCommit(number);
          return;
        }
        drawer.announce(drawer.say("agenda.not_number", { most }));
        setTries(tries + 1);
      }}
    />
  );
}
