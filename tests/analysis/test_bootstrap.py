"""How stable a ranking is: the generator as it is written down, and the bootstrap against every draw there is."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from journey_widgets.analysis.bootstrap import Draws, resamples, stability
from journey_widgets.analysis.poll import opinion_poll
from journey_widgets.analysis.ranking import _heads, ranking  # pyright: ignore[reportPrivateUsage] - what is drawn
from journey_widgets.model.journey import Journey


def splitmix(seed: int, count: int) -> list[int]:
    """The generator once more, as plainly as it can be said."""

    def mix(z: int) -> int:
        z = (z ^ z >> 16) * 0x85EBCA6B % 2**32
        z = (z ^ z >> 13) * 0xC2B2AE35 % 2**32
        return z ^ z >> 16

    state = mix(seed)
    return [mix((state + step * 0x9E3779B9) % 2**32) for step in range(1, count + 1)]


@pytest.mark.parametrize("seed", [0, 1, 2**31, 2**32 - 1])
def test_the_numbers_by_chance_are_those_of_the_specification(seed: int):
    chance = Draws(seed)
    assert [chance.next() for _ in range(50)] == splitmix(seed, 50)


def test_every_person_is_drawn_about_as_often_as_any_other():
    counts = resamples(7, 4000, seed=1)
    assert (counts.sum(axis=1) == 7).all()
    # 28,000 draws of 7 people: 4,000 each, with a standard deviation of 59.
    assert abs(counts.sum(axis=0) - 4000).max() < 4 * 59


def test_the_same_seed_draws_the_same_people_and_another_seed_others():
    assert (resamples(5, 20, seed=3) == resamples(5, 20, seed=3)).all()
    assert (resamples(5, 20, seed=3) != resamples(5, 20, seed=4)).any()


CARDS = ["tp_a", "tp_b", "tp_c", "tp_d", "tp_e"]
#: (score, importance) that each of four people gave each card; None: not asked.
GIVEN: dict[str, list[tuple[int, int | None] | None]] = {
    "p1": [(-2, 5), (1, 4), (0, 5), (2, 2), None],
    "p2": [(2, 4), (-1, 5), (1, 3), None, (0, None)],
    "p3": [(-1, 3), (-2, 4), None, (1, 5), (2, 4)],
    "p4": [(1, 5), None, (-2, 4), (-1, 4), (-2, 5)],
}


@pytest.fixture
def journey() -> Journey:
    made = Journey()
    made.apply(
        {
            "stages": {"st_1": {"name": "購入", "rank": "a0"}},
            "touchpoints": {card: {"title": card, "stage": "st_1", "rank": f"a{at}"} for at, card in enumerate(CARDS)},
            "participants": {who: {"label": who} for who in GIVEN},
        }
    )
    for who, answers in GIVEN.items():
        for card, answer in zip(CARDS, answers, strict=True):
            if answer is not None:
                asked = {} if answer[1] is None else {"importance": answer[1]}
                made.score(card, answer[0], participant=who, **asked)
    return made


def head_of(people: tuple[str, ...]) -> frozenset[str]:
    """The three highest opportunities among these people, worked out with exact fractions and pandas, from scratch."""
    answers = pd.DataFrame(
        [
            {"card": card, "happy": answer[0] >= 1, "needed": None if answer[1] is None else answer[1] >= 4}
            for who in people
            for card, answer in zip(CARDS, GIVEN[who], strict=True)
            if answer is not None
        ]
    )
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for card, rows in answers.groupby("card"):
        asked = [bool(value) for value in rows["needed"] if value is not None]
        importance = Fraction(10 * sum(asked), len(asked)) if asked else Fraction(5)
        satisfaction = Fraction(10 * int(rows["happy"].sum()), len(rows))
        found[str(card)] = importance + max(importance - satisfaction, Fraction(0)), importance
    order = sorted(found, key=lambda card: (-found[card][0], -found[card][1], CARDS.index(card)))
    return frozenset(order[:3])


def test_over_every_draw_there_is_the_shares_are_those_of_brute_force(journey: Journey):
    """4⁴ = 256 draws, all of them: the bootstrap's own answer without any chance in it."""
    people = sorted(GIVEN)
    draws = list(itertools.product(people, repeat=len(people)))
    head = head_of(tuple(people))
    heads = [head_of(draw) for draw in draws]
    same = Fraction(sum(each == head for each in heads), len(draws))
    each = {card: Fraction(sum(card in found for found in heads), len(draws)) for card in CARDS}
    assert 0 < same < 1, "a case in which nothing can change shows nothing"

    poll = opinion_poll(journey.snapshot().document, None, "as_is")
    counts = np.array([[draw.count(who) for who in people] for draw in draws])
    first = [CARDS.index(row["id"]) for row in ranking(journey.snapshot().document, "ulwick").rows[:3]]
    assert {CARDS[at] for at in first} == head
    found = stability(_heads(poll), first, len(CARDS), counts)
    assert found.same == float(same)
    assert dict(zip(CARDS, found.each, strict=True)) == {card: float(share) for card, share in each.items()}


def test_a_thousand_draws_come_close_to_all_of_them(journey: Journey):
    people = sorted(GIVEN)
    head = head_of(tuple(people))
    draws = list(itertools.product(people, repeat=len(people)))
    exact = sum(head_of(draw) == head for draw in draws) / len(draws)
    found = ranking(journey.snapshot().document, "ulwick", draws=1000, seed=0)
    assert found.same is not None
    # Four standard errors of a share over 1,000 draws.
    assert abs(found.same - exact) < 4 * (exact * (1 - exact) / 1000) ** 0.5


def test_it_is_not_said_where_it_would_mean_nothing(journey: Journey):
    def same(document: dict[str, Any]) -> float | None:
        return ranking(document, "ulwick", draws=50).same

    whole = journey.document
    assert same(whole) is not None
    alone = {**whole, "scores": {k: v for k, v in whole["scores"].items() if v["participant"] == "p1"}}
    assert same(alone) is None, "one person cannot be drawn differently"
    few = {**whole, "scores": {k: v for k, v in whole["scores"].items() if v["touchpoint"] in CARDS[:3]}}
    assert same(few) is None, "three of three are always the same three"
