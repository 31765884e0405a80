/** Where a finding leads: to its card, to the drawer of its table, or nowhere. */

import { record } from "../document/order";
import type { DrawerContext, DrawerName, Finding } from "../drawer/context";

const HOME: Readonly<Record<string, DrawerName>> = { notes: "notes", actions: "actions", personas: "personas" };

/** What a click does; null where there is nothing to go to: the map as a whole, a record that is gone meanwhile. */
export function show(drawer: DrawerContext, finding: Finding): (() => void) | null {
  const document = drawer.document.value;
  const card = finding.card !== "" && record(document, "touchpoints", finding.card) !== undefined ? finding.card : "";
  const home = HOME[finding.table];
  const there = home !== undefined && record(document, finding.table, finding.id) !== undefined ? home : undefined;
  if (card === "" && there === undefined) return null;
  return () => {
    if (card !== "") drawer.showCard(card);
    // What lacks something is not the card itself: its own drawer is where it can be put right.
    if (there !== undefined) drawer.showDrawer(there, finding.id);
  };
}
