/** The emotion scale of a journey: raw scores, their place between −1 and 1, and how they are said. Twin of `model/scale.py`. */

import type { Document, Json, JsonObject } from "./json";
import { isObject, own } from "./patch";

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly neutral: number;
  /** Score, as it is written → its name in each language. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const DEFAULT: Scale = { low: -2, high: 2, step: 1, neutral: 0, labels: {} };

/** The document's scale; −2…+2 where it says none. */
export function scaleOf(document: Document): Scale {
  const about = own(document, "about");
  const scale = about !== undefined && isObject(about) ? own(about, "scale") : undefined;
  return scale !== undefined && isObject(scale) ? readScale(scale) : DEFAULT;
}

/** A scale as it stands in `about.scale`; neutral is the middle where it is not said. */
export function readScale(scale: JsonObject): Scale {
  const low = number(scale, "low", DEFAULT.low);
  const high = number(scale, "high", DEFAULT.high);
  return {
    low,
    high,
    step: number(scale, "step", 1) || 1,
    neutral: number(scale, "neutral", (low + high) / 2),
    labels: labelsOf(own(scale, "labels")),
  };
}

function number(record: JsonObject, field: string, otherwise: number): number {
  const value = own(record, field);
  return typeof value === "number" ? value : otherwise;
}

function labelsOf(value: Json | undefined): Scale["labels"] {
  // Only what has the shape of labels: a file from elsewhere may hold anything here.
  const labels: Record<string, Record<string, string>> = {};
  if (value === undefined || !isObject(value)) return labels;
  for (const score of Object.keys(value)) {
    const names = value[score] as Json;
    if (!isObject(names)) continue;
    const said: Record<string, string> = (labels[score] = {});
    for (const language of Object.keys(names)) if (typeof names[language] === "string") said[language] = names[language];
  }
  return labels;
}

/** −1 (lowest) … 0 (neutral) … 1 (highest): `2(s − low)/(high − low) − 1`, in two pieces where neutral is not the middle. */
export function unit(scale: Scale, score: number): number {
  const { low, high, neutral } = scale;
  const even = neutral * 2 === low + high || neutral <= low || neutral >= high;
  if (even) return high > low ? (2 * (score - low)) / (high - low) - 1 : 0;
  return (score - neutral) / (score >= neutral ? high - neutral : neutral - low);
}

/** Which of the five faces: −2 … 2. */
export function face(scale: Scale, score: number): number {
  return Math.max(-2, Math.min(2, Math.floor(unit(scale, score) * 2 + 0.5)));
}

/** Every score that can be given, lowest first. */
export function values(scale: Scale): number[] {
  const count = Math.floor((scale.high - scale.low) / scale.step + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => tidy(scale.low + index * scale.step));
}

/** What the scale itself calls a score, in another language rather than not at all; "" where it has no name of its own. */
export function label(scale: Scale, score: number, language: string): string {
  const names = scale.labels[String(tidy(score))] ?? {};
  return names[language] ?? Object.values(names)[0] ?? "";
}

/** As people read it: one decimal at most, a true minus sign, a plus on scales that go below zero. */
export function format(value: number, scale: Scale = DEFAULT): string {
  const rounded = Math.round(Math.abs(value) * 10 + 1e-9) / 10;
  if (rounded === 0) return "0";
  if (value < 0) return `−${rounded}`;
  return scale.low < 0 ? `+${rounded}` : String(rounded);
}

/** Sums of decimal steps without their binary dust (0.1 + 0.2). */
function tidy(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

