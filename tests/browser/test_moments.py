"""From the board: the map is kept as it is under a name, and becomes again what it was."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.board import Board
from tests.browser.lab import until


def test_a_moment_is_kept_on_the_board_and_gone_back_to_and_that_can_be_undone(board: Board):
    lab, root = board.lab, board.root
    root.get_by_role("button", name="戻れる時点").click()
    sheet = root.get_by_role("dialog", name="戻れる時点")
    sheet.get_by_role("textbox").fill("投票の前")
    sheet.get_by_role("button", name="残す").click()
    expect(sheet.get_by_role("listitem").filter(has_text="投票の前")).to_be_visible()
    lab.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    before = board.cards("st_use")
    with board.acknowledged():
        board.drag("tp_ad", "st_use")
    root.get_by_role("button", name="戻れる時点").click()
    sheet.get_by_role("button", name="「投票の前」に戻す").click()
    until(lambda: board.cards("st_use") == before, lab.page, "the card is back")
    expect(sheet).to_have_count(0)
    assert lab.value("journey.checkpoints().name.tolist()[-1]") == "「投票の前」に戻す直前"
    board.focus("tp_talk")
    board.undo()
    until(lambda: "tp_ad" in board.cards("st_use"), lab.page, "undone")
