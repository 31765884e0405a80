/** The Workshop's bundle: one store, one board, one drawer, the whole width of the cell. */

import type { AnyModel, Host } from "@anywidget/types";
import actionsWords from "../../../journey_widgets/words/actions.json";
import agendaWords from "../../../journey_widgets/words/agenda.json";
import boardWords from "../../../journey_widgets/words/board.json";
import chartWords from "../../../journey_widgets/words/chart.json";
import factsWords from "../../../journey_widgets/words/facts.json";
import notesWords from "../../../journey_widgets/words/notes.json";
import panelWords from "../../../journey_widgets/words/panel.json";
import pathsWords from "../../../journey_widgets/words/paths.json";
import personasWords from "../../../journey_widgets/words/personas.json";
import prioritiesWords from "../../../journey_widgets/words/priorities.json";
import reviewWords from "../../../journey_widgets/words/review.json";
import workshopWords from "../../../journey_widgets/words/workshop.json";
import boardStyles from "../board/board.css";
import heldStyles from "../board/held.css";
import { Board } from "../board/Board";
import type { ChartExports, DrawOptions } from "../chart/types";
import type { Finding } from "../drawer/context";
import { DRAWER_STYLES } from "../drawer/table";
import presentStyles from "../present/present.css";
import { mount } from "../shell/lifecycle";
import { adoptStyles } from "../shell/styles";
import { learn, say } from "../shell/words";
import { connect, NotConnected, type JourneyTraits } from "../sync/connect";
import type { Language } from "../sync/types";
import { openWorkshop } from "../workshop/open";
import sheetStyles from "../workshop/sheet.css";
import { Workshop } from "../workshop/Workshop";
import workshopStyles from "../workshop/workshop.css";

learn(
  actionsWords, agendaWords, boardWords, chartWords, factsWords, notesWords,
  panelWords, pathsWords, personasWords, prioritiesWords, reviewWords, workshopWords,
);

interface WorkshopTraits extends JourneyTraits {
  /** "anywidget:<model id>" of an emotion curve, or null. */
  curve: string | null;
  language: Language | null;
  findings: readonly Finding[];
}

interface View {
  readonly model: AnyModel<WorkshopTraits>;
  readonly el: HTMLElement;
  readonly signal: AbortSignal;
  /** Absent before anywidget 0.11. */
  readonly host?: Host;
}

export default {
  async render({ model, el, signal, host }: View): Promise<void> {
    const language: Language = model.get("language") ?? (navigator.language.startsWith("ja") ? "ja" : "en");
    const document = el.ownerDocument;
    const root = document.createElement("section");
    root.className = "jw ws";
    root.dataset["journeyWidget"] = "workshop";
    root.lang = language;
    const waiting = document.createElement("p");
    waiting.className = "jw-waiting";
    waiting.setAttribute("role", "status");
    waiting.textContent = say("board.connecting", language);
    root.append(waiting);
    el.append(root);
    signal.addEventListener("abort", () => root.remove(), { once: true });
    adoptStyles(root, signal, boardStyles, heldStyles, ...DRAWER_STYLES, workshopStyles, presentStyles, sheetStyles);
    try {
      const store = await connect(model, host, signal);
      await store.ready;
      if (signal.aborted) return;
      waiting.remove();
      const boardRoot = document.createElement("section");
      boardRoot.className = "jw ws-board";
      boardRoot.dataset["journeyWidget"] = "board";
      const shop = openWorkshop({
        store, root, boardRoot, signal,
        language: model.get("language"),
        drawCurve: model.get("curve") ? (options) => drawCurve(model, host, options) : null,
      });
      const follow = (): void => {
        shop.findings.value = model.get("findings") ?? [];
      };
      follow();
      model.on("change:findings", follow);
      signal.addEventListener("abort", () => model.off("change:findings", follow), { once: true });
      mount(root, <Workshop shop={shop} boardRoot={boardRoot} />, signal);
      mount(boardRoot, <Board board={shop.board} />, signal);
    } catch (error) {
      if (signal.aborted) return;
      waiting.textContent = error instanceof NotConnected ? error.said[language] : String(error);
      if (!(error instanceof NotConnected)) throw error;
    }
  },
};

/** The curve is a widget of its own; the board, a presented page and a printed one lend it a place. */
async function drawCurve(model: AnyModel<WorkshopTraits>, host: Host | undefined, options: DrawOptions): Promise<void> {
  const ref = model.get("curve");
  if (!host || !ref) throw new Error("no host");
  const { exports } = await host.getWidget<ChartExports>(ref);
  await exports.draw({ ...options, host });
}
