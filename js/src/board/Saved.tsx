/** Whether what the hand did is safe, in the toolbar. "Saved" is said only of what the kernel has acknowledged. */

import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../shell/Icon";
import type { ReadonlySignal } from "@preact/signals";
import type { Language } from "../sync/types";
import type { BoardContext } from "./context";

/** What it asks of whatever it stands in: the board, or a drawer alone in a cell. */
type Asked = Pick<BoardContext, "connection" | "status" | "pendingCount" | "say"> & {
  readonly view: { readonly language: ReadonlySignal<Language> };
};

export function Saved({ board }: { board: Asked }): JSX.Element {
  const connection = board.connection.value;
  const status = board.status.value;
  const n = board.pendingCount.value;
  const { say } = board;
  if (connection === "offline") return <Said state="offline" icon={<Icon name="offline" />}>{n > 0 ? say("panel.kept", { n }) : say("panel.offline")}</Said>;
  if (status.readOnly) {
    const owner = status.owner?.[board.view.language.value];
    return <Said state="read-only" icon={<Icon name="lock" />} title={owner}>{say("panel.read_only")}</Said>;
  }
  if (connection === "busy") return <Said state="busy" icon={<i class="jw-wait" />}>{say("panel.queued", { n })}</Said>;
  // Acknowledged within 0.4 s is normal and says nothing: the store calls it "live" until then.
  if (connection === "waiting") return <Said state="saving" icon={<i class="jw-wait" />}>{say("panel.saving", { n })}</Said>;
  if (connection === "connecting") return <Said state="connecting" icon={<i class="jw-wait" />}>{say("panel.connecting")}</Said>;
  // Without a journal a change is safe only when the file has it.
  if (status.saved === "waiting") return <Said state="saving" icon={<i class="jw-wait" />}>{say("panel.saving", { n: 1 })}</Said>;
  if (status.saved === "failed") return <Said state="failed" icon={<Icon name="warn" />}>{say("panel.not_in_file")}</Said>;
  if (status.saved === "memory") return <Said state="memory" icon={<Icon name="check" />} title={say("panel.in_memory_long")}>{say("panel.in_memory")}</Said>;
  return <Said state="saved" icon={<Icon name="check" />}>{say("panel.saved")}</Said>;
}

/** What a person should notice is set in ink, what is as it should be in grey. */
const NOTICED = new Set(["offline", "read-only", "busy", "failed"]);

function Said({ state, icon, title, children }: { state: string; icon: JSX.Element; title?: string | undefined; children: ComponentChildren }): JSX.Element {
  return (
    <span class={NOTICED.has(state) ? "jw-saved is-waiting" : "jw-saved"} role="status" data-saved={state} title={title}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
