"""A persona is copied with everything that was scored for it."""

from __future__ import annotations

import pytest

import journey_widgets as jw


@pytest.fixture
def journey() -> jw.Journey:
    made = jw.Journey({"format": "journey-map", "version": 1, "about": {"title": "購入", "language": "ja"}})
    made.add("touchpoints", id="tp_1", title="広告")
    made.add("touchpoints", id="tp_2", title="検索")
    made.add("personas", id="pe_a", name="花", goals=["早く買う"], share=0.6, color="#8c2f7a", quote="すぐ欲しい")
    made.add("personas", id="pe_b", name="健一")
    made.score("tp_1", -1, persona="pe_a", reason="見えない")
    made.score("tp_1", 1, persona="pe_a", participant="p1")
    made.score("tp_2", 2, persona="pe_a", state="to_be")
    made.score("tp_2", 0, persona="pe_b")
    made.score("tp_1", 2)
    return made


def test_a_copy_has_the_fields_and_the_scores_but_neither_share_nor_colour(journey: jw.Journey):
    copy = journey.copy_persona("pe_a", "花の母")
    record = journey.record("personas", copy)
    assert record == {"name": "花の母", "goals": ["早く買う"], "quote": "すぐ欲しい"}
    mine, old = (
        journey.scores[journey.scores["persona"] == name].drop(columns="persona").reset_index(drop=True)
        for name in (copy, "pe_a")
    )
    assert len(mine) == 3
    assert mine.equals(old)
    assert f"tp_1/{copy}/as_is/p1" in journey.scores.index


def test_one_undo_takes_the_copy_and_its_scores_away(journey: jw.Journey):
    before = journey.document
    journey.copy_persona("pe_a")
    journey.undo()
    assert journey.document == before


def test_without_a_name_a_copy_is_called_so_in_the_maps_language(journey: jw.Journey):
    assert journey.record("personas", journey.copy_persona("pe_b"))["name"] == "健一のコピー"


def test_a_persona_that_is_not_there_cannot_be_copied(journey: jw.Journey):
    with pytest.raises(jw.ChangeError, match="pe_x"):
        journey.copy_persona("pe_x")
