"""Native tables over as many pages as they take: the plan, the measures, the appendix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from journey_widgets.slides.chapters.actions import Action
from journey_widgets.slides.chapters.appendix import Entry
from journey_widgets.slides.chapters.board import Board
from journey_widgets.slides.chapters.evidence import Measured
from journey_widgets.slides.powerpoint.canvas import TABLE, Box, cell, emu, name
from journey_widgets.slides.powerpoint.ink import INK, MUTED, RULE, STRONG_RULE, palette
from journey_widgets.slides.powerpoint.page import Deck, Page
from journey_widgets.slides.powerpoint.text import Paragraph, Run, height, shortened, width
from journey_widgets.slides.story import Slide

__all__ = ["draw_actions", "draw_appendix", "draw_board_table", "draw_evidence"]

_PAD_X, _PAD_Y = 7.0, 3.5
_MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    weight: float
    align: str = "l"
    bold: bool = False
    #: Numbers, dates, short words: never broken into two lines.
    tight: bool = False


@dataclass(slots=True)
class _Grid:
    """A table before it is cut into pages: texts, and for some of them a colour."""

    kind: str
    columns: list[_Column]
    rows: list[list[str]]
    #: Type sizes to try, the largest at which all is on one page wins.
    sizes: tuple[float, ...]
    inks: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])

    def drop_empty(self) -> None:
        """Leave out the columns nobody filled, so that the others have room; the first two always stay."""
        kept = [at for at in range(len(self.columns)) if at < 2 or any(row[at] for row in self.rows)]
        self.inks = {(row, kept.index(at)): ink for (row, at), ink in self.inks.items() if at in kept}
        self.columns = [self.columns[at] for at in kept]
        self.rows = [[row[at] for at in kept] for row in self.rows]


def draw_actions(deck: Deck, slide: Slide, content: list[Action]) -> None:
    """What, where, who, by when, how far, measured by what."""
    columns = [
        _Column(deck.say("action"), 34, bold=True),
        _Column(deck.say("owner"), 14),
        _Column(deck.say("due"), 11, tight=True),
        _Column(deck.say("status"), 9, tight=True),
        _Column(deck.say("touchpoint"), 22),
        _Column(deck.say("kpi"), 18),
        _Column(deck.say("effect"), 8, "r", tight=True),
    ]
    undecided = deck.say("undecided")
    rows = [
        [
            action.title,
            action.owner or undecided,
            action.due or undecided,
            action.status,
            action.where,
            action.kpi,
            action.effect,
        ]
        for action in content
    ]
    danger = palette()["danger"]
    inks = {(at, 1): danger for at, action in enumerate(content) if not action.owner}
    inks |= {(at, 2): danger for at, action in enumerate(content) if not action.due}
    _draw(deck, slide, _Grid("actions", columns, rows, (13, 12, 11), inks))


def draw_evidence(deck: Deck, slide: Slide, content: list[Measured]) -> None:
    """Where, what, how much, from how many, when, by whom."""
    columns = [
        _Column(deck.say("where"), 26),
        _Column(deck.say("metric"), 20, bold=True),
        _Column(deck.say("value"), 12, "r", bold=True, tight=True),
        _Column("n", 8, "r", tight=True),
        _Column(deck.say("range"), 14, tight=True),
        _Column(deck.say("period"), 16),
        _Column(deck.say("source"), 22),
    ]
    rows = [[one.where, one.metric, one.value, one.n, one.range, one.period, one.source] for one in content]
    _draw(deck, slide, _Grid("evidence", columns, rows, (13, 12, 11)))


def draw_appendix(deck: Deck, slide: Slide, content: list[Entry]) -> None:
    """Every touchpoint, a row each; a stage's name stands at its first row on each page."""
    columns = [
        _Column(deck.say("no"), 5, "r", tight=True),
        _Column(deck.say("touchpoint"), 26, bold=True),
        _Column(deck.say("stage_name"), 14),
        _Column(deck.say("channel"), 11),
        _Column(deck.say("action_done"), 24),
        _Column(deck.say("thought"), 24),
        _Column(deck.say("score"), 7, "r", tight=True),
        _Column(deck.say("people"), 6, "r", tight=True),
        _Column(deck.say("evidence"), 9, tight=True),
    ]
    rows = [
        [
            entry.no,
            f"{entry.title} ★" if entry.moment_of_truth else entry.title,
            entry.stage,
            entry.channel,
            entry.action,
            entry.thought,
            entry.score,
            entry.people,
            entry.evidence,
        ]
        for entry in content
    ]
    theme = palette()
    inks = {
        (at, 6): theme["edge"][entry.face + 2]
        for at, entry in enumerate(content)
        if entry.face is not None and entry.face
    }
    _draw(deck, slide, _Grid("appendix", columns, rows, (12, 11, 10), inks))


def draw_board_table(deck: Deck, slide: Slide, content: Board) -> None:
    """The board as a table: a row per stage."""
    columns = [
        _Column(deck.say("stage_name"), 16, bold=True),
        _Column(deck.say("touchpoints"), 50),
        _Column(deck.say("goal"), 24),
        _Column(deck.say("score"), 8, "r", tight=True),
    ]
    mark = {"ja": "　", "en": "   "}[deck.language]
    rows = [
        [
            column.name,
            mark.join(card.title if card.no is None else f"{card.no} {card.title}" for card in column.cards),
            column.goal,
            column.shown_mean,
        ]
        for column in content.columns
    ]
    _draw(deck, slide, _Grid("board", columns, rows, (14, 13, 12, 11)))


def _draw(deck: Deck, slide: Slide, grid: _Grid) -> None:
    grid.drop_empty()
    box = deck.room(slide)
    layout = _Layout(grid, box, grid.sizes[0])
    for size in grid.sizes:
        layout = _Layout(grid, box, size)
        if len(layout.pages) == 1:
            break
    for number, rows in enumerate(layout.pages, 1):
        page = deck.page(slide, number, len(layout.pages))
        _table(deck, page, layout, rows)
        page.canvas.finish()


def _widths(grid: _Grid, room: float, size: float) -> list[float]:
    """Tight columns as wide as their longest entry, the others by weight, but none wider than it needs."""
    wanted = [
        max(width(text, size, bold=column.bold) for text in (*(row[at] for row in grid.rows), column.heading))
        + 2 * _PAD_X
        + size
        for at, column in enumerate(grid.columns)
    ]
    found = {at: min(wanted[at], room / 6) for at, column in enumerate(grid.columns) if column.tight}
    while True:
        free = room - sum(found.values())
        rest = [at for at in range(len(grid.columns)) if at not in found]
        total = sum(grid.columns[at].weight for at in rest)
        shares = {at: free * grid.columns[at].weight / total for at in rest}
        enough = {at: wanted[at] for at in rest if wanted[at] < shares[at]}
        if not enough or len(enough) == len(rest):
            found |= shares
            return [found[at] for at in range(len(grid.columns))]
        found |= enough


class _Layout:
    """A table set in one size: its widths, heights and pages."""

    def __init__(self, grid: _Grid, box: Box, size: float) -> None:
        self.grid, self.size = grid, size
        self.widths = _widths(grid, box.w, size)
        self.texts = [
            [
                shortened(text, wide - 2 * _PAD_X, size, _MOST_LINES, bold=column.bold)
                for text, wide, column in zip(row, self.widths, grid.columns, strict=True)
            ]
            for row in grid.rows
        ]
        self.heights = [self._height(row) for row in self.texts]
        self.head = self._height([column.heading for column in grid.columns], bold=True)
        self.pages: list[list[int]] = [[]]
        y = self.head
        for at, high in enumerate(self.heights):
            if self.pages[-1] and y + high > box.h:
                self.pages.append([])
                y = self.head
            self.pages[-1].append(at)
            y += high

    def paragraph(self, text: str, column: _Column, ink: str, *, bold: bool = False) -> Paragraph:
        """The text of a cell."""
        return Paragraph([Run(text, self.size, ink, bold=bold or column.bold)], align=column.align, leading=1.35)

    def _height(self, row: Sequence[str], *, bold: bool = False) -> float:
        cells = zip(row, self.grid.columns, self.widths, strict=True)
        return 2 * _PAD_Y + max(
            height([self.paragraph(text, column, INK, bold=bold)], wide - 2 * _PAD_X) for text, column, wide in cells
        )


def _table(deck: Deck, page: Page, layout: _Layout, rows: list[int]) -> None:
    grid, pad = layout.grid, (_PAD_X, _PAD_Y)
    columns = "".join(f'<a:gridCol w="{emu(wide)}"/>' for wide in layout.widths)
    head = "".join(
        cell(
            [layout.paragraph(column.heading, column, MUTED, bold=True)],
            deck.voice,
            under=STRONG_RULE,
            weight=1,
            pad=pad,
        )
        for column in grid.columns
    )
    body = ""
    for row in rows:
        cells = "".join(
            cell(
                [layout.paragraph(text, column, grid.inks.get((row, at), INK if column.bold else MUTED))],
                deck.voice,
                under=RULE,
                pad=pad,
            )
            for at, (text, column) in enumerate(zip(layout.texts[row], grid.columns, strict=True))
        )
        body += f'<a:tr h="{emu(layout.heights[row])}">{cells}</a:tr>'
    inner = (
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{columns}</a:tblGrid>'
        f'<a:tr h="{emu(layout.head)}">{head}</a:tr>{body}</a:tbl>'
    )
    box = Box(page.box.x, page.box.y, page.box.w, layout.head + sum(layout.heights[row] for row in rows))
    page.canvas.frame(name(f"{grid.kind}table", page.suffix.lstrip("-")), box, TABLE, inner)
