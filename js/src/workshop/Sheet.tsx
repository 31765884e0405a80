/** The board on paper: every stage with all its cards, the curve under them, a sentence, a date. Nothing to press. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { gridSteps, plain, plotDomain, sentence } from "../analysis/figures";
import { feelingName } from "../board/Card";
import { text } from "../board/fields";
import type { Inside } from "../board/inside";
import { Legend } from "../board/Legend";
import { passes } from "../board/where";
import { face, format, scaleOf } from "../document/scale";
import { ChannelChip, Mark, Star } from "../shell/Icon";
import { Face } from "../shell/Face";
import type { WorkshopContext } from "./context";
import { labelOf, whereWords } from "./label";
import { northStarOf } from "./northStar";

/** More cards in a stage, or on all of them, than this are a crowd. */
const LONG = 8;
const CROWD = 40;

export function Sheet({ shop, date }: { shop: WorkshopContext; date: Date }): JSX.Element {
  const { board } = shop;
  const document = board.document.value;
  const language = board.view.language.value;
  const shown = shop.shown();
  const star = northStarOf(document);
  const rows = board.rowNames.value;
  const stages = board.stages.value;
  const heights = `auto ${rows.length > 1 ? `repeat(${rows.length - 1}, auto) ` : ""}1fr${board.drawCurve ? " auto auto auto" : " 0 0 0"}`;
  const where = whereWords(shop, shown.where);
  // A crowd gets a line for each card, as what is made to fit the page must still be read.
  const dense = stages.some((stage) => board.lane(stage).value.length > LONG) || board.cards.placed.value > CROWD;
  return (
    <>
      <header class="ps-head">
        <h1>{text(document["about"] as Parameters<typeof text>[0], "title") || shop.say("panel.map_untitled")}</h1>
        <p>{labelOf(shop, { ...shown, where: {} })}</p>
        {where !== "" && <p>{where}</p>}
        {star && (
          <p>
            {star.name} {star.now && <b class="jw-num">{star.now}</b>} {star.goal && `→ ${star.goal}`}
          </p>
        )}
        <p class="grow jw-muted">{new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date)}</p>
      </header>
      <div class={rows.length > 0 ? "jw-board has-rows" : "jw-board"} style={`--stages:${Math.max(1, stages.length)};--rows:${Math.max(1, rows.length)};grid-template-rows:${heights}`} data-curve={board.drawCurve ? "on" : "off"} data-dense={dense ? "" : undefined}>
        {rows.map((row, at) => (
          <div key={row} class="jw-rail jw-row-head" style={`--row:${at}`}>
            <h3>{row || board.say("board.row_none")}</h3>
          </div>
        ))}
        {stages.map((stage, index) => (
          <Band key={stage} shop={shop} stage={stage} index={index} rows={rows} dense={dense} />
        ))}
        {board.drawCurve && (
          <>
            <div class="jw-rail jw-r3"><h3>{board.say("board.curve")}</h3></div>
            <div class="jw-fold"><Legend board={board} /></div>
            <Axis board={board} />
            <figure class="jw-plot"><div class="jw-plot-chart" data-print="curve" /></figure>
          </>
        )}
      </div>
      <p class="ps-say">{plain(sentence(document, shown.personas[0] ?? "", shown.state, language, board.cards.scores()))}</p>
      <Pool board={board} />
    </>
  );
}

/** Cards without a stage: named, as paper would otherwise drop them without a word. */
function Pool({ board }: { board: Inside }): JSX.Element | null {
  const titles = board.lane("").value.map((id) => text(board.card(id).value?.record, "title") || board.say("board.untitled"));
  if (titles.length === 0) return null;
  return <p class="ps-say">{board.say("workshop.unplaced", { titles: titles.join(board.view.language.value === "ja" ? "、" : "; ") })}</p>;
}

interface BandProps {
  readonly shop: WorkshopContext;
  readonly stage: string;
  readonly index: number;
  readonly rows: readonly string[];
  readonly dense: boolean;
}

function Band({ shop, stage, index, rows, dense }: BandProps): JSX.Element {
  const { board } = shop;
  const record = board.stage(stage).value;
  const ids = board.lane(stage).value;
  const scores = ids.flatMap((id) => board.card(id).value?.figure?.score ?? []);
  const mean = scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null;
  const scale = scaleOf(board.document.value);
  const goal = text(record, "goal");
  return (
    <section class="jw-band" style={`--i:${index + 1}`}>
      <header class="jw-lane-head">
        <div>
          <h3>{text(record, "name") || board.say("panel.untitled")}</h3>
          {mean !== null && (
            <span class="mean">
              <Face score={face(scale, mean)} value={mean} size="s" />
              <b>{format(mean, scale)}</b>
            </span>
          )}
        </div>
        {goal !== "" && <p class="ps-goal">{goal}</p>}
      </header>
      {(rows.length > 0 ? rows : [null]).map((row, at) => (
        <ol key={row ?? ""} class="jw-lane" style={`--row:${at}`}>
          {board.cell(stage, row).value.map((id) => (
            <Card key={id} shop={shop} id={id} dense={dense} />
          ))}
        </ol>
      ))}
      {board.drawCurve && (
        <div class="jw-ticks">
          {(dense ? [ids[0], ...(ids.length > 1 ? [ids.at(-1)] : [])] : ids).map((id) => id !== undefined && (
            <span key={id} class={dense || board.card(id).value?.figure ? undefined : "none"}><b>{board.number(id).value}</b></span>
          ))}
        </div>
      )}
    </section>
  );
}

function Card({ shop, id, dense }: { shop: WorkshopContext; id: string; dense: boolean }): JSX.Element | null {
  const { board } = shop;
  const view = useComputed(() => board.card(id).value).value;
  if (!view) return null;
  const { record, figure, notes } = view;
  const scale = scaleOf(board.document.value);
  const channel = text(record, "channel");
  return (
    <li class={passes(record, shop.shown().where) ? "jw-card" : "jw-card is-dimmed"}>
      <div class="jw-card-top">
        <span class="jw-no">{board.number(id).value || ""}</span>
        {channel && !dense && <ChannelChip channel={channel} />}
        <span class="jw-feel">
          <Face score={figure ? figure.face : null} value={figure ? figure.score : null} label={figure ? feelingName(board, scale, figure) : board.say("board.unscored")} />
          {record["moment_of_truth"] === true && <Star />}
        </span>
      </div>
      <h4 class="jw-card-title">{text(record, "title") || board.say("board.untitled")}</h4>
      <div class="jw-card-foot">
        {(["pain", "gain", "opportunity"] as const).filter((kind) => notes[kind]).map((kind) => (
          <span key={kind} class="jw-note"><Mark kind={kind} label={board.say(`board.notes_${kind}`)} /><span>{notes[kind]}</span></span>
        ))}
        {figure && !dense && <span class="jw-num ps-score">{format(figure.score, scale)}{figure.n > 1 ? ` (n=${figure.n})` : ""}</span>}
      </div>
    </li>
  );
}

function Axis({ board }: { board: Inside }): JSX.Element {
  const scale = scaleOf(board.document.value);
  const [low, high] = plotDomain(scale);
  return (
    <ul class="jw-axis jw-rail jw-r4">
      {gridSteps(scale).reverse().map((score) => (
        <li key={score} style={`--y:${(100 * (high - score)) / (high - low)}`}>
          <span class="jw-num">{format(score, scale)}</span>
          <Face score={face(scale, score)} value={score} size="s" />
        </li>
      ))}
    </ul>
  );
}
