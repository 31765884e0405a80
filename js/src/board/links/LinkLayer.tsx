/** The links between cards, drawn over the lanes. */

import type { JSX } from "preact";
import type { Inside } from "../inside";

export function LinkLayer(_props: { board: Inside }): JSX.Element | null {
  return null;
}
