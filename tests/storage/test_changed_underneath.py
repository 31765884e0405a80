"""git, synced folders and editors: what else writes the file is noticed, merged, undoable, and never overwritten."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.storage import binding, file, folder
from journey_widgets.storage.hold import take_hold
from journey_widgets.storage.lines import Lines
from journey_widgets.storage.rows import Rows
from tests.storage.crash import after_a_crash

pytestmark = pytest.mark.usefixtures("quick_watch")


def content(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def about(journey) -> dict[str, Any]:
    return journey.record("about")


def outside(path: Path, **fields: Any) -> None:
    """What `git pull` or another program does."""
    theirs = content(path)
    theirs["about"].update(fields)
    file.write(path, theirs)


def until(condition, seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


class TestWhileItIsOpen:
    def test_it_is_noticed_by_itself_and_told_to_everyone_as_one_change(self, path):
        journey = jw.open(path, template="service", language="en")
        changes = []
        journey.on_change(changes.append)
        outside(path, title="pulled", purpose="pulled, too")
        until(lambda: changes)
        assert [change.label["en"] for change in changes] == ["the file was changed by something else"]
        assert about(journey)["title"] == "pulled"
        journey.undo()
        assert about(journey)["title"] != "pulled"

    def test_what_is_ours_and_unsaved_stays_and_both_are_written(self, path, monkeypatch):
        monkeypatch.setattr(binding, "QUIET", 0.3)
        journey = jw.open(path, template="service")
        journey.edit("about", purpose="ours")
        outside(path, title="theirs")
        until(lambda: content(path)["about"].get("purpose") == "ours")
        assert content(path)["about"]["title"] == about(journey)["title"] == "theirs"

    def test_where_both_changed_the_same_the_file_wins_and_ours_is_a_checkpoint(self, path, never_written):
        journey = jw.open(path, template="service", language="en")
        journey.edit("about", title="ours")
        outside(path, title="theirs")
        until(lambda: about(journey)["title"] == "theirs")
        kept = journey.checkpoints()
        external = kept[kept["kind"] == "external"]
        assert list(external["name"]) == ["before the file was changed by something else"]
        assert journey.at(external.index[0]).record("about")["title"] == "ours"

    def test_what_was_deleted_there_and_edited_here_makes_a_whole_map(self, path, never_written):
        journey = jw.open(path, template="service")
        card, stage = journey.touchpoints.index[0], journey.stages.index[0]
        journey.score(card, 1)
        theirs = content(path)
        theirs["touchpoints"] = {k: v for k, v in theirs["touchpoints"].items() if v.get("stage") != stage}
        del theirs["stages"][stage]
        file.write(path, theirs)
        until(lambda: stage not in journey.stages.index)
        known = set(journey.touchpoints.index)
        assert {score["touchpoint"] for score in journey.document["scores"].values()} <= known
        journey.save()
        assert jw.open(after_a_crash(path)).repairs.empty

    def test_an_older_version_checked_out_of_git_is_not_undone(self, path):
        journey = jw.open(path, template="service")

        def git(*words: str) -> None:
            subprocess.run(
                ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
                cwd=path.parent,
                check=True,
                capture_output=True,
            )

        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "first")
        before = about(journey)["title"]
        journey.edit("about", title="later")
        journey.save()
        git("checkout", "-q", "--", path.name)
        until(lambda: about(journey)["title"] == before)
        journey.close()
        assert content(path)["about"]["title"] == about(jw.open(path))["title"] == before
        jw.open(path).undo()
        assert about(jw.open(path))["title"] == "later"

    def test_a_file_with_conflict_marks_is_said_left_alone_and_taken_in_once_it_is_right(self, path, monkeypatch):
        monkeypatch.setattr(binding, "QUIET", 0.02)
        journey = jw.open(path, template="service", language="en")
        said = []
        journey.binding.on_state(said.append)
        good = path.read_bytes()
        path.write_bytes(b"<<<<<<< ours\n" + good)
        until(lambda: journey.binding.saving == "failed")
        assert "conflict mark" in said[-1].problem["en"]
        assert "衝突の印" in said[-1].problem["ja"]
        journey.edit("about", purpose="goes on")
        assert path.read_bytes().startswith(b"<<<<<<<")
        path.write_bytes(good)
        until(lambda: content(path)["about"].get("purpose") == "goes on" if path.read_bytes() else False)
        until(lambda: said[-1].saving == "saved")

    def test_a_file_that_is_just_being_written_is_no_problem_one_that_stays_broken_is(self, path, monkeypatch):
        monkeypatch.setattr(binding, "WATCH", 3600.0)
        journey = jw.open(path, template="service")
        whole = path.read_bytes().replace(about(journey)["title"].encode(), "途中".encode())
        path.write_bytes(whole[:200])
        journey.binding._watch()
        assert journey.binding.state().saving == "saved"
        path.write_bytes(whole)
        journey.binding._watch()
        assert about(journey)["title"] == "途中"
        path.write_bytes(whole[:200])
        journey.binding._watch()
        with pytest.raises(jw.SaveError, match="読めない"):
            journey.binding._watch()
        assert journey.binding.state().saving == "failed"
        journey.binding._watch()  # said once

    def test_a_file_of_a_newer_version_is_not_overwritten(self, path):
        journey = jw.open(path, template="service", language="en")
        theirs = content(path)
        theirs["version"] = 99
        path.write_text(json.dumps(theirs), encoding="utf-8")
        before = path.read_bytes()
        until(lambda: journey.binding.saving == "failed")
        journey.edit("about", title="x")
        with pytest.raises(jw.SaveError, match="version 99"):
            journey.save()
        assert path.read_bytes() == before


class TestWhileItWasClosed:
    def test_a_crash_and_then_a_pull_lose_neither_side(self, path, never_written):
        journey = jw.open(path, template="service")
        journey.edit("about", purpose="acknowledged, never written")
        found = after_a_crash(path)
        outside(found, title="pulled")
        again = jw.open(found)
        assert (about(again)["title"], about(again)["purpose"]) == ("pulled", "acknowledged, never written")
        again.undo()
        assert about(again)["title"] != "pulled"
        assert about(again)["purpose"] == "acknowledged, never written"
        assert "external" in set(again.checkpoints()["kind"])

    def test_an_older_file_with_a_known_hash_is_not_replayed_onto(self, path):
        journey = jw.open(path, template="service")
        first = path.read_bytes()
        journey.edit("about", title="second")
        journey.save()
        journey.edit("about", title="third")
        journey.close()
        path.write_bytes(first)
        again = jw.open(path)
        assert about(again)["title"] not in {"second", "third"}
        again.undo()
        assert about(again)["title"] == "third"

    def test_a_crash_between_the_note_and_the_move_is_replayed_onto_the_file_before(self, path, never_written):
        journey = jw.open(path, template="service")
        journey.edit("about", title="acknowledged")
        journey._journal.writing("0" * 64, journey.revision)
        again = jw.open(after_a_crash(path))
        assert about(again)["title"] == "acknowledged"
        assert "external" not in set(again.checkpoints()["kind"])

    def test_a_crash_between_the_move_and_the_last_note_is_known_too(self, path, never_written, monkeypatch):
        journey = jw.open(path, template="service")
        journey.edit("about", title="written")
        monkeypatch.setattr(journey._journal, "written", lambda _: None)
        journey.save()
        journey.edit("about", purpose="acknowledged later")
        again = jw.open(after_a_crash(path))
        assert (about(again)["title"], about(again)["purpose"]) == ("written", "acknowledged later")
        assert "external" not in set(again.checkpoints()["kind"])

    def test_a_log_that_is_cut_after_saving_leaves_the_file_known(self, path, never_written):
        journey = jw.open(path, template="service")
        journey.edit("about", title="A")
        journey.edit("about", title="B")
        journey.edit("about", title="A")
        journey.save()
        found = after_a_crash(path)
        (found.parent / ".journey" / "shop.journey.json.db-wal").write_bytes(b"")
        again = jw.open(found)
        assert about(again)["title"] == "A"
        assert "external" not in set(again.checkpoints()["kind"])
        again.undo()
        assert about(again)["title"] == "B", "its history is not lost, either"

    def test_a_file_that_was_written_though_the_journal_could_not_note_it_is_recognised(
        self, path, never_written, monkeypatch
    ):
        journey = jw.open(path, template="service")
        journey.edit("about", title="written, not noted")

        def full(*_: object, **__: object) -> None:
            raise jw.ChangeError("storage.journal_full")

        with monkeypatch.context() as patched:
            patched.setattr(journey._journal, "writing", full)
            journey.save()
        journey.edit("about", title="acknowledged later")
        again = jw.open(after_a_crash(path))
        assert about(again)["title"] == "acknowledged later"
        assert again.revision == journey.revision

    def test_what_was_merged_and_then_changed_is_not_merged_again_after_a_crash(self, path, never_written):
        journey = jw.open(path, template="service")
        journey.edit("about", purpose="ours")
        outside(path, title="theirs")
        until(lambda: about(journey)["title"] == "theirs")
        journey.edit("about", title="ours, later")
        again = jw.open(after_a_crash(path))
        assert (about(again)["title"], about(again)["purpose"]) == ("ours, later", "ours")

    def test_a_second_pull_after_a_merge_and_a_crash_still_loses_neither_side(self, path, never_written):
        journey = jw.open(path, template="service")
        journey.edit("about", purpose="ours, not written")
        outside(path, title="theirs")
        until(lambda: file.digest(path.read_bytes()) in journey._journal._written)
        journey.edit("about", purpose="ours, later")
        found = after_a_crash(path)
        outside(found, scenario="theirs, too")
        again = jw.open(found)
        expected = {"title": "theirs", "purpose": "ours, later", "scenario": "theirs, too"}
        assert {field: about(again)[field] for field in expected} == expected

    def test_a_crash_while_it_is_taken_in_does_not_take_it_in_twice(self, path, never_written, monkeypatch):
        monkeypatch.setattr(binding, "WATCH", 3600.0)
        journey = jw.open(path, template="service")
        journey.edit("about", purpose="ours, not written")
        outside(path, title="theirs")
        taken_in = []

        def crash(change) -> None:  # the moment everybody hears of it, before the binding goes on
            if not taken_in:
                taken_in.append(change)
                journey.edit("about", title="acknowledged at once")
                taken_in.append(after_a_crash(path))

        journey.on_change(crash)
        journey.binding.refresh()
        assert about(jw.open(taken_in[1]))["title"] == "acknowledged at once"

    def test_unknown_tables_of_the_file_stay(self, path, never_written):
        journey = jw.open(path, template="service")
        journey.edit("about", title="ours")
        found = after_a_crash(path)
        theirs = content(found)
        theirs["extension"] = {"x": {"y": 1}}
        file.write(found, theirs)
        again = jw.open(found)
        again.save()
        assert content(found)["extension"] == {"x": {"y": 1}}
        assert about(again)["title"] == "ours"


class TestTheJournalUnderneath:
    def test_a_journal_that_is_deleted_begins_anew_with_everything_it_had(self, path, never_written):
        # `git clean -fdx` does just that.
        journey = jw.open(path, template="service")
        journey.edit("about", title="before")
        subprocess.run(["rm", "-r", str(path.parent / ".journey")], check=True)
        until(lambda: (path.parent / ".journey" / "shop.journey.json.db").exists() and journey._journal.well())
        journey.edit("about", title="after")
        again = jw.open(after_a_crash(path))
        assert about(again)["title"] == "after"
        again.undo()
        assert about(again)["title"] == "before"
        assert take_hold(path, patience=0.0).owner is not None, "and the lock was taken anew, too"

    def test_a_journal_that_is_damaged_while_it_is_open_begins_anew(self, path, never_written, monkeypatch):
        journey = jw.open(path, template="service")
        journey.edit("about", title="before")
        store = journey._journal._store
        monkeypatch.setattr(store, "_broken", True)
        until(lambda: journey._journal._store is not store)
        journey.edit("about", title="after")
        assert about(jw.open(after_a_crash(path)))["title"] == "after"
        assert list(path.parent.glob(".journey/*.failed-*.db")), "the damaged one is set aside"

    def test_where_there_are_no_locks_changes_are_lines_in_a_log_and_that_is_said(
        self, path, never_written, monkeypatch
    ):
        journey = jw.open(path, template="service", language="en")
        journey.close()

        def none(*_: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr("journey_widgets.storage.owner._lock", none)
        with pytest.warns(jw.RepairWarning, match="has no locks"):
            journey = jw.open(path)
        journey.edit("about", title="A")
        journey.edit("about", title="B")
        journey.undo()
        assert isinstance(journey._journal._store, Lines)
        found = after_a_crash(path)
        log = found.parent / ".journey" / "shop.journey.json.log"
        with log.open("ab") as torn:
            torn.write(b'change\t4\t{"patch": {"abou')
        with pytest.warns(jw.RepairWarning, match="has no locks") as caught:
            again = jw.open(found)
        assert len(caught) == 1
        assert about(again)["title"] == "A"
        again.redo()
        with pytest.warns(jw.RepairWarning, match="has no locks"):
            assert about(jw.open(after_a_crash(found)))["title"] == "B"

    def test_where_sqlite_does_not_work_it_is_lines_too(self, path, monkeypatch):
        import sqlite3

        def none(*_: object, **__: object) -> None:
            raise sqlite3.OperationalError("locking protocol")

        monkeypatch.setattr("journey_widgets.storage.rows._opened", none)
        with pytest.warns(jw.RepairWarning, match="ロックがありません"):
            journey = jw.open(path, template="service")
        assert isinstance(journey._journal._store, Lines)

    def test_a_journal_that_something_else_holds_makes_the_map_read_only(self, path, monkeypatch):
        jw.open(path, template="service").close()
        held = Rows(folder.Beside.of(path).rows)
        real = Rows.__init__
        monkeypatch.setattr(Rows, "__init__", lambda self, path, **_: real(self, path, patience=0.0))
        try:
            with pytest.warns(jw.RepairWarning, match="another program|ほかのプログラム"):
                assert jw.open(path).read_only
        finally:
            held.close()
        assert not jw.open(path).read_only
