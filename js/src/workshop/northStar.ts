/** The KPI that matters most, as it stands on top: its name, what is measured, and what it should become. */

import type { Document, JsonObject } from "../document/json";
import { record, table } from "../document/order";
import { isObject, own } from "../document/patch";
import { fold } from "../board/find";

export interface NorthStar {
  readonly name: string;
  /** What is measured now, with its unit; "" where nothing is. */
  readonly now: string;
  /** Where it should go; "" where nobody has said. */
  readonly goal: string;
}

/** "購入完了率 62% → 70%": a name, perhaps a figure, perhaps a goal after an arrow. */
const WRITTEN = /^(.*?)[\s：:]*([-−+]?[\d.,]+\s*\S{0,6}?)?\s*(?:→|->|⇒)\s*(.+)$/u;

/** Null where the map names no such KPI. A measure of the whole journey with its name says where it stands. */
export function northStarOf(document: Document): NorthStar | null {
  const about = own(document, "about");
  const said = about !== undefined && isObject(about) ? own(about, "north_star") : undefined;
  if (typeof said !== "string" || said.trim() === "") return null;
  const [, name = said.trim(), now = "", goal = ""] = WRITTEN.exec(said.trim()) ?? [];
  return { name, now: measured(document, name) || now.trim(), goal: goal.trim() };
}

/** The last measure (by id, which is by time) of that name that belongs to no card and no stage. */
function measured(document: Document, name: string): string {
  const wanted = fold(name);
  const found = Object.keys(table(document, "measures"))
    .sort()
    .map((id) => record(document, "measures", id))
    .filter((one): one is JsonObject => one !== undefined && own(one, "touchpoint") === undefined && own(one, "stage") === undefined)
    .findLast((one) => {
      const metric = own(one, "metric");
      return typeof metric === "string" && fold(metric) === wanted;
    });
  const value = found && own(found, "value");
  if (typeof value !== "number") return "";
  const unit = found && own(found, "unit");
  const figure = String(Math.round(value * 100) / 100).replace("-", "−");
  return typeof unit === "string" && unit !== "" ? `${figure}${unit === "%" ? "" : " "}${unit}` : figure;
}
