/** The pictures of a journey, as a page has them; shared by all widgets of the journey through the store. */

import type { Said } from "../sync/types";

export interface Pictures {
  /** Where the picture can be had in this page; null: nobody has it; undefined: not known yet, and asked for. */
  url(name: string): string | null | undefined;
  /** Takes a picture that was made here: shown at once, sent to the kernel until it has it. */
  put(name: string, data: Uint8Array): void;
  /** Whether its bytes are still only here. */
  waiting(name: string): boolean;
  /** Calls `listener` when something has become known of a picture; with words, that the kernel will not have it. */
  subscribe(listener: (name: string, refused: Said | null) => void, signal: AbortSignal): void;
}
