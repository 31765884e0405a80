"""Files that are whole or not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from journey_widgets.slides.atomic import whole
from journey_widgets.storage import SaveError


def write(path: Path, text: str) -> None:
    with whole(path) as target:
        target.write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_and_replaced(tmp_path):
    write(tmp_path / "deck.html", "one")
    write(tmp_path / "deck.html", "two")
    assert (tmp_path / "deck.html").read_text(encoding="utf-8") == "two"
    assert names(tmp_path) == ["deck.html"]


def test_what_is_written_to_has_the_files_own_ending(tmp_path):
    with whole(tmp_path / "deck.pptx") as target:
        assert target.suffix == ".pptx"
        assert target.parent == tmp_path


@pytest.mark.parametrize("problem", [KeyboardInterrupt, ValueError, SystemExit])
def test_whatever_stops_the_writing_leaves_the_old_file_and_nothing_else(tmp_path, problem):
    write(tmp_path / "deck.html", "old")

    def stopped() -> None:
        with whole(tmp_path / "deck.html") as target:
            target.write_text("half", encoding="utf-8")
            raise problem

    with pytest.raises(problem):
        stopped()
    assert (tmp_path / "deck.html").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["deck.html"]


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "deck.html"
    write(real, "old")
    link = tmp_path / "link.html"
    link.symlink_to(real)
    write(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_others_may_read_it_as_they_may_read_any_new_file(tmp_path):
    write(tmp_path / "deck.html", "x")
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    assert (tmp_path / "deck.html").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_missing_folder_and_a_folder_in_its_place_are_named(tmp_path):
    with pytest.raises(SaveError, match=r"no folder .*nowhere"):
        write(tmp_path / "nowhere" / "deck.html", "x")
    with pytest.raises(SaveError, match="is a folder"):
        write(tmp_path, "x")
    assert names(tmp_path) == []


def test_a_file_another_program_holds_is_said_to_be_held(tmp_path, monkeypatch):
    write(tmp_path / "deck.pptx", "old")

    def held(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr("journey_widgets.slides.atomic.replace", held)
    with pytest.raises(SaveError, match="another application has it open"):
        write(tmp_path / "deck.pptx", "new")
    assert (tmp_path / "deck.pptx").read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["deck.pptx"]


@pytest.mark.parametrize("mode", [0o555, 0o000], ids=["may be read", "may not even be read"])
def test_a_folder_of_somebody_else_is_refused_by_name(tmp_path, mode):
    folder = tmp_path / "theirs"
    folder.mkdir()
    # Root may write anywhere: become somebody else, once all is imported.
    code = """
import os, sys
from journey_widgets.slides.atomic import whole
from journey_widgets.storage import SaveError
os.chmod(sys.argv[1], int(sys.argv[2], 8))
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with whole(sys.argv[1] + "/deck.html") as target:
        target.write_text("x")
except SaveError as error:
    print(error.key, "deck.html" in str(error))
"""
    for parent in [tmp_path, *tmp_path.parents][:3]:
        if os.access(parent, os.W_OK) and parent.stat().st_uid == os.geteuid():
            parent.chmod(0o755)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder), oct(mode)], capture_output=True, encoding="utf-8", check=False
        )
    finally:
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["export.cannot_write", "True"]
