/** A live chart's bundle: draws itself into a cell's output, and into a board that asks for it. */

import type { AnyModel, Host } from "@anywidget/types";
import chartWords from "../../../journey_widgets/words/chart.json";
import { type ChartTraits, draw } from "../chart/draw";
import type { ChartExports } from "../chart/types";
import { learn } from "../shell/words";

learn(chartWords);

interface View {
  readonly model: AnyModel<ChartTraits>;
  readonly el: HTMLElement;
  readonly signal: AbortSignal;
  /** Absent before anywidget 0.11. */
  readonly host?: Host;
}

export default {
  initialize({ model }: { model: AnyModel<ChartTraits> }): ChartExports {
    return { draw: (options) => draw(model, options) };
  },
  async render({ model, el, signal, host }: View): Promise<void> {
    await draw(model, { el, host, signal });
  },
};
