"""The traps the protocol was built around. Each is shown to snap shut without the cure, and not to with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import comm
import ipywidgets
import pytest
import traitlets

from journey_widgets.model.change import Change, MemoryJournal
from journey_widgets.model.journey import Journey
from journey_widgets.widgets.sync import channels
from tests.crash.kernel import SECONDS, Kernel
from tests.widgets.pages import Page, WrittenDown

CARDS = {f"tp_{n}": {"title": "広告", "rank": "a0"} for n in range(4)}


def _journey(journal: MemoryJournal | None = None) -> Journey:
    journey = Journey(journal=journal)
    journey.apply({"touchpoints": CARDS})
    return journey


def _together(*jobs: Callable[[], object]) -> None:
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def _rename(card: str, title: str) -> dict[str, Any]:
    return {"touchpoints": {card: {"title": title}}}


# --- handlers run in several threads: every browser has its own in ipykernel 7 ---


class _Meeting(MemoryJournal):
    """A journal that lets nobody go on before two are in it at once."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting: threading.Barrier | None = None

    def append(self, change: Change) -> None:
        if self.meeting is not None:
            self.meeting.wait(60)
        super().append(change)


class _Open:
    """A lock that does not lock."""

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def test_without_the_lock_two_browsers_at_once_lose_a_change(monkeypatch: pytest.MonkeyPatch):
    journal = _Meeting()
    journey = _journey(journal)
    journal.meeting = threading.Barrier(2)
    monkeypatch.setattr(journey, "_lock", _Open())
    _together(lambda: journey.apply(_rename("tp_0", "一")), lambda: journey.apply(_rename("tp_1", "二")))
    titles = {journey.record("touchpoints", card)["title"] for card in ("tp_0", "tp_1")}
    assert journey.revision == 2, "two changes under one number"
    assert len(titles & {"一", "二"}) == 1, "and one of them is gone"


class _Yielding(MemoryJournal):
    """A journal that lets every other thread go first."""

    def append(self, change: Change) -> None:
        time.sleep(0)
        super().append(change)


@pytest.fixture
def _no_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", WrittenDown)


@pytest.mark.usefixtures("_no_wire")
def test_six_hundred_changes_from_four_browsers_at_once_are_six_hundred():
    journey = _journey(_Yielding())
    sync, feed = channels(journey)

    def browser(number: int) -> None:
        for seq in range(1, 151):
            answer = sync.answer({"client": f"p{number}", "seq": seq, "patch": _rename(f"tp_{number}", f"{seq}")})
            assert answer["ack"] is True

    _together(*(lambda number=number: browser(number) for number in range(4)))
    assert journey.revision == 1 + 600
    revisions = [message["revision"] for message in feed.comm.take() if "patch" in message]  # pyright: ignore
    assert revisions == list(range(2, 602))
    sync.close()
    feed.close()


# --- traits are no messages: an update that meets another one is swallowed ---


def _slow(value: object, widget: _Traits) -> object:
    widget.meeting.wait(60)
    return value


class _Traits(ipywidgets.Widget):
    """What a board would be that sent its edits as the value of a trait."""

    edit = traitlets.Dict().tag(sync=True)
    gate = traitlets.Int().tag(sync=True, from_json=_slow)

    def __init__(self) -> None:
        self.meeting = threading.Barrier(2)
        super().__init__()


@pytest.mark.usefixtures("_no_wire")
def test_of_two_edits_sent_as_a_trait_at_once_one_is_never_heard_of():
    widget = _Traits()
    heard: list[Any] = []
    widget.observe(lambda change: heard.append(change["new"]), "edit")
    # Both are in the middle of their update at the gate.
    _together(
        lambda: widget.set_state({"edit": _rename("tp_0", "一"), "gate": 1}),
        lambda: widget.set_state({"edit": _rename("tp_1", "二"), "gate": 2}),
    )
    assert len(heard) == 1
    widget.close()


@pytest.mark.usefixtures("_no_wire")
def test_of_two_edits_sent_as_messages_at_once_both_are_done():
    journal = _Yielding()
    journey = _journey(journal)
    pages = [Page(journey, "p0"), Page(journey, "p1")]
    start = threading.Barrier(2)

    def send(number: int) -> None:
        start.wait(60)
        assert channels(journey)[0].answer(
            {"client": pages[number].client, "seq": 1, "patch": _rename(f"tp_{number}", "新")}
        )["ack"]

    _together(lambda: send(0), lambda: send(1))
    assert [journey.record("touchpoints", f"tp_{n}")["title"] for n in range(2)] == ["新", "新"]
    for widget in channels(journey):
        widget.close()


@pytest.mark.usefixtures("_no_wire")
def test_nothing_a_page_writes_into_a_trait_of_the_channels_reaches_the_journey():
    journey = _journey()
    before = journey.document
    sync, feed = channels(journey)
    for widget in (sync, feed):
        widget.set_state({"journey": "jm_other", "snapshot": {"document": {}, "revision": 99}})
    assert journey.document == before
    assert Page(journey, "p1").hello()["snapshot"] == before
    for widget in (sync, feed):
        widget.close()


# --- ipykernel hands a comm's messages to the thread that last published on it ---


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    running = Kernel(tmp_path_factory.mktemp("kernel"))
    yield running
    running.close()


SETUP = f"""
from journey_widgets.model.journey import Journey
from journey_widgets.widgets.sync import channels
journey = Journey()
_ = journey.apply({{"touchpoints": {CARDS!r}}})
sync, feed = channels(journey)
"""


def _answered_before_the_cell_ends(kernel: Kernel, push: str, flag: Path) -> bool:
    """A cell pushes something and goes on working; a page sends a change; which comes first, its answer or the cell's end?"""
    client = kernel._client  # noqa: SLF001 - what happens in which order is seen only in the stream of all messages
    kernel.run(SETUP)
    comm_id, subshell = kernel.value("sync.comm.comm_id"), kernel.subshell()

    def heard(wanted: Callable[[str, dict[str, Any]], bool]) -> str:
        """Until one of the messages is wanted; which kind it was."""
        deadline = time.monotonic() + SECONDS
        while True:
            message = client.get_iopub_msg(timeout=max(0.0, deadline - time.monotonic()))
            if wanted(message["header"]["msg_type"], message["content"]):
                return str(message["header"]["msg_type"])

    def answer(kind: str, content: dict[str, Any]) -> bool:
        said = content["data"].get("content", {}) if kind == "comm_msg" and content["comm_id"] == comm_id else {}
        return said.get("client") == "p1"

    def printed(word: str) -> Callable[[str, dict[str, Any]], bool]:
        return lambda kind, content: kind == "stream" and word in content["text"]

    # The board is there, and was answered from a thread of its own.
    kernel.say(comm_id, {"hello": True, "client": "p1", "revision": None}, subshell)
    heard(answer)
    client.execute(
        f"import pathlib, time\n{push}\nprint('pushed', flush=True)\n"
        f"while not pathlib.Path({str(flag)!r}).exists(): time.sleep(.01)\nprint('ended', flush=True)",
        store_history=False,
    )
    heard(printed("pushed"))
    kernel.say(comm_id, {"client": "p1", "seq": 1, "patch": _rename("tp_0", "新")}, subshell)
    # Messages are handed to threads in the order they come: when this one is answered, that one has been.
    fence = client.session.msg("kernel_info_request", {})
    fence["header"]["subshell_id"] = subshell
    client.shell_channel.send(fence)
    while client.get_shell_msg(timeout=SECONDS)["parent_header"].get("msg_id") != fence["header"]["msg_id"]:
        pass
    flag.touch()
    first = heard(lambda kind, content: answer(kind, content) or printed("ended")(kind, content))
    heard(printed("ended") if first == "comm_msg" else answer)
    return first == "comm_msg"


def test_a_broadcast_on_the_boards_own_comm_would_stall_it_until_the_cell_ends(kernel: Kernel, tmp_path: Path):
    assert not _answered_before_the_cell_ends(kernel, "sync.send({'status': 'x'})", tmp_path / "go")


def test_a_broadcast_on_the_feed_does_not(kernel: Kernel, tmp_path: Path):
    push = "journey.edit('touchpoints', 'tp_1', title='セルから'); feed.send({'status': 'x'})"
    assert _answered_before_the_cell_ends(kernel, push, tmp_path / "go")
