/** A card's links and its duration, in words, in the panel. */

import type { JSX } from "preact";
import type { BoardContext } from "../context";

export function LinkList(_props: { board: BoardContext; card: string }): JSX.Element | null {
  return null;
}
