/**
 * The timer's sound, made in code: two notes at two minutes, three at the end. A page that nobody has touched since it was
 * loaded may not sound (browsers see to that): `ready` says whether it may.
 */

export type Ring = "warning" | "end" | "test";

/** Frequencies in Hz, one after the other. A fifth up asks for attention; down to the octave says it is over. */
const NOTES: Readonly<Record<Ring, readonly number[]>> = {
  warning: [659.3, 987.8],
  end: [987.8, 784, 493.9],
  test: [659.3],
};
/** Seconds from one note to the next, and how long one takes to fade. */
const STEP = 0.22;
const FADE = 0.6;
const LOUD = 0.18;
/** Milliseconds a page may take to begin to sound. */
const PROMPT = 1_500;

interface Page {
  context: AudioContext | null;
  /** What has rung already: several widgets of a page watch the same timer. */
  rung: Set<string>;
}

function page(): Page {
  // Bundles share no modules, so what they have in common hangs on the page itself.
  const holder = globalThis as { [key: symbol]: unknown };
  return (holder[Symbol.for("journey_widgets.chime")] ??= { context: null, rung: new Set() }) as Page;
}

/** Call from a click or a key: from then on the page may sound. */
export function allow(): void {
  const here = page();
  if (typeof AudioContext === "undefined") return;
  here.context ??= new AudioContext();
  if (here.context.state === "suspended") void here.context.resume().catch(() => {
    // Not allowed yet: the next touch asks again.
  });
}

/** The page may sound: somebody has touched it. */
export function ready(): boolean {
  return page().context?.state === "running" || navigator.userActivation?.hasBeenActive === true;
}

/** Rings once per `key`, however many widgets of the page ask for it. */
export function ring(which: Ring, key: string): void {
  const here = page();
  if (here.rung.has(key)) return;
  here.rung.add(key);
  allow();
  const { context } = here;
  if (context === null) return;
  if (context.state === "running") return play(context, NOTES[which]);
  // Rung late, at somebody's next touch, it would say something that is no longer so.
  const asked = performance.now();
  context.addEventListener("statechange", () => {
    if (context.state === "running" && performance.now() - asked < PROMPT) play(context, NOTES[which]);
  }, { once: true });
}

function play(context: AudioContext, notes: readonly number[]): void {
  const volume = context.createGain();
  volume.gain.value = LOUD;
  volume.connect(context.destination);
  notes.forEach((frequency, index) => {
    const from = context.currentTime + index * STEP;
    const tone = new OscillatorNode(context, { type: "sine", frequency });
    const envelope = context.createGain();
    envelope.gain.setValueAtTime(0, from);
    envelope.gain.linearRampToValueAtTime(1, from + 0.015);
    envelope.gain.exponentialRampToValueAtTime(0.001, from + FADE);
    tone.connect(envelope).connect(volume);
    tone.start(from);
    tone.stop(from + FADE);
  });
}
