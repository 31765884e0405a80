/** The strip above the board: which step, what to do, how much time is left, and what comes next. */

import type { JSX } from "preact";
import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { table } from "../document/order";
import type { DrawerContext } from "../drawer/context";
import { Icon } from "../shell/Icon";
import { Field } from "../shell/field";
import { ownKeys } from "../shell/keys";
import { allow, ready, ring } from "./chime";
import { type Moment, figures, useTimer } from "./clock";
import { ReadyAgendas } from "./Ready";
import { ENDING, type Step, WARNING, beginning, following, going, longer, pausing, stepsOf, totalOf } from "./steps";
import { lengthOf } from "./words";

export function AgendaStrip({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const { say, store } = drawer;
  const agenda = useComputed(() => table(drawer.document.value, "agenda"));
  const steps = useComputed(() => stepsOf({ agenda: agenda.value })).value;
  const session = drawer.session.value;
  const left = useTimer(drawer, (moment, at) => {
    if (at.sound) ring(moment, `${at.timerEnds}/${moment}`);
    drawer.announce(say(`agenda.heard_${moment}`));
  });
  const at = steps.findIndex((step) => step.id === session.step);
  const now = steps[at];
  useSpokenStep(drawer, now, at, steps.length);

  if (steps.length === 0)
    return (
      <section class="jw-strip is-empty" aria-label={say("agenda.strip")}>
        <p class="jw-muted">{say("agenda.none_yet")}</p>
        <ReadyAgendas drawer={drawer} />
      </section>
    );

  const seconds = left.value;
  const stands = seconds !== null && session.timerEnds === "";
  const near = session.sight && !stands && seconds !== null && seconds <= WARNING;
  const over = near && seconds < 0;
  const label = stands ? "agenda.paused" : over ? "agenda.over" : near ? "agenda.near" : "";
  const next = following(steps, session.step);
  const go = (): void => {
    allow();
    store.steer(next ? beginning(next, store.now()) : ENDING);
  };
  return (
    <section class={near ? "jw-strip is-near" : "jw-strip"} aria-label={say("agenda.strip")} data-step={now?.id ?? ""}>
      <div class="jw-strip-step">
        <span class="jw-strip-no jw-num" aria-hidden="true">
          {at + 1}
          <small>/{steps.length}</small>
        </span>
        <div>
          <h3>
            <span class="sr">{say("agenda.step_of", { n: at + 1, all: steps.length })} </span>
            <Title drawer={drawer} step={now} />
            <Modes drawer={drawer} />
          </h3>
          <p title={now?.hint}>{now ? now.hint : say("agenda.how_to_begin")}</p>
        </div>
      </div>
      <Track drawer={drawer} steps={steps} at={at} progress={progressOf(now, seconds)} />
      <div class="jw-strip-next jw-muted">
        {next ? say("agenda.next_is", { title: next.title, length: lengthOf(say, next.minutes) }) : say("agenda.next_is_end")}
      </div>
      <div class="jw-strip-timer" role="timer" aria-label={seconds === null ? say("agenda.no_timer") : spokenTime(drawer, seconds)}>
        <b class="jw-num">{seconds === null ? "–:––" : figures(seconds)}</b>
        {label && <small>{say(label)}</small>}
      </div>
      <div class="jw-strip-clock">
        {now && <Clock drawer={drawer} step={now} seconds={seconds} />}
        <SoundButton drawer={drawer} />
        <button type="button" class="jw-btn jw-btn-main" data-action="next-step" {...ownKeys} onClick={go}>
          {say(at < 0 ? "agenda.begin" : next ? "agenda.go_on" : "agenda.finish")}
          <Icon name={next ? "right" : "check"} />
        </button>
      </div>
    </section>
  );
}

/** Leads to the whole script where that is not in sight already. */
function Title({ drawer, step }: { drawer: DrawerContext; step: Step | undefined }): JSX.Element {
  const title = step?.title ?? drawer.say("agenda.not_begun");
  if (drawer.alone) return <span class="jw-strip-title">{title}</span>;
  return (
    <button
      type="button" class="jw-plain jw-strip-title" title={drawer.say("agenda.show_script")} {...ownKeys}
      onClick={() => drawer.showDrawer("agenda", step?.id)}
    >
      {title}
    </button>
  );
}

/** A segment per step, as wide as it is long. */
function Track({ drawer, steps, at, progress }: { drawer: DrawerContext; steps: readonly Step[]; at: number; progress: number }): JSX.Element {
  const { say } = drawer;
  return (
    <ol class="jw-strip-track" aria-label={say("agenda.whole", { n: steps.length, length: lengthOf(say, totalOf(steps)) })}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          class={index < at ? "done" : index === at ? "now" : undefined}
          style={{ flex: Math.max(step.minutes, 1) }}
          title={`${index + 1} ${step.title}`}
          aria-current={index === at ? "step" : undefined}
        >
          <span class="sr">{`${step.title} ${lengthOf(say, step.minutes)}`}</span>
          {index === at && <i style={{ width: `${Math.round(1_000 * progress) / 10}%` }} />}
        </li>
      ))}
    </ol>
  );
}

/** What the room may not see yet, in words beside the title. */
function Modes({ drawer }: { drawer: DrawerContext }): JSX.Element | null {
  const { silent, revealed, voting } = drawer.session.value;
  if (!silent && revealed && voting === 0) return null;
  return (
    <span class="jw-strip-modes">
      {silent && <span class="jw-mode" data-mode="silent">{drawer.say("agenda.mode_silent")}</span>}
      {voting > 0 && <span class="jw-mode" data-mode="voting">{drawer.say("agenda.mode_voting", { n: voting })}</span>}
      {!revealed && <span class="jw-mode" data-mode="hidden">{drawer.say(voting > 0 ? "agenda.mode_hidden_dots" : "agenda.mode_hidden_scores")}</span>}
      {!revealed && voting === 0 && <Name drawer={drawer} />}
    </span>
  );
}

/** Who has no name cannot score alone: what they give is the room's. */
function Name({ drawer }: { drawer: DrawerContext }): JSX.Element | null {
  const { say, store } = drawer;
  void drawer.document.value; // a name given elsewhere in this page shows other scores
  const [given, give] = useState(false);
  if (given || store.name !== "") return null;
  const named = (name: string): void => {
    store.rename(name);
    give(true);
  };
  return <Field class="jw-strip-name" label={say("agenda.name")} placeholder={say("agenda.name_write")} value="" maxLength={40} onCommit={named} />;
}

function Clock({ drawer, step, seconds }: { drawer: DrawerContext; step: Step; seconds: number | null }): JSX.Element {
  const { say, store } = drawer;
  const runs = drawer.session.value.timerEnds !== "";
  const over = runs && seconds !== null && seconds <= 0;
  const press = (): void => {
    allow();
    store.steer(runs ? pausing(store.session, store.now()) : going(store.session, step, store.now()));
  };
  const name = say(runs ? "agenda.pause" : "agenda.resume");
  return (
    <>
      <button
        type="button" class="jw-btn jw-btn-icon" aria-label={name} title={name} data-action="pause"
        // What is over cannot be paused; the button stays where it is.
        aria-disabled={over ? "true" : undefined} {...ownKeys} onClick={() => over || press()}
      >
        <Icon name={runs ? "pause" : "play"} />
      </button>
      <button
        type="button" class="jw-btn" aria-label={say("agenda.longer_long")} data-action="longer" {...ownKeys}
        onClick={() => store.steer(longer(store.session, store.now()))}
      >
        {say("agenda.longer")}
      </button>
    </>
  );
}

function SoundButton({ drawer }: { drawer: DrawerContext }): JSX.Element {
  const { say, store } = drawer;
  const { sound } = drawer.session.value;
  const name = say(sound ? "agenda.sound_on" : "agenda.sound_off");
  return (
    <button
      type="button" class="jw-btn jw-btn-icon" aria-label={say("agenda.sound")} aria-pressed={sound} data-action="sound"
      title={sound && !ready() ? say("agenda.sound_waits") : name} {...ownKeys}
      onClick={() => {
        // Heard at once, so that nobody is surprised by how loud it is.
        if (!sound) ring("test", `test/${performance.now()}`);
        store.steer({ sound: !sound });
      }}
    >
      <Icon name={sound ? "sound" : "silent"} />
    </button>
  );
}

/** Says which step has begun, here or in another page; not which one was at hand when this page came. */
function useSpokenStep(drawer: DrawerContext, step: Step | undefined, at: number, n: number): void {
  const spoken = useRef(step?.id);
  useEffect(() => {
    if (spoken.current === step?.id) return;
    spoken.current = step?.id;
    if (step) drawer.announce(drawer.say("agenda.begun", { n: at + 1, all: n, title: step.title, length: lengthOf(drawer.say, step.minutes) }));
  }, [step?.id]);
}

/** How much of the step is over, 0…1; of one that was extended, of its new length. */
function progressOf(step: Step | undefined, seconds: number | null): number {
  if (!step || seconds === null) return 0;
  const whole = Math.max(60 * step.minutes, seconds);
  return whole === 0 ? 1 : Math.min(Math.max(1 - seconds / whole, 0), 1);
}

function spokenTime(drawer: DrawerContext, seconds: number): string {
  const whole = Math.abs(Math.ceil(seconds));
  const values = { minutes: Math.floor(whole / 60), seconds: whole % 60 };
  return drawer.say(seconds < 0 ? "agenda.time_over" : "agenda.time_left", values);
}

export type { Moment };
