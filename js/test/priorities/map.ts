import type { Document } from "../../src/document/json";

/** Two stages, four cards scored by three people, five notes, two actions. */
export function sample(): Document {
  const score = (touchpoint: string, participant: string, value: number) => [`${touchpoint}//as_is/${participant}`, { touchpoint, participant, state: "as_is", score: value }];
  return {
    format: "journey-map",
    version: 1,
    id: "jm_1",
    about: { title: "EC/サイト", language: "ja", scale: { low: -2, high: 2, step: 1, neutral: 0 } },
    stages: { st_a: { name: "検討", rank: "a0" }, st_b: { name: "購入", rank: "a1" } },
    participants: { p1: { label: "佐藤" }, p2: { label: "鈴木" }, p3: { label: "森" } },
    touchpoints: {
      tp_1: { title: "広告を見る", stage: "st_a", rank: "a0" },
      tp_2: { title: "検索する", stage: "st_a", rank: "a1", importance: 5 },
      tp_3: { title: "登録する", stage: "st_b", rank: "a0" },
      tp_4: { title: "支払う", stage: "st_b", rank: "a1" },
    },
    scores: {
      ...Object.fromEntries(["p1", "p2", "p3"].flatMap((who, at) => [score("tp_1", who, 1), score("tp_2", who, at - 1), score("tp_3", who, -2), score("tp_4", who, 0)])),
      "tp_3//to_be/": { touchpoint: "tp_3", state: "to_be", score: 1 },
    },
    notes: {
      no_1: { kind: "opportunity", text: "ゲスト購入", touchpoint: "tp_3", impact: 5, effort: 2 },
      no_2: { kind: "pain", text: "入力エラー", touchpoint: "tp_3", impact: 5, effort: 2, severity: 5, frequency: 4 },
      no_3: { kind: "pain", text: "送料が見えない", touchpoint: "tp_4", severity: 3, frequency: 3 },
      no_4: { kind: "gain", text: "早い", touchpoint: "tp_1" },
      no_5: { kind: "pain", text: "返事が遅い", touchpoint: "tp_2", impact: 1, effort: 5, author: "森" },
    },
    votes: {
      "no_1/p1": { note: "no_1", participant: "p1", dots: 3 },
      "no_2/p2": { note: "no_2", participant: "p2", dots: 2 },
      "no_3/p3": { note: "no_3", participant: "p3", dots: 1 },
      "no_5/p3": { note: "no_5", participant: "p3", dots: 2 },
    },
    actions: {},
  } as unknown as Document;
}
