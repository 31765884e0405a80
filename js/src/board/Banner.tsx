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
      {said && <Banner icon={readOnly ? "lock" : "warn"}>{said}</Banner>}
      {board.connection.value === "offline" ? (
        <Banner icon="offline">{waiting > 0 ? board.say("panel.offline_kept", { n: waiting }) : board.say("panel.offline_working")}</Banner>
      ) : (
        <LeftBehind board={board} />
      )}
    </div>
  );
}

function Banner({ icon, children }: { icon: IconName; children: ComponentChildren }): JSX.Element {
  return (
    <div class="jw-banner">
      <Icon name={icon} />
      <p>{children}</p>
    </div>
  );
}

/** Changes of an earlier page load that somebody else has overtaken: they are not sent without asking. */
function LeftBehind({ board }: { board: BoardContext }): JSX.Element | null {
  const left = board.kept.value;
  if (left === 0) return null;
  return (
    <div class="jw-banner">
      <Icon name="copy" />
      <p>{board.say("panel.left_behind", { n: left })}</p>
      <button type="button" class="jw-btn" {...ownKeys} onClick={() => board.store.resolveKept("send")}>
        {board.say("panel.left_send")}
      </button>
      <button type="button" class="jw-btn" {...ownKeys} onClick={() => board.store.resolveKept("discard")}>
        {board.say("panel.left_discard")}
      </button>
    </div>
  );
}
