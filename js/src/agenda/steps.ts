/**
 * The agenda's steps as the strip and the drawer show them, ready agendas, and what beginning, pausing and extending do
 * to the session. Twin of `journey_widgets/model/agendas.py` (cases in `tests/contract/agenda.json`).
 */

import content from "../../../journey_widgets/model/agendas.json";
import { type Document, type JsonObject, type Patch } from "../document/json";
import { table } from "../document/order";
import { bare, diff, isObject, own, sealed } from "../document/patch";
import { compareRank, spread } from "../document/rank";
import type { Language, Session } from "../sync/types";

export const LENGTHS = [60, 120, 240] as const;
export type Length = (typeof LENGTHS)[number];
export const ACTIVITIES = ["talk", "silent", "vote", "break"] as const;
export type Activity = (typeof ACTIVITIES)[number];
/** Dots each person has in a vote that does not say. */
export const DOTS = 3;
const MOST_DOTS = 99;
/** Seconds a timer may have left: a day. */
const LONGEST = 86_400;
/** Seconds before its end at which a timer warns. */
export const WARNING = 120;

export interface Step {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly minutes: number;
  readonly activity: Activity;
  /** The drawer it is done in; "" for the board alone. */
  readonly opens: string;
  readonly dots: number;
}

/** The steps in order. */
export function stepsOf(document: Document): readonly Step[] {
  const items = table(document, "agenda");
  const places = Object.keys(items).map((id) => ({ id, rank: text(items[id], "rank") }));
  return places.sort(compareRank).map(({ id }) => stepOf(id, items[id] as JsonObject));
}

function stepOf(id: string, item: JsonObject): Step {
  const dots = own(item, "dots");
  return {
    id,
    title: text(item, "title"),
    hint: text(item, "hint"),
    minutes: number(item, "minutes"),
    activity: ACTIVITIES.find((known) => known === own(item, "activity")) ?? "talk",
    opens: text(item, "opens"),
    dots: typeof dots === "number" ? dots : DOTS,
  };
}

export const totalOf = (steps: readonly Step[]): number => steps.reduce((sum, step) => sum + step.minutes, 0);

/** The patch that puts a ready agenda in the place of the one there is. */
export function readyAgenda(document: Document, minutes: Length, language: Language): Patch {
  const plan: Readonly<Record<string, number>> = content.agendas[`${minutes}`];
  const steps: Readonly<Record<string, ReadyStep>> = content.steps;
  const names = Object.keys(plan);
  const ranks = spread(names.length);
  const items = bare();
  names.forEach((name, index) => {
    const step = steps[name]!;
    const item = Object.assign(bare(), { title: step.title[language], rank: ranks[index]!, minutes: plan[name]!, activity: step.activity });
    if (step.hint) item["hint"] = step.hint[language];
    if (step.opens) item["opens"] = step.opens;
    if (step.activity === "vote") item["dots"] = DOTS;
    items[name] = sealed(item);
  });
  return diff(Object.assign(bare(), { agenda: table(document, "agenda") }), Object.assign(bare(), { agenda: items }));
}

interface ReadyStep {
  readonly title: Readonly<Record<Language, string>>;
  readonly hint?: Readonly<Record<Language, string>>;
  readonly activity: string;
  readonly opens?: string;
}

/** The step after `id`, the first where there is no such step; undefined after the last. */
export function following(steps: readonly Step[], id: string): Step | undefined {
  return steps[steps.findIndex((step) => step.id === id) + 1];
}

// —— what a hand does to the session; `now` is the kernel's clock in milliseconds —————————————————————————————————

/** A step begins: its minutes run, its activity says what the room may see. */
export function beginning(step: Step, now: number): Partial<Session> {
  const seconds = Math.min(60 * step.minutes, LONGEST);
  return {
    step: step.id,
    timerEnds: seconds > 0 ? moment(now + 1_000 * seconds) : "",
    timerLeft: 0,
    silent: step.activity === "silent",
    revealed: step.activity !== "silent" && step.activity !== "vote",
    voting: step.activity === "vote" ? Math.min(step.dots, MOST_DOTS) : 0,
  };
}

/** The agenda is over: no step, no timer, everything shown. */
export const ENDING: Partial<Session> = { step: "", timerEnds: "", timerLeft: 0, silent: false, revealed: true, voting: 0 };

/** Seconds left, below 0 once it is over; null where there is no timer. */
export function remaining(session: Session, now: number): number | null {
  if (session.timerEnds !== "") return (Date.parse(session.timerEnds) - now) / 1_000;
  return session.timerLeft > 0 ? session.timerLeft : null;
}

/** The timer stands. One that is over has nothing left to stand on. */
export function pausing(session: Session, now: number): Partial<Session> {
  const left = remaining(session, now) ?? 0;
  return left > 0 ? { timerEnds: "", timerLeft: Math.ceil(10 * left) / 10 } : {};
}

/** The timer goes on from where it stood, or anew where there is none. */
export function going(session: Session, step: Step, now: number): Partial<Session> {
  const left = session.timerLeft > 0 ? session.timerLeft : Math.min(60 * step.minutes, LONGEST);
  return left > 0 ? { timerEnds: moment(now + 1_000 * left), timerLeft: 0 } : {};
}

/** Two more minutes: on what is left, or from now on where nothing is. */
export function longer(session: Session, now: number, seconds = 120): Partial<Session> {
  const left = Math.min(Math.max(remaining(session, now) ?? 0, 0) + seconds, LONGEST);
  const stands = session.timerEnds === "" && session.timerLeft > 0;
  return stands ? { timerLeft: left } : { timerEnds: moment(now + 1_000 * left), timerLeft: 0 };
}

function moment(time: number): string {
  return new Date(time).toISOString();
}

function text(item: unknown, field: string): string {
  const value = isObject(item as JsonObject) ? own(item as JsonObject, field) : undefined;
  return typeof value === "string" ? value : "";
}

function number(item: JsonObject, field: string): number {
  const value = own(item, field);
  return typeof value === "number" ? value : 0;
}
