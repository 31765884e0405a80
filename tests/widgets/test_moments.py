"""A page asks for the moments of its journey, keeps one, and goes back to one."""

from __future__ import annotations

from typing import Any

import pytest

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.moments import MOST, answered
from tests.model.journeys import workshop


@pytest.fixture
def journey() -> Journey:
    return workshop()


def ask(journey: Journey, **what: Any) -> dict[str, Any]:
    return answered(journey, {"client": "c1", "moments": 7, **what})


def names(answer: dict[str, Any]) -> list[str]:
    return [moment["name"]["ja"] for moment in answer["list"] if moment["kind"] == "named"]


def test_a_moment_is_kept_under_a_name_and_the_newest_comes_first(journey: Journey):
    ask(journey, keep="始まり", actor="花")
    answer = ask(journey, keep="投票の前")
    assert names(answer) == ["投票の前", "始まり"]
    assert (answer["client"], answer["moments"]) == ("c1", 7)
    assert [moment["actor"] for moment in answer["list"] if moment["kind"] == "named"] == ["", "花"]
    assert answer == ask(journey), "the list alone is the same"


def test_going_back_is_one_change_that_can_be_undone(journey: Journey):
    title = journey.record("about")["title"]
    kept = ask(journey, keep="始まり")["list"][0]["id"]
    journey.edit("about", title="別の題")
    answer = ask(journey, restore=kept, actor="花")
    assert journey.record("about")["title"] == title
    assert answer["list"][0]["kind"] == "before_restore"
    journey.undo("花")
    assert journey.record("about")["title"] == "別の題"


@pytest.mark.parametrize("what", [{"keep": "  "}, {"keep": None}, {"restore": "cp_none"}, {"restore": 3}])
def test_what_cannot_be_done_is_refused_in_both_languages_and_changes_nothing(journey: Journey, what: dict[str, Any]):
    before, kept = journey.document, journey.moments()
    answer = ask(journey, **what)
    assert answer["refused"]["ja"]
    assert answer["refused"]["en"]
    assert journey.document == before
    assert journey.moments() == kept


def test_a_journey_for_reading_only_lists_its_moments_but_keeps_none(journey: Journey):
    ask(journey, keep="始まり")
    journey.read_only = True
    assert names(ask(journey)) == ["始まり"]
    assert "refused" in ask(journey, keep="後")


def test_a_page_gets_no_more_than_it_can_show(journey: Journey):
    for n in range(MOST + 5):
        journey.checkpoint(f"{n}")
    assert names(ask(journey))[0] == f"{MOST + 4}"
    assert len(ask(journey)["list"]) == MOST


@pytest.mark.parametrize("n", [None, "x", True, {}])
def test_a_message_that_makes_no_sense_is_answered_all_the_same(journey: Journey, n: Any):
    assert "list" in answered(journey, {"client": 3, "moments": n})
