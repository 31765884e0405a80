"""The board: a column per stage. What does not fit legibly goes on to the next slide."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from journey_widgets.slides.chapters.board import Board, Card, Column
from journey_widgets.slides.deck.html import Html, tag
from journey_widgets.slides.deck.marks import number, score, star
from journey_widgets.slides.deck.paging import ROOM, WIDTH, chunks, height, side_by_side

__all__ = ["pages"]

#: Columns a slide has at most where everything fits on it, and where it does not.
_ACROSS, _ACROSS_SPLIT = 9, 6
_GAP, _PAD = 6, 10
#: Sizes of the type tried in turn; the last one is the smallest that can be read from the back of a room.
_SIZES = (19, 17, 15, 14)
#: A card's least width in em: narrower ones break words.
_WORD = 9.5


@dataclass(frozen=True, slots=True)
class _Measure:
    """How high things are, set in `size` in columns `width` wide."""

    size: int
    width: float

    def card(self, card: Card) -> float:
        meta = 22 if card.channel or card.shown_score or card.pains or card.gains or card.opportunities else 0
        number = "" if card.no is None else f"{card.no}  "
        return height(number + card.title, self.width - 2 * _PAD - 16, self.size) + meta + 13 + _GAP

    def head(self, column: Column) -> float:
        return height(column.name, self.width - 2 * _PAD, self.size + 1, 700) + 22 + 2 * _PAD


def pages(content: Board, words: dict[str, str]) -> list[Html]:
    """The pages of a board. `words`: "star", "pain", "gain", "opportunity" name the signs."""
    across = len(content.columns)
    if across > _ACROSS or not _fits(content.columns, _Measure(_SIZES[-1], WIDTH / across)):
        across = ceil(across / ceil(across / _ACROSS_SPLIT))
    made: list[Html] = []
    for at in range(0, len(content.columns), across):
        group = content.columns[at : at + across]
        measure = _fitting(group, WIDTH / across)
        split = side_by_side([_split(column, measure) for column in group])
        for turn, cards in enumerate(split):
            lanes = [_lane(column, held, turn, words) for column, held in zip(group, cards, strict=True)]
            made.append(tag("div", lanes, class_=f"board of-{across} size-{measure.size}"))
    return made


def _fitting(columns: list[Column], width: float) -> _Measure:
    """The largest type with which the columns fit on one slide; where none does, the smallest."""
    measures = [_Measure(size, width) for size in _SIZES if size * _WORD <= width] or [_Measure(_SIZES[-1], width)]
    return next((measure for measure in measures if _fits(columns, measure)), measures[-1])


def _fits(columns: list[Column], measure: _Measure) -> bool:
    return all(len(_split(column, measure)) == 1 for column in columns)


def _split(column: Column, measure: _Measure) -> list[list[Card]]:
    return chunks(column.cards, measure.card, ROOM - measure.head(column)) or [[]]


def _lane(column: Column, cards: list[Card], turn: int, words: dict[str, str]) -> Html:
    again = turn > 0
    kind = ["lane", *(["is-pool"] if not column.id else []), *(["is-used-up"] if again and not cards else [])]
    return tag(
        "div",
        tag("h3", column.name, tag("small", f" ({turn + 1})") if again else None),
        score(column.face, column.shown_mean),
        tag("ol", [_card(card, words) for card in cards]),
        class_=" ".join(kind),
    )


def _card(card: Card, words: dict[str, str]) -> Html:
    notes = (("pain", "▼", card.pains), ("gain", "▲", card.gains), ("opportunity", "◆", card.opportunities))
    counts = [
        tag("span", f"{sign}{count}", class_=f"count is-{kind}", role="img", aria_label=f"{words[kind]} {count}")
        for kind, sign, count in notes
        if count
    ]
    meta = [
        tag("span", card.channel, class_="channel") if card.channel else None,
        *counts,
        score(card.face, card.shown_score),
    ]
    return tag(
        "li",
        tag(
            "p",
            number(card.no),
            # The number is not left alone on a line.
            "\N{NO-BREAK SPACE}" if card.no is not None else None,
            tag("span", card.title, class_="title"),
            "\N{NO-BREAK SPACE}" if card.moment_of_truth else None,
            star(words["star"]) if card.moment_of_truth else None,
        ),
        tag("p", meta, class_="meta") if any(meta) else None,
        class_="card",
        data_touchpoint=card.id,
    )
