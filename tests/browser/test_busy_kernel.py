"""A cell runs and runs: moves on the board are acknowledged at once, or wait, are seen, and none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.browser.board import Board
from tests.browser.kernel_without_subshells import NAME, install
from tests.browser.lab import Lab, until
from tests.browser.maps import BOARD, SMALL
from tests.browser.server import LabServer

# Longer than everything else here takes; a test that got through interrupts it.
SLEEP = "import time\ntime.sleep(120)"
MOVES = [
    ("tp_ad", "st_use"),
    ("tp_pay", "st_use"),
    ("tp_talk", "st_buy"),
    ("tp_open", "st_aware"),
    ("tp_ad", "st_buy"),
    ("tp_cart", "st_use"),
]
AFTER = {"st_aware": ["tp_open"], "st_buy": ["tp_talk", "tp_ad"], "st_use": ["tp_pay", "tp_cart"]}


@pytest.fixture
def one_thread(open_lab: Callable[..., Lab], server: LabServer) -> Iterator[Board]:
    """The small board in a notebook whose kernel has a single thread."""
    install(server.folder / "data")
    lab = open_lab()
    lab.page.evaluate("(name) => jwLab.panel().context.sessionContext.changeKernel({ name }).then(() => null)", NAME)
    lab.wait_idle(lab.page)
    features = lab.page.evaluate(
        "() => jwLab.panel().context.sessionContext.session.kernel.info.then((info) => info.supported_features ?? [])"
    )
    assert "kernel subshells" not in features
    lab.show(SMALL, BOARD, "'the cell below'")
    yield Board(lab)
    complaints = lab.complaints()
    lab.close()
    assert not complaints, "\n".join(complaints)


def test_six_moves_during_a_long_sleep_are_acknowledged_while_it_sleeps(board: Board):
    before = board.revision
    board.lab.replace(2, SLEEP)
    board.lab.start(2)
    until(lambda: board.lab.running(2), board.page, "the cell runs")
    _move_six_times(board)
    board.wait_for_revision(before + len(MOVES))
    until(lambda: board.root.locator(".is-pending").count() == 0, board.page, "nothing waits any more")
    assert board.lab.running(2), "all of this happened while the cell was running"
    board.page.evaluate("() => jwLab.panel().context.sessionContext.session.kernel.interrupt()")
    until(lambda: not board.lab.running(2), board.page, "the cell ends")
    _assert_six(board, before)


def test_where_widgets_wait_for_the_cell_six_moves_are_seen_at_once_and_arrive_as_six(one_thread: Board):
    board = one_thread
    before = board.revision
    with board.lab.working(2):
        _move_six_times(board)
        assert board.root.locator(".is-pending").count() > 0, "cards are marked as not kept yet"
        queued = f"カーネルは実行中 · 順番待ち{len(MOVES)}件"
        until(lambda: queued in _state(board), board.page, f"it says why and how many wait, not {_state(board)!r}")
        assert board.revision == before, "nothing is acknowledged that the kernel has not got"
    board.wait_for_revision(before + len(MOVES))
    until(lambda: board.root.locator(".is-pending").count() == 0, board.page, "nothing waits any more")
    _assert_six(board, before)
    board.focus("tp_ad")
    for _ in MOVES:
        board.undo()
    assert board.kernel_lane("st_aware") == ["tp_ad", "tp_talk"], "each of them can be taken back"


def _move_six_times(board: Board) -> None:
    for card, stage in MOVES:
        board.drag(card, stage)
        until(lambda card=card, stage=stage: card in board.cards(stage), board.page, f"{card} is seen in {stage}")
    assert {stage: board.cards(stage) for stage in AFTER} == AFTER


def _assert_six(board: Board, before: int) -> None:
    assert board.lab.value("journey.revision") == before + len(MOVES)
    assert {stage: board.kernel_lane(stage) for stage in AFTER} == AFTER
    assert {stage: board.cards(stage) for stage in AFTER} == AFTER


def _state(board: Board) -> str:
    return " ".join(board.root.locator('[role="status"]').all_inner_texts())
