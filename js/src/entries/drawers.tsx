/** The bundle of every drawer that stands alone in a cell: personas, notes, priorities, actions, agenda, review. */

import type { AnyModel, Host } from "@anywidget/types";
import actionsWords from "../../../journey_widgets/words/actions.json";
import agendaWords from "../../../journey_widgets/words/agenda.json";
import boardWords from "../../../journey_widgets/words/board.json";
import chartWords from "../../../journey_widgets/words/chart.json";
import notesWords from "../../../journey_widgets/words/notes.json";
import panelWords from "../../../journey_widgets/words/panel.json";
import personasWords from "../../../journey_widgets/words/personas.json";
import prioritiesWords from "../../../journey_widgets/words/priorities.json";
import reviewWords from "../../../journey_widgets/words/review.json";
import { DRAWERS } from "../drawer/context";
import { Lone, type DrawerTraits as Own } from "../drawer/Lone";
import { openDrawer } from "../drawer/open";
import { DRAWER_STYLES } from "../drawer/table";
import { mount } from "../shell/lifecycle";
import { adoptStyles } from "../shell/styles";
import { learn, say } from "../shell/words";
import { connect, NotConnected, type JourneyTraits } from "../sync/connect";
import type { Language } from "../sync/types";

learn(
  actionsWords, agendaWords, boardWords, chartWords, notesWords, panelWords,
  personasWords, prioritiesWords, reviewWords,
);

interface DrawerTraits extends JourneyTraits, Own {
  language: Language | null;
}

interface View {
  readonly model: AnyModel<DrawerTraits>;
  readonly el: HTMLElement;
  readonly signal: AbortSignal;
  /** Absent before anywidget 0.11. */
  readonly host?: Host;
}

export default {
  async render({ model, el, signal, host }: View): Promise<void> {
    const language: Language = model.get("language") ?? (navigator.language.startsWith("ja") ? "ja" : "en");
    const what = model.get("what");
    if (!DRAWERS.includes(what)) throw new Error(`no drawer ${JSON.stringify(what)}: ${DRAWERS.join(", ")}`);
    const root = el.ownerDocument.createElement("section");
    root.className = "jw jw-drawer";
    root.dataset["journeyWidget"] = what;
    root.lang = language;
    const waiting = el.ownerDocument.createElement("p");
    waiting.className = "jw-waiting";
    waiting.setAttribute("role", "status");
    waiting.textContent = say("board.connecting", language);
    root.append(waiting);
    el.append(root);
    signal.addEventListener("abort", () => root.remove(), { once: true });
    adoptStyles(root, signal, ...DRAWER_STYLES);
    try {
      const store = await connect(model, host, signal);
      await store.ready;
      if (signal.aborted) return;
      waiting.remove();
      const drawer = openDrawer({ store, root, signal, language: model.get("language") });
      mount(root, <Lone drawer={drawer} model={model as unknown as AnyModel<Own>} />, signal);
    } catch (error) {
      if (signal.aborted) return;
      waiting.textContent = error instanceof NotConnected ? error.said[language] : String(error);
      if (!(error instanceof NotConnected)) throw error;
    }
  },
};
