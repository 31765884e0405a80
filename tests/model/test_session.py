"""The workshop of this moment: steered from anywhere, told to everyone, kept by nobody."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from journey_widgets.model import ChangeError, Journey, Session
from journey_widgets.model.session import moment


@pytest.fixture
def journey() -> Journey:
    journey = Journey()
    journey.set_agenda(120)
    return journey


def test_steering_is_no_change_of_the_map(journey: Journey):
    before = journey.revision, journey.document, journey.history_state()
    journey.steer(step="ag_write", silent=True, revealed=False, voting=3)
    journey.begin_step()
    assert (journey.revision, journey.document, journey.history_state()) == before


def test_what_was_steered_is_told_once_and_in_order(journey: Journey):
    told: list[Session] = []
    stop = journey.on_session(told.append)
    assert journey.steer(silent=True) is journey.session
    journey.steer(silent=True)  # nothing new
    journey.steer(voting=2)
    stop()
    journey.steer(voting=0)
    assert [(session.silent, session.voting) for session in told] == [(True, 0), (True, 2)]


def test_an_observer_may_steer_and_a_broken_one_hurts_nobody(journey: Journey, caplog: pytest.LogCaptureFixture):
    told: list[int] = []
    heard: list[int] = []

    def broken(_: Session) -> None:
        raise RuntimeError("no")

    def follow(session: Session) -> None:
        told.append(session.voting)
        if session.voting == 1:
            journey.steer(voting=2)

    journey.on_session(broken)
    journey.on_session(follow)
    journey.on_session(lambda session: heard.append(session.voting))
    journey.steer(voting=1)
    assert told == heard == [1, 2], "everyone in the same order"
    assert "observer of the session failed" in caplog.text


def test_many_threads_steer_and_everyone_hears_the_last_word_last(journey: Journey):
    told: list[Session] = []
    journey.on_session(told.append)

    def steer(first: int) -> None:
        for n in range(40):
            journey.steer(voting=(first + n) % 90 + 1)

    threads = [threading.Thread(target=steer, args=(first,)) for first in (0, 30, 60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told[-1] == journey.session


def test_each_change_is_later_than_the_one_before(journey: Journey, monkeypatch: pytest.MonkeyPatch):
    assert journey.steered_at == 0
    monkeypatch.setattr("time.time", lambda: 1_000.0)  # a clock that stands, or was set back
    seen: list[float] = []
    for voting in (1, 2, 3):
        journey.steer(voting=voting)
        seen.append(journey.steered_at)
    assert seen == sorted(set(seen))
    assert seen[0] == 1_000.0


def test_a_timer_runs_or_stands(journey: Journey):
    end = datetime(2026, 6, 1, 14, 0, tzinfo=timezone(timedelta(hours=9)))
    assert journey.steer(timer_ends=end).timer_ends == "2026-06-01T05:00:00.000Z"
    assert journey.session.remaining(datetime(2026, 6, 1, 4, 58, tzinfo=UTC)) == 120
    assert journey.session.remaining(datetime(2026, 6, 1, 5, 1, tzinfo=UTC)) == -60
    paused = journey.steer(timer_left=90)
    assert (paused.timer_ends, paused.timer_left, paused.remaining()) == ("", 90, 90)
    goes_on = journey.steer(timer_ends="2026-06-01T05:00:00Z")
    assert (goes_on.timer_ends, goes_on.timer_left) == ("2026-06-01T05:00:00.000Z", 0)
    assert journey.steer(timer_ends="").remaining() is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sillent": True}, "silent"),
        ({"self": True}, "Fields: "),
        ({"step": "ag_nowhere"}, "'ag_goal'"),
        ({"step": 7}, "7"),
        ({"silent": 1}, "True or False"),
        ({"revealed": "no"}, "'no'"),
        ({"voting": 1.5}, "0 to 99"),
        ({"voting": -1}, "-1"),
        ({"voting": True}, "True"),
        ({"timer_left": float("nan")}, "nan"),
        ({"timer_left": 86_401}, "86400"),
        ({"timer_ends": "soon"}, "'soon'"),
        ({"timer_ends": "2026-06-01T05:00:00"}, "offset"),
        ({"timer_ends": "0001-01-01T00:00:00+14:00"}, "0001"),
        ({"timer_ends": 7}, "7"),
        ({"timer_ends": "2026-06-01T05:00:00Z", "timer_left": 60}, "runs"),
    ],
)
def test_what_a_field_cannot_have_is_refused_in_words_and_nothing_of_it_happens(
    journey: Journey, fields: dict[str, Any], words: str
):
    journey.edit("about", language="en")
    before = journey.session
    with pytest.raises(ChangeError) as refused:
        journey.steer(frozen=True, **fields)
    assert words in str(refused.value)
    assert journey.session is before


def test_the_session_itself_cannot_be_set(journey: Journey):
    with pytest.raises(AttributeError):
        journey.session = Session()  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(AttributeError):
        journey.session.silent = True  # pyright: ignore[reportAttributeAccessIssue]


def test_beginning_a_step_sets_its_timer_and_what_the_room_may_see(journey: Journey):
    before = datetime.now(UTC)
    first = journey.begin_step()
    assert first.step == "ag_goal"
    left = first.remaining(before)
    assert left is not None
    assert left == pytest.approx(5 * 60, abs=5)
    silent = journey.begin_step("ag_score")
    assert (silent.silent, silent.revealed, silent.voting) == (True, False, 0)
    assert not journey.begin_step().silent
    assert journey.session.step == "ag_curve"
    assert journey.session.revealed
    vote = journey.begin_step("ag_vote")
    assert (vote.silent, vote.revealed, vote.voting) == (False, False, 3)
    journey.begin_step("ag_close")
    over = journey.begin_step()
    assert over == Session()


def test_there_is_no_step_to_begin_that_is_not_in_the_agenda(journey: Journey):
    with pytest.raises(ChangeError, match="ag_goal"):
        journey.begin_step("ag_gone")
    assert Journey().begin_step() == Session(), "without an agenda there is nothing to begin, and nothing to end"


def test_a_time_of_another_place_is_the_same_moment():
    tokyo = datetime(2026, 6, 1, 14, 0, 0, 123_456, tzinfo=timezone(timedelta(hours=9)))
    assert moment(tokyo) == "2026-06-01T05:00:00.123Z"
