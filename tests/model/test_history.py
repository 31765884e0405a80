"""The past of a journey: read in words, named, looked at, gone back to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings

from journey_widgets.model import ChangeError, Checkpoint, Journey, MemoryJournal, NoSuchRecord
from journey_widgets.model import checkpoint as checkpoints
from tests.model.journeys import workshop
from tests.model.test_properties import STEPS, assert_sound, take, text


def last(journey, language=None):
    return journey.history(language)["what"].iloc[-1]


class TestHistory:
    def test_every_change_is_a_row_with_when_who_and_what(self):
        journey = workshop()
        before = datetime.now().replace(microsecond=0)
        journey.apply({"participants": {"p09": {"label": "山田"}}})
        journey.apply({"touchpoints": {"tp_ad": {"stage": "st_buy"}}}, actor="p09")
        journey.apply({"touchpoints": {"tp_ad": {"channel": "店頭"}}}, actor="Kim")
        history = journey.history()
        assert list(history) == ["at", "actor", "what", "kind", "n", "revision"]
        assert history["at"].dtype == "datetime64[s]"
        assert before <= history["at"].iloc[-1] <= datetime.now()
        assert list(history["revision"]) == [1, 2, 3, 4]
        assert list(history["actor"]) == ["", "", "山田", "Kim"]
        assert list(history["n"])[1:] == [1, 1, 1]
        assert list(history["kind"]) == ["do"] * 4
        assert history["what"].iloc[2] == "Moved “SNS広告” from “認知” to “購入”"

    def test_it_speaks_the_maps_language_or_the_one_asked_for(self):
        journey = workshop()
        journey.move("tp_ad", stage="st_buy")
        assert last(journey) == "Moved “SNS広告” from “認知” to “購入”"
        assert last(journey, "ja") == "「SNS広告」を「認知」から「購入」へ移動"
        journey.edit("about", language="ja")
        assert last(journey) == "マップの言語を英語から日本語に変更"

    def test_names_are_those_of_that_time(self):
        journey = workshop()
        journey.move("tp_ad", stage="st_buy")
        journey.edit("touchpoints", "tp_ad", title="動画広告")
        journey.remove("touchpoints", "tp_ad")
        assert list(journey.history("ja")["what"])[1:] == [
            "「SNS広告」を「認知」から「購入」へ移動",
            "「SNS広告」を「動画広告」に改名",
            "「動画広告」を削除（つながり1件も、採点1件も）",
        ]

    def test_a_step_with_a_name_of_its_own_keeps_it(self):
        journey = workshop()
        with journey.batch("import"):
            journey.add("stages", name="推奨")
            journey.add("stages", name="再訪")
        assert last(journey) == "import"
        journey.undo()
        assert last(journey) == "Undo: import"

    def test_several_changes_at_once_are_said_by_the_first(self):
        journey = workshop()
        with journey.batch():
            journey.add("stages", name="推奨")
            journey.add("stages", name="再訪")
        assert last(journey) == "Added stage “推奨”, and 1 more"
        assert last(journey, "ja") == "ステージ「推奨」を追加、ほか1件"

    def test_undo_and_redo_say_what_they_did(self):
        journey = workshop()
        journey.move("tp_ad", stage="st_buy")
        journey.undo()
        journey.redo()
        history = journey.history()
        assert list(history["kind"])[-2:] == ["undo", "redo"]
        assert list(history["what"])[-2:] == [
            "Undo: Moved “SNS広告” from “購入” to “認知”",
            "Redo: Moved “SNS広告” from “認知” to “購入”",
        ]

    def test_a_journey_without_changes_has_an_empty_history_of_the_same_kind(self):
        history = Journey().history()
        assert len(history) == 0
        assert list(history.dtypes) == list(workshop().history().dtypes)

    def test_what_is_no_longer_kept_is_not_in_it(self):
        journey = Journey(workshop().document, journal=MemoryJournal(changes=3))
        for title in "abcde":
            journey.edit("touchpoints", "tp_ad", title=title)
        assert list(journey.history()["what"]) == [
            "Renamed “b” to “c”",
            "Renamed “c” to “d”",
            "Renamed “d” to “e”",
        ]

    @given(STEPS)
    @settings(max_examples=40)
    def test_any_history_reads_in_both_languages(self, steps):
        journey = workshop()
        for step in steps:
            take(journey, *step)
        for language in ("ja", "en"):
            history = journey.history(language)
            assert len(history) == journey.revision
            assert history["what"].str.len().gt(0).all()


class TestCheckpoints:
    def test_a_named_moment_can_be_looked_at(self):
        journey = workshop()
        then = journey.document
        name = journey.checkpoint("投票の前", actor="花")
        journey.move("tp_ad", stage="st_buy")
        past = journey.at("投票の前")
        assert past.document == then
        assert past.document == journey.at(name).document
        assert past.revision == 1
        assert journey.document != then
        row = journey.checkpoints().loc[name]
        assert (row["name"], row["kind"], row["actor"], row["revision"]) == ("投票の前", "named", "花", 1)

    def test_the_past_cannot_be_changed_and_says_why(self):
        journey = workshop()
        journey.checkpoint("before voting")
        past = journey.at("before voting")
        for change in (
            lambda: past.move("tp_ad", stage="st_buy"),
            lambda: past.checkpoint("x"),
            lambda: past.restore(1),
        ):
            with pytest.raises(ChangeError, match="it shows the journey as it was at “before voting”"):
                change()
        assert journey.revision == 1

    def test_a_name_given_twice_is_the_newer_moment(self):
        journey = workshop()
        first = journey.checkpoint("x")
        journey.edit("about", title="b")
        journey.checkpoint("x")
        assert journey.at("x").about["title"] == "b"
        assert journey.at(first).about["title"] == "通販の購入体験"

    def test_a_revision_of_the_history_is_a_moment_too(self):
        journey = workshop()
        moments = {journey.revision: journey.document}
        for title in "abc":
            journey.edit("about", title=title)
            moments[journey.revision] = journey.document
        journey.undo()
        moments[journey.revision] = journey.document
        for revision, document in moments.items():
            assert journey.at(revision).document == document

    @pytest.mark.parametrize(
        ("which", "says"),
        [
            ("before vote", "Did you mean 'before voting'?"),
            ("zzz", r"There are: 'before voting', 'As it was found'"),
            (99, "after change 99 is not kept. It is at change 1 now"),
            (-1, "after change -1 is not kept"),
        ],
    )
    def test_a_moment_that_is_not_there_is_named_with_what_is(self, which, says):
        journey = workshop()
        journey.checkpoint("before voting")
        for ask in (journey.at, journey.restore):
            with pytest.raises(NoSuchRecord, match=says):
                ask(which)

    def test_a_checkpoint_needs_a_name(self):
        with pytest.raises(ChangeError, match="needs a name"):
            workshop().checkpoint(" ")

    def test_inside_a_batch_it_is_the_journey_that_is_kept_not_the_half_of_the_batch(self):
        journey = workshop()
        with journey.batch():
            journey.remove("touchpoints", "tp_ad")
            journey.checkpoint("x")
        assert "tp_ad" in journey.at("x").touchpoints.index


class TestRestore:
    def test_it_is_one_change_that_can_be_undone(self):
        journey = workshop()
        then = journey.document
        journey.checkpoint("投票の前")
        journey.remove("stages", "st_buy")
        journey.rescale("1…5")
        now = journey.document
        change = journey.restore("投票の前", actor="花")
        assert journey.document == then
        assert change.revision == 4
        assert last(journey, "ja") == "「投票の前」の状態に戻す"
        journey.undo("花")
        assert journey.document == now
        assert last(journey, "en") == "Undo: Go back to “投票の前”"

    def test_what_was_there_before_is_a_checkpoint(self):
        journey = workshop()
        journey.checkpoint("x")
        journey.edit("about", title="later")
        journey.restore("x")
        row = journey.checkpoints().iloc[-1]
        assert (row["name"], row["kind"]) == ("Before going back to “x”", "before_restore")
        assert journey.at(row.name).about["title"] == "later"
        journey.restore("Before going back to “x”")
        assert journey.about["title"] == "later"

    def test_where_nothing_differs_nothing_happens(self):
        journey = workshop()
        journey.checkpoint("x")
        kept = len(journey.checkpoints())
        assert journey.restore("x").patch == {}
        assert (journey.revision, len(journey.checkpoints())) == (1, kept)

    def test_not_in_a_batch(self):
        journey = workshop()
        journey.checkpoint("x")
        with journey.batch():
            with pytest.raises(ChangeError, match="inside a batch"):
                journey.restore("x")

    def test_observers_hear_of_it_without_the_lock(self):
        journey = workshop()
        journey.checkpoint("x")
        journey.edit("about", title="later")
        heard = []
        journey.on_change(lambda change: heard.append((change.revision, journey.about["title"])))
        journey.restore("x")
        assert heard == [(3, "通販の購入体験")]

    @given(STEPS, STEPS)
    @settings(max_examples=60)
    def test_any_moment_comes_back_exactly_and_undo_leads_away_again(self, before, after):
        journey = workshop()
        for step in before:
            take(journey, *step)
        then = text(journey.document)
        journey.checkpoint("x")
        for step in after:
            take(journey, *step)
        now = text(journey.document)
        journey.restore("x", actor="me")
        assert text(journey.document) == then
        assert_sound(journey)
        if now != then:
            journey.undo("me")
            assert text(journey.document) == now


class _Clock:
    """A clock that is set by hand."""

    def __init__(self, monkeypatch):
        self.now_is = datetime(2026, 5, 1, 9, tzinfo=UTC)
        monkeypatch.setattr("journey_widgets.model.journey.datetime", self)
        monkeypatch.setattr("journey_widgets.model.history.datetime", self)

    def now(self, zone):
        return self.now_is.astimezone(zone)

    def go(self, **time):
        self.now_is += timedelta(**time)


class TestByThemselves:
    @pytest.fixture
    def clock(self, monkeypatch):
        return _Clock(monkeypatch)

    def edit(self, journey, times):
        for _ in range(times):
            journey.edit("about", title=f"title {journey.revision}")

    def automatic(self, journey):
        kept = journey.checkpoints()
        return list(kept[kept["kind"] == "automatic"]["revision"])

    def test_the_first_change_keeps_what_was_found(self, clock):
        journey = Journey(workshop().document)
        assert self.automatic(journey) == []
        self.edit(journey, 1)
        assert self.automatic(journey) == [0]
        assert journey.at("As it was found").about["title"] == "通販の購入体験"

    def test_every_two_hundred_changes(self, clock):
        journey = Journey()
        self.edit(journey, 450)
        assert self.automatic(journey) == [0, 200, 400]
        assert journey.at("Automatic, after change 200").about["title"] == "title 199"

    def test_and_before_the_first_change_after_ten_minutes(self, clock):
        journey = Journey()
        self.edit(journey, 3)
        clock.go(minutes=9)
        self.edit(journey, 1)
        assert self.automatic(journey) == [0]
        clock.go(minutes=2)
        self.edit(journey, 2)
        assert self.automatic(journey) == [0, 4]

    def test_a_moment_that_is_kept_already_is_not_kept_twice(self, clock):
        journey = Journey()
        self.edit(journey, 1)
        clock.go(hours=1)
        journey.checkpoint("x")
        clock.go(hours=1)
        self.edit(journey, 1)
        assert self.automatic(journey) == [0]

    def test_a_clock_that_goes_backwards_keeps_nothing_for_it(self, clock):
        journey = Journey()
        self.edit(journey, 1)
        clock.go(days=-400)
        self.edit(journey, 1)
        assert self.automatic(journey) == [0]
        assert len(journey.history()) == 2

    def test_a_reopened_journal_goes_on_from_its_last_checkpoint(self, clock):
        journal = MemoryJournal()
        journey = Journey(journal=journal)
        self.edit(journey, 150)
        again = Journey(journey.document, journal=journal, revision=journey.revision)
        self.edit(again, 60)
        assert self.automatic(again) == [0, 200]

    def test_one_that_cannot_be_kept_does_not_refuse_the_change(self, clock, caplog):
        class Full(MemoryJournal):
            def keep(self, checkpoint, document):
                raise ChangeError("model.read_only")

        journey = Journey(journal=Full())
        self.edit(journey, 1)
        assert journey.revision == 1
        assert "no automatic checkpoint" in caplog.text
        with pytest.raises(ChangeError):
            journey.checkpoint("x")

    def test_old_ones_are_thinned_to_one_a_day(self, clock):
        journey = Journey()
        for _ in range(30):
            for _ in range(10):
                clock.go(minutes=11)
                self.edit(journey, 1)
            clock.go(days=1)
        kept = journey.checkpoints()
        days = kept["at"].dt.date.value_counts()
        assert (kept["kind"] == "automatic").all()
        assert len(kept) <= checkpoints.NEWEST + 30
        assert days.iloc[-1] == 1
        assert kept["at"].is_monotonic_increasing
        assert kept["at"].max() - kept["at"].min() > pd.Timedelta(days=28)

    def test_named_ones_are_never_thinned(self):
        at = datetime(2026, 5, 1, tzinfo=UTC)
        kept = [
            Checkpoint(f"cp_{n}", n, at + timedelta(minutes=n), {}, "named" if n % 2 else "automatic")
            for n in range(200)
        ]
        surplus = checkpoints.surplus(kept)
        assert surplus
        assert all(int(name[3:]) % 2 == 0 for name in surplus)
