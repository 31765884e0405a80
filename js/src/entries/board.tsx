/** The board's bundle: finds the page's store through the model, then draws lanes, panel and curve into the cell's output. */

import type { AnyModel, Host } from "@anywidget/types";
import boardWords from "../../../journey_widgets/words/board.json";
import chartWords from "../../../journey_widgets/words/chart.json";
import factsWords from "../../../journey_widgets/words/facts.json";
import panelWords from "../../../journey_widgets/words/panel.json";
import pathsWords from "../../../journey_widgets/words/paths.json";
import boardStyles from "../board/board.css";
import heldStyles from "../board/held.css";
import { Board } from "../board/Board";
import { openBoard } from "../board/open";
import { createLanes, NO_LANES, type Lanes } from "../board/lanes";
import type { ChartExports, DrawOptions } from "../chart/types";
import { mount } from "../shell/lifecycle";
import { adoptStyles } from "../shell/styles";
import { learn, say } from "../shell/words";
import { connect, NotConnected, type JourneyTraits } from "../sync/connect";
import type { Language } from "../sync/types";

learn(boardWords, chartWords, factsWords, panelWords, pathsWords);

interface BoardTraits extends JourneyTraits {
  /** "anywidget:<model id>" of an emotion curve, or null. */
  curve: string | null;
  rows: string | null;
  language: Language | null;
  /** Names of the lanes that Python functions make; what they say comes as messages. */
  lanes?: readonly string[];
}

interface View {
  readonly model: AnyModel<BoardTraits>;
  readonly el: HTMLElement;
  readonly signal: AbortSignal;
  /** Absent before anywidget 0.11. */
  readonly host?: Host;
}

export default {
  async render({ model, el, signal, host }: View): Promise<void> {
    const language: Language = model.get("language") ?? (navigator.language.startsWith("ja") ? "ja" : "en");
    const root = el.ownerDocument.createElement("section");
    root.className = "jw";
    root.dataset["journeyWidget"] = "board";
    root.lang = language;
    root.append(el.ownerDocument.createElement("p"));
    const waiting = root.firstElementChild as HTMLElement;
    waiting.className = "jw-waiting";
    waiting.setAttribute("role", "status");
    waiting.textContent = say("board.connecting", language);
    el.append(root);
    signal.addEventListener("abort", () => root.remove(), { once: true });
    adoptStyles(root, signal, boardStyles, heldStyles);
    try {
      const store = await connect(model, host, signal);
      await store.ready;
      if (signal.aborted) return;
      waiting.remove();
      const board = openBoard({
        store, root, signal,
        rows: model.get("rows") ?? "",
        language: model.get("language"),
        lanes: functions(model, signal),
        drawCurve: model.get("curve") ? (options) => drawCurve(model, host, options) : null,
      });
      const follow = (): void => {
        board.view.rows.value = model.get("rows") ?? "";
      };
      model.on("change:rows", follow);
      signal.addEventListener("abort", () => model.off("change:rows", follow), { once: true });
      mount(root, <Board board={board} />, signal);
    } catch (error) {
      if (signal.aborted) return;
      waiting.textContent = error instanceof NotConnected ? error.said[language] : String(error);
      if (!(error instanceof NotConnected)) throw error;
    }
  },
};

/** What the board's Python functions say, for as long as this view is there. */
function functions(model: AnyModel<BoardTraits>, signal: AbortSignal): Lanes {
  const names = model.get("lanes") ?? [];
  if (names.length === 0) return NO_LANES;
  const lanes = createLanes(names);
  const hear = (message: { lanes?: unknown }): void => lanes.take(message.lanes);
  const say = (what: "watch" | "leave"): void => {
    try {
      model.send({ lanes: what });
    } catch {
      // No kernel: there is nobody to work anything out.
    }
  };
  model.on("msg:custom", hear);
  signal.addEventListener("abort", () => {
    model.off("msg:custom", hear);
    say("leave");
  }, { once: true });
  say("watch");
  return lanes;
}

/** The curve is a widget of its own; the board lends it a place between its lanes and its numbers. */
async function drawCurve(model: AnyModel<BoardTraits>, host: Host | undefined, options: DrawOptions): Promise<void> {
  const ref = model.get("curve");
  if (!host || !ref) throw new Error("no host");
  const { exports } = await host.getWidget<ChartExports>(ref);
  await exports.draw({ ...options, host });
}
