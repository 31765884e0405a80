"""Impact × effort as a native XY chart, with what its numbers stand for beside it."""

from __future__ import annotations

from collections import defaultdict

from journey_widgets.slides.chapters.priorities import Point, Priorities
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name
from journey_widgets.slides.powerpoint.chart import Axis, Marker, ScatterChart, ScatterSeries, put
from journey_widgets.slides.powerpoint.findings import mark
from journey_widgets.slides.powerpoint.ink import INK, MUTED, palette
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.text import Paragraph, Run, height, shortened
from journey_widgets.slides.story import Slide

__all__ = ["draw_priorities", "priorities_chart"]

_SIZES = (12.0, 11.0, 10.5, 10.0)
_AXIS = Axis(1, 5, 1, 3)


def draw_priorities(deck: Deck, slide: Slide, content: Priorities) -> None:
    """The chart on the left; the list on the right goes on over further pages where it is long."""
    room = deck.room(slide)
    left = min(room.w * 0.56, room.h * 1.35)
    right = room.w - left - 20
    size, pages = _listed(content.points, right, room.h)
    for number, points in enumerate(pages, 1):
        page = deck.page(slide, number, len(pages))
        box, canvas = page.box, page.canvas
        frame = Box(box.x, box.y, left, box.h)
        plot = frame.inside(left=44, top=40, right=22, bottom=46)
        if number == 1:
            put(canvas, name("priorities", ""), frame, priorities_chart(deck, content, frame, plot), slide.sentence)
            _quadrants(deck, canvas, plot)
        y, x, wide = box.y, box.x + left + 20, right
        for point in points:
            paragraphs = _entry(point, size, wide)
            high = height(paragraphs, wide)
            canvas.text(name("priority", point.id), Box(x, y, wide, high), paragraphs)
            y += high + 6
        canvas.finish()


def priorities_chart(deck: Deck, content: Priorities, frame: Box, plot: Box) -> ScatterChart:
    """A series for every kind of note; points at the same place share one label."""
    theme = palette()
    here: dict[tuple[float, float], list[int]] = defaultdict(list)
    for point in content.points:
        here[point.effort, point.impact].append(point.no)
    series: list[ScatterSeries] = []
    for kind in dict.fromkeys(point.kind for point in content.points):
        points = [point for point in content.points if point.kind == kind]
        ink = theme["edge"][0] if kind == "pain" else theme["edge"][4] if kind == "gain" else theme["inkMuted"]
        labels: list[str | None] = []
        special: dict[int, Marker] = {}
        for at, point in enumerate(points):
            numbers = here[point.effort, point.impact]
            labels.append(", ".join(map(str, numbers)) if numbers[0] == point.no else None)
            if len(numbers) > 1 and numbers[0] == point.no:
                special[at] = Marker("circle", min(72, 16 + 10 * len(numbers)), ink, ink)
        series.append(
            ScatterSeries(
                deck.say(kind),
                [(point.effort, point.impact) for point in points],
                labels,
                Marker("circle", 22, ink, ink),
                [f"{point.no} {point.text}" for point in points],
                special,
            )
        )
    return ScatterChart(
        series,
        _AXIS,
        _AXIS,
        deck.say("effort"),
        deck.say("impact"),
        Box((plot.x - frame.x) / frame.w, (plot.y - frame.y) / frame.h, plot.w / frame.w, plot.h / frame.h),
        Box((plot.x - frame.x) / frame.w, 0, min(0.9, 0.26 * len(series)), 20 / frame.h) if len(series) > 1 else None,
    )


def _quadrants(deck: Deck, canvas: Canvas, plot: Box) -> None:
    corners = [
        ("quick_win", Box(plot.x + 6, plot.y + 14, plot.w / 2 - 12, 16), "l"),
        ("big_bet", Box(plot.x + plot.w / 2 + 6, plot.y + 14, plot.w / 2 - 12, 16), "r"),
        ("fill_in", Box(plot.x + 6, plot.y + plot.h - 32, plot.w / 2 - 12, 16), "l"),
        ("time_sink", Box(plot.x + plot.w / 2 + 6, plot.y + plot.h - 32, plot.w / 2 - 12, 16), "r"),
    ]
    for key, box, align in corners:
        canvas.text(
            name("quadrant", key), box, [Paragraph([Run(deck.say(key), 10.5, MUTED)], align=align, leading=1.4)]
        )


def _entry(point: Point, size: float, width: float) -> list[Paragraph]:
    sign, ink = mark(point.kind)
    hang = size * 2.9
    text = shortened(point.text, width - hang, size, 4)
    runs = [Run(f"{point.no} ", size, MUTED, bold=True), Run(f"{sign} ", size, ink), Run(text, size, INK)]
    found = [Paragraph(runs, hang=hang, leading=1.35)]
    if point.where:
        where = shortened(point.where, width - hang, size - 1.5, 1)
        found.append(Paragraph([Run(where, size - 1.5, MUTED)], hang=0))
    return found


def _listed(points: list[Point], width: float, room: float) -> tuple[float, list[list[Point]]]:
    for size in _SIZES:
        pages = _pages(points, width, room, size)
        if len(pages) == 1:
            return size, pages
    return _SIZES[-1], _pages(points, width, room, _SIZES[-1])


def _pages(points: list[Point], width: float, room: float, size: float) -> list[list[Point]]:
    pages: list[list[Point]] = [[]]
    y = 0.0
    for point in points:
        high = height(_entry(point, size, width), width) + 6
        if pages[-1] and y + high > room:
            pages.append([])
            y = 0.0
        pages[-1].append(point)
        y += high
    return pages
