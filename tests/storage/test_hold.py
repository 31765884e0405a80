"""What is taken hold of when a map is opened, and what is said when it can't be."""

from __future__ import annotations

import errno
import importlib.util
import json
import sys
import types

import pytest

import journey_widgets as jw
from journey_widgets.storage import binding, folder, opening, owner
from journey_widgets.storage.owner import Held, Lock, Owner
from journey_widgets.storage.rows import Rows
from tests.storage.crash import after_a_crash


def failing(number: int, words: str):
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, words)

    return fail


class TestOwner:
    def test_who_has_it_is_said_in_both_languages(self):
        here = Owner.this().said
        assert "another kernel on this computer (process" in here["en"]
        assert "このコンピューターの別のカーネル" in here["ja"]
        there = Owner("server-7", "hana", 42, Owner.this().since).said
        assert "hana on server-7 (process 42, since 20" in there["en"]
        assert "server-7 の hana（プロセス 42" in there["ja"]

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"host": 1}', '{"host":"h","user":"u","pid":"x","since":"y"}'])
    def test_one_that_does_not_say_is_still_somebody(self, tmp_path, content):
        words = tmp_path / "owner"
        words.write_text(content)
        assert Owner.read(words).said["en"] == "another program"

    def test_what_it_wrote_can_be_read_while_it_is_locked_and_is_gone_afterwards(self, tmp_path):
        lock = Lock(tmp_path / "owner")
        assert Owner.read(tmp_path / "owner").pid == Owner.this().pid
        with pytest.raises(Held, match="another kernel on this computer"):
            Lock(tmp_path / "owner", patience=0.0)
        lock.release()
        assert (tmp_path / "owner").read_text() == ""
        Lock(tmp_path / "owner", patience=0.0).release()

    def test_on_windows_a_byte_behind_the_words_is_locked(self, tmp_path, monkeypatch):
        # Locked bytes can't be read there by anyone else.
        locked: list[int] = []
        fake = types.ModuleType("msvcrt")

        def locking(handle: int, mode: int, count: int) -> None:
            assert (mode, count) == (2, 1)
            if locked:
                raise OSError(errno.EDEADLK, "Resource deadlock avoided")
            locked.append(owner.os.lseek(handle, 0, owner.os.SEEK_CUR))

        vars(fake).update(LK_NBLCK=2, locking=locking)
        monkeypatch.setitem(sys.modules, "msvcrt", fake)
        monkeypatch.setattr(sys, "platform", "win32")
        spec = importlib.util.spec_from_file_location("owner_on_windows", owner.__file__)
        windows = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "owner_on_windows", windows)
        spec.loader.exec_module(windows)
        windows.Lock(tmp_path / "owner")
        assert locked == [1 << 30]
        assert json.loads((tmp_path / "owner").read_text())["pid"] == Owner.this().pid
        with pytest.raises(windows.Held):
            windows.Lock(tmp_path / "owner", patience=0.0)


class TestWhatCannotBeHad:
    def test_no_room_for_a_journal_means_read_only_until_there_is(self, path, monkeypatch):
        jw.open(path, template="service", language="en").close()
        with monkeypatch.context() as patched:
            patched.setattr(Rows, "__init__", failing(errno.ENOSPC, "No space left on device"))
            with pytest.warns(jw.RepairWarning, match="no room left"):
                journey = jw.open(path)
            assert journey.binding.state().read_only
            with pytest.raises(jw.ChangeError, match="no room left"):
                journey.edit("about", title="x")
        again = jw.open(path)
        again.edit("about", title="room")
        assert journey.read_only
        assert again is not journey

    @pytest.mark.parametrize("there_is_a_file", [True, False])
    def test_no_room_for_the_first_entry_does_too(self, path, monkeypatch, there_is_a_file):
        if there_is_a_file:
            jw.save(jw.new("service", language="en"), path)
            jw.open(path).close()
            (path.parent / ".journey" / "shop.journey.json.db").unlink()
        with monkeypatch.context() as patched:
            patched.setattr(Rows, "replace", failing(errno.ENOSPC, "No space left on device"))
            with pytest.warns(jw.RepairWarning, match="no room left"):
                journey = jw.open(path, template="service", language="en")
            assert journey.read_only
        jw.open(path).edit("about", title="room")

    def test_a_folder_that_cannot_be_written_means_read_only(self, path, monkeypatch):
        jw.open(path, template="service", language="en").close()
        monkeypatch.setattr(folder.Beside, "make", failing(errno.EROFS, "Read-only file system"))
        monkeypatch.setattr("os.access", lambda *_: False)
        with pytest.warns(jw.RepairWarning, match="cannot be written, so the map is open for reading only"):
            journey = jw.open(path)
        with pytest.raises(jw.ChangeError, match="save a copy"):
            journey.edit("about", title="x")
        copy = jw.save(journey, path.with_name("copy.journey.json"))
        assert json.loads(copy.read_text(encoding="utf-8"))["id"] != journey.id

    def test_a_journal_that_cannot_be_made_where_the_file_can_is_said_and_the_file_is_all_the_safer(
        self, path, monkeypatch
    ):
        monkeypatch.setattr(binding, "QUIET", 0.02)
        jw.open(path, template="service", language="en").close()
        (path.parent / ".journey" / "shop.journey.json.db").unlink()
        (path.parent / ".journey" / "shop.journey.json.db").mkdir()
        with pytest.warns(jw.RepairWarning, match="cannot be recorded"):
            journey = jw.open(path)
        journey.edit("about", title="x")
        assert journey.binding.state().saving in {"waiting", "saved"}
        journey.save()
        assert journey.binding.state().saving == "saved"
        assert "cannot be recorded" in journey.binding.state().problem["en"]
        assert json.loads(path.read_text(encoding="utf-8"))["about"]["title"] == "x"

    def test_a_new_map_without_a_journal_waits_for_its_file(self, path, monkeypatch):
        monkeypatch.setattr(binding, "QUIET", 3600.0)
        monkeypatch.setattr(binding, "LONGEST", 3600.0)
        monkeypatch.setattr(folder.Beside, "make", failing(errno.ENOTDIR, "Not a directory"))
        with pytest.warns(jw.RepairWarning, match="記録できません"):
            journey = jw.open(path, template="service")
        states = []
        journey.binding.on_state(states.append)
        journey.edit("about", title="x")
        journey.save()
        assert [state.saving for state in states] == ["waiting", "saved"]


def test_a_change_made_while_a_journey_gets_its_file_is_kept(path, tmp_path, monkeypatch):
    monkeypatch.setattr(binding, "QUIET", 3600.0)
    monkeypatch.setattr(binding, "LONGEST", 3600.0)
    journey = jw.new("service")
    journey.edit("about", title="before")
    really = opening.written

    def written(*args) -> str:
        digest = really(*args)
        journey.edit("about", title="in between")  # a hand on the board
        return digest

    monkeypatch.setattr(opening, "written", written)
    inside = path.parent
    jw.save(journey, inside / path.name)
    assert journey.binding.saving == "waiting", "it is not in the file yet"
    journey.edit("about", purpose="later")
    again = jw.open(after_a_crash(inside / path.name))
    assert again.document == journey.document
    assert again.revision == journey.revision
