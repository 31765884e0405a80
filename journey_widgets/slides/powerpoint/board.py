"""The board as native shapes: a band per stage, its cards in it.

Cards flow down a band and on into the next track beside it; where all will not fit legibly on one slide, the tracks go
on on the next one. So a stage is read from top to bottom, a deck from left to right, whatever the size of the map.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from journey_widgets import faces
from journey_widgets.slides.chapters.board import Board, Card, Column
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name
from journey_widgets.slides.powerpoint.ink import BANDS, INK, LINE, MUTED, SURFACE, palette
from journey_widgets.slides.powerpoint.page import Deck, Page
from journey_widgets.slides.powerpoint.text import Paragraph, Run, height, lines, shortened
from journey_widgets.slides.story import Slide

__all__ = ["draw_board"]

#: Type sizes to try, and whether a card then has a line for its number and channel. The last is for several slides.
_STYLES = (
    (14.0, True),
    (13.0, True),
    (12.0, True),
    (11.0, True),
    (10.5, True),
    (10.0, True),
    (10.0, False),
    (9.5, False),
    (9.0, False),
)
_SPLIT = (10.5, True)
#: Nobody reads a title longer than this on a card; the appendix has it whole.
_MOST_LINES = 8
#: A track is at least so many letters wide, and at most so many points.
_NARROWEST, _WIDEST = 7.8, 300.0
_GAP, _PAD, _SIDE = 5.0, 6.0, 5.0


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    spacious: bool
    #: Width of a track.
    width: float

    @property
    def inner(self) -> float:
        return self.width - 2 * _SIDE - 2 * _PAD


@dataclass(frozen=True, slots=True)
class _Track:
    """A column of cards on a page: the whole stage or a part of it."""

    column: Column
    index: int
    cards: tuple[Card, ...]
    continued: bool


def draw_board(deck: Deck, slide: Slide, content: Board) -> None:
    """The board on one page, or on as many as it takes."""
    box = deck.room(slide)
    style, pages = _planned(deck, box, content)
    for number, tracks in enumerate(pages, 1):
        page = deck.page(slide, number, len(pages))
        _draw(deck, page, tracks, _Style(style.size, style.spacious, min(_WIDEST, box.w / len(tracks))), content)
        page.canvas.finish()


def _planned(deck: Deck, box: Box, content: Board) -> tuple[_Style, list[list[_Track]]]:
    for size, spacious in _STYLES:
        count = len(content.columns)
        while count and box.w / count >= _NARROWEST * size + 2 * (_SIDE + _PAD):
            style = _Style(size, spacious, min(_WIDEST, box.w / count))
            tracks = _tracks(deck, content, style, box.h)
            if len(tracks) <= count:
                return style, [tracks]
            count = len(tracks)
    size, spacious = _SPLIT
    most = max(1, int(box.w / (9.5 * size + 2 * (_SIDE + _PAD))))
    tracks = _tracks(deck, content, _Style(size, spacious, box.w / most), box.h)
    pages = -(-len(tracks) // most)
    # Evenly filled pages, never narrower than planned; what was planned to fit in a narrow track fits in a wide one.
    bounds = [round(at * len(tracks) / pages) for at in range(pages + 1)]
    split = [tracks[start:end] for start, end in pairwise(bounds)]
    return _Style(size, spacious, box.w / most), split


def _tracks(deck: Deck, content: Board, style: _Style, room: float) -> list[_Track]:
    """The columns cut where their cards reach the bottom."""
    tracks: list[_Track] = []
    top = _head(deck, content, style)
    for index, column in enumerate(content.columns):
        cards: list[Card] = []
        y, continued = top, False
        for card in column.cards:
            high = _card_height(card, style)
            if cards and y + high + _SIDE > room:
                tracks.append(_Track(column, index, tuple(cards), continued))
                cards, y, continued = [], top, True
            cards.append(card)
            y += high + _GAP
        tracks.append(_Track(column, index, tuple(cards), continued))
    return tracks


def _head(deck: Deck, content: Board, style: _Style) -> float:
    """Height of the stages' heads: the highest of them, so that the cards begin on one line."""
    return max(height(_heading(deck, column, style), _head_width(style)) for column in content.columns) + 16


def _head_width(style: _Style) -> float:
    return style.width - 2 * _SIDE - 2


def _heading(deck: Deck, column: Column, style: _Style, *, continued: bool = False) -> list[Paragraph]:
    size = style.size + 1.5
    called = shortened(column.name, _head_width(style), size, 3, bold=True)
    if continued:
        called = deck.say("continued", name=called)
    found = [Paragraph([Run(called, size, INK, bold=True)], leading=1.25)]
    goal = column.goal or (deck.say("pool_goal") if not column.id else "")
    if goal:
        shown = shortened(goal, _head_width(style), style.size - 1, 3)
        found.append(Paragraph([Run(shown, style.size - 1, MUTED)], leading=1.3, before=1))
    if column.shown_mean:
        mean = Run(deck.say("mean_is", mean=column.shown_mean), style.size - 1, MUTED)
        found.append(Paragraph([mean], before=2))
    return found


def _marks(card: Card) -> list[tuple[str, int, str]]:
    theme = palette()
    return [
        (mark, count, ink)
        for mark, count, ink in (
            ("▼", card.pains, theme["edge"][0]),
            ("▲", card.gains, theme["edge"][4]),
            ("◆", card.opportunities, theme["inkMuted"]),
        )
        if count
    ]


def _face_size(style: _Style) -> float:
    return style.size * (1.75 if style.spacious else 1.35)


def _texts(card: Card, style: _Style) -> list[Paragraph]:
    """What a card says: number and channel, title, marks. The face stands beside the first line."""
    number = "" if card.no is None else str(card.no)
    small = style.size - 1.5
    found: list[Paragraph] = []
    # Beside the face the first line is shorter; a whole narrower title keeps it simple where there is no line above.
    if style.spacious:
        room = style.inner if card.face is None and not card.moment_of_truth else style.inner - _face_size(style)
        first = Run(number, small, MUTED, bold=True)
        beside = Paragraph([first, Run(f"  {card.channel}", small, MUTED)], leading=1.5)
        if lines(beside, room) == 1:
            found.append(beside)
        else:  # a channel too long to stand beside the face has a line of its own
            channel = shortened(card.channel, style.inner, small, 2)
            found += [Paragraph([first], leading=1.5), Paragraph([Run(channel, small, MUTED)])]
        title = shortened(card.title, style.inner, style.size, _MOST_LINES)
        found.append(Paragraph([Run(title, style.size, INK)], leading=1.3, before=2))
    else:
        title = shortened(f"{number} {card.title}".strip(), style.inner - _face_size(style), style.size, _MOST_LINES)
        rest = title.removeprefix(number) if number else title
        found.append(Paragraph([Run(number, style.size, MUTED), Run(rest, style.size, INK)], leading=1.25))
    marks = _marks(card)
    if marks and style.spacious:
        runs = [run for mark, count, ink in marks for run in (Run(mark, small, ink), Run(f"{count}  ", small, MUTED))]
        found.append(Paragraph(runs, before=2))
    return found


def _card_height(card: Card, style: _Style) -> float:
    width = style.inner if style.spacious else style.inner - _face_size(style)
    return max(height(_texts(card, style), width) + 2 * _PAD - 2, _face_size(style) + _PAD)


def _draw(deck: Deck, page: Page, tracks: list[_Track], style: _Style, content: Board) -> None:
    box = page.box
    head = _head(deck, content, style)
    x = box.x
    for index, run in groupby(tracks, key=lambda track: track.index):
        parts = list(run)
        column = parts[0].column
        band = Box(x, box.y, style.width * len(parts), box.h)
        suffix = page.suffix
        page.canvas.shape(name("band", f"{column.id}{suffix}"), band, fill=BANDS[index % 2], decorative=True)
        page.canvas.text(
            name("stage", f"{column.id}{suffix}"),
            Box(x + _SIDE + 1, box.y + 7, band.w - 2 * _SIDE - 2, head - 8),
            _heading(deck, column, replace(style, width=band.w), continued=parts[0].continued),
        )
        for part in parts:
            y = box.y + head
            for card in part.cards:
                high = _card_height(card, style)
                _card(
                    deck,
                    page.canvas,
                    card,
                    Box(x + _SIDE, y, style.width - 2 * _SIDE, high),
                    stage=column.name,
                    style=style,
                )
                y += high + _GAP
            x += style.width


def _card(deck: Deck, canvas: Canvas, card: Card, box: Box, *, stage: str, style: _Style) -> None:
    with canvas.group(name("card", card.id), box, _said(deck, card, stage)):
        inset = _PAD if style.spacious else _PAD + _face_size(style)
        canvas.shape(
            name("cardtext", card.id),
            box,
            _texts(card, style),
            fill=SURFACE,
            line=LINE,
            geometry="roundRect",
            radius=5,
            inset=(_PAD, _PAD - 2, inset, _PAD - 2),
        )
        size = _face_size(style)
        right, top = box.x + box.w - _PAD - size + 2, box.y + _PAD - 2
        if card.face is not None:
            canvas.face(name("face", card.id), Box(right, top, size, size), card.face)
        if card.moment_of_truth:
            small = size * 0.62
            place = Box(right - small * 0.55, top - small * 0.35, small, small)
            canvas.star(name("star", card.id), place, INK)


def _said(deck: Deck, card: Card, stage: str) -> str:
    """What a screen reader says of a card, its stage first: by that `update_pptx` sees that a card has moved."""
    called = card.title if card.no is None else f"{card.no} {card.title}"
    if card.face is None:
        feeling = deck.say("unscored")
    else:
        feeling = f"{faces.faces()[card.face + 2]['name'][deck.language]} {card.shown_score}"
    star = deck.say("moment_of_truth") if card.moment_of_truth else ""
    joined = ("、" if deck.language == "ja" else ", ").join(filter(None, [called, card.channel, feeling, star]))
    return deck.say("card_of", stage=stage, card=joined)
