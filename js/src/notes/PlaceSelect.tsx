/** Which touchpoint or stage a note is on: a plain select, so that finger, key and reader all know it. */

import type { JSX } from "preact";
import { ownKeys } from "../shell/keys";
import type { Desk } from "./context";
import type { Spot } from "./views";

interface Props {
  readonly desk: Desk;
  readonly label: string;
  readonly value: string;
  readonly onChoose: (key: string) => void;
}

export function PlaceSelect({ desk, label, value, onChoose }: Props): JSX.Element {
  const { drawer, spots } = desk;
  const groups: { stage: Spot | null; cards: Spot[] }[] = [];
  for (const spot of spots.value.values()) {
    if (spot.touchpoint === "") groups.push({ stage: spot, cards: [] });
    else if (spot.stage === "" && groups.at(-1)?.stage !== null) groups.push({ stage: null, cards: [spot] });
    else groups.at(-1)?.cards.push(spot);
  }
  const known = value === "" || spots.value.has(value);
  return (
    <label class="jw-note-where">
      <span class="jw-muted">{label}</span>
      <select
        class="jw-select"
        disabled={drawer.status.value.readOnly}
        value={known ? value : ""}
        {...ownKeys}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">{drawer.say("notes.nowhere")}</option>
        {groups.map((group) => (
          <optgroup key={group.stage?.key ?? ""} label={group.stage?.name ?? drawer.say("board.pool")}>
            {group.stage && <option value={group.stage.key}>{drawer.say("notes.whole_stage", { stage: group.stage.name })}</option>}
            {group.cards.map((card) => (
              <option key={card.key} value={card.key}>{card.no > 0 ? `${card.no} ${card.name}` : card.name}</option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
