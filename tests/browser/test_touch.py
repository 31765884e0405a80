"""A finger on a touch screen: a long press lifts, a swipe scrolls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.board import Board
from tests.browser.hands import Finger, Point


@pytest.fixture
def finger(board: Board) -> Iterator[Finger]:
    devtools = board.lab.devtools()
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
    yield Finger(devtools)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})


def _lift(board: Board, finger: Finger, touchpoint: str) -> Point:
    start = board.grip(touchpoint)
    finger.down(start)
    board.root.locator(".is-lifted").wait_for()
    return start


def test_a_long_press_lifts_a_card_and_the_finger_carries_it_to_another_lane(board: Board, finger: Finger):
    with board.acknowledged():
        start = _lift(board, finger, "tp_ad")
        finger.move(start, board.gap("st_buy", before="tp_cart"))
        finger.up()
    assert board.cards("st_buy") == board.kernel_lane("st_buy") == ["tp_ad", "tp_cart", "tp_pay"]
    board.focus("tp_ad")
    board.undo()
    assert board.cards("st_aware") == ["tp_ad", "tp_talk"]


def test_a_swipe_over_a_card_moves_nothing(board: Board, finger: Finger):
    with board.unchanged():
        start = board.grip("tp_ad")
        finger.down(start)
        finger.move(start, Point(start.x, start.y - 200), steps=4)
        finger.up()
        assert board.root.locator(".is-lifted").count() == 0


def test_a_touch_taken_away_by_the_system_puts_the_card_back(board: Board, finger: Finger):
    with board.unchanged():
        start = _lift(board, finger, "tp_ad")
        finger.move(start, board.gap("st_use"))
        finger.cancel()
        board.root.locator(".is-lifted").wait_for(state="detached")
