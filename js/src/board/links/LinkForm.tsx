/** Condition, delay and share of a link, each edited where it stands. What cannot be read is said beside it and kept. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { record } from "../../document/order";
import { Icon } from "../../shell/Icon";
import { Field } from "../../shell/field";
import { ownKeys } from "../../shell/keys";
import type { BoardContext } from "../context";
import { parse, read, written } from "./duration";
import { called, linksOf, percent, told } from "./model";

export interface LinkFormProps {
  readonly board: BoardContext;
  readonly link: string;
  readonly autoFocus?: boolean;
  readonly onDone: () => void;
}

export function LinkForm({ board, link: id, autoFocus = false, onDone }: LinkFormProps): JSX.Element | null {
  const [problem, setProblem] = useState<{ readonly field: string; readonly words: string } | null>(null);
  const link = linksOf(board.document.value).find((each) => each.id === id);
  if (!link) return null;
  const edit = (fields: Readonly<Record<string, unknown>>): void => {
    setProblem(null);
    if (record(board.store.document, "links", id)) board.verbs.edit("links", id, fields);
  };
  const delay = parse(link.delay);
  const problemId = `${board.prefix}-${id}-problem`;
  const described = (field: string): { describedBy?: string } => (problem?.field === field ? { describedBy: problemId } : {});
  return (
    <div class="jw-link-form" role="group" aria-label={board.say("paths.form_of", { source: called(board, link.source), target: called(board, link.target) })}>
      <label class="wide">
        <span aria-hidden="true">{board.say("paths.condition")}</span>
        <Field
          key={`${id}/condition`}
          class="jw-input"
          label={board.say("paths.condition")}
          placeholder={board.say("paths.condition_hint")}
          value={link.condition}
          autoFocus={autoFocus}
          onCommit={(condition) => edit({ condition })}
        />
      </label>
      <label>
        <span aria-hidden="true">{board.say("paths.delay")}</span>
        <Field
          key={`${id}/delay`}
          class="jw-input"
          label={board.say("paths.delay")}
          placeholder={board.say("paths.delay_hint")}
          value={delay === null ? link.delay : written(delay, board.view.language.value)}
          onCommit={(words) => {
            const next = words === "" ? null : read(words);
            if (next === null && words !== "") setProblem({ field: "delay", words: board.say("paths.not_a_duration", { text: words }) });
            else edit({ delay: next });
          }}
          {...described("delay")}
        />
      </label>
      <label class="share">
        <span aria-hidden="true">{board.say("paths.share")}</span>
        <span class="row">
          <Field
            key={`${id}/share`}
            class="jw-input"
            label={board.say("paths.share")}
            placeholder={board.say("paths.share_hint")}
            value={link.share === null ? "" : percent(link.share)}
            onCommit={(words) => {
              const next = readShare(words);
              if (next === undefined) setProblem({ field: "share", words: board.say("paths.not_a_share", { text: words }) });
              else edit({ share: next });
            }}
            {...described("share")}
          />
          <span aria-hidden="true">{board.say("paths.percent")}</span>
        </span>
      </label>
      {problem && <p class="wide jw-link-problem" id={problemId} role="alert">{problem.words}</p>}
      <div class="wide row">
        <button
          type="button"
          class="jw-btn jw-btn-danger"
          aria-label={board.say("paths.remove_link", { link: told(board, link) })}
          {...ownKeys}
          onClick={() => {
            board.verbs.remove("links", id);
            board.announce(board.say("paths.said_unlinked", { source: called(board, link.source), target: called(board, link.target) }));
            onDone();
          }}
        >
          <Icon name="trash" />
          {board.say("paths.remove")}
        </button>
        <span class="grow" />
        <button type="button" class="jw-btn" {...ownKeys} onClick={onDone}>{board.say("paths.done")}</button>
      </div>
    </div>
  );
}

/** "30", "30 %", "０．５％" as 0–1; null for nothing, undefined where it is no share. */
export function readShare(words: string): number | null | undefined {
  const text = words.normalize("NFKC").replace(/\s*%$/, "").trim();
  if (text === "") return null;
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const share = Number(text) / 100;
  return share <= 1 ? Number(share.toFixed(6)) : undefined;
}
