"""The board from Python's side: what it is given, what it tells its page, what it refuses."""

from __future__ import annotations

import itertools
from typing import Any

import comm
import pytest

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.board import Board
from journey_widgets.widgets.sync import Feed, Sync, channels

_numbers = itertools.count()


class Silent:
    """A comm nobody listens to."""

    def __init__(self, **opened: Any) -> None:
        self.comm_id = f"board-{next(_numbers)}"
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


def board_of(journey: Journey, **options: Any) -> Board:
    return Board(journey, curve=False, **options)


def test_a_board_talks_to_its_journey_through_the_pair_all_its_widgets_share(journey: Journey) -> None:
    board = board_of(journey)
    assert (board.sync, board.feed) == channels(journey)
    assert isinstance(board.sync, Sync)
    assert isinstance(board.feed, Feed)
    assert board_of(journey).sync is board.sync


def test_its_state_names_the_pair_and_carries_no_document(journey: Journey) -> None:
    state = board_of(journey).get_state()
    assert state["sync"].startswith("anywidget:")
    assert state["feed"].startswith("anywidget:")
    assert state["curve"] is None
    assert (state["rows"], state["language"]) == (None, None)
    assert "購入体験" not in str({key: value for key, value in state.items() if key != "_esm"})


def test_it_shows_as_a_widget(journey: Journey) -> None:
    bundle = board_of(journey)._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_curve_is_a_widget_of_its_own_on_the_same_journey(journey: Journey) -> None:
    from journey_widgets.widgets.chart import EmotionCurve

    board = Board(journey)
    assert isinstance(board.curve, EmotionCurve)
    assert board.curve.sync is board.sync


def test_rows_can_be_changed_later(journey: Journey) -> None:
    board = board_of(journey, rows="channel")
    board.rows = None
    assert board.get_state()["rows"] is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rows": "colour"}, r"rows='colour': no such swimlanes\. Rows can be: 'channel', 'owner'"),
        ({"language": "fr"}, r"language='fr': not known\. Languages: 'ja', 'en'"),
    ],
)
def test_a_value_that_is_not_valid_is_refused_with_those_that_are(
    journey: Journey, options: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        board_of(journey, **options)


def test_an_option_that_does_not_exist_names_the_nearest(journey: Journey) -> None:
    with pytest.raises(
        TypeError, match=r"no option 'row'\. Did you mean 'rows'\? Options: 'rows', 'curve', 'language', 'lanes'"
    ):
        Board(journey, row="channel")
    with pytest.raises(TypeError, match=r"no option 'xyz'\. Options"):
        Board(journey, xyz=1)


def test_what_is_not_a_journey_is_refused_with_where_to_get_one() -> None:
    with pytest.raises(TypeError, match=r"Board needs a journey, not dict: journey_widgets\.open"):
        Board({"touchpoints": {}})  # pyright: ignore[reportArgumentType]


def test_it_says_what_it_is(journey: Journey) -> None:
    assert repr(board_of(journey)) == f"<Board of '購入体験', revision {journey.revision}>"
