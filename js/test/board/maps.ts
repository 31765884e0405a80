/** Journeys for the board's tests. */

import type { Document, JsonObject } from "../../src/document/json";
import { spread } from "../../src/document/rank";

export const small = (): Document => ({
  format: "journey-map",
  version: 1,
  id: "jm_small",
  about: { title: "購入体験", language: "ja", scale: { low: -2, high: 2, step: 1, neutral: 0 } },
  personas: { pe_h: { name: "花" }, pe_k: { name: "健一" } },
  stages: { st_a: { name: "認知", rank: "a0" }, st_b: { name: "検討", rank: "a1" }, st_c: { name: "購入", rank: "a2" } },
  touchpoints: {
    tp_1: { title: "広告", stage: "st_a", rank: "a0", channel: "SNS" },
    tp_2: { title: "検索", stage: "st_a", rank: "a1", channel: "サイト" },
    tp_3: { title: "比較", stage: "st_b", rank: "a0", channel: "サイト", moment_of_truth: true },
    tp_4: { title: "再入荷", rank: "a0" },
  },
  scores: {
    "tp_1//as_is/": { touchpoint: "tp_1", state: "as_is", score: 1, reason: "きれい" },
    "tp_2/pe_h/as_is/p1": { touchpoint: "tp_2", persona: "pe_h", state: "as_is", participant: "p1", score: -2 },
    "tp_2/pe_h/as_is/p2": { touchpoint: "tp_2", persona: "pe_h", state: "as_is", participant: "p2", score: 2 },
  },
  notes: { no_1: { kind: "pain", text: "遅い", touchpoint: "tp_2" }, no_2: { kind: "pain", text: "重い", touchpoint: "tp_2", merged_into: "no_1" } },
  participants: { p1: { label: "1" }, p2: { label: "2" } },
});

/** `count` cards on `stages` stages, a score and now and then a note on each. */
export function large(count: number, stages = 20): Document {
  const places: Record<string, JsonObject> = {};
  const cards: Record<string, JsonObject> = {};
  const scores: Record<string, JsonObject> = {};
  const stageRanks = spread(stages);
  const ranks = spread(Math.ceil(count / stages));
  for (let s = 0; s < stages; s += 1) places[`st_${s}`] = { name: `ステージ${s}`, rank: stageRanks[s]! };
  for (let i = 0; i < count; i += 1) {
    cards[`tp_${i}`] = { title: `カード${i}`, stage: `st_${i % stages}`, rank: ranks[Math.floor(i / stages)]! };
    scores[`tp_${i}//as_is/`] = { touchpoint: `tp_${i}`, state: "as_is", score: (i % 5) - 2 };
  }
  return { format: "journey-map", version: 1, id: "jm_large", about: { title: "", scale: { low: -2, high: 2, step: 1, neutral: 0 } }, stages: places, touchpoints: cards, scores };
}
