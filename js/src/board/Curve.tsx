/** The emotion curve under the lanes: its title and legend, its axis in the rail, the chart itself, and the cards' numbers as ticks. */

import { effect, type Signal, signal, untracked } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { gridSteps, plotDomain } from "../analysis/figures";
import type { Frame, FrameSource } from "../chart/types";
import { face, format, scaleOf } from "../document/scale";
import { Face } from "../shell/Face";
import { feelingName } from "./Card";
import { EmptyCurve } from "./Empty";
import type { Inside } from "./inside";
import { Legend } from "./Legend";

export function CurveParts({ board }: { board: Inside }): JSX.Element {
  /** Whether all customers' line is drawn beside the personas'. */
  const overall = useMemo(() => signal(false), []);
  return (
    <>
      <div class="jw-rail jw-r3">
        <h3>{board.say("board.curve")}</h3>
      </div>
      <div class="jw-fold">
        <b class="jw-fold-title" aria-hidden="true">{board.say("board.curve")}</b>
        <Legend board={board} overall={overall} />
      </div>
      <Axis board={board} />
      <Plot board={board} overall={overall} />
      <div class="jw-rail jw-r5" />
    </>
  );
}

function Axis({ board }: { board: Inside }): JSX.Element {
  const scale = scaleOf(board.document.value);
  const [low, high] = plotDomain(scale);
  return (
    <ul class="jw-axis jw-rail jw-r4" aria-hidden="true">
      {gridSteps(scale).reverse().map((score) => (
        <li key={score} style={`--y:${(100 * (high - score)) / (high - low)}`}>
          <span class="word">{feelingName(board, scale, { score, face: face(scale, score) })}</span>
          <span class="jw-num">{format(score, scale)}</span>
          <Face score={face(scale, score)} value={score} size="s" />
        </li>
      ))}
    </ul>
  );
}

/** Where the chart of another widget is drawn: the board says how large and whose, the chart does the rest. */
function Plot({ board, overall }: { board: Inside; overall: Signal<boolean> }): JSX.Element {
  const figure = useRef<HTMLElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    const element = holder.current;
    const outer = figure.current;
    const draw = board.drawCurve;
    if (!element || !outer || !draw) return undefined;
    const ends = new AbortController();
    const source = frameOf(board, overall, outer, ends.signal);
    draw({ el: element, host: null, signal: ends.signal, frame: source }).catch((error: unknown) => {
      if (ends.signal.aborted) return;
      const said = (error as { said?: { ja: string; en: string } }).said;
      setFailure(said ? said[board.view.language.peek()] : String(error instanceof Error ? error.message : error));
    });
    return () => ends.abort();
  }, []);
  return (
    <figure ref={figure} class="jw-plot" aria-label={board.say("board.curve")}>
      <div ref={holder} class="jw-plot-chart" />
      <div class="jw-plot-empty">
        <EmptyCurve board={board} />
      </div>
      {failure && <p class="jw-plot-failure" role="status">{board.say("board.curve_failed", { reason: failure })}</p>}
    </figure>
  );
}

/** Measures the plot when it changes size, never while a hand is moving. */
function frameOf(board: Inside, overall: Signal<boolean>, outer: HTMLElement, ends: AbortSignal): FrameSource {
  const listeners = new Set<() => void>();
  const size = (): { width: number; height: number } => ({ width: outer.clientWidth, height: outer.clientHeight });
  const read = (): Frame =>
    untracked(() => ({
      ...size(),
      persona: board.view.persona.value,
      state: board.view.state.value,
      selected: board.view.selected.value,
      language: board.view.language.value,
      density: board.curveDensity.value,
      overall: overall.value,
    }));
  let frame = read();
  const tell = (): void => {
    const next = read();
    if (Object.entries(next).every(([key, value]) => frame[key as keyof Frame] === value)) return;
    frame = next;
    for (const listener of [...listeners]) listener();
  };
  const observer = new ResizeObserver(tell);
  observer.observe(outer);
  const { persona, state, selected, language } = board.view;
  const stop = effect(() => {
    persona.value; state.value; selected.value; language.value; board.curveDensity.value; overall.value;
    tell();
  });
  ends.addEventListener("abort", () => {
    observer.disconnect();
    stop();
    listeners.clear();
  }, { once: true });
  return {
    get: () => frame,
    subscribe(listener, signal) {
      if (signal.aborted) return;
      listeners.add(listener);
      signal.addEventListener("abort", () => listeners.delete(listener), { once: true });
    },
    select(touchpoint) {
      board.view.selected.value = touchpoint;
      if (touchpoint !== "") board.focusCard(touchpoint);
    },
  };
}

/** The numbers of a stage's cards, each under its point. */
export function Ticks({ board, stage }: { board: Inside; stage: string }): JSX.Element {
  const ids = board.lane(stage).value;
  if (board.curveDensity.value === "compact") return <Range board={board} ids={ids} />;
  return (
    <div class="jw-ticks" aria-hidden="true">
      {ids.map((id) => (
        <Tick key={id} board={board} id={id} />
      ))}
    </div>
  );
}

function Tick({ board, id }: { board: Inside; id: string }): JSX.Element {
  const scored = board.card(id).value?.figure;
  const selected = board.is("selected", id).value;
  return (
    <span class={selected ? "on" : scored ? undefined : "none"}>
      <b>{board.number(id)}</b>
    </span>
  );
}

/** Many cards: only the first and the last number, and the selected one where its point is. */
function Range({ board, ids }: { board: Inside; ids: readonly string[] }): JSX.Element {
  const first = ids[0];
  const last = ids.at(-1);
  const at = ids.indexOf(board.view.selected.value);
  return (
    <div class="jw-ticks jw-range" aria-hidden="true">
      {first !== undefined && <span>{board.number(first)}</span>}
      {at >= 0 && (
        <b class="sel" style={`--x:${3.5 + (93 * (at + 0.5)) / ids.length}%`}>{board.number(ids[at]!)}</b>
      )}
      {last !== undefined && last !== first && <span>{board.number(last)}</span>}
    </div>
  );
}
