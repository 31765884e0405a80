/** Which notes are shown, and in which order. */

import type { JSX } from "preact";
import { Mark } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { type Desk, spotName } from "./context";
import { type Kind, KINDS } from "./verbs";
import { type Sort, SORTS } from "./views";

export function Tools({ desk }: { desk: Desk }): JSX.Element | null {
  const { drawer, kinds, sort, focused } = desk;
  const counts = new Map<Kind, number>();
  for (const view of desk.notes.value) counts.set(view.kind, (counts.get(view.kind) ?? 0) + 1);
  if (counts.size === 0) return null;
  const spot = desk.spots.value.get(`t:${drawer.selected.value}`);
  // Counting others' notes would tell what they write.
  const counted = !drawer.session.value.silent;
  const toggle = (kind: Kind): void => {
    const next = new Set(kinds.peek());
    if (!next.delete(kind)) next.add(kind);
    kinds.value = next;
  };
  return (
    <div class="jw-note-tools">
      <div class="jw-note-filter" role="group" aria-label={drawer.say("notes.filter")}>
        {KINDS.filter((kind) => counts.has(kind) || kinds.value.has(kind)).map((kind) => (
          <button
            key={kind}
            type="button"
            class="jw-btn jw-note-pill"
            aria-pressed={kinds.value.has(kind)}
            aria-label={counted ? drawer.say("notes.filter_kind", { kind: drawer.say(`notes.kind_${kind}`), n: counts.get(kind) ?? 0 }) : drawer.say(`notes.kind_${kind}`)}
            title={drawer.say("notes.only_kind", { kind: drawer.say(`notes.kind_${kind}`) })}
            {...ownKeys}
            onClick={() => toggle(kind)}
          >
            <Mark kind={kind} />
            {counted && <span class="jw-num"> {counts.get(kind) ?? 0}</span>}
          </button>
        ))}
        {spot && (
          <button
            type="button"
            class="jw-btn jw-note-pill jw-note-focus"
            aria-pressed={focused.value}
            title={spotName(drawer, spot)}
            {...ownKeys}
            onClick={() => {
              focused.value = !focused.peek();
            }}
          >
            {drawer.say("notes.only_card", { no: spot.no > 0 ? spot.no : spot.name })}
          </button>
        )}
      </div>
      <label class="jw-note-sort">
        <span class="jw-muted">{drawer.say("notes.sort")}</span>
        <select
          class="jw-select"
          value={sort.value}
          {...ownKeys}
          onChange={(event) => {
            sort.value = event.currentTarget.value as Sort;
          }}
        >
          {SORTS.map((name) => (
            <option key={name} value={name}>{drawer.say(`notes.sort_${name}`)}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
