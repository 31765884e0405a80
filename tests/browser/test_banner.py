"""What everybody at a board should know stands above the lanes, for as long as it is so, and says what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.maps import in_file

OWNER = "import sys, journey_widgets as jw\njourney = jw.open(sys.argv[1])\nprint('open', flush=True)\nsys.stdin.read()"


@pytest.fixture
def somebody_else(lab: Lab) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A map, and another process that has it open."""
    name = in_file(lab.server.notebooks)
    command = [sys.executable, "-c", OWNER, str(lab.server.notebooks / name)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield name, process
        process.kill()


def _banner(board: Board) -> str:
    return " ".join(board.root.locator(".jw-banner").all_inner_texts())


def _saved(board: Board) -> str:
    return board.root.locator(".jw-saved").get_attribute("data-saved") or ""


def test_a_map_another_process_has_open_is_for_reading_only_names_it_and_can_be_taken_over_when_that_is_gone(
    lab: Lab, somebody_else: tuple[str, subprocess.Popen[str]]
):
    name, process = somebody_else
    show = "jw.Board(journey)"
    lab.show(f'import journey_widgets as jw\njourney = jw.open("{name}")\n{show}')
    board = Board(lab)
    assert _saved(board) == "read-only"
    assert str(process.pid) in _banner(board), "whose process it is"
    assert f'jw.open("{name}", take_over=True)' in _banner(board), "and what to do"
    with board.unchanged():
        board.mouse.drag(board.grip("tp_ad"), board.gap("st_use"))
        board.focus("tp_ad")
        board.press("Space")
    assert board.root.locator(".is-held, .is-lifted").count() == 0
    assert "読み取り専用" in board.said
    board.press("5")
    until(
        lambda: board.root.locator(".is-rejected").count(), board.page, "what is done all the same is refused in words"
    )
    board.wait_for_face("tp_ad", "1")

    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    lab.replace(0, f'import journey_widgets as jw\njourney = jw.open("{name}", take_over=True)\n{show}')
    lab.run(0)
    board = Board(lab)
    until(lambda: _saved(board) == "saved", board.page, "it is ours")
    assert _banner(board) == ""
    with board.acknowledged():
        board.drag("tp_ad", "st_use")


def test_a_file_that_cannot_be_written_is_said_until_it_can(lab: Lab):
    name = in_file(lab.server.notebooks)
    lab.show(f'import journey_widgets as jw\njourney = jw.open("{name}")\njw.Board(journey)')
    board = Board(lab)
    lab.python(
        """
import errno
from journey_widgets.storage import file as _file
_write = _file.write
def _full(*_, **__):
    raise OSError(errno.ENOSPC, "No space left on device")
_file.write = _full
"""
    )
    with board.acknowledged():
        board.drag("tp_ad", "st_use")
    until(lambda: _saved(board) == "failed", board.page, "the board says that the file is behind")
    assert "ディスクに空きがありません" in _banner(board)
    with board.acknowledged():
        board.drag("tp_pay", "st_use")
    assert board.root.locator(".jw-banner").count() == 1, "and work goes on under it"
    lab.python("_file.write = _write\njourney.save()")
    until(lambda: _saved(board) == "saved", board.page, "it is written")
    assert _banner(board) == ""
    assert "st_use" in Path(lab.server.notebooks / name).read_text(encoding="utf-8")


def test_a_change_the_journal_has_no_room_for_is_taken_back_and_explained_and_the_next_one_is_kept(lab: Lab):
    lab.show(f'import journey_widgets as jw\njourney = jw.open("{in_file(lab.server.notebooks)}")\njw.Board(journey)')
    board = Board(lab)
    lab.python(
        """
from journey_widgets import ChangeError
def _full(_change):
    raise ChangeError("storage.journal_full")
_append, journey._journal.append = journey._journal.append, _full
"""
    )
    board.drag("tp_ad", "st_use")
    until(lambda: board.root.locator(".is-rejected").count(), board.page, "the card says that it was refused")
    board.wait_for("st_aware", ["tp_ad", "tp_talk"])
    assert "ディスクに空きがない" in board.root.locator(".jw-pop").inner_text()
    lab.python("journey._journal.append = _append")
    board.root.get_by_role("button", name="閉じる").click()
    with board.acknowledged():
        board.drag("tp_ad", "st_use")
    assert board.kernel_lane("st_use") == ["tp_open", "tp_ad"]


def test_a_journey_without_a_file_is_said_to_be_in_memory_until_it_has_one(board: Board, tmp_path: Path):
    assert _saved(board) == "memory"
    board.lab.python(f"jw.save(journey, {str(tmp_path / 'map.journey.json')!r})")
    until(lambda: _saved(board) == "saved", board.page, "it has one now")
    board.lab.python("journey.close()")
