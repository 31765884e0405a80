"""The journal: what survives the kernel."""

from __future__ import annotations

import sqlite3
import subprocess
import warnings
from datetime import UTC, datetime

import pytest

import journey_widgets as jw
from journey_widgets.model.change import Snapshot
from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.journey import Journey
from journey_widgets.storage import binding, journal
from journey_widgets.storage.journal import FileJournal
from journey_widgets.storage.lines import Lines
from journey_widgets.storage.rows import Rows
from tests.storage.crash import after_a_crash

pytestmark = pytest.mark.usefixtures("never_written")


def title(journey: Journey) -> str:
    return journey.record("about")["title"]


class TestAfterACrash:
    def test_every_acknowledged_change_comes_back_though_the_file_was_never_written(self, path):
        journey = jw.open(path, template="service")
        before = path.read_bytes()
        for number in range(30):
            journey.add("notes", kind="pain", text=f"痛み {number}")
        journey.remove("touchpoints", journey.touchpoints.index[0])
        found = after_a_crash(path)
        assert found.read_bytes() == before
        again = jw.open(found)
        assert again.document == journey.document
        assert again.revision == journey.revision

    def test_undo_and_redo_go_on_for_everyone(self, path):
        journey = jw.open(path, template="service", language="en")
        journey.apply({"about": {"title": "A"}}, actor="hana")
        journey.apply({"about": {"purpose": "B"}}, actor="ken")
        journey.apply({"about": {"title": "C"}}, actor="hana")
        journey.undo("hana")
        again = jw.open(after_a_crash(path))
        assert title(again) == "A"
        again.redo("hana")
        assert title(again) == "C"
        again.undo("hana")
        again.undo("hana")
        assert title(again) not in {"A", "C"}
        assert again.record("about")["purpose"] == "B", "another's step is another's"
        again.undo("ken")
        assert "purpose" not in again.record("about")

    def test_one_gesture_is_still_one_step(self, path):
        journey = jw.open(path, template="service")
        before = title(journey)
        for word in ("ま", "また", "また来たい"):
            journey.apply({"about": {"title": word}}, gesture="typing")
        again = jw.open(after_a_crash(path))
        again.undo()
        assert title(again) == before

    def test_a_change_sent_again_is_known_and_so_is_a_refused_one(self, path):
        journey = jw.open(path, template="service")
        journey.apply({"about": {"title": "x"}}, client="tab", seq=1)
        journey.apply({"about": {"title": "x"}}, client="tab", seq=2)
        with pytest.raises(jw.ChangeError):
            journey.apply({"touchpoints": {"tp_new": {}}}, client="tab", seq=3)
        again = jw.open(after_a_crash(path))
        assert again.last_seq("tab") == 3
        assert again.last_seq("another tab") == 0

    def test_it_is_still_known_who_deleted_what(self, path):
        journey = jw.open(path, template="service", language="en")
        journey.add("participants", id="p1", label="Hana")
        card = journey.touchpoints.index[0]
        journey.apply({"touchpoints": {card: None}}, actor="p1")
        again = jw.open(after_a_crash(path))
        with pytest.raises(jw.ChangeError, match="Hana"):
            again.apply({"touchpoints": {card: {"title": "x"}}})

    def test_an_undo_step_that_was_dropped_does_not_come_back(self, path):
        journey = jw.open(path, template="service")
        journey.apply({"about": {"title": "mine"}}, actor="hana")
        journey.apply({"about": {"title": "theirs"}}, actor="ken")
        assert journey.undo("hana").patch == {}, "nothing of it is hana's any longer"
        assert jw.open(after_a_crash(path)).history_state("hana")["undo"] is None

    def test_pages_go_on_from_the_revision_they_know(self, path):
        journey = jw.open(path, template="service")
        for number in range(5):
            journey.edit("about", title=str(number))
        again = jw.open(after_a_crash(path))
        assert [change.patch for change in again.since(3)] == [change.patch for change in journey.since(3)]

    def test_text_of_any_kind_comes_back_as_it_was(self, path):
        journey = jw.open(path, template="service")
        text = '改行\n"引用" 𠮷 \u2028 e\u0301 👩‍👩‍👧 \\ \x7f'
        journey.edit("about", purpose=text)
        assert jw.open(after_a_crash(path)).record("about")["purpose"] == journey.record("about")["purpose"]

    def test_the_file_catches_up_by_itself_after_opening(self, path, monkeypatch):
        journey = jw.open(path, template="service")
        journey.edit("about", title="only in the journal")
        found = after_a_crash(path)
        monkeypatch.setattr(binding, "QUIET", 0.01)
        again = jw.open(found)
        assert again.binding._thread.is_alive()
        again.close()
        assert "only in the journal" in found.read_text(encoding="utf-8")


class TestWhatIsKept:
    def test_a_change_is_on_the_disk_before_anyone_is_told(self, path):
        journey = jw.open(path, template="service")
        seen: list[str] = []
        journey.on_change(lambda _: seen.append(title(jw.open(after_a_crash(path)))))
        journey.edit("about", title="durable")
        assert seen == ["durable"]

    def test_what_cannot_be_kept_does_not_happen(self, path, monkeypatch):
        journey = jw.open(path, template="service", language="en")
        before = journey.document

        def broken(*_: object) -> None:
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as patched:
            patched.setattr(Rows, "add", broken)
            with pytest.raises(jw.ChangeError, match=r"could not be recorded \(Input/output error\)"):
                journey.edit("about", title="x")
        assert (journey.document, journey.revision) == (before, 0)
        journey.edit("about", title="y")
        assert title(jw.open(after_a_crash(path))) == "y"

    def test_every_commit_waits_for_the_disk_and_the_database_is_held_alone(self, path):
        jw.open(path, template="service")
        db = binding.bound(path)._hold.store._db
        asked = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "locking_mode")]
        assert asked == ["wal", 2, "exclusive"]
        assert not list(path.parent.glob(".journey/*-shm")), "no shared memory: it was exclusive before it was a log"

    def test_git_does_not_see_it(self, path):
        jw.open(path, template="service")
        subprocess.run(["git", "init", "-q"], cwd=path.parent, check=True)
        seen = subprocess.run(["git", "status", "--short", "-uall"], cwd=path.parent, check=True, capture_output=True)
        assert seen.stdout.decode().split() == ["??", "shop.journey.json"]

    def test_closing_leaves_one_tidy_database(self, path):
        journey = jw.open(path, template="service")
        journey.edit("about", title="x")
        journey.close()
        assert sorted(each.name for each in (path.parent / ".journey").iterdir()) == [
            ".gitignore",
            "shop.journey.json.db",
            "shop.journey.json.owner",
        ]

    def test_a_journey_made_in_memory_brings_its_history_to_its_file(self, path):
        journey = jw.new("service")
        before = title(journey)
        journey.edit("about", title="in memory")
        jw.save(journey, path)
        journey.edit("about", title="in the file")
        again = jw.open(after_a_crash(path))
        again.undo()
        again.undo()
        assert title(again) == before


class TestWhoseJournal:
    def test_a_copied_map_does_not_share_it(self, path):
        journey = jw.open(path, template="service")
        journey.edit("about", title="mine")
        copy = path.with_name("copy.journey.json")
        copy.write_bytes(path.read_bytes())
        assert title(jw.open(copy)) != "mine"
        assert jw.open(copy).history_state()["undo"] is None

    def test_another_map_under_the_same_name_begins_its_own_and_the_old_one_is_set_aside(self, path):
        jw.open(path, template="service").edit("about", title="the first")
        jw.open(path).close()
        path.unlink()
        second = jw.open(path, template="aidma")
        assert second.history_state()["undo"] is None
        second.edit("about", title="the second")
        second.close()
        assert title(jw.open(path)) == "the second"
        assert len(list(path.parent.glob(".journey/*jm_*.db"))) == 1

    def test_a_map_put_in_its_place_by_hand_does_too(self, path):
        jw.open(path, template="service").edit("about", title="the first")
        jw.open(path).close()
        other = path.with_name("other.journey.json")
        jw.open(other, template="aidma").close()
        other.replace(path)
        assert title(jw.open(path)) != "the first"

    def test_without_its_journal_the_file_is_complete(self, path):
        journey = jw.open(path, template="service")
        journey.edit("about", title="saved")
        journey.save()
        alone = path.parent.with_name("elsewhere") / path.name
        alone.parent.mkdir()
        alone.write_bytes(path.read_bytes())
        again = jw.open(alone)
        assert again.document == journey.document
        again.edit("about", title="goes on")
        again.undo()
        assert again.document == journey.document


@pytest.fixture(params=[Rows, Lines], ids=["rows", "lines"])
def store(request, tmp_path):
    opened = []

    def again():
        for one in opened:
            one.close()
        opened.append(request.param(tmp_path / "journal"))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


class TestForgetting:
    def test_old_changes_are_forgotten_without_breaking_anything(self, store, monkeypatch):
        monkeypatch.setattr(journal, "KEPT", 20)
        monkeypatch.setattr(journal, "_MOST", 30)
        kept = FileJournal(store())
        journey = Journey(jw.new("service").document, journal=kept)
        kept.begin(journey.snapshot())
        for number in range(75):
            journey.apply({"about": {"title": str(number)}}, client="tab", seq=number + 1)
            if number % 9 == 8:
                journey.undo()
        revision, document = journey.revision, journey.document
        again = FileJournal(store())
        kept.detach()
        expected = [journey.document for _ in range(12) if journey.undo()]
        assert len(expected) == 12
        assert not again.damaged
        assert (again.revision, again.last_seq("tab")) == (revision, 75)
        assert again.document_of(revision) == document
        assert 20 <= len(again.history()) <= 31
        back = Journey(document, journal=again, revision=revision)
        for before in expected:
            back.undo()
            assert back.document == before

    def test_checkpoints_outlive_the_changes_around_them(self, store, monkeypatch):
        monkeypatch.setattr(journal, "KEPT", 5)
        monkeypatch.setattr(journal, "_MOST", 8)
        kept = FileJournal(store())
        journey = Journey(jw.new("service").document, journal=kept)
        kept.begin(journey.snapshot())
        first = journey.document
        change = journey.edit("about", title="x")
        kept.keep(Checkpoint("cp_1", 0, change.at, {"ja": "前", "en": "before"}, "named", "hana"), first)
        kept.keep(Checkpoint("cp_2", 1, change.at, {"ja": "後", "en": "after"}, "automatic"), journey.document)
        kept.forget("cp_2")
        for number in range(20):
            journey.edit("about", title=str(number))
        again = FileJournal(store())
        named = Checkpoint("cp_1", 0, change.at, {"ja": "前", "en": "before"}, "named", "hana")
        assert [one for one in again.checkpoints() if one.kind == "named"] == [named]
        assert again.document_at("cp_1") == first
        with pytest.raises(KeyError):
            again.document_at("cp_2")

    def test_forgotten_checkpoints_leave_the_disk(self, store, monkeypatch):
        monkeypatch.setattr(journal, "_MOST_FORGOTTEN", 3)
        kept = FileJournal(store())
        document = jw.new("service").document
        kept.begin(Snapshot(0, document))
        for number in range(6):
            moment = Checkpoint(f"cp_{number}", 0, datetime.now(UTC), {"ja": "前", "en": "before"}, "automatic")
            kept.keep(moment, document)
            if number < 5:
                kept.forget(moment.id)
        FileJournal(store())
        left = store().load()
        assert [entry.body["id"] for entry in left if entry.kind in {"checkpoint", "forget"}] == ["cp_5"]

    def test_half_a_replacement_is_none(self, store):
        kept = FileJournal(store())
        document = jw.new("service").document
        kept.begin(Snapshot(0, document))
        with pytest.raises(ZeroDivisionError):
            kept._store.replace(1 // 0 for _ in range(1))
        assert FileJournal(store()).document_of(0) == document


class TestDamage:
    def test_without_one_change_the_others_are_still_there(self, path):
        journey = jw.open(path, template="service", language="en")
        for number in range(1, 21):
            journey.edit("about", title=str(number))
        found = after_a_crash(path)
        with sqlite3.connect(found.parent / ".journey" / "shop.journey.json.db") as db:
            db.execute("DELETE FROM entry WHERE kind = 'change' AND revision = 10")
        db.close()
        with pytest.warns(jw.RepairWarning, match="was damaged"):
            again = jw.open(found)
        assert title(again) == "20"
        assert len(list(found.parent.glob(".journey/*.damaged-*.db"))) == 1
        for number in range(30):
            again.edit("about", title=f"anew {number}")
        assert again.since(15) is None, "a page that knew a lost change must not take another one for it"
        assert again.since(22) is None
        third = jw.open(after_a_crash(found))
        assert third.document == again.document
        third.undo()
        assert title(third) == "anew 28"

    def test_what_does_not_fit_without_a_lost_change_is_left_out(self, path):
        journey = jw.open(path, template="service", language="en")
        journey.edit("about", title="first")
        card = journey.add("touchpoints", title="lost")
        journey.edit("touchpoints", card, channel="SNS")
        found = after_a_crash(path)
        with sqlite3.connect(found.parent / ".journey" / "shop.journey.json.db") as db:
            db.execute("DELETE FROM entry WHERE kind = 'change' AND revision = 2")
        db.close()
        with pytest.warns(jw.RepairWarning, match="was damaged"):
            again = jw.open(found)
        assert title(again) == "first"
        assert card not in again.touchpoints.index

    def test_a_missing_change_that_is_long_in_the_file_only_costs_its_history(self, path):
        journey = jw.open(path, template="service", language="en")
        for number in range(1, 21):
            journey.edit("about", title=str(number))
        journey.save()
        journey.edit("about", purpose="later")
        found = after_a_crash(path)
        with sqlite3.connect(found.parent / ".journey" / "shop.journey.json.db") as db:
            db.execute("DELETE FROM entry WHERE kind = 'change' AND revision = 10")
        db.close()
        with pytest.warns(jw.RepairWarning, match="was damaged"):
            again = jw.open(found)
        assert again.document == journey.document
        again.undo()
        again.undo()
        assert title(again) == "19"

    def test_a_row_that_makes_no_sense_is_left_out(self, path):
        journey = jw.open(path, template="service", language="en")
        journey.edit("about", title="kept")
        found = after_a_crash(path)
        with sqlite3.connect(found.parent / ".journey" / "shop.journey.json.db") as db:
            for kind, body in (("nonsense", "{}"), ("change", "{"), ("change", "[]"), ("written", "{}"), ("seq", "{}")):
                db.execute("INSERT INTO entry (kind, revision, body) VALUES (?, 2, ?)", (kind, body))
        db.close()
        with pytest.warns(jw.RepairWarning, match="was damaged"):
            again = jw.open(found)
        assert title(again) == "kept"


def test_two_hundred_thousand_characters_in_one_change_are_no_matter(path):
    journey = jw.open(path, template="service")
    journey.edit("about", purpose="長" * 200_000)
    assert len(jw.open(after_a_crash(path)).record("about")["purpose"]) == 200_000


def test_a_journal_of_someone_elses_tables_is_no_harm(path):
    jw.open(path, template="service").close()
    db = path.parent / ".journey" / "shop.journey.json.db"
    db.unlink()
    with sqlite3.connect(db) as other:
        other.execute("CREATE TABLE entry (other TEXT)")
    other.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jw.RepairWarning)
        journey = jw.open(path)
    journey.edit("about", title="x")
    assert title(jw.open(after_a_crash(path))) == "x"
