/** How the room works at the moment: everyone alone, or voting. Seen while it matters; begun from a fold at other times. */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { Field } from "../shell/field";
import type { Desk } from "./context";

/** Dots a person may usually give. */
const USUAL = 3;
const MOST = 20;

export function Room({ desk }: { desk: Desk }): JSX.Element {
  const { drawer } = desk;
  const { silent, voting, revealed } = drawer.session.value;
  const steer = drawer.store.steer.bind(drawer.store);
  const asks = (silent || voting > 0) && desk.name.value === "";
  return (
    <div class="jw-note-room">
      {silent && (
        <div class="jw-note-mode" role="status">
          <Icon name="lock" small />
          <p>
            {drawer.say("notes.silent")}{" "}
            {desk.shown.value.hidden > 0 && <span class="jw-num">{drawer.say("notes.silent_hidden", { n: desk.shown.value.hidden })}</span>}
          </p>
          <button type="button" class="jw-btn jw-btn-line" {...ownKeys} onClick={() => steer({ silent: false })}>{drawer.say("notes.show_all")}</button>
        </div>
      )}
      {voting > 0 && (
        <div class="jw-note-mode">
          <span class="jw-dot-left" aria-hidden="true">
            {Array.from({ length: Math.min(voting, MOST) }, (_, at) => (
              <i key={at} class={at < voting - desk.votes.value.spent ? "on" : undefined} />
            ))}
          </span>
          <p role="status">{drawer.say("notes.votes_left", { n: Math.max(0, voting - desk.votes.value.spent), of: voting })}</p>
          <button type="button" class="jw-btn jw-btn-line" aria-pressed={revealed} {...ownKeys} onClick={() => steer({ revealed: !revealed })}>
            {drawer.say(revealed ? "notes.hide_votes" : "notes.show_votes")}
          </button>
          <button type="button" class="jw-btn" {...ownKeys} onClick={() => steer({ voting: 0, revealed: true })}>{drawer.say("notes.end_voting")}</button>
        </div>
      )}
      {asks && (
        <label class="jw-note-name">
          <span>{drawer.say("notes.who")}</span>
          <Field class="jw-input" label={drawer.say("notes.who")} value="" maxLength={40} placeholder={drawer.say("notes.who_hint")} onCommit={(name) => drawer.store.rename(name)} />
        </label>
      )}
      {!silent && voting === 0 && (
        <details class="jw-note-modes">
          <summary {...ownKeys}>{drawer.say("notes.modes")}</summary>
          <div class="row">
            <button type="button" class="jw-btn jw-btn-line" {...ownKeys} onClick={() => steer({ silent: true })}>{drawer.say("notes.begin_silent")}</button>
            <button type="button" class="jw-btn jw-btn-line" {...ownKeys} onClick={() => steer({ voting: USUAL, revealed: false })}>{drawer.say("notes.begin_voting", { n: USUAL })}</button>
          </div>
          <p class="jw-muted">{drawer.say("notes.modes_how")}</p>
        </details>
      )}
    </div>
  );
}
