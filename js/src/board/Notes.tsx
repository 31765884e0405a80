/** Pains, gains and opportunities of the card in the panel: read, corrected and written in place. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Document, JsonObject } from "../document/json";
import { table } from "../document/order";
import { Icon, Mark, type MarkKind } from "../shell/Icon";
import { Radios } from "../shell/Radios";
import { Field } from "../shell/field";
import { isComposing, ownKeys } from "../shell/keys";
import type { BoardContext, NoteKind } from "./context";
import { number, text } from "./fields";

const KINDS: readonly MarkKind[] = ["pain", "gain", "opportunity", "question", "quote"];
const OFFERED = ["pain", "gain", "opportunity"] as const;

interface Note {
  readonly id: string;
  readonly kind: MarkKind;
  readonly text: string;
  readonly votes: number;
}

/** Notes of a card, merged ones left out: by kind, most voted first. While everyone writes alone only `author`'s (null: all). */
function notesOf(document: Document, card: string, author: string | null, counted: boolean): Note[] {
  const notes = table(document, "notes");
  const mine: Note[] = [];
  for (const id of Object.keys(notes)) {
    const record = notes[id] as JsonObject;
    const kind = text(record, "kind") as MarkKind;
    if (text(record, "touchpoint") !== card || text(record, "merged_into") || !KINDS.includes(kind)) continue;
    if (author !== null && (author === "" || text(record, "author") !== author)) continue;
    mine.push({ id, kind, text: text(record, "text"), votes: 0 });
  }
  if (mine.length === 0) return mine;
  const dots = new Map<string, number>();
  for (const vote of counted ? Object.values(table(document, "votes")) : []) {
    const note = text(vote as JsonObject, "note");
    dots.set(note, (dots.get(note) ?? 0) + (number(vote as JsonObject, "dots") ?? 0));
  }
  return mine
    .map((note) => ({ ...note, votes: dots.get(note.id) ?? 0 }))
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.votes - a.votes || (a.id < b.id ? -1 : 1));
}

export function Notes({ board, card }: { board: BoardContext; card: string }): JSX.Element {
  const { silent, voting, revealed } = useSession(board);
  const notes = notesOf(board.document.value, card, silent ? board.store.name : null, voting === 0 || revealed);
  return (
    <section class="jw-notes" aria-label={board.say("panel.notes")}>
      <ul class="jw-sticky">
        {notes.map((note) => (
          <li key={note.id} data-note={note.id}>
            <Mark kind={note.kind} label={board.say(`panel.kind_${note.kind}`)} />
            <Field
              class="jw-edit"
              multiline
              newlines={false}
              label={board.say("panel.note_of", { kind: board.say(`panel.kind_${note.kind}`) })}
              value={note.text}
              required
              onCommit={(words) => board.verbs.edit("notes", note.id, { text: words })}
            />
            <span class="jw-num">{note.votes > 0 && board.say("panel.votes", { n: note.votes })}</span>
            <button
              type="button"
              class="jw-btn jw-btn-icon jw-quiet"
              aria-label={board.say("panel.note_delete", { text: note.text })}
              title={board.say("panel.delete")}
              {...ownKeys}
              onClick={() => board.verbs.remove("notes", note.id)}
            >
              <Icon name="close" small />
            </button>
          </li>
        ))}
      </ul>
      <Writer key={card} board={board} card={card} />
    </section>
  );
}

/** What the room may see at the moment. */
function useSession(board: BoardContext): BoardContext["store"]["session"] {
  const [session, setSession] = useState(board.store.session);
  useEffect(() => {
    const ends = new AbortController();
    board.store.subscribe(() => setSession(board.store.session), ends.signal);
    return () => ends.abort();
  }, [board]);
  return session;
}

function Writer({ board, card }: { board: BoardContext; card: string }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<NoteKind>("pain");
  const write = (): void => {
    const words = input.current?.value.trim() ?? "";
    if (!words) return;
    board.verbs.addNote(kind, words, card);
    if (input.current) input.current.value = "";
  };
  return (
    <div class="jw-note-writer">
      <Radios
        class="jw-seg jw-seg-s"
        label={board.say("panel.note_kind")}
        chosen={kind}
        onChoose={(next) => {
          setKind(next as NoteKind);
          input.current?.focus();
        }}
        options={OFFERED.map((value) => ({
          value: value as string,
          label: board.say(`panel.kind_${value}`),
          content: <Mark kind={value} />,
        }))}
      />
      <input
        ref={input}
        type="text"
        class="jw-input"
        autocomplete="off"
        aria-label={board.say(`panel.write_${kind}`)}
        placeholder={board.say(`panel.write_${kind}`)}
        {...ownKeys}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === "Enter") {
            event.preventDefault();
            write();
          } else if (event.key === "Escape" && input.current?.value) {
            event.preventDefault();
            event.stopPropagation();
            input.current.value = "";
          }
        }}
        // What was written and left is kept: in a workshop nobody presses Enter after the last note.
        onBlur={(event) => {
          if (!(event.relatedTarget as Element | null)?.closest?.(".jw-note-writer")) write();
        }}
      />
    </div>
  );
}
