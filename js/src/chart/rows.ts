/** The rows of a live chart's named data, kept in step with the store: derived data and the journey's tables alike. */

import { type Band, CurveBook, type Dataset, DATASETS } from "../analysis/curve";
import type { Touched } from "../analysis/scores";
import type { Document, Json, JsonObject } from "../document/json";
import { table } from "../document/order";
import { isObject, own } from "../document/patch";
import type { TableRow } from "./plot";

export interface Setup {
  /** Names the chart asks for. */
  readonly names: readonly string[];
  /** Fields of the tables among them, `id` first. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly band: Band;
  /** An emotion curve: sentence, table and steering belong to it. */
  readonly curve: boolean;
  readonly axes: boolean;
  readonly padding: Readonly<Record<"left" | "right" | "top" | "bottom", number>> | null;
  /** The kernel has the same figures as a table, for whoever asks. */
  readonly table?: boolean;
}

export interface RowChange {
  readonly insert: readonly TableRow[];
  readonly remove: readonly string[];
}

/** On a long journey a segment is a few pixels wide: pieces that could not be seen are not made. Twin of `charts/named.py`. */
function grain(document: Document): number {
  const cards = Object.keys(table(document, "touchpoints")).length;
  return cards <= 40 ? 1 : cards <= 150 ? 2 : cards <= 600 ? 4 : 12;
}

const isDerived = (name: string): name is Dataset => (DATASETS as readonly string[]).includes(name);

export class Rows {
  readonly book: CurveBook | null;
  readonly #setup: Setup;
  #document: Document;

  constructor(document: Document, setup: Setup) {
    this.#setup = setup;
    this.#document = document;
    this.book = setup.curve || setup.names.some(isDerived) ? new CurveBook(document, setup.band, setup.curve ? grain(document) : 1) : null;
  }

  /** Every row of every name. */
  all(): Map<string, RowChange> {
    const rows = new Map<string, RowChange>();
    for (const name of this.#setup.names) {
      const insert = isDerived(name) ? (this.book?.rows(name) ?? []) : this.#table(name, null);
      rows.set(name, { insert, remove: [] });
    }
    return rows;
  }

  /** What differs in the data the chart asks for. */
  update(document: Document, touched: Touched): Map<string, RowChange> {
    const before = this.#document;
    this.#document = document;
    const derived = this.book?.update(document, touched);
    const changes = new Map<string, RowChange>();
    for (const name of this.#setup.names) {
      const change = isDerived(name) ? derived?.get(name) : this.#tableChange(name, before, touched);
      if (change !== undefined) changes.set(name, change);
    }
    return changes;
  }

  #tableChange(name: string, before: Document, touched: Touched): RowChange | undefined {
    if (table(before, name) === table(this.#document, name)) return undefined;
    const ids = touched === null ? null : touched.get(name);
    if (ids === undefined) return undefined;
    const remove = ids === null ? Object.keys(table(before, name)) : [...ids].filter((id) => id in table(before, name));
    return { insert: this.#table(name, ids), remove };
  }

  #table(name: string, ids: ReadonlySet<string> | null): TableRow[] {
    const records = table(this.#document, name);
    const known = this.#setup.columns[name] ?? ["id"];
    const rows: TableRow[] = [];
    for (const id of ids ?? Object.keys(records)) {
      const record = own(records, id);
      if (record !== undefined && isObject(record)) rows.push(rowOf(id, record, known));
    }
    return rows;
  }
}

/** A record as a row: `id` and every field, null where nothing is said, unknown fields last. */
function rowOf(id: string, record: JsonObject, known: readonly string[]): TableRow {
  const row: Record<string, Json> = { id };
  for (const field of known) if (field !== "id") row[field] = null;
  for (const field of Object.keys(record)) if (field !== "id") row[field] = record[field] as Json;
  return row;
}
