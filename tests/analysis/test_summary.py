"""The journey in a handful of numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import journey_widgets as jw
from tests.contract import write_numbers


@pytest.fixture
def journey() -> jw.Journey:
    made = jw.Journey(
        {"format": "journey-map", "version": 1, "about": {"title": "購入", "scale": {"low": -2, "high": 2}}}
    )
    stage = made.add("stages", id="st", name="段")
    for number in range(1, 7):
        made.add("touchpoints", id=f"tp_{number}", title=f"{number}", stage=stage)
    return made


def test_the_numbers_of_a_scored_journey(journey: jw.Journey):
    for number, score in enumerate([1, 2, -2, 0], start=1):
        journey.score(f"tp_{number}", score)
    journey.score("tp_6", 1)
    journey.edit("touchpoints", "tp_3", importance=5)
    found = jw.summary(journey)
    assert found["mean"] == pytest.approx(0.4)
    assert found["weighted_mean"] == pytest.approx((3 + 6 - 10 + 0 + 3) / 17)
    assert (found["lowest"], found["lowest_at"]) == (-2, "tp_3")
    assert (found["largest_drop"], found["largest_drop_at"]) == (4, "tp_3")
    assert found["share_below_zero"] == pytest.approx(0.2)
    assert found["end"] == 1
    assert found["peak_end"] == pytest.approx(1.5)  # the first of the two most intense, +2, and the end, +1
    assert found["n"] == 5
    assert found["agreement"] is None
    assert found["participants"] == 0


def test_agreement_is_one_when_all_agree_and_minus_one_when_split_between_the_ends(journey: jw.Journey):
    for person in ("p1", "p2"):
        journey.score("tp_1", 2, participant=person)
    assert jw.summary(journey)["agreement"] == 1
    assert jw.summary(journey)["spread"] == 0
    journey.score("tp_2", -2, participant="p1")
    journey.score("tp_2", 2, participant="p2")
    assert jw.summary(journey)["agreement"] == pytest.approx((1 - 1) / 2)
    assert jw.summary(journey)["spread"] == pytest.approx((0 + 2) / 2)  # quartiles of −2 and 2 are −1 and 1
    assert jw.summary(journey)["participants"] == 2


def test_one_person_alone_neither_agrees_nor_spreads(journey: jw.Journey):
    journey.score("tp_1", 2, participant="p1")
    found = jw.summary(journey)
    assert found["agreement"] is None
    assert found["spread"] is None
    assert found["participants"] == 1


def test_people_who_scored_different_personas_do_not_disagree(journey: jw.Journey):
    hana, ken = journey.add("personas", name="花"), journey.add("personas", name="健一")
    for person in ("p1", "p2"):
        journey.score("tp_1", 2, persona=hana, participant=person)
        journey.score("tp_1", -2, persona=ken, participant=person)
    assert jw.summary(journey)["agreement"] == 1
    assert jw.summary(journey)["participants"] == 2


def test_the_peak_is_the_furthest_from_neutral_on_any_scale():
    made = jw.Journey({"about": {"title": "x", "scale": {"low": 1, "high": 5, "neutral": 3}}})
    made.add("stages", id="st", name="s")
    for name, score in {"tp_1": 4, "tp_2": 1, "tp_3": 4}.items():
        made.add("touchpoints", id=name, title=name, stage="st")
        made.score(name, score)
    found = jw.summary(made)
    assert found["peak_end"] == pytest.approx((1 + 4) / 2)
    assert found["share_below_zero"] == pytest.approx(1 / 3)
    assert (found["largest_drop"], found["largest_drop_at"]) == (3, "tp_2")


def test_a_journey_nobody_scored_has_no_numbers(journey: jw.Journey):
    found = jw.summary(journey)
    assert found["mean"] is None
    assert found["n"] == 0


def test_one_personas_line_alone(journey: jw.Journey):
    hana, ken = journey.add("personas", name="花"), journey.add("personas", name="健一")
    journey.score("tp_1", 2, persona=hana)
    journey.score("tp_1", -2, persona=ken)
    assert jw.summary(journey)["mean"] == 0
    assert jw.summary(journey, persona=hana)["mean"] == 2


def test_the_fixture_that_typescript_runs_too_holds():
    written = (Path(write_numbers.__file__).parent / "numbers.json").read_text(encoding="utf-8")
    assert json.loads(written) == json.loads(write_numbers.text())
