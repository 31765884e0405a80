/** Days as a calendar file: iCalendar, RFC 5545. Twin of `journey_widgets/storage/calendar.py`. */

/** A line holds at most so many octets; a longer one goes on in the next, behind a space (§3.1). */
const OCTETS = 75;
const PRODUCT = "-//journey_widgets//actions//EN";

/** A whole day in the calendar. `uid` stays the same for as long as it is the same thing. */
export interface Entry {
  readonly uid: string;
  /** `2026-06-14`. */
  readonly day: string;
  readonly summary: string;
  readonly description: string;
  readonly categories: readonly string[];
}

export function calendar(entries: readonly Entry[], name: string, stamp: Date): string {
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:${PRODUCT}`, "CALSCALE:GREGORIAN", `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => event(entry, stamp)),
    "END:VCALENDAR",
  ];
  return lines.flatMap(folded).map((line) => `${line}\r\n`).join("");
}

function event(entry: Entry, stamp: Date): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${stamp.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`,
    `DTSTART;VALUE=DATE:${entry.day.replaceAll("-", "")}`,
    `DTEND;VALUE=DATE:${dayAfter(entry.day).replaceAll("-", "")}`,
    `SUMMARY:${escaped(entry.summary)}`,
    ...(entry.description ? [`DESCRIPTION:${escaped(entry.description)}`] : []),
    ...(entry.categories.length > 0 ? [`CATEGORIES:${entry.categories.map(escaped).join(",")}`] : []),
    // A day to remember takes nobody's time.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** What ends is not part of it (§3.6.1). */
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** TEXT (§3.3.11): backslash, semicolon, comma and line break escaped; other control characters are not allowed. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f]/g, "");
}

const encoder = new TextEncoder();

/** Pieces of at most 75 octets, their leading space included, never within a character. */
function folded(line: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  let size = 0;
  for (const sign of line) {
    const octets = encoder.encode(sign).length;
    if (size + octets > OCTETS) {
      pieces.push(piece);
      piece = " ";
      size = 1;
    }
    piece += sign;
    size += octets;
  }
  return [...pieces, piece];
}
