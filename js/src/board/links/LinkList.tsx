/** A card's duration and its links, in words, in the panel. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shell/Icon";
import { Field } from "../../shell/field";
import { ownKeys } from "../../shell/keys";
import type { BoardContext } from "../context";
import { text } from "../fields";
import { parse, read, written } from "./duration";
import { LinkForm } from "./LinkForm";
import { called, linksAt, parts, percent, told, way, type Link } from "./model";
import { linkView } from "./view";

export function LinkList({ board, card }: { board: BoardContext; card: string }): JSX.Element {
  const { out, into } = linksAt(board.document.value, card);
  const [open, setOpen] = useState("");
  const title = text(board.card(card).value?.record, "title");
  const total = out.reduce((sum, link) => sum + (link.share ?? 0), 0);
  const rows = (links: readonly Link[], end: "target" | "source"): JSX.Element => (
    <ul class="jw-link-list" aria-label={board.say(end === "target" ? "paths.out_of_here" : "paths.into_here")}>
      {links.map((link) => (
        <Row key={link.id} board={board} link={link} end={end} open={open === link.id} onOpen={setOpen} />
      ))}
    </ul>
  );
  return (
    <section class="jw-card-links" aria-label={board.say("paths.links_of", { title })}>
      <Duration board={board} card={card} />
      {out.length > 0 && rows(out, "target")}
      {into.length > 0 && rows(into, "source")}
      {total > 1 + 1e-9 && (
        <p class="jw-link-problem">
          <Icon name="warn" small />
          {board.say("paths.shares_over", { share: percent(total) })}
        </p>
      )}
      <button
        type="button"
        class="jw-btn jw-link-add"
        title={board.say("paths.link_to_key")}
        aria-disabled={board.status.value.readOnly ? "true" : undefined}
        {...ownKeys}
        onClick={() => {
          if (!board.status.peek().readOnly) linkView(board).linking.value = card;
        }}
      >
        <Icon name="link" />
        {board.say("paths.link_to")}
      </button>
    </section>
  );
}

interface RowProps {
  readonly board: BoardContext;
  readonly link: Link;
  readonly end: "target" | "source";
  readonly open: boolean;
  readonly onOpen: (link: string) => void;
}

function Row({ board, link, end, open, onOpen }: RowProps): JSX.Element {
  const whole = told(board, link, end);
  const turn = { on: "", back: board.say("paths.going_back"), self: board.say("paths.going_round") }[way(board, link)];
  const said = parts(board, link);
  return (
    <li data-link={link.id}>
      <div class="row">
        <button
          type="button"
          class="jw-plain"
          {...ownKeys}
          onClick={() => {
            board.view.selected.value = link[end];
          }}
        >
          {board.say(end === "target" ? "paths.to_card" : "paths.from_card", { card: called(board, link[end]) })}
          {turn}
        </button>
        <button
          type="button"
          class="jw-btn jw-btn-icon jw-quiet"
          aria-label={board.say("paths.edit_link", { link: whole })}
          title={board.say("paths.edit_link", { link: whole })}
          aria-expanded={open}
          {...ownKeys}
          onClick={() => onOpen(open ? "" : link.id)}
        >
          <Icon name="edit" small />
        </button>
      </div>
      {said.length > 0 && !open && <p class="jw-muted">{said.join(board.say("paths.parts_apart"))}</p>}
      {open && <LinkForm board={board} link={link.id} autoFocus onDone={() => onOpen("")} />}
    </li>
  );
}

/** How long the card itself takes. */
function Duration({ board, card }: { board: BoardContext; card: string }): JSX.Element {
  const [problem, setProblem] = useState("");
  const said = text(board.card(card).value?.record, "duration");
  const seconds = parse(said);
  const label = board.say("paths.duration");
  return (
    <div class="jw-fields">
      <div class="jw-label" aria-hidden="true">{label}</div>
      <div class="jw-value">
        <Field
          key={`${card}/duration`}
          class="jw-edit"
          label={label}
          placeholder={board.say("paths.duration_hint")}
          value={seconds === null ? said : written(seconds, board.view.language.value)}
          onCommit={(words) => {
            const next = words === "" ? null : read(words);
            const wrong = next === null && words !== "";
            setProblem(wrong ? board.say("paths.not_a_duration", { text: words }) : "");
            if (!wrong) board.verbs.edit("touchpoints", card, { duration: next });
          }}
        />
        {problem && <p class="jw-link-problem" role="alert">{problem}</p>}
      </div>
    </div>
  );
}
