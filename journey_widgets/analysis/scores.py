"""Who gave which score, and what a line of the curve says at one touchpoint. Twin of `js/src/analysis/scores.ts`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Band", "Entry", "Line", "Measure", "entries", "measure", "quantile"]

Band = Literal["iqr", "range"]
Document = dict[str, Any]
#: A line of the curve: persona id ("" for everyone) and state.
Line = tuple[str, str]


@dataclass(slots=True)
class Entry:
    """The scores of one line at one touchpoint: the agreed one, and the participants' by participant id."""

    agreed: dict[str, Any] | None = None
    given: list[tuple[str, dict[str, Any]]] = field(default_factory=list[tuple[str, dict[str, Any]]])

    def reasons(self) -> str:
        """Why people scored so, the agreed reason first, joined by " / "."""
        records = [self.agreed, *(record for _, record in self.given)]
        return " / ".join(record["reason"] for record in records if record and record.get("reason"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What a line shows at a touchpoint. `low` and `high` are over the participants, None where there are none."""

    score: float
    n: int
    low: float | None
    high: float | None
    agreed: bool


def quantile(ordered: Sequence[float], share: float) -> float:
    """The `share` (0–1) quantile of ascending numbers by linear interpolation.

    This is numpy's default, type 7 of Hyndman & Fan (1996), "Sample Quantiles in Statistical Packages".
    """
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return low + (high - low) * (place - below)


def entries(document: Document) -> dict[str, dict[Line, Entry]]:
    """Touchpoint id → line → its scores. One pass over the scores."""
    found: dict[str, dict[Line, Entry]] = {}
    scores: dict[str, dict[str, Any]] = document.get("scores", {})
    for name in sorted(scores):
        record = scores[name]
        line = (record.get("persona") or "", record["state"])
        entry = found.setdefault(record["touchpoint"], {}).setdefault(line, Entry())
        participant = record.get("participant") or ""
        if participant:
            entry.given.append((participant, record))
        else:
            entry.agreed = record
    for lines in found.values():
        for entry in lines.values():
            entry.given.sort(key=lambda given: given[0])
    return found


def measure(entry: Entry, participants: dict[str, Any], band: Band = "iqr") -> Measure | None:
    """The line's value: the agreed score where there is one, otherwise the weighted mean of the participants.

    A score's weight is its own, else its participant's, else 1. Weights that add up to nothing count as equal.
    """
    total = weighted = plain = 0.0
    given: list[float] = []
    for participant, record in entry.given:
        score = record["score"]
        weight = record.get("weight")
        if weight is None:
            weight = participants.get(participant, {}).get("weight", 1)
        total += weight
        weighted += weight * score
        plain += score
        given.append(score)
    agreed = entry.agreed
    if agreed is None and not given:
        return None
    given.sort()
    low = high = None
    if given:
        low, high = (given[0], given[-1]) if band == "range" else (quantile(given, 0.25), quantile(given, 0.75))
    score = agreed["score"] if agreed is not None else weighted / total if total > 0 else plain / len(given)
    return Measure(score, len(given), low, high, agreed is not None)
