/** The hidden widget everything of a journey is broadcast on, from any thread or cell. Nothing is ever sent up here. */

import type { AnyModel } from "@anywidget/types";
import type { FeedExports } from "../sync/connect";

export default {
  initialize({ model, signal }: { model: AnyModel; signal: AbortSignal }): FeedExports {
    const listeners = new Set<(message: unknown) => void>();
    const onMessage = (message: unknown): void => {
      for (const listener of [...listeners]) listener(message);
    };
    model.on("msg:custom", onMessage);
    signal.addEventListener("abort", () => model.off("msg:custom", onMessage), { once: true });
    return {
      listen(listener, until) {
        if (until.aborted) return;
        listeners.add(listener);
        until.addEventListener("abort", () => listeners.delete(listener), { once: true });
      },
    };
  },
};
