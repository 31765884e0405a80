/**
 * Print, or save as PDF: the whole board on one landscape page. The page is built here as elements, drawn where nobody
 * sees it, copied into a frame of its own and handed to the browser's print dialogue. No text of the map ever becomes HTML.
 */

import { render } from "preact";
import type { DrawOptions, Frame } from "../chart/types";
import boardStyles from "../board/board.css";
import chartStyles from "../chart/chart.css";
import components from "../shell/components.css";
import parts from "../shell/parts.css";
import tokens from "../shell/tokens.css";
import type { WorkshopContext } from "./context";
import sheetStyles from "./sheet.css";
import { Sheet } from "./Sheet";

/** What both A4 and Letter have room for in landscape inside margins of 8 mm, in CSS pixels. */
const PAGE = { width: 993, height: 720 } as const;
/** Widths a sheet may be laid out at before it is made to fit; the one that ends up largest on paper is taken. */
const WIDTHS = [1000, 1200, 1400, 1700, 2100, 2600, 3200] as const;
/** Milliseconds the curve gets: without one the page is printed without its curve. */
const PATIENCE = 4000;

export async function printBoard(shop: WorkshopContext): Promise<void> {
  const { board } = shop;
  board.announce(shop.say("workshop.printing"));
  const ends = new AbortController();
  try {
    const sheet = await drawSheet(shop, ends.signal);
    printed(sheet, shop);
  } catch (error) {
    board.view.notice.value = shop.say("workshop.print_failed", { reason: error instanceof Error ? error.message : String(error) });
  } finally {
    ends.abort();
  }
}

/** The sheet as it will lie on the page, in a box of the page's size. */
async function drawSheet(shop: WorkshopContext, signal: AbortSignal): Promise<HTMLElement> {
  const document = shop.root.ownerDocument;
  const box = document.createElement("div");
  box.className = "ps-page";
  const sheet = document.createElement("section");
  sheet.className = "jw ps";
  sheet.lang = shop.board.view.language.peek();
  sheet.dataset["density"] = "comfortable";
  // Paper is white, whatever the notebook wears.
  sheet.dataset["theme"] = "light";
  box.append(sheet);
  // Where it is laid out but not seen; inside the widget, whose style sheets it needs.
  const desk = document.createElement("div");
  desk.className = "ps-desk";
  desk.setAttribute("aria-hidden", "true");
  desk.inert = true;
  desk.append(box);
  shop.root.append(desk);
  signal.addEventListener("abort", () => {
    render(null, sheet);
    desk.remove();
  }, { once: true });
  render(<Sheet shop={shop} date={new Date()} />, sheet);
  await frameDrawn();
  const scale = (width: number): number => {
    sheet.style.width = `${width}px`;
    return Math.min(1, PAGE.width / width, PAGE.height / Math.max(1, sheet.scrollHeight));
  };
  const largest = (widths: readonly number[]): { width: number; scale: number } =>
    widths.map((width) => ({ width, scale: scale(width) })).reduce((a, b) => (b.scale > a.scale + 0.001 ? b : a));
  const best = largest(WIDTHS);
  // As tall as the page, it may be wider: lanes take what is left of the paper, and are less tall then.
  const wide = PAGE.width / best.scale;
  const { width } = largest([1, 0.75, 0.5, 0.25, 0].map((share) => best.width + share * (wide - best.width)));
  sheet.style.width = `${width}px`;
  await drawCurve(shop, sheet, signal);
  sheet.style.transform = `scale(${scale(width)})`;
  return box.cloneNode(true) as HTMLElement;
}

async function drawCurve(shop: WorkshopContext, sheet: HTMLElement, signal: AbortSignal): Promise<void> {
  const holder = sheet.querySelector<HTMLElement>("[data-print=curve]");
  const draw: ((options: DrawOptions) => Promise<void>) | null = shop.board.drawCurve;
  if (!holder || !draw) return;
  const { view, curveDensity } = shop.board;
  const frame: Frame = {
    width: holder.clientWidth,
    height: holder.clientHeight,
    persona: view.persona.peek(),
    state: view.state.peek(),
    selected: "",
    language: view.language.peek(),
    density: curveDensity.peek() === "compact" ? "compact" : "comfortable",
  };
  await draw({ el: holder, host: null, signal, frame: { get: () => frame, subscribe: () => undefined } });
  const started = performance.now();
  while (!holder.querySelector("svg") && performance.now() - started < PATIENCE) await frameDrawn();
  await frameDrawn();
}

const frameDrawn = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

function printed(sheet: HTMLElement, shop: WorkshopContext): void {
  const outer = shop.root.ownerDocument;
  const frame = outer.createElement("iframe");
  frame.className = "jw-print-frame";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  // Not display: none, which some browsers print as an empty page.
  frame.style.cssText = "position: fixed; right: 0; bottom: 0; width: 0; height: 0; border: 0;";
  outer.body.append(frame);
  const window = frame.contentWindow;
  const inner = frame.contentDocument;
  if (!window || !inner) throw new Error("no frame");
  inner.documentElement.lang = sheet.querySelector<HTMLElement>(".jw")?.lang ?? "";
  // What a browser proposes as the PDF's name.
  inner.title = sheet.querySelector("h1")?.textContent ?? "";
  const style = inner.createElement("style");
  style.textContent = [tokens, components, parts, boardStyles, chartStyles, sheetStyles].join("\n");
  inner.head.append(style);
  inner.body.append(inner.importNode(sheet, true));
  const gone = (): void => frame.remove();
  window.addEventListener("afterprint", () => setTimeout(gone), { once: true });
  shop.signal.addEventListener("abort", gone, { once: true });
  window.focus();
  window.print();
}
