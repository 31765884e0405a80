/** What a drawer alone in a cell has of a frame: whether it is saved, undo and redo, and what must be known. Small: the drawer is the point. */

import { computed } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { Saved } from "../board/Saved";
import { Icon, type IconName } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { LoneDrawer } from "./open";

const MAC = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
const KEYS = { undo: MAC ? "⌘Z" : "Ctrl+Z", redo: MAC ? "⇧⌘Z" : "Ctrl+Y" } as const;

export function LoneBar({ drawer }: { drawer: LoneDrawer }): JSX.Element {
  return (
    <>
      <header class="jw-lone">
        <h3 class="jw-cut">{titleOf(drawer)}</h3>
        <Saved board={{ ...drawer, pendingCount: drawer.pending, view: { language: computed(() => drawer.language.value) } }} />
        <span class="grow" />
        <Step drawer={drawer} which="undo" />
        <Step drawer={drawer} which="redo" />
      </header>
      <div class="jw-banners" role="status">
        <Notices drawer={drawer} />
      </div>
    </>
  );
}

/** The map's own name: several widgets may stand in one notebook. */
function titleOf(drawer: LoneDrawer): string {
  const about = drawer.document.value["about"] as { readonly title?: unknown } | undefined;
  return typeof about?.title === "string" ? about.title : "";
}

function Step({ drawer, which }: { drawer: LoneDrawer; which: "undo" | "redo" }): JSX.Element {
  const { say, store } = drawer;
  const what = drawer.history.value[which]?.[drawer.language.value];
  const label = what ? say(`panel.${which}_what`, { what, keys: KEYS[which] }) : say(`panel.${which}`, { keys: KEYS[which] });
  return (
    <button
      type="button" class="jw-btn jw-btn-icon" aria-label={label} title={label} data-action={which}
      // Stays in the tab order while there is nothing to do: a button that vanished under the finger would drop the focus.
      aria-disabled={what ? undefined : "true"} {...ownKeys} onClick={() => what && store[which]()}
    >
      <Icon name={which} />
    </button>
  );
}

/** In the order of how much they matter; each for as long as it is so. */
function Notices({ drawer }: { drawer: LoneDrawer }): JSX.Element {
  const { say, store } = drawer;
  const language = drawer.language.value;
  const refused = drawer.refused.value;
  const { readOnly, problem } = drawer.status.value;
  const waiting = drawer.pending.value;
  const offline = drawer.connection.value === "offline";
  const left = offline ? 0 : drawer.kept.value;
  return (
    <>
      {refused && (
        <Notice icon="warn" text={say("board.said_refused", { reason: refused[language] })}>
          <Answer text={say("panel.dismiss")} press={() => (drawer.refused.value = null)} />
        </Notice>
      )}
      {problem && <Notice icon={readOnly ? "lock" : "warn"} text={problem[language]} />}
      {offline && <Notice icon="offline" text={say(waiting > 0 ? "panel.offline_kept" : "panel.offline_working", { n: waiting })} />}
      {left > 0 && (
        <Notice icon="copy" text={say("panel.left_behind", { n: left })}>
          <Answer text={say("panel.left_send")} press={() => store.resolveKept("send")} />
          <Answer text={say("panel.left_discard")} press={() => store.resolveKept("discard")} />
        </Notice>
      )}
    </>
  );
}

function Notice({ icon, text, children }: { icon: IconName; text: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="jw-banner">
      <Icon name={icon} />
      <p>{text}</p>
      {children}
    </div>
  );
}

function Answer({ text, press }: { text: string; press: () => void }): JSX.Element {
  return (
    <button type="button" class="jw-btn" {...ownKeys} onClick={press}>
      {text}
    </button>
  );
}
