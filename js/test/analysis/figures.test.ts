import { expect, test } from "vitest";
import { cardFigure, defaultPersona, plain, ScoreIndex, sentence, stageMean } from "../../src/analysis/figures";
import type { Document, JsonObject } from "../../src/document/json";
import { apply, touched } from "../../src/document/patch";

const document = {
  about: { title: "購入", scale: { low: -2, high: 2, step: 1, neutral: 0 } },
  personas: { pe_b: { name: "健一" }, pe_a: { name: "花" } },
  stages: { st_1: { name: "認知", rank: "a0" }, st_2: { name: "購入", rank: "a1" } },
  touchpoints: {
    tp_ad: { title: "広告を見る", stage: "st_1", rank: "a0" },
    tp_review: { title: "レビューを読む", stage: "st_1", rank: "a1" },
    tp_form: { title: "会員登録", stage: "st_2", rank: "a0" },
    tp_pool: { title: "まだ", rank: "a0" },
  },
  scores: {
    "tp_ad/pe_a/as_is/": { touchpoint: "tp_ad", persona: "pe_a", state: "as_is", score: 1 },
    "tp_review/pe_a/as_is/p1": { touchpoint: "tp_review", persona: "pe_a", state: "as_is", participant: "p1", score: -2 },
    "tp_review/pe_a/as_is/p2": { touchpoint: "tp_review", persona: "pe_a", state: "as_is", participant: "p2", score: 2 },
    "tp_review/pe_a/as_is/p3": { touchpoint: "tp_review", persona: "pe_a", state: "as_is", participant: "p3", score: 2 },
    "tp_review/pe_a/as_is/p4": { touchpoint: "tp_review", persona: "pe_a", state: "as_is", participant: "p4", score: -2 },
    "tp_form/pe_a/as_is/": { touchpoint: "tp_form", persona: "pe_a", state: "as_is", score: -1.6 },
  },
} as unknown as Document;

test("a card shows the agreed score, with nobody's spread", () => {
  expect(cardFigure(document, "tp_ad", "pe_a", "as_is")).toEqual({ score: 1, face: 1, n: 0, low: null, high: null, wide: false });
  expect(cardFigure(document, "tp_ad", "pe_a", "to_be")).toBeNull();
  expect(cardFigure(document, "tp_pool", "pe_a", "as_is")).toBeNull();
});

test("quartiles further apart than half the scale are wide", () => {
  expect(cardFigure(document, "tp_review", "pe_a", "as_is")).toEqual({ score: 0, face: 0, n: 4, low: -2, high: 2, wide: true });
});

test("an agreed score among participants is the line, and they keep their spread", () => {
  const agreed = apply(document, { scores: { "tp_review/pe_a/as_is/": { touchpoint: "tp_review", persona: "pe_a", state: "as_is", score: 1 } } });
  expect(cardFigure(agreed, "tp_review", "pe_a", "as_is")).toMatchObject({ score: 1, n: 4, low: -2, high: 2 });
});

test("the index follows touched scores and says whose figures to look at", () => {
  const index = new ScoreIndex(document);
  const patch = { scores: { "tp_form/pe_a/as_is/": { score: 2 }, "tp_ad/pe_a/as_is/": null } } as JsonObject;
  const after = apply(document, patch);
  expect(index.update(after, touched(patch))).toEqual(new Set(["tp_form", "tp_ad"]));
  expect(cardFigure(after, "tp_form", "pe_a", "as_is", index)?.score).toBe(2);
  expect(cardFigure(after, "tp_ad", "pe_a", "as_is", index)).toBeNull();
});

test("a participant's new weight is everybody's business, a new participant is not", () => {
  const index = new ScoreIndex(document);
  const added = { participants: { p9: { label: "新" } } };
  expect(index.update(apply(document, added), touched(added))).toEqual(new Set());
  const heavier = { participants: { p1: { label: "あ", weight: 3 } } };
  expect(index.update(apply(document, heavier), touched(heavier))).toBeNull();
});

test("a stage's mean is over its scored cards", () => {
  expect(stageMean(document, "st_1", "pe_a", "as_is")).toEqual({ mean: 0.5, face: 1, n: 2 });
  expect(stageMean(document, "st_2", "pe_b", "as_is")).toBeNull();
});

test("the foot says what is lowest and what is disputed, in both languages", () => {
  expect(plain(sentence(document, "pe_a", "as_is", "ja"))).toBe("3 会員登録がいちばん低く（−1.6）、2 レビューを読むで意見が割れています（−2〜+2）。");
  expect(plain(sentence(document, "pe_a", "as_is", "en"))).toBe("3 会員登録 is lowest (−1.6); opinions on 2 レビューを読む are split (−2 to +2).");
  expect(sentence(document, "pe_a", "as_is", "ja")[0]).toEqual({ text: "3 会員登録", strong: true });
  expect(plain(sentence(document, "pe_b", "as_is", "ja"))).toBe("3枚のカードはまだ採点されていません。");
  expect(plain(sentence({}, "", "as_is", "en"))).toBe("No card is on a stage yet.");
});

test("a title that looks like markup stays a title", () => {
  const odd = apply(document, { touchpoints: { tp_form: { title: "<b>{score}</b>" } } });
  expect(plain(sentence(odd, "pe_a", "as_is", "en"))).toContain("3 <b>{score}</b> is lowest");
});

test("the line shown first is everyone's, or the first persona's that has scores", () => {
  expect(defaultPersona(document)).toBe("pe_a");
  expect(defaultPersona(apply(document, { scores: { "tp_ad//as_is/": { touchpoint: "tp_ad", state: "as_is", score: 0 } } }))).toBe("");
  expect(defaultPersona({})).toBe("");
});
