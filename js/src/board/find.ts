/** Finding cards: width, case and the two kanas are the same, so さいと finds サイト and ｻｲﾄ. */

import type { JsonObject } from "../document/json";
import { isObject } from "../document/patch";

const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;

function letters(text: string): string[] {
  return segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : Array.from(text);
}

function foldLetter(letter: string): string {
  return letter
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

export function fold(text: string): string {
  return letters(text).map(foldLetter).join("");
}

/** Touchpoint fields that are not words a person has written. */
const SILENT = new Set(["stage", "rank", "image", "evidence", "exists_in", "duration"]);

/** Every word of the query stands somewhere in what the card says. */
export function matches(record: JsonObject, query: string): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const texts: string[] = [];
  for (const [field, value] of Object.entries(record)) if (typeof value === "string" && !SILENT.has(field)) texts.push(fold(value));
  const own = record["custom"];
  if (own !== undefined && isObject(own)) for (const value of Object.values(own)) if (typeof value === "string") texts.push(fold(value));
  return words.every((word) => texts.some((text) => text.includes(word)));
}

/** Where the words of `query` stand in `text`: alternately plain and found pieces, starting with a plain one. */
export function pieces(text: string, query: string): string[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [text];
  const units = letters(text);
  // A folded letter may be longer than its original (㈱ → (株)): remember which letter each folded character came from.
  const owner: number[] = [];
  let folded = "";
  units.forEach((unit, index) => {
    const plain = foldLetter(unit);
    for (let k = 0; k < plain.length; k += 1) owner.push(index);
    folded += plain;
  });
  const found = new Set<number>();
  for (const word of words)
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length))
      for (let k = at; k < at + word.length; k += 1) found.add(owner[k] as number);
  const result = [""];
  units.forEach((unit, index) => {
    const inside = found.has(index);
    if (inside !== (result.length % 2 === 0)) result.push("");
    result[result.length - 1] += unit;
  });
  return result;
}
