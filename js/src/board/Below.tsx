/**
 * The rows under the lanes and the curve, each with its name in the rail and a cell in every band: the storyboard, what functions
 * say, and the stages' strategy, goal, KPI, owner and duration. A row that is not shown is not there.
 */

import type { JSX } from "preact";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { FactCell } from "./Facts";
import type { Inside } from "./inside";
import { LaneCell, LaneWrong } from "./LaneRow";
import { StoryboardCell } from "./Storyboard";

/** What a row is: its kind and, behind the first point, which one. */
function parts(row: string): readonly [kind: string, name: string] {
  const at = row.indexOf(".");
  return at < 0 ? [row, ""] : [row.slice(0, at), row.slice(at + 1)];
}

/** The rows' names, in the rail; the first of a group also hides it. */
export function BelowHeads({ board }: { board: Inside }): JSX.Element {
  const rows = board.below.value;
  return (
    <>
      {rows.map((row, at) => {
        const [kind, name] = parts(row);
        if (kind === "wrong")
          return (
            <div key={row} class="jw-below-wrong" style={`--at:${at}`}>
              <LaneWrong board={board} lane={name} />
            </div>
          );
        return (
          <div key={row} class={`jw-rail jw-below-head is-${kind}`} style={`--at:${at}`} data-below={row}>
            <h3>{kind === "row" ? name : board.say(kind === "fact" ? `facts.${name}` : "facts.storyboard")}</h3>
            {(kind !== "fact" || name === "goal") && <Hide board={board} row={row} />}
          </div>
        );
      })}
      <WayIn board={board} at={rows.length} />
    </>
  );
}

export function BelowCells({ board, stage }: { board: Inside; stage: string }): JSX.Element {
  return (
    <>
      {board.below.value.map((row, at) => {
        const [kind, name] = parts(row);
        if (kind === "wrong") return null;
        return (
          <div key={row} class={`jw-below is-${kind}`} style={`--at:${at}`}>
            {kind === "fact" ? <FactCell board={board} stage={stage} field={name} /> : kind === "row" ? <LaneCell board={board} stage={stage} lane={name} /> : <StoryboardCell board={board} stage={stage} />}
          </div>
        );
      })}
    </>
  );
}

function Hide({ board, row }: { board: BoardContext; row: string }): JSX.Element {
  const [kind, name] = parts(row);
  const what = kind === "fact" ? board.say("facts.title") : kind === "row" ? name : board.say("facts.storyboard");
  const label = board.say("facts.hide", { what });
  return (
    <button
      type="button"
      class="jw-btn jw-btn-icon jw-below-hide"
      aria-label={label}
      title={label}
      data-action={`hide-${kind}`}
      {...ownKeys}
      onClick={() => board.shows.set(kind === "fact" ? "facts" : row, false)}
    >
      <Icon name="close" small />
    </button>
  );
}

/** Where nothing is said of the stages yet, or it is hidden: one quiet button, no row. */
function WayIn({ board, at }: { board: Inside; at: number }): JSX.Element | null {
  if (board.shows.is("facts") || board.stages.value.length === 0) return null;
  const label = board.say(board.shows.anyFacts.value ? "facts.show" : "facts.write");
  return (
    <div class="jw-rail jw-below-way" style={`--at:${at}`}>
      <button type="button" class="jw-btn" aria-label={label} title={label} data-action="show-facts" {...ownKeys} onClick={() => board.shows.set("facts", true)}>
        <Icon name="plus" small />
        <span>{board.say("facts.short")}</span>
      </button>
    </div>
  );
}
