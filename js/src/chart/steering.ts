/** The parameters that steer an emotion curve: what follows from the document. Twin of `parameters` in `charts/emotion_curve.py`. */

import { plotDomain } from "../analysis/axis";
import type { Row } from "../analysis/curve";
import type { Document } from "../document/json";
import { table } from "../document/order";
import { isObject, own } from "../document/patch";
import { scaleOf } from "../document/scale";
import type { Language } from "../sync/types";
import type { Frame } from "./types";

/** More placed touchpoints than this, or less room for each in pixels, and they are drawn as dots. */
const CROWDED = 40;
const ROOM = 18;
/** More touchpoints than this, and the curve lets the kernel's answer to a drop come first. */
const LONG = 300;
export const HEIGHT = { compact: 176, comfortable: 212, presentation: 300 } as const;

export function languageOf(document: Document): Language {
  const about = own(document, "about");
  return about !== undefined && isObject(about) && own(about, "language") === "ja" ? "ja" : "en";
}

export function fitting(placed: number, width: number | null): Frame["density"] {
  return placed > CROWDED || (width !== null && width / placed < ROOM) ? "compact" : "comfortable";
}

/** Whether a change made by hand is drawn only after the kernel's answer: a long frame would leave it unread for as long. */
export function isLong(document: Document): boolean {
  return Object.keys(table(document, "touchpoints")).length > LONG;
}

/** Whose line to show by itself: everyone's where there is one, otherwise the first persona's that has one. */
export function firstLine(lines: readonly Row[]): string {
  return String((lines.find((line) => line["persona"] === "") ?? lines[0])?.["persona"] ?? "");
}

/** `jw_…` → value, for what depends on the document alone. */
export function steering(document: Document): Readonly<Record<string, unknown>> {
  const about = own(document, "about");
  const title = about !== undefined && isObject(about) ? own(about, "title") : "";
  const scale = scaleOf(document);
  const [from, to] = plotDomain(scale);
  return {
    jw_title: typeof title === "string" ? title : "",
    jw_stages: Math.max(1, Object.keys(table(document, "stages")).length),
    jw_scale: { low: scale.low, high: scale.high, from, to },
  };
}
