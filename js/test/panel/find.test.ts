import { describe, expect, test } from "vitest";
import { matches, pieces } from "../../src/board/find";

describe("finding cards", () => {
  test.each([
    ["サイト", "さいと"], ["サイト", "ｻｲﾄ"], ["ＥＣ", "ec"], ["送料と手数料", "手数"], ["ガイド", "ｶﾞｲﾄﾞ"], ["がいど", "ガイド"],
  ])("%s is found by %s", (text, query) => {
    expect(matches({ title: text }, query)).toBe(true);
  });
  test("needs every word somewhere on the card, and looks at no ids", () => {
    const card = { title: "カートに入れる", channel: "サイト", stage: "st_buy", rank: "a0" };
    expect(matches(card, "カート　サイト")).toBe(true);
    expect(matches(card, "カート 店")).toBe(false);
    expect(matches(card, "st_buy")).toBe(false);
  });
  test("an empty query finds everything", () => {
    expect(matches({ title: "x" }, "  ")).toBe(true);
  });
});

describe("marking what was found", () => {
  test.each([
    ["送料と手数料", "料", ["送", "料", "と手数", "料"]],
    ["サイトで見る", "さいと", ["", "サイト", "で見る"]],
    ["㈱やまと", "株", ["", "㈱", "やまと"]],
    ["家族👨‍👩‍👧と買う", "買う", ["家族👨‍👩‍👧と", "買う"]],
    ["なし", "x", ["なし"]],
  ])("%s, %s", (text, query, expected) => {
    expect(pieces(text, query)).toEqual(expected);
    expect(pieces(text, query).join("")).toBe(text);
  });
});
