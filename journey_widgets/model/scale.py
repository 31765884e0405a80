"""Emotion scales: what a raw score means, and how one scale becomes another."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from journey_widgets.model.errors import ChangeError
from journey_widgets.words import LANGUAGES, say

__all__ = ["DEFAULT", "SCALES", "Scale", "scale_named", "scale_of"]


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from `low` to `high` in steps of `step`, with the feeling of neither good nor bad at `neutral`.

    `labels` maps a score as text ("-2") to its words in each language.
    """

    low: float
    high: float
    step: float = 1
    neutral: float | None = None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def unit(self, score: float) -> float:
        """`score` on −1 … +1: `2(s−lo)/(hi−lo)−1`; in two pieces with neutral at 0 where that is not the middle."""
        neutral = self._bend()
        if neutral is None:
            return 2 * (score - self.low) / (self.high - self.low) - 1
        return (score - neutral) / (self.high - neutral if score >= neutral else neutral - self.low)

    def score(self, unit: float) -> float:
        """The score, not rounded to a step, at `unit` of −1 … +1: the inverse of `unit`."""
        neutral = self._bend()
        if neutral is None:
            return self.low + (unit + 1) / 2 * (self.high - self.low)
        return neutral + unit * (self.high - neutral if unit >= 0 else neutral - self.low)

    def _bend(self) -> float | None:
        """The neutral score where the two halves differ in length."""
        neutral = self.neutral
        if neutral is None or neutral * 2 == self.low + self.high or not self.low < neutral < self.high:
            return None
        return neutral

    def face(self, score: float) -> int:
        """Which of the five faces −2 … +2 is nearest; a score between two gets the happier one."""
        return max(-2, min(2, math.floor(self.unit(score) * 2 + 0.5)))

    def values(self) -> list[float]:
        """All scores a person can give, ascending. Whole ones are integers."""
        count = math.floor((self.high - self.low) / self.step + 1e-9)
        return [_whole(self.low + index * self.step) for index in range(count + 1)]

    def holds(self, score: float) -> bool:
        """Whether `score` is one of `values()`."""
        steps = (score - self.low) / self.step
        return self.low <= score <= self.high and abs(steps - round(steps)) < 1e-9

    def nearest(self, score: float) -> float:
        """The value of the scale nearest to `score`; the higher of two equally near ones."""
        steps = math.floor((score - self.low) / self.step + 0.5 + 1e-9)
        last = math.floor((self.high - self.low) / self.step + 1e-9)
        return _whole(self.low + max(0, min(last, steps)) * self.step)

    def convert(self, score: float, other: Scale) -> float:
        """`score` of this scale on `other`, through −1 … +1, at the nearest of its values (the higher of two)."""
        return other.nearest(other.score(self.unit(score)))

    def label(self, score: float, language: str = "en") -> str:
        """The word for `score`; "" where the scale has none for it."""
        return self.labels.get(_key(score), {}).get(language, "")

    def spelled(self, score: float) -> str:
        """`score` as people write it: with its sign where the scale goes both ways ("+1", "−2")."""
        return _signed(score, self)

    def document(self) -> dict[str, Any]:
        """The scale as it stands in `about.scale`."""
        result: dict[str, Any] = {"low": _whole(self.low), "high": _whole(self.high), "step": _whole(self.step)}
        if self.neutral is not None:
            result["neutral"] = _whole(self.neutral)
        if self.labels:
            result["labels"] = {score: dict(words) for score, words in self.labels.items()}
        return result

    def __str__(self) -> str:
        return f"{_signed(self.low, self)}…{_signed(self.high, self)}"


_FACES: Final = {-2: "m2", -1: "m1", 0: "0", 1: "p1", 2: "p2"}


def _whole(value: float) -> float:
    rounded = round(value, 9)
    return int(rounded) if float(rounded).is_integer() else rounded


def _key(score: float) -> str:
    return str(_whole(score))


def _signed(value: float, scale: Scale) -> str:
    text = str(_whole(value)).replace("-", "−")
    return f"+{text}" if scale.low < 0 < value else text


def _labelled(low: int, high: int, neutral: float | None = None) -> Scale:
    """A scale whose labels are said at the scores that stand for the five faces."""
    scale = Scale(low, high, 1, neutral)
    at = {face: scale.score(face / 2) for face in _FACES}
    labels = {
        _key(score): {language: say(f"model.feeling_{_FACES[face]}", language) for language in LANGUAGES}
        for face, score in at.items()
        if scale.holds(score)
    }
    return Scale(low, high, 1, neutral, labels)


#: The scales to choose from. The default first.
SCALES: Final[Mapping[str, Scale]] = {
    "-2…+2": _labelled(-2, 2, 0),
    "-3…+3": _labelled(-3, 3, 0),
    "1…5": _labelled(1, 5, 3),
    "1…10": _labelled(1, 10, 5.5),
    "0…10": _labelled(0, 10, 5),
    "0…100": _labelled(0, 100, 50),
}
DEFAULT: Final = SCALES["-2…+2"]

_SPELLING = re.compile(r"\s*([+-]?\d+)\s*(?:…|\.{2,3}|-|–|—|~|〜|to)\s*([+-]?\d+)\s*")


def scale_named(name: str | Scale | Mapping[str, Any]) -> Scale:
    """One of `SCALES` by name, however its dash is typed ("1…5", "1-5", "−2..2", "1〜5"); a scale as it is.

    Raises:
        ChangeError: there is no such scale.

    """
    if isinstance(name, Scale):
        return name
    if isinstance(name, Mapping):
        return scale_of(name)
    match = _SPELLING.fullmatch(name.replace("−", "-").replace("+", "+"))
    if match:
        low, high = int(match.group(1)), int(match.group(2))
        for scale in SCALES.values():
            if (scale.low, scale.high) == (low, high):
                return scale
    raise ChangeError("model.no_such_scale", value=name, valid=list(SCALES))


def scale_of(document: Mapping[str, Any]) -> Scale:
    """The scale written in `about.scale` (`low`, `high`, `step`, `neutral`, `labels`)."""
    labels = cast("Mapping[str, Mapping[str, str]]", document.get("labels", {}))
    return Scale(document["low"], document["high"], document.get("step", 1), document.get("neutral"), labels)
