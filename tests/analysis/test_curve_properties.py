"""Whatever people score: the curve stays on the scale, goes through every score, and a mean stays inside its band."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey_widgets.analysis.rows import dataset_rows
from journey_widgets.model.scale import SCALES, Scale
from journey_widgets.slides.drawing.paths import monotone

#: A hair: sums of weighted scores carry binary dust.
DUST = 1e-9


@st.composite
def maps(draw: st.DrawFn, *, agreed: bool = True) -> tuple[dict[str, Any], Scale]:
    """A map of up to nine cards, each scored by up to six people of any weight, some agreed on, on any scale."""
    scale = draw(st.sampled_from([*SCALES.values(), Scale(-2, 2, 0.5, 0), Scale(0, 10, 1, 7)]))
    values = st.sampled_from(scale.values())
    cards = draw(st.integers(1, 9))
    document: dict[str, Any] = {
        "about": {"title": "x", "scale": scale.document()},
        "stages": {"st_0": {"name": "a", "rank": "a0"}, "st_1": {"name": "b", "rank": "a1"}},
        "touchpoints": {
            f"tp_{at}": {"title": "t", "stage": f"st_{at * 2 // cards}", "rank": f"a{at}"} for at in range(cards)
        },
        "participants": {
            f"p{person}": {"label": "x", "weight": draw(st.sampled_from([0, 1, 2.5]))} for person in range(6)
        },
        "scores": {},
    }
    for card in document["touchpoints"]:
        for state in ("as_is", "to_be"):
            for person in draw(st.sets(st.sampled_from([*range(6)]), max_size=6)):
                _give(document, card, state, f"p{person}", draw(values))
            if agreed and draw(st.booleans()):
                _give(document, card, state, "", draw(values))
    return document, scale


def _give(document: dict[str, Any], card: str, state: str, person: str, score: float) -> None:
    record = {"touchpoint": card, "state": state, "score": score} | ({"participant": person} if person else {})
    document["scores"][f"{card}//{state}/{person}"] = record


def pieces(rows: list[dict[str, Any]]) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    """The ribbon's rows by the segment they are a piece of: left card, persona, state."""
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        card, persona, state, _ = row["id"].split("/")
        found.setdefault((card, persona, state), []).append(row)
    return found


@settings(max_examples=60, deadline=None)
@given(maps(), st.sampled_from(["iqr", "range"]))
def test_the_curve_and_its_band_never_leave_the_scale(made: tuple[dict[str, Any], Scale], band: Any):
    document, scale = made
    rows = dataset_rows(document, band=band)
    for row in [*rows["curve"], *rows["ribbon"]]:
        for field in ("score", "low", "high"):
            if row[field] is not None:
                assert scale.low - DUST <= row[field] <= scale.high + DUST
    for row in rows["stages_curve"]:
        assert scale.low - DUST <= row["mean"] <= scale.high + DUST


@settings(max_examples=60, deadline=None)
@given(maps())
def test_the_drawn_line_goes_through_every_score_and_is_in_order_between_two(made: tuple[dict[str, Any], Scale]):
    document, _ = made
    rows = dataset_rows(document)
    scores = {(row["touchpoint"], row["persona"], row["state"]): row for row in rows["curve"]}
    order = [place["id"] for place in rows["places"]]
    for (card, persona, state), segment in pieces(rows["ribbon"]).items():
        ends = [
            # A line of what should be leaves from, and comes back to, what is.
            next(
                scores[name, persona, of]
                for of in (state, "as_is")
                if (name, persona, of) in scores and scores[name, persona, of]["score"] is not None
            )
            for name in (card, order[order.index(card) + 1])
        ]
        assert (segment[0]["x"], segment[0]["score"]) == pytest.approx((ends[0]["x"], ends[0]["score"]))
        assert (segment[-1]["x"], segment[-1]["score"]) == pytest.approx((ends[1]["x"], ends[1]["score"]))
        steps = [after["score"] - before["score"] for before, after in pairwise(segment)]
        assert all(step >= -DUST for step in steps) or all(step <= DUST for step in steps)
        assert all(after["x"] > before["x"] for before, after in pairwise(segment))


@settings(max_examples=60, deadline=None)
@given(maps(agreed=False))
def test_a_mean_stays_inside_the_range_of_its_people(made: tuple[dict[str, Any], Scale]):
    rows = dataset_rows(made[0], band="range")
    for row in [*rows["curve"], *rows["ribbon"]]:
        if row["low"] is not None and row["score"] is not None:
            assert row["low"] - DUST <= row["score"] <= row["high"] + DUST


@settings(max_examples=60, deadline=None)
@given(maps(), st.sampled_from(["iqr", "range"]))
def test_what_is_in_order_at_two_neighbours_is_in_order_between_them(made: tuple[dict[str, Any], Scale], band: Any):
    """A mean can be outside its quartiles (0 0 0 0 9), but a drawing must not put it there."""
    for segment in pieces(dataset_rows(made[0], band=band)["ribbon"]).values():
        start, end = segment[0], segment[-1]
        for lower, upper in (("low", "high"), ("low", "score"), ("score", "high")):
            if None in (start[lower], start[upper], end[lower], end[upper]):
                continue
            if start[lower] <= start[upper] and end[lower] <= end[upper]:
                assert all(row[lower] <= row[upper] + DUST for row in segment)


def bends(path: str) -> list[tuple[float, ...]]:
    """The cubic pieces of an SVG path: the four heights of each."""
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    heights = [y for _, y in points]
    return [tuple(heights[at : at + 4]) for at in range(0, len(heights) - 1, 3)]


@given(st.lists(st.tuples(st.floats(1, 50), st.integers(-20, 20)), min_size=2, max_size=12))
def test_a_line_without_a_band_never_leaves_its_two_scores(steps: list[tuple[float, int]]):
    """The monotone curve of pictures and slides; the page's is d3's, which `js/test/analysis/monotone.test.ts` holds."""
    points: list[tuple[float, float]] = []
    x = 0.0
    for wide, score in steps:
        x += wide
        points.append((x, score * 10.0))
    for (y0, y1, y2, y3), ((_, start), (_, end)) in zip(bends(monotone(points)), pairwise(points), strict=True):
        assert (y0, y3) == pytest.approx((start, end), abs=0.01)
        low, high = sorted((start, end))
        for step in range(1, 20):
            t = step / 20
            y = (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t * t * y2 + t**3 * y3
            assert low - 0.02 <= y <= high + 0.02  # paths are written to a hundredth of a pixel
