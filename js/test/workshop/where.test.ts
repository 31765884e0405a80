import { expect, test } from "vitest";
import { passes } from "../../src/board/where";

const card = { title: "会員登録", channel: "サイト", custom: { 費用: 300 }, importance: 4 };

test("no filter lets every card through", () => expect(passes(card, {})).toBe(true));
test("a list of values wants one of them, a single value itself", () => {
  expect(passes(card, { channel: ["SNS", "サイト"] })).toBe(true);
  expect(passes(card, { channel: ["SNS"] })).toBe(false);
  expect(passes(card, { importance: 4 })).toBe(true);
  expect(passes(card, { importance: "4" })).toBe(false);
});
test("every field must fit", () => expect(passes(card, { channel: ["サイト"], importance: [5] })).toBe(false));
test("a card's own fields are reached by custom.", () => {
  expect(passes(card, { "custom.費用": [300] })).toBe(true);
  expect(passes({ title: "x" }, { "custom.費用": [300] })).toBe(false);
});
test("what is not written down is no moment of truth, and has no channel", () => {
  expect(passes(card, { moment_of_truth: [true] })).toBe(false);
  expect(passes(card, { moment_of_truth: [false] })).toBe(true);
  expect(passes({ title: "x" }, { channel: [""] })).toBe(true);
});
test("words are found as the search field finds them", () => {
  expect(passes(card, { search: "さいと" })).toBe(true);
  expect(passes(card, { search: "電話" })).toBe(false);
});
test("fields named like an object's own parts are no way in", () => expect(passes(card, { constructor: ["x"], __proto__: ["x"] } as never)).toBe(false));
