/**
 * A pasted list: bullets, numbers and indentation as people type them in Japanese and English, read as an outline. Twin of
 * `journey_widgets/model/outline.py`; `tests/contract/outline.json` holds the two together.
 */

/** A line of an outline; `level` is 0 for the outermost. */
export interface Item {
  readonly level: number;
  readonly text: string;
  /** A Markdown heading ("# …"). */
  readonly heading: boolean;
}

export interface Card {
  readonly title: string;
  readonly notes: readonly string[];
}

/** A line of the first level, and what is below it. */
export interface Lane {
  readonly name: string;
  readonly cards: readonly Card[];
}

interface Line {
  readonly indent: number;
  readonly family: string;
  readonly text: string;
}

/** How far each kind of white space moves a line to the right. */
const WIDTH: Readonly<Record<string, number>> = { " ": 1, "\u00a0": 1, "\t": 4, "\u3000": 2 };
const UNSEEN = /[\u200b\u200c\u2060\ufeff]/g;
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
const RULE = /^[-*_=＝―ー─━]{3,}$/;
const HEADING = /^([#＃]{1,6})[ \u00a0\t\u3000]+(.*)$/;
/** [family, what begins such a line]; the first that fits counts. */
const MARKERS: readonly (readonly [string, RegExp])[] = [
  ["circled", /^[①-⑳⑴-⒇㉑-㉟㊱-㊿❶-❿➀-➓⓫-⓴][ \u00a0\t\u3000]*/],
  ["bracketed", /^[(（][0-9０-９]{1,3}[)）][ \u00a0\t\u3000]*/],
  // "1.5 hours" and "1、2か月" are no numbering.
  ["numbered", /^[0-9０-９]{1,3}[.．)）、](?![0-9０-９])[ \u00a0\t\u3000]*/],
  ["lettered", /^[A-Za-zａ-ｚＡ-Ｚ][.．)）][ \u00a0\t\u3000]+/],
  // "・・・" and "○○さん" are words; a hyphen right before a figure is a minus.
  ["bullet", /^([・･•‣◦⁃∙·])(?!\1)[ \u00a0\t\u3000]*/],
  ["bullet", /^[-*+–—―－＊＋‐−][ \u00a0\t\u3000]+/],
  ["bullet", /^[-－‐−–—](?![-－‐−–—>＞.．0-9０-９])/],
  ["bullet", /^[☐☑☒✓✔✅][ \u00a0\t\u3000]*/],
  ["mark", /^([■□◆◇●○◯◎★☆▼▽▲△▶▷►▸])(?!\1)[ \u00a0\t\u3000]*/],
];
const BOX = /^\[[ xX\u3000]?\][ \u00a0\t\u3000]*/;
const WRAPPED = /^(\*\*|__|`)((?:(?!\1).)+)\1$/;
const LABELLED = /^【(.+)】$/;

const trim = (text: string): string => text.replace(/^[ \u00a0\t\u3000]+|[ \u00a0\t\u3000]+$/g, "");

function unwrapped(text: string): string {
  const inner = WRAPPED.exec(text)?.[2];
  return inner === undefined ? text : trim(inner);
}

/** The cells of one line; a line from a spreadsheet has several, each nested in the one before. */
function read(raw: string): Line[] {
  const line = raw.replace(UNSEEN, "");
  const rest = line.replace(/^[ \u00a0\t\u3000]+/, "");
  let indent = 0;
  for (const space of line.slice(0, line.length - rest.length)) indent += WIDTH[space] ?? 0;
  return rest.split("\t").flatMap((part, at) => {
    const found = cell(trim(part), indent + 4 * at);
    return found === null ? [] : [found];
  });
}

function cell(text: string, indent: number): Line | null {
  if (text === "" || RULE.test(text)) return null;
  const heading = HEADING.exec(text);
  if (heading !== null) {
    const words = trim((heading[2] ?? "").replace(/[#＃]+$/, ""));
    return words === "" ? null : { indent: (heading[1] ?? "").length - 100, family: "heading", text: unwrapped(words) };
  }
  let family = "plain";
  let rest = text;
  for (const [name, pattern] of MARKERS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    family = name === "mark" ? (match[1] ?? "") : name;
    rest = text.slice(match[0].length);
    break;
  }
  if (family === "bullet") rest = rest.replace(BOX, "");
  const label = LABELLED.exec(rest)?.[1];
  if (label !== undefined) {
    if (family === "plain") family = "label";
    rest = label;
  }
  rest = unwrapped(trim(rest));
  return rest === "" ? null : { indent, family, text: rest };
}

/** Reads a pasted list: a line is below the one before it where it is indented further, or begins differently. */
export function parse(text: string): Item[] {
  const items: Item[] = [];
  /** What is open above the next line, by level. */
  const above: { readonly indent: number; readonly family: string }[] = [];
  for (const raw of text.split(BREAK)) {
    for (const { indent, family, text: words } of read(raw)) {
      while (above.length > 0 && (above.at(-1)?.indent ?? 0) > indent) above.pop();
      const same = above.findLastIndex((open) => open.indent === indent && open.family === family);
      if (same !== -1) above.length = same;
      items.push({ level: above.length, text: words, heading: family === "heading" });
      above.push({ indent, family });
    }
  }
  return items.map((item, at) => {
    if ((items[at + 1]?.level ?? 0) <= item.level) return item;
    return { ...item, text: trim(item.text.replace(/[:：]$/, "")) || item.text };
  });
}

/** The lines without their marks, one by one, whatever their level; a spreadsheet row's cells joined by " / ". */
export function lines(text: string): string[] {
  return text.split(BREAK).map((raw) => read(raw).map((line) => line.text).join(" / ")).filter((line) => line !== "");
}

/** What a name is compared by: neither width nor case matter. */
export const fold = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

/**
 * Stages with their touchpoints: the first level, the second, and notes below that. What is named twice is one. A single
 * Markdown heading over everything is the list's title, not a stage.
 */
export function lanes(text: string): Lane[] {
  let items: readonly Item[] = parse(text);
  const roots = items.filter((item) => item.level === 0);
  if (roots.length === 1 && roots[0]?.heading && items.some((item) => item.level > 1))
    items = items.filter((item) => item.level > 0).map((item) => ({ ...item, level: item.level - 1 }));
  const found: { name: string; cards: { title: string; notes: string[] }[] }[] = [];
  let lane: (typeof found)[number] | undefined;
  let card: { title: string; notes: string[] } | undefined;
  for (const { level, text: words } of items) {
    if (level === 0) {
      lane = found.find((known) => fold(known.name) === fold(words));
      if (lane === undefined) found.push((lane = { name: words, cards: [] }));
    } else if (level === 1) {
      card = lane?.cards.find((known) => fold(known.title) === fold(words));
      if (card === undefined) lane?.cards.push((card = { title: words, notes: [] }));
    } else card?.notes.push(words);
  }
  return found;
}
