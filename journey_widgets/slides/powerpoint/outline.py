"""SVG paths (the faces, the star) as PowerPoint's own outlines, so that they stay shapes and need no emoji font."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

__all__ = ["GRID", "outline"]

#: The square from −1 to 1 becomes this many units a side: fine enough for the largest face.
GRID = 2000

_TOKEN = re.compile(r"[MLQAaZ]|[-+]?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "Q": 4, "A": 7, "a": 7}
Point = tuple[float, float]


@cache
def outline(path: str) -> str:
    """The contents of `a:path` for an SVG path in a square from −1 to 1 (commands M L Q A a Z)."""
    drawn: list[str] = []
    here: Point = (0.0, 0.0)
    for command, values in _commands(path):
        if command == "Z":
            drawn.append("<a:close/>")
            continue
        end = values[-2], values[-1]
        if command == "a":
            end = here[0] + end[0], here[1] + end[1]
        if command in "Aa":
            drawn.extend(_curve(*points) for points in _arc(here, end, values))
        else:
            element = {"M": "moveTo", "L": "lnTo", "Q": "quadBezTo"}[command]
            points = "".join(_point((values[at], values[at + 1])) for at in range(0, len(values), 2))
            drawn.append(f"<a:{element}>{points}</a:{element}>")
        here = end
    return "".join(drawn)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    command, values = "", list[float]()
    for token in _TOKEN.findall(path):
        if token.isalpha():
            command, values = token, []
            if token == "Z":  # noqa: S105 - a path command, not a secret
                yield token, []
            continue
        values.append(float(token))
        if len(values) == _TAKES[command]:
            yield command, values
            values = []


def _point(point: Point) -> str:
    x, y = (round((value + 1) * GRID / 2) for value in point)
    return f'<a:pt x="{x}" y="{y}"/>'


def _curve(*points: Point) -> str:
    return f"<a:cubicBezTo>{''.join(_point(point) for point in points)}</a:cubicBezTo>"


def _arc(start: Point, end: Point, values: list[float]) -> Iterator[tuple[Point, Point, Point]]:
    """An elliptical arc as cubic curves of at most a quarter turn (SVG 1.1, appendix F.6.5; no rotation is used)."""
    rx, ry = abs(values[0]), abs(values[1])
    large, sweep = bool(values[3]), bool(values[4])
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    excess = (half_x / rx) ** 2 + (half_y / ry) ** 2
    if excess > 1:
        rx, ry, excess = rx * math.sqrt(excess), ry * math.sqrt(excess), 1.0
    factor = math.sqrt((1 - excess) / excess) * (-1 if large == sweep else 1)
    cx, cy = factor * rx * half_y / ry, -factor * ry * half_x / rx
    middle = cx + (start[0] + end[0]) / 2, cy + (start[1] + end[1]) / 2
    first = math.atan2((half_y - cy) / ry, (half_x - cx) / rx)
    last = math.atan2((-half_y - cy) / ry, (-half_x - cx) / rx)
    turn = last - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    reach = 4 / 3 * math.tan(turn / pieces / 4)
    for piece in range(pieces):
        a, b = first + turn * piece / pieces, first + turn * (piece + 1) / pieces
        yield (
            (
                middle[0] + rx * (math.cos(a) - reach * math.sin(a)),
                middle[1] + ry * (math.sin(a) + reach * math.cos(a)),
            ),
            (
                middle[0] + rx * (math.cos(b) + reach * math.sin(b)),
                middle[1] + ry * (math.sin(b) - reach * math.cos(b)),
            ),
            (middle[0] + rx * math.cos(b), middle[1] + ry * math.sin(b)),
        )
