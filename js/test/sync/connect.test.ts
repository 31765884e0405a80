import { afterEach, describe, expect, test, vi } from "vitest";
import type { JsonObject } from "../../src/document/json";
import feedWidget from "../../src/entries/feed";
import syncWidget from "../../src/entries/sync";
import { connect, NotConnected } from "../../src/sync/connect";
import type { StoreEvent } from "../../src/sync/types";
import { createKernel } from "./kernel";

const START: JsonObject = { touchpoints: { tp_1: { title: "広告", rank: "a0" } } };
const NEVER = new AbortController().signal;

/** A model as anywidget hands it over: messages both ways, traits to read. */
function createModel(traits: Record<string, unknown>, send: (message: never) => void = () => undefined) {
  const listeners = new Set<(message: unknown) => void>();
  return {
    listeners,
    hear: (message: unknown) => [...listeners].forEach((listener) => listener(message)),
    get: (name: string) => traits[name],
    send,
    on: (_event: string, listener: (message: unknown) => void) => void listeners.add(listener),
    off: (_event: string, listener: (message: unknown) => void) => void listeners.delete(listener),
  };
}

type Given<T> = T extends { initialize(props: infer P): unknown } ? P : never;

/** The two hidden widgets of a journey in a page, and a kernel behind them. */
function createPage(snapshot: unknown = null) {
  const life = new AbortController();
  const kernel = createKernel(START);
  const wire = kernel.page({ auto: false });
  wire.pump();
  const sent: unknown[] = [];
  const syncModel = createModel({ journey: "jm_1", snapshot }, (message) => void sent.push(message));
  const feedModel = createModel({});
  const sync = syncWidget.initialize({ model: syncModel, signal: life.signal } as unknown as Given<typeof syncWidget>);
  const feed = feedWidget.initialize({ model: feedModel, signal: life.signal } as unknown as Given<typeof feedWidget>);
  const host = {
    getWidget: vi.fn(async (ref: string) => ({ exports: ({ "anywidget:s": sync, "anywidget:f": feed } as Record<string, unknown>)[ref] })),
  };
  const exchange = (): void => {
    for (const message of sent.splice(0)) kernel.take(message as Parameters<typeof kernel.take>[0]);
    for (const { on, message } of wire.down.splice(0)) (on === "sync" ? syncModel : feedModel).hear(message);
  };
  return { life, kernel, sync, feed, syncModel, feedModel, host, sent, exchange };
}

const model = { get: (name: string) => ({ sync: "anywidget:s", feed: "anywidget:f" })[name] } as Parameters<typeof connect>[0];

afterEach(() => sessionStorage.clear());

describe("connect", () => {
  test("gives every widget of the page the same store, tied to the feed once", async () => {
    const page = createPage();
    const [one, two] = await Promise.all([connect(model, page.host, NEVER), connect(model, page.host, NEVER)]);
    expect(one).toBe(two);
    page.exchange();
    await one.ready;
    const events: StoreEvent[] = [];
    one.subscribe((event) => events.push(event), NEVER);
    page.kernel.change({ touchpoints: { tp_1: { title: "x" } } });
    page.exchange();
    expect(events.filter((event) => event.source === "kernel")).toHaveLength(1);
    page.life.abort();
  });

  test("a change goes up on Sync and comes back on Feed", async () => {
    const page = createPage();
    const store = await connect(model, page.host, NEVER);
    page.exchange();
    store.change({ touchpoints: { tp_1: { title: "検索" } } });
    expect(page.sent).toEqual([{ client: store.client, seq: 1, patch: { touchpoints: { tp_1: { title: "検索" } } } }]);
    page.exchange();
    expect(store.revision).toBe(1);
    expect(store.pending).toEqual([]);
    expect(sessionStorage.length).toBe(0);
    page.life.abort();
  });

  test("what was broadcast before anybody listened is asked for", async () => {
    const page = createPage();
    page.exchange();
    page.kernel.change({ touchpoints: { tp_1: { title: "早" } } });
    page.exchange();
    const store = await connect(model, page.host, NEVER);
    page.exchange();
    expect(store.revision).toBe(1);
    page.life.abort();
  });

  test("the document the page came with is shown without a kernel", async () => {
    const page = createPage({ document: START, revision: 4 });
    const store = await connect(model, page.host, NEVER);
    await store.ready;
    expect(store.revision).toBe(4);
    expect((store.document["touchpoints"] as JsonObject)["tp_1"]).toMatchObject({ title: "広告" });
    expect(page.sent[0]).toEqual({ hello: true, client: store.client, revision: 4 });
    page.life.abort();
  });

  test("coming back into view asks for what was missed; nothing listens when the widget is gone", async () => {
    const page = createPage();
    await connect(model, page.host, NEVER);
    page.exchange();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(page.sent).toHaveLength(1);
    page.life.abort();
    page.sent.length = 0;
    document.dispatchEvent(new Event("visibilitychange"));
    expect(page.sent).toEqual([]);
    expect(page.syncModel.listeners.size + page.feedModel.listeners.size).toBe(0);
  });
});

describe("when there is no connection to be had, words say why", () => {
  const refusal = async (attempt: Promise<unknown>): Promise<NotConnected> => {
    const error = await attempt.then(() => null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotConnected);
    return error as NotConnected;
  };

  test.each([undefined, null, {}])("a page without widget composition: %s", async (host) => {
    const { said, message } = await refusal(connect(model, host, NEVER));
    expect(said.ja).toContain("anywidget");
    expect(message).toBe(said.en);
  });

  test("a hidden widget that does not answer", async () => {
    const cause = new Error("[anywidget] Timed out waiting for widget s to initialize");
    const error = await refusal(connect(model, { getWidget: () => Promise.reject(cause) }, NEVER));
    expect(error.cause).toBe(cause);
    expect(error.said.en).toContain("Run this cell again");
  });

  test("a hidden widget without exports", async () => {
    await refusal(connect(model, { getWidget: async () => ({ exports: undefined }) }, NEVER));
  });

  test("a view that has gone meanwhile gets nothing", async () => {
    const page = createPage();
    const gone = new AbortController();
    const attempt = connect(model, page.host, gone.signal);
    gone.abort();
    await expect(attempt).rejects.toThrow();
    page.life.abort();
  });
});
