"""The kernel dies with the board on the screen: nothing is lost, nothing is done twice, and one cell is run again."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator

import pytest

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.maps import in_file

# What JupyterLab and its widgets complain of when a kernel goes away.
MOURNING = "Cannot send|Canceled future|kernel|Kernel|disposed|model not found|Comm|comm"


@pytest.fixture
def board(lab: Lab) -> Iterator[Board]:
    """The small board on a file of its own, opened and drawn by one cell."""
    name = in_file(lab.server.notebooks)
    lab.show(f'import journey_widgets as jw\njourney = jw.open("{name}")\njw.Board(journey)', "")
    with lab.allowing(MOURNING):
        yield Board(lab)


def _kill(lab: Lab) -> None:
    """kill -9; JupyterLab starts another kernel by itself, and says so in a dialog."""
    os.kill(lab.value("__import__('os').getpid()"), signal.SIGKILL)
    lab.page.get_by_role("dialog").get_by_role("button").last.click(timeout=30_000)


def _saved(board: Board) -> str:
    return board.root.locator(".jw-saved").get_attribute("data-saved") or ""


def _kept(lab: Lab) -> int:
    keys = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('journey_widgets/')).length"
    return lab.page.evaluate(keys)


def _run_again(lab: Lab) -> Board:
    lab.wait_idle(lab.page)
    lab.run(0)
    return Board(lab)


def test_what_is_done_after_kill_9_arrives_once_when_the_cell_is_run_again_and_all_of_it_can_be_undone(board: Board):
    lab = board.lab
    with board.acknowledged():
        board.drag("tp_ad", "st_use")
    # The board knows the revision a moment before the page has crossed the change off its list.
    until(lambda: _kept(lab) == 0, lab.page, "the page knows that it was answered")
    before = board.revision
    _kill(lab)
    until(lambda: _saved(board) == "offline", lab.page, "the board says so by itself")
    board.drag("tp_pay", "st_use")
    board.focus("tp_talk")
    board.press("1")
    until(lambda: "2件" in board.root.locator(".jw-saved").inner_text(), lab.page, "both are kept")
    assert "このタブが預かり" in board.root.locator(".jw-banner").inner_text()
    assert board.cards("st_use") == ["tp_open", "tp_ad", "tp_pay"], "the hand goes on working"
    assert _kept(lab) == 2
    again = _run_again(lab)
    again.wait_for("st_use", ["tp_open", "tp_ad", "tp_pay"])
    again.wait_for_revision(before + 2)
    again.wait_for_face("tp_talk", "-2")
    assert again.kernel_lane("st_use") == ["tp_open", "tp_ad", "tp_pay"]
    assert lab.value("journey.revision") == before + 2, "each of them once"
    until(lambda: _kept(lab) == 0, lab.page, "nothing is kept any more")
    assert _saved(again) == "saved"
    again.focus("tp_ad")
    for _ in range(3):
        again.undo()
    assert again.kernel_lane("st_use") == ["tp_open"], "also what was done before the kernel died"
    again.wait_for_face("tp_talk", "0")


def test_a_page_that_is_loaded_again_while_there_is_no_kernel_keeps_what_was_done(board: Board):
    lab = board.lab
    lab.save()
    before = board.revision
    _kill(lab)
    board.drag("tp_pay", "st_use")
    board.focus("tp_talk")
    board.press("F2")
    field = board.root.locator("textarea:focus")
    field.fill("母に聞く")
    field.press("Enter")
    until(lambda: _kept(lab) == 2, lab.page, "both are kept")
    lab.page.reload()
    again = _run_again(lab)
    again.wait_for("st_use", ["tp_open", "tp_pay"])
    again.wait_for_revision(before + 2)
    assert lab.value('journey.record("touchpoints", "tp_talk")["title"]') == "母に聞く"
    assert lab.value("journey.revision") == before + 2


def test_after_a_restart_a_board_that_was_not_run_again_still_gets_its_changes_through(board: Board):
    lab = board.lab
    lab.replace(1, "jw.Board(journey)")
    lab.run(1)
    roots = lab.widget("board")
    until(lambda: roots.count() == 2, lab.page, "there are two boards")
    lab.page.evaluate("() => jwLab.panel().context.sessionContext.session.kernel.restart()")
    stale = Board(lab, root=roots.nth(1))
    until(lambda: _saved(stale) == "offline", lab.page, "it has no kernel any more")
    fresh = _run_again(lab)
    before = fresh.revision
    stale.focus("tp_ad")
    stale.press("Alt+ArrowRight")
    fresh.wait_for_revision(before + 1)
    fresh.wait_for("st_aware", ["tp_talk"])
    assert lab.value("journey.revision") == before + 1
    assert _saved(stale) == "offline"
    assert re.search("実行", stale.root.locator(".jw-banner").inner_text()), "and it says what to do"
