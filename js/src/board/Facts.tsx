/** A stage's strategy, goal, KPI, owner and duration, each written where it stands; and the one KPI that matters most, on top. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { JsonObject } from "../document/json";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { text } from "./fields";
import { parse, read, written } from "./links/duration";

export function FactCell({ board, stage, field }: { board: BoardContext; stage: string; field: string }): JSX.Element | null {
  const record = board.stage(stage).value;
  const [wrong, setWrong] = useState("");
  if (!record) return null;
  const language = board.view.language.value;
  const kept = text(record, field);
  const name = board.say(`facts.${field}`);
  const duration = field === "duration";
  const help = `${board.prefix}-${stage}-${field}`;
  const seconds = duration ? parse(kept) : null;
  const commit = (given: string): void => {
    const next = duration && given !== "" ? read(given) : given;
    setWrong(next === null ? given : "");
    if (next !== null) board.verbs.edit("stages", stage, { [field]: next });
  };
  return (
    <>
      <Field
        key={`${stage}/${field}/${duration ? language : ""}`}
        class="jw-edit"
        multiline={!duration}
        label={board.say("facts.of_stage", { stage: text(record, "name"), what: name })}
        placeholder={board.say(duration ? "paths.duration_hint" : "facts.write_here")}
        value={seconds === null ? kept : written(seconds, language)}
        onCommit={commit}
        {...(wrong ? { describedBy: help } : {})}
      />
      {wrong && <p id={help} class="jw-fact-wrong" role="alert">{board.say("paths.not_a_duration", { text: wrong })}</p>}
    </>
  );
}

/** The north-star KPI beside the map's title; nothing where there is none and nobody is at the stages' table. */
export function NorthStar({ board }: { board: BoardContext }): JSX.Element | null {
  const [editing, setEditing] = useState(false);
  const star = text(board.document.value["about"] as JsonObject | undefined, "north_star");
  const label = board.say("facts.north_star");
  if (star === "" && !editing && !board.shows.is("facts")) return null;
  return (
    <>
      <span class="jw-sep jw-north-sep" />
      {editing ? (
        <Field
          class="jw-title-edit jw-north-edit"
          label={label}
          placeholder={board.say("facts.north_star_like")}
          value={star}
          autoFocus
          onCommit={(value) => board.verbs.edit("about", "", { north_star: value })}
          onDone={() => setEditing(false)}
        />
      ) : (
        <button
          type="button"
          class={star ? "jw-plain jw-north" : "jw-plain jw-north is-empty"}
          title={star ? `${label}: ${star}` : label}
          aria-label={star ? board.say("facts.north_star_is", { kpi: star }) : board.say("facts.north_star_write")}
          data-action="north-star"
          {...ownKeys}
          onClick={() => setEditing(true)}
        >
          {star || board.say("facts.north_star_write")}
        </button>
      )}
    </>
  );
}
