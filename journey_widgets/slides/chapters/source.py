"""A journey read once for all its slides: the cleaned document, its curve and its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, cast

from journey_widgets.analysis.reading import Place, Reading
from journey_widgets.words import say

__all__ = ["Source", "cleaned"]

# What XML cannot hold or no reader could see: controls, lone surrogates, direction overrides that would turn the rest
# of a line around.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BREAKS = re.compile(r"[ \t]*[\r\n\u2028\u2029]+[ \t]*|\t")


def cleaned(value: Any) -> Any:  # noqa: ANN401 - plain JSON in, plain JSON out
    """A copy of plain data whose texts hold nothing that a slide cannot; lines are joined by spaces."""
    if isinstance(value, str):
        return _BREAKS.sub(" ", _UNSEEN.sub("", value)).strip()
    if isinstance(value, Mapping):
        return {key: cleaned(item) for key, item in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [cleaned(item) for item in cast("list[Any]", value)]
    return value


class Source:
    """What the chapters read."""

    def __init__(self, document: Mapping[str, Any], language: str) -> None:
        self.document: dict[str, Any] = cleaned(document)
        self.language = language
        self.reading = Reading(self.document, "iqr", 1)
        self.scale = self.reading.scale

    def table(self, name: str) -> dict[str, dict[str, Any]]:
        """The records of a table by id."""
        return self.document.get(name, {})

    @property
    def about(self) -> dict[str, Any]:
        """What the map is about."""
        return self.document.get("about", {})

    @property
    def title(self) -> str:
        """The map's title, never empty."""
        return self.about.get("title") or self.say("untitled")

    def say(self, key: str, **values: object) -> str:
        """Words of the slides in their language."""
        return say(f"slides.{key}", self.language, **values)

    def many(self, key: str, n: int) -> str:
        """So many of something, in words: "1 stage", "6 stages"."""
        return self.say(f"{key}_one" if n == 1 else key, n=n)

    def extent(self) -> str:
        """How much there is on the board, in words."""
        stages, cards = self.many("stages", len(self.reading.stages)), self.many("cards", len(self.places))
        return self.say("extent", stages=stages, cards=cards)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Placed touchpoints by id, in reading order."""
        return {place.id: place for place in self.reading.places}

    def called(self, touchpoint: str) -> str:
        """A touchpoint as the room speaks of it: its number and title."""
        place = self.places.get(touchpoint)
        title: str = self.table("touchpoints")[touchpoint]["title"]
        return title if place is None else f"{place.no} {title}"

    def where(self, record: Mapping[str, Any]) -> str:
        """What a note, an action or a measure is about: its touchpoint, else its stage, else nothing."""
        if record.get("touchpoint") in self.table("touchpoints"):
            return self.called(record["touchpoint"])
        if record.get("stage") in self.table("stages"):
            return self.table("stages")[record["stage"]]["name"]
        return ""

    def signed(self, score: float | None) -> str:
        """A score as a person reads it: at most one decimal, a real minus, a plus where the scale has both signs."""
        if score is None:
            return ""
        rounded = round(score, 1)
        text = f"{abs(rounded):.1f}".removesuffix(".0")
        if rounded < 0:
            return f"−{text}"
        return f"+{text}" if rounded > 0 and self.scale.low < 0 else text

    def number(self, value: float, unit: str = "") -> str:
        """A measured number with its unit."""
        text = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
        if "e" in text:
            text = f"{value:g}"
        text = text.replace("-", "−")
        tight = unit in {"%", "％", "‰"} or (unit and ord(unit[0]) > 0x2E80)
        return f"{text}{unit}" if tight or not unit else f"{text} {unit}"

    def day(self, text: str | None) -> str:
        """A date as it is written in the language; times are left out."""
        if not text:
            return ""
        day = date.fromisoformat(text[:10])
        return f"{day.year}/{day.month}/{day.day}" if self.language == "ja" else day.isoformat()

    def listed(self, parts: list[str]) -> str:
        """Things one after the other, as in a sentence."""
        return ("、" if self.language == "ja" else ", ").join(parts)

    def joined(self, parts: list[str]) -> str:
        """Phrases one after the other, without the empty ones."""
        return ("・" if self.language == "ja" else ", ").join(part for part in parts if part)
