/** The hidden widget a journey's page sends through, and that answers: its export is the page's store. */

import type { AnyModel } from "@anywidget/types";
import type { Document as Map } from "../document/json";
import { isObject } from "../document/patch";
import { createPictures } from "../pictures/line";
import { watchKernel } from "../sync/kernel";
import { nameTag, NAME } from "../sync/name";
import { pageStorage } from "../sync/outbox";
import { createStore } from "../sync/store";
import type { FeedExports, SyncExports } from "../sync/connect";

interface SyncModel {
  /** The journey's id. */
  journey: string;
  /** The journey as it was when the page was made: what a static page shows. */
  snapshot: { document?: Map; revision?: number } | null;
}

export default {
  /** Must not wait for anything: anywidget gives it two seconds. */
  initialize({ model, signal }: { model: AnyModel<SyncModel>; signal: AbortSignal }): SyncExports {
    const came = model.get("snapshot");
    const kernel = watchKernel(model, {
      onLost: () => wired.lost(),
      onBack: () => wired.hello(),
      onChange: () => wired.look(),
    }, signal);
    const wired = createStore({
      journey: model.get("journey") ?? "",
      send: (message) => model.send(message),
      signal,
      shelf: pageStorage(),
      busy: kernel.busy,
      name: nameTag(),
      initial: came?.document && isObject(came.document) ? { document: came.document, revision: came.revision ?? 0 } : null,
    });
    const pictures = createPictures({
      client: wired.store.client, store: wired.store, signal, journey: model.get("journey") ?? "", shelf: pageStorage(),
      send: (message, buffers) => model.send(message, undefined, buffers),
    });
    const onMessage = (message: unknown, buffers: DataView[]): void => {
      wired.answer(message);
      pictures.hear(message, buffers);
    };
    model.on("msg:custom", onMessage);
    signal.addEventListener("abort", () => model.off("msg:custom", onMessage), { once: true });
    wired.hello();
    // A laptop that slept, a line that was away: frames may have been lost, and nothing need follow that would tell.
    const back = (): void => {
      if (document.visibilityState === "visible") wired.hello();
    };
    document.addEventListener("visibilitychange", back, { signal });
    addEventListener("online", back, { signal });
    addEventListener("pagehide", wired.bye, { signal });
    // Named in another tab of this browser.
    addEventListener("storage", (event) => event.key === NAME && wired.hello(), { signal });

    const feeds = new Set<FeedExports>();
    return {
      store: Object.assign(wired.store, { pictures }),
      attach(feed) {
        if (feeds.has(feed)) return;
        feeds.add(feed);
        feed.listen(wired.frame, signal);
        // Whatever was broadcast before somebody listened is asked for.
        wired.hello();
      },
    };
  },
};
