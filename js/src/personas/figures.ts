/** How each persona's journey is on the whole, and that of all customers: means over the placed touchpoints that have a score. */

import { overallOf, personaWeights } from "../analysis/overall";
import { reading } from "../analysis/reading";
import { indexOf, measure } from "../analysis/scores";
import type { Document } from "../document/json";
import { table } from "../document/order";

export interface PersonaFigure {
  readonly mean: number;
  /** How many touchpoints have a score. */
  readonly n: number;
}

export interface Figures {
  readonly personas: ReadonlyMap<string, PersonaFigure>;
  /** Of the share-weighted line. */
  readonly overall: PersonaFigure | null;
  /** Placed touchpoints. */
  readonly cards: number;
}

export function figuresOf(document: Document, state: "as_is" | "to_be"): Figures {
  const index = indexOf(document);
  const weights = personaWeights(document);
  let total = 0;
  for (const weight of weights.values()) total += weight;
  const sums = new Map<string, { sum: number; n: number }>();
  const all = { sum: 0, n: 0 };
  let cards = 0;
  for (const lane of reading(document).lanes.values()) {
    for (const card of lane) {
      cards += 1;
      const here: [number, number][] = [];
      for (const id of Object.keys(table(document, "personas"))) {
        const entry = index.entry(card, `${id}/${state}`);
        const found = entry === undefined ? null : measure(entry, index.weights);
        if (found === null) continue;
        const sum = sums.get(id) ?? { sum: 0, n: 0 };
        sums.set(id, { sum: sum.sum + found.score, n: sum.n + 1 });
        here.push([weights.get(id) ?? 0, found.score]);
      }
      const overall = overallOf(here, total);
      if (overall === null) continue;
      all.sum += overall.score;
      all.n += 1;
    }
  }
  const personas = new Map([...sums].map(([id, { sum, n }]) => [id, { mean: sum / n, n }]));
  return { personas, overall: all.n === 0 ? null : { mean: all.sum / all.n, n: all.n }, cards };
}
