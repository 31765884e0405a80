/** Rows by id, and which of them changed since somebody last asked. */

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface Change {
  readonly insert: readonly Row[];
  /** Ids of the rows that are gone or replaced. */
  readonly remove: readonly string[];
}

export class Ledger {
  readonly #rows = new Map<string, Row>();
  readonly #inserted = new Map<string, Row>();
  readonly #removed = new Set<string>();

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  all(): IterableIterator<Row> {
    return this.#rows.values();
  }

  put(row: Row): void {
    const id = row["id"] as string;
    const before = this.#rows.get(id);
    if (before !== undefined) {
      if (same(before, row)) return;
      // A row that was inserted and not yet taken is not known outside: nothing to remove there.
      if (!this.#inserted.has(id)) this.#removed.add(id);
    }
    this.#rows.set(id, row);
    this.#inserted.set(id, row);
  }

  drop(id: string): void {
    if (!this.#rows.delete(id)) return;
    if (!this.#inserted.delete(id)) this.#removed.add(id);
  }

  /** Puts all of these and drops every other row. */
  replace(rows: Iterable<Row>): void {
    const kept = new Set<string>();
    for (const row of rows) {
      kept.add(row["id"] as string);
      this.put(row);
    }
    for (const id of [...this.#rows.keys()]) if (!kept.has(id)) this.drop(id);
  }

  /** What has changed since the last call; null when nothing has. */
  take(): Change | null {
    if (this.#inserted.size === 0 && this.#removed.size === 0) return null;
    const change = { insert: [...this.#inserted.values()], remove: [...this.#removed] };
    this.#inserted.clear();
    this.#removed.clear();
    return change;
  }
}

function same(a: Row, b: Row): boolean {
  for (const key in b) if (a[key] !== b[key]) return false;
  return true;
}
