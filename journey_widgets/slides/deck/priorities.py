"""Impact against effort: numbered points, and what each number is."""

from __future__ import annotations

import html
from collections import defaultdict

from journey_widgets.slides.chapters.priorities import Point, Priorities
from journey_widgets.slides.deck.html import Html, raw, tag
from journey_widgets.slides.deck.paging import ROOM, WIDTH, chunks, height

__all__ = ["pages"]

_SIDE = 520
_EDGE = 34
_RADIUS = 13


def pages(content: Priorities, words: dict[str, str]) -> list[Html]:
    """The plot with all points on every page, beside it the list, which goes on where it is long.

    `words`: "impact", "effort", "quick" (the corner to begin with), the kinds, "dots".
    """
    width = WIDTH - _SIDE - 90

    def high(point: Point) -> float:
        return height(point.text, width, 17) + (22 if point.where else 0) + 12

    plot = _plot(content.points, words)
    return [
        tag(
            "div", tag("figure", plot, class_="plot"), tag("ol", [_entry(point) for point in part]), class_="priorities"
        )
        for part in chunks(content.points, high, ROOM)
    ]


def _entry(point: Point) -> Html:
    return tag(
        "li",
        tag("span", str(point.no), class_="no"),
        tag("div", tag("p", point.text), tag("p", point.where, class_="meta") if point.where else None),
    )


def _plot(points: list[Point], words: dict[str, str]) -> Html:
    span = _SIDE - 2 * _EDGE

    def across(value: float) -> float:
        return _EDGE + span * (value - 0.5) / 5

    cells: dict[tuple[float, float], list[Point]] = defaultdict(list)
    for point in points:
        cells[point.effort, point.impact].append(point)
    dots: list[str] = []
    for (effort, impact), together in cells.items():
        columns = min(len(together), 3)
        for index, point in enumerate(together):
            # Points of one place stand beside each other: all numbers can be read.
            x = across(effort) + (index % columns - (columns - 1) / 2) * 2.15 * _RADIUS
            y = _SIDE - across(impact) + (index // columns - (len(together) - 1) // columns / 2) * 2.15 * _RADIUS
            dots.append(
                f'<g class="point is-{point.kind}"><title>{html.escape(point.text)}</title>'
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}"/>'
                f'<text x="{x:.1f}" y="{y:.1f}">{point.no}</text></g>'
            )
    half = _EDGE + span / 2
    label = html.escape
    return tag(
        "svg",
        raw(
            f'<rect class="frame" x="{_EDGE}" y="{_EDGE}" width="{span}" height="{span}" rx="8"/>'
            f'<rect class="first" x="{_EDGE}" y="{_EDGE}" width="{span / 2}" height="{span / 2}" rx="8"/>'
            f'<path class="cross" d="M{half} {_EDGE}V{_EDGE + span}M{_EDGE} {half}H{_EDGE + span}"/>'
            f'<text class="corner" x="{_EDGE + 12}" y="{_EDGE + 18}">{label(words["quick"])}</text>'
            f'<text class="axis" x="{half}" y="{_SIDE - 12}">{label(words["effort"])} →</text>'
            f'<text class="axis" transform="translate(14 {half}) rotate(-90)">{label(words["impact"])} →</text>'
            + "".join(dots)
        ),
        viewBox=f"0 0 {_SIDE} {_SIDE}",
        role="img",
        aria_label=f"{words['impact']} × {words['effort']}",
    )
