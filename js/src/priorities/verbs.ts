/** What a hand does to a note while weighing it, each as one patch. */

import { recordPatch, withFields } from "../board/verbs";
import type { DrawerContext } from "../drawer/context";
import { record } from "../document/order";
import { isEmpty } from "../document/patch";

/** Sets fields of a record; null clears one. Nothing happens where nothing differs, or where it is gone. */
export function edit(drawer: DrawerContext, table: string, id: string, fields: Readonly<Record<string, unknown>>): void {
  const before = record(drawer.store.document, table, id);
  if (!before) return;
  const patch = recordPatch(table, id, before, withFields(before, fields));
  if (!isEmpty(patch)) drawer.store.change(patch);
}

export function placeNote(drawer: DrawerContext, id: string, impact: number | null, effort: number | null): void {
  edit(drawer, "notes", id, { impact, effort });
}

export function remove(drawer: DrawerContext, table: string, id: string): void {
  const patch = recordPatch(table, id, record(drawer.store.document, table, id), null);
  if (!isEmpty(patch)) drawer.store.change(patch);
}
