/** A whole list at once: as one note for each line, or as stages with their touchpoints. What will come of it is said before. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { isComposing, ownKeys } from "../shell/keys";
import { Radios } from "../shell/Radios";
import { type Desk, spotName } from "./context";
import { lanes, lines, parse } from "./outline";
import { outlinedPatch, pastedPatch } from "./verbs";

type As = "notes" | "outline";

export function Paste({ desk }: { desk: Desk }): JSX.Element {
  const { drawer, pasting, kind, place } = desk;
  const words = useSignal(pasting.peek() ?? "");
  const chosen = useSignal<As | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.value = words.peek();
    element.focus();
  }, []);
  const each = lines(words.value);
  const tree = lanes(words.value);
  // A list that nests is most likely meant to.
  const as: As = chosen.value ?? (parse(words.value).some((item) => item.level > 0) ? "outline" : "notes");
  const cards = tree.flatMap((lane) => lane.cards);
  const spot = desk.spots.value.get(place.value);
  const close = (): void => {
    pasting.value = null;
  };
  const add = (): void => {
    if (each.length === 0) return;
    const patch =
      as === "notes"
        ? pastedPatch(words.value, kind.peek(), desk.where(place.peek()), desk.name.peek())
        : outlinedPatch(drawer.store.document, words.value, kind.peek(), desk.name.peek());
    desk.change(patch);
    drawer.announce(told);
    close();
  };
  const told =
    as === "notes"
      ? drawer.say("notes.will_be_notes", { n: each.length, kind: drawer.say(`notes.kind_${kind.value}`), place: spot ? spotName(drawer, spot) : drawer.say("notes.nowhere") })
      : drawer.say("notes.will_be_outline", { stages: tree.length, cards: cards.length, notes: cards.reduce((n, card) => n + card.notes.length, 0) });
  const id = `${drawer.prefix}-paste`;
  return (
    <section
      class="jw-note-paste"
      aria-label={drawer.say("notes.paste_title")}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          close();
        } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          add();
        }
      }}
    >
      <textarea
        ref={field}
        class="jw-input"
        rows={7}
        aria-label={drawer.say("notes.paste_title")}
        aria-describedby={id}
        placeholder={drawer.say("notes.paste_example")}
        {...ownKeys}
        onInput={(event) => {
          words.value = event.currentTarget.value;
        }}
      />
      <Radios
        class="jw-seg jw-seg-s"
        label={drawer.say("notes.paste_as")}
        chosen={as}
        onChoose={(next) => {
          chosen.value = next;
        }}
        options={(["notes", "outline"] as const).map((value) => ({
          value,
          label: drawer.say(`notes.paste_as_${value}`),
          content: drawer.say(`notes.paste_as_${value}`),
        }))}
      />
      <p id={id} class="jw-muted" role="status">{each.length === 0 ? drawer.say("notes.paste_how") : told}</p>
      <div class="row">
        <button type="button" class="jw-btn" {...ownKeys} onClick={close}>{drawer.say("notes.cancel")}</button>
        <button type="button" class="jw-btn jw-btn-main" disabled={each.length === 0} {...ownKeys} onClick={add}>{drawer.say("notes.add")}</button>
      </div>
    </section>
  );
}
