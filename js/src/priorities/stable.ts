/** A ranking at once, and how stable it is as soon as the hand has rested: a thousand draws are not for every frame of a drag. */

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Document, Json } from "../document/json";
import { DRAWS } from "./bootstrap";
import { type By, ranking, type Ranking } from "./ranking";

const REST = 150;
const READ = ["about", "stages", "touchpoints", "participants", "scores", "notes", "votes"] as const;

/** `sure` is false while it shows what was true before the last change. */
export interface Stable {
  readonly found: Ranking;
  readonly sure: boolean;
}

export function useRanking(document: Document, by: By, persona: string | null): Stable {
  const read: (Json | undefined | string | null)[] = [...READ.map((name) => document[name]), by, persona];
  const quick = useMemo(() => ranking(document, by, { persona }), read);
  const [slow, setSlow] = useState<{ of: Ranking; found: Ranking } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSlow({ of: quick, found: ranking(document, by, { persona, draws: DRAWS }) }), REST);
    return () => clearTimeout(timer);
  }, [quick]);
  return slow?.of === quick ? { found: slow.found, sure: true } : { found: quick, sure: false };
}
