/** Whether what the hand did has reached the kernel, in the toolbar; and what to do about changes it has not. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";

export function Saved({ board }: { board: BoardContext }): JSX.Element {
  const connection = board.connection.value;
  const kept = board.pendingCount.value;
  // Acknowledged within 0.4 s is normal and says nothing: the store calls it "live" until then.
  if (connection === "offline")
    return (
      <span class="jw-saved is-waiting" role="status">
        <Icon name="offline" />
        <span>{kept > 0 ? board.say("panel.kept", { n: kept }) : board.say("panel.offline")}</span>
      </span>
    );
  if (connection !== "live")
    return (
      <span class="jw-saved" role="status">
        <i class="jw-wait" />
        <span>{board.say(connection === "waiting" ? "panel.saving" : "panel.connecting")}</span>
      </span>
    );
  return (
    <span class="jw-saved" role="status">
      <Icon name="check" />
      <span>{board.say("panel.saved")}</span>
    </span>
  );
}

/** Without a kernel the board goes on working; the banner says where the changes are. Nothing while all is well. */
export function OfflineBanner({ board }: { board: BoardContext }): JSX.Element | null {
  const { store } = board;
  const connection = board.connection.value;
  const waiting = board.pendingCount.value;
  // The store is no signal: what an earlier page left behind is known by the time anything of these moves.
  void board.revision.value;
  // Nothing else moves when they are sent or thrown away.
  const [settled, settle] = useState(false);
  const left = settled ? 0 : store.kept;
  if (connection === "offline")
    return (
      <div class="jw-banner" role="status">
        <Icon name="offline" />
        <p>{waiting > 0 ? board.say("panel.offline_kept", { n: waiting }) : board.say("panel.offline_working")}</p>
      </div>
    );
  if (left === 0) return null;
  const resolve = (choice: "send" | "discard"): void => {
    store.resolveKept(choice);
    settle(true);
  };
  return (
    <div class="jw-banner" role="status">
      <Icon name="copy" />
      <p>{board.say("panel.left_behind", { n: left })}</p>
      <button type="button" class="jw-btn" {...ownKeys} onClick={() => resolve("send")}>
        {board.say("panel.left_send")}
      </button>
      <button type="button" class="jw-btn" {...ownKeys} onClick={() => resolve("discard")}>
        {board.say("panel.left_discard")}
      </button>
    </div>
  );
}
