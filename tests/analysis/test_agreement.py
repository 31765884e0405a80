"""Van der Eijk's A: published values, cases by hand, and a second way of counting."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_widgets.analysis.agreement import agreement, agreement_of
from journey_widgets.model.scale import scale_named


def counted_one_by_one(frequencies: list[int]) -> Fraction:
    """A by the letter of the article: peel off layer after layer, look at every triple. Shares no code with ours."""
    size, total, rest, found = len(frequencies), sum(frequencies), list(frequencies), Fraction(0)
    while any(rest):
        height = min(value for value in rest if value)
        pattern = [int(value > 0) for value in rest]
        triples = ["".join(map(str, triple)) for triple in combinations(pattern, 3)]
        alike, apart = triples.count("110") + triples.count("011"), triples.count("101")
        unimodal = Fraction(1)
        if alike + apart:
            unimodal = Fraction((size - 2) * alike - (size - 1) * apart, (size - 2) * (alike + apart))
        layer = unimodal * (1 - Fraction(sum(pattern) - 1, size - 1))
        found += Fraction(sum(pattern) * height, total) * layer
        rest = [value - height if value else 0 for value in rest]
    return found


def test_the_value_that_the_r_package_agrmt_documents():
    # Ruedin's agrmt, ?agreement: "The rate of agreement is given as 0.6113333".
    assert agreement([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.6113333, abs=5e-8)


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        # Two neighbours of seven: TU = 5, TDU = 0, U = 1, A = 1 − 1/6.
        ([1, 1, 0, 0, 0, 0, 0], 5 / 6),
        # Van der Eijk 2001, p. 333: TU = 4, TDU = 1, U = (5·4 − 6·1) / (5·5) = 14/25, A = 14/25 · 5/6.
        ([1, 0, 1, 0, 0, 0, 0], 7 / 15),
        # Both ends of five: TU = 0, TDU = 3, U = −(4·3)/(3·3) = −4/3, A = −4/3 · 3/4.
        ([1, 0, 0, 0, 1], -1),
        # Both ends and the middle of five: each zero parts 1·2 ones and ends or begins one pair, so TU = 2, TDU = 4,
        # U = (3·2 − 4·4) / (3·6) = −5/9, A = −5/9 · 1/2.
        ([1, 0, 1, 0, 1], -5 / 18),
        ([1, 1, 1, 1, 1], 0),
        ([0, 0, 1, 0, 0], 1),
    ],
)
def test_patterns_by_hand(pattern: list[int], value: float):
    assert agreement(pattern) == pytest.approx(value)


def test_layers_by_hand():
    # 1 4 0 0 1 → a layer 11001 of height 1 (3 of 6 cases) and a layer 01000 of height 3 (3 of 6).
    # 11001: of its triples 110 twice, 011 never, 101 at each zero 2·1: U = (3·2 − 4·4)/(3·6) = −5/9, A = −5/9 · 1/2.
    assert agreement([1, 4, 0, 0, 1]) == pytest.approx(0.5 * (-5 / 18) + 0.5 * 1)


@given(st.lists(st.integers(0, 6), min_size=3, max_size=7).filter(any))
def test_it_is_what_counting_every_triple_of_every_layer_gives(frequencies: list[int]):
    assert agreement(frequencies) == pytest.approx(float(counted_one_by_one(frequencies)), abs=1e-12)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=11).filter(any), st.integers(2, 5))
def test_it_stays_between_its_ends_and_neither_the_crowd_nor_the_direction_matters(frequencies: list[int], times: int):
    found = agreement(frequencies)
    assert found is not None
    assert -1 - 1e-12 <= found <= 1 + 1e-12
    assert agreement(frequencies[::-1]) == pytest.approx(found, abs=1e-12)
    assert agreement([value * times for value in frequencies]) == pytest.approx(found, abs=1e-12)


def test_of_nobody_and_of_one_category_there_is_none():
    assert agreement([0, 0, 0]) is None
    assert agreement([4]) is None
    assert agreement([]) is None


def test_the_values_of_a_scale_are_its_categories():
    scale = scale_named("-2…+2")
    assert agreement_of([-2, 2], scale) == pytest.approx(-1)
    assert agreement_of([1, 1, 1], scale) == 1
    assert agreement_of([0, 1], scale) == pytest.approx(3 / 4)
    # On a finer scale, neighbours are nearer to each other.
    assert agreement_of([50, 51], scale_named("0…100")) == pytest.approx(99 / 100)
    # A score between two values counts for the nearest.
    assert agreement_of([0.4, -0.4], scale) == 1


def test_one_person_cannot_disagree():
    assert agreement_of([2], scale_named("-2…+2")) is None
