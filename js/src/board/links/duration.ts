/** ISO 8601 durations in weeks, days and times, and as people write and say them. Twin of `parse` and `spoken` in analysis/durations.py. */

import { say } from "../../shell/words";
import type { Language } from "../../sync/types";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const WEEK = 604_800;

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const FORM = new RegExp(
  String.raw`^P(?=\d|T\d)(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);
const SIZES = [WEEK, DAY, HOUR, MINUTE, 1] as const;
/** Largest first, as people say them. A week is said only where it comes out even. */
const SPOKEN = [["days", DAY], ["hours", HOUR], ["minutes", MINUTE], ["seconds", 1]] as const;

/** Seconds; null where it is no duration, or speaks of months or years, which have no length. */
export function parse(text: string): number | null {
  const found = FORM.exec(text);
  if (!found) return null;
  return SIZES.reduce((sum, size, at) => {
    const number = found[at + 1];
    return number === undefined ? sum : sum + Number(number.replace(",", ".")) * size;
  }, 0);
}

/** `P2W` for whole weeks, otherwise days, hours, minutes and seconds. */
export function iso(seconds: number): string {
  if (seconds > 0 && seconds % WEEK === 0) return `P${seconds / WEEK}W`;
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const rest = Number((seconds % MINUTE).toFixed(6));
  const day = days ? `${days}D` : "";
  const time = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest ? `${rest}S` : ""}`;
  return time || !day ? `P${day}T${time || "0S"}` : `P${day}`;
}

/** "2日4時間", "2 days 4 hours": at most the two largest units that are not zero; "約3日" where smaller ones were left out. */
export function spoken(seconds: number, language: Language): string {
  if (seconds > 0 && seconds % WEEK === 0) return count("weeks", seconds / WEEK, language);
  if (seconds === 0) return count("seconds", 0, language);
  if (seconds < 1) return say("paths.under_a_second", language);
  let rest = seconds;
  let least: number = DAY;
  let told = 0;
  for (const [, size] of SPOKEN) {
    const number = Math.floor(rest / size);
    rest -= number * size;
    if (number > 0) {
      told += 1;
      least = size;
    }
    if (told === 2 || rest === 0) break;
  }
  const rounded = Math.floor((seconds + least / 2) / least) * least;
  const parts: string[] = [];
  let left = rounded;
  for (const [unit, size] of SPOKEN) {
    const number = Math.floor(left / size);
    left -= number * size;
    if (number > 0) parts.push(count(unit, number, language));
  }
  const [large = "", small] = parts;
  const time = small === undefined ? large : say("paths.two_units", language, { large, small });
  return rounded === seconds ? time : say("paths.about", language, { time });
}

/** All of it, as a person would write it: for fields, where nothing may be lost by looking. */
export function written(seconds: number, language: Language): string {
  if (seconds % 1 !== 0) return iso(seconds);
  if (seconds === 0 || seconds % WEEK === 0) return spoken(seconds, language);
  let left = seconds;
  let words = "";
  for (const [unit, size] of SPOKEN) {
    const number = Math.floor(left / size);
    left -= number * size;
    if (number === 0) continue;
    const small = count(unit, number, language);
    words = words === "" ? small : say("paths.two_units", language, { large: words, small });
  }
  return words;
}

function count(unit: string, number: number, language: Language): string {
  return say(number === 1 ? `paths.${unit}_one` : `paths.${unit}`, language, { n: number.toLocaleString("en") });
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:週間?|weeks?|wks?|w)/, WEEK],
  [/^(?:日間?|days?|d)/, DAY],
  [/^(?:時間?|hours?|hrs?|h)/, HOUR],
  [/^(?:分間?|minutes?|mins?|min|m)/, MINUTE],
  [/^(?:秒間?|seconds?|secs?|s)/, 1],
];

/** What a person wrote ("2日4時間", "1時間半", "90 min", "P2D") as an ISO duration; null where it cannot be read. */
export function read(text: string): string | null {
  let rest = text.normalize("NFKC").trim();
  const said = parse(rest.toUpperCase());
  if (said !== null) return iso(said);
  rest = rest.toLowerCase().replace(/^(?:約|about|ca\.?|~)\s*/, "");
  let seconds = 0;
  let smallest = Infinity;
  if (rest === "") return null;
  while (rest !== "") {
    const number = /^(\d[\d,]*(?:\.\d+)?)\s*/.exec(rest);
    if (!number) return null;
    rest = rest.slice(number[0].length);
    const unit = UNITS.find(([form]) => form.test(rest));
    // Each unit once, from large to small: "5分2日" is more likely a slip than a wish.
    if (!unit || unit[1] >= smallest) return null;
    smallest = unit[1];
    rest = rest.replace(unit[0], "");
    seconds += Number(number[1]!.replaceAll(",", "")) * unit[1];
    if (rest.startsWith("半")) {
      seconds += unit[1] / 2;
      rest = rest.slice(1);
    } else if (/^[a-z]/.test(rest)) {
      if (!/^and\b/.test(rest)) return null;
      rest = rest.slice(3);
    }
    rest = rest.replace(/^(?:\s|,|、|と)+/, "").replace(/^and\s+/, "");
  }
  return iso(seconds);
}
