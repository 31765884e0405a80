/**
 * What everybody at this board should know and can do something about, above the lanes for as long as it is so: it is for
 * reading only, the file cannot be written, there is no kernel, an earlier page left changes behind. Nothing while all is well.
 */

import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";

export function Banners({ board }: { board: BoardContext }): JSX.Element {
  const { readOnly, problem } = board.status.value;
  const said = problem?.[board.view.language.value];
  const waiting = board.pendingCount.value;
  // The region is always there: what appears in it is read, what appears together with it is not.
  return (
    <div class="jw-banners" role="status">
      <Refused board={board} />
      {said && <Banner icon={readOnly ? "lock" : "warn"} text={said} />}
      {board.connection.value === "offline" ? (
        <Banner icon="offline" text={board.say(waiting > 0 ? "panel.offline_kept" : "panel.offline_working", { n: waiting })} />
      ) : (
        <LeftBehind board={board} />
      )}
    </div>
  );
}

/** A refused change that no card can tell of. */
function Refused({ board }: { board: BoardContext }): JSX.Element | null {
  const { rejections, language } = board.view;
  const refused = rejections.value.get("");
  if (!refused) return null;
  const dismiss = (): void => {
    const rest = new Map(rejections.peek());
    rest.delete("");
    rejections.value = rest;
  };
  return (
    <Banner icon="warn" text={board.say("board.said_refused", { reason: refused.message[language.value] })}>
      <button type="button" class="jw-btn" {...ownKeys} onClick={dismiss}>
        {board.say("panel.dismiss")}
      </button>
    </Banner>
  );
}

function Banner({ icon, text, children }: { icon: IconName; text: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="jw-banner">
      <Icon name={icon} />
      <p>{text}</p>
      {children}
    </div>
  );
}

/** Changes of an earlier page load that somebody else has overtaken: they are not sent without asking. */
function LeftBehind({ board }: { board: BoardContext }): JSX.Element | null {
  const left = board.kept.value;
  if (left === 0) return null;
  return (
    <Banner icon="copy" text={board.say("panel.left_behind", { n: left })}>
      <button type="button" class="jw-btn" {...ownKeys} onClick={() => board.store.resolveKept("send")}>
        {board.say("panel.left_send")}
      </button>
      <button type="button" class="jw-btn" {...ownKeys} onClick={() => board.store.resolveKept("discard")}>
        {board.say("panel.left_discard")}
      </button>
    </Banner>
  );
}
