"""Steering over the wire: validated, answered, broadcast; what a page that comes later is told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import comm
import pytest

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.sync import channels
from tests.widgets.pages import Page, WrittenDown


@pytest.fixture(autouse=True)
def _no_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", WrittenDown)


@pytest.fixture
def journey() -> Iterator[Journey]:
    journey = Journey()
    journey.set_agenda(120)
    yield journey
    for widget in channels(journey):
        widget.close()


def steer(page: Page, n: int = 1, **fields: Any) -> dict[str, Any]:
    return page.say(client=page.client, steer=fields, n=n)


def test_what_one_page_steers_every_page_hears(journey: Journey):
    page = Page(journey, "p1")
    page.hello()
    page.heard("session")
    answer = steer(page, 4, step="ag_vote", voting=3, revealed=False)
    assert (answer["heard"], answer["client"], answer["n"]) == (True, "p1", 4)
    [told] = page.heard("session")
    for session in (answer["session"], told):
        assert (session["step"], session["voting"], session["revealed"]) == ("ag_vote", 3, False)
        assert 0 < session["at"] <= session["now"] <= time.time()
    assert journey.session.step == "ag_vote"


def test_a_cell_that_steers_is_heard_by_the_pages_too(journey: Journey):
    page = Page(journey, "p1")
    page.hello()
    page.heard("session")
    journey.begin_step("ag_write")
    [told] = page.heard("session")
    assert told["silent"]
    assert told["timer_ends"] == journey.session.timer_ends


def test_a_page_that_comes_later_is_told_where_the_workshop_is(journey: Journey):
    page = Page(journey, "p1")
    fresh = page.hello()["session"]
    assert (fresh["at"], fresh["step"], fresh["revealed"]) == (0, "", True)
    journey.begin_step("ag_vote")
    told = Page(journey, "p2").hello()["session"]
    assert (told["step"], told["voting"], told["timer_ends"]) == ("ag_vote", 3, journey.session.timer_ends)
    assert told["at"] == journey.steered_at


@pytest.mark.parametrize("fields", [{"silent": "yes"}, {"step": "gone"}, {"nothing": 1}, {"self": 1}])
def test_what_cannot_be_is_refused_in_both_languages_with_what_is_so(journey: Journey, fields: dict[str, Any]):
    page = Page(journey, "p1")
    page.hello()
    page.heard("session")
    answer = steer(page, 2, **fields)
    assert (answer["reject"], answer["n"], answer["client"]) == (True, 2, "p1")
    assert set(answer["message"]) == {"ja", "en"}
    assert answer["session"]["at"] == 0
    assert page.heard("session") == [], "nobody else hears of it"


@pytest.mark.parametrize("said", [{"steer": 7}, {"steer": None}, {"steer": {}, "n": -1}, {"steer": {}, "n": True}])
def test_what_is_no_message_is_answered_as_one_that_could_not_be_read(journey: Journey, said: dict[str, Any]):
    page = Page(journey, "p1")
    page.hello()
    assert page.say(client="p1", **said)["reject"] is True
    assert journey.steered_at == 0


def test_steering_takes_no_seq_and_leaves_the_line_alone(journey: Journey):
    page = Page(journey, "p1")
    page.hello()
    steer(page, silent=True)
    steer(page, silent=True)
    assert page.change({"about": {"title": "x"}})["ack"] is True, "the line goes on from 1"


def test_a_journey_for_reading_only_can_still_be_steered(journey: Journey):
    journey.read_only = True
    page = Page(journey, "p1")
    page.hello()
    assert steer(page, silent=True)["heard"] is True
