/** The map as a table: the same journey for eyes, ears and keys that a curve does not serve. */

import type { JSX } from "preact";
import type { JsonObject } from "../document/json";
import { format, type Scale, scaleOf } from "../document/scale";
import { Face } from "../shell/Face";
import { Mark, Star } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { Highlight, matches } from "./Search";
import { scoreName } from "./ScoreFaces";
import type { BoardContext } from "./context";
import { text, truth } from "./fields";
import { personasOf } from "./people";

const COLUMNS = ["number", "stage", "card", "channel", "emotion", "people", "range", "notes", "importance"] as const;

export function TableView({ board }: { board: BoardContext }): JSX.Element {
  const document = board.document.value;
  const person = personasOf(document).find(({ id }) => id === board.view.persona.value);
  const caption = board.say("panel.table_caption", {
    title: text(document["about"] as JsonObject | undefined, "title") || board.say("panel.map_untitled"),
    persona: person?.name ?? board.say("panel.everyone"),
    state: board.say(`board.${board.view.state.value}`),
  });
  const scale = scaleOf(document);
  const query = board.view.search.value.trim();
  return (
    // A region that scrolls must take the focus, or the keyboard could not scroll it.
    <div class="jw-table-view" role="region" aria-label={board.say("panel.table")} tabIndex={0} {...ownKeys}>
      <table class="jw-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={`is-${column}`}>
                {board.say(`panel.column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...board.stages.value, ""].flatMap((stage) =>
            board.lane(stage).value.map((id) => <Row key={id} board={board} id={id} stage={stage} scale={scale} query={query} />),
          )}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly board: BoardContext;
  readonly id: string;
  readonly stage: string;
  readonly scale: Scale;
  readonly query: string;
}

function Row({ board, id, stage, scale, query }: RowProps): JSX.Element | null {
  const card = board.card(id).value;
  if (!card || (query && !matches(card.record, query))) return null;
  const { record, figure, notes } = card;
  const number = board.number(id).value;
  const selected = board.view.selected.value === id;
  const kinds = (["pain", "gain", "opportunity"] as const).filter((kind) => notes[kind]);
  return (
    <tr data-row={id} class={selected ? "is-selected" : undefined}>
      <td class="is-number jw-num">{number > 0 ? number : ""}</td>
      <td>{stage === "" ? board.say("panel.pool") : text(board.stage(stage).value, "name")}</td>
      <th scope="row">
        <button
          type="button"
          class="jw-plain"
          {...ownKeys}
          onClick={() => {
            board.view.selected.value = id;
            board.view.panelOpen.value = true;
          }}
        >
          <Highlight text={text(record, "title") || board.say("panel.untitled")} query={query} />
        </button>
        {truth(record, "moment_of_truth") && <Star label={board.say("panel.moment_of_truth")} />}
      </th>
      <td>{text(record, "channel")}</td>
      <td class="jw-num">
        {figure ? (
          <span class="jw-table-feel">
            <Face score={figure.face} value={figure.score} size="s" label={scoreName(board, { ...scale, labels: {} }, figure.score)} />
            <span aria-hidden="true">{format(figure.score, scale)}</span>
          </span>
        ) : (
          <span class="jw-muted">{board.say("panel.not_scored")}</span>
        )}
      </td>
      <td class="jw-num">{figure && (figure.n > 0 ? figure.n : board.say("panel.agreed_short"))}</td>
      <td class="jw-num">
        {figure && figure.n > 1 && figure.low !== null && figure.high !== null && (
          <span class={figure.wide ? "is-wide" : undefined}>
            {board.say("panel.range", { low: format(figure.low, scale), high: format(figure.high, scale) })}
          </span>
        )}
      </td>
      <td class="jw-num">
        <span class="jw-table-notes">
          {kinds.map((kind) => (
            <span key={kind} class="jw-note">
              <Mark kind={kind} label={board.say(`panel.kind_${kind}`)} />
              {notes[kind]}
            </span>
          ))}
        </span>
      </td>
      <td class="jw-num">{text(record, "importance")}</td>
    </tr>
  );
}

