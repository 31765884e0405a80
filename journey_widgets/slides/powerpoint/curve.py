"""The emotion curve as a native line chart over the stages' bands."""

from __future__ import annotations

from journey_widgets import faces
from journey_widgets.slides.chapters.curve import Curve, Line
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name
from journey_widgets.slides.powerpoint.chart import Axis, LineChart, LineSeries, Marker, put
from journey_widgets.slides.powerpoint.ink import BANDS, INK, MUTED, SURFACE, palette
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.personas import persona_ink
from journey_widgets.slides.powerpoint.text import Paragraph, Run, height, lines, shortened
from journey_widgets.slides.story import Slide

__all__ = ["curve_chart", "draw_curve"]

_AXIS, _LEGEND, _TICKS, _GUTTER = 134.0, 24.0, 18.0, 14.0
#: Room for a label over the highest and under the lowest point.
_AIR = 22.0
#: The plot is at least so high; the list of titles gives way to it.
_FLATTEST = 130.0
_MARKERS = {"circle": "circle", "square": "square", "diamond": "diamond", "triangle-up": "triangle"}
#: PowerPoint's names for the dashes of `faces.json`.
_DASHES = {0: "solid", 2: "dash", 4: "dashDot"}
#: More points than this are dots; a point needs so much room for its own label.
_CROWDED, _LABELLED = 48, 30.0


def draw_curve(deck: Deck, slide: Slide, content: Curve) -> None:
    """Bands, faces and numbers as shapes; the lines as a chart people can edit."""
    page = deck.page(slide)
    box, canvas = page.box, page.canvas
    plot_width = box.w - _AXIS
    heads = _heads(content, plot_width)
    head = max((height(paragraphs, width) for paragraphs, width in heads), default=0) + 12
    listing = _listing(content, box, box.h - _LEGEND - head - 2 * _AIR - _TICKS - _FLATTEST)
    below = max((height(column, width) for column, width in listing), default=0) + (12 if listing else 0)
    plot = Box(
        box.x + _AXIS, box.y + _LEGEND + head + _AIR, plot_width, box.h - _LEGEND - head - 2 * _AIR - _TICKS - below
    )
    _bands(canvas, content, box, plot, heads)
    _steps(canvas, content, plot)
    frame = Box(box.x, box.y, box.w, plot.y + plot.h + _AIR - box.y)
    put(canvas, name("curve", ""), frame, curve_chart(content, frame, plot), _said(deck, slide, content))
    _numbers(canvas, content, plot)
    for index, (column, width) in enumerate(listing):
        x = box.x + index * (width + _GUTTER)
        canvas.text(name("listing", str(index + 1)), Box(x, box.y + box.h - below + 12, width, below - 12), column)
    canvas.finish()


def curve_chart(content: Curve, frame: Box, plot: Box) -> LineChart:
    """The chart, with `plot` at its place in `frame`."""
    step = (content.high - content.low) / max(1, len(content.steps) - 1)
    return LineChart(
        [place.record["title"] for place in content.places],
        [(stage, count) for _, stage, count in content.stages],
        [_series(content, line, plot.w / len(content.places)) for line in content.lines],
        Axis(content.low, content.high, step, content.neutral),
        Box((plot.x - frame.x) / frame.w, (plot.y - frame.y) / frame.h, plot.w / frame.w, plot.h / frame.h),
        Box((plot.x - frame.x) / frame.w, 0, min(plot.w, 190.0 * len(content.lines)) / frame.w, 20 / frame.h),
        content.low < 0,
    )


def _series(content: Curve, line: Line, each: float) -> LineSeries:
    """A line as a series; `each` is the room of a point in points."""
    theme = palette()
    style = faces.personas()[max(0, line.index - 1) % 4]
    ink = persona_ink(line.index)
    first, meant = line is content.lines[0], line.state == "to_be"
    crowded = len(line.values) > _CROWDED
    size = (4 if crowded else 11) if first else (3 if crowded else 7)
    symbol = _MARKERS[style["marker"]]
    marker = Marker(symbol, size, SURFACE if meant or not first else ink, ink)
    points: dict[int, Marker] = {}
    labels: dict[int, str] = {}
    if first:
        for at, value in enumerate(line.values):
            if value is not None:
                feeling = _feeling(content, value)
                # One larger than the line's own: LibreOffice looks at a point's colours only if its size differs.
                points[at] = Marker(symbol, size + 1, theme["fill"][feeling + 2], theme["edge"][feeling + 2])
        shown = range(len(line.values)) if each >= _LABELLED else content.dips[:1]
        labels = {at: _side(line.values, at) for at in shown if line.values[at] is not None}
    spread = any(low is not None for low in line.low) and first
    return LineSeries(
        line.name,
        line.values,
        ink,
        (1.0 if crowded else 2.25) if first else (0.75 if crowded else 1.5),
        "sysDot" if meant else _DASHES[len(style["dash"])] if style["dash"] != [2, 3] else "sysDash",
        marker,
        points,
        labels,
        line.low if spread else (),
        line.high if spread else (),
    )


def _feeling(content: Curve, value: float) -> int:
    """The nearest face, as the axis has them."""
    low, middle, high = content.low, content.neutral, content.high
    unit = (value - middle) / ((high - middle) if value >= middle else (middle - low)) if low < middle < high else 0
    return max(-2, min(2, int(unit * 2 + 2.5) - 2))


def _side(values: list[float | None], at: int) -> str:
    """A label stands where the line does not run: above a peak, below a dip."""
    around = [values[index] for index in (at - 1, at + 1) if 0 <= index < len(values)]
    near = [value for value in around if value is not None]
    here = values[at]
    return "b" if near and here is not None and here < sum(near) / len(near) else "t"


def _heads(content: Curve, plot_width: float) -> list[tuple[list[Paragraph], float]]:
    """What stands over each band: the stage and its mean, as wide as the band allows."""
    each = plot_width / max(1, len(content.places))
    found: list[tuple[list[Paragraph], float]] = []
    for (_, stage, count), mean in zip(content.stages, content.means, strict=True):
        width = each * count - 8
        size = next(
            (size for size in (12.0, 11.0, 10.0, 9.0) if lines(Paragraph([Run(stage, size, bold=True)]), width) <= 3),
            9.0,
        )
        shown = shortened(stage, width, size, 4, bold=True)
        paragraphs = [Paragraph([Run(shown, size, INK, bold=True)], leading=1.2)]
        if mean:
            paragraphs.append(Paragraph([Run(mean, size - 1, MUTED)], leading=1.2))
        found.append((paragraphs, width))
    return found


def _bands(canvas: Canvas, content: Curve, box: Box, plot: Box, heads: list[tuple[list[Paragraph], float]]) -> None:
    each = plot.w / max(1, len(content.places))
    x, top = plot.x, box.y + _LEGEND
    for index, ((stage, _, count), (paragraphs, width)) in enumerate(zip(content.stages, heads, strict=True)):
        band = Box(x, top, each * count, plot.y + plot.h + _AIR + _TICKS - top)
        canvas.shape(name("curveband", stage), band, fill=BANDS[index % 2], decorative=True)
        canvas.text(name("curvestage", stage), Box(x + 5, top + 6, width, plot.y - top - _AIR), paragraphs)
        x += each * count


def _steps(canvas: Canvas, content: Curve, plot: Box) -> None:
    """The score axis: word, number, face."""
    for step in content.steps:
        y = plot.y + plot.h * (content.high - step.score) / (content.high - content.low)
        said = Run(shortened(step.name, _AXIS - 52, 10, 1), 10, MUTED)
        with canvas.group(
            name("step", step.shown), Box(plot.x - _AXIS, y - 8, _AXIS - 8, 16), f"{step.name} {step.shown}"
        ):
            canvas.text(
                name("steptext", step.shown),
                Box(plot.x - _AXIS, y - 8, _AXIS - 30, 16),
                [Paragraph([said, Run(f"  {step.shown}", 10, MUTED)], align="r", leading=1.5)],
            )
            canvas.face(name("face", f"step{step.shown}"), Box(plot.x - 25, y - 8, 16, 16), step.face)


def _numbers(canvas: Canvas, content: Curve, plot: Box) -> None:
    """The cards' numbers under the plot; on a crowded map the first of each stage and the very last."""
    each = plot.w / max(1, len(content.places))
    ends = {len(content.places) - 1}
    at = 0
    for _, _, count in content.stages:
        ends |= {at} if (len(content.places) - 1 - at) * each > 30 or at == 0 else set()
        at += count
    with canvas.group(name("numbers", ""), Box(plot.x, plot.y + plot.h + _AIR, plot.w, _TICKS)):
        for index, place in enumerate(content.places):
            if each < 15 and index not in ends:
                continue
            width = max(each, 24)
            canvas.text(
                name("tick", place.id),
                Box(plot.x + each * (index + 0.5) - width / 2, plot.y + plot.h + _AIR, width, _TICKS),
                [Paragraph([Run(str(place.no), 10, MUTED, bold=index in content.dips[:1])], align="ctr", leading=1.4)],
            )


def _listing(content: Curve, box: Box, spare: float) -> list[tuple[list[Paragraph], float]]:
    """The numbered titles in columns, as large as they fit into a third of the page; nothing where they do not."""
    room = min(box.h * 0.36, spare - 12)
    for size in (11.0, 10.5, 10.0, 9.5, 9.0):
        entries = [_entry(place.no, place.record, size) for place in content.places]
        for count in (6, 5, 4, 3):
            width = (box.w - _GUTTER * (count - 1)) / count
            heights = [height([entry], width) for entry in entries]
            if max(heights, default=0) > 2.1 * size * 1.3 and count > 3:
                continue  # narrower than reads well
            columns = _balanced(entries, heights, count)
            if len(columns) <= count and max(sum(high for _, high in column) for column in columns) <= room:
                return [([entry for entry, _ in column], width) for column in columns]
    return []


def _balanced(entries: list[Paragraph], heights: list[float], count: int) -> list[list[tuple[Paragraph, float]]]:
    """Entries in at most `count` columns of about the same height, in order."""
    limit = max(sum(heights) / count, max(heights, default=0))
    while True:
        columns: list[list[tuple[Paragraph, float]]] = [[]]
        y = 0.0
        for entry, high in zip(entries, heights, strict=True):
            if columns[-1] and y + high > limit + 0.01:
                columns.append([])
                y = 0.0
            columns[-1].append((entry, high))
            y += high
        if len(columns) <= count:
            return columns
        limit += 2


def _entry(no: int, record: dict[str, object], size: float) -> Paragraph:
    star = " ★" if record.get("moment_of_truth") else ""
    return Paragraph(
        [Run(f"{no}\t", size, MUTED, bold=True), Run(f"{record['title']}{star}", size, INK)], hang=size * 1.9
    )


def _said(deck: Deck, slide: Slide, content: Curve) -> str:
    """What a screen reader says of the chart."""
    named = [line.name for line in content.lines]
    return deck.say(
        "chart_of", sentence=slide.sentence, lines=", ".join(named) if deck.language == "en" else "、".join(named)
    )
