/** One to five, as bars to press. */

import type { JSX } from "preact";
import type { DrawerContext } from "../drawer/context";
import { Radios } from "../shell/Radios";
import { LEVELS } from "./layout";

interface Props {
  readonly drawer: DrawerContext;
  readonly label: string;
  readonly value: number | null;
  readonly onChoose: (value: number | null) => void;
}

export function Levels({ drawer, label, value, onChoose }: Props): JSX.Element {
  return (
    <div class="jw-levels">
      <span class="jw-label" aria-hidden="true">{label}</span>
      <Radios
        class="jw-level"
        label={label}
        chosen={value}
        onChoose={onChoose}
        onClear={() => onChoose(null)}
        options={LEVELS.map((level) => ({
          value: level as number,
          label: drawer.say("panel.level", { n: level, of: LEVELS.length }),
          content: <i class={level <= (value ?? 0) ? "on" : undefined} />,
        }))}
      />
      <span class="jw-num jw-muted" aria-hidden="true">{value ?? drawer.say("priorities.none")}</span>
    </div>
  );
}
