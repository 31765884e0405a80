"""The board: a column per stage, its cards in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journey_widgets.model.order import touchpoints_of
from journey_widgets.slides.chapters.source import Source

__all__ = ["Board", "Card", "Column", "board"]


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint. `no` is None in the pool; `face` (−2 … 2) and `score` are of the line in focus."""

    id: str
    no: int | None
    title: str
    channel: str
    moment_of_truth: bool
    score: float | None
    shown_score: str
    face: int | None
    pains: int
    gains: int
    opportunities: int


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, or the pool where `id` is ""."""

    id: str
    name: str
    goal: str
    mean: float | None
    shown_mean: str
    face: int | None
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Board:
    """Stages from left to right; the pool, where cards wait in it, last."""

    columns: list[Column]
    #: Whose scores the faces are, in words; "" where nothing is scored.
    whose: str

    @property
    def cards(self) -> int:
        """How many cards there are."""
        return sum(len(column.cards) for column in self.columns)


def focus(source: Source) -> tuple[str, str] | None:
    """The line the board shows: everyone's where there is one, otherwise the first persona's; as it is first."""
    lines = source.reading.ordered_lines()
    return min(lines, key=lambda line: line[1], default=None)


def whose(source: Source, line: tuple[str, str]) -> str:
    """A line in words: the persona and the state."""
    persona = source.reading.persona_name(line[0]) if line[0] else source.say("everyone")
    return source.joined([persona, source.say(line[1])])


def board(source: Source) -> Board | None:
    """The board's content; None where there is neither a stage nor a card."""
    line = focus(source)
    measures = source.reading.lines[line] if line else {}
    marks = Counter((note.get("touchpoint"), note["kind"]) for note in source.table("notes").values())

    def card(name: str) -> Card:
        record = source.table("touchpoints")[name]
        score = measures[name][0].score if name in measures else None
        return Card(
            name,
            source.places[name].no if name in source.places else None,
            record["title"],
            record.get("channel", ""),
            bool(record.get("moment_of_truth")),
            score,
            source.signed(score),
            None if score is None else source.scale.face(score),
            *(marks[name, kind] for kind in ("pain", "gain", "opportunity")),
        )

    columns: list[Column] = []
    for stage in [*source.reading.stages, ""]:
        cards = [card(name) for name in touchpoints_of(source.document, stage)]
        scores = [entry.score for entry in cards if entry.score is not None] if stage else []
        mean = sum(scores) / len(scores) if scores else None
        record = source.table("stages").get(stage, {"name": source.say("pool")})
        face = None if mean is None else source.scale.face(mean)
        if stage or cards:
            columns.append(
                Column(stage, record["name"], record.get("goal", ""), mean, source.signed(mean), face, cards)
            )
    return Board(columns, whose(source, line) if line else "") if columns else None
