/**
 * Pictures on cards: pasted, dropped or chosen. Made small here, shown at once from here, and only then sent; that a card shows one
 * is a change like any other, one step for undo.
 */

import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { record } from "../document/order";
import { own } from "../document/patch";
import { isTyping } from "../shell/keys";
import { say } from "../shell/words";
import { made, NoPicture, type Redraw } from "../pictures/scale";
import type { Said, Store } from "../sync/types";
import type { BoardContext } from "./context";
import type { Inside } from "./inside";

export interface CardPictures {
  /** Whether pictures can be shown and taken here at all. */
  readonly possible: boolean;
  /** Where a picture can be had; null: nobody has it; "": asked for. The same signal for the same name. */
  url(name: string): ReadonlySignal<string | null>;
  /** Puts a file's picture on a card; says on the card why not. */
  attach(card: string, file: File): Promise<void>;
  detach(card: string): void;
}

type Deps = Pick<BoardContext, "store" | "signal" | "say" | "announce" | "verbs" | "view"> & Pick<Inside, "titleOf">;

export function cardPictures(board: Deps, redraw?: Redraw): CardPictures {
  const { store, view } = board;
  const line = store.pictures;
  const urls = new Map<string, Signal<string | null>>();
  const look = (name: string): string | null => {
    const found = line ? line.url(name) : null;
    return found === undefined ? "" : found;
  };
  /** What a card showed before a picture that is still on its way: if the kernel will not have it, that comes back. */
  const before = new Map<string, { readonly card: string; readonly fields: Readonly<Record<string, unknown>> }>();

  function refuse(card: string, message: Said): void {
    const shown = new Map(view.rejections.peek());
    shown.set(card, { seq: 0, patch: { touchpoints: { [card]: { image: null } } }, message });
    view.rejections.value = shown;
    board.announce(message[view.language.peek()]);
  }

  line?.subscribe((name, refused) => {
    const held = urls.get(name);
    if (held) held.value = look(name);
    const was = before.get(name);
    if (was && !line.waiting(name)) before.delete(name);
    if (!refused || !was) return;
    if (imageOf(store, was.card) === name) board.verbs.edit("touchpoints", was.card, was.fields);
    refuse(was.card, refused);
  }, board.signal);

  return {
    possible: line !== undefined,
    url(name) {
      let held = urls.get(name);
      if (!held) urls.set(name, (held = signal(look(name))));
      return held;
    },
    async attach(card, file) {
      if (!line) return;
      try {
        board.announce(board.say("facts.picture_working"));
        const { name, data } = await made(file, redraw);
        const old = record(store.document, "touchpoints", card);
        if (board.signal.aborted || !old) return;
        if (own(old, "image") === name) return;
        before.set(name, { card, fields: { image: own(old, "image"), image_alt: own(old, "image_alt") } });
        line.put(name, data);
        board.verbs.edit("touchpoints", card, { image: name, image_alt: null });
        board.announce(board.say("facts.picture_attached", { title: board.titleOf(card) }));
      } catch (error) {
        if (!(error instanceof NoPicture)) throw error;
        refuse(card, { ja: say(error.key, "ja", error.values), en: say(error.key, "en", error.values) });
      }
    },
    detach(card) {
      board.verbs.edit("touchpoints", card, { image: null, image_alt: null });
      board.announce(board.say("facts.picture_detached", { title: board.titleOf(card) }));
    },
  };
}

function imageOf(store: Pick<Store, "document">, card: string): string {
  const found = record(store.document, "touchpoints", card);
  const image = found && own(found, "image");
  return typeof image === "string" ? image : "";
}

const PLACES = ".jw-card[data-touchpoint], [data-shot], .jw-panel";

/** The card that something is put on: the one under it, the storyboard's, or, in the panel, the one it shows. */
function cardAt(board: Inside, target: EventTarget | null): string {
  const place = target instanceof Element ? target.closest<HTMLElement>(PLACES) : null;
  if (!place) return "";
  return place.dataset["touchpoint"] ?? place.dataset["shot"] ?? board.view.selected.peek();
}

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes("Files") ?? false;

function pictureIn(transfer: DataTransfer | null): File | undefined {
  const files = [...(transfer?.files ?? [])];
  return files.find((file) => file.type.startsWith("image/")) ?? files[0];
}

/** Files dropped on a card, and images pasted while a card has the focus. */
export function listenForPictures(board: Inside): void {
  if (!board.pictures.possible) return;
  const ends = board.signal;
  // In the Workshop the panel is a drawer, beside the board.
  const root = board.root.parentElement?.closest<HTMLElement>("[data-journey-widget]") ?? board.root;
  let over: Element | null = null;
  const mark = (next: Element | null): void => {
    if (over === next) return;
    over?.classList.remove("is-over");
    next?.classList.add("is-over");
    over = next;
  };
  const drag = (event: DragEvent): void => {
    if (!hasFiles(event.dataTransfer)) return;
    // Beside a card, too: the browser would open the file in the notebook's place, and the notebook would upload it.
    event.preventDefault();
    event.stopPropagation();
    const card = cardAt(board, event.target);
    if (event.dataTransfer) event.dataTransfer.dropEffect = card === "" ? "none" : "copy";
    mark(card === "" ? null : (event.target as Element).closest(PLACES));
  };
  root.addEventListener("dragenter", drag, { signal: ends });
  root.addEventListener("dragover", drag, { signal: ends });
  root.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node) || !root.contains(event.relatedTarget)) mark(null);
  }, { signal: ends });
  root.addEventListener("drop", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.stopPropagation();
    mark(null);
    const card = cardAt(board, event.target);
    const file = pictureIn(event.dataTransfer);
    if (card !== "" && file) void board.pictures.attach(card, file);
  }, { signal: ends });
  root.addEventListener("paste", (event) => {
    const file = pictureIn(event.clipboardData);
    // Who writes a text means the text, even where an image lies beside it.
    if (!file || (isTyping(event) && event.clipboardData?.types.includes("text/plain"))) return;
    const card = cardAt(board, event.target);
    if (card === "") return;
    event.preventDefault();
    event.stopPropagation();
    void board.pictures.attach(card, file);
  }, { signal: ends });
}
