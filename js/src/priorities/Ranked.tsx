/** The top three and how sure they are, in a sentence; below, the whole ranking with its formula. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DrawerContext } from "../drawer/context";
import { table } from "../document/order";
import type { Document } from "../document/json";
import { Mark } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import { Radios } from "../shell/Radios";
import { DRAWS, TOP } from "./bootstrap";
import { type By, BYS, type RankedRow, type Ranking } from "./ranking";
import { percent, plain } from "./said";
import { useRanking, useRested } from "./stable";

/** What there is something to rank by: dots, then people's opinions, then severity. */
function usual(document: Document): By {
  if (Object.keys(table(document, "votes")).length > 0) return "votes";
  const notes = Object.values(table(document, "notes")) as { severity?: unknown; frequency?: unknown }[];
  return notes.some((note) => note.severity !== undefined && note.frequency !== undefined) ? "severity" : "ulwick";
}

export function Ranked({ drawer, persona }: { drawer: DrawerContext; persona: string | null }): JSX.Element {
  const { say } = drawer;
  const document = useRested(drawer.document.value);
  const [asked, setAsked] = useState<By | null>(null);
  const by = asked ?? usual(document);
  const { found, sure } = useRanking(document, by, persona);
  const first = found.rows.filter(({ rank }) => rank !== null).slice(0, TOP);
  return (
    <section class="jw-ranked" aria-label={say("priorities.ranking")}>
      <Radios
        class="jw-seg jw-seg-s"
        label={say("priorities.rank_by")}
        chosen={by}
        onChoose={(next) => setAsked(next as By)}
        options={BYS.map((value) => ({ value: value as string, label: say(`priorities.by_${value}_long`), content: say(`priorities.by_${value}`) }))}
      />
      {first.length === 0 ? (
        <p class="jw-ranked-say">{say(`priorities.nothing_${by}`)}</p>
      ) : (
        <p class="jw-ranked-say">
          <b>{say("priorities.top", { n: first.length })}</b>
          {say("priorities.colon")}
          {first.map(({ title }) => title).join(say("priorities.and"))}
          {say("priorities.stop")}
          <Sure drawer={drawer} found={found} sure={sure} />
        </p>
      )}
      {first.length > 0 && (
        <details class="jw-more">
          <summary {...ownKeys}>{say("priorities.whole")}</summary>
          <p class="jw-formula">{say(`priorities.formula_${by}`)}</p>
          <Table drawer={drawer} found={found} />
        </details>
      )}
    </section>
  );
}

/** "… in 87 % of 1,000 draws": with the share in bold, wherever the language puts it. */
function Sure({ drawer, found, sure }: { drawer: DrawerContext; found: Ranking; sure: boolean }): JSX.Element | null {
  const { say } = drawer;
  if (found.by === "severity") return <>{say("priorities.agreed_once")}</>;
  if (found.people < 2) return <>{say("priorities.too_few_people")}</>;
  if (found.rows.filter(({ rank }) => rank !== null).length <= TOP) return <>{say("priorities.too_few")}</>;
  if (!sure || found.same === null) return <>{say("priorities.counting")}</>;
  const [before = "", after = ""] = say("priorities.stable", { draws: DRAWS.toLocaleString("en"), n: found.people, share: "\uE000" }).split("\uE000");
  return (
    <>
      {before}
      <b class="jw-num">{percent(found.same)}</b>
      {after}
    </>
  );
}

function Table({ drawer, found }: { drawer: DrawerContext; found: Ranking }): JSX.Element {
  const { say } = drawer;
  const { by } = found;
  const opinion = by === "ulwick";
  const columns = opinion ? ["importance", "satisfaction", "opportunity"] : by === "severity" ? ["severity", "frequency", "product"] : ["dots_column"];
  const stable = found.same !== null;
  return (
    <div class="jw-ranked-scroll" tabIndex={0} role="region" aria-label={say("priorities.whole")}>
      <table class="jw-ranked-table">
        <thead>
          <tr>
            <th scope="col">{say("priorities.rank")}</th>
            <th scope="col">{say(opinion ? "priorities.card" : "priorities.note")}</th>
            {columns.map((column) => <th key={column} scope="col" class="is-number">{say(`priorities.${column}`)}</th>)}
            {stable && <th scope="col" class="is-number" title={say("priorities.in_top_long")}>{say("priorities.in_top")}</th>}
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.id}>
              <td class="jw-num">{row.rank ?? say("priorities.none")}</td>
              <th scope="row">
                {row.kind ? <Mark kind={row.kind} label={say(`priorities.kind_${row.kind}`)} /> : <span class="jw-num jw-muted">{row.no}</span>} {row.title}
              </th>
              {cells(row, by, say).map((text, at) => <td key={at} class="is-number jw-num">{text}</td>)}
              {stable && <td class="is-number jw-num">{row.topThree === null ? say("priorities.none") : percent(row.topThree)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {opinion && <p class="jw-muted">{say("priorities.sources")}</p>}
    </div>
  );
}

function cells(row: RankedRow, by: By, say: DrawerContext["say"]): string[] {
  const none = say("priorities.none");
  const told = (value: number | null | undefined): string => (value === null || value === undefined ? none : plain(value));
  if (by === "votes") return [told(row.value)];
  if (by === "severity") return [told(row.severity), told(row.frequency), told(row.value)];
  const mark = row.source === "touchpoint" ? "¹" : row.source === "middle" ? "²" : "";
  const agreed = row.satisfactionSource === "agreed" ? "³" : "";
  return [told(row.importance) + mark, told(row.satisfaction) + agreed, told(row.value)];
}
