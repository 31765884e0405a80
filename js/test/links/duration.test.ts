import { describe, expect, test } from "vitest";
import cases from "../../../tests/contract/durations.json";
import { iso, parse, read, spoken, written } from "../../src/board/links/duration";

test.each(cases.valid)("$iso is read, written and said as in Python", ({ iso: text, seconds, ja, en, plain }) => {
  expect(parse(text)).toBeCloseTo(seconds, 9);
  expect(iso(seconds)).toBe(plain);
  expect(spoken(seconds, "ja")).toBe(ja);
  expect(spoken(seconds, "en")).toBe(en);
});

test.each(cases.invalid)("%j is refused", (text) => {
  expect(parse(text)).toBeNull();
});

describe("what a person writes", () => {
  test.each([
    ["2日4時間", "P2DT4H"],
    ["２日　４時間", "P2DT4H"],
    ["90分", "PT1H30M"],
    ["1時間半", "PT1H30M"],
    ["2日と4時間", "P2DT4H"],
    ["10日間", "P10D"],
    ["2週間", "P2W"],
    ["約3日", "P3D"],
    ["2 days 4 hours", "P2DT4H"],
    ["2 days and 4 hours", "P2DT4H"],
    ["1 day, 30 min", "P1DT30M"],
    ["90m", "PT1H30M"],
    ["1.5 h", "PT1H30M"],
    ["1,000 days", "P1000D"],
    ["p2dt4h", "P2DT4H"],
    ["about 3 days", "P3D"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
  test.each(["", "2", "soon", "すぐ", "1か月", "3 months", "2日2日", "5分2日", "2 dayz", "-3日", "P1M", "1年"])("%j is not guessed at", (text) => {
    expect(read(text)).toBeNull();
  });
  test("what stands in a field is all of the duration, and is read as the same", () => {
    for (const { seconds } of cases.valid)
      for (const language of ["ja", "en"] as const) expect(parse(read(written(seconds, language))!)).toBeCloseTo(seconds, 6);
    expect(written(188_999, "ja")).toBe("2日4時間29分59秒");
    expect(written(188_999, "en")).toBe("2 days 4 hours 29 minutes 59 seconds");
  });
});
