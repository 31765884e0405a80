"""The board by keyboard alone, and the notebook's own keys left alone."""

from __future__ import annotations

import pytest

from tests.browser.board import Board
from tests.browser.lab import until


def test_space_lifts_arrows_carry_and_space_drops(board: Board):
    board.focus("tp_ad")
    with board.acknowledged():
        board.press("Space", "ArrowRight", "Space")
    assert "tp_ad" in board.kernel_lane("st_buy")
    assert board.cards("st_buy") == board.kernel_lane("st_buy")
    assert "SNS広告を見る" in board.said
    assert "購入" in board.said
    board.undo()
    assert board.cards("st_aware") == board.kernel_lane("st_aware") == ["tp_ad", "tp_talk"]


def test_every_step_of_a_keyboard_drag_is_said(board: Board):
    board.focus("tp_ad")
    said = []
    for key in ("Space", "ArrowDown", "ArrowRight", "Escape"):
        board.press(key)
        until(
            lambda: board.said and board.said not in said, board.page, f"something new is said after {key}, not {said}"
        )
        said.append(board.said)
    assert "認知" in said[1]
    assert "購入" in said[2]


def test_escape_puts_a_card_lifted_by_key_back(board: Board):
    with board.unchanged():
        board.focus("tp_ad")
        board.press("Space", "ArrowRight", "ArrowDown", "Escape")


def test_alt_and_an_arrow_move_a_card_at_once_and_the_keyboard_stays_on_it(board: Board):
    board.focus("tp_ad")
    with board.acknowledged():
        board.press("Alt+ArrowDown")
    assert board.cards("st_aware") == board.kernel_lane("st_aware") == ["tp_talk", "tp_ad"]
    with board.acknowledged():
        board.press("Alt+ArrowRight")
    assert "tp_ad" in board.kernel_lane("st_buy")
    assert (
        board.page.evaluate("() => document.activeElement.closest('[data-touchpoint]')?.dataset.touchpoint") == "tp_ad"
    )
    board.undo()
    board.undo()
    assert board.cards("st_aware") == ["tp_ad", "tp_talk"]


def test_arrows_walk_from_card_to_card(board: Board):
    board.focus("tp_ad")
    walked = []
    for key in ("ArrowDown", "ArrowRight", "ArrowUp"):
        board.press(key)
        walked.append(board.page.evaluate("() => document.activeElement.dataset.touchpoint"))
    assert walked == ["tp_talk", "tp_pay", "tp_cart"]


def test_a_digit_scores_the_card_and_undo_takes_it_back(board: Board):
    board.focus("tp_open")
    assert board.face("tp_open") == ""
    with board.acknowledged():
        board.press("5")
    board.wait_for_face("tp_open", "2")
    assert board.lab.value('journey.record("scores", "tp_open//as_is/")["score"]') == 2
    board.undo()
    board.wait_for_face("tp_open", "")


def test_scoring_by_clicking_a_face(board: Board):
    board.card("tp_ad").locator("button[data-score]").click()
    with board.acknowledged():
        board.root.locator('[role="radio"][data-score="-2"]:visible').click()
    board.wait_for_face("tp_ad", "-2")
    assert board.lab.value('journey.record("scores", "tp_ad//as_is/")["score"]') == -2
    board.focus("tp_ad")
    board.undo()
    board.wait_for_face("tp_ad", "1")


def test_move_to_takes_a_card_to_a_stage_without_any_dragging(board: Board):
    board.focus("tp_ad")
    board.press("m")
    dialog = board.root.get_by_role("dialog")
    dialog.get_by_text("使用", exact=True).click()
    with board.acknowledged():
        dialog.get_by_role("button", name="移動").or_(dialog.locator(".jw-btn-main")).first.click()
    assert board.cards("st_use") == board.kernel_lane("st_use") == ["tp_open", "tp_ad"]
    board.focus("tp_ad")
    board.undo()
    assert board.cards("st_aware") == ["tp_ad", "tp_talk"]


def test_move_to_works_by_keyboard_alone(board: Board):
    board.focus("tp_ad")
    with board.acknowledged():
        board.press("m", "ArrowDown", "Enter")
    assert board.cards("st_buy") == board.kernel_lane("st_buy") == ["tp_cart", "tp_pay", "tp_ad"]
    assert board.page.evaluate("() => document.activeElement.dataset.touchpoint") == "tp_ad"


@pytest.mark.parametrize(
    "keys",
    [
        ["x"],
        ["a"],
        ["b"],
        ["d", "d"],
        ["c"],
        ["v"],
        ["z"],
        ["y"],
        ["Shift+ArrowDown"],
        ["ArrowDown", "ArrowUp"],
        ["k"],
        ["j"],
    ],
)
def test_keys_typed_on_a_card_leave_the_notebook_alone(board: Board, keys: list[str]):
    before = board.lab.cells()
    board.focus("tp_talk")
    board.press(*keys, "Escape")
    assert board.lab.cells() == before
    assert len(board.lab.selected_cells()) == 1


def test_the_notebooks_own_save_still_works_from_a_card(board: Board):
    board.lab.page.evaluate(
        "() => { window.saves = 0; jwLab.panel().context.saveState.connect((_, s) => { if (s === 'completed') window.saves += 1 }) }"
    )
    board.lab.page.evaluate("() => jwLab.panel().content.model.sharedModel.setMetadata('touched', Date.now())")
    board.focus("tp_talk")
    board.press("ControlOrMeta+s")
    board.page.wait_for_function("() => window.saves > 0")


def test_deleting_a_card_by_key_can_be_undone(board: Board):
    board.focus("tp_talk")
    with board.acknowledged():
        board.press("Delete")
    assert board.kernel_lane("st_aware") == ["tp_ad"]
    board.undo()
    assert board.cards("st_aware") == board.kernel_lane("st_aware") == ["tp_ad", "tp_talk"]
    board.wait_for_face("tp_talk", "0")
