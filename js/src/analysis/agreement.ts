/** How far people agree on an ordered scale: van der Eijk's A. Twin of `journey_widgets/analysis/agreement.py`. */

import { type Scale, values } from "../document/scale";

/**
 * Van der Eijk's measure of agreement A (2001, "Measuring Agreement in Ordered Rating Scales", Quality & Quantity 35(3)): 1 where
 * all are in one category, 0 where all are equally frequent, −1 where one half is at each end; null of nobody and of one category.
 */
export function agreement(frequencies: readonly number[]): number | null {
  const total = frequencies.reduce((sum, frequency) => sum + frequency, 0);
  if (total <= 0 || frequencies.length < 2) return null;
  // A pattern is the same for every frequency between two neighbouring heights: layers go from height to height.
  const heights = [...new Set(frequencies.filter((frequency) => frequency > 0))].sort((a, b) => a - b);
  let found = 0;
  let below = 0;
  for (const height of heights) {
    const pattern = frequencies.map((frequency) => frequency >= height);
    const ones = pattern.filter(Boolean).length;
    found += ((ones * (height - below)) / total) * patternAgreement(pattern, ones);
    below = height;
  }
  return found;
}

function patternAgreement(pattern: readonly boolean[], ones: number): number {
  const size = pattern.length;
  let alike = 0;
  let apart = 0;
  let before = 0;
  for (const one of pattern) {
    if (one) {
      before += 1;
      continue;
    }
    // Each empty category ends the triples 110 of the ones before it, begins the 011 of those after, parts the 101.
    const after = ones - before;
    alike += (before * (before - 1)) / 2 + (after * (after - 1)) / 2;
    apart += before * after;
  }
  const unimodality = alike + apart === 0 ? 1 : ((size - 2) * alike - (size - 1) * apart) / ((size - 2) * (alike + apart));
  return unimodality * (1 - (ones - 1) / (size - 1));
}

/** A of people's scores, whose categories are the scale's values; null of fewer than two people. */
export function agreementOf(scores: readonly number[], scale: Scale): number | null {
  if (scores.length < 2) return null;
  const last = values(scale).length - 1;
  const frequencies = new Array<number>(last + 1).fill(0);
  for (const score of scores) {
    // The higher of two equally near values, as in Python.
    const at = Math.max(0, Math.min(last, Math.floor((score - scale.low) / scale.step + 0.5 + 1e-9)));
    frequencies[at] = (frequencies[at] as number) + 1;
  }
  return agreement(frequencies);
}
