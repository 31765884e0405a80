"""The Workshop from Python's side: what it is given, what it tells its page, what it refuses."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

import comm
import pytest

import journey_widgets as jw
from journey_widgets.analysis.review import Finding
from journey_widgets.analysis.scores import Document
from journey_widgets.model.journey import Journey
from journey_widgets.widgets import workshop
from journey_widgets.widgets.sync import channels
from journey_widgets.widgets.workshop import Workshop

_numbers = itertools.count()


class Silent:
    """A comm nobody listens to."""

    def __init__(self, **opened: Any) -> None:
        self.comm_id = f"workshop-{next(_numbers)}"
        self.opened = opened

    def on_msg(self, handler: Any) -> None: ...

    def send(self, *_: Any, **__: Any) -> None: ...

    def close(self, *_: Any, **__: Any) -> None: ...


@pytest.fixture(autouse=True)
def _no_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", Silent)


@pytest.fixture
def journey() -> Journey:
    made = Journey()
    made.edit("about", title="購入体験", language="ja")
    made.add("stages", name="認知")
    return made


def no_title_is_short(document: Document, _today: date) -> Iterator[Finding]:
    """Every touchpoint has a title of more than two letters."""
    for name, card in document.get("touchpoints", {}).items():
        if len(card["title"]) < 3:
            yield Finding("short", "touchpoints", name)


def test_it_talks_to_its_journey_through_the_pair_all_its_widgets_share(journey: Journey) -> None:
    shop = jw.Workshop(journey)
    assert (shop.sync, shop.feed) == channels(journey)


def test_its_state_names_the_pair_and_the_curve_and_carries_no_document(journey: Journey) -> None:
    state = Workshop(journey).get_state()
    assert all(state[name].startswith("anywidget:") for name in ("sync", "feed", "curve"))
    assert "購入体験" not in repr({key: value for key, value in state.items() if key not in ("_esm", "findings")})


def test_its_curve_is_drawn_by_the_board_and_has_no_axes_of_its_own(journey: Journey) -> None:
    curve: Any = Workshop(journey).curve
    assert type(curve).__name__ == "EmotionCurve"
    assert curve.sync is channels(journey)[0]


def test_it_reviews_the_journey_by_the_rules_it_is_given(journey: Journey) -> None:
    card = journey.add("touchpoints", title="広告")
    shop = Workshop(journey, rules=[no_title_is_short])
    (found,) = shop.findings
    assert (found["table"], found["id"], found["card"]) == ("touchpoints", card, card)
    assert Workshop(journey, rules=[]).findings == []


def test_a_closed_workshop_follows_its_journey_no_more(journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[bool] = []
    monkeypatch.setattr(workshop, "keep_findings", lambda *_: lambda: stopped.append(True))
    shop = Workshop(journey)
    assert stopped == []
    shop.close()
    assert stopped == [True]


@pytest.mark.parametrize("language", ["ja", "en", None])
def test_its_language_may_be_chosen_and_changed(journey: Journey, language: str | None) -> None:
    shop = Workshop(journey, language)
    assert shop.language == language
    shop.language = "en"
    assert shop.get_state()["language"] == "en"


def test_a_language_it_does_not_speak_is_refused_with_those_it_does(journey: Journey) -> None:
    with pytest.raises(ValueError, match=r"language='fr'.*'ja', 'en'"):
        Workshop(journey, language="fr")


def test_what_is_no_journey_is_refused_with_what_gives_one() -> None:
    with pytest.raises(TypeError, match=r"Workshop needs a journey, not dict: journey_widgets.open"):
        Workshop({})  # pyright: ignore[reportArgumentType]


def test_where_no_widget_runs_it_is_a_picture_of_the_board(journey: Journey) -> None:
    journey.add("touchpoints", title="広告を見る", stage=journey.stages.index[0])
    data, _ = Workshop(journey)._repr_mimebundle_() or ({}, {})  # noqa: SLF001 - the hook every display of a widget goes through
    assert {"image/png", "image/svg+xml", "application/vnd.jupyter.widget-view+json"} <= set(data)


def test_it_says_which_journey_it_shows(journey: Journey) -> None:
    assert repr(Workshop(journey)) == f"<Workshop of '購入体験', revision {journey.revision}>"
