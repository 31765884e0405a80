/** The panel's upper half: how people feel here, whose numbers these are, and why. */

import type { JSX } from "preact";
import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { face, format, type Scale, scaleOf, values } from "../document/scale";
import { Icon } from "../shell/Icon";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import { scoresAloneAs } from "../sync/curtain";
import { handId, ScoreFaces } from "./ScoreFaces";
import type { BoardContext } from "./context";
import { number, scoreId, text } from "./fields";
import { Avatar, personasOf } from "./people";

interface Voice {
  readonly id: string;
  readonly who: string;
  readonly score: number;
  readonly reason: string;
  readonly weight: number;
}

/** What single participants gave this card, for the persona and state in focus. */
function voices(document: Document, touchpoint: string, persona: string, state: string): Voice[] {
  const prefix = scoreId(touchpoint, persona, state);
  const scores = table(document, "scores");
  const found: Voice[] = [];
  for (const id of Object.keys(scores)) {
    if (!id.startsWith(prefix) || id === prefix) continue;
    const given = scores[id] as JsonObject;
    const score = number(given, "score");
    const participant = text(given, "participant");
    if (score === null) continue;
    const person = record(document, "participants", participant);
    found.push({
      id,
      score,
      reason: text(given, "reason"),
      who: text(person, "label") || participant,
      weight: number(given, "weight") ?? number(person, "weight") ?? 1,
    });
  }
  return found.sort((a, b) => a.score - b.score);
}

/** The participants' mean stands beside an agreed score, so that the room sees what it agreed away from; alone, the agreed score does. */
function figures(people: readonly Voice[], agreed: number | null, scale: Scale): { key: string; values?: { n: number; mean: string } } {
  const total = people.reduce((sum, { weight }) => sum + weight, 0);
  if (total > 0) {
    const mean = people.reduce((sum, { score, weight }) => sum + score * weight, 0) / total;
    return { key: "panel.people_mean", values: { n: people.length, mean: format(mean, scale) } };
  }
  if (agreed !== null) return { key: "panel.agreed", values: { n: 0, mean: format(agreed, scale) } };
  return { key: "panel.not_scored" };
}

export function ScoreSection({ board, card }: { board: BoardContext; card: string }): JSX.Element {
  const document = board.document.value;
  const scale = scaleOf(document);
  const { persona, state } = board.view;
  const person = personasOf(document).find((each) => each.id === persona.value) ?? null;
  const agreedId = handId(board, card);
  const alone = scoresAloneAs(board.store) !== "";
  const agreed = record(document, "scores", agreedId);
  const people = alone ? [] : voices(document, card, persona.value, state.value);
  const said = alone && agreed ? { key: "panel.own_score", values: { score: format(number(agreed, "score") ?? 0, scale) } } : figures(people, number(agreed, "score"), scale);
  return (
    <section class="jw-score" aria-label={board.say("panel.emotion")}>
      <div class="jw-score-head">
        <Avatar person={person} />
        <b>{board.say("panel.persona_state", { persona: person?.name ?? board.say("panel.everyone"), state: board.say(`board.${state.value}`) })}</b>
        <span class="jw-muted jw-num">
          {board.say(said.key, said.values)}
        </span>
        {agreed && (
          <button
            type="button"
            class="jw-btn jw-btn-icon jw-unscore"
            aria-label={board.say("panel.unscore")}
            title={board.say("panel.unscore")}
            {...ownKeys}
            onClick={() => board.verbs.score(card, null)}
          >
            <Icon name="close" small />
          </button>
        )}
      </div>
      {people.length > 0 && <Dots scale={scale} people={people} />}
      <ScoreFaces key={card} board={board} touchpoint={card} />
      {agreed ? (
        <Field
          key={agreedId}
          class="jw-reason"
          multiline
          rows={2}
          label={board.say("panel.reason")}
          placeholder={board.say("panel.reason_why")}
          value={text(agreed, "reason")}
          onCommit={(reason) => board.verbs.edit("scores", agreedId, { reason })}
        />
      ) : (
        <p class="jw-reason-hint jw-muted">{board.say(people.length > 0 ? "panel.agree_first" : "panel.score_first")}</p>
      )}
      <Reasons board={board} scale={scale} people={people} />
    </section>
  );
}

/** One dot for every person who scored, over the value they gave. The heading says the same in words. */
function Dots({ scale, people }: { scale: Scale; people: readonly Voice[] }): JSX.Element {
  const all = values(scale);
  const few = all.length <= 11;
  const columns = few ? all : [-2, -1, 0, 1, 2];
  const counts = columns.map((column) => people.filter(({ score }) => (few ? score === column : face(scale, score) === column)).length);
  return (
    <div class="jw-dots" style={{ "--n": columns.length }} aria-hidden="true">
      {counts.map((count, index) => (
        <span key={index} class={count > 4 ? "is-wide" : undefined}>
          {count > 12 ? <b class="jw-num">{count}</b> : Array.from({ length: count }, (_, dot) => <i key={dot} />)}
        </span>
      ))}
    </div>
  );
}

function Reasons({ board, scale, people }: { board: BoardContext; scale: Scale; people: readonly Voice[] }): JSX.Element | null {
  const told = people.filter(({ reason }) => reason);
  if (told.length === 0) return null;
  return (
    <details class="jw-more">
      <summary {...ownKeys}>{board.say("panel.reasons_of", { n: told.length })}</summary>
      <ul class="jw-voices">
        {told.map(({ id, who, score, reason }) => (
          <li key={id}>
            <span class="jw-num">{format(score, scale)}</span>
            <span>{reason}</span>
            <span class="jw-muted">{who}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
