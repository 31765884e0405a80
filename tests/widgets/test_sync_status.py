"""What a page is told about how its journey is kept: saved, in memory, failed, or for reading only and why."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import comm
import pytest

import journey_widgets as jw
from journey_widgets.model.binding import BindingState
from journey_widgets.model.journey import Journey
from journey_widgets.widgets.status import Watch, status
from journey_widgets.widgets.sync import channels
from tests.widgets.pages import Page, WrittenDown


@pytest.fixture(autouse=True)
def _no_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", WrittenDown)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "map.journey.json"


@pytest.fixture
def journey(path: Path) -> Iterator[Journey]:
    journey = jw.open(path, template="ecommerce", language="ja")
    yield journey
    for widget in channels(journey):
        widget.close()
    journey.close()


class Kept:
    """A binding that says whatever a test wants it to."""

    def __init__(self) -> None:
        self.now = BindingState("saved")
        self.observers: list[Callable[[BindingState], None]] = []

    def save(self, journey: Journey) -> None: ...

    def close(self) -> None: ...

    def state(self) -> BindingState:
        return self.now

    def on_state(self, observer: Callable[[BindingState], None]) -> Callable[[], None]:
        self.observers.append(observer)
        return lambda: self.observers.remove(observer)

    def become(self, state: BindingState) -> None:
        self.now = state
        for observer in tuple(self.observers):
            observer(state)


def test_a_journey_with_a_file_is_saved_as_soon_as_a_change_is_acknowledged(journey: Journey):
    page = Page(journey, "p1")
    card = next(iter(journey.document["touchpoints"]))
    assert page.hello()["status"] == {"saved": "saved", "problem": None, "read_only": False, "owner": None}
    assert page.change({"touchpoints": {card: {"title": "x"}}})["ack"] is True
    assert page.hello()["status"]["saved"] == "saved"


def test_a_journey_in_memory_says_so_until_it_gets_a_file(path: Path):
    journey = jw.new("ecommerce", language="ja")
    page = Page(journey, "p1")
    assert page.hello()["status"]["saved"] == "memory"
    page.heard("status")
    jw.save(journey, path)
    assert page.heard("status")[-1]["saved"] == "saved"
    journey.close()
    assert page.heard("status")[-1]["saved"] == "memory"


def test_what_is_wrong_with_the_file_is_said_when_it_happens_and_when_it_is_over(journey: Journey):
    page = Page(journey, "p1")
    kept = Kept()
    journey.binding = kept
    page.heard("status")
    full = {"ja": "空きがありません", "en": "No room"}
    kept.become(BindingState("failed", problem=full))
    kept.become(BindingState("failed", problem=full))
    assert page.heard("status") == [{"saved": "failed", "problem": full, "read_only": False, "owner": None}]
    kept.become(BindingState("saved"))
    assert page.heard("status") == [{"saved": "saved", "problem": None, "read_only": False, "owner": None}]


def test_a_map_somebody_else_has_open_names_them_and_says_how_to_take_it_over(journey: Journey):
    kept = Kept()
    journey.binding = kept
    journey.read_only = True
    owner = {"ja": "別のカーネル（プロセス 7）", "en": "another kernel (process 7)"}
    kept.become(BindingState("saved", read_only=True, owner=owner))
    said = Page(journey, "p1").hello()["status"]
    assert (said["read_only"], said["owner"]) == (True, owner)
    for language in ("ja", "en"):
        assert owner[language] in said["problem"][language]
        assert 'jw.open("map.journey.json", take_over=True)' in said["problem"][language]
    journey.read_only = False


def test_a_change_of_a_map_for_reading_only_is_refused_and_the_author_told_why(journey: Journey):
    page = Page(journey, "p1")
    journey.read_only = True
    answer = page.change({"about": {"title": "x"}})
    assert answer["reject"] is True
    assert answer["message"]["ja"]
    assert page.heard("status")[-1]["read_only"] is True
    journey.read_only = False


def test_a_map_of_a_newer_version_says_that_an_upgrade_is_needed(journey: Journey, path: Path):
    document = journey.document
    newer = path.with_name("newer.journey.json")
    newer.write_text(json.dumps({**document, "version": 99, "id": "jm_newer"}), encoding="utf-8")
    with pytest.warns(jw.RepairWarning):
        other = jw.open(newer)
    said = status(other)
    assert said["read_only"] is True
    assert "99" in said["problem"]["ja"]
    assert "Upgrade" in said["problem"]["en"]
    other.close()


def test_a_look_at_the_past_is_for_reading_only(journey: Journey):
    past = journey.at(journey.checkpoint("いま"))
    said = status(past)
    assert said["read_only"] is True
    assert said["problem"]["ja"]


def test_a_journey_that_was_opened_anew_says_which_cells_to_run(journey: Journey):
    heard: list[dict[str, Any]] = []
    kept = Kept()
    journey.binding = kept
    journey.read_only = True
    watch = Watch(journey, heard.append)
    from journey_widgets.words import said

    kept.become(BindingState("saved", read_only=True, owner=said("storage.superseded")))
    journey.binding = None
    assert heard[-1]["problem"] == said("sync.opened_anew"), "and goes on saying so when the file has been let go"
    watch.stop()
    journey.read_only = False


def test_a_watch_that_was_stopped_is_silent_and_holds_on_to_nothing(journey: Journey):
    heard: list[dict[str, Any]] = []
    kept = Kept()
    journey.binding = kept
    watch = Watch(journey, heard.append)
    watch.stop()
    kept.become(BindingState("failed", problem={"ja": "x", "en": "x"}))
    journey.read_only = True
    journey.read_only = False
    assert heard == []
    assert kept.observers == []


def test_the_state_that_is_told_last_is_the_last_one_whichever_thread_saw_it_first(journey: Journey):
    heard: list[dict[str, Any]] = []
    kept = Kept()
    journey.binding = kept
    watch = Watch(journey, heard.append)
    start = threading.Barrier(4)

    def flap(number: int) -> None:
        start.wait()
        for turn in range(100):
            kept.become(BindingState("failed", problem={"ja": f"{number} {turn}", "en": ""}))

    threads = [threading.Thread(target=flap, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    assert heard[-1] == status(journey)
    watch.stop()


def test_a_journey_that_is_locked_elsewhere_keeps_no_one_from_hearing_how_it_is_kept(journey: Journey):
    """Whoever sets `read_only` may hold the journey's lock while another thread is asking how things stand."""
    kept = Kept()
    journey.binding = kept
    heard: list[dict[str, Any]] = []
    watch = Watch(journey, heard.append)
    asked, go_on = threading.Event(), threading.Event()

    def slow() -> BindingState:
        asked.set()
        assert go_on.wait(30)
        return kept.now

    kept.state = slow  # pyright: ignore[reportAttributeAccessIssue]
    asking = threading.Thread(target=watch.look)
    asking.start()
    assert asked.wait(30)
    with journey._lock:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        journey.read_only = True  # must not wait for the other thread, which may be waiting for this lock
    go_on.set()
    asking.join(30)
    assert heard[-1]["read_only"] is True
    watch.stop()
    journey.read_only = False


def test_a_page_that_cannot_be_told_is_told_the_next_time(journey: Journey):
    kept = Kept()
    journey.binding = kept
    heard: list[dict[str, Any]] = []

    def tell(said: dict[str, Any]) -> None:
        if said["problem"] == {"ja": "1", "en": "1"}:
            raise RuntimeError("the page is being closed")
        heard.append(said)

    watch = Watch(journey, tell)
    with pytest.raises(RuntimeError):
        kept.become(BindingState("failed", problem={"ja": "1", "en": "1"}))
    kept.become(BindingState("failed", problem={"ja": "2", "en": "2"}))
    assert heard[-1]["problem"]["ja"] == "2"
    watch.stop()
