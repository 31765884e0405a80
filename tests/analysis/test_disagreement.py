"""What a room should discuss first: where people disagree most, and nothing they agree on."""

from __future__ import annotations

import pytest

import journey_widgets as jw
from journey_widgets.analysis.disagreement import discuss_first


@pytest.fixture
def journey() -> jw.Journey:
    made = jw.Journey({"about": {"title": "購入", "scale": {"low": -2, "high": 2}}})
    made.add("stages", id="st", name="購入")
    made.add("personas", id="pe_a", name="花")
    made.add("personas", id="pe_b", name="健")
    given = {"tp_1": [0, 0, 0], "tp_2": [-1, 0, 1], "tp_3": [-2, 2, 2], "tp_4": [-2, -2, 2, 2], "tp_5": [1]}
    for name, scores in given.items():
        made.add("touchpoints", id=name, title=f"題 {name}", stage="st")
        for person, score in enumerate(scores):
            made.score(name, score, participant=f"p{person}")
    return made


def test_the_widest_disagreement_comes_first_and_agreement_not_at_all(journey: jw.Journey):
    found = discuss_first(journey)
    assert found["touchpoint"].tolist() == ["tp_4", "tp_3", "tp_2"]
    assert found.index.tolist() == [1, 2, 3]
    # 2 0 0 0 2 is one layer of both ends; 1 0 0 0 2 is such a layer of 2 of 3 people, and agreement of the third.
    assert found["agreement"].tolist() == pytest.approx([-1, 2 / 3 * -1 + 1 / 3, 1 * (1 - 2 / 4)])
    first = found.loc[1]
    assert first[["no", "title", "stage", "n", "low", "high", "spread"]].tolist() == [
        4, "題 tp_4", "購入", 4, -2, 2, 4,
    ]  # fmt: skip


def test_as_many_as_asked_for(journey: jw.Journey):
    assert len(discuss_first(journey, 1)) == 1
    assert len(discuss_first(journey, None)) == 3
    assert discuss_first(journey, 0).empty
    with pytest.raises(ValueError, match="-1"):
        discuss_first(journey, -1)


def test_what_the_room_has_agreed_on_is_settled(journey: jw.Journey):
    journey.score("tp_4", -1)
    assert discuss_first(journey)["touchpoint"].tolist() == ["tp_3", "tp_2"]
    assert discuss_first(journey, settled=True)["touchpoint"].tolist()[0] == "tp_4"


def test_one_person_who_scores_two_personas_differently_does_not_disagree(journey: jw.Journey):
    journey.score("tp_5", 2, persona="pe_a", participant="p0")
    journey.score("tp_5", -2, persona="pe_b", participant="p0")
    assert "tp_5" not in discuss_first(journey, None)["touchpoint"].tolist()
    journey.score("tp_5", -2, persona="pe_b", participant="p1")
    journey.score("tp_5", 2, persona="pe_b", participant="p2")
    row = discuss_first(journey, None).set_index("touchpoint").loc["tp_5"]
    assert (row["persona"], row["n"], row["agreement"]) == ("pe_b", 3, pytest.approx(-1 / 3))
    assert discuss_first(journey, persona="pe_a").empty


def test_equal_agreement_goes_by_the_wider_range_then_by_more_people_then_by_place():
    made = jw.Journey({"about": {"title": "x", "scale": {"low": -2, "high": 2}}})
    made.add("stages", id="st", name="s")
    for name, scores in {"tp_a": [0, 1], "tp_b": [0, 1], "tp_c": [0, 0, 1, 1]}.items():
        made.add("touchpoints", id=name, title=name, stage="st")
        for person, score in enumerate(scores):
            made.score(name, score, participant=f"p{person}")
    assert discuss_first(made)["touchpoint"].tolist() == ["tp_c", "tp_a", "tp_b"]


def test_a_map_without_scores_has_nothing_to_discuss_and_all_columns():
    found = discuss_first(jw.Journey())
    assert found.empty
    assert found.columns.tolist()[:3] == ["touchpoint", "no", "title"]
