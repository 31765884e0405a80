"""Two processes on one map: one writes, the other one looks, until the first has gone."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

import journey_widgets as jw
from journey_widgets.storage.hold import take_hold
from tests.storage.other_kernel import OtherKernel

pytestmark = pytest.mark.usefixtures("quick_watch")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "shop.journey.json"
    jw.open(path, template="service", language="en").close()
    return path


def title(journey) -> str:
    return journey.record("about")["title"]


def test_the_second_opens_it_read_only_and_names_the_first(path):
    with OtherKernel(path) as other:
        with pytest.warns(jw.RepairWarning, match=rf"another kernel on this computer \(process {other.pid}, since 20"):
            journey = jw.open(path)
        assert journey.read_only
        assert f"process {other.pid}" in journey.binding.state().owner["en"]
        assert f"プロセス {other.pid}" in journey.binding.state().owner["ja"]
        with pytest.raises(jw.ChangeError, match=rf"read-only.*process {other.pid}"):
            journey.edit("about", title="mine")
        assert jw.open(path) is journey, "the same journey as long as it is so"


def test_it_cannot_be_taken_over_while_the_first_lives(path):
    with OtherKernel(path) as other:
        with pytest.raises(jw.ReadError, match=rf"process {other.pid}.*Close it there"):
            jw.open(path, take_over=True)
        with pytest.warns(jw.RepairWarning):
            journey = jw.open(path)
        with pytest.raises(jw.ReadError, match=f"process {other.pid}"):
            jw.open(path, take_over=True)
        assert jw.open(path) is journey


def test_after_kill_nine_it_is_taken_over_with_every_acknowledged_change(path):
    with OtherKernel(path) as other:
        with pytest.warns(jw.RepairWarning):
            looking = jw.open(path)
        for number in range(20):
            assert other.run(f"journey.edit('about', title='{number}')").startswith("<Change")
        other.kill()
        journey = jw.open(path, take_over=True)
        assert title(journey) == "19"
        journey.undo()
        assert title(journey) == "18"
        assert not journey.read_only
        assert looking.read_only
        with pytest.raises(jw.ChangeError, match="opened anew"):
            looking.edit("about", title="x")


def test_running_the_cell_again_is_enough_when_the_first_has_closed_it(path):
    with OtherKernel(path) as other:
        with pytest.warns(jw.RepairWarning):
            jw.open(path)
        other.run("journey.edit('about', title='theirs')")
        other.run("journey.close()")
        journey = jw.open(path)
        journey.edit("about", purpose="mine")
        assert title(journey) == "theirs"


def test_the_one_that_looks_sees_what_the_first_saves(path):
    with OtherKernel(path) as other:
        with pytest.warns(jw.RepairWarning):
            journey = jw.open(path)
        seen = []
        journey.on_change(seen.append)
        other.run("journey.edit('about', title='live')")
        other.run("journey.save()")
        until(lambda: title(journey) == "live")
        assert len(seen) == 1
        assert journey.read_only
        assert journey.binding.state().saving == "saved"
        before = path.read_bytes()
        journey.close()
        assert path.read_bytes() == before


def test_nothing_is_saved_over_a_map_that_is_open_elsewhere(path):
    with OtherKernel(path) as other:
        before = path.read_bytes()
        with pytest.raises(jw.SaveError, match=f"process {other.pid}"):
            jw.save(jw.new("aidma", language="en"), path)
        assert path.read_bytes() == before


def test_the_first_keeps_it_although_it_reads_the_folder_itself(path, tmp_path):
    # A POSIX lock would be lost as soon as anything in the process closes the file.
    with OtherKernel(path) as other:
        other.run(f"__import__('shutil').copytree({str(path.parent)!r}, {str(tmp_path.with_name('backup'))!r})")
        with pytest.warns(jw.RepairWarning):
            assert jw.open(path).read_only
    shutil.rmtree(tmp_path.with_name("backup"))


_FORKED = """
def fork():
    child = os.fork()
    if child:
        return child
    try:
        journey.edit('about', title='child')
    except Exception as problem:
        print(type(problem).__name__, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_forked_child_neither_writes_the_map_nor_keeps_it_from_others(path):
    with OtherKernel(path) as other:
        other.run("exec('import os, time')")
        other.run(f"exec({_FORKED!r}, globals())")
        answers = {other.run("fork()"), other.heard()}
        child = next(int(answer) for answer in answers if answer.isdecimal())
        try:
            assert "ChangeError" in answers, answers
            other.run("journey.edit('about', title='parent')")
            other.kill()
            journey = jw.open(path, take_over=True)
            assert title(journey) == "parent"
        finally:
            os.kill(child, 9)


def test_what_half_written_files_a_killed_process_left_is_swept_away(path):
    for name in (".shop.journey.json.0a1b2c3d.tmp", ".shop.journey.json.v1.bak.0a1b2c3d.tmp"):
        (path.parent / name).write_text("half")
    (path.parent / ".other.journey.json.0a1b2c3d.tmp").write_text("somebody else's")
    jw.open(path)
    assert [each.name for each in path.parent.glob(".*.tmp")] == [".other.journey.json.0a1b2c3d.tmp"]


def test_a_map_with_brackets_in_its_name_is_swept_too(tmp_path):
    path = tmp_path / "shop [1].journey.json"
    jw.open(path, template="service").close()
    (tmp_path / ".shop [1].journey.json.0a1b2c3d.tmp").write_text("half")
    jw.open(path)
    assert not list(tmp_path.glob(".*.tmp"))


def test_the_lock_of_this_process_is_respected_by_this_process(path):
    jw.open(path)
    again = take_hold(path, patience=0.0)
    assert again.owner is not None
    assert again.store is None


def until(condition, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)
