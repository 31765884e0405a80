/** The contract between the parts of the board: what they read (signals) and what they may do (verbs). */

import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Document, JsonObject } from "../document/json";
import type { Lanes } from "./lanes";
import type { OwnFields } from "./own";
import type { CardPictures } from "./pictures";
import type { Shows } from "./shows";
import type { Where } from "./where";
import type { Connection, History, Language, Person, Rejection, Status, Store } from "../sync/types";

export type State = "as_is" | "to_be";
export type Density = "compact" | "comfortable" | "presentation";
export type NoteKind = "pain" | "gain" | "opportunity" | "question" | "quote";

/** Figures of one card for the persona and state in focus; null when nobody scored it. */
export interface Figure {
  readonly score: number;
  /** −2 … 2: which of the five faces. */
  readonly face: number;
  /** How many participants scored; 0 for an agreed score alone. */
  readonly n: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Quartiles further apart than half the scale: worth talking about. */
  readonly wide: boolean;
}

/** One card, as drawn. A new object whenever something on it changed. */
export interface CardView {
  readonly id: string;
  readonly record: JsonObject;
  readonly figure: Figure | null;
  /** Notes by kind, merged ones not counted. */
  readonly notes: Readonly<Partial<Record<NoteKind, number>>>;
  readonly pending: boolean;
}

/** State of the screen: one per view, never sent to the kernel. */
export interface ViewState {
  readonly language: Signal<Language>;
  /** Persona id, "" for everyone. */
  readonly persona: Signal<string>;
  readonly state: Signal<State>;
  /** Touchpoint id, "" for none. */
  readonly selected: Signal<string>;
  readonly panelOpen: Signal<boolean>;
  readonly search: Signal<string>;
  /** Field → the value or values a card must have, or it is dimmed (a saved view's filter). Empty: all cards. */
  readonly where: Signal<Where>;
  /** A touchpoint field that makes swimlanes ("channel", "custom.<name>"), or "". */
  readonly rows: Signal<string>;
  /** A person's own choice, or "auto". */
  readonly densityChoice: Signal<Density | "auto">;
  readonly density: ReadonlySignal<Density>;
  /** "fit": all stages in view; "actual": lanes at their comfortable width, then scroll. */
  readonly zoom: Signal<"fit" | "actual">;
  readonly tableOpen: Signal<boolean>;
  /** Touchpoint whose "Move to…" menu is open, or "". */
  readonly moving: Signal<string>;
  /** Touchpoint id or stage id → the refusal shown on it, until dismissed; "" for one that no card can show. */
  readonly rejections: Signal<ReadonlyMap<string, Rejection>>;
  /** Touchpoint whose title is being edited in place, or "". */
  readonly renaming: Signal<string>;
  /** Stage whose name is being written because it was just added. */
  readonly naming: Signal<string>;
  /** Anything worth saying in the foot line until the next one (an undo that left something, …). */
  readonly notice: Signal<string>;
}

/** Every change a hand can make. Each builds one patch by diff(old record, new record) and gives it to the store. */
export interface Verbs {
  addTouchpoint(title: string, stage: string, before?: string | null): string;
  /** `undefined` or null values clear the field. */
  edit(table: string, id: string, fields: Readonly<Record<string, unknown>>): void;
  /** To `stage` ("" = pool), before that touchpoint, or at the end. */
  move(id: string, stage: string, before: string | null): void;
  /** One place up/down within its lane, or to the neighbouring lane. Returns false at an end. */
  step(id: string, direction: "up" | "down" | "left" | "right"): boolean;
  duplicate(id: string): string;
  remove(table: string, id: string): void;
  /** The agreed score of the persona and state in focus; null takes it back. Scoring again keeps no old reason unless given. */
  score(touchpoint: string, value: number | null, reason?: string): void;
  addStage(name: string, before?: string | null): string;
  moveStage(id: string, before: string | null): void;
  addNote(kind: NoteKind, text: string, touchpoint: string): string;
  undo(): void;
  redo(): void;
}

export interface BoardContext {
  readonly store: Store;
  readonly view: ViewState;
  readonly verbs: Verbs;
  /** Ends with the view; every listener takes it. */
  readonly signal: AbortSignal;
  /** The widget's root element. */
  readonly root: HTMLElement;
  /** Prefix for element ids, unique per view. */
  readonly prefix: string;
  /** The optimistic document; changes on every change: read it only where everything may matter (panel, foot, table). */
  readonly document: ReadonlySignal<Document>;
  readonly connection: ReadonlySignal<Connection>;
  readonly history: ReadonlySignal<History>;
  readonly pendingCount: ReadonlySignal<number>;
  readonly revision: ReadonlySignal<number>;
  /** How the kernel keeps the journey. */
  readonly status: ReadonlySignal<Status>;
  /** What this browser's person is called; "" for nobody in particular. */
  readonly name: ReadonlySignal<string>;
  /** Changes of an earlier page load that are not sent without asking. */
  readonly kept: ReadonlySignal<number>;
  /** Everybody else who has it open. */
  readonly others: ReadonlySignal<readonly Person[]>;
  /** Stage ids in order. */
  readonly stages: ReadonlySignal<readonly string[]>;
  /** Touchpoint ids of a stage ("" = pool) in order. Same signal for the same id. */
  lane(stage: string): ReadonlySignal<readonly string[]>;
  card(id: string): ReadonlySignal<CardView | null>;
  stage(id: string): ReadonlySignal<JsonObject | null>;
  /** Reading number (1…N over placed cards), 0 in the pool. */
  number(id: string): ReadonlySignal<number>;
  /** The map's own fields. */
  readonly own: OwnFields;
  readonly pictures: CardPictures;
  /** What Python functions say of the cards. */
  readonly lanes: Lanes;
  /** What is shown besides. */
  readonly shows: Shows;
  /** Words of the catalogue in the view's language (reactive). */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Speaks in the live region and nowhere else. */
  announce(text: string): void;
  /** Puts the keyboard on a card and scrolls it into view. */
  focusCard(id: string): void;
}
