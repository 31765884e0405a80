"""Opening, saving by itself, and what happens when something else touches the file."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.model import check
from journey_widgets.storage import binding, file


def content(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def until(condition, seconds: float = 10.0) -> None:
    """Wait for something that another thread does; fail when it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


class TestOpen:
    def test_a_file_that_is_not_there_is_made_from_the_template(self, path):
        journey = jw.open(path, template="aidma", language="en")
        assert journey.path == path
        assert content(path)["about"] == journey.document["about"]
        assert [stage["name"] for stage in content(path)["stages"].values()][:2] == ["Action", "Attention"]

    def test_running_the_cell_again_gives_the_same_journey_and_resets_nothing(self, path):
        journey = jw.open(path, template="ecommerce")
        journey.edit("about", title="ours")
        assert jw.open(path, template="aidma", language="en") is journey
        assert journey.record("about")["title"] == "ours"

    def test_the_next_day_the_work_goes_on(self, path):
        jw.open(path, template="ecommerce").edit("about", title="ours")
        jw.open(path).close()
        assert jw.open(path, template="ecommerce").record("about")["title"] == "ours"

    def test_one_file_under_two_names_is_one_journey(self, path, monkeypatch):
        journey = jw.open(path, template="service")
        monkeypatch.chdir(path.parent)
        (path.parent / "other.json").symlink_to(path)
        assert jw.open(path.name) is journey
        assert jw.open("other.json") is journey

    def test_a_missing_file_without_template_says_what_is_there(self, path):
        jw.open(path, template="service").close()
        with pytest.raises(jw.ReadError, match=r"There is no .*shoq.*template='ecommerce'.*'shop\.journey\.json'"):
            jw.open(path.with_name("shoq.journey.json"))

    def test_a_missing_folder_is_named(self, tmp_path):
        with pytest.raises(jw.ReadError, match=r"no folder .*nowhere"):
            jw.open(tmp_path / "nowhere" / "x.json", template="service")

    def test_a_folder_is_no_file(self, path):
        jw.open(path, template="service").close()
        with pytest.raises(jw.ReadError, match=r"is a folder.*shop\.journey\.json"):
            jw.open(path.parent)

    def test_an_unknown_template_makes_no_file(self, path):
        with pytest.raises(jw.ChangeError, match=r"no template 'shop'.*'ecommerce'"):
            jw.open(path, template="shop", language="en")
        assert not path.exists()

    def test_errors_speak_the_language_asked_for(self, path):
        path.write_text("{")
        with pytest.raises(jw.ReadError, match="1 行目"):
            jw.open(path, language="ja")

    def test_what_the_model_refuses_is_a_read_error_and_nothing_is_left_open(self, path):
        path.write_text('{"format": "journey-map", "version": 1, "stages": {"a": {"rank": "a0"}}}')
        with pytest.raises(jw.ReadError, match=r"has a mistake in it.*name"):
            jw.open(path)
        assert binding.bound(path) is None

    def test_repairs_are_warned_about_with_their_line_and_listed(self, path):
        path.write_text(
            '{"format": "journey-map", "version": 1, "about": {"title": "t", "purpose": null},\n'
            '"touchpoints": {"a": {"title": "a", "rank": "a0",\n "stage": "gone"}}}'
        )
        before = path.read_bytes()
        with pytest.warns(jw.RepairWarning) as caught:
            journey = jw.open(path)
        assert [f"line {line}" in str(warning.message) for line, warning in zip((1, 3), caught, strict=True)] == [
            True,
            True,
        ]
        assert len(journey.repairs) == 2
        assert "stage" not in journey.record("touchpoints", "a")
        journey.close()
        assert path.read_bytes() == before, "only reading changes nothing"

    def test_many_repairs_are_not_many_warnings(self, path):
        cards = {f"t{n}": {"title": "t", "rank": "a0", "stage": "gone"} for n in range(40)}
        path.write_text(json.dumps({"format": "journey-map", "version": 1, "touchpoints": cards}))
        with pytest.warns(jw.RepairWarning) as caught:
            jw.open(path)
        assert len(caught) == 11
        assert "30 more" in str(caught[-1].message)

    def test_a_newer_version_opens_for_reading_and_refuses_changes_with_words(self, path):
        jw.open(path, template="service", language="en").close()
        newer = {**content(path), "version": 99}
        path.write_text(json.dumps(newer))
        before = path.read_bytes()
        with pytest.warns(jw.RepairWarning, match="version 99; this one knows up to 1"):
            journey = jw.open(path)
        assert len(journey.record("stages", "st_before")) > 1
        with pytest.raises(jw.ChangeError, match="read-only"):
            journey.edit("about", title="x")
        journey.close()
        assert path.read_bytes() == before


class TestSave:
    def test_a_copy_is_a_map_of_its_own(self, path):
        journey = jw.open(path, template="service")
        copy = jw.save(journey, path.with_name("copy.json"))
        assert content(copy)["id"] != journey.id == content(path)["id"]
        assert journey.path == path
        assert {**content(copy), "id": ""} == {**journey.document, "id": ""}

    def test_a_journey_without_a_file_takes_the_one_it_is_saved_to(self, path):
        journey = jw.new("service")
        with pytest.raises(jw.SaveError, match="まだファイル"):
            jw.save(journey)
        jw.save(journey, path)
        assert content(path)["id"] == journey.id
        journey.edit("about", title="later")
        journey.save()
        assert content(path)["about"]["title"] == "later"

    def test_saving_to_its_own_path_is_just_saving(self, path):
        journey = jw.open(path, template="service")
        journey.edit("about", title="x")
        assert jw.save(journey, path) == path
        assert content(path)["id"] == journey.id

    def test_a_file_that_is_open_as_another_map_is_not_overwritten(self, path):
        jw.open(path, template="service")
        with pytest.raises(jw.SaveError, match="open as another map"):
            jw.save(jw.new("aidma", language="en"), path)

    def test_saving_what_is_saved_writes_nothing(self, path):
        journey = jw.open(path, template="service")
        before = path.stat().st_mtime_ns, path.stat().st_ino
        journey.save()
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == before

    def test_a_failed_save_says_why_and_keeps_the_file_and_the_changes(self, path, monkeypatch):
        journey = jw.open(path, template="service", language="en")
        before = path.read_bytes()
        journey.edit("about", title="x")

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(file.os, "fsync", full)
            with pytest.raises(jw.SaveError, match="No space left"):
                journey.save()
            assert path.read_bytes() == before
            assert journey.binding.saving == "failed"
        journey.save()
        assert content(path)["about"]["title"] == "x"
        assert journey.binding.saving == "saved"

    def test_an_unfinished_batch_is_not_written(self, path):
        journey = jw.open(path, template="service")
        with journey.batch():
            journey.edit("about", title="half")
            journey.save()
            assert content(path)["about"]["title"] != "half"
        journey.save()
        assert content(path)["about"]["title"] == "half"


class TestByItself:
    @pytest.fixture
    def quick(self, monkeypatch):
        monkeypatch.setattr(binding, "QUIET", 0.02)
        monkeypatch.setattr(binding, "LONGEST", 0.1)

    def test_a_change_is_in_the_file_a_moment_later(self, path, quick):
        journey = jw.open(path, template="service")
        journey.edit("about", title="by itself")
        until(lambda: journey.binding.saving == "saved")
        assert content(path)["about"]["title"] == "by itself"

    def test_many_changes_are_few_writes(self, path, monkeypatch):
        writes: list[str] = []
        really = file.write
        monkeypatch.setattr(file, "write", lambda *args: (writes.append("w"), really(*args))[1])
        monkeypatch.setattr(binding, "QUIET", 0.2)
        journey = jw.open(path, template="service")
        writes.clear()
        for number in range(60):
            journey.edit("about", title=str(number))
        until(lambda: journey.binding.saving == "saved")
        assert content(path)["about"]["title"] == "59"
        assert len(writes) <= 3

    def test_a_hand_that_never_rests_is_saved_all_the_same(self, path, monkeypatch):
        monkeypatch.setattr(binding, "QUIET", 30.0)
        monkeypatch.setattr(binding, "LONGEST", 0.05)
        journey = jw.open(path, template="service")
        before = path.stat().st_ino
        number = 0

        def busy() -> bool:
            nonlocal number
            number += 1
            journey.edit("about", title=str(number))
            return path.stat().st_ino != before

        until(busy)

    def test_a_failure_is_warned_about_tried_again_and_made_good(self, path, monkeypatch, quick):
        journey = jw.open(path, template="service", language="en")
        said: list[str] = []
        monkeypatch.setattr(warnings, "warn", lambda message, *_, **__: said.append(message))
        broken = True
        really = file.write

        def disk(*args: Any) -> str:
            if broken:
                raise OSError(errno.ENOSPC, "No space left on device")
            return really(*args)

        monkeypatch.setattr(file, "write", disk)
        journey.edit("about", title="kept")
        until(lambda: said)
        assert "No space left on device" in said[0]
        assert "kept in the journal" in said[0], "it is on the disk, and not in this kernel only"
        assert journey.binding.saving == "failed"
        broken = False
        until(lambda: journey.binding.saving == "saved")
        assert content(path)["about"]["title"] == "kept"

    def test_closing_writes_lets_go_and_ends_the_thread(self, path):
        journey = jw.open(path, template="service")
        journey.edit("about", title="closed")
        thread = next(one for one in threading.enumerate() if one.name == "saving shop.journey.json")
        journey.close()
        assert content(path)["about"]["title"] == "closed"
        thread.join(5)
        assert not thread.is_alive()
        journey.edit("about", title="in memory")
        assert journey.path is None
        assert jw.open(path) is not journey

    def test_what_is_not_written_yet_is_written_when_python_ends(self, path):
        code = f"import journey_widgets as jw; jw.open({str(path)!r}, template='service').edit('about', title='at the end')"
        subprocess.run([sys.executable, "-c", code], check=True)
        assert content(path)["about"]["title"] == "at the end"

    def test_two_threads_changing_at_once_lose_nothing(self, path, quick):
        journey = jw.open(path, template="service")

        def work(name: str) -> None:
            for number in range(50):
                journey.add("notes", kind="pain", text=f"{name} {number}")

        threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        until(lambda: journey.binding.saving == "saved")
        assert len(content(path)["notes"]) == 100


class TestChangedUnderneath:
    def change(self, path: Path, title: str) -> None:
        outside = content(path)
        outside["about"]["title"] = title
        file.write(path, outside)

    def test_a_file_changed_by_something_else_is_taken_in_with_what_is_ours(self, path):
        journey = jw.open(path, template="service", language="en")
        journey.edit("about", purpose="mine")
        self.change(path, "theirs")
        journey.save()
        assert (content(path)["about"]["title"], content(path)["about"]["purpose"]) == ("theirs", "mine")
        journey.undo()
        assert journey.record("about")["title"] != "theirs", "taking it in is one undoable change"
        assert journey.record("about")["purpose"] == "mine"

    def test_a_file_that_became_another_map_is_never_overwritten(self, path):
        journey = jw.open(path, template="service", language="en")
        journey.edit("about", title="mine")
        jw.save(journey, path.with_name("other.json"))
        path.with_name("other.json").replace(path)
        before = path.read_bytes()
        with pytest.raises(jw.SaveError, match="another map"):
            journey.save()
        assert path.read_bytes() == before

    def test_after_a_copy_is_saved_it_can_be_closed(self, path):
        journey = jw.open(path, template="service")
        journey.edit("about", title="mine")
        path.write_text("<<<<<<< ours")
        with pytest.raises(jw.SaveError, match="衝突"):
            journey.close()
        jw.save(journey, path.with_name("mine.json"))
        journey.close()
        assert path.read_text() == "<<<<<<< ours"
        assert content(path.with_name("mine.json"))["about"]["title"] == "mine"

    def test_running_the_cell_again_takes_over_what_changed_if_nothing_of_ours_is_unsaved(self, path):
        journey = jw.open(path, template="service")
        self.change(path, "pulled from git")
        assert jw.open(path) is journey
        assert journey.record("about")["title"] == "pulled from git"
        journey.edit("about", purpose="go on")
        journey.save()
        assert content(path)["about"]["purpose"] == "go on"

    def test_a_file_that_was_deleted_is_made_again(self, path):
        journey = jw.open(path, template="service")
        path.unlink()
        journey.save()
        assert content(path)["id"] == journey.id


def test_a_file_that_was_put_right_on_opening_is_not_written_by_watching_it(path, monkeypatch):
    monkeypatch.setattr(binding, "WATCH", 0.01)
    path.write_text('{"format": "journey-map", "version": 1, "about": {"title": "t", "purpose": null}}')
    before = path.read_bytes()
    with pytest.warns(jw.RepairWarning):
        journey = jw.open(path)
    until(lambda: journey.binding._file.mark is not None)
    looks = journey.binding._look
    until(lambda: journey.binding._look > looks)
    journey.close()
    assert path.read_bytes() == before


def test_what_was_checked_when_it_was_read_is_not_checked_again(path, monkeypatch):
    jw.open(path, template="service").close()
    checked: list[int] = []
    shape = check.shape

    def counted(tables: Any) -> None:
        checked.append(1)
        shape(tables)

    monkeypatch.setattr(check, "shape", counted)
    journey = jw.open(path)
    assert len(checked) == 1, "the file"
    journey.edit("about", title="only in the journal")
    journey.binding.release()
    checked.clear()
    again = jw.open(path)
    assert again.record("about")["title"] == "only in the journal"
    assert len(checked) == 2, "the file, and what the journal made of it"
