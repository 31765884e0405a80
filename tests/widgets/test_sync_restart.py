"""A page that outlives its kernel: the journal takes its line up where it was, by the same numbers and revisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import comm
import pytest

import journey_widgets as jw
from journey_widgets.model.journey import Journey
from journey_widgets.model.patch import apply
from journey_widgets.storage.binding import FileBinding
from journey_widgets.widgets.sync import channels
from tests.widgets.pages import Page, WrittenDown


@pytest.fixture(autouse=True)
def _no_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", WrittenDown)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "map.journey.json"
    yield path
    jw.open(path).close()


def _opened(path: Path) -> Journey:
    return jw.open(path, template="ecommerce", language="ja")


def _dead(journey: Journey) -> None:
    """The kernel is gone before it could write the file."""
    for widget in channels(journey):
        widget.close()
    assert isinstance(journey.binding, FileBinding)
    journey.binding.release()


def _card(journey: Journey) -> str:
    return next(iter(journey.document["touchpoints"]))


def test_a_page_that_knows_a_revision_is_told_what_came_after_it_by_the_next_kernel(path: Path):
    journey = _opened(path)
    page, card = Page(journey, "p1"), _card(journey)
    known = page.hello()
    page.change({"touchpoints": {card: {"title": "一"}}})
    page.change({"touchpoints": {card: {"title": "二"}}})
    _dead(journey)
    again = _opened(path)
    answer = Page(again, "p1").hello(known["revision"])
    assert "snapshot" not in answer
    document = known["snapshot"]
    for frame in answer["frames"]:
        document = apply(document, frame["patch"])
    assert document == again.document
    assert (answer["revision"], answer["seq"]) == (known["revision"] + 2, 2)
    assert again.record("touchpoints", card)["title"] == "二", "although no file was written"


def test_what_was_acknowledged_is_not_done_again_and_what_was_not_is_done_once(path: Path):
    journey = _opened(path)
    page, card = Page(journey, "p1"), _card(journey)
    page.hello()
    page.change({"touchpoints": {card: {"title": "一"}}})
    _dead(journey)
    again = _opened(path)
    before = again.revision
    other = Page(again, "p1")
    # Its acknowledgement never reached the page: the page says that nothing was answered.
    assert other.say(client="p1", seq=1, patch={"touchpoints": {card: {"title": "一"}}}, after=0)["ack"] is True
    assert again.revision == before
    for _ in range(2):
        assert other.say(client="p1", seq=2, patch={"touchpoints": {card: {"title": "二"}}}, after=0)["ack"] is True
    assert again.revision == before + 1
    assert again.record("touchpoints", card)["title"] == "二"


def test_undo_goes_back_beyond_the_kernels_death(path: Path):
    journey = _opened(path)
    page, card = Page(journey, "p1"), _card(journey)
    title = journey.record("touchpoints", card)["title"]
    page.change({"touchpoints": {card: {"title": "一"}}}, actor="花子")
    page.change({"touchpoints": {card: {"title": "二"}}}, actor="太郎")
    _dead(journey)
    again = _opened(path)
    other = Page(again, "p2")
    assert other.say(hello=True, client="p2", revision=None, actor="太郎")["history"]["undo"]["ja"]
    assert other.say(client="p2", seq=1, undo=True, actor="太郎")["ack"] is True
    assert again.record("touchpoints", card)["title"] == "一", "each takes back their own"
    assert other.say(client="p2", seq=2, undo=True, actor="花子")["ack"] is True
    assert again.record("touchpoints", card)["title"] == title


def test_nobody_is_there_any_more_and_nothing_is_held(path: Path):
    journey = _opened(path)
    page, card = Page(journey, "p1"), _card(journey)
    page.hello()
    page.hold(card)
    _dead(journey)
    answer = Page(_opened(path), "p2").hello()
    assert answer["presence"] == [{"client": "p2", "actor": ""}]
