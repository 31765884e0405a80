/** All notes that are shown, under their places or in one run. A row is drawn again only when something on it changed. */

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { type Desk, spotName } from "./context";
import { Row } from "./Row";
import type { NoteView, Spot } from "./views";

interface Group {
  readonly spot: Spot;
  readonly views: readonly NoteView[];
}

export function List({ desk }: { desk: Desk }): JSX.Element {
  const { drawer, shown, sort } = desk;
  const { views } = shown.value;
  const grouped = sort.value === "place";
  const groups = useMemo(() => (grouped ? groupsOf(views) : null), [views, grouped]);
  if (views.length === 0)
    return (
      <p class="jw-note-empty jw-muted">
        {drawer.say(desk.notes.value.length === 0 ? "notes.empty" : drawer.session.value.silent && desk.kinds.value.size === 0 ? "notes.empty_silent" : "notes.empty_filter")}
      </p>
    );
  if (!groups)
    return (
      <ul class="jw-note-list" role="list">
        {views.map((view) => <Row key={view.id} desk={desk} view={view} placed />)}
      </ul>
    );
  return (
    <div class="jw-note-groups">
      {groups.map(({ spot, views: those }) => (
        <section key={spot.key} aria-label={spotName(drawer, spot)}>
          <Heading desk={desk} spot={spot} n={those.length} />
          <ul class="jw-note-list" role="list">
            {those.map((view) => <Row key={view.id} desk={desk} view={view} placed={false} />)}
          </ul>
        </section>
      ))}
    </div>
  );
}

function groupsOf(views: readonly NoteView[]): Group[] {
  const groups: { spot: Spot; views: NoteView[] }[] = [];
  for (const view of views) {
    const last = groups.at(-1);
    if (last?.spot.key === view.spot.key) last.views.push(view);
    else groups.push({ spot: view.spot, views: [view] });
  }
  return groups;
}

/** The place's name leads to its card; a note dropped on it goes there. */
function Heading({ desk, spot, n }: { desk: Desk; spot: Spot; n: number }): JSX.Element {
  const { drawer } = desk;
  const key = spot.key === "" ? "none:" : spot.key;
  const over = desk.over.value === key && desk.lifted.value !== "";
  return (
    <h4 class={over ? "jw-note-head is-over" : "jw-note-head"} data-drop={key}>
      {spot.touchpoint === "" ? (
        <span class="jw-cut">{spotName(drawer, spot)}</span>
      ) : (
        <button type="button" class="jw-plain jw-note-place" aria-label={drawer.say("notes.show_card", { card: spotName(drawer, spot) })} {...ownKeys} onClick={() => drawer.showCard(spot.touchpoint)}>
          {spot.no > 0 && <span class="jw-no">{spot.no}</span>}{" "}
          <span class="jw-cut">{spot.name}</span>
          <Icon name="right" small />
        </button>
      )}
      <span class="jw-num jw-muted">{n}</span>
    </h4>
  );
}
