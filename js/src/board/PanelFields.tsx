/**
 * What the card says, field by field: every text is edited where it stands. Not a <dl>: the notebook styles those by their tag,
 * and every field here already has its name.
 */

import type { JSX } from "preact";
import type { JsonObject } from "../document/json";
import { table } from "../document/order";
import { Icon, Star } from "../shell/Icon";
import { Radios } from "../shell/Radios";
import { channelIcon } from "../shell/channels";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import type { BoardContext } from "./context";
import { number, text, truth } from "./fields";
import { OwnFields } from "./OwnFields";
import { PictureField } from "./PictureField";

interface Props {
  readonly board: BoardContext;
  readonly card: string;
  readonly record: JsonObject;
}

const LEVELS = [1, 2, 3, 4, 5] as const;
const EVIDENCE = ["assumed", "staff", "customer", "measured"] as const;

export function PanelFields(props: Props): JSX.Element {
  const { board, card, record } = props;
  const edit = (fields: Readonly<Record<string, unknown>>): void => board.verbs.edit("touchpoints", card, fields);
  return (
    <>
      <div class="jw-fields">
        <TextRow {...props} field="action" />
        <TextRow {...props} field="thought" />
        <TextRow {...props} field="need" />
        <ChannelRow {...props} />
        <Row label={board.say("panel.field_importance")}>
          <Radios
            class="jw-level"
            label={board.say("panel.field_importance")}
            chosen={number(record, "importance")}
            onChoose={(importance) => edit({ importance })}
            onClear={() => edit({ importance: null })}
            options={LEVELS.map((value) => ({
              value,
              label: board.say("panel.level", { n: value, of: LEVELS.length }),
              content: <i class={value <= (number(record, "importance") ?? 0) ? "on" : undefined} />,
            }))}
          />
          <span class="jw-num">{text(record, "importance")}</span>
        </Row>
        <Row label={board.say("panel.field_evidence")}>
          <Radios
            class="jw-seg jw-seg-s"
            label={board.say("panel.field_evidence")}
            chosen={text(record, "evidence") || null}
            onChoose={(evidence) => edit({ evidence })}
            onClear={() => edit({ evidence: null })}
            options={EVIDENCE.map((value) => ({
              value: value as string,
              label: board.say(`panel.evidence_${value}_long`),
              content: board.say(`panel.evidence_${value}`),
            }))}
          />
        </Row>
        <Row label={board.say("panel.field_moment")}>
          <button
            type="button"
            class="jw-btn jw-moment"
            aria-pressed={truth(record, "moment_of_truth")}
            {...ownKeys}
            onClick={() => edit({ moment_of_truth: truth(record, "moment_of_truth") ? null : true })}
          >
            <Star />
            {board.say("panel.moment_of_truth")}
          </button>
        </Row>
      </div>
      <PictureField board={board} card={card} record={record} />
      <More {...props} />
    </>
  );
}

function Row({ label, children }: { label: string; children: JSX.Element | JSX.Element[] }): JSX.Element {
  return (
    <>
      <div class="jw-label" aria-hidden="true">{label}</div>
      <div class="jw-value mid">{children}</div>
    </>
  );
}

function TextRow({ board, card, record, field }: Props & { field: string }): JSX.Element {
  const label = board.say(`panel.field_${field}`);
  return (
    <>
      <div class="jw-label" aria-hidden="true">{label}</div>
      <div class="jw-value">
        <Field
          key={`${card}/${field}`}
          class="jw-edit"
          multiline
          label={label}
          placeholder={board.say("panel.write")}
          value={text(record, field)}
          onCommit={(value) => board.verbs.edit("touchpoints", card, { [field]: value })}
        />
      </div>
    </>
  );
}

function ChannelRow({ board, card, record }: Props): JSX.Element {
  const channel = text(record, "channel");
  const known = new Set<string>();
  for (const each of Object.values(table(board.document.value, "touchpoints"))) {
    const name = text(each as JsonObject, "channel");
    if (name) known.add(name);
  }
  const list = `${board.prefix}-channels`;
  return (
    <>
      <div class="jw-label" aria-hidden="true">{board.say("panel.field_channel")}</div>
      <div class="jw-value mid">
        <span class="jw-chip jw-chip-edit">
          <Icon name={channel ? channelIcon(channel) : "plus"} small />
          <Field
            key={`${card}/channel`}
            class="jw-edit"
            label={board.say("panel.field_channel")}
            placeholder={board.say("panel.write")}
            list={list}
            value={channel}
            onCommit={(value) => board.verbs.edit("touchpoints", card, { channel: value })}
          />
        </span>
        <datalist id={list}>
          {[...known].sort().map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
    </>
  );
}

/** Fields fewer people need: folded away while they are empty. */
function More(props: Props): JSX.Element {
  const { board, card, record } = props;
  const filled = text(record, "backstage") !== "" || text(record, "owner") !== "" || board.own.names.value.length > 0;
  return (
    <details key={card} class="jw-more" open={filled}>
      <summary {...ownKeys}>{board.say("panel.more")}</summary>
      <div class="jw-fields">
        <TextRow {...props} field="backstage" />
        <TextRow {...props} field="owner" />
        <OwnFields {...props} />
      </div>
    </details>
  );
}
