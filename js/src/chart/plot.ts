/** What a chart's page needs of a drawing engine. */

import type { Json, JsonObject } from "../document/json";

export type TableRow = JsonObject;

/** What lies under the pointer; `value` null: nothing to say. */
export interface Hover {
  readonly x: number;
  readonly y: number;
  readonly value: unknown;
  readonly datum: TableRow | null;
}

export interface OpenOptions {
  readonly container: HTMLElement;
  readonly hover?: (hover: Hover) => void;
  readonly click?: (datum: TableRow | null) => void;
}

export interface Plot {
  has(signal: string): boolean;
  /** Takes effect with the next `run`; a signal the chart does not have is passed over. */
  set(signal: string, value: unknown): void;
  get(signal: string): Json;
  /** Rows by id: removes those, then inserts these. At most once per dataset between two runs. */
  change(name: string, insert: readonly TableRow[], remove: Iterable<string>): void;
  /** All rows of data that has no ids. */
  replace(name: string, rows: readonly TableRow[]): void;
  /** Writes into a row without drawing: for fields nothing drawn depends on. */
  note(name: string, row: TableRow): void;
  /** Draws; rejects with what the engine had to complain about. */
  run(): Promise<void>;
  finalize(): void;
}

/** The export of the runtime's page module. */
export interface Engine {
  open(spec: JsonObject, options: OpenOptions): Promise<Plot>;
}
