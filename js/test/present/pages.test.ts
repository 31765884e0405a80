import { expect, test } from "vitest";
import { ScoreIndex } from "../../src/analysis/figures";
import { columnsOf, hasScores, headline, isAlone, pagesOf, readable, stepTo, type Page } from "../../src/present/pages";
import { small } from "../board/maps";

const page = (more: Partial<Page> = {}): Page => ({ id: "vi_1", name: "花・現状", personas: ["pe_h"], state: "as_is", rows: "", where: {}, shows: null, ...more });
const stages = [{ id: "st_a", cards: ["tp_1", "tp_2"] }, { id: "st_b", cards: ["tp_3"] }, { id: "st_c", cards: [] }];

test("saved views are the pages; without any, what is on the screen is the one page", () => {
  const views = [page({ id: "a" }), page({ id: "b" })];
  expect(pagesOf(views, page())).toEqual(views);
  expect(pagesOf([], page({ id: "x", name: "y" }))).toEqual([page({ id: "", name: "" })]);
});

test("a page about one persona leaves the others out", () => {
  expect([[], ["pe_h"], ["pe_h", "pe_k"]].map((personas) => isAlone({ personas }))).toEqual([false, true, false]);
});

test("turning stops at both ends, and Home and End go there", () => {
  const pages = ["a", "b", "c"].map((id) => page({ id }));
  expect(stepTo(pages, "a", -1)).toBe("a");
  expect(stepTo(pages, "a", 1)).toBe("b");
  expect(stepTo(pages, "c", 1)).toBe("c");
  expect(stepTo(pages, "b", Infinity)).toBe("c");
  expect(stepTo(pages, "b", -Infinity)).toBe("a");
  expect(stepTo(pages, "deleted", 1)).toBe("b");
});

test("a view's own name is its headline; one that only says what is shown gives way to what the curve says", () => {
  const document = small();
  const scores = new ScoreIndex(document);
  expect(headline(document, page({ name: "検索でつまずく" }), "花・現状", "ja", scores)).toBe("検索でつまずく");
  const said = headline(document, page(), "花・現状", "ja", scores);
  expect(said).not.toBe("花・現状");
  expect(said).toContain("検索");
});

test("cards are numbered through all stages, unscored ones marked, low ones strong", () => {
  const document = { ...small(), scores: { "tp_3/pe_h/as_is/": { touchpoint: "tp_3", persona: "pe_h", state: "as_is", score: -2 } } };
  const columns = columnsOf(document, page(), stages, new ScoreIndex(document));
  expect(columns.map((column) => column.name)).toEqual(["認知", "検討", "購入"]);
  expect(columns.flatMap((column) => column.lines.map((line) => [line.number, line.scored, line.strong, line.quiet]))).toEqual([
    [1, false, false, false], [2, false, false, false], [3, true, true, false],
  ]);
  expect(columns.map((column) => column.mean)).toEqual([null, -2, null]);
});

test("nobody is singled out by chance: a tie of many is not set in bold", () => {
  const ids = ["a", "b", "c", "d"];
  const touchpoints = Object.fromEntries(ids.map((id, at) => [id, { title: id, stage: "st_a", rank: `a${at}` }]));
  const scores = Object.fromEntries(ids.map((id) => [`${id}//as_is/`, { touchpoint: id, state: "as_is", score: id === "a" ? -2 : -1 }]));
  const document = { ...small(), touchpoints, scores };
  const [first] = columnsOf(document, page({ personas: [] }), [{ id: "st_a", cards: ids }], new ScoreIndex(document));
  expect(first!.lines.filter((line) => line.strong).map((line) => line.id)).toEqual(["a"]);
});

test("of what should be, the cards it is said of are the points", () => {
  const document = { ...small(), scores: { "tp_3/pe_h/to_be/": { touchpoint: "tp_3", persona: "pe_h", state: "to_be", score: 1 } } };
  const columns = columnsOf(document, page({ state: "to_be" }), stages, new ScoreIndex(document));
  expect(columns.flatMap((column) => column.lines.map((line) => line.strong))).toEqual([false, false, true]);
});

test("a filter makes strong what the view is about and quiet what it is not", () => {
  const document = small();
  const columns = columnsOf(document, page({ where: { channel: ["サイト"] } }), stages, new ScoreIndex(document));
  expect(columns.flatMap((column) => column.lines.map((line) => [line.id, line.strong, line.quiet]))).toEqual([
    ["tp_1", false, true], ["tp_2", true, false], ["tp_3", true, false],
  ]);
});

test("where there are more titles than a room can read, its points and most intense moments stay, in their order", () => {
  const line = (number: number, felt: number, more: object = {}) => ({ id: `tp_${number}`, number, title: "", scored: true, strong: false, quiet: false, felt, ...more });
  const lines = [line(1, 2), line(2, 0), line(3, 1, { strong: true }), line(4, 1.5), line(5, 2, { quiet: true })];
  expect(readable(lines, 5)).toEqual({ lines, rest: 0 });
  const cut = readable(lines, 4);
  expect([cut.lines.map((one) => one.number), cut.rest]).toEqual([[1, 3, 4], 2]);
});

test("whether there is a line of what should be is known from the scores", () => {
  expect(hasScores(small(), "pe_h", "as_is")).toBe(true);
  expect(hasScores(small(), "pe_h", "to_be")).toBe(false);
  expect(hasScores(small(), "pe_k", "as_is")).toBe(false);
});
