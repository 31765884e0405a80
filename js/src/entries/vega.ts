/** The hidden widget that holds Vega for all charts of a kernel session. */

import { open } from "../chart/engine";
import type { Engine } from "../chart/plot";

export default {
  initialize(): Engine {
    return { open };
  },
};
