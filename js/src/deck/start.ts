/**
 * A deck in its page: slides on a screen, one long page on a phone held upright, sheets on paper.
 *
 * The page is readable as it is, without this script: reveal.js and its style sheet are laid over it for the screen alone,
 * so that printing needs no mode of its own.
 */

import Reveal from "reveal.js";
import revealStyles from "reveal.js/reveal.css";
import { openHelp } from "./help";
import { liveCharts } from "./live";

/** The size slides are laid out for; the same numbers are in `deck.css`. */
const WIDTH = 1280;
const HEIGHT = 720;
/** Too small to scale a slide into: read from top to bottom instead. */
const UPRIGHT_PHONE = "(max-width: 600px) and (orientation: portrait)";

type Deck = InstanceType<typeof Reveal>;

export async function start(document: Document): Promise<void> {
  const page = document.documentElement;
  const root = document.querySelector<HTMLElement>(".reveal");
  const window = document.defaultView;
  if (root === null || window === null) return;
  const sheet = document.createElement("style");
  // A layer of its own: whatever deck.css says wins.
  sheet.textContent = `@layer reveal{${revealStyles}}`;
  document.head.prepend(sheet);
  const phone = window.matchMedia(UPRIGHT_PHONE);
  // Asked for sheets on the screen, as reveal.js's own manual has it: that is what the page is without slides.
  const sheets = /[?&](print-pdf|view=print)/.test(window.location.search);
  let deck: Deck | null = null;

  async function settle(): Promise<void> {
    const slides = !phone.matches && !sheets;
    page.classList.toggle("is-slides", slides);
    sheet.media = slides ? "screen" : "not all";
    // What is wider than a phone can be scrolled with keys as well.
    for (const wide of document.querySelectorAll<HTMLElement>(".curve"))
      if (slides) wide.removeAttribute("tabindex");
      else wide.tabIndex = 0;
    if (slides && deck === null) deck = await present(root as HTMLElement);
    else if (!slides && deck !== null) {
      deck.destroy();
      deck = null;
    }
  }

  let settled = settle();
  phone.addEventListener("change", () => (settled = settled.then(settle)));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") openHelp(document);
    else if (event.key.toLowerCase() === "s") page.classList.toggle("shows-notes");
  });
  await settled;
  page.classList.add("is-ready");
  liveCharts(document);
}

async function present(root: HTMLElement): Promise<Deck> {
  const deck = new Reveal(root, {
    width: WIDTH,
    height: HEIGHT,
    margin: 0,
    maxScale: 3,
    center: false,
    display: "flex",
    hash: true,
    transition: "none",
    backgroundTransition: "none",
    // Its own help and page finder speak English only.
    help: false,
    jumpToSlide: false,
    // On a phone we read (above); its scroll view would shrink the slides.
    scrollActivationWidth: 0,
  });
  await deck.initialize();
  for (const [name, label] of Object.entries(root.dataset))
    if (label !== undefined && (name === "left" || name === "right"))
      for (const button of root.querySelectorAll(`.navigate-${name}`)) button.setAttribute("aria-label", label);
  // Other people's scripts and printers look for it under this name.
  (globalThis as { Reveal?: Deck }).Reveal = deck;
  return deck;
}
