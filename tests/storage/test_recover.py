"""The file is broken, cut off, empty or gone, and its journal is whole: nobody loses a map by that."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.model.journey import Journey
from journey_widgets.storage import binding, file
from journey_widgets.storage.rows import NoLocks, Rows
from tests.storage.crash import after_a_crash
from tests.storage.other_kernel import OtherKernel

pytestmark = pytest.mark.filterwarnings("ignore::journey_widgets.model.errors.RepairWarning")


@pytest.fixture(autouse=True)
def _never_written_by_itself(monkeypatch: pytest.MonkeyPatch, nothing_stays_open: None) -> None:
    for pause in ("QUIET", "LONGEST", "WATCH"):
        monkeypatch.setattr(binding, pause, 3600.0)


@pytest.fixture(params=["rows", "lines"])
def journals(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """In SQLite, and line by line where the file system has no locks."""
    if request.param == "lines":

        def without_locks(*_: Any, **__: Any) -> None:
            raise NoLocks(95, "no locks")

        monkeypatch.setattr(Rows, "__init__", without_locks)
    return request.param


def title(journey: Journey) -> str:
    return journey.record("about")["title"]


def worked_on(path: Path, language: str = "en") -> Path:
    """A map that was left in mid-work: two of four changes are in the file, and one was taken back."""
    journey = jw.open(path, template="service", language=language)
    journey.edit("about", title="one")
    journey.edit("about", title="two")
    journey.save()
    journey.edit("about", title="three")
    journey.edit("about", title="four")
    journey.undo()
    return after_a_crash(path)


def beside(path: Path) -> dict[str, bytes]:
    found = {each.name: each.read_bytes() for each in (path.parent / ".journey").iterdir()}
    return {name: content for name, content in found.items() if not name.endswith(".owner")}


def recovered(path: Path, **how: Any) -> tuple[Journey, list[str]]:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        journey = jw.open(path, recover=True, **how)
    assert {each.filename for each in warned} <= {__file__}, "it is the cell's line that is warned about"
    return journey, [str(each.message) for each in warned]


BROKEN: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:300]),
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(4096)),
    "not UTF-8": lambda path: path.write_bytes(path.read_bytes().replace(b"two", b"\x93\xf1")),
    "foreign": lambda path: path.write_text('{"cells": []}'),
    "written twice": lambda path: path.write_text('{"format": "journey-map", "format": "journey-map", "version": 1}'),
    "wrong content": lambda path: path.write_text('{"format": "journey-map", "version": 1, "stages": {"st": {}}}'),
    "a table that is none": lambda path: path.write_text('{"format": "journey-map", "version": 1, "stages": []}'),
    "no version": lambda path: path.write_text('{"format": "journey-map"}'),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.usefixtures("journals")
@pytest.mark.parametrize("how", BROKEN)
def test_the_map_goes_on_from_its_journal_with_undo_and_history_and_the_broken_file_is_kept(path: Path, how: str):
    found = worked_on(path)
    BROKEN[how](found)
    left = found.read_bytes() if found.exists() else None
    before = beside(found)
    with pytest.raises(jw.ReadError, match=r"jw\.open\('.*', recover=True\)") as refused:
        jw.open(found)
    assert f"jw.open('{found.as_posix()}', recover=True)" in str(refused.value), "it can be typed as it is said"
    assert "記録に残っています" in refused.value.said["ja"]
    assert beside(found) == before, "asking touches nothing"
    journey, told = recovered(found)
    assert title(journey) == "three"
    assert len(journey.history()) == 5
    assert file.read(found)[0] == journey.document, "the file is written at once"
    aside = list(found.parent.glob("shop.journey.json.broken-*"))
    assert [each.read_bytes() for each in aside] == ([] if left is None else [left])
    assert [each for each in told if "written anew" in each], told
    assert all(str(each) in " ".join(told) for each in aside), "it is said under which name"
    journey.redo()
    assert title(journey) == "four"
    again = jw.open(after_a_crash(found))
    assert title(again) == "four"
    again.undo()
    again.undo()
    assert title(again) == "two"


def test_a_file_that_is_right_is_simply_opened(path: Path):
    found = worked_on(path)
    content = found.read_bytes()
    journey, told = recovered(found)
    assert (title(journey), told) == ("three", [])
    assert found.read_bytes() == content
    assert sorted(each.name for each in found.parent.iterdir()) == [".journey", "shop.journey.json"]


def test_what_was_broken_before_is_not_overwritten_by_what_is_broken_now(path: Path):
    found = worked_on(path)
    for number in range(4):
        found.write_text(f"broken {number}")
        recovered(found)[0].binding.release()
    kept = sorted(each.read_text() for each in found.parent.glob("*.broken-*"))
    assert kept == [f"broken {number}" for number in range(4)]


def test_conflict_marks_are_for_a_person_to_resolve(path: Path):
    found = worked_on(path)
    found.write_text("<<<<<<< ours\n" + found.read_text(encoding="utf-8"), encoding="utf-8")
    content, before = found.read_bytes(), beside(found)
    for recover in (False, True):
        with pytest.raises(jw.ReadError, match="conflict mark") as refused:
            jw.open(found, recover=recover)
        assert "recover" not in str(refused.value), "no way out is promised that there is not"
    assert (found.read_bytes(), beside(found)) == (content, before)


@pytest.mark.parametrize("journal", ["none", "empty", "nonsense", "without a map"])
def test_without_a_journal_that_holds_it_the_words_are_the_usual_ones(path: Path, journal: str):
    found = worked_on(path)
    for each in (found.parent / ".journey").iterdir():
        each.unlink()
    rows = found.parent / ".journey" / "shop.journey.json.db"
    match journal:
        case "empty":
            rows.write_bytes(b"")
        case "nonsense":
            rows.write_bytes(b"nonsense" * 2000)
        case "without a map":
            Rows(rows).close()
    found.write_bytes(b"{")
    before = beside(found)
    for recover in (False, True):
        with pytest.raises(jw.ReadError, match="is not valid JSON") as refused:
            jw.open(found, recover=recover)
        assert "recover" not in str(refused.value)
    assert beside(found) == before
    assert found.read_bytes() == b"{"
    found.unlink()
    with pytest.raises(jw.ReadError, match=r"There is no .*template"):
        jw.open(found, recover=True)
    assert title(jw.open(found, template="aidma", recover=True)), "then a new one is made"


def test_what_is_left_of_a_damaged_journal_is_better_than_nothing(path: Path):
    found = worked_on(path)
    rows = Rows(found.parent / ".journey" / "shop.journey.json.db")
    rows._db.execute("DELETE FROM entry WHERE kind = 'change' AND revision = 2")
    rows.close()
    found.write_bytes(b"")
    journey, told = recovered(found)
    assert title(journey) == "three"
    assert [each for each in told if "was damaged" in each], told
    assert list((found.parent / ".journey").glob("*.damaged-*.db")), "the damaged one is kept"
    journey.edit("about", title="goes on")
    journey.undo()
    assert title(jw.open(after_a_crash(found))) == "three"


def test_somebody_else_who_has_the_map_keeps_it(path: Path):
    with OtherKernel(path, ", template='service'") as other:
        other.run("journey.edit('about', title='theirs')")
        path.write_bytes(b"")
        with pytest.raises(jw.ReadError, match=rf"another kernel on this computer \(process {other.pid}"):
            jw.open(path, recover=True)
        assert path.read_bytes() == b""
        other.kill()
    assert title(recovered(path)[0]) == "theirs"


def test_while_it_is_open_here_the_file_is_put_right_from_what_is_open(path: Path):
    journey = jw.open(path, template="service", language="en")
    journey.edit("about", title="here")
    path.write_bytes(b"broken")
    with pytest.raises(jw.ReadError, match=r"recover=True"):
        jw.open(path)
    assert path.read_bytes() == b"broken"
    again, _ = recovered(path)
    assert again is journey
    assert file.read(path)[0] == journey.document
    assert [each.read_bytes() for each in path.parent.glob("*.broken-*")] == [b"broken"]
    path.unlink()
    assert recovered(path)[0] is journey
    assert file.read(path)[0] == journey.document


def test_while_it_is_open_here_conflict_marks_are_not_overwritten_either(path: Path):
    jw.open(path, template="service")
    path.write_bytes(b"<<<<<<< ours\n")
    with pytest.raises(jw.ReadError, match="conflict mark"):
        jw.open(path, recover=True)
    assert path.read_bytes() == b"<<<<<<< ours\n"


def test_a_process_killed_between_the_two_steps_has_lost_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    found = worked_on(path)
    found.write_bytes(b"broken")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(file, "put", full)
        journey, told = recovered(found)
        assert title(journey) == "three", "the map is there, although its file can't be"
        assert [each for each in told if "Could not save" in each], told
        journey.edit("about", title="and goes on")
    left = after_a_crash(found)
    assert not left.exists()
    assert title(recovered(left)[0]) == "and goes on"


def test_a_file_that_could_not_be_written_anew_is_written_as_soon_as_it_can_be(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    found = worked_on(path)
    found.unlink()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(file, "put", full)
        journey, _ = recovered(found)
    assert not found.exists()
    assert journey.binding.saving == "failed"
    journey.close()
    assert file.read(found)[0] == journey.document


def test_the_words_are_in_the_maps_language_or_the_one_that_was_asked_for(path: Path):
    found = worked_on(path, language="ja")
    found.write_bytes(b"")
    with pytest.raises(jw.ReadError, match=r"空です.*記録に残っています"):
        jw.open(found)
    with pytest.raises(jw.ReadError, match=r"is empty.*journal"):
        jw.open(found, language="en")


def test_a_map_that_was_deleted_begins_anew_and_the_one_before_can_be_had_back_as_it_is_said(path: Path):
    found = worked_on(path)
    found.unlink()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        new = jw.open(found, template="aidma", language="en")
    assert title(new) != "three"
    (told,) = [str(each.message) for each in warned if each.filename == __file__]
    (kept,) = (found.parent / ".journey").glob("*jm_*.db")
    assert f"kept as {kept}" in told
    assert "rename the journal to before-shop.journey.json.db" in told
    before = found.with_name("before-shop.journey.json")
    assert f"jw.open('{before.as_posix()}', recover=True)" in told
    kept.rename(kept.with_name("before-shop.journey.json.db"))
    old, _ = recovered(before)
    assert title(old) == "three"
    old.redo()
    assert title(old) == "four"
    assert title(new) != "four"


def test_with_a_template_too_a_map_that_is_gone_comes_back(path: Path):
    found = worked_on(path)
    found.unlink()
    journey, _ = recovered(found, template="aidma")
    assert title(journey) == "three"


def test_a_link_stays_a_link(path: Path):
    found = worked_on(path)
    link = found.parent.parent / "link.journey.json"
    link.symlink_to(found)
    found.write_bytes(b"broken")
    journey, _ = recovered(link)
    assert title(journey) == "three"
    assert link.is_symlink()
    assert file.read(found)[0] == journey.document


def test_what_is_written_anew_is_byte_for_byte_what_was_there(path: Path):
    journey = jw.open(path, template="service", language="en")
    journey.edit("about", title="in git")
    journey.close()
    content = path.read_bytes()
    path.write_bytes(content[:-40])
    recovered(path)[0].close()
    assert path.read_bytes() == content
