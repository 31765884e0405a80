"""Where everything on the board stands. The page grows with the map; type and cards keep their size."""

from __future__ import annotations

import math
from dataclasses import dataclass

from journey_widgets.slides import fonts
from journey_widgets.slides.drawing import cards
from journey_widgets.slides.drawing.content import Band, Card, Content

__all__ = [
    "HEAD",
    "HEAD_LINE",
    "HEAD_SIZE",
    "LANE",
    "MARGIN",
    "SMALL",
    "SMALL_LINE",
    "STRIP",
    "Column",
    "Layout",
    "laid_out",
]

MARGIN = 24.0
#: Between a lane's edge and its cards; between a head's edge and its words.
LANE, HEAD = 6.0, 10.0
HEAD_SIZE, HEAD_LINE, SMALL, SMALL_LINE = 13.0, 18.5, 11.0, 15.5
#: Widths a single lane may have: the narrowest in which most titles take no more than three lines.
LANE_WIDTHS = (156.0, 176.0, 200.0, 232.0)
#: How tall the name of a swimlane is.
STRIP = 26.0
#: The narrowest rail: words, figure and face of the axis.
RAIL = 132.0
#: A page as broad as a slide is aimed at; one this broad in single lanes is not touched.
ASPECT, BROAD = 16 / 9, 1.15
#: What stands above and below the lanes, about: for the page's proportions.
AROUND = 480.0
#: The width a page has at least, as far as its lanes do not become wider than this.
USUAL_PAGE, WIDEST = 1000.0, 270.0
#: How far apart the points of a curve stand on a page of their own: closer, where that would make it broader than this.
POINTS, BROAD_CURVE = (4.0, 22.0), 1320.0


@dataclass(frozen=True, slots=True)
class Column:
    """A band with its cards in one or more lanes side by side, read down and then to the right."""

    band: Band
    x: float
    width: float
    name: list[str]
    goal: list[str]
    #: (x, y from the top of the lanes, card)
    cards: list[tuple[float, float, cards.Measured]]

    @property
    def head(self) -> float:
        """How tall the head is."""
        return 9 + HEAD_LINE * len(self.name) + SMALL_LINE * max(1, len(self.goal)) + 8

    @property
    def tall(self) -> float:
        """How tall the lanes are."""
        return max((y + card.height for _, y, card in self.cards), default=0.0)


@dataclass(frozen=True, slots=True)
class Row:
    """A swimlane: its name (None: there are no swimlanes), and from the top of the lanes its own top and its cards'."""

    name: str | None
    y: float
    top: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The rail (with the pool, if there is one), the columns of the stages, and the heights they share."""

    rail: Column
    columns: list[Column]
    rows: list[Row]
    head: float
    lanes: float

    @property
    def width(self) -> float:
        """From the rail's left edge to the last column's right one."""
        return sum((column.width for column in self.columns), self.rail.width)

    def x(self, place: float) -> float:
        """A place along the curve, in stages from the left, as a coordinate."""
        at = min(max(int(place), 0), len(self.columns) - 1)
        column = self.columns[at]
        return column.x + (place - at) * column.width


def laid_out(content: Content, axis: float, curve_only: bool = False) -> Layout:
    """Places for everything; `axis` is how wide the words of the curve's axis are."""
    if curve_only:
        return _curve_only(content, axis)
    bands, pool = content.bands, content.pool
    every = [*bands, pool] if pool.cards else bands
    width = _lane_width([card.title for band in every for card in band.cards])
    # A map of few stages gets a page of ordinary width.
    width = max(width, min((USUAL_PAGE - RAIL) / max(1, len(every)), WIDEST))
    cells = [[_measured(cell, width) for cell in content.cells(band)] for band in bands]
    waiting = _measured(pool.cards, width)
    limit = _tallest([*([card for cell in found for card in cell] for found in cells), waiting], width)
    lanes = _lanes(waiting, limit)
    placed = _stacked(waiting, lanes, MARGIN, 0.0, width)
    rail = _column(content, pool, MARGIN, max(RAIL, axis, lanes * width if waiting else 0.0), placed)
    counts = [max((_lanes(cell, limit) for cell in found), default=1) for found in cells]
    rows = _rows(content.rows, cells, counts)
    columns: list[Column] = []
    x = rail.x + rail.width
    for band, found, count in zip(bands, cells, counts, strict=True):
        placed = [
            entry for row, cell in zip(rows, found, strict=True) for entry in _stacked(cell, count, x, row.top, width)
        ]
        columns.append(_column(content, band, x, count * width, placed))
        x += count * width
    columns = columns or [_nothing(x)]
    head = max(column.head for column in (rail, *columns))
    tall = max(column.tall for column in (rail, *columns))
    return Layout(rail, columns, rows, head, max(tall + 14, 60.0))


def _measured(found: list[Card], width: float) -> list[cards.Measured]:
    return [cards.measured(card, width - 2 * LANE) for card in found]


def _rows(names: list[str | None], cells: list[list[list[cards.Measured]]], counts: list[int]) -> list[Row]:
    """The swimlanes, each as tall as the tallest of its cells; one without a name where there are none."""
    rows: list[Row] = []
    y = 0.0
    for at, name in enumerate(names):
        top = y + (STRIP if name is not None else 0.0)
        rows.append(Row(name, y, top))
        ends = [
            place + card.height
            for found, count in zip(cells, counts, strict=True)
            for _, place, card in _stacked(found[at], count, 0.0, 0.0, 0.0)
        ]
        y = top + max(ends, default=0.0) + 14
    return rows


def _curve_only(content: Content, axis: float) -> Layout:
    """The same bands without their cards, as wide as their points need."""
    rail = Column(Band("", "", "", None, []), MARGIN, max(RAIL, axis), [], [], [])
    x = rail.x + rail.width
    each = min(max(BROAD_CURVE / max(1, len(content.source.places)), POINTS[0]), POINTS[1])
    least = max(LANE_WIDTHS[0], (USUAL_PAGE - rail.width) / max(1, len(content.bands)))
    columns: list[Column] = []
    for band in content.bands:
        columns.append(_column(content, band, x, max(least, each * len(band.cards)), []))
        x += columns[-1].width
    columns = columns or [_nothing(x)]
    return Layout(rail, columns, [], max(column.head for column in columns), 0.0)


def _nothing(x: float) -> Column:
    """A blank where stages will be: a map without any still has a page."""
    return Column(Band("", "", "", None, []), x, USUAL_PAGE / 2, [], [], [])


def _lane_width(titles: list[str]) -> float:
    """The first of the widths in which nine of ten titles take three lines at most."""
    long = sorted(fonts.width(title, cards.TITLE) for title in titles)
    usual = long[int(len(long) * 0.9)] if len(long) > 1 else long[0] if long else 0.0
    fits = (width for width in LANE_WIDTHS if usual <= 2.7 * (width - 2 * LANE - 2 * cards.PAD))
    return next(fits, LANE_WIDTHS[-1])


def _tallest(columns: list[list[cards.Measured]], width: float) -> float:
    """How tall lanes may be, so that the page comes near a slide's proportions."""
    columns = [column for column in columns if column]
    single = max((sum(card.height + cards.GAP for card in column) for column in columns), default=0.0)

    def aspect(limit: float) -> float:
        return (RAIL + width * sum(_lanes(column, limit) for column in columns)) / (AROUND + limit)

    if single == 0 or aspect(single) >= BROAD:
        return single
    limits = [single * share / 40 for share in range(40, 1, -1)]
    return min(limits, key=lambda limit: abs(math.log(aspect(limit) / ASPECT)))


def _lanes(found: list[cards.Measured], limit: float) -> int:
    """How many lanes no taller than `limit` the cards need; one at least."""
    return max(1, len(_filled(found, limit)))


def _filled(found: list[cards.Measured], limit: float) -> list[int]:
    """How many cards each lane takes."""
    lanes: list[int] = []
    room = -1.0
    for card in found:
        if room < card.height or not lanes:
            lanes.append(0)
            room = limit
        lanes[-1] += 1
        room -= card.height + cards.GAP
    return lanes


def _stacked(
    found: list[cards.Measured], count: int, x: float, y: float, width: float
) -> list[tuple[float, float, cards.Measured]]:
    """Places for the cards in `count` lanes, as low as that allows, down and then to the right."""
    low, high = max((card.height for card in found), default=0.0), sum(card.height + cards.GAP for card in found)
    for _ in range(20 if count > 1 else 0):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(found, middle)) <= count else (middle, high)
    placed: list[tuple[float, float, cards.Measured]] = []
    waiting = iter(found)
    for lane, cards_in_it in enumerate(_filled(found, high)):
        down = y
        for _ in range(cards_in_it):
            card = next(waiting)
            placed.append((x + lane * width + LANE, down, card))
            down += card.height + cards.GAP
    return placed


def _column(
    content: Content, band: Band, x: float, width: float, placed: list[tuple[float, float, cards.Measured]]
) -> Column:
    room = width - 2 * HEAD
    beside_name = 0.0 if band.mean is None else 22 + fonts.width(content.source.signed(band.mean), SMALL)
    beside_goal = 6 + fonts.width(str(len(band.cards)), SMALL)
    name = fonts.wrap(band.name, room - beside_name, HEAD_SIZE, weight=700)
    goal = band.goal if band.id else content.say("board.pool_goal")
    return Column(band, x, width, name, fonts.wrap(goal, room - beside_goal, SMALL) if goal else [], placed)
