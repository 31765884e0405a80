/** Where a new note is written: its kind, where it goes, and a line that Enter puts among the others. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Icon, Mark } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { Radios } from "../shell/Radios";
import type { Desk } from "./context";
import { lines } from "./outline";
import { PlaceSelect } from "./PlaceSelect";
import { KINDS, notesPatch } from "./verbs";

export function Writer({ desk }: { desk: Desk }): JSX.Element {
  const { drawer, kind, place, pasting } = desk;
  const input = useRef<HTMLTextAreaElement>(null);
  const closed = drawer.status.value.readOnly;
  const write = (): void => {
    const field = input.current;
    const words = field?.value.trim() ?? "";
    if (!field || !words) return;
    desk.change(notesPatch([words], kind.peek(), desk.where(place.peek()), desk.name.peek()));
    drawer.announce(drawer.say("notes.said_added", { note: words }));
    field.value = "";
  };
  const label = drawer.say(`notes.write_${kind.value}`);
  return (
    <section class="jw-note-new" aria-label={drawer.say("notes.new")}>
      <div class="jw-note-new-top">
        <Radios
          class="jw-seg jw-seg-s jw-note-kinds"
          label={drawer.say("notes.kind")}
          chosen={kind.value}
          onChoose={(next) => {
            kind.value = next;
            input.current?.focus();
          }}
          options={KINDS.map((value) => ({
            value,
            label: drawer.say(`notes.kind_${value}`),
            content: (
              <>
                <Mark kind={value} />
                <span class="word">{drawer.say(`notes.kind_${value}`)}</span>
              </>
            ),
            data: { "data-kind": value },
          }))}
        />
        <PlaceSelect
          desk={desk}
          label={drawer.say("notes.goes_to")}
          value={place.value}
          onChoose={(next) => {
            place.value = next;
          }}
        />
      </div>
      <div class="jw-note-new-line">
        <textarea
          ref={input}
          class="jw-input jw-note-input"
          rows={1}
          autocomplete="off"
          disabled={closed}
          aria-label={label}
          placeholder={label}
          {...ownKeys}
          onKeyDown={(event) => {
            if (isComposing(event)) return;
            if (event.key === "Enter" && !event.shiftKey) {
              event.preventDefault();
              write();
            } else if (event.key === "Escape" && input.current?.value) {
              event.preventDefault();
              event.stopPropagation();
              input.current.value = "";
            }
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData?.getData("text/plain") ?? "";
            if (lines(pasted).length < 2) return;
            event.preventDefault();
            pasting.value = pasted;
          }}
          // What was written and left is kept: in a workshop nobody presses Enter after the last note.
          onBlur={(event) => {
            if (!(event.relatedTarget as Element | null)?.closest?.(".jw-note-new")) write();
          }}
        />
        <button
          type="button"
          class="jw-btn jw-btn-line"
          disabled={closed}
          aria-expanded={pasting.value !== null}
          title={drawer.say("notes.paste_hint")}
          {...ownKeys}
          onClick={() => {
            pasting.value = pasting.peek() === null ? "" : null;
          }}
        >
          <Icon name="rows" small />
          {drawer.say("notes.paste")}
        </button>
      </div>
    </section>
  );
}
