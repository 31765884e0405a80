"""The signs of a map, drawn as paths: faces, the star, notes' marks, how far apart people are. Never emoji."""

from __future__ import annotations

from typing import Final, Literal

from journey_widgets import faces
from journey_widgets.analysis.scores import Measure
from journey_widgets.faces.channels import channel_icon
from journey_widgets.model.scale import Scale
from journey_widgets.slides.drawing.svg import Svg, number

__all__ = ["NOTES", "SPREAD_WIDTH", "Note", "channel", "face", "marker", "note", "spread", "star", "unscored"]

Note = Literal["pain", "gain", "opportunity"]
#: ▼ ▲ ◆ in a square of 10.
NOTES: Final[dict[Note, str]] = {
    "pain": "M0 1.5h10L5 9.5z",
    "gain": "M5 .5l5 8H0z",
    "opportunity": "M5 0l5 5-5 5-5-5z",
}
#: Markers of lines around 0, by the names `faces.personas()` uses.
_MARKERS: Final = {
    "circle": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
    "square": "M-3.5-3.5h7v7h-7Z",
    "diamond": "M0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5Z",
    "triangle-up": "M0-4.5l4.5 8h-9Z",
    "triangle-down": "M0 4.5l4.5-8h-9Z",
    "cross": "M-1.5-3.5h3v2h2v3h-2v2h-3v-2h-2v-3h2Z",
}
SPREAD_WIDTH: Final = 38


def _at(x: float, y: float, scale: float = 1) -> str:
    size = "" if scale == 1 else f"scale({scale:.4g})"
    return f"translate({number(x)} {number(y)}){size}"


def face(svg: Svg, x: float, y: float, size: float, feeling: int) -> None:
    """One of the five faces, −2 … 2, around (x, y)."""
    at = feeling + 2
    with svg.group(transform=_at(x, y, size / 2)):
        svg.add("circle", r=0.93, fill=svg.colours.fill[at], stroke=svg.colours.edge[at], stroke_width=0.1)
        svg.add(
            "path",
            d=faces.paths()[at],
            fill=svg.colours.mark[at],
            stroke=svg.colours.mark[at],
            stroke_width=0.14,
            stroke_linecap="round",
            stroke_linejoin="round",
        )


def unscored(svg: Svg, x: float, y: float, size: float) -> None:
    """Dashed means "not yet": nobody has scored this."""
    svg.add(
        "circle",
        cx=x,
        cy=y,
        r=size * 0.45,
        fill="none",
        stroke=svg.colours.control,
        stroke_width=1.1,
        stroke_dasharray="2.6 2.1",
    )


def star(svg: Svg, x: float, y: float, size: float, fill: str, *, rim: str | None = None) -> None:
    """A moment of truth; `rim` sets it off from what it lies on."""
    path, where = faces.star(), _at(x, y, size / 2)
    if rim is not None:
        svg.add("path", d=path, transform=where, fill=rim, stroke=rim, stroke_width=0.5, stroke_linejoin="round")
    svg.add("path", d=path, transform=where, fill=fill)


def note(svg: Svg, x: float, y: float, kind: Note) -> None:
    """The mark of a note, its left edge at x, its middle at y."""
    fill = {"pain": svg.colours.edge[0], "gain": svg.colours.edge[4], "opportunity": svg.colours.muted}[kind]
    svg.add("path", d=NOTES[kind], transform=_at(x, y - 4.5, 0.9), fill=fill)


def channel(svg: Svg, x: float, y: float, name: str, size: float) -> None:
    """The line icon of a channel, its left edge at x, its middle at y; its name is always written beside it."""
    svg.add(
        "path",
        d=channel_icon(name),
        transform=_at(x, y - size / 2, size / 16),
        fill="none",
        stroke=svg.colours.muted,
        stroke_width=1.6,
        stroke_linecap="round",
        stroke_linejoin="round",
    )


def marker(svg: Svg, x: float, y: float, shape: str, *, fill: str, stroke: str, scale: float = 1) -> None:
    """A line's own marker around (x, y)."""
    svg.add("path", d=_MARKERS[shape], transform=_at(x, y, scale), fill=fill, stroke=stroke, stroke_width=1.5)


def spread(svg: Svg, x: float, y: float, measure: Measure, scale: Scale) -> None:
    """The scale as an axis from x on, people's middle half on it, the mean as a ring; wide disagreement is heavier."""
    low, high = measure.low or 0.0, measure.high or 0.0

    def at(score: float) -> str:
        return number(3 + 32 * (score - scale.low) / (scale.high - scale.low))

    wide = high - low > (scale.high - scale.low) / 2
    heavy = svg.colours.ink if wide else svg.colours.range
    with svg.group(transform=_at(x, y - 5), fill="none"):
        svg.add("path", d="M3 5h32M3 3v4M19 3v4M35 3v4", stroke=svg.colours.axis)
        svg.add("path", d=f"M{at(low)} 5H{at(high)}", stroke=heavy, stroke_width=3, stroke_linecap="round")
        svg.add(
            "circle",
            cx=float(at(measure.score)),
            cy=5,
            r=2.75,
            fill=svg.colours.card,
            stroke=svg.colours.ink,
            stroke_width=1.5,
        )
