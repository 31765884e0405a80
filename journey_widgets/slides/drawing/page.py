"""The page: title, heads, cards, the curve under them, and the sentence that says what it shows."""

from __future__ import annotations

from journey_widgets import faces
from journey_widgets.slides import fonts
from journey_widgets.slides.drawing import cards, legend, marks
from journey_widgets.slides.drawing.content import Content
from journey_widgets.slides.drawing.layout import (
    HEAD,
    HEAD_LINE,
    HEAD_SIZE,
    MARGIN,
    SMALL,
    SMALL_LINE,
    STRIP,
    Column,
    Layout,
    laid_out,
)
from journey_widgets.slides.drawing.palette import Palette, palette
from journey_widgets.slides.drawing.plot import Plot, axis_width
from journey_widgets.slides.drawing.points import draw_points
from journey_widgets.slides.drawing.svg import Svg, number

__all__ = ["Page"]

TITLE, SUB = 20.0, 12.0
PLOT, TICKS = 212.0, 32.0
CORNER = 10.0


class Page:
    """A picture of a map: its board with the curve under it, or the curve alone. `svg` is the picture.

    Args:
        content: what it tells.
        theme: "light" or "dark".
        cards: with the cards; without, the curve alone under the stages' names.
        curve: with the curve.

    """

    def __init__(
        self, content: Content, theme: faces.Theme = "light", *, cards: bool = True, curve: bool = True
    ) -> None:
        self.content = content
        self.cards = cards
        self.curve = curve
        self.colours: Palette = palette(theme)
        self.drawn = Svg(self.colours)
        self.layout: Layout = laid_out(content, axis_width(content), curve_only=not cards)
        self.width = self.layout.width + 2 * MARGIN
        self.height = self._draw()

    @property
    def title(self) -> str:
        """What the picture is called."""
        key = "picture.board_of" if self.cards else "picture.curve_of"
        return self.content.say(key, title=self.content.source.title)

    @property
    def description(self) -> str:
        """The picture in a sentence or two, for those who do not see it."""
        source = self.content.source
        extent = source.extent()
        return self.content.say("picture.described", title=self.title, extent=extent, sentence=self.content.sentence)

    def svg(self) -> str:
        """The picture."""
        return self.drawn.finished(
            self.width,
            self.height,
            title=self.title,
            description=self.description,
            language=self.content.source.language,
        )

    def _draw(self) -> float:
        top = self._heading(MARGIN)
        heads = top + self.layout.head
        fold = heads + self.layout.lanes
        # What is in the legend decides where the plot begins.
        plot = Plot(self.drawn, self.content, self.layout, self._plot_height())
        keys = legend.keys(self.content, plot, cards=self.cards) if self.curve else []
        placed = legend.laid_out(keys, self.layout.width - self.layout.rail.width - 2 * HEAD)
        start = fold + 12 + legend.LINE * (placed[-1][1] + 1 if placed else 1)
        bottom = start + plot.height + TICKS if self.curve else fold
        self._bands(top, bottom, fold)
        self._rail_head(top, heads)
        self._row_names(heads)
        for column in (self.layout.rail, *self.layout.columns):
            self._head(column, top)
            for x, y, card in column.cards:
                cards.draw(self.drawn, x, heads + y, card, self.content.scale)
        if self.curve:
            self._legend(placed, fold + 6 + legend.LINE / 2)
            plot.draw(start)
            draw_points(plot)
        return self._foot(bottom)

    def _legend(self, placed: list[tuple[float, int, legend.Key]], middle: float) -> None:
        rail = self.layout.rail
        self._text(rail.x + HEAD, middle, self.content.say("board.curve"), bold=True)
        for x, row, key in placed:
            left, y = rail.x + rail.width + HEAD + x, middle + legend.LINE * row
            key.sign(self.drawn, left, y)
            self.drawn.text(left + key.width + 6, y, key.text, size=SMALL, fill=self.colours.muted)

    def _plot_height(self) -> float:
        """Taller on a broad page, so that the curve keeps its shape."""
        return min(max(PLOT, self.layout.width * 0.13), 360.0)

    def _text(self, x: float, middle: float, text: str, *, bold: bool = False, size: float = HEAD_SIZE) -> None:
        self.drawn.text(x, middle, text, size=size, fill=self.colours.ink, weight=700 if bold else 400)

    def _heading(self, y: float) -> float:
        source = self.content.source
        # A large page is looked at from afar.
        size = TITLE * min(max(self.layout.width / 1400, 1.0), 2.0)
        for line in fonts.wrap(source.title, self.layout.width, size, weight=700):
            self._text(MARGIN, y + size * 0.75, line, bold=True, size=size)
            y += size * 1.5
        extent = source.extent()
        self.drawn.text(MARGIN, y + 8, extent, size=SUB, fill=self.colours.muted)
        return y + 30

    def _bands(self, top: float, bottom: float, fold: float) -> None:
        """The grounds, with round corners at the page's own: a frame laid over square ones would show them."""
        everything = [self.layout.rail, *self.layout.columns]
        left, right = everything[0].x, everything[-1].x + everything[-1].width
        fills = [self.colours.surface, *(self.colours.bands[at % 2] for at in range(len(self.layout.columns)))]
        for column, fill in zip(everything, fills, strict=True):
            path = _rounded(
                column.x, top, column.width, bottom - top, left=column.x == left, right=column is everything[-1]
            )
            self.drawn.add("path", d=path, fill=fill)
        for column in self.layout.columns:
            self.drawn.line(column.x, top, column.x, bottom, stroke=self.colours.line)
        if self.cards and self.curve:
            self.drawn.line(left, fold, right, fold, stroke=self.colours.line)
        self.drawn.rect(left, top, right - left, bottom - top, radius=CORNER, fill="none", stroke=self.colours.line)

    def _rail_head(self, top: float, heads: float) -> None:
        """Where no card waits in the pool, the rail says what stands in its row."""
        if self.layout.rail.cards:
            return
        x = self.layout.rail.x + HEAD
        self._text(x, top + 9 + HEAD_LINE / 2, self.content.say("picture.stages"), bold=True)
        if self.cards:
            self._text(x, heads + HEAD_LINE / 2, self.content.say("picture.touchpoints"), bold=True)

    def _row_names(self, heads: float) -> None:
        left = self.layout.rail.x + self.layout.rail.width
        right = self.layout.rail.x + self.layout.width
        for row in self.layout.rows:
            if row.name is not None:
                y = heads + row.y
                self.drawn.line(left, y, right, y, stroke=self.colours.line)
                name = fonts.wrap(row.name, right - left - 2 * HEAD, SUB, 1, weight=700)[0]
                self.drawn.text(
                    left + HEAD, y + STRIP / 2, name, size=SUB, fill=self.colours.ink, weight=700, data_row=row.name
                )

    def _head(self, column: Column, top: float) -> None:
        band, y = column.band, top + 9
        if not band.id and not band.cards:
            return
        source, right = self.content.source, column.x + column.width - HEAD
        if band.mean is not None:
            figure = source.signed(band.mean)
            self.drawn.text(right, y + HEAD_LINE / 2, figure, size=SMALL, fill=self.colours.muted, anchor="end")
            face = right - fonts.width(figure, SMALL) - 10
            marks.face(self.drawn, face, y + HEAD_LINE / 2, 14, self.content.scale.face(band.mean))
        for line in column.name:
            self._text(column.x + HEAD, y + HEAD_LINE / 2, line, bold=True)
            y += HEAD_LINE
        count = str(len(band.cards))
        if self.cards:
            self.drawn.text(right, y + SMALL_LINE / 2, count, size=SMALL, fill=self.colours.muted, anchor="end")
        for line in column.goal:
            self.drawn.text(column.x + HEAD, y + SMALL_LINE / 2, line, size=SMALL, fill=self.colours.muted)
            y += SMALL_LINE

    def _foot(self, y: float) -> float:
        y += 12
        for line in fonts.wrap(self.content.sentence, self.layout.width, SUB):
            self.drawn.text(MARGIN, y + 9, line, size=SUB, fill=self.colours.muted)
            y += 18
        return y + MARGIN - 6


def _rounded(x: float, y: float, width: float, height: float, *, left: bool, right: bool) -> str:
    """A rectangle, round at its left or right end."""
    corners = [CORNER if round_ else 0.0 for round_ in (left, right, right, left)]
    one, two, three, four = corners
    path = [f"M{number(x + one)} {number(y)}h{number(width - one - two)}"]
    steps = (((two, two), "v", height - two - three), ((-three, three), "h", three + four - width))
    for (across, down), way, length in (*steps, ((-four, -four), "v", one + four - height)):
        turn = f"a{CORNER:g} {CORNER:g} 0 0 1 {number(across)} {number(down)}" if across or down else ""
        path.append(f"{turn}{way}{number(length)}")
    path.append(f"a{CORNER:g} {CORNER:g} 0 0 1 {number(one)} {number(-one)}Z" if one else "Z")
    return "".join(path)
