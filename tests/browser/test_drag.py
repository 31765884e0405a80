"""Dragging with the mouse, and everything that can happen in the middle of it."""

from __future__ import annotations

import pytest

from tests.browser.board import Board
from tests.browser.hands import Point
from tests.browser.lab import until
from tests.browser.maps import BOARD, SMALL


def test_a_card_dragged_to_another_lane_lands_where_it_was_let_go(board: Board):
    with board.acknowledged():
        board.drag("tp_ad", "st_buy", before="tp_pay")
    assert board.cards("st_aware") == ["tp_talk"]
    assert board.cards("st_buy") == ["tp_cart", "tp_ad", "tp_pay"]
    assert board.kernel_lane("st_buy") == ["tp_cart", "tp_ad", "tp_pay"]
    board.focus("tp_ad")
    board.undo()
    assert board.cards("st_aware") == ["tp_ad", "tp_talk"]
    assert board.kernel_lane("st_buy") == ["tp_cart", "tp_pay"]


def test_a_card_dragged_within_its_lane_is_reordered(board: Board):
    with board.acknowledged():
        board.drag("tp_talk", "st_aware", before="tp_ad")
    assert board.cards("st_aware") == board.kernel_lane("st_aware") == ["tp_talk", "tp_ad"]
    board.focus("tp_talk")
    board.undo()
    assert board.cards("st_aware") == board.kernel_lane("st_aware") == ["tp_ad", "tp_talk"]


def test_a_card_goes_from_the_pool_to_a_lane_and_back(board: Board):
    with board.acknowledged():
        board.drag("tp_mail", "st_use")
    assert board.kernel_lane("st_use") == ["tp_open", "tp_mail"]
    with board.acknowledged():
        board.drag("tp_mail", "")
    assert board.kernel_lane("") == ["tp_mail"]
    assert board.cards("st_use") == ["tp_open"]


def test_a_card_let_go_where_it_was_changes_nothing(board: Board):
    with board.unchanged():
        start = board.grip("tp_ad")
        with board.mouse.holding(start) as move:
            move(Point(start.x + 40, start.y + 10))
            move(start)


def test_escape_in_the_middle_of_a_drag_puts_the_card_back(board: Board):
    with board.unchanged(), board.mouse.holding(board.grip("tp_ad")) as move:
        move(board.gap("st_use"))
        board.root.locator(".is-lifted").wait_for()
        board.press("Escape")
        board.root.locator(".is-lifted").wait_for(state="detached")


def test_losing_the_pointer_in_the_middle_of_a_drag_puts_the_card_back(board: Board):
    with board.unchanged(), board.mouse.holding(board.grip("tp_ad")) as move:
        move(board.gap("st_use"))
        board.root.locator(".is-lifted").wait_for()
        released = board.page.evaluate(
            """() => { let n = 0; for (const e of document.querySelectorAll('*'))
                 if (e.hasPointerCapture(1)) { e.releasePointerCapture(1); n += 1; } return n }"""
        )
        assert released, "somebody holds the pointer while dragging"
        move(board.gap("st_buy"))
        board.root.locator(".is-lifted").wait_for(state="detached")


def test_a_card_let_go_far_outside_the_board_is_put_back(board: Board):
    with board.unchanged():
        board.mouse.drag(board.grip("tp_ad"), Point(500, 8))


def test_another_persons_change_in_the_middle_of_a_drag_leaves_the_drag_alone(board: Board):
    with board.acknowledged(changes=3):
        with board.mouse.holding(board.grip("tp_ad")) as move:
            move(board.gap("st_buy"))
            board.root.locator(".is-lifted").wait_for()
            board.lab.python(
                'journey.move("tp_pay", stage="st_use"); journey.edit("touchpoints", "tp_cart", title="かごに入れる")'
            )
            board.wait_for("st_use", ["tp_open", "tp_pay"])
            board.root.locator(".is-lifted").wait_for()
            move(board.gap("st_buy", before="tp_cart"))
    assert board.cards("st_buy") == board.kernel_lane("st_buy") == ["tp_ad", "tp_cart"]
    assert "かごに入れる" in board.text("tp_cart")


def test_a_card_deleted_by_somebody_else_leaves_the_hand_and_says_so(board: Board):
    with board.mouse.holding(board.grip("tp_ad")) as move:
        move(board.gap("st_use"))
        board.root.locator(".is-lifted").wait_for()
        board.lab.python('journey.remove("touchpoints", "tp_ad")')
        board.root.locator(".is-lifted").wait_for(state="detached")
    assert "tp_ad" not in board.lab.value("list(journey.touchpoints.index)")
    assert "SNS広告を見る" in board.said


def test_a_board_scrolled_away_during_a_drag_loses_no_card(board: Board):
    board.lab.show(SMALL, BOARD, "print('\\n' * 200)")
    board = Board(board.lab)
    with board.mouse.holding(board.grip("tp_ad")) as move:
        move(board.gap("st_buy"))
        board.root.locator(".is-lifted").wait_for()
        board.page.mouse.wheel(0, 6000)
        until(
            lambda: not board.root.is_visible() or board.root.bounding_box()["y"] < 0,
            board.page,
            "the board is scrolled away",
        )
    board.root.scroll_into_view_if_needed()
    every = [card for stage in ("", "st_aware", "st_buy", "st_use") for card in board.cards(stage)]
    assert sorted(every) == sorted(board.lab.value("list(journey.touchpoints.index)"))
    board.root.locator(".is-lifted").wait_for(state="detached")
    # And it can be used as before.
    with board.acknowledged():
        board.drag("tp_open", "st_aware", before="tp_talk")
    assert "tp_open" in board.kernel_lane("st_aware")


def test_shift_click_on_a_card_selects_no_cells(board: Board):
    board.page.evaluate("() => { jwLab.panel().content.activeCellIndex = 2 }")
    before = board.lab.selected_cells()
    board.card("tp_ad").click(modifiers=["Shift"])
    assert len(board.lab.selected_cells()) == 1, before


@pytest.mark.parametrize("button", ["right", "middle"])
def test_only_the_main_button_drags(board: Board, button: str):
    start, end = board.grip("tp_ad"), board.gap("st_use")
    with board.unchanged():
        board.page.mouse.move(start.x, start.y)
        board.page.mouse.down(button=button)
        board.mouse.move(end)
        board.page.mouse.up(button=button)
        board.press("Escape")


ORDER = """
() => {
  window.jwOrder = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { jwOrder.push('sent'); return send.call(this, data); };
  const root = document.querySelector('[data-journey-widget="board"]');
  new MutationObserver((records) => {
    for (const { target } of records) {
      if (target.closest?.('svg.marks')) jwOrder.push('curve');
      else if (target.matches?.('.jw-lane')) jwOrder.push('lanes');
    }
  }).observe(root, { subtree: true, childList: true, attributes: true });
}
"""


def test_a_drop_is_sent_then_the_curve_is_drawn_and_the_lanes_come_last(board: Board):
    start, end = board.grip("tp_ad"), board.gap("st_buy", before="tp_pay")
    board.page.evaluate(ORDER)
    with board.acknowledged(), board.mouse.holding(start) as move:
        move(end)
        board.page.evaluate("() => { jwOrder.length = 0 }")
    order = board.page.evaluate("() => jwOrder")
    assert {"sent", "curve", "lanes"} <= set(order)
    assert order.index("sent") < order.index("curve") < order.index("lanes"), order


def test_undo_right_after_a_drop_takes_the_drop_back(board: Board):
    with board.acknowledged(changes=2):
        board.drag("tp_ad", "st_buy", before="tp_pay")
        board.press("ControlOrMeta+z")
    assert board.cards("st_aware") == board.kernel_lane("st_aware") == ["tp_ad", "tp_talk"]
    assert board.cards("st_buy") == board.kernel_lane("st_buy") == ["tp_cart", "tp_pay"]


def test_a_card_taken_right_after_a_drop_finds_the_lanes_as_they_are_now(board: Board):
    start, end, other = board.grip("tp_ad"), board.gap("st_buy", before="tp_pay"), board.grip("tp_open")
    with board.acknowledged(changes=2):
        board.mouse.drag(start, end)
        with board.mouse.holding(other) as move:
            move(board.gap("st_use"))
            move(board.gap("st_buy", before="tp_ad"))
    assert board.cards("st_buy") == board.kernel_lane("st_buy") == ["tp_cart", "tp_open", "tp_ad", "tp_pay"]
