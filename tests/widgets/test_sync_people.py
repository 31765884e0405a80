"""Who has a journey open, and what they hold: said on the feed, never kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import comm
import pytest

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.people import HOLDS, Held, People
from journey_widgets.widgets.sync import channels
from tests.widgets.pages import Page, WrittenDown


@pytest.fixture(autouse=True)
def _no_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", WrittenDown)


@pytest.fixture
def journey() -> Iterator[Journey]:
    journey = Journey()
    journey.apply({"touchpoints": {"tp_1": {"title": "広告", "rank": "a0"}}})
    yield journey
    for widget in channels(journey):
        widget.close()


def test_what_somebody_drags_is_told_to_everybody_until_it_is_let_go(journey: Journey):
    page = Page(journey, "p1")
    page.hello()
    page.heard("presence")
    assert page.hold("tp_1", actor="花子") == {"heard": True, "client": "p1"}
    [[said]] = page.heard("presence")
    assert said.pop("ago") >= 0
    assert said == {"client": "p1", "actor": "花子", "table": "touchpoints", "id": "tp_1", "doing": "drag"}
    page.hold(None, actor="花子")
    assert page.heard("presence") == [[{"client": "p1", "actor": "花子"}]]


def test_holding_is_no_change_and_leaves_no_trace(journey: Journey):
    page = Page(journey, "p1")
    before = journey.revision, journey.document, journey.history_state()
    page.hold("tp_1")
    page.hold("tp_1", "edit")
    assert (journey.revision, journey.document, journey.history_state()) == before
    assert journey.last_seq("p1") == 0
    assert page.change({"touchpoints": {"tp_1": {"title": "x"}}})["ack"] is True, "the line goes on from 1"


def test_whoever_comes_is_told_who_is_there(journey: Journey):
    first, second = Page(journey, "p1"), Page(journey, "p2")
    first.say(hello=True, client="p1", revision=None, actor="花子")
    first.hold("tp_1", "edit", actor="花子")
    answer = second.hello()
    assert [(each["client"], each["actor"], each.get("doing")) for each in answer["presence"]] == [
        ("p1", "花子", "edit"),
        ("p2", "", None),
    ]


def test_a_hello_again_says_nothing_new(journey: Journey):
    page = Page(journey, "p1")
    page.hello()
    page.hold("tp_1")
    page.heard("presence")
    assert page.hello()["presence"][0]["doing"] == "drag", "coming back into view lets go of nothing"
    assert page.heard("presence") == []


def test_good_bye_ends_it_at_once(journey: Journey):
    first, second = Page(journey, "p1"), Page(journey, "p2")
    first.hello()
    second.hello()
    first.hold(None)
    second.heard("presence")
    first.bye()
    assert second.heard("presence") == [[{"client": "p2", "actor": ""}]]


def test_messages_that_say_it_wrongly_are_refused_in_words(journey: Journey):
    sync = channels(journey)[0]
    for held in (
        "tp_1",
        {},
        {"table": "touchpoints", "id": "tp_1", "doing": "sing"},
        {"table": 1, "id": "x", "doing": "drag"},
    ):
        assert set(sync.answer({"client": "p1", "presence": held})["message"]) == {"ja", "en"}
    assert sync.answer({"client": "p1", "revision": None, "hello": True})["presence"] == [{"client": "p1", "actor": ""}]


def test_a_name_has_its_own_undo(journey: Journey):
    page = Page(journey, "p1")
    page.change({"touchpoints": {"tp_1": {"title": "花子の"}}}, actor="花子")
    assert page.say(hello=True, client="p1", revision=None, actor="太郎")["history"]["undo"] is None
    assert page.say(hello=True, client="p1", revision=None, actor="花子")["history"]["undo"]["ja"]


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


DRAG = Held("touchpoints", "tp_1", "drag")


def test_a_hand_that_falls_silent_is_gone_after_fifteen_seconds():
    clock = _Clock()
    people = People(clock)
    people.greet("p1", "")
    people.hold("p2", "", DRAG)
    clock.now += HOLDS - 1
    assert [each["client"] for each in people.now()] == ["p1", "p2"]
    clock.now += 1
    assert [each["client"] for each in people.now()] == ["p1"]


def test_saying_it_again_holds_on():
    clock = _Clock()
    people = People(clock)
    for _ in range(5):
        people.hold("p1", "", DRAG)
        clock.now += HOLDS - 1
        assert people.now()[0]["doing"] == "drag"
        assert people.now()[0]["ago"] == HOLDS - 1


def test_whoever_comes_clears_the_list_and_those_who_are_still_there_say_so():
    people = People()
    people.greet("gone", "")
    people.greet("here", "")
    people.hold("holding", "", DRAG)
    heard: list[list[Any]] = []
    people.on_change(lambda: heard.append([each["client"] for each in people.now()]))
    people.greet("new", "")
    assert heard == [["holding", "new"]]
    people.hold("here", "", None)
    assert heard[-1] == ["holding", "new", "here"]


def test_what_is_heard_last_is_what_is_so_however_many_threads_speak():
    people = People()
    heard: list[list[Any]] = []
    people.on_change(lambda: heard.append(people.now()))
    start = threading.Barrier(8)

    def speak(client: str) -> None:
        start.wait()
        for turn in range(50):
            people.hold(client, "", DRAG if turn % 2 == 0 else None)

    threads = [threading.Thread(target=speak, args=(f"p{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    assert heard[-1] == people.now()
    assert len(heard) == 8 * 50
    assert all("doing" not in each for each in heard[-1])
