/** A chart's colours: the `--jw-*` of the element it is in, resolved, since Vega cannot read them. */

import faces from "../../../journey_widgets/faces/faces.json";
import type { Json, JsonObject } from "../document/json";
import { isObject } from "../document/patch";
import type { Theme } from "../shell/theme";

export type Palette = Readonly<Record<string, string | number | readonly string[]>>;

const FEELINGS = ["n2", "n1", "z0", "p1", "p2"] as const;
const SINGLE: Readonly<Record<string, string>> = {
  ink: "--jw-ink",
  inkMuted: "--jw-ink-muted",
  surface: "--jw-surface",
  canvas: "--jw-canvas",
  bandOdd: "--jw-band-odd",
  bandEven: "--jw-band-even",
  line: "--jw-line",
  lineControl: "--jw-line-control",
  grid: "--jw-chart-grid",
  zero: "--jw-chart-zero",
  band: "--jw-chart-band",
  accent: "--jw-accent",
  onAccent: "--jw-on-accent",
  danger: "--jw-danger",
  raised: "--jw-raised",
};

/** Reads what `element` would draw with. Where the style sheet is missing, the values of tokens.css for `theme`. */
export function paletteOf(element: HTMLElement, theme: Theme): Palette {
  const otherwise = faces.themes[theme] as Palette;
  const document = element.ownerDocument;
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const style = document.defaultView?.getComputedStyle(probe);
  const read = (color: string, fallback: string): string => {
    probe.style.color = "";
    probe.style.color = color;
    return (probe.style.color !== "" && style && plain(style.color)) || fallback;
  };
  const declared = style?.getPropertyValue("--jw-ink").trim();
  if (!declared || !style) {
    probe.remove();
    return { ...otherwise, font: FONT, size: 11 };
  }
  const palette: Record<string, string | number | readonly string[]> = {};
  for (const [name, token] of Object.entries(SINGLE)) palette[name] = read(`var(${token})`, String(otherwise[name]));
  palette["mean"] = read("color-mix(in srgb, var(--jw-tone) 34%, transparent)", String(otherwise["mean"]));
  for (const part of ["fill", "edge", "mark"] as const)
    palette[part] = FEELINGS.map((feeling, at) => read(`var(--jw-${feeling}-${part})`, faces.themes[theme][part][at] ?? ""));
  palette["persona"] = [1, 2, 3, 4].map((at) => read(`var(--jw-persona-${at})`, faces.themes[theme].persona[at - 1] ?? ""));
  probe.style.font = "var(--jw-text-xs) var(--jw-font)";
  palette["font"] = style.fontFamily || FONT;
  palette["size"] = Number.parseFloat(style.fontSize) || 11;
  probe.remove();
  return palette;
}

const FONT = '"Noto Sans", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, sans-serif';

/** `color(srgb 0.1 0.2 0.3 / 0.5)`, as browsers write mixed colours, in a notation every renderer reads. */
function plain(color: string): string {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(color);
  if (mixed === null) return color;
  const [red, green, blue] = mixed.slice(1, 4).map((part) => Math.round(Math.min(1, Math.max(0, Number(part))) * 255));
  return mixed[4] === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${mixed[4]})`;
}

export function samePalette(a: Palette, b: Palette): boolean {
  return Object.keys(b).every((key) => String(a[key]) === String(b[key]));
}

/** Anybody's chart in the colours and letters of the page around it; what its own config says goes first. */
export function dressed(spec: JsonObject, palette: Palette): JsonObject {
  const said = (name: string): string => String(palette[name] ?? "");
  const quiet = { labelColor: said("inkMuted"), titleColor: said("ink") };
  const house: Record<string, JsonObject> = {
    axis: { ...quiet, gridColor: said("grid"), domainColor: said("lineControl"), tickColor: said("lineControl") },
    legend: quiet,
    header: quiet,
    title: { color: said("ink"), subtitleColor: said("inkMuted") },
    text: { color: said("ink") },
    view: { stroke: said("line") },
  };
  const config = spec["config"];
  const own: JsonObject = config !== undefined && isObject(config) ? config : {};
  const merged: Record<string, Json> = { background: "transparent", font: said("font"), ...own };
  for (const [part, values] of Object.entries(house)) {
    const given = own[part];
    merged[part] = { ...values, ...(given !== undefined && isObject(given) ? given : {}) };
  }
  return { ...spec, config: merged };
}
