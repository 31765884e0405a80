/** Charts that answer the pointer: drawn over the still picture, which stays for paper and for readers without scripts. */

import type { Engine, Plot } from "../chart/plot";
import { tooltipIn } from "../chart/tooltip";
import type { JsonObject } from "../document/json";

/** A chart's specification as the page carries it, and its colours for either scheme where it has them. */
interface Chart {
  readonly spec: JsonObject;
  readonly themes?: { readonly light: JsonObject; readonly dark: JsonObject };
}

export function liveCharts(document: Document): void {
  const engine = (globalThis as Record<symbol, Engine | undefined>)[Symbol.for("journey_widgets.engine")];
  const figures = document.querySelectorAll<HTMLElement>("figure.is-to-live");
  if (engine === undefined || figures.length === 0) return;
  const tips = document.createElement("div");
  tips.className = "tips";
  // Outside of the slides: those are scaled, and a tip must stand at the pointer and keep its size.
  document.body.append(tips);
  const tooltip = tooltipIn(tips);
  document.addEventListener("scroll", () => tooltip.hide(), { capture: true, passive: true });
  document.addEventListener("keydown", () => tooltip.hide());
  // Drawn when its slide is first shown: Vega measures text, which it cannot in what is not displayed.
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      void draw(engine, target as HTMLElement, tooltip).catch((error: unknown) => console.error(error));
    }
  });
  for (const figure of figures) watch.observe(figure);
}

async function draw(engine: Engine, figure: HTMLElement, tooltip: ReturnType<typeof tooltipIn>): Promise<void> {
  const document = figure.ownerDocument;
  const source = figure.querySelector("script[type='application/json']");
  if (source === null) return;
  const { spec, themes } = JSON.parse(source.textContent ?? "") as Chart;
  await fonts(document);
  const container = document.createElement("div");
  container.className = "live";
  figure.append(container);
  const plot = await engine.open(spec, {
    container,
    hover: (hover) => tooltip.show(hover),
  });
  if (themes) await wear(document, plot, themes);
  else await plot.run();
  const drawn = container.querySelector("svg");
  if (drawn) fit(drawn);
  // One picture with one name, as the still one; its figures are in the table beside it.
  container.setAttribute("role", "img");
  container.setAttribute("aria-label", figure.querySelector(".still svg")?.getAttribute("aria-label") ?? "");
  drawn?.setAttribute("aria-hidden", "true");
  figure.classList.add("is-live");
}

/** The picture scales with its frame, as the still one does. */
function fit(svg: SVGElement): void {
  const [width, height] = [svg.getAttribute("width"), svg.getAttribute("height")];
  if (!svg.hasAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
}

async function wear(document: Document, plot: Plot, themes: NonNullable<Chart["themes"]>): Promise<void> {
  const chosen = document.documentElement.dataset["theme"];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const run = async (): Promise<void> => {
    plot.set("jw_theme", (chosen ?? (dark.matches ? "dark" : "light")) === "dark" ? themes.dark : themes.light);
    await plot.run();
  };
  if (chosen === undefined) dark.addEventListener("change", () => void run());
  await run();
}

/** Vega measures with what is loaded; a face that nothing uses yet is not. */
async function fonts(document: Document): Promise<void> {
  await Promise.all([...document.fonts].map((face) => face.load()));
}
