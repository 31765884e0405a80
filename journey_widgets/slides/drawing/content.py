"""What a picture of the board tells: the map read once, for one persona and one state."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from journey_widgets.analysis.rows import Row, dataset_rows
from journey_widgets.analysis.scores import Line, Measure
from journey_widgets.model.columns import own_name
from journey_widgets.model.order import touchpoints_of
from journey_widgets.slides.chapters.source import Source
from journey_widgets.slides.drawing.marks import NOTES, Note
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.images import Drawable, drawable
from journey_widgets.words import say

__all__ = ["ROWS", "Band", "Card", "Content"]

#: Fields of the touchpoints that make swimlanes; so does every field of the map's own, as `custom.<name>`.
ROWS = ("channel", "owner", "evidence", "exists_in")
#: Pixels of a picture on a card: twice what it is wide.
_SIDE = 440


@dataclass(frozen=True, slots=True)
class Card:
    """A touchpoint as it is drawn; `no` is None in the pool, `measure` where nobody scored it."""

    id: str
    no: int | None
    title: str
    channel: str
    star: bool
    measure: Measure | None
    notes: tuple[tuple[Note, int], ...]
    #: The swimlane it is in, as it is written in the document.
    row: str = ""
    #: Its picture, and what is to be seen on it.
    picture: Drawable | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A stage from its name to its curve; the pool where `id` is ""."""

    id: str
    name: str
    goal: str
    mean: float | None
    cards: list[Card]


class Content:
    """A document for one line of the curve.

    Args:
        document: the map's document.
        language: "ja" or "en".
        persona: id of the persona whose scores are shown, "" for everyone's; None: everyone's where there are some,
            otherwise the first persona's.
        state: "as_is" or "to_be".
        rows: a field of the touchpoints that makes swimlanes; None: no swimlanes.
        pictures: gives the cards' pictures by their names; None: cards are drawn without.

    Raises:
        SlidesError: there is no such persona, state or field.

    """

    def __init__(
        self,
        document: Mapping[str, Any],
        language: str,
        persona: str | None = None,
        state: str = "as_is",
        *,
        rows: str | None = None,
        pictures: Callable[[str], bytes | None] | None = None,
    ) -> None:
        if rows is not None and rows not in ROWS and not own_name(rows):
            raise SlidesError("picture.no_such_rows", language=language, value=rows, valid=[*ROWS, "custom.<name>"])
        self._pictures = pictures
        self._rows = rows
        self.source = Source(document, language)
        self.scale = self.source.scale
        personas = self.source.table("personas")
        if persona and persona not in personas:
            raise SlidesError("picture.no_such_persona", language=language, value=persona, valid=list(personas))
        if state not in ("as_is", "to_be"):
            raise SlidesError("picture.no_such_state", language=language, value=state)
        lines = self.source.reading.lines
        scored = [line[0] for line in self.source.reading.ordered_lines() if line[1] == state]
        self.line: Line = (next(iter(scored), "") if persona is None else persona, state)
        self.measures = lines.get(self.line, {})

    def say(self, key: str, **values: object) -> str:
        """Words in the picture's language; the whole key is named."""
        return say(key, self.source.language, **values)

    @cached_property
    def data(self) -> dict[str, list[Row]]:
        """The curve's data, as the page and the charts draw it."""
        return dataset_rows(self.source.document)

    @cached_property
    def bands(self) -> list[Band]:
        """The stages from left to right."""
        return [self._band(stage) for stage in self.source.reading.stages]

    @cached_property
    def pool(self) -> Band:
        """The cards that are on no stage."""
        return self._band("")

    def _band(self, stage: str) -> Band:
        cards = [self._card(name) for name in touchpoints_of(self.source.document, stage)]
        scores = [card.measure.score for card in cards if card.measure] if stage else []
        record = self.source.table("stages")[stage] if stage else {"name": self.say("board.pool")}
        mean = sum(scores) / len(scores) if scores else None
        return Band(stage, record["name"] or self.say("chart.untitled"), record.get("goal", ""), mean, cards)

    def _card(self, name: str) -> Card:
        record = self.source.table("touchpoints")[name]
        place = self.source.places.get(name)
        counts: list[tuple[Note, int]] = [(kind, self._notes[name, kind]) for kind in NOTES]
        return Card(
            name,
            None if place is None else place.no,
            record["title"] or self.say("chart.untitled"),
            record.get("channel", ""),
            bool(record.get("moment_of_truth")),
            self.measures[name][0] if name in self.measures else None,
            tuple((kind, count) for kind, count in counts if count),
            self._row(record),
            drawable(self._pictures, record["image"], _SIDE) if self._pictures and record.get("image") else None,
            record.get("image_alt") or record["title"],
        )

    def _row(self, record: Mapping[str, Any]) -> str:
        if not self._rows:
            return ""
        name = own_name(self._rows)
        value = record.get("custom", {}).get(name, "") if name else record.get(self._rows, "")
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    @cached_property
    def _lanes(self) -> list[str]:
        """What tells the swimlanes apart, in the order of their first cards; what says nothing comes last."""
        found = dict.fromkeys(card.row for band in self.bands for card in band.cards)
        return sorted(found, key=lambda name: name == "")

    @property
    def rows(self) -> list[str | None]:
        """Names of the swimlanes from top to bottom; one None where there are none."""
        return [self._called(name) for name in self._lanes] if self._rows and self._lanes else [None]

    def cells(self, band: Band) -> list[list[Card]]:
        """The cards of a stage, swimlane by swimlane."""
        if self.rows == [None]:
            return [band.cards]
        return [[card for card in band.cards if card.row == lane] for lane in self._lanes]

    def _called(self, lane: str) -> str:
        if not lane:
            return self.say("board.row_none")
        if self._rows == "evidence":
            return self.say(f"panel.evidence_{lane}")
        if self._rows == "exists_in":
            return self.say("panel.field_exists_in" if lane == "both" else f"board.{lane}")
        return lane

    @cached_property
    def _notes(self) -> Counter[tuple[str, str]]:
        notes = self.source.table("notes").values()
        return Counter((note.get("touchpoint", ""), note["kind"]) for note in notes if not note.get("merged_into"))

    @property
    def whose(self) -> str:
        """The line in focus in words: persona and state."""
        return self.called(*self.line)

    def called(self, persona: str, state: str) -> str:
        """A line in words."""
        name = self.source.reading.persona_name(persona) if persona else self.say("board.everyone")
        return self.say("board.key_line", persona=name, state=self.say(f"board.{state}"))

    @cached_property
    def sentence(self) -> str:
        """What the curve says, as it stands under the board: where it is lowest, and where opinions are split."""
        placed = self.source.reading.places
        if not placed:
            return self.say("chart.no_cards")
        scored = [(place, self.measures[place.id][0]) for place in placed if place.id in self.measures]
        if not scored:
            return self.say("chart.not_scored_yet" if len(placed) > 1 else "chart.not_scored_yet_one", n=len(placed))
        lowest, least = min(scored, key=lambda entry: entry[1].score)
        values: dict[str, object] = {
            "lowest": self._quoted(lowest.id),
            "score": self.source.signed(least.score),
        }
        if len(placed) > _MANY:
            valley = min((band for band in self.bands if band.mean is not None), key=lambda band: band.mean or 0.0)
            stage = {"valley": valley.name, "mean": self.source.signed(valley.mean)}
            return self.say("chart.many", cards=len(placed), scored=len(scored), **values, **stage)
        half = (self.scale.high - self.scale.low) / 2
        split = [entry for entry in scored if _width(entry[1]) > half]
        if not split:
            return self.say("chart.lowest_is", **values)
        widest, apart = max(split, key=lambda entry: _width(entry[1]))
        values["widest"] = self._quoted(widest.id)
        values["low"], values["high"] = self.source.signed(apart.low), self.source.signed(apart.high)
        return self.say("chart.lowest_and_widest", **values)

    def _quoted(self, touchpoint: str) -> str:
        # The page sets it in bold; a line of plain words needs to say where a title ends.
        return self.say("picture.quoted", text=self.source.called(touchpoint))


#: Above this many cards the sentence tells of stages, not of single cards; as the page does.
_MANY = 40


def _width(measure: Measure) -> float:
    return 0.0 if measure.low is None or measure.high is None else measure.high - measure.low
