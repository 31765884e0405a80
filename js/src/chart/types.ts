/** How a chart is drawn into a page, by itself or inside a board. */

import type { Language } from "../sync/types";

/** What the surroundings decide about a chart; everything else is in its Altair spec and the journey. */
export interface Frame {
  /** Pixels of the plot; the chart has no padding of its own when it is framed by a board. */
  readonly width: number;
  readonly height: number;
  /** Persona id in focus, "" for everyone. */
  readonly persona: string;
  readonly state: "as_is" | "to_be";
  /** Touchpoint id, "" for none. */
  readonly selected: string;
  readonly language: Language;
  readonly density: "compact" | "comfortable" | "presentation";
  /** All customers' line, weighted by the personas' shares, as one more. */
  readonly overall?: boolean;
  /** The other personas are left out: a presented page is about one. */
  readonly alone?: boolean;
}

/** A value that changes: the board's side of a framed chart. */
export interface FrameSource {
  get(): Frame;
  subscribe(listener: () => void, signal: AbortSignal): void;
  /** The chart was clicked at a touchpoint's point. */
  select?(touchpoint: string): void;
}

/** `host` and `model` as anywidget hands them to `render`. */
export interface DrawOptions {
  readonly el: HTMLElement;
  readonly host: unknown;
  readonly signal: AbortSignal;
  /** Absent: the chart stands alone, with axes, as wide as its element. */
  readonly frame?: FrameSource;
}

export interface ChartExports {
  draw(options: DrawOptions): Promise<void>;
}
