/** The dots on a note: how many it has, and while the room votes, one more or one less of one's own. */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { Desk } from "./context";
import { votePatch } from "./verbs";
import type { NoteView } from "./views";

export function Dots({ desk, view }: { desk: Desk; view: NoteView }): JSX.Element | null {
  const { drawer } = desk;
  const { voting, revealed } = drawer.session.value;
  const total = revealed || voting === 0 ? view.dots : view.own;
  if (voting === 0) return total > 0 ? <span class="jw-dots-vote jw-num" title={drawer.say("panel.votes", { n: total })}>● {total}</span> : <span />;
  const left = voting - desk.votes.value.spent;
  const name = desk.name.value;
  const closed = name === "" || drawer.status.value.readOnly;
  const give = (by: number): void => {
    desk.change(votePatch(drawer.store.document, view.id, name, Math.max(0, view.own + by)));
    drawer.announce(drawer.say("notes.votes_left", { n: Math.max(0, left - by), of: voting }));
  };
  return (
    <span class="jw-dots-vote" role="group" aria-label={drawer.say("notes.dots_of", { n: view.own, note: view.text })}>
      {view.own > 0 && (
        <button type="button" class="jw-btn jw-btn-icon" disabled={closed} aria-label={drawer.say("notes.dot_less", { note: view.text })} {...ownKeys} onClick={() => give(-1)}>
          −
        </button>
      )}
      <span class="dots" aria-hidden="true">
        {view.own <= 4 ? "●".repeat(view.own) : `●${view.own}`}
      </span>
      {revealed && total > 0 && <span class="jw-num jw-muted">{total}</span>}
      <button type="button" class="jw-btn jw-btn-icon" disabled={closed || left <= 0} aria-label={drawer.say("notes.dot_more", { note: view.text })} {...ownKeys} onClick={() => give(1)}>
        <Icon name="plus" small />
      </button>
    </span>
  );
}
