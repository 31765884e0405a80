"""How far people agree on an ordered scale: van der Eijk's A, of one touchpoint's scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from journey_widgets.analysis.scores import Entry

if TYPE_CHECKING:
    from journey_widgets.model.scale import Scale

__all__ = ["agreement", "agreement_of", "given_scores"]


def agreement(frequencies: Sequence[float]) -> float | None:
    """Van der Eijk's measure of agreement A of a distribution over the ordered categories of a scale.

    The distribution is taken apart into layers, each as high as the smallest frequency left and as wide as the
    categories that are not empty yet. A layer is a pattern of K ones and zeros; S of them are ones. Of all triples of
    its categories `TU` read 110 or 011 (one heap) and `TDU` read 101 (two heaps apart); others say nothing. Then

        U = ((K − 2)·TU − (K − 1)·TDU) / ((K − 2)·(TU + TDU)),   1 where there is no such triple
        A(layer) = U · (1 − (S − 1) / (K − 1))

    and A is the mean over the layers, each weighted by its share of all cases. Source: C. van der Eijk (2001),
    "Measuring Agreement in Ordered Rating Scales", Quality & Quantity 35(3), 325–341, equations 1–3.

    Args:
        frequencies: how many people chose each category, lowest category first; weights or shares will do.

    Returns:
        1 where all are in one category, 0 where all categories are chosen equally often, −1 where one half is at each
        end of the scale. None of nobody, and of a scale of one category.

    """
    total = sum(frequencies)
    if total <= 0 or len(frequencies) < 2:
        return None
    # A pattern is the same for every frequency between two neighbouring heights: layers go from height to height.
    found, below = 0.0, 0.0
    for height in sorted({frequency for frequency in frequencies if frequency > 0}):
        pattern = [frequency >= height for frequency in frequencies]
        share = sum(pattern) * (height - below) / total
        found += share * _pattern_agreement(pattern)
        below = height
    return found


def _pattern_agreement(pattern: Sequence[bool]) -> float:
    size, ones = len(pattern), sum(pattern)
    alike = apart = before = 0
    for one in pattern:
        if one:
            before += 1
            continue
        # Each empty category ends the triples 110 of the ones before it, begins the 011 of those after, parts the 101.
        after = ones - before
        alike += before * (before - 1) // 2 + after * (after - 1) // 2
        apart += before * after
    unimodality = 1.0
    if alike + apart:
        unimodality = ((size - 2) * alike - (size - 1) * apart) / ((size - 2) * (alike + apart))
    return unimodality * (1 - (ones - 1) / (size - 1))


def agreement_of(scores: Iterable[float], scale: Scale) -> float | None:
    """Van der Eijk's A of people's scores on `scale`, whose values are the categories; everyone counts once.

    A score between two values counts for the nearest (the higher of two). None of fewer than two people: one person
    cannot disagree.
    """
    given = list(scores)
    if len(given) < 2:
        return None
    values = scale.values()
    place = {value: at for at, value in enumerate(values)}
    frequencies = [0] * len(values)
    for score in given:
        frequencies[place[scale.nearest(score)]] += 1
    return agreement(frequencies)


def given_scores(entry: Entry) -> list[float]:
    """What the participants gave at one touchpoint of one line; the agreed score is nobody's own."""
    return [record["score"] for _, record in entry.given]
