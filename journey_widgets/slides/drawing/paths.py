"""Lines through points, as SVG paths."""

from __future__ import annotations

from itertools import pairwise

from journey_widgets.slides.drawing.svg import number

__all__ = ["Point", "monotone", "straight"]

Point = tuple[float, float]


def monotone(points: list[Point]) -> str:
    """A curve through the points that nowhere overshoots them: d3's `curveMonotoneX` (Steffen 1990)."""
    if len(points) == 1:
        return ""
    slopes = [(y1 - y0) / (x1 - x0) if x1 > x0 else 0.0 for (x0, y0), (x1, y1) in pairwise(points)]
    tangents = [0.0] * len(points)
    for at in range(1, len(points) - 1):
        before, after = points[at][0] - points[at - 1][0], points[at + 1][0] - points[at][0]
        one, other = slopes[at - 1], slopes[at]
        mean = (one * after + other * before) / (before + after) if before + after else 0.0
        sign = (one > 0) - (one < 0) + (other > 0) - (other < 0)
        tangents[at] = sign * min(abs(one), abs(other), 0.5 * abs(mean))
    if len(points) == 2:
        tangents = [slopes[0], slopes[0]]
    else:
        tangents[0] = (3 * slopes[0] - tangents[1]) / 2
        tangents[-1] = (3 * slopes[-1] - tangents[-2]) / 2
    path = [f"M{_at(points[0])}"]
    for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        one, other = (x0 + third, y0 + third * tangents[at]), (x1 - third, y1 - third * tangents[at + 1])
        path.append(f"C{_at(one)} {_at(other)} {_at((x1, y1))}")
    return "".join(path)


def straight(points: list[Point]) -> str:
    """A line from point to point."""
    return "M" + "L".join(_at(point) for point in points) if len(points) > 1 else ""


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
