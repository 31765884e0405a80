"""Lanes that Python functions make: called for what was touched, said in words when they fail, never in the hand's way."""

from __future__ import annotations

import itertools
import threading
from typing import Any

import comm
import pandas as pd
import pytest

from journey_widgets.widgets.board import Board
from journey_widgets.widgets.lanes import Lanes
from tests.model.journeys import workshop
from tests.widgets.pages import WrittenDown

PLENTY = 30.0
_numbers = itertools.count()


class Told:
    """Lanes somebody looks at, and what they have told."""

    def __init__(self, journey: Any, **functions: Any) -> None:
        self.messages: list[dict[str, Any]] = []
        self.lanes = Lanes(journey, functions, self.messages.append)

    def take(self) -> list[dict[str, Any]]:
        assert self.lanes.settled(PLENTY)
        messages, self.messages[:] = list(self.messages), []
        return messages


@pytest.fixture
def journey():
    return workshop()


@pytest.fixture
def told(journey):
    made: list[Told] = []

    def make(**functions: Any) -> Told:
        made.append(Told(journey, **functions))
        made[-1].lanes.watch()
        return made[-1]

    yield make
    for one in made:
        one.lanes.close()


def test_a_function_is_asked_once_for_every_card_and_then_for_touched_ones_only(journey, told):
    asked: list[str] = []

    def letters(card):
        asked.append(card["id"])
        return len(card["title"])

    lanes = told(letters=letters)
    (message,) = lanes.take()
    assert message["letters"]["values"]["tp_ad"] == 5
    assert sorted(asked) == sorted(journey.document["touchpoints"])
    asked.clear()
    journey.edit("touchpoints", "tp_ad", title="広告")
    journey.score("tp_pay", 1)
    assert lanes.take() == [{"letters": {"values": {"tp_ad": 2}, "problem": None}}]
    assert asked == ["tp_ad"]


def test_what_says_the_same_is_not_told_and_a_deleted_card_says_nothing(journey, told):
    lanes = told(channel=lambda card: card.get("channel"))
    lanes.take()
    journey.edit("touchpoints", "tp_ad", title="広告")
    assert lanes.take() == []
    journey.remove("touchpoints", "tp_ad")
    assert lanes.take() == [{"channel": {"values": {"tp_ad": None}, "problem": None}}]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, 3),
        (2.5, 2.5),
        (pd.Series([7]).iloc[0], 7),
        ("約3日", "約3日"),
        (True, "✓"),
        (None, None),
        (float("nan"), None),
        (pd.NA, None),
        (pd.NaT, None),
        ("", None),
        (float("inf"), "inf"),
        (2**60, str(2**60)),
        (["a"], "['a']"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_value_is_a_number_a_text_or_nothing(journey, told, value, shown):
    lanes = told(lane=lambda _: value)
    lanes.take()
    assert lanes.lanes.whole()["lane"]["values"].get("tp_ad") == shown


def test_a_failing_function_is_said_on_its_lane_and_the_others_go_on(journey, told):
    lanes = told(費用=lambda card: card["custom"]["費用"], 題=lambda card: card["title"])
    (message,) = lanes.take()
    assert message["費用"]["problem"]["ja"].startswith("「費用」の計算が止まりました：KeyError: 'custom'（カード「")
    assert message["費用"]["problem"]["en"].endswith("and 5 more)")
    assert message["題"]["values"]["tp_ad"] == "SNS広告"
    cards = journey.touchpoints
    cards["custom.費用"] = 100
    journey.touchpoints = cards
    messages = lanes.take()
    assert messages[-1]["費用"]["problem"] is None
    assert lanes.lanes.whole()["費用"]["values"]["tp_ad"] == 100


def test_a_function_cannot_change_the_journey_through_what_it_is_given(journey, told):
    def meddling(card):
        if "custom" in card:
            card["custom"]["色"] = "毒"
        card["title"] = "毒"

    lanes = told(lane=meddling)
    (message,) = lanes.take()
    assert "TypeError" in message["lane"]["problem"]["en"]
    assert journey.record("touchpoints", "tp_idea")["custom"] == {"色": "赤"}


def test_a_slow_function_keeps_nobody_waiting(journey, told):
    begun, go_on = threading.Event(), threading.Event()

    def slow(card):
        begun.set()
        assert go_on.wait(PLENTY)
        return card["title"]

    lanes = told(lane=slow)
    assert begun.wait(PLENTY)
    # It has the first card in hand: the hand changes another one meanwhile.
    journey.edit("touchpoints", "tp_idea", title="ひらめき")
    assert lanes.messages == []
    go_on.set()
    assert lanes.take()
    assert lanes.lanes.whole()["lane"]["values"]["tp_idea"] == "ひらめき"


def test_what_nobody_looks_at_is_not_worked_out(journey):
    asked: list[str] = []
    lanes = Lanes(journey, {"lane": lambda card: asked.append(card["id"])}, lambda _: None)
    journey.edit("touchpoints", "tp_ad", title="広告")
    assert asked == []
    lanes.watch()
    assert lanes.settled(PLENTY)
    lanes.leave()
    asked.clear()
    journey.edit("touchpoints", "tp_ad", title="看板")
    assert not lanes.settled(0)
    assert asked == []
    lanes.watch()
    assert lanes.settled(PLENTY)
    assert asked == ["tp_ad"]
    lanes.close()


# --- on a board ---


@pytest.fixture
def wired(monkeypatch):
    monkeypatch.setattr(comm, "create_comm", WrittenDown)


def test_a_board_tells_the_page_that_asks(wired, journey):
    board = Board(journey, curve=False, lanes={"題": lambda card: card["title"]})
    assert board.get_state()["lanes"] == ["題"]
    wire: Any = board.comm
    wire.handler({"content": {"data": {"method": "custom", "content": {"lanes": "watch"}}}, "buffers": []})
    assert board._functions.settled(PLENTY)
    first, second = wire.take()
    assert first == {"lanes": {"題": {"values": {}, "problem": None, "whole": True}}}
    assert second["lanes"]["題"]["values"]["tp_ad"] == "SNS広告"
    wire.handler({"content": {"data": {"method": "custom", "content": {"lanes": "watch"}}}, "buffers": []})
    assert wire.take()[0]["lanes"]["題"]["values"]["tp_ad"] == "SNS広告"
    board.close()


def test_a_lane_that_is_no_function_is_refused(wired, journey):
    with pytest.raises(TypeError, match=r"lanes\['費用'\] must be a function of a touchpoint, not int"):
        Board(journey, curve=False, lanes={"費用": 3})


def test_rows_can_be_a_field_of_the_maps_own(wired, journey):
    assert Board(journey, curve=False, rows="custom.色").rows == "custom.色"
    with pytest.raises(ValueError, match=r"'custom\.<name>' or None"):
        Board(journey, curve=False, rows="custom.")
