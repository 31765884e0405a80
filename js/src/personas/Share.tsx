/** How much of all customers a persona stands for, in percent. What is no percentage is said, and not taken. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { shareOf } from "../analysis/overall";
import { record } from "../document/order";
import type { DrawerContext } from "../drawer/context";
import { Field } from "../shell/field";
import { percent, typedShare } from "./shares";

interface Props {
  readonly drawer: DrawerContext;
  readonly id: string;
  readonly onCommit: (share: number | null) => void;
}

export function Share({ drawer, id, onCommit }: Props): JSX.Element {
  const wrong = useSignal("");
  const share = shareOf(record(drawer.document.value, "personas", id));
  const described = `${drawer.prefix}-share-${id}`;
  return (
    <span class="jw-persona-share">
      <span class="jw-label" aria-hidden="true">{drawer.say("personas.share")}</span>
      <Field
        // What was refused is taken out of the field.
        key={wrong.value}
        class="jw-input"
        label={drawer.say("personas.share_label")}
        placeholder="—"
        value={share === null ? "" : percent(share)}
        describedBy={described}
        onCommit={(text) => {
          const typed = typedShare(text);
          wrong.value = typed === undefined ? text : "";
          if (typed !== undefined) onCommit(typed);
        }}
      />
      <span aria-hidden="true">%</span>
      <span id={described} class="jw-persona-wrong" role="alert">{wrong.value !== "" && drawer.say("personas.share_wrong", { text: wrong.value })}</span>
    </span>
  );
}
