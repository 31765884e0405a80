"""What the Review drawer is told: all findings at once, again when the hand rests, and a rule that fails says so."""

from __future__ import annotations

import gc
import sys
import time
import weakref
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.analysis.review import ALL
from journey_widgets.widgets import review as module
from journey_widgets.widgets.review import Review, keep_findings, told
from tests.analysis.test_review import sound


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "CALM", 0.02)


def rules_in(widget: Any) -> list[str]:
    return [row["rule"] for row in widget.findings]


def test_a_page_is_told_the_sentence_in_both_languages_and_which_card_to_click_to():
    journey = sound()
    journey.edit("actions", "ac_1", owner=None)
    [row] = told(journey, ALL, date(2026, 11, 22))
    assert row == {
        "rule": "action_without_owner_or_date",
        "heading": {"ja": "担当・期限のないアクション", "en": "Actions without owner or date"},
        "said": {"ja": "アクション「短くする」の担当が決まっていません。", "en": "The action “短くする” has no owner."},
        "table": "actions",
        "id": "ac_1",
        "card": "tp_2",  # by its note
    }


def test_the_drawer_is_filled_at_once_and_again_after_a_change():
    journey = sound()
    widget = Review(journey, rules=ALL[:3])
    assert rules_in(widget) == []
    journey.edit("actions", "ac_1", owner=None)
    until(lambda: rules_in(widget) == ["action_without_owner_or_date"])
    widget.close()


def test_many_changes_are_looked_at_together_when_the_hand_rests(monkeypatch: pytest.MonkeyPatch):
    journey, looks = sound(), [0]
    monkeypatch.setattr(module, "told_by", lambda *_: looks.append(journey.revision) or [])
    widget = Review(journey, rules=ALL[:1])
    for number in range(20):
        journey.score("tp_1", number % 3 - 1, reason="x")
    until(lambda: looks[-1] == journey.revision)
    assert len(looks) < 10
    widget.close()


class Clock:
    """Rest and time in the test's hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.now = 100.0
        self.waiting: list[Callable[[], None]] = []
        clock = self

        class Rest:
            def __init__(self, function: Callable[[], None], _after: float):
                self.function = function

            def soon(self) -> None:
                if self.function not in clock.waiting:
                    clock.waiting.append(self.function)

            def cancel(self) -> None:
                clock.waiting = [one for one in clock.waiting if one != self.function]

        monkeypatch.setattr(module, "Rest", Rest)
        monkeypatch.setattr(module.time, "monotonic", lambda: self.now)

    def rings(self, after: float) -> None:
        """So much later, whoever waits is called; once each."""
        self.now += after
        waiting, self.waiting = self.waiting, []
        for function in waiting:
            function()


def test_it_waits_until_the_hand_rests_but_not_forever(monkeypatch: pytest.MonkeyPatch):
    clock, journey, looks = Clock(monkeypatch), sound(), []
    widget = Review(journey, rules=ALL[:2])
    monkeypatch.setattr(module, "told_by", lambda rule, *_: looks.append(rule) or [])
    monkeypatch.setattr(module, "CALM", 0.4)
    journey.score("tp_1", 1, reason="x")
    clock.rings(0.2)
    assert looks == []  # the last change is too fresh
    clock.rings(0.4)
    assert looks == [ALL[0]]  # a rule at a time
    clock.rings(0)
    assert looks == list(ALL[:2])
    clock.rings(0)
    assert clock.waiting == []
    looks.clear()
    for number in range(12):  # a hand that never rests
        journey.score("tp_1", number % 3 - 1, reason="x")
        clock.rings(0.3)
    assert ALL[0] in looks
    widget.close()


def test_a_rule_that_fails_says_so_in_its_place_and_the_others_go_on():
    def broken(document: dict[str, Any], today: date):
        raise RuntimeError("boom")

    journey = sound()
    journey.edit("actions", "ac_1", owner=None)
    widget = Review(journey, rules=[broken, *ALL[:3]])
    assert rules_in(widget) == ["broken", "action_without_owner_or_date"]
    assert "boom" in widget.findings[0]["said"]["ja"]
    widget.close()


def test_of_very_many_findings_a_page_is_told_the_first_and_how_many_more():
    journey = sound()
    with journey.batch("many"):
        for number in range(130):
            journey.add("notes", kind="pain", text=f"{number}")
    rows = [row for row in told(journey, ALL, date(2026, 11, 22)) if row["rule"] == "pain_without_action"]
    assert len(rows) == 101
    assert (rows[-1]["more"], rows[-1]["said"]["en"]) == (30, "And 30 more. jw.review(journey) has them all.")


def test_a_closed_drawer_no_longer_looks(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    class Noted:
        def __init__(self, *_: object):
            self.soon = lambda: asked.append("soon")
            self.cancel = lambda: asked.append("cancel")

    monkeypatch.setattr(module, "Rest", Noted)
    journey = sound()
    widget = Review(journey, rules=ALL[:3])
    journey.edit("actions", "ac_1", owner=None)
    widget.close()
    journey.edit("actions", "ac_1", due=None)
    assert asked == ["soon", "cancel", "cancel"]


def test_whoever_is_filled_is_not_kept_alive():
    class Filled:
        def __init__(self):
            self.findings: list[dict[str, Any]] = []

    journey, filled = sound(), Filled()
    stop = keep_findings(filled, journey)  # pyright: ignore[reportArgumentType] - all it needs is the list
    gone = weakref.ref(filled)
    del filled
    gc.collect()
    assert gone() is None
    journey.edit("actions", "ac_1", owner=None)
    stop()


def test_it_is_a_drawer_of_its_own_name():
    widget = jw.Review(sound(), language="en")
    assert (widget.what, widget.language) == ("review", "en")
    widget.close()


def test_a_refused_drawer_is_collected_without_a_word(monkeypatch: pytest.MonkeyPatch):
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)

    def refused() -> None:
        with pytest.raises(TypeError, match="needs a journey, not str"):
            jw.Review("a path")  # pyright: ignore[reportArgumentType] - a notebook is not type-checked

    refused()
    gc.collect()
    assert said == []
