/** A touchpoint as a card. Drawn anew when something on it changed; its number changes without being drawn anew. */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { format, label, scaleOf, type Scale } from "../document/scale";
import { own } from "../document/patch";
import { Face } from "../shell/Face";
import { ChannelChip, Mark, Star } from "../shell/Icon";
import { Spread } from "../shell/Spread";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import type { CardView, Figure, NoteKind } from "./context";
import { CardPicture, CardValues } from "./CardExtras";
import { text } from "./fields";
import { HeldTag } from "./Held";
import type { Inside } from "./inside";
import { Highlight, matches } from "./Search";
import { passes } from "./where";

const SHOWN: readonly NoteKind[] = ["pain", "gain", "opportunity"];

const FACE_NAMES = ["panel.face_n2", "panel.face_n1", "panel.face_z0", "panel.face_p1", "panel.face_p2"] as const;

/** What a score is called: by the scale, or else by its face. A mean between two scores takes the nearest face's name. */
export function feelingName(board: Pick<Inside, "say" | "view">, scale: Scale, figure: Pick<Figure, "score" | "face">): string {
  return label(scale, figure.score, board.view.language.value) || board.say(FACE_NAMES[figure.face + 2] ?? "board.unscored");
}

export function Card({ board, id }: { board: Inside; id: string }): JSX.Element | null {
  const view = board.card(id).value;
  if (!view) return null;
  const { record, pending } = view;
  const query = board.view.search.value.trim();
  const found = query !== "" && matches(record, query);
  const compact = board.view.density.value === "compact";
  const selected = board.is("selected", id).value;
  const refused = board.view.rejections.value.has(id);
  const classes = ["jw-card"];
  if (selected) classes.push("is-selected");
  if (board.is("lifted", id).value) classes.push("is-source");
  if (board.is("held", id).value) classes.push("is-held");
  const holder = board.holder(id).value;
  if (holder) classes.push(holder.holding?.doing === "drag" ? "is-locked is-taken" : "is-locked");
  if (pending) classes.push("is-pending");
  if (refused) classes.push("is-rejected");
  if (query !== "" && found) classes.push("is-match");
  else if (query !== "" || !passes(record, board.view.where.value)) classes.push("is-dimmed");
  if (own(record, "moment_of_truth") === true) classes.push("is-moment");
  const name = `${board.prefix}-${id}`;
  const channel = text(record, "channel");
  const title = <Title board={board} id={id} name={name} title={text(record, "title")} query={found ? query : ""} />;
  const feel = <Feel board={board} id={id} name={name} view={view} compact={compact} />;
  return (
    <li
      class={classes.join(" ")}
      data-touchpoint={id}
      tabIndex={board.is("tabStop", id).value ? 0 : -1}
      aria-labelledby={`${name}-n ${name}-t ${name}-f`}
      aria-describedby={holder ? `${name}-by ${board.prefix}-how` : `${board.prefix}-how`}
      aria-current={selected ? "true" : undefined}
      data-jp-suppress-context-menu
      {...ownKeys}
    >
      {holder && <HeldTag board={board} card={id} id={`${name}-by`} />}
      {compact ? (
        <>
          {feel}
          <span hidden id={`${name}-n`}>{board.number(id)}</span>
          {title}
        </>
      ) : (
        <>
          {own(record, "image") !== undefined && <CardPicture board={board} record={record} />}
          <div class="jw-card-top">
            <span class="jw-no" id={`${name}-n`}><Number board={board} id={id} /></span>
            {channel && <ChannelChip channel={channel} />}
            {feel}
          </div>
          {title}
          {/* Which functions there are does not change while a board is open: no card need follow it. */}
          {own(record, "custom") !== undefined || board.lanes.names.peek().length > 0 ? <CardValues board={board} id={id} record={record} /> : null}
          <CardFoot board={board} view={view} />
        </>
      )}
      {pending && <span class="sr">{board.say("board.pending")}</span>}
    </li>
  );
}

/** In the pool a card has no number. */
function Number({ board, id }: { board: Inside; id: string }): JSX.Element | null {
  const number = board.number(id).value;
  return number === 0 ? null : <>{number}</>;
}

function Title({ board, id, name, title, query }: { board: Inside; id: string; name: string; title: string; query: string }): JSX.Element {
  if (!board.is("renaming", id).value)
    return (
      <h4 class="jw-card-title" id={`${name}-t`}>
        {query ? <Highlight text={title} query={query} /> : title || board.say("board.untitled")}
      </h4>
    );
  return (
    <Field
      class="jw-card-title jw-card-rename"
      label={board.say("board.rename")}
      value={title}
      required
      multiline
      newlines={false}
      autoFocus
      rows={2}
      onCommit={(value) => board.verbs.edit("touchpoints", id, { title: value })}
      onDone={(how) => {
        if (board.view.renaming.peek() !== id) return;
        board.view.renaming.value = "";
        if (how !== "blur") board.focusCard(id);
      }}
    />
  );
}

/** The card's feeling: a button that opens the five faces. */
function Feel({ board, id, name, view, compact }: { board: Inside; id: string; name: string; view: CardView; compact: boolean }): JSX.Element {
  const { figure, record, notes } = view;
  const button = useRef<HTMLButtonElement>(null);
  const scale = scaleOf(board.store.document);
  const said = figure ? feelingName(board, scale, figure) : board.say("board.unscored");
  const open = board.is("facing", id).value;
  return (
    <span class="jw-feel">
      <button
        ref={button}
        type="button"
        id={`${name}-f`}
        class="jw-feel-button"
        tabIndex={-1}
        data-score={figure ? figure.score : ""}
        aria-label={board.say("board.score_this", { label: said })}
        aria-haspopup="dialog"
        aria-expanded={open}
        {...ownKeys}
        onClick={(event) => {
          event.stopPropagation();
          board.facing.value = open ? "" : id;
        }}
      >
        <Face score={figure ? figure.face : null} value={figure ? figure.score : null} />
      </button>
      {own(record, "moment_of_truth") === true && <Star label={board.say("board.moment_of_truth")} />}
      {compact && notes.pain ? (
        <span class="jw-note">
          <Mark kind="pain" label={board.say("board.notes_pain")} />
          <span>{notes.pain}</span>
        </span>
      ) : null}
    </span>
  );
}

function CardFoot({ board, view }: { board: Inside; view: CardView }): JSX.Element | null {
  const { figure, notes } = view;
  const kinds = SHOWN.filter((kind) => notes[kind]);
  const spread = figure && figure.n > 1 && figure.low !== null && figure.high !== null;
  if (kinds.length === 0 && !spread) return null;
  const scale = scaleOf(board.store.document);
  return (
    <div class="jw-card-foot">
      {kinds.map((kind) => (
        <span key={kind} class="jw-note">
          <Mark kind={kind} label={board.say(`board.notes_${kind}`)} />
          <span>{notes[kind]}</span>
        </span>
      ))}
      {spread && (
        <Spread
          mean={figure.score}
          low={figure.low!}
          high={figure.high!}
          wide={figure.wide}
          from={scale.low}
          to={scale.high}
          label={board.say("board.people_range", {
            n: figure.n,
            low: format(figure.low!, scale),
            high: format(figure.high!, scale),
            mean: format(figure.score, scale),
          })}
        />
      )}
    </div>
  );
}
