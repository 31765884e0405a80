/** The hidden widget that holds Vega for all charts of a kernel session. */

import { open } from "../chart/engine";
import type { Engine } from "../chart/plot";

const engine: Engine = { open };

// An exported deck carries this file as an inline script, which no other script can import.
(globalThis as Record<symbol, unknown>)[Symbol.for("journey_widgets.engine")] = engine;

export default {
  initialize(): Engine {
    return engine;
  },
};
