"""The protocol, from the kernel's side: a comm that writes down what is sent on it, and pages played by hand."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import comm
import pytest

import journey_widgets.widgets.sync as module
from journey_widgets.model.journey import Journey
from journey_widgets.model.patch import apply
from journey_widgets.widgets.host import is_open, session_key
from journey_widgets.widgets.sync import Feed, Sync, channels
from tests.widgets.pages import Page, WrittenDown

STAGES = {"st_a": {"name": "認知", "rank": "a0"}, "st_b": {"name": "検討", "rank": "a1"}}
CARDS = {
    "tp_1": {"title": "広告", "stage": "st_a", "rank": "a0"},
    "tp_2": {"title": "検索", "stage": "st_b", "rank": "a0"},
}


@pytest.fixture(autouse=True)
def _no_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comm, "create_comm", WrittenDown)


@pytest.fixture
def journey() -> Iterator[Journey]:
    journey = Journey()
    journey.apply({"stages": STAGES, "touchpoints": CARDS})
    yield journey
    for widget in channels(journey):
        widget.close()


def move(card: str, stage: str | None) -> dict[str, Any]:
    return {"touchpoints": {card: {"stage": stage}}}


# --- hello ---


def test_hello_is_answered_with_the_whole_journey(journey: Journey):
    answer = Page(journey, "p1").hello()
    assert answer["snapshot"] == journey.document
    assert (answer["revision"], answer["seq"], answer["client"]) == (1, 0, "p1")
    assert answer["history"]["undo"]["ja"]


def test_hello_with_a_revision_is_answered_with_what_happened_since(journey: Journey):
    page = Page(journey, "p1")
    known = page.hello()
    page.change(move("tp_1", "st_b"))
    journey.edit("touchpoints", "tp_2", title="さがす")
    answer = page.hello(known["revision"])
    assert "snapshot" not in answer
    assert [frame["revision"] for frame in answer["frames"]] == [2, 3]
    document = known["snapshot"]
    for frame in answer["frames"]:
        document = apply(document, frame["patch"])
    assert document == journey.document
    assert (answer["revision"], answer["seq"]) == (3, 1)


def test_hello_of_a_page_that_is_up_to_date_is_answered_with_nothing_new(journey: Journey):
    answer = Page(journey, "p1").hello(journey.revision)
    assert (answer["frames"], answer["revision"]) == ([], 1)


@pytest.mark.parametrize("revision", [0, 7], ids=["older than what is kept", "of another kernel"])
def test_hello_that_cannot_be_bridged_is_answered_with_the_whole_journey(revision: int):
    journey = Journey(revision=3)
    journey.apply({"stages": STAGES})
    assert Page(journey, "p1").hello(revision)["snapshot"] == journey.document


def test_hello_after_missing_very_much_is_answered_with_the_whole_journey(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "_MOST_FRAMES", 2)
    for title in "abc":
        journey.edit("touchpoints", "tp_1", title=title)
    page = Page(journey, "p1")
    assert "snapshot" in page.hello(1)
    assert "frames" in page.hello(2)


def test_a_page_that_is_loaded_again_finds_everything_whatever_its_comm_was_opened_with(journey: Journey):
    first = Page(journey, "p1")
    first.hello()
    first.change(move("tp_1", "st_b"))
    second = Page(journey, "p2")
    assert second.hello()["snapshot"]["touchpoints"]["tp_1"]["stage"] == "st_b"
    state = second.sync.get_state()
    assert state["snapshot"] == {"document": journey.document, "revision": journey.revision}
    assert state["journey"] == journey.id


# --- changes ---


def test_a_change_is_acknowledged_on_sync_and_broadcast_on_feed(journey: Journey):
    page = Page(journey, "p1")
    page.frames()
    answer = page.change(move("tp_1", "st_b"), gesture="g1")
    assert (answer["ack"], answer["seq"], answer["revision"], answer["notes"]) == (True, 1, 2, [])
    assert answer["history"]["undo"]["en"]
    frames = page.frames()
    assert [(f["revision"], f["client"], f["seq"], f["actor"], f["patch"]) for f in frames] == [
        (2, "p1", 1, "", move("tp_1", "st_b"))
    ]
    assert frames[0]["history"] == answer["history"]


def test_a_change_that_changes_nothing_is_acknowledged_and_not_broadcast(journey: Journey):
    page = Page(journey, "p1")
    page.frames()
    answer = page.change(move("tp_1", "st_a"))
    assert (answer["ack"], answer["revision"]) == (True, 1)
    assert page.frames() == []


def test_a_refused_change_is_explained_in_both_languages_and_changes_nothing(journey: Journey):
    page = Page(journey, "p1")
    before = journey.document
    answer = page.change(move("tp_1", "st_nowhere"))
    assert answer["reject"] is True
    assert answer["seq"] == 1
    assert "st_nowhere" in answer["message"]["ja"]
    assert "st_nowhere" in answer["message"]["en"]
    assert answer["message"]["ja"] != answer["message"]["en"]
    assert journey.document == before
    assert page.change(move("tp_1", "st_b"))["ack"] is True


def test_a_delete_is_broadcast_with_what_it_took_along(journey: Journey):
    page = Page(journey, "p1")
    journey.score("tp_1", 1)
    page.frames()
    page.change({"touchpoints": {"tp_1": None}})
    assert page.frames()[0]["patch"] == {"touchpoints": {"tp_1": None}, "scores": {"tp_1//as_is/": None}}


def test_a_step_that_comes_twice_is_done_once_and_answered_twice(journey: Journey):
    page = Page(journey, "p1")
    page.change(move("tp_1", "st_b"))
    journey.edit("touchpoints", "tp_1", stage="st_a")
    again = page.say(client="p1", seq=1, patch=move("tp_1", "st_b"), after=0)
    assert (again["ack"], again["seq"]) == (True, 1)
    assert journey.record("touchpoints", "tp_1")["stage"] == "st_a"


def test_a_refusal_that_was_lost_is_given_again_and_does_not_become_an_acknowledgement(journey: Journey):
    page = Page(journey, "p1")
    first = page.change(move("tp_1", "st_nowhere"))
    journey.add("stages", name="今はある", id="st_nowhere")
    assert page.say(client="p1", seq=1, patch=move("tp_1", "st_nowhere"), after=0) == first
    assert journey.record("touchpoints", "tp_1")["stage"] == "st_a"


def test_a_step_that_overtook_another_is_asked_for_again(journey: Journey):
    page = Page(journey, "p1")
    assert page.say(client="p1", seq=2, patch=move("tp_1", None)) == {"resend": 1, "client": "p1"}
    assert journey.record("touchpoints", "tp_1")["stage"] == "st_a"
    assert page.say(client="p1", seq=1, patch=move("tp_1", "st_b"))["ack"] is True
    assert page.say(client="p1", seq=2, patch=move("tp_1", None))["ack"] is True
    assert "stage" not in journey.record("touchpoints", "tp_1")


def test_a_restarted_kernel_takes_a_line_up_where_the_page_says_it_was_answered(journey: Journey):
    page = Page(journey, "p1")
    assert page.say(client="p1", seq=17, patch=move("tp_1", "st_b"), after=16)["ack"] is True
    assert page.say(client="p1", seq=18, patch=move("tp_2", "st_a"))["ack"] is True


def test_a_line_outlives_the_widgets_it_came_through(journey: Journey):
    page = Page(journey, "p1")
    page.change(move("tp_1", "st_b"))
    for widget in channels(journey):
        widget.close()
    anew = Page(journey, "p1")
    assert anew.sync is not page.sync
    assert anew.hello()["seq"] == 1
    assert anew.say(client="p1", seq=1, patch=move("tp_1", "st_b"), after=0)["ack"] is True
    assert journey.revision == 2


def test_undo_and_redo_stand_in_the_line_and_say_what_is_next(journey: Journey):
    page = Page(journey, "p1")
    page.change(move("tp_1", "st_b"))
    undone = page.back("undo")
    assert (undone["ack"], undone["revision"]) == (True, 3)
    assert undone["history"]["redo"]["en"]
    assert journey.record("touchpoints", "tp_1")["stage"] == "st_a"
    assert [frame["seq"] for frame in page.frames()[-2:]] == [1, 2]
    page.back("redo")
    assert journey.record("touchpoints", "tp_1")["stage"] == "st_b"
    assert page.say(client="p1", seq=2, undo=True, after=0)["ack"] is True
    assert journey.record("touchpoints", "tp_1")["stage"] == "st_b", "a repeated undo undoes nothing more"


def test_undo_with_nothing_to_undo_is_acknowledged():
    page = Page(Journey(), "p1")
    assert page.back("undo")["ack"] is True
    assert page.back("redo")["ack"] is True


def test_undo_says_what_it_left(journey: Journey):
    page = Page(journey, "p1")
    page.change({"touchpoints": {"tp_9": {"title": "新", "rank": "a3"}}}, actor="hana")
    journey.apply({"scores": {"tp_9//as_is/": {"touchpoint": "tp_9", "state": "as_is", "score": 1}}}, actor="taro")
    page.seq += 1
    answer = page.say(client="p1", seq=page.seq, undo=True, actor="hana")
    assert answer["ack"] is True
    assert "新" in answer["notes"][0]["ja"]
    assert "新" in answer["notes"][0]["en"]
    assert "tp_9" in journey.document["touchpoints"]


# --- messages that are none ---


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"client": "p1"},
        {"client": "p1", "seq": 0, "patch": {}},
        {"client": "p1", "seq": True, "patch": {}},
        {"client": "p1", "seq": 1},
        {"client": "p1", "seq": 1, "patch": {}, "undo": True},
        {"client": "p1", "seq": 1, "patch": [1]},
        {"client": "p1", "seq": 1, "patch": None},
        {"client": "p1", "seq": 1, "patch": {"touchpoints": None}},
        {"client": "p1", "seq": 1, "patch": {"id": "jm_other"}},
        {"client": "p1", "seq": 1, "patch": {}, "gesture": 7},
        {"client": "p1", "seq": 1, "patch": {}, "actor": ["x"]},
        {"client": "p1", "presence": None, "actor": "花\ud800"},
        {"client": "p1\udfff", "bye": True},
        {"client": "p1", "seq": 1, "patch": {}, "after": -1},
        {"client": "p1" * 60, "seq": 1, "patch": {}},
        {"hello": True, "client": "p1", "revision": "x"},
        {"hello": True},
    ],
    ids=lambda content: json.dumps(content)[:60],
)
def test_what_is_no_message_is_refused_in_words_and_never_an_exception(journey: Journey, content: dict[str, Any]):
    before = journey.document
    answer = channels(journey)[0].answer(content)
    assert answer["reject"] is True
    assert set(answer["message"]) == {"ja", "en"}
    assert journey.document == before


@pytest.mark.parametrize("content", [None, 1, "x", [1], b"x"])
def test_even_what_is_no_object_gets_its_answer(journey: Journey, content: Any):
    assert channels(journey)[0].answer(content)["reject"] is True


def test_a_step_that_cannot_be_read_does_not_block_the_line(journey: Journey):
    page = Page(journey, "p1")
    assert page.change({}, gesture=7)["reject"] is True
    assert page.change(move("tp_1", "st_b"))["ack"] is True


def test_an_unexpected_failure_is_answered_and_does_not_block_the_line(
    journey: Journey, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    page = Page(journey, "p1")

    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(Journey, "apply", full)
        answer = page.change(move("tp_1", "st_b"))
    assert answer["reject"] is True
    assert "disk full" in answer["message"]["ja"]
    assert "disk full" in caplog.text
    assert page.change(move("tp_1", "st_b"))["ack"] is True


# --- who sends on which comm ---


def test_a_cell_that_changes_the_journey_never_sends_on_sync(journey: Journey):
    page = Page(journey, "p1")
    page.hello()
    sync: WrittenDown = page.sync.comm
    sync.sent.clear()
    page.frames()
    journey.edit("touchpoints", "tp_1", title="セルから")
    journey.undo()
    with journey.batch("import"):
        journey.add("touchpoints", title="a")
        journey.add("touchpoints", title="b")
    assert sync.sent == []
    assert [frame["revision"] for frame in page.frames()] == [2, 3, 4]


def test_nothing_is_broadcast_by_a_feed_that_was_closed(journey: Journey):
    sync, feed = channels(journey)
    wire: WrittenDown = feed.comm
    feed.close()
    journey.edit("touchpoints", "tp_1", title="x")
    assert wire.said == []
    assert not is_open(feed)
    assert is_open(sync)


def test_a_journey_has_one_pair_of_channels_until_one_is_closed(journey: Journey):
    pair = channels(journey)
    assert channels(journey) is pair
    assert channels(Journey()) is not pair
    pair[1].close()
    anew = channels(journey)
    assert anew[0] is not pair[0]
    assert all(is_open(widget) for widget in anew)
    assert not is_open(pair[0])


def test_a_pair_belongs_to_one_session(journey: Journey, monkeypatch: pytest.MonkeyPatch):
    pair = channels(journey)
    monkeypatch.setattr(module, "session_key", lambda: "marimo/another")
    other = channels(journey)
    assert other[0] is not pair[0]
    for widget in other:
        widget.close()


def test_a_script_is_one_session():
    assert session_key() == session_key()


# --- threads ---


def _at_once(*jobs: Any) -> None:
    """Run the jobs in threads that start together; the first failure is raised."""
    start = threading.Barrier(len(jobs))
    failures: list[BaseException] = []

    def run(job: Any) -> None:
        start.wait()
        try:
            job()
        except BaseException as error:  # told to the test below
            failures.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    if failures:
        raise failures[0]


def test_two_browsers_and_a_cell_at_once_lose_nothing(journey: Journey):
    """Two browsers are two threads in ipykernel 7."""
    sync, feed = channels(journey)
    start = journey.document
    first_revision = journey.revision
    count = 200
    answers: dict[str, list[dict[str, Any]]] = {"p1": [], "p2": []}

    def browser(client: str) -> None:
        for seq in range(1, count + 1):
            card = f"tp_{1 + seq % 2}"
            patch = {
                "touchpoints": {card: {"title": f"{client} {seq}"}, f"tp_{client}_{seq}": {"title": "x", "rank": "a5"}}
            }
            answers[client].append(sync.answer({"client": client, "seq": seq, "patch": patch}))

    def cell() -> None:
        for number in range(count):
            journey.edit("stages", "st_a", goal=f"{number}")

    _at_once(lambda: browser("p1"), lambda: browser("p2"), cell)
    for said in answers.values():
        assert [answer.get("ack") for answer in said] == [True] * count
    frames = feed.comm.take()
    assert [frame["revision"] for frame in frames] == list(range(first_revision + 1, first_revision + 3 * count + 1))
    for client in answers:
        assert [frame["seq"] for frame in frames if frame["client"] == client] == list(range(1, count + 1))
    document: Any = start
    for frame in frames:
        document = apply(document, frame["patch"])
    assert document == journey.document


def test_a_step_and_its_repetition_at_the_same_moment_are_done_once(journey: Journey, monkeypatch: pytest.MonkeyPatch):
    sync, _feed = channels(journey)
    inside, go_on = threading.Event(), threading.Event()
    calls: list[int] = []
    through = Journey.apply

    def held(self: Journey, *args: Any, **more: Any) -> Any:
        calls.append(more["seq"])
        inside.set()
        assert go_on.wait(30)
        return through(self, *args, **more)

    monkeypatch.setattr(Journey, "apply", held)
    step = {"client": "p1", "seq": 1, "patch": move("tp_1", "st_b"), "after": 0}
    answers: list[dict[str, Any]] = []
    first, second = (threading.Thread(target=lambda: answers.append(sync.answer(step))) for _ in range(2))
    first.start()
    assert inside.wait(30)
    second.start()
    second.join(0.2)  # a moment in which it could go wrong; it must wait for the first
    assert second.is_alive()
    go_on.set()
    for thread in (first, second):
        thread.join(30)
    assert calls == [1]
    assert [answer["ack"] for answer in answers] == [True, True]


def test_an_observer_that_takes_its_time_does_not_keep_another_browser_waiting(journey: Journey):
    sync, _feed = channels(journey)
    held, reached = threading.Event(), threading.Event()

    def slow(change: Any) -> None:
        if change.client == "p1":
            reached.set()
            assert held.wait(30)

    stop = journey.on_change(slow)
    waiting = threading.Thread(target=lambda: sync.answer({"client": "p1", "seq": 1, "patch": move("tp_1", "st_b")}))
    waiting.start()
    try:
        assert reached.wait(30)
        assert sync.answer({"client": "p2", "seq": 1, "patch": move("tp_2", "st_a")})["ack"] is True
    finally:
        held.set()
        waiting.join(30)
        stop()
    assert not waiting.is_alive()


def test_the_hidden_widgets_carry_their_page_modules():
    journey = Journey()
    for widget, kind in zip(channels(journey), (Sync, Feed), strict=True):
        assert isinstance(widget, kind)
        assert "initialize" in str(widget.get_state()["_esm"])
        widget.close()
