/** The head of a stage's band: its name (which is also its menu), the customer's goal, how it feels on average, how many cards. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { JsonObject } from "../document/json";
import { table } from "../document/order";
import { face, format, scaleOf } from "../document/scale";
import { Face } from "../shell/Face";
import { Icon, Mark } from "../shell/Icon";
import { Field } from "../shell/field";
import { Menu, type MenuGroup } from "./Menu";
import { Rejected } from "./Popover";
import { scoreName } from "./ScoreFaces";
import type { BoardContext } from "./context";
import { text } from "./fields";

interface StageHeadProps {
  readonly board: BoardContext;
  readonly stage: string;
}

export function StageHead({ board, stage }: StageHeadProps): JSX.Element | null {
  const [chosen, setEditing] = useState<"" | "name" | "goal">("");
  // One that was just added: its name is what comes next.
  const editing = useComputed(() => board.view.naming.value === stage).value ? "name" : chosen;
  const record = board.stage(stage).value;
  if (!record) return null;
  const name = text(record, "name");
  const goal = text(record, "goal");
  const done = (): void => {
    setEditing("");
    if (board.view.naming.peek() === stage) board.view.naming.value = "";
  };
  const compact = board.view.density.value === "compact";
  return (
    <header class="jw-lane-head">
      <div>
        <h3>
          {editing === "name" ? (
            <Field
              class="jw-head-edit"
              label={board.say("panel.stage_name")}
              value={name}
              required
              autoFocus
              onCommit={(value) => board.verbs.edit("stages", stage, { name: value })}
              onDone={done}
            />
          ) : (
            <Menu
              board={board}
              class="jw-plain jw-stage-name"
              label={board.say("panel.stage_menu", { name })}
              groups={menuOf(board, stage, name, setEditing)}
              onKeyDown={(event) => {
                if (event.key !== "F2") return;
                event.preventDefault();
                event.stopPropagation();
                setEditing("name");
              }}
            >
              <span class="jw-cut">{name || board.say("panel.untitled")}</span>
              <Icon name="down" small />
            </Menu>
          )}
        </h3>
        {editing !== "name" && <Mean board={board} stage={stage} />}
      </div>
      {editing === "goal" ? (
        <div>
          <Field
            class="jw-head-edit jw-goal"
            label={board.say("panel.stage_goal")}
            placeholder={board.say("panel.stage_goal")}
            value={goal}
            autoFocus
            onCommit={(value) => board.verbs.edit("stages", stage, { goal: value })}
            onDone={done}
          />
        </div>
      ) : (
        <Sub board={board} stage={stage} goal={goal} compact={compact} />
      )}
      <Rejected board={board} card={stage} />
    </header>
  );
}

interface StageFigures {
  readonly mean: number | null;
  readonly count: number;
  readonly pains: number;
}

/** From the cards as they are drawn; the same object while it says the same. */
function useFigures(board: BoardContext, stage: string): StageFigures {
  const said = useComputed(() => {
    const lane = board.lane(stage).value;
    let sum = 0;
    let scored = 0;
    let pains = 0;
    for (const id of lane) {
      const card = board.card(id).value;
      pains += card?.notes.pain ?? 0;
      if (!card?.figure) continue;
      sum += card.figure.score;
      scored += 1;
    }
    return JSON.stringify({ mean: scored > 0 ? sum / scored : null, count: lane.length, pains });
  });
  return JSON.parse(said.value) as StageFigures;
}

function Mean({ board, stage }: StageHeadProps): JSX.Element | null {
  const { mean } = useFigures(board, stage);
  const about = useComputed(() => JSON.stringify((board.document.value["about"] as JsonObject | undefined)?.["scale"] ?? null));
  void about.value;
  if (mean === null) return null;
  const scale = scaleOf(board.document.peek());
  const said = board.say("panel.stage_mean", { mean: scoreNameOfMean(board, mean) });
  return (
    <span class="mean" title={said}>
      <Face score={face(scale, mean)} value={Math.round(mean * 10) / 10} size="s" label={said} />
      <b aria-hidden="true">{format(mean, scale)}</b>
    </span>
  );
}

/** The name of the nearest face, with the mean itself as the figure. */
function scoreNameOfMean(board: BoardContext, mean: number): string {
  return scoreName(board, { ...scaleOf(board.document.peek()), labels: {} }, mean);
}

function Sub({ board, stage, goal, compact }: StageHeadProps & { goal: string; compact: boolean }): JSX.Element {
  const { mean, count, pains } = useFigures(board, stage);
  const cards = board.say("panel.cards", { n: count });
  const counter = (
    <span class="count" title={cards}>
      <span aria-hidden="true">{count}</span>
      <span class="sr">{cards}</span>
    </span>
  );
  if (!compact)
    return (
      <div>
        <p class="jw-goal" title={goal || undefined}>{goal}</p>
        {counter}
      </div>
    );
  return (
    <div class="sub">
      <span>{mean !== null && format(mean, scaleOf(board.document.peek()))}</span>
      {pains > 0 && (
        <span class="jw-note">
          <Mark kind="pain" label={board.say("panel.kind_pain")} />
          {pains}
        </span>
      )}
      {counter}
    </div>
  );
}

function menuOf(board: BoardContext, stage: string, name: string, edit: (what: "name" | "goal") => void): MenuGroup[] {
  const order = board.stages.value;
  const at = order.indexOf(stage);
  // Opening a field must wait until the menu has given its focus back to the button it replaces.
  const later = (what: "name" | "goal") => () => void queueMicrotask(() => edit(what));
  return [
    {
      items: [
        { id: "rename", label: board.say("panel.stage_rename"), icon: "edit", onSelect: later("name") },
        { id: "goal", label: board.say("panel.stage_goal_edit"), icon: "rows", onSelect: later("goal") },
      ],
    },
    {
      items: [
        { id: "add-before", label: board.say("panel.stage_add_before"), icon: "plus", onSelect: () => addStage(board, stage) },
        { id: "add-after", label: board.say("panel.stage_add_after"), icon: "plus", onSelect: () => addStage(board, order[at + 1] ?? null) },
      ],
    },
    {
      items: [
        {
          id: "left",
          label: board.say("panel.stage_left"),
          icon: "left",
          disabled: at <= 0,
          onSelect: () => board.verbs.moveStage(stage, order[at - 1] ?? null),
        },
        {
          id: "right",
          label: board.say("panel.stage_right"),
          icon: "right",
          disabled: at < 0 || at >= order.length - 1,
          onSelect: () => board.verbs.moveStage(stage, order[at + 2] ?? null),
        },
      ],
    },
    {
      items: [
        { id: "delete", label: board.say("panel.stage_delete"), icon: "trash", danger: true, onSelect: () => deleteStage(board, stage, name) },
      ],
    },
  ];
}

/** A new stage needs a name before anything else: it is made with one that nobody has, ready to be renamed from its menu. */
export function addStage(board: BoardContext, before: string | null): string {
  const taken = new Set(Object.values(table(board.document.peek(), "stages")).map((each) => text(each as JsonObject, "name")));
  let number = taken.size + 1;
  while (taken.has(board.say("panel.stage_new", { n: number }))) number += 1;
  const name = board.say("panel.stage_new", { n: number });
  const id = board.verbs.addStage(name, before);
  board.announce(board.say("panel.stage_added", { name }));
  board.view.naming.value = id;
  return id;
}

function deleteStage(board: BoardContext, stage: string, name: string): void {
  const count = board.lane(stage).peek().length;
  board.verbs.remove("stages", stage);
  const said = board.say(count > 0 ? "panel.stage_deleted_cards" : "panel.stage_deleted", { name, n: count });
  board.view.notice.value = said;
  board.announce(said);
}
