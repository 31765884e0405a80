/**
 * What the lines of the curve are: whose, how many people, and what else is drawn. Only what is there is listed. A persona's
 * key puts it in focus; where several have scores, all customers' line can be added, weighted by their shares.
 */

import { type Signal, signal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Document } from "../document/json";
import { record } from "../document/order";
import { own } from "../document/patch";
import type { ScoreIndex } from "../analysis/figures";
import { Star } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { State } from "./context";
import type { Inside } from "./inside";
import { personasOf } from "./people";

interface Key {
  readonly kind: "focus" | "to_be" | "other" | "band" | "mean" | "star" | "overall";
  readonly text: string;
  readonly persona?: number;
  /** Whose line a press puts in focus. */
  readonly id?: string;
  readonly name?: string;
}

interface Seen {
  /** Personas ("" for everyone) with a score in the state in focus. */
  readonly personas: ReadonlySet<string>;
  readonly toBe: boolean;
  readonly fewest: number;
  readonly most: number;
  readonly star: boolean;
}

/** Place of the line that is nobody's in particular. */
const EVERYONE = -1;

function look(document: Document, scores: ScoreIndex, placed: readonly string[], persona: string, state: State): Seen {
  const personas = new Set<string>();
  let toBe = false;
  let fewest = Infinity;
  let most = 0;
  let star = false;
  for (const id of placed) {
    if (!star) star = own(record(document, "touchpoints", id) ?? {}, "moment_of_truth") === true;
    for (const [line, entry] of scores.lines(id)) {
      const [who = "", when] = line.split("/");
      if (when === state) personas.add(who);
      if (when === "to_be" && who === persona) toBe = true;
      if (when !== state || who !== persona || entry.given.length === 0) continue;
      fewest = Math.min(fewest, entry.given.length);
      most = Math.max(most, entry.given.length);
    }
  }
  return { personas, toBe, fewest, most, star };
}

/** `alone`: nothing is said of the other personas, as their lines are not drawn. */
export function Legend({ board, overall, alone = false }: { board: Inside; overall?: Signal<boolean>; alone?: boolean }): JSX.Element {
  const keys = useMemo(() => signal<readonly Key[]>([]), []);
  useSignalEffect(() => {
    const document = board.document.value;
    const persona = board.view.persona.value;
    const state = board.view.state.value;
    const compact = board.curveDensity.value === "compact";
    const language = board.view.language.value;
    // Everything may matter here, so it waits until the hand rests.
    const timer = setTimeout(() => {
      const placed = board.stages.peek().flatMap((stage) => [...board.lane(stage).peek()]);
      const seen = look(document, board.cards.scores(), placed, persona, state);
      keys.value = said(board, seen, { persona, state, compact, language });
    }, keys.peek().length === 0 ? 0 : 150);
    return () => clearTimeout(timer);
  });
  return (
    <>
      {keys.value.filter((key) => !alone || key.kind !== "other").map((key) => <Entry key={`${key.kind}${key.persona ?? ""}`} board={board} entry={key} overall={overall} />)}
    </>
  );
}

function Entry({ board, entry, overall }: { board: Inside; entry: Key; overall: Signal<boolean> | undefined }): JSX.Element | null {
  const shown = (
    <>
      <Sign sign={entry} />
      <span>{entry.text}</span>
    </>
  );
  if (entry.kind === "overall") {
    if (overall === undefined) return null;
    return (
      <button
        type="button"
        class="jw-key jw-key-button jw-key-overall"
        aria-pressed={overall.value}
        title={board.say(overall.value ? "chart.overall_off" : "chart.overall_on")}
        {...ownKeys}
        onClick={() => {
          overall.value = !overall.peek();
        }}
      >
        {shown}
      </button>
    );
  }
  const { id } = entry;
  if (id === undefined || overall === undefined) return <span class="jw-key">{shown}</span>;
  return (
    <button
      type="button"
      class="jw-key jw-key-button"
      title={board.say("chart.focus_on", { name: entry.name ?? "" })}
      {...ownKeys}
      onClick={() => {
        board.view.persona.value = id;
      }}
    >
      {shown}
    </button>
  );
}

function said(
  board: Inside,
  seen: Seen,
  { persona, state, compact }: { persona: string; state: State; compact: boolean; language: string },
): Key[] {
  const people = personasOf(board.document.peek());
  const name = (id: string): string => people.find((person) => person.id === id)?.name ?? board.say("board.everyone");
  const when = board.say(state === "to_be" ? "board.to_be" : "board.as_is");
  const keys: Key[] = [];
  if (seen.personas.has(persona)) {
    const n = seen.fewest === seen.most ? `${seen.most}` : `${seen.fewest}–${seen.most}`;
    const values = { persona: name(persona), state: when, n };
    const index = people.findIndex((person) => person.id === persona);
    keys.push({ kind: "focus", persona: index, text: board.say(seen.most > 1 ? "board.key_line_n" : "board.key_line", values) });
    if (seen.most > 1) keys.push({ kind: "band", text: board.say("board.key_band") });
  }
  if (seen.toBe && state === "as_is") keys.push({ kind: "to_be", text: board.say("board.key_to_be", { persona: name(persona) }) });
  const others = [...people.map((person) => ({ id: person.id, index: person.index })), { id: "", index: EVERYONE }];
  for (const { id, index } of others)
    if (id !== persona && seen.personas.has(id))
      keys.push({ kind: "other", persona: index, id, name: name(id), text: board.say("board.key_line", { persona: name(id), state: when }) });
  if ([...seen.personas].filter((id) => id !== "").length > 1) keys.push({ kind: "overall", text: board.say("chart.overall_short") });
  if (compact && seen.personas.size > 0) keys.push({ kind: "mean", text: board.say("board.key_stage_mean") });
  if (seen.star) keys.push({ kind: "star", text: board.say("board.moment_of_truth") });
  return keys;
}

const MARKERS = [
  "M10 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
  "M10.5 2.5h7v7h-7Z",
  "M14 1.5l4.5 4.5l-4.5 4.5l-4.5-4.5Z",
  "M14 1.5l4.5 8h-9Z",
] as const;

const CROSS = "M12.5 2.5h3v2h2v3h-2v2h-3v-2h-2v-3h2Z";

function Sign({ sign }: { sign: Key }): JSX.Element {
  if (sign.kind === "star") return <Star />;
  if (sign.kind === "band")
    return (
      <svg class="jw-sign" width="18" height="12" aria-hidden="true">
        <rect class="band" width="18" height="12" rx="3" />
      </svg>
    );
  if (sign.kind === "overall")
    return (
      <svg class="jw-sign" width="28" height="12" aria-hidden="true">
        <path class="all" d="M3 6h22" />
        <path class="line" style="--p:var(--jw-ink-muted)" d="M0 6h28" />
      </svg>
    );
  if (sign.kind === "mean")
    return (
      <svg class="jw-sign" width="22" height="12" aria-hidden="true">
        <path class="mean" d="M1 6h20" />
      </svg>
    );
  const everyone = (sign.persona ?? EVERYONE) === EVERYONE;
  const place = everyone ? 0 : (sign.persona ?? 0) % 4;
  const quiet = everyone && sign.kind === "other";
  const style = quiet ? "--p:var(--jw-ink-muted)" : `--p:var(--jw-persona-${place + 1})`;
  const dash = sign.kind === "other" && !everyone ? `stroke-dasharray:var(--jw-persona-${place + 1}-dash)` : undefined;
  return (
    <svg class={`jw-sign is-${sign.kind}`} width="28" height="12" style={style} aria-hidden="true">
      <path class="line" d="M0 6h28" style={dash} />
      <path class="point" d={quiet ? CROSS : MARKERS[sign.kind === "other" ? place : 0]} />
    </svg>
  );
}
