import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkshop, type Opened } from "../../src/workshop/open";
import { Sheet } from "../../src/workshop/Sheet";
import { createKernel } from "../sync/kernel";
import { large, small } from "../board/maps";

let paper: HTMLElement;
let shop: Opened;
let ends: AbortController;

async function open(document: object): Promise<void> {
  const page = createKernel(document as never).page();
  await page.store.ready;
  ends = new AbortController();
  const root = globalThis.document.body.appendChild(globalThis.document.createElement("section"));
  const boardRoot = root.appendChild(globalThis.document.createElement("section"));
  shop = openWorkshop({ store: page.store, root, boardRoot, signal: ends.signal, language: "ja", drawCurve: null });
  paper = globalThis.document.body.appendChild(globalThis.document.createElement("div"));
  void act(() => render(<Sheet shop={shop} date={new Date(2026, 10, 22)} />, paper));
}
beforeEach(() => open(small()));
afterEach(() => {
  void act(() => render(null, paper));
  ends.abort();
  document.body.replaceChildren();
});

const texts = (selector: string): string[] => [...paper.querySelectorAll(selector)].map((each) => each.textContent ?? "");

test("everything on the board is on the paper: title, whose journey, date, stages, cards by number, what has no place", () => {
  expect(texts("h1")).toEqual(["購入体験"]);
  expect(texts(".ps-head p").join(" ")).toContain("全員・現状");
  expect(texts(".ps-head p").join(" ")).toContain("2026年11月22日");
  expect(texts(".jw-band h3")).toEqual(["認知", "検討", "購入"]);
  expect(texts(".jw-card .jw-no")).toEqual(["1", "2", "3"]);
  expect(texts(".jw-card-title")).toEqual(["広告", "検索", "比較"]);
  expect(texts(".ps-say").join(" ")).toContain("未配置：再入荷");
});

test("what people wrote stays text, whatever it looks like", async () => {
  const document = small() as Record<string, Record<string, Record<string, unknown>>>;
  await open({ ...document, touchpoints: { ...document["touchpoints"], tp_1: { title: "<img src=x onerror=alert(1)>", stage: "st_a", rank: "a0" } } });
  expect(paper.querySelector("img")).toBeNull();
  expect(texts(".jw-card-title")[0]).toBe("<img src=x onerror=alert(1)>");
});

test("it prints what is on the screen: filter and swimlanes too", () => {
  void act(() => {
    shop.board.view.where.value = { channel: ["SNS"] };
    shop.board.view.rows.value = "channel";
  });
  expect([...paper.querySelectorAll(".jw-card")].map((card) => card.classList.contains("is-dimmed"))).toEqual([false, true, true]);
  expect(texts(".jw-row-head")).toEqual(["SNS", "サイト", "（なし）"]);
  expect(texts(".ps-head p").join(" ")).toContain("チャネル：SNS");
});

test("a crowd gets a line for each card", async () => {
  expect(paper.querySelector("[data-dense]")).toBeNull();
  await open(large(120));
  expect(paper.querySelector("[data-dense]")).not.toBeNull();
  expect(texts(".jw-card-title")).toHaveLength(120);
});
