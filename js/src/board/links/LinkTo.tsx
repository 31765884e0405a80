/** "Link to…": everything a drag from a card's handle can do, without dragging. */

import type { JSX } from "preact";
import type { Inside } from "../inside";

export function LinkTo(_props: { board: Inside }): JSX.Element | null {
  return null;
}
