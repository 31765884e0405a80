/** Cards that have no stage yet: a column in the rail, or, where room is short, a tab that opens them over the lanes. */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import { isComposing, ownKeys } from "../shell/keys";
import { Lane } from "./Lane";
import type { Inside } from "./inside";

export function Pool({ board }: { board: Inside }): JSX.Element {
  const count = board.lane("").value.length;
  const open = board.poolOpen.value;
  const rows = board.rowNames.value;
  const head = `${board.prefix}-pool`;
  return (
    <div
      class={open ? "jw-rail-pool is-open" : "jw-rail-pool"}
      role="group"
      aria-labelledby={head}
      style={`--span:${Math.max(1, rows.length) + 1}`}
      onKeyDown={(event) => {
        if (!open || event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
        event.preventDefault();
        board.poolOpen.value = false;
        board.root.querySelector<HTMLElement>(".jw-tray")?.focus();
      }}
    >
      <header class="jw-rail jw-r1 jw-rail-head">
        <div>
          <h3 id={head}>{board.say("board.pool")}</h3>
        </div>
        <div>
          <p class="jw-goal">{board.say("board.pool_goal")}</p>
          <span class="count">{count}</span>
        </div>
      </header>
      <div class="jw-rail jw-r2 jw-rail-cards">
        <button
          type="button"
          class="jw-tray"
          aria-expanded={open}
          aria-label={open ? board.say("board.pool_close") : board.say("board.pool_open", { n: count })}
          title={open ? board.say("board.pool_close") : board.say("board.pool_open", { n: count })}
          data-action="pool"
          {...ownKeys}
          onClick={() => {
            board.poolOpen.value = !open;
          }}
        >
          <Icon name="down" small />
          <span>{board.say("board.pool")}</span>
          <span class="jw-num">{count}</span>
        </button>
        <div class="jw-pool-sheet">
          <Lane board={board} stage="" row={null} class="jw-pool" />
        </div>
      </div>
    </div>
  );
}
