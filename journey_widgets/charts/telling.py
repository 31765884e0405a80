"""How charts call things in their sentences: cards with their number, scores with their sign."""

from __future__ import annotations

from journey_widgets.analysis.reading import Reading
from journey_widgets.model.scale import Scale

__all__ = ["called", "change_words", "percent", "score_words"]


def called(reading: Reading, touchpoint: str) -> str:
    """A card with its number, as it stands on the board: "4 支払い"."""
    place = next(place for place in reading.places if place.id == touchpoint)
    return f"{place.no} {place.record.get('title', '')}".strip()


def score_words(score: float, scale: Scale) -> str:
    """A score with one decimal at most, and its sign where the scale goes both ways."""
    return scale.spelled(round(score, 1))


def change_words(delta: float) -> str:
    """A difference of scores with its sign: "+1.5", "−2", "0"."""
    rounded = round(delta, 1)
    if rounded == 0:
        return "0"
    text = f"{abs(rounded):.1f}".removesuffix(".0")
    return f"{'+' if rounded > 0 else '−'}{text}"


def percent(part: float, whole: float) -> str:
    """A share in whole percent."""
    return f"{round(part / whole * 100)} %" if whole else "0 %"
