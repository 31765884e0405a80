/** What a chart's root holds besides the plot: the sentence, the table and the words when something is wrong. */

import words from "../../../journey_widgets/words/chart.json";
import type { Row } from "../analysis/curve";
import type { Part } from "../analysis/figures";
import { format, type Scale } from "../document/scale";
import { fill, type Values } from "../shell/words";
import type { Language, Said } from "../sync/types";

const catalogue: Readonly<Record<string, Said>> = words;

export function say(key: string, language: Language, values: Values = {}): string {
  const said = catalogue[key];
  return said ? fill(said[language], values) : key;
}

export interface Screen {
  readonly root: HTMLElement;
  readonly plot: HTMLElement;
  /** Words in place of, or above, the plot; null takes them away. */
  tell(text: string | null, problem: boolean): void;
  label(text: string): void;
  sentence(parts: readonly Part[]): void;
  /** `rows` is asked when the table is open, now or later. */
  table(language: Language, rows: () => TableContent): void;
}

export interface TableContent {
  readonly head: readonly string[];
  readonly body: readonly (readonly string[])[];
  /** Which columns are numbers; where it is not said, all but the second and third. */
  readonly figures?: readonly boolean[];
}

export function screenIn(el: HTMLElement, framed: boolean, withFoot: boolean): Screen {
  const document = el.ownerDocument;
  const root = make("div", framed ? "jw-chart is-framed" : "jw jw-chart");
  root.dataset["journeyWidget"] = "chart";
  const said = make("p", "jw-chart-say");
  said.setAttribute("role", "status");
  said.hidden = true;
  const plot = make("div", "jw-chart-plot");
  plot.setAttribute("role", "img");
  root.append(said, plot);
  const foot = make("div", "jw-chart-foot");
  const line = make("p", "");
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const holder = make("div", "jw-chart-table");
  holder.tabIndex = 0;
  details.append(summary, holder);
  foot.append(line, details);
  if (withFoot) root.append(foot);
  el.append(root);

  function make(tag: string, name: string): HTMLElement {
    const made = document.createElement(tag);
    if (name) made.className = name;
    return made;
  }

  let content: (() => TableContent) | null = null;
  details.addEventListener("toggle", () => refresh());
  function refresh(): void {
    if (!details.open || content === null) return;
    const { head, body, figures } = content();
    const table = document.createElement("table");
    table.createTHead().append(line_("th", head, figures));
    const rows = table.createTBody();
    for (const cells of body) rows.append(line_("td", cells, figures));
    holder.replaceChildren(table);
  }
  function line_(tag: "th" | "td", cells: readonly string[], figures?: readonly boolean[]): HTMLElement {
    const row = document.createElement("tr");
    for (const [at, text] of cells.entries()) {
      const cell = document.createElement(tag);
      if (tag === "th") cell.setAttribute("scope", "col");
      if (figures === undefined ? tag === "td" && at !== 1 && at !== 2 : figures[at] === true) cell.className = "n";
      cell.textContent = text;
      row.append(cell);
    }
    return row;
  }

  return {
    root,
    plot,
    tell(text, problem) {
      said.hidden = text === null;
      said.textContent = text ?? "";
      said.classList.toggle("is-problem", problem);
    },
    label(text) {
      plot.setAttribute("aria-label", text);
    },
    sentence(parts) {
      line.hidden = parts.length === 0;
      line.replaceChildren(
        ...parts.map(({ text, strong }) => {
          if (!strong) return document.createTextNode(text);
          const bold = document.createElement("b");
          bold.textContent = text;
          return bold;
        }),
      );
    },
    table(language, rows) {
      content = rows;
      summary.textContent = say("chart.table", language);
      refresh();
    },
  };
}

/** The curve as a table: a row for each placed card, a column for each line. */
export function tableOf(
  places: readonly Row[],
  lines: readonly Row[],
  curve: (id: string) => Row | undefined,
  stageName: (stage: string) => string,
  scale: Scale,
  language: Language,
): TableContent {
  const none = say("chart.none", language);
  const name = (line: Row): string => {
    const persona = line["persona"] === "" ? say("chart.everyone", language) : String(line["persona_name"]);
    return `${persona}${language === "ja" ? "・" : ", "}${say(`chart.${String(line["state"])}`, language)}`;
  };
  const cell = (place: Row, line: Row): string => {
    const row = curve(`${String(place["id"])}/${String(line["id"])}`);
    const score = row?.["score"];
    if (typeof score !== "number") return none;
    const n = Number(row?.["n"] ?? 0);
    return n > 0 ? `${format(score, scale)} (n=${n})` : format(score, scale);
  };
  return {
    head: [
      say("chart.number", language), say("chart.card", language), say("chart.stage", language), ...lines.map(name),
    ],
    body: places.map((place) => [
      String(place["no"]), String(place["title"]), stageName(String(place["stage"])), ...lines.map((line) => cell(place, line)),
    ]),
  };
}
