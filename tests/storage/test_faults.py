"""Everything that goes wrong with disks, permissions, files and clocks.

Each time: somebody is told in words, nothing acknowledged is lost, nothing else stops working, and when the fault is
gone the work goes on.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.model.journey import Journey
from journey_widgets.storage import binding, file, salvage
from journey_widgets.storage.journal import FileJournal
from journey_widgets.storage.rows import Rows
from tests.storage.another_user import as_another_user
from tests.storage.told import Told, in_words

# What cannot be saved is warned about; here it is the page that must be told.
pytestmark = pytest.mark.filterwarnings("ignore::journey_widgets.model.errors.RepairWarning")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, nothing_stays_open: None) -> None:
    monkeypatch.setattr(binding, "QUIET", 0.02)
    monkeypatch.setattr(binding, "LONGEST", 0.1)


def until(condition: Callable[[], Any], why: str, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {why}"
        time.sleep(0.005)


def rename(number: int) -> dict[str, Any]:
    return {"about": {"title": f"名前 {number}", "purpose": "x" * 400}}


def title(journey: Journey) -> str:
    return journey.document["about"]["title"]


def written(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def opened_again(path: Path) -> Journey:
    """The map as the next kernel finds it, after this one was killed: without a word to the file."""
    bound = binding.bound(path)
    if bound is not None:
        bound.release()
    return jw.open(path)


# ---- a full disk -----------------------------------------------------------------------------------------------------


class SmallDisk:
    """A file system of its own, as small as it is said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, leave: int = 0) -> None:
        """Take all the room there is but `leave` bytes."""
        free = os.statvfs(self.folder)
        size = free.f_bavail * free.f_frsize - leave
        with self._filler.open("ab") as out:
            out.write(bytes(max(size, 0)))
        with contextlib.suppress(OSError), self._filler.open("ab") as out:
            while not leave:
                out.write(bytes(512))
                out.flush()

    def make_room(self) -> None:
        self._filler.unlink()


class Quota:
    """No file may grow any more: what a quota does, where a file system cannot be made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self, leave: int = 0) -> None:
        largest = max((each.stat().st_size for each in self.folder.rglob("*.db-wal")), default=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (leave or largest, self._before[1]))

    def make_room(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def _can_mount(folder: Path) -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False).returncode == 0


@pytest.fixture(params=["disk", "quota"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk | Quota]:
    """A disk that can be filled: a small file system for root, and for everybody a limit on the size of files."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = request.param == "disk" and _can_mount(folder)
    one = SmallDisk(folder) if mounted else Quota(folder)
    yield one
    for bound in list(binding._open.values()):
        bound.release()
    if mounted:
        subprocess.run(["umount", folder], check=True)
    else:
        one.make_room()


def test_on_a_full_disk_a_change_is_refused_in_words_and_kept_as_soon_as_there_is_room(
    disk: SmallDisk | Quota, monkeypatch: pytest.MonkeyPatch
):
    path = disk.folder / "shop.journey.json"
    journey = jw.open(path, template="service")
    page = Told(journey, monkeypatch)
    elsewhere = jw.new("service")
    acknowledged = 0
    for number in range(1, 6):
        assert page.change(rename(number)).get("ack")
        acknowledged = number
    until(lambda: written(path) == journey.document, "the file is written")
    disk.fill()
    refused = None
    for number in range(6, 400):  # the last pages of a log may still have room
        answer = page.change(rename(number))
        if not answer.get("ack"):
            refused = answer
            break
        acknowledged = number
    assert refused, "the disk is full"
    assert in_words(refused["message"]), refused
    # Nothing half-applied, and everything else works.
    assert title(journey) == f"名前 {acknowledged}"
    assert journey.revision == acknowledged
    assert not journey.touchpoints.empty
    elsewhere.edit("about", title="another map")
    disk.make_room()
    assert page.change(rename(1000)).get("ack")
    journey.undo()
    until(lambda: written(path) == journey.document, "the file is written")
    assert page.status["saved"] == "saved"
    page.close()
    again = opened_again(path)
    assert title(again) == f"名前 {acknowledged}"
    again.redo()
    assert title(again) == "名前 1000"
    assert [each for each in path.parent.iterdir() if each.name.endswith(".tmp")] == []


def _until_refused(journey: Journey, number: int) -> int:
    """Change until the disk is full: a log's last pages may still have room. The last number that was accepted."""
    for each in range(number, 400):
        try:
            journey.apply(rename(each))
        except jw.ChangeError:
            return each - 1
    pytest.fail("the disk is not full")


def test_what_was_acknowledged_before_the_disk_was_full_is_there_after_a_crash_on_the_full_disk(
    disk: SmallDisk | Quota,
):
    path = disk.folder / "shop.journey.json"
    journey = jw.open(path, template="service")
    for number in range(1, 40):
        journey.apply(rename(number))
    disk.fill()
    last = _until_refused(journey, 40)
    again = opened_again(path)
    assert title(again) == f"名前 {last}"
    disk.make_room()
    third = opened_again(path)
    assert title(third) == f"名前 {last}"
    third.apply(rename(1000))
    third.undo()
    assert title(third) == f"名前 {last}"


def test_when_only_the_file_finds_no_room_the_journal_goes_on_and_the_page_is_told(
    disk: SmallDisk | Quota, monkeypatch: pytest.MonkeyPatch
):
    path = disk.folder / "shop.journey.json"
    journey = jw.open(path, template="service")
    page = Told(journey, monkeypatch)
    long = {"about": {"purpose": "長い目的 " * 8_000}}  # the file is 150 kB then, which needs as much again beside it
    assert page.change(long).get("ack")
    until(lambda: written(path) == journey.document, "the file is written")
    size = path.stat().st_size
    disk.fill(leave=size // 2 if isinstance(disk, SmallDisk) else size)
    longer = "まだ書けない" * 30
    assert page.change({"about": {"title": longer}}).get("ack"), "the journal has room"
    until(lambda: page.status["saved"] == "failed", "the page is told")
    assert in_words(page.status["problem"]), page.status
    assert written(path)["about"]["title"] != longer
    disk.make_room()
    assert title(opened_again(path)) == longer
    page.close()


# ---- permissions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(path: Path) -> Iterator[Path]:
    """A folder that another user can reach; pytest's own is closed to them."""
    # Whatever a session imports late is imported now: nobody may not be allowed into Python's own folder.
    jw.open(path, template="service").close()
    again = jw.open(path)
    assert len(again.touchpoints)
    again.close()
    with tempfile.TemporaryDirectory(prefix="journey-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        inner = Path(made) / "maps"
        inner.mkdir()
        yield inner
        for each in [inner, *inner.rglob("*")]:
            each.chmod(0o755)


def test_in_a_folder_that_may_only_be_read_the_map_can_be_looked_at_and_says_why_not_more(folder: Path):
    file.write(folder / "shop.journey.json", jw.new("service").document)

    def session(folder: Path) -> dict[str, Any]:
        folder.chmod(0o555)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            journey = jw.open(folder / "shop.journey.json")
        page = Told(journey, pytest.MonkeyPatch())
        before = journey.document
        answer = page.change(rename(1))
        return {
            "warned": [str(each.message) for each in warned],
            "answer": answer,
            "status": page.status,
            "unchanged": journey.document == before,
            "cards": len(journey.touchpoints),
            "elsewhere": title(jw.new("aidma")),
        }

    told = as_another_user(session, folder)
    assert told["answer"].get("reject"), told
    assert in_words(told["answer"]["message"]), told
    assert "書き込め" in told["answer"]["message"]["ja"], "the refusal gives this reason and no other"
    assert told["status"]["read_only"], told
    assert in_words(told["status"]["problem"]), told
    assert told["warned"], "who opened it in a cell is told, too"
    assert told["unchanged"]
    assert told["cards"] > 0


def test_permission_lost_in_mid_session_loses_nothing_and_is_said(folder: Path):
    def session(folder: Path) -> dict[str, Any]:
        path = folder / "shop.journey.json"
        journey = jw.open(path, template="service")
        page = Told(journey, pytest.MonkeyPatch())
        assert page.change(rename(1)).get("ack")
        until(lambda: written(path) == journey.document, "the file is written")
        inside = [each for each in folder.rglob("*") if each.is_file()]
        for each in inside:
            each.chmod(0o444)
        (folder / ".journey").chmod(0o555)
        folder.chmod(0o555)
        answers = [page.change(rename(number)) for number in range(2, 6)]
        until(lambda: page.status["saved"] == "failed", "the page is told")
        status, held = page.status, title(journey)
        # The next kernel finds a folder it may not write to.
        found = title(opened_again(path))
        folder.chmod(0o755)
        (folder / ".journey").chmod(0o755)
        for each in inside:
            each.chmod(0o644)
        again = opened_again(path)
        back = title(again)
        again.undo()
        return {
            "answers": answers, "status": status, "held": held, "found": found, "back": back, "undone": title(again),
            "on disk": written(path)["about"]["title"],
        }  # fmt: skip

    told = as_another_user(session, folder)
    kept = 1
    for number, answer in zip(range(2, 6), told["answers"], strict=True):
        if answer.get("ack"):
            kept = number
        else:
            assert in_words(answer["message"]), answer
    assert in_words(told["status"]["problem"]), told
    assert told["held"] == told["back"] == f"名前 {kept}", "nothing acknowledged is lost"
    assert told["undone"] == f"名前 {kept - 1}"


def test_a_journal_that_may_not_be_read_is_said_and_the_map_opens_all_the_same(folder: Path):
    def session(folder: Path) -> dict[str, Any]:
        path = folder / "shop.journey.json"
        journey = jw.open(path, template="service")
        journey.apply(rename(1))
        journey.close()
        (folder / ".journey" / "shop.journey.json.db").chmod(0o000)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            again = jw.open(path)
        page = Told(again, pytest.MonkeyPatch())
        answer = page.change(rename(2))
        status = page.status
        again.close()
        (folder / ".journey" / "shop.journey.json.db").chmod(0o644)
        return {
            "warned": [str(each.message) for each in warned],
            "answer": answer,
            "status": status,
            "held": title(again),
            "back": title(opened_again(path)),
        }

    told = as_another_user(session, folder)
    assert told["warned"]
    assert in_words(told["status"]["problem"]), told
    assert told["held"] == told["back"]
    if not told["answer"].get("ack"):
        assert in_words(told["answer"]["message"]), told


# ---- files cut off ---------------------------------------------------------------------------------------------------

LAST = 20
PAGE = 4096


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder where thousands of files are quickly written: in memory, where there is such a place."""
    fast = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=fast if os.access(fast, os.W_OK) else None) as made:
        yield Path(made)


@pytest.fixture
def _nothing_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("QUIET", "LONGEST", "WATCH"):
        monkeypatch.setattr(binding, pause, 1e6)
    # How many rows are looked for behind the last one that could be read: these journals have thirty.
    monkeypatch.setattr(salvage, "_MOST_MISSING", 100)


def _worked_on(path: Path) -> Journey:
    """A map with `LAST` changes of two people, none of which is in the file yet."""
    jw.open(path, template="service").close()
    journey = jw.open(path)
    for number in range(1, LAST + 1):
        journey.apply({"about": {"title": f"{number}"}}, actor="花" if number % 2 else "太郎", client="p", seq=number)
    return journey


def _laid_out(folder: Path, beside: dict[str, bytes], map_: bytes) -> Path:
    """A map and its journal as a crash has left them."""
    hidden = folder / ".journey"
    hidden.mkdir(exist_ok=True)
    for each in hidden.iterdir():
        each.unlink()
    for name, content in beside.items():
        (hidden / name).write_bytes(content)
    path = folder / "shop.journey.json"
    path.write_bytes(map_)
    return path


def _beside(path: Path) -> dict[str, bytes]:
    hidden = path.parent / ".journey"
    return {each.name: each.read_bytes() for each in hidden.iterdir() if ".db" in each.name}


@pytest.mark.usefixtures("_nothing_by_itself")
def test_a_log_cut_off_at_any_byte_of_its_last_page_loses_at_most_what_was_in_it(path: Path, memory: Path):
    journey = _worked_on(path)
    left, map_ = _beside(path), path.read_bytes()
    journey.binding.release()
    log = left["shop.journey.json.db-wal"]
    for cut in range(len(log) - PAGE, len(log)):
        found = _laid_out(memory, left | {"shop.journey.json.db-wal": log[:cut]}, map_)
        kept = FileJournal(Rows(found.parent / ".journey" / "shop.journey.json.db"))
        assert kept.revision == LAST - 1, cut
        assert [change.revision for change in kept.history()] == [*range(1, LAST)]
        kept.detach()
    for cut in Random(1).sample(range(len(log)), 25):
        again = opened_again(_laid_out(memory, left | {"shop.journey.json.db-wal": log[:cut]}, map_))
        assert title(again) == str(again.revision) or again.revision == 0, cut
        _goes_on(again)


@pytest.mark.usefixtures("_nothing_by_itself")
def test_a_log_cut_off_anywhere_brings_back_nothing_that_the_file_has_left_behind(path: Path, memory: Path):
    journey = _worked_on(path)
    journey.edit("about", purpose="その場の思いつき")
    journey.edit("about", purpose=None)
    journey.save()
    journey.edit("about", title="最後")
    left, map_ = _beside(path), path.read_bytes()
    journey.binding.release()
    log = left["shop.journey.json.db-wal"]
    for cut in range(0, len(log), PAGE // 2):
        again = opened_again(_laid_out(memory, left | {"shop.journey.json.db-wal": log[:cut]}, map_))
        assert title(again) in {str(LAST), "最後"}, cut
        assert "purpose" not in again.document["about"], cut
        _goes_on(again)


@pytest.mark.usefixtures("_nothing_by_itself")
def test_a_journal_cut_off_anywhere_in_its_last_page_loses_nothing_that_is_in_the_file(path: Path, memory: Path):
    journey = _worked_on(path)
    journey.close()
    left, map_ = _beside(path), path.read_bytes()
    assert [*left] == ["shop.journey.json.db"], "a journal that was closed has no log"
    (whole,) = left.values()
    # Every fourth, because each is a rescue; all of them were tried once, and what SQLite makes of it goes by the page.
    for cut in range(len(whole) - PAGE, len(whole), 4):
        found = _laid_out(memory, {"shop.journey.json.db": whole[:cut]}, map_)
        kept = FileJournal(Rows(found.parent / ".journey" / "shop.journey.json.db"))
        assert kept.damaged, cut
        numbers = [change.revision for change in kept.history()]
        assert numbers == [*range(LAST + 1)][-len(numbers) :] or not numbers or numbers[-1] < LAST, cut
        kept.detach()
    for cut in Random(2).sample(range(len(whole)), 25):
        found = _laid_out(memory, {"shop.journey.json.db": whole[:cut]}, map_)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            again = jw.open(found)
        assert title(again) == str(LAST), cut
        assert cut == 0 or any(".journey" in str(each.message) for each in warned), cut
        _goes_on(again)


@pytest.mark.usefixtures("_nothing_by_itself")
def test_a_map_cut_off_anywhere_says_where_and_goes_on_from_its_journal_or_from_an_earlier_one(
    path: Path, memory: Path
):
    journey = _worked_on(path)
    earlier = path.read_bytes()
    journey.save()
    journey.edit("about", title="最後")
    journey.binding.release()
    left, whole = _beside(path), path.read_bytes()
    for cut in [0, 1, *Random(3).sample(range(2, len(whole) - 2), 40)]:
        path.write_bytes(whole[:cut])
        with pytest.raises(jw.ReadError) as refused:
            jw.open(path)
        assert in_words(refused.value.said), refused.value
        assert path.name in refused.value.said["ja"]
        assert _beside(path) == left, "the journal was not touched"
        assert path.read_bytes() == whole[:cut], "nor was what is left of the map"
        assert "recover=True" in refused.value.said["ja"], "the way out is said"
        again = jw.open(_laid_out(memory, left, whole[:cut]), recover=True)
        assert title(again) == "最後", cut
        assert written(memory / path.name) == again.document
        again.undo()
        assert title(again) == str(LAST), cut
        again.binding.release()
    assert title(jw.open(path.with_name("other.journey.json"), template="service")), "another map beside it opens"
    path.write_bytes(earlier)  # from git, or from a backup
    again = opened_again(path)
    kept = again.checkpoints()
    assert "最後" in {again.at(each).document["about"]["title"] for each in kept.index} | {title(again)}


def test_a_map_cut_off_while_it_is_open_is_said_and_the_work_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(binding, "WATCH", 0.05)
    journey = jw.open(path, template="service")
    page = Told(journey, monkeypatch)
    assert page.change(rename(1)).get("ack")
    until(lambda: written(path) == journey.document, "the file is written")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    until(lambda: page.status["saved"] == "failed", "the page is told")
    assert in_words(page.status["problem"]), page.status
    for number in range(2, 6):
        assert page.change(rename(number)).get("ack"), "changes go on being journalled"
    with pytest.raises(jw.SaveError):
        journey.save()
    assert path.read_bytes() == whole[: len(whole) // 2], "what may be somebody's work is not overwritten"
    path.write_bytes(whole)
    until(lambda: page.status["saved"] == "saved", "the page is told")
    journey.edit("about", scenario="続き")
    until(lambda: written(path) == journey.document, "the file is written again")
    assert title(journey) == "名前 5"
    page.close()


def _goes_on(journey: Journey) -> None:
    """Work goes on, and can be taken back, and is there the next time."""
    before = title(journey)
    journey.edit("about", title="続き")
    journey.undo()
    assert title(journey) == before
    journey.redo()
    assert journey.path
    again = opened_again(journey.path)
    assert title(again) == "続き"
    again.close()


# ---- clocks ----------------------------------------------------------------------------------------------------------


def test_a_clock_that_goes_backwards_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch):
    """Daylight saving, a battery that is empty, a machine that asks for the time late: every hour it is a day earlier."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            nonlocal now
            now -= timedelta(hours=7)
            return now if tz is None else now.astimezone(tz)

    for name, module in list(sys.modules.items()):
        if name.startswith("journey_widgets.") and getattr(module, "datetime", None) is datetime:
            monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(time, "time", lambda: Clock.now(UTC).timestamp())
    half = LAST // 2
    journey = jw.open(path, template="service")
    _renamed_and_written(journey, range(1, half + 1), monkeypatch)
    checkpoint = journey.checkpoint("半分")
    second = opened_again(path)
    _renamed_and_written(second, range(half + 1, LAST + 1), monkeypatch)
    times = [change.at for change in second.since(0) or []]
    assert times == sorted(times, reverse=True), "the clock did go backwards"
    again = opened_again(path)
    assert list(again.history()["revision"]) == [*range(1, LAST + 1)]
    assert again.at(checkpoint).document["about"]["title"] == str(half)
    again.undo()
    assert title(again) == str(LAST - 1)


def _renamed_and_written(journey: Journey, numbers: range, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Told(journey, monkeypatch)
    for number in numbers:
        assert page.change({"about": {"title": f"{number}"}}).get("ack")
    path = journey.path
    assert path
    until(lambda: written(path) == journey.document, "the file is written")
    assert page.status == page.status | {"saved": "saved", "problem": None}
    page.close()
