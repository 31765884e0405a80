/** The colour of a persona's sign; by itself each has the one of its place. The lines of the curve keep to their own palette. */

import type { JSX } from "preact";
import { ownColor, type Person } from "../board/people";
import type { DrawerContext } from "../drawer/context";
import { Radios } from "../shell/Radios";

/** None is blue or orange: those are feelings. */
export const COLOURS = {
  green: "#2c6e49",
  teal: "#1f6f78",
  violet: "#5b4b9a",
  plum: "#8c2f7a",
  rose: "#a0355c",
  olive: "#5d6200",
  brown: "#6a4b3a",
} as const;

interface Props {
  readonly drawer: DrawerContext;
  readonly person: Person;
  readonly onChoose: (color: string | null) => void;
}

export function Colours({ drawer, person, onChoose }: Props): JSX.Element {
  const label = drawer.say("personas.color");
  const own = person.color !== "" && !Object.values<string>(COLOURS).includes(person.color);
  return (
    <div class="jw-persona-colours">
      <span class="jw-label" aria-hidden="true">{label}</span>
      <Radios
        label={label}
        chosen={person.color}
        onChoose={(color) => onChoose(color === "" ? null : color)}
        options={[
          { value: "", label: drawer.say("personas.color_auto"), content: <i class="auto" style={{ "--c": `var(--jw-persona-${(person.index % 4) + 1})` }} /> },
          ...Object.entries(COLOURS).map(([name, value]) => ({ value: value as string, label: drawer.say(`personas.color_${name}`), content: <i style={{ "--c": ownColor(value) }} /> })),
          // From Python, or another tool.
          ...(own ? [{ value: person.color, label: person.color, content: <i style={{ "--c": ownColor(person.color) || "transparent" }} /> }] : []),
        ]}
      />
    </div>
  );
}
