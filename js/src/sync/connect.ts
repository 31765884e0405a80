/** How a widget's view gets at the page's store: through the two hidden widgets its model names. */

import type { AnyModel } from "@anywidget/types";
import words from "../../../journey_widgets/words/sync.json";
import type { Said, Store } from "./types";

export interface SyncExports {
  readonly store: Store;
  /** Ties the store to a Feed; again and again does no harm. */
  attach(feed: FeedExports): void;
}

export interface FeedExports {
  listen(listener: (message: unknown) => void, until: AbortSignal): void;
}

/** Traits of every widget of a journey: "anywidget:<model id>". */
export interface JourneyTraits {
  sync: string;
  feed: string;
}

/** Why there is no store; `said` is for the person in front of the widget. */
export class NotConnected extends Error {
  override readonly name = "NotConnected";
  constructor(
    readonly said: Said,
    cause?: unknown,
  ) {
    super(said.en, { cause });
  }
}

interface Composer {
  getWidget<T>(ref: string): Promise<{ exports: T }>;
}

/**
 * The store of the journey that this widget shows. It may still wait for its first document: see `store.ready`.
 * Rejects with `NotConnected`, in words, when the page's anywidget cannot bring widgets together or they do not answer.
 */
export async function connect(model: Pick<AnyModel<JourneyTraits>, "get">, host: unknown, signal: AbortSignal): Promise<Store> {
  const composer = host as Partial<Composer> | null | undefined;
  const getWidget = composer?.getWidget;
  // anywidget before 0.11 hands no host to render; the front end's version may differ from the kernel's.
  if (getWidget === undefined) throw new NotConnected(words["sync.front_end_too_old"]);
  const reach = async <T extends object>(trait: keyof JourneyTraits): Promise<T> => {
    try {
      const { exports } = await getWidget.call(composer, model.get(trait));
      if (typeof exports === "object" && exports !== null) return exports as T;
    } catch (error) {
      throw new NotConnected(words["sync.parts_missing"], error);
    }
    throw new NotConnected(words["sync.parts_missing"]);
  };
  const [sync, feed] = await Promise.all([reach<SyncExports>("sync"), reach<FeedExports>("feed")]);
  signal.throwIfAborted();
  sync.attach(feed);
  return sync.store;
}
