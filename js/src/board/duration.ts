/** Durations as people say them (3日, 2時間30分, 1h 30m) and as they are kept: ISO 8601 in weeks, days and times. */

import type { Language } from "../sync/types";

const ISO = /^P(?=\d|T\d)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const UNITS = ["W", "D", "H", "M", "S"] as const;
type Unit = (typeof UNITS)[number];

const WORDS: readonly (readonly [Unit, RegExp])[] = [
  ["W", /^(週間|週|weeks?|wks?|w)$/],
  ["D", /^(日間|日|days?|d)$/],
  ["H", /^(時間|hours?|hrs?|h)$/],
  ["M", /^(分間|分|minutes?|mins?|m)$/],
  ["S", /^(秒間|秒|seconds?|secs?|s)$/],
];

const SAID: Readonly<Record<Language, Readonly<Record<Unit, readonly [string, string]>>>> = {
  ja: { W: ["週間", "週間"], D: ["日", "日"], H: ["時間", "時間"], M: ["分", "分"], S: ["秒", "秒"] },
  en: { W: ["week", "weeks"], D: ["day", "days"], H: ["h", "h"], M: ["min", "min"], S: ["s", "s"] },
};

/** What was typed as ISO 8601; null where it is no duration. Months and years have no length, so they are none. */
export function readDuration(text: string): string | null {
  const plain = text.normalize("NFKC").trim();
  if (ISO.test(plain.toUpperCase())) return plain.toUpperCase();
  const found = new Map<Unit, string>();
  // Half (半) is how people say it: 2時間半.
  const rest = plain.toLowerCase().replace(/時間半/g, ".5時間").replace(/(\d+(?:\.\d+)?)\s*([a-z]+|[^\d\s.,、]+)[\s,、]*/g, (_whole, amount: string, word: string) => {
    const unit = WORDS.find(([, names]) => names.test(word))?.[0];
    if (!unit || found.has(unit)) return "?";
    found.set(unit, amount);
    return "";
  });
  if (rest.trim() !== "" || found.size === 0) return null;
  const part = (units: readonly Unit[]): string => units.map((unit) => (found.has(unit) ? `${found.get(unit)}${unit}` : "")).join("");
  const time = part(["H", "M", "S"]);
  return `P${part(["W", "D"])}${time && `T${time}`}`;
}

/** A kept duration in words; as it is where it is none. */
export function showDuration(iso: string, language: Language): string {
  const match = ISO.exec(iso);
  if (!match) return iso;
  const parts = UNITS.flatMap((unit, at) => {
    const amount = match[at + 1];
    if (amount === undefined) return [];
    const [one, many] = SAID[language][unit];
    return [language === "ja" ? `${amount}${many}` : `${amount} ${Number(amount) === 1 ? one : many}`];
  });
  return parts.join(language === "ja" ? "" : " ");
}
