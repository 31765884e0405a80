/** Rankings while the room works: at rest, and in pieces, so that neither a drag nor a storm of votes waits for them. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Document, Json } from "../document/json";
import { DRAWS } from "./bootstrap";
import { type By, ranking, type Ranking, rankingSteps } from "./ranking";

const REST = 150;
/** How long a piece of the bootstrap may take, in milliseconds: half a frame. */
const PIECE = 8;
const READ = ["about", "stages", "touchpoints", "participants", "scores", "notes", "votes"] as const;

/** The document of a moment ago: follows every change, but no more often than every 150 ms. */
export function useRested(document: Document): Document {
  const [rested, setRested] = useState(document);
  const latest = useRef(document);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  latest.current = document;
  useEffect(() => {
    if (latest.current === rested || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setRested(latest.current);
    }, REST);
  }, [document, rested]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return rested;
}

/** `sure` is false until the people have been drawn often enough. */
export interface Stable {
  readonly found: Ranking;
  readonly sure: boolean;
}

/** Give it a document at rest. */
export function useRanking(document: Document, by: By, persona: string | null): Stable {
  const read: (Json | undefined | string | null)[] = [...READ.map((name) => document[name]), by, persona];
  const quick = useMemo(() => ranking(document, by, { persona }), read);
  const [slow, setSlow] = useState<{ of: Ranking; found: Ranking } | null>(null);
  useEffect(() => {
    const steps = rankingSteps(document, by, { persona, draws: DRAWS });
    let timer: ReturnType<typeof setTimeout>;
    const go = (): void => {
      for (const until = performance.now() + PIECE; performance.now() < until; ) {
        const step = steps.next();
        if (step.done) return setSlow({ of: quick, found: step.value });
      }
      timer = setTimeout(go);
    };
    timer = setTimeout(go);
    return () => clearTimeout(timer);
  }, [quick]);
  return slow?.of === quick ? { found: slow.found, sure: true } : { found: quick, sure: false };
}
