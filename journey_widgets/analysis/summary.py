"""The journey in a handful of numbers. Twin of `js/src/analysis/summary.ts` (`tests/contract/numbers.json`)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from journey_widgets.analysis.agreement import agreement_of, given_scores
from journey_widgets.analysis.reading import Place, Reading
from journey_widgets.analysis.scores import Document, Entry, Measure

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["NUMBERS", "Point", "point_at", "summary", "summary_numbers"]

#: What a touchpoint weighs that says nothing of its importance: the middle of 1–5.
PLAIN_IMPORTANCE = 3

#: The numbers of a summary, in order.
NUMBERS = (
    "mean", "weighted_mean", "lowest", "lowest_at", "largest_drop", "largest_drop_at", "share_below_zero", "end",
    "peak_end", "spread", "agreement", "n", "participants",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """What is said of one touchpoint when several lines are taken together: the mean of each figure over its lines.

    `spread` and `agreement` are over the lines that two or more people scored, None where there is none; `n` counts
    the scores people gave.
    """

    touchpoint: str
    score: float
    unit: float
    importance: float
    n: int
    spread: float | None
    agreement: float | None


def summary(journey: Journey, *, persona: str | None = None, state: Literal["as_is", "to_be"] = "as_is") -> pd.Series:
    """The journey in a handful of numbers, on its own scale, over the placed touchpoints that have a score.

    Args:
        journey: the journey.
        persona: whose line, by id; "" is everyone's. By default each touchpoint counts with the mean of all its lines.
        state: "as_is" or "to_be".

    Returns:
        Missing where nothing is scored (`n` and `participants` are 0 then):

        - `mean`: over touchpoints, `Σs / n`.
        - `weighted_mean`: `Σ(w·s) / Σw`, where w is the touchpoint's importance (1–5; 3 where it is not said).
        - `lowest`, `lowest_at`: the lowest score and its touchpoint; the first of several.
        - `largest_drop`, `largest_drop_at`: `max(sᵢ − sᵢ₊₁)`, the largest fall from one touchpoint to the next, as a
          positive number, and the touchpoint it falls to; 0 where it never falls. Gaps are not bridged.
        - `share_below_zero`: share (0–1) of touchpoints below the scale's neutral score.
        - `end`: the last score.
        - `peak_end`: `(most intense + last) / 2`; the most intense score is the one furthest from neutral, the first
          of several. How people remember an episode: Kahneman, Fredrickson, Schreiber & Redelmeier (1993), "When More
          Pain Is Preferred to Less", Psychological Science 4(6), 401–405; Redelmeier & Kahneman (1996), Pain 66, 3–8.
          A rule of memory, not of value.
        - `spread`: mean over touchpoints of the interquartile range of people's scores (quartiles of type 7, Hyndman
          & Fan 1996, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 361–365), where two
          or more people scored.
        - `agreement`: mean over the same touchpoints of van der Eijk's A (2001, Quality & Quantity 35(3), 325–341; see
          `analysis.agreement`): 1 all agree, 0 every score is equally frequent, −1 half of the people at each end.
          People who scored different personas are not taken to disagree.
        - `n`: scored touchpoints; `participants`: people who scored.

    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    return pd.Series(summary_numbers(journey.snapshot().document, persona=persona, state=state), dtype="object")


def summary_numbers(document: Document, *, persona: str | None = None, state: str = "as_is") -> dict[str, Any]:
    """`summary` as a plain dict, missing numbers as None."""
    reading = Reading(document, "iqr", 1)
    points = [point_at(reading, place, persona, state) for place in reading.places]
    numbers: dict[str, Any] = dict.fromkeys(NUMBERS)
    scored = [point for point in points if point is not None]
    if scored:
        low = min(scored, key=lambda point: point.score)
        peak = max(scored, key=lambda point: abs(point.unit))
        drop, where = _largest_drop(points)
        weight = sum(point.importance for point in scored)
        numbers |= {
            "mean": _mean([point.score for point in scored]),
            "weighted_mean": sum(point.score * point.importance for point in scored) / weight,
            "lowest": low.score,
            "lowest_at": low.touchpoint,
            "largest_drop": drop,
            "largest_drop_at": where,
            "share_below_zero": sum(point.unit < 0 for point in scored) / len(scored),
            "end": scored[-1].score,
            "peak_end": (peak.score + scored[-1].score) / 2,
            "spread": _mean([point.spread for point in scored if point.spread is not None]),
            "agreement": _mean([point.agreement for point in scored if point.agreement is not None]),
        }
    people = {
        participant
        for lines in reading.lines.items()
        if _asked(lines[0], persona, state)
        for _, entry in lines[1].values()
        for participant, _ in entry.given
    }
    return numbers | {"n": len(scored), "participants": len(people)}


def point_at(
    reading: Reading, place: Place, persona: str | None, state: str, *, among: Container[str] | None = None
) -> Point | None:
    """What the lines of `state` (of `persona`; all where None, or those `among`) say together at a place.

    None: not scored.
    """
    found: list[tuple[Measure, Entry]] = [
        line[place.id]
        for key, line in reading.lines.items()
        if _asked(key, persona, state) and place.id in line and (among is None or key[0] in among)
    ]
    if not found:
        return None
    score = sum(measure.score for measure, _ in found) / len(found)
    many = [(measure, entry) for measure, entry in found if measure.n > 1]
    return Point(
        touchpoint=place.id,
        score=score,
        unit=reading.scale.unit(score),
        importance=place.record.get("importance", PLAIN_IMPORTANCE),
        n=sum(measure.n for measure, _ in found),
        spread=_mean([(measure.high or 0) - (measure.low or 0) for measure, _ in many]),
        agreement=_mean(
            [agreed for _, entry in many if (agreed := agreement_of(given_scores(entry), reading.scale)) is not None]
        ),
    )


def _asked(line: tuple[str, str], persona: str | None, state: str) -> bool:
    return line[1] == state and (persona is None or line[0] == persona)


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _largest_drop(points: list[Point | None]) -> tuple[float, str | None]:
    drop, where = 0.0, None
    for before, after in pairwise(points):
        if before is not None and after is not None and before.score - after.score > drop:
            drop, where = before.score - after.score, after.touchpoint
    return drop, where
