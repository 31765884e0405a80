/** Scoring a card with faces: every value of the journey's scale as a button, or a slider where there are too many. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { record } from "../document/order";
import { face, format, label, type Scale, scaleOf, values } from "../document/scale";
import { Face } from "../shell/Face";
import { Radios } from "../shell/Radios";
import { isComposing, ownKeys } from "../shell/keys";
import { voice } from "../sync/voice";
import type { BoardContext } from "./context";
import { number, scoreId } from "./fields";

export interface ScoreFacesProps {
  readonly board: BoardContext;
  readonly touchpoint: string;
  /** Smaller, for a popover on a card. */
  readonly compact?: boolean;
  /** After a choice, and after Escape. */
  readonly onDone?: () => void;
  readonly autoFocus?: boolean;
}

/** More values than this do not fit beside one another. */
const MOST = 11;

/** What a score is called, ever with its figure: "不満（−1）". */
export function scoreName(board: BoardContext, scale: Scale, score: number): string {
  const name = label(scale, score, board.view.language.value) || board.say(FACES[face(scale, score) + 2] as string);
  return board.say("panel.face_and_score", { name, score: format(score, scale) });
}

const FACES = ["panel.face_n2", "panel.face_n1", "panel.face_z0", "panel.face_p1", "panel.face_p2"];

/** The score people agreed on for the persona and state in focus (while they score alone: one's own); null where there is none. */
export function agreedScore(board: BoardContext, touchpoint: string): number | null {
  return number(record(board.document.value, "scores", handId(board, touchpoint)), "score");
}

/** Id of the score that this hand gives: the agreed one, or while people score alone one's own. */
export function handId(board: BoardContext, touchpoint: string): string {
  void board.document.value; // tells of what the room may see, too
  return scoreId(touchpoint, board.view.persona.value, board.view.state.value, voice(board.store).participant);
}

export function ScoreFaces({ board, touchpoint, compact = false, onDone, autoFocus = false }: ScoreFacesProps): JSX.Element {
  const chosen = useComputed(() => agreedScore(board, touchpoint)).value;
  const scale = scaleOf(board.document.value);
  const all = values(scale);
  const score = (value: number | null): void => {
    board.verbs.score(touchpoint, value);
    onDone?.();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!onDone || isComposing(event) || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  if (all.length > MOST) return <Slider key={touchpoint} {...{ board, scale, chosen, score, compact, autoFocus, onKeyDown }} />;
  return (
    <div class={compact ? "jw-faces-holder is-compact" : "jw-faces-holder"} onKeyDown={onKeyDown}>
      <Radios
        class={all.length > 7 ? "jw-faces is-many" : "jw-faces"}
        columns={all.length}
        label={board.say("panel.emotion")}
        chosen={chosen}
        onChoose={score}
        onClear={() => score(null)}
        autoFocus={autoFocus}
        options={all.map((value) => ({
          value,
          label: scoreName(board, scale, value),
          data: { "data-score": value },
          content: (
            <>
              <Face score={face(scale, value)} value={value} />
              <span aria-hidden="true">{format(value, scale)}</span>
            </>
          ),
        }))}
      />
    </div>
  );
}

interface SliderProps {
  readonly board: BoardContext;
  readonly scale: Scale;
  readonly chosen: number | null;
  readonly score: (value: number | null) => void;
  readonly compact: boolean;
  readonly autoFocus: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Shows where the hand is while it slides, and sends one score when it lets go. */
function Slider({ board, scale, chosen, score, compact, autoFocus, onKeyDown }: SliderProps): JSX.Element {
  const range = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<number | null>(null);
  const shown = preview ?? chosen;
  // Uncontrolled: what arrives from elsewhere waits until the hand is off the slider.
  useLayoutEffect(() => {
    if (preview !== null) return;
    if (range.current) range.current.value = String(chosen ?? scale.neutral);
    if (box.current) box.current.value = chosen === null ? "" : String(chosen);
  }, [chosen, preview]);
  useLayoutEffect(() => {
    if (autoFocus) range.current?.focus();
  }, []);

  const send = (raw: number): void => {
    setPreview(null);
    if (!Number.isFinite(raw)) return;
    const steps = Math.round((raw - scale.low) / scale.step);
    const value = Math.round(Math.min(scale.high, Math.max(scale.low, scale.low + steps * scale.step)) * 1e9) / 1e9;
    if (value !== chosen) score(value);
  };
  const bounds = { min: scale.low, max: scale.high, step: scale.step, ...ownKeys };
  return (
    <div class={compact ? "jw-slider is-compact" : "jw-slider"} role="group" aria-label={board.say("panel.emotion")} onKeyDown={onKeyDown}>
      <Face score={shown === null ? null : face(scale, shown)} value={shown} />
      <input
        ref={range}
        type="range"
        {...bounds}
        aria-label={board.say("panel.emotion")}
        aria-valuetext={shown === null ? board.say("panel.not_scored") : scoreName(board, scale, shown)}
        onInput={(event) => setPreview(Number(event.currentTarget.value))}
        onChange={(event) => send(Number(event.currentTarget.value))}
      />
      <input
        ref={box}
        type="number"
        {...bounds}
        aria-label={board.say("panel.emotion_number")}
        onChange={(event) => {
          const raw = event.currentTarget.value.trim();
          if (raw === "") score(null);
          else send(Number(raw));
        }}
      />
    </div>
  );
}
