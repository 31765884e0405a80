/** Who does what by when: the actions in order, and what is missing or late. Twin of `journey_widgets/analysis/action_plan.py`. */

import { reading } from "../analysis/reading";
import { number, text } from "../board/fields";
import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { say } from "../shell/words";
import type { Language } from "../sync/types";
import { calendar, type Entry } from "./calendar";
import { csv } from "./csv";
import { effects, touchpointOf } from "./effects";

export const STATUSES = ["todo", "doing", "done", "dropped"] as const;
export type Status = (typeof STATUSES)[number];
export const PILLARS = ["segmentation", "automation", "personalization", "orchestration"] as const;

export interface PlanRow {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly touchpoint: string;
  /** Its place in the journey; null where it has none. */
  readonly no: number | null;
  readonly where: string;
  readonly owner: string;
  /** A day, "" where none is said. */
  readonly due: string;
  readonly status: Status;
  readonly kpi: string;
  readonly effect: number | null;
  readonly expected: number | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly real: number | null;
  readonly effort: number | null;
  readonly pillar: string;
  readonly check_on: string;
  readonly outcome: string;
  readonly unowned: boolean;
  readonly undated: boolean;
  readonly overdue: boolean;
  readonly toCheck: boolean;
}

const LATEST = "9999";

/** The day it is here, as `2026-06-14`. */
export function today(now: Date = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** What is open and due first, first; what has no day after that; then what is done; what was dropped, last. */
export function planRows(document: Document, day: string): PlanRow[] {
  const order = reading(document);
  const places = new Map(order.stages.flatMap((stage) => order.lanes.get(stage) ?? []).map((card, at) => [card, at + 1]));
  const found = new Map(effects(document).map((effect) => [effect.id, effect]));
  const actions = table(document, "actions");
  const rows = Object.keys(actions).map((id): PlanRow => {
    const action = actions[id] as JsonObject;
    const touchpoint = touchpointOf(document, action);
    const effect = found.get(id);
    const status = (text(action, "status") || "todo") as Status;
    const due = text(action, "due").slice(0, 10);
    const check = text(action, "check_on").slice(0, 10);
    const open = status === "todo" || status === "doing";
    const told = text(action, "outcome") !== "" || number(action, "score_after") !== null;
    return {
      id, touchpoint, status, due,
      title: text(action, "title"),
      note: text(action, "note"),
      no: places.get(touchpoint) ?? null,
      where: text(record(document, "touchpoints", touchpoint), "title"),
      owner: text(action, "owner"),
      kpi: text(action, "kpi"),
      effect: number(action, "effect"),
      expected: effect ? effect.expected : number(action, "effect"),
      before: effect?.before ?? null,
      after: effect?.after ?? null,
      real: effect?.real ?? null,
      effort: number(action, "effort"),
      pillar: text(action, "pillar"),
      check_on: check,
      outcome: text(action, "outcome"),
      unowned: open && text(action, "owner") === "",
      undated: open && due === "",
      overdue: open && due !== "" && due < day,
      toCheck: status !== "dropped" && check !== "" && check <= day && !told,
    };
  });
  const key = (row: PlanRow): string => `${STATUSES.indexOf(row.status) || 1}${row.due || LATEST}/${row.id}`;
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The plan as a calendar file: see `jw.to_ics`. */
export function calendarText(document: Document, language: Language, stamp: Date): string {
  const about = document["about"] as JsonObject | undefined;
  const entries: Entry[] = [];
  for (const row of planRows(document, "")) {
    if (row.status === "dropped") continue;
    for (const [field, key, name] of [["due", "actions.calendar_due", "due"], ["check_on", "actions.calendar_check", "check"]] as const) {
      if (row[field] === "") continue;
      entries.push({
        uid: `${row.id}.${name}@${text(document, "id")}`,
        day: row[field],
        summary: say(row.owner ? `${key}_by` : key, language, { title: row.title, owner: row.owner }),
        description: told(row, language),
        categories: row.pillar ? [say(`actions.pillar_${row.pillar}`, language)] : [],
      });
    }
  }
  entries.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.uid < b.uid ? -1 : 1));
  return calendar(entries, text(about, "title"), stamp);
}

/** What else is known of an action, a line each. */
function told(row: PlanRow, language: Language): string {
  const lines: [string, string][] = [
    ["where", row.no === null ? row.where : `${row.no} ${row.where}`],
    ["owner", row.owner],
    ["kpi", row.kpi],
    ["status", say(`actions.status_${row.status}`, language)],
    ["outcome", row.outcome],
  ];
  return lines.filter(([, value]) => value !== "").map(([name, value]) => say("actions.line", language, { name: say(`actions.${name}`, language), value })).join("\n");
}

const COLUMNS = [
  "action", "where", "owner", "due", "status", "kpi", "expected", "real", "effort", "pillar", "check_on", "outcome", "overdue", "id",
] as const;

/** The plan as a CSV file: see `jw.actions_csv`. */
export function tableText(document: Document, language: Language, day: string): string {
  const header = COLUMNS.map((column) => say(`actions.${column}`, language));
  const rows = planRows(document, day).map((row) => {
    const shown = {
      ...row,
      action: row.title,
      status: say(`actions.status_${row.status}`, language),
      pillar: row.pillar ? say(`actions.pillar_${row.pillar}`, language) : "",
      overdue: row.overdue ? say("actions.yes", language) : "",
    };
    return COLUMNS.map((column) => shown[column]);
  });
  return csv(header, rows);
}
