/** The curves of links between cards: rectangles in, paths out. Pure, in pixels of one coordinate system. */

import type { Box } from "../../drag/geometry";

/** A card at one end of a link. */
export interface Seat {
  readonly id: string;
  readonly box: Box;
  /** What can be seen of the list it lies in: a card scrolled out of it is met at its edge. */
  readonly window: Box;
  /** The stage it stands in, from the left; −1 in the pool. */
  readonly column: number;
}

export interface Ends {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Against the reading order. */
  readonly back: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly back: boolean;
  /** An end is scrolled out of sight. */
  readonly cut: boolean;
  /** The line, and its head as a closed path. */
  readonly line: string;
  readonly head: string;
  /** The middle of the line, for words. */
  readonly middle: Point;
  /** Its control points, to tell whether a hand is on it. */
  readonly cubic: Cubic;
  /** What is seen of the cards at its ends. */
  readonly boxes: readonly [Box, Box];
}

type Side = "left" | "right";

export type Cubic = readonly [Point, Point, Point, Point];

interface Port {
  readonly side: Side;
  readonly seat: Seat;
  /** Where its other end lies: ports are in the order of what they lead to, so that curves do not cross at the card. */
  readonly toward: number;
  y: number;
}

interface Routed {
  readonly ends: Ends;
  readonly from: Port;
  readonly to: Port;
  readonly self: boolean;
}

const APART = 9;
const AIR = 3;
const HEAD = 6;
/** How much room a hook needs beside its cards. */
const HOOK = 26;
const STEPS = 20;

const middle = (box: Box): number => (box.top + box.bottom) / 2;
const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Where the eye sees a card: its middle, or the edge of its list that it is scrolled behind. */
function seen(seat: Seat): number {
  return clamp(middle(seat.box), seat.window.top + 6, seat.window.bottom - 6);
}

/** What is seen of a card in its list. */
function visible({ box, window }: Seat): Box {
  return { left: box.left, right: box.right, top: Math.max(box.top, window.top), bottom: Math.min(box.bottom, window.bottom) };
}

const isCut = (seat: Seat): boolean => middle(seat.box) < seat.window.top || middle(seat.box) > seat.window.bottom;

/**
 * Forward to another stage: from the right edge to the left one. Back: the other way round. In a stage: a hook at one side, the
 * right one going down and the left one going up, but never out over the board's end.
 */
function sides(ends: Ends, source: Seat, target: Seat, width: number): readonly [Side, Side] {
  if (source.column === target.column) {
    const room = Math.max(source.box.right, target.box.right) + HOOK <= width;
    return ends.back || !room ? ["left", "left"] : ["right", "right"];
  }
  return target.column > source.column ? ["right", "left"] : ["left", "right"];
}

/**
 * All curves that can be seen: not those whose ends are both out of sight, nor those to cards that are not drawn. `width` is
 * that of the board.
 */
export function curves(links: readonly Ends[], seats: ReadonlyMap<string, Seat>, width = Infinity): Curve[] {
  const routed: Routed[] = [];
  for (const ends of links) {
    const source = seats.get(ends.source);
    const target = seats.get(ends.target);
    if (!source || !target || (isCut(source) && isCut(target))) continue;
    const [leaves, arrives] = sides(ends, source, target, width);
    const port = (side: Side, seat: Seat, other: Seat): Port => ({ side, seat, toward: seen(other), y: 0 });
    routed.push({ ends, self: source === target, from: port(leaves, source, target), to: port(arrives, target, source) });
  }
  spread(routed);
  return routed.map(drawn);
}

/** Several curves at one edge of a card share it evenly. */
function spread(routed: readonly Routed[]): void {
  const edges = new Map<string, Port[]>();
  for (const { from, to, self } of routed) {
    for (const port of self ? [from] : [from, to]) {
      const edge = `${port.seat.id}/${port.side}`;
      const ports = edges.get(edge);
      if (ports) ports.push(port);
      else edges.set(edge, [port]);
    }
  }
  for (const ports of edges.values()) {
    ports.sort((a, b) => a.toward - b.toward);
    const { box } = ports[0]!.seat;
    const gap = Math.min(APART, (box.bottom - box.top - 8) / ports.length);
    ports.forEach((port, at) => {
      port.y = isCut(port.seat) ? seen(port.seat) : seen(port.seat) + (at - (ports.length - 1) / 2) * gap;
    });
  }
}

function drawn({ ends, from, to, self }: Routed): Curve {
  const points = self ? loop(from) : from.seat.column === to.seat.column ? hook(from, to) : wave(from, to);
  const [a, b, c, d] = points;
  return {
    id: ends.id,
    source: ends.source,
    target: ends.target,
    back: ends.back || self,
    cut: isCut(from.seat) || isCut(to.seat),
    line: `M${xy(a)}C${xy(b)} ${xy(c)} ${xy(d)}`,
    head: headAt(d, c),
    middle: at(points, 0.5),
    boxes: [visible(from.seat), visible(to.seat)],
    cubic: points,
  };
}

const outward = (side: Side): number => (side === "right" ? 1 : -1);
const edgeOf = (port: Port, air: number): number => port.seat.box[port.side] + outward(port.side) * air;

/** Between two stages: leaves and arrives level, so that it reads like a wave. */
function wave(from: Port, to: Port): Cubic {
  const start = { x: edgeOf(from, 0), y: from.y };
  const end = { x: edgeOf(to, AIR), y: to.y };
  const bend = clamp(Math.abs(end.x - start.x) * 0.5, 22, 130);
  return [
    start,
    { x: start.x + outward(from.side) * bend, y: start.y },
    { x: end.x + outward(to.side) * bend, y: end.y },
    end,
  ];
}

/** Within a stage: out at one side and in again at the same one, the wider the further. */
function hook(from: Port, to: Port): Cubic {
  const start = { x: edgeOf(from, 0), y: from.y };
  const end = { x: edgeOf(to, AIR), y: to.y };
  const bulge = outward(from.side) * clamp(14 + Math.abs(end.y - start.y) * 0.09, 16, 52);
  return [start, { x: start.x + bulge, y: start.y }, { x: end.x + bulge, y: end.y }, end];
}

/** To itself: a loop beside the card's edge. */
function loop(from: Port): Cubic {
  const { top, bottom } = from.seat.box;
  const reach = Math.min(11, (bottom - top) / 3);
  const out = outward(from.side);
  const x = edgeOf(from, 0);
  return [
    { x, y: from.y - reach },
    { x: x + out * 34, y: from.y - reach - 12 },
    { x: x + out * 34, y: from.y + reach + 8 },
    { x: x + out * AIR, y: from.y + reach },
  ];
}

function at([a, b, c, d]: Cubic, t: number): Point {
  const s = 1 - t;
  const mix = (p: number, q: number, r: number, u: number): number => s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** A head whose tip is at `tip`, coming from `before`. */
export function headAt(tip: Point, before: Point): string {
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [ux, uy] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const base = { x: tip.x - ux * HEAD, y: tip.y - uy * HEAD };
  const wing = HEAD * 0.52;
  return `M${xy(tip)}L${xy({ x: base.x - uy * wing, y: base.y + ux * wing })}L${xy({ x: base.x + uy * wing, y: base.y - ux * wing })}Z`;
}

const xy = ({ x, y }: Point): string => `${round(x)},${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10 + 0;

/** The curve a hand is on, if it is no further away than `reach`. */
export function nearest(drawnCurves: readonly Curve[], hand: Point, reach: number): string {
  let best = "";
  let least = reach;
  for (const curve of drawnCurves) {
    let before = curve.cubic[0];
    for (let step = 1; step <= STEPS; step += 1) {
      const next = at(curve.cubic, step / STEPS);
      const away = fromSegment(hand, before, next);
      before = next;
      if (away <= least) {
        least = away;
        best = curve.id;
      }
    }
  }
  return best;
}

function fromSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0, 1);
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/** From a card's edge to the hand that pulls a link out of it. */
export function pulled(box: Box, hand: Point): { readonly line: string; readonly head: string } {
  const side: Side = hand.x >= (box.left + box.right) / 2 ? "right" : "left";
  const start = { x: box[side], y: middle(box) };
  const bend = outward(side) * clamp(Math.abs(hand.x - start.x) * 0.5, 12, 130);
  const before = { x: hand.x - bend, y: hand.y };
  return { line: `M${xy(start)}C${xy({ x: start.x + bend, y: start.y })} ${xy(before)} ${xy(hand)}`, head: headAt(hand, before) };
}

const sameBox = (a: Box, b: Box): boolean => a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;

/** Words in a rectangle of this size at the middle of their curve, moved down where others are in the way. */
export function apart<Word extends { readonly x: number; readonly y: number; readonly width: number; readonly height: number }>(
  words: readonly Word[],
): Word[] {
  const placed: Word[] = [];
  for (const word of [...words].sort((a, b) => a.y - b.y)) {
    let { y } = word;
    for (const other of placed)
      if (Math.abs(other.x - word.x) < (other.width + word.width) / 2 && Math.abs(other.y - y) < (other.height + word.height) / 2)
        y = other.y + (other.height + word.height) / 2;
    placed.push({ ...word, y });
  }
  return placed;
}

/** Whether a curve is drawn as before. */
export function sameCurve(a: Curve, b: Curve): boolean {
  return a.line === b.line && a.back === b.back && a.cut === b.cut && sameBox(a.boxes[0], b.boxes[0]) && sameBox(a.boxes[1], b.boxes[1]);
}
