"""The curves of links between cards, in pixels (y grows downwards)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from journey_widgets.analysis.links import Kind

__all__ = ["Curve", "Spot", "curve", "order_curve"]

Point = tuple[float, float]

_STEPS = 32


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card stands; `row` is its swimlane."""

    x: float
    y: float
    row: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve as points, and the direction of its end in degrees, clockwise from the right."""

    points: list[Point]
    heading: float

    def distance(self, x: float, y: float) -> float:
        """How near the curve comes to a point."""
        return min(_apart((x, y), a, b) for a, b in pairwise(self.points))


def curve(
    kind: Kind, start: Spot, end: Spot, radius: float, nth: int, *, rows: bool, slot: float, bend: float = 0.5
) -> Curve:
    """The curve of a link between two cards.

    Args:
        kind: where it leads.
        start: its source.
        end: its target.
        radius: of a card's disc, which the curve leaves and reaches at its rim.
        nth: 0 for the first link between these two, 1 for the second …: they do not lie on each other.
        rows: cards stand on several rows; otherwise on one line, where everything but a step to the next is an arc.
        slot: room from one card to the next.
        bend: how far a wave to another row stays level, as a share of its length; below 0 it leaves its row at once and
            runs between the rows.

    """
    gap = radius + 4
    if kind == "self":
        lift = 46 + 12 * nth
        return _cubic(
            (start.x - radius * 0.7, start.y - radius * 0.7),
            (start.x - 30 - 6 * nth, start.y - lift),
            (start.x + 30 + 6 * nth, start.y - lift),
            (start.x + radius * 0.75, start.y - gap * 0.75),
        )
    apart = abs(end.x - start.x)
    if kind == "back":
        drop = (20 + apart * 0.12 + 10 * nth) if rows else (26 + 14 * math.sqrt(apart / slot) * 1.6 + 10 * nth)
        low = max(start.y, end.y) + min(drop, 62 if rows else 240)
        return _cubic(
            (start.x, start.y + radius),
            (start.x - apart * 0.06, low),
            (end.x + apart * 0.06, low),
            (end.x, end.y + gap),
        )
    if start.row != end.row:
        if bend < 0:
            down = 1 if end.y > start.y else -1
            between = end.y - down * abs(end.y - start.y) / abs(end.row - start.row) / 2
            return _cubic(
                (start.x + radius * 0.5, start.y + down * radius * 0.85),
                (start.x + apart * 0.1, between + down * 6),
                (end.x - apart * -bend, between),
                (end.x - gap, end.y),
            )
        reach = max(26.0, apart * bend)
        shift = 7 * nth
        return _cubic(
            (start.x + radius, start.y + shift),
            (start.x + radius + reach, start.y + shift),
            (end.x - gap - reach, end.y + shift),
            (end.x - gap, end.y + shift),
        )
    if kind == "next" and nth == 0:
        return _cubic(
            (start.x + radius, start.y),
            (start.x + apart / 3, start.y),
            (end.x - apart / 3, end.y),
            (end.x - gap, end.y),
        )
    rise = (18 + apart * 0.1 + 10 * nth) if rows else (26 + 14 * math.sqrt(apart / slot) * 2 + 10 * nth)
    high = start.y - min(rise * 1.25, 56 if rows else 300)
    return _cubic(
        (start.x + radius * 0.5, start.y - radius * 0.85),
        (start.x + apart * 0.12, high),
        (end.x - apart * 0.12, high),
        (end.x - radius * 0.4, end.y - gap * 0.92),
    )


def order_curve(start: Spot, end: Spot, radius: float) -> Curve:
    """The way to the next card where no link says so."""
    bend = (end.x - start.x) * 0.4
    return _cubic(
        (start.x + radius, start.y), (start.x + radius + bend, start.y), (end.x - radius - bend, end.y),
        (end.x - radius, end.y),
    )  # fmt: skip


def _cubic(a: Point, b: Point, c: Point, d: Point) -> Curve:
    """A Bézier curve, sampled; its heading is that of its last control line."""
    points = [_at(a, b, c, d, step / _STEPS) for step in range(_STEPS + 1)]
    return Curve(points, math.degrees(math.atan2(d[1] - c[1], d[0] - c[0])))


def _at(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    s = 1 - t
    weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
        sum(weight * point[0] for weight, point in zip(weights, (a, b, c, d), strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, (a, b, c, d), strict=True)),
    )


def _apart(point: Point, a: Point, b: Point) -> float:
    """From a point to a line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length)) if length else 0.0
    return math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)
