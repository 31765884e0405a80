/** In whose name a hand scores: nobody's in particular (what the room agrees on), or, while people score alone, its person's. */

import type { Patch } from "../document/json";
import { bare } from "../document/patch";
import { participantsCalled, scoresAloneAs } from "./curtain";
import type { Store } from "./types";

export interface Voice {
  /** Participant of the scores, "" for what is agreed. */
  readonly participant: string;
  /** What must be in the patch too: the person's row, where there is none yet. */
  readonly joins: Patch;
}

/** `freshId` makes the id of a person who has none; without it such a person has an id that no score has. */
export function voice(store: Store, freshId: (table: string) => string = () => "-"): Voice {
  const name = scoresAloneAs(store);
  if (name === "") return { participant: "", joins: bare() };
  const [known] = participantsCalled(store.document, name);
  if (known !== undefined) return { participant: known, joins: bare() };
  const participant = freshId("participants");
  const row = Object.assign(bare(), { label: name });
  return { participant, joins: Object.assign(bare(), { participants: Object.assign(bare(), { [participant]: row }) }) };
}
