"""The journey in a handful of numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from journey_widgets.analysis.reading import scale_in
from journey_widgets.analysis.rows import Row, dataset_rows
from journey_widgets.analysis.scores import Document, Entry, entries

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["summary", "summary_numbers"]

#: What a touchpoint weighs that says nothing of its importance: the middle of 1–5.
PLAIN_IMPORTANCE = 3


@dataclass(frozen=True, slots=True)
class _Point:
    touchpoint: str
    score: float
    unit: float
    importance: float


def summary(journey: Journey, *, persona: str | None = None, state: Literal["as_is", "to_be"] = "as_is") -> pd.Series:
    """The journey in a handful of numbers, on its own scale, over the placed touchpoints that have a score.

    Args:
        journey: the journey.
        persona: whose line, by id; "" is everyone's. By default each touchpoint counts with the mean of all its lines.
        state: "as_is" or "to_be".

    Returns:
        Missing where nothing is scored (`n` and `participants` are 0 then):

        - `mean`: over touchpoints.
        - `weighted_mean`: the same, weighted by the touchpoints' importance (1–5; 3 where it is not said).
        - `lowest`, `lowest_at`: the lowest score and its touchpoint; the first of several.
        - `largest_drop`, `largest_drop_at`: the largest fall from one touchpoint to the next, as a positive number, and
          the touchpoint it falls to; 0 where it never falls. Gaps are not bridged.
        - `share_below_zero`: share (0–1) of touchpoints below the scale's neutral score.
        - `end`: the last score.
        - `peak_end`: mean of the most intense score (furthest from neutral; the first of several) and the last one:
          how people remember an episode. Kahneman, Fredrickson, Schreiber & Redelmeier (1993), "When More Pain Is
          Preferred to Less", Psychological Science 4(6); Redelmeier & Kahneman (1996), Pain 66. A rule of memory, not
          of value.
        - `agreement`: mean over touchpoints that two or more people scored of `1 − SD / ((high − low) / 2)`, with the
          standard deviation of all given scores; 1 when all agree, 0 when split between both ends of the scale.
        - `n`: scored touchpoints; `participants`: people who scored.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    return pd.Series(summary_numbers(journey.snapshot().document, persona=persona, state=state), dtype="object")


def summary_numbers(document: Document, *, persona: str | None = None, state: str = "as_is") -> dict[str, Any]:
    """`summary` as a plain dict, missing numbers as None."""
    rows = [
        row
        for row in dataset_rows(document)["curve"]
        if row["state"] == state and (persona is None or row["persona"] == persona)
    ]
    order = [place["id"] for place in dataset_rows(document)["places"]]
    points = _points(document, rows, order)
    agreement, people = _agreement(document, order, persona, state)
    numbers: dict[str, Any] = dict.fromkeys(
        ("mean", "weighted_mean", "lowest", "lowest_at", "largest_drop", "largest_drop_at", "share_below_zero", "end",
         "peak_end")
    )  # fmt: skip
    scored = [point for point in points if point is not None]
    if scored:
        low = min(scored, key=lambda point: point.score)
        peak = max(scored, key=lambda point: abs(point.unit))
        drop, where = _largest_drop(points)
        weight = sum(point.importance for point in scored)
        numbers |= {
            "mean": sum(point.score for point in scored) / len(scored),
            "weighted_mean": sum(point.score * point.importance for point in scored) / weight,
            "lowest": low.score,
            "lowest_at": low.touchpoint,
            "largest_drop": drop,
            "largest_drop_at": where,
            "share_below_zero": sum(point.unit < 0 for point in scored) / len(scored),
            "end": scored[-1].score,
            "peak_end": (peak.score + scored[-1].score) / 2,
        }
    return numbers | {"agreement": agreement, "n": len(scored), "participants": people}


def _points(document: Document, rows: list[Row], order: list[str]) -> list[_Point | None]:
    """One point for each placed touchpoint in reading order; None where nobody scored it."""
    scale = scale_in(document)
    scores: dict[str, list[float]] = {}
    for row in rows:
        if row["score"] is not None:
            scores.setdefault(row["touchpoint"], []).append(row["score"])
    points: list[_Point | None] = []
    for name in order:
        given = scores.get(name)
        if given is None:
            points.append(None)
            continue
        mean = sum(given) / len(given)
        importance = document["touchpoints"][name].get("importance", PLAIN_IMPORTANCE)
        points.append(_Point(name, mean, scale.unit(mean), importance))
    return points


def _largest_drop(points: list[_Point | None]) -> tuple[float, str | None]:
    drop, where = 0.0, None
    for before, after in pairwise(points):
        if before is not None and after is not None and before.score - after.score > drop:
            drop, where = before.score - after.score, after.touchpoint
    return drop, where


def _agreement(document: Document, order: list[str], persona: str | None, state: str) -> tuple[float | None, int]:
    scale = scale_in(document)
    scores = entries(document)
    people: set[str] = set()
    found: list[float] = []
    for name in order:
        given: list[float] = []
        for line, entry in scores.get(name, {}).items():
            if line[1] == state and (persona is None or line[0] == persona):
                given += _given(entry, people)
        if len(given) > 1:
            mean = sum(given) / len(given)
            deviation = math.sqrt(sum((score - mean) ** 2 for score in given) / len(given))
            found.append(1 - deviation / ((scale.high - scale.low) / 2))
    return (sum(found) / len(found) if found else None), len(people)


def _given(entry: Entry, people: set[str]) -> list[float]:
    people.update(participant for participant, _ in entry.given)
    return [record["score"] for _, record in entry.given]
