/**
 * A text field that belongs to whoever types in it: what comes in from elsewhere waits until the typing is over, Enter that
 * ends a Japanese conversion is not an Enter, and Escape gives the old text back.
 */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { isComposing, ownKeys } from "./keys";

export interface FieldProps {
  /** What the document says. Give the field a `key` of the record it belongs to. */
  readonly value: string;
  /** Called once with the trimmed text, only if the person changed it. An empty text clears, unless `required`. */
  readonly onCommit: (text: string) => void;
  /** After Enter, Escape or leaving; "escape" took the text back. */
  readonly onDone?: (how: "commit" | "escape" | "blur") => void;
  readonly label: string;
  readonly multiline?: boolean;
  /** Enter makes a new line and Ctrl+Enter commits. Default for `multiline`. */
  readonly newlines?: boolean;
  /** An empty text is taken back instead of committed. */
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly class?: string;
  readonly id?: string;
  /** Id of a datalist with suggestions. */
  readonly list?: string;
  readonly rows?: number;
  readonly maxLength?: number;
  /** Takes the focus, with its text selected, as soon as it is there. */
  readonly autoFocus?: boolean;
  readonly describedBy?: string;
}

type Input = HTMLInputElement | HTMLTextAreaElement;

export function Field(props: FieldProps): JSX.Element {
  const { value, multiline = false, newlines = multiline } = props;
  const input = useRef<Input>(null);
  /** The text the person started from: what they have not changed is not theirs to commit. */
  const base = useRef(value);
  const typing = useRef(false);
  // The latest props for handlers that outlive a render.
  const latest = useRef(props);
  latest.current = props;

  // Never changed after the first drawing: setting it anew would change what an untouched input shows.
  const first = useRef(value).current;

  // Uncontrolled: the text is written into the element only while nobody is in it.
  useLayoutEffect(() => {
    const element = input.current;
    if (!element || typing.current) return;
    base.current = value;
    if (element.value !== value) element.value = value;
  }, [value]);

  useEffect(() => {
    if (!props.autoFocus) return;
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);

  const commit = (): void => {
    const element = input.current;
    if (!element) return;
    const text = element.value.trim();
    const changed = text !== base.current.trim();
    if (!changed || (latest.current.required && text === "")) {
      restore();
      return;
    }
    base.current = text;
    latest.current.onCommit(text);
  };
  const restore = (): void => {
    base.current = latest.current.value;
    if (input.current) input.current.value = latest.current.value;
  };
  // Taken away while someone is typing in it (another card was chosen by key): what was typed is kept.
  useLayoutEffect(() => () => {
    if (typing.current) commit();
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && (!newlines || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit();
      // A second commit on leaving finds nothing changed.
      latest.current.onDone?.("commit");
    } else if (event.key === "Escape") {
      const dirty = input.current?.value !== base.current;
      restore();
      // The first Escape takes the text back, the next one is for whatever is around the field.
      if (dirty || latest.current.onDone) {
        event.preventDefault();
        event.stopPropagation();
      }
      latest.current.onDone?.("escape");
    }
  };
  const onFocus = (): void => {
    if (typing.current) return;
    typing.current = true;
    base.current = input.current?.value ?? "";
  };
  const onBlur = (): void => {
    if (!typing.current) return;
    commit();
    typing.current = false;
    latest.current.onDone?.("blur");
  };

  const shared = {
    id: props.id,
    class: props.class,
    "aria-label": props.label,
    "aria-describedby": props.describedBy,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    defaultValue: first,
    autocomplete: "off",
    onKeyDown,
    onFocus,
    onBlur,
    ...ownKeys,
  } as const;
  return multiline ? (
    <textarea {...shared} ref={input as { current: HTMLTextAreaElement | null }} rows={props.rows ?? 1} />
  ) : (
    <input {...shared} ref={input as { current: HTMLInputElement | null }} type="text" list={props.list} />
  );
}
