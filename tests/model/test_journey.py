"""The one door: what comes in, what does not, and who hears of it."""

import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from journey_widgets.model import ChangeError, Journey, MemoryJournal
from journey_widgets.model.plain import plain
from tests.model.journeys import workshop


def refused(journey, patch, match):
    before, revision = journey.document, journey.revision
    with pytest.raises(ChangeError, match=match) as caught:
        journey.apply(patch)
    assert journey.document == before
    assert journey.revision == revision
    assert caught.value.text("ja") != caught.value.text("en")
    return caught.value


# --- what comes in ---


def test_a_change_counts_one_revision_and_carries_its_patch_and_inverse():
    journey = workshop()
    change = journey.apply({"touchpoints": {"tp_ad": {"stage": "st_buy", "rank": "a2"}}}, actor="hana")
    assert change.revision == journey.revision == 2
    assert change.patch == {"touchpoints": {"tp_ad": {"stage": "st_buy", "rank": "a2"}}}
    assert change.inverse == {"touchpoints": {"tp_ad": {"stage": "st_aware", "rank": "a0"}}}
    assert change.label == {"ja": "カードの移動", "en": "Move a card"}
    assert change.at.utcoffset().total_seconds() == 0


def test_a_change_that_changes_nothing_moves_no_revision_and_tells_nobody():
    journey = workshop()
    told = []
    journey.on_change(told.append)
    change = journey.apply({"touchpoints": {"tp_ad": {"title": "SNS広告"}, "tp_gone": None}})
    assert change.patch == {}
    assert (journey.revision, told) == (1, [])
    assert journey.history_state()["undo"]["en"] == "workshop"


def test_the_patch_of_a_change_holds_only_what_really_changed():
    change = workshop().apply({"touchpoints": {"tp_ad": {"title": "SNS広告", "channel": "Web", "need": None}}})
    assert change.patch == {"touchpoints": {"tp_ad": {"channel": "Web"}}}


def test_a_delete_takes_its_scores_links_and_votes_and_clears_the_rest():
    journey = workshop()
    change = journey.remove("touchpoints", "tp_pay")
    document = journey.document
    assert set(document["scores"]) == {"tp_ad//as_is/"}
    assert "touchpoint" not in document["notes"]["no_slow"]
    assert "touchpoint" not in document["actions"]["ac_show"]
    assert change.patch["scores"] == {"tp_pay/pe_hana/as_is/p01": None, "tp_pay/pe_hana/as_is/p02": None}


def test_a_deleted_stage_sends_its_cards_to_the_pool():
    journey = workshop()
    journey.remove("stages", "st_buy")
    assert "stage" not in journey.record("touchpoints", "tp_cart")


def test_a_participants_row_is_made_on_first_use():
    journey = workshop()
    journey.score("tp_box", 2, participant="p09")
    assert journey.record("participants", "p09") == {"label": "p09"}


def test_unknown_fields_are_kept():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_ad": {"x_from_elsewhere": {"deep": [1, 2]}}}})
    assert journey.record("touchpoints", "tp_ad")["x_from_elsewhere"] == {"deep": [1, 2]}


def test_numbers_of_numpy_and_pandas_are_plain_numbers_afterwards():
    journey = workshop()
    values = {"importance": np.int64(3), "moment_of_truth": np.bool_(True), "channel": np.str_("Web"), "need": pd.NA}
    journey.edit("touchpoints", "tp_ad", **values)
    record = journey.record("touchpoints", "tp_ad")
    assert [type(record[field]) for field in ("importance", "moment_of_truth", "channel")] == [int, bool, str]


def test_whole_floats_are_integers_and_dates_are_text():
    assert [type(number) for number in plain([1.0, -0.0, 1.5, np.float64(2)])] == [int, int, float, int]
    when = {"due": pd.Timestamp("2025-04-01"), "check_on": pd.Timestamp("2025-04-01 09:30").to_pydatetime()}
    assert plain(when) == {"due": "2025-04-01", "check_on": "2025-04-01T09:30:00"}
    assert plain(pd.Timedelta(minutes=20)) == "PT1200S"
    assert plain(np.array([[1.0, 2.0]])) == [[1, 2]]


# --- what does not ---


@pytest.mark.parametrize(
    ("patch", "match"),
    [
        (["not", "an", "object"], "must be an object of tables"),
        ("text", "must be an object of tables"),
        ({"format": "else"}, "'format' can't be changed"),
        ({"version": 2}, "'version' can't be changed"),
        ({"id": None}, "'id' can't be changed"),
        ({"cards": {}}, "no table 'cards'. Tables: 'personas', 'stages'"),
        ({"scores": None}, "'scores' must be an object of records"),
        ({"scores": 5}, "'scores' must be an object of records"),
        ({"about": None}, "'about' must be an object"),
        ({"touchpoints": {"tp_ad": 5}}, "'tp_ad' in 'touchpoints' must be an object"),
        ({"touchpoints": {"tp_ad": {"importance": 9}}}, r"'tp_ad': importance must be within 1–5, not 9"),
        ({"touchpoints": {"tp_ad": {"importance": 2.5}}}, "importance must be a whole number, not 2.5"),
        ({"touchpoints": {"tp_ad": {"importance": True}}}, "importance must be a whole number, not True"),
        ({"touchpoints": {"tp_ad": {"moment_of_truth": 1}}}, "must be True or False, not 1"),
        ({"touchpoints": {"tp_ad": {"title": None}}}, "'tp_ad' needs 'title'"),
        ({"touchpoints": {"tp_ad": {"title": " \n"}}}, "title' is blank"),
        ({"touchpoints": {"tp_ad": {"title": 5}}}, "title must be text, not 5"),
        ({"touchpoints": {"tp_ad": {"rank": "zebra!"}}}, "is no rank"),
        ({"touchpoints": {"tp_ad": {"rank": "a00"}}}, "is no rank"),
        ({"touchpoints": {"tp_ad": {"duration": "P1M"}}}, "must be a duration like P3D"),
        ({"touchpoints": {"tp_ad": {"evidence": "guess"}}}, "It can be: 'assumed', 'staff', 'customer', 'measured'"),
        ({"touchpoints": {"tp_ad": {"checks": {"c1": {"ok": True}}}}}, "needs 'checks / c1 / text'"),
        ({"actions": {"ac_show": {"due": "next week"}}}, "must be a date like 2025-04-01"),
        ({"actions": {"ac_show": {"due": "2025-02-30"}}}, "must be a date like 2025-04-01"),
        ({"personas": {"pe_hana": {"share": 1.5}}}, "share must be within 0–1"),
        ({"personas": {"pe_hana": {"goals": "速く"}}}, "goals must be a list"),
        ({"agenda": {"ag_1": {"title": "x", "rank": "a0", "minutes": -5}}}, "minutes -5 is too low; the limit is 0"),
        ({"scores": {"tp_ad//as_is/": {"score": 3}}}, r"3 is not on the scale −2…\+2 in steps of 1"),
        ({"scores": {"tp_ad//as_is/": {"score": 0.5}}}, "0.5 is not on the scale"),
        ({"scores": {"tp_ad//as_is/": {"score": True}}}, "score must be a number, not True"),
        ({"about": {"scale": {"low": 5}}}, "A scale needs low < high"),
        ({"touchpoints": {"tp_ad": {"owner": math.nan}}}, "nan is not a number one can use"),
        ({"touchpoints": {"tp_ad": {"custom": {"x": math.inf}}}}, "touchpoints / tp_ad / custom / x: inf is not"),
        ({"touchpoints": {"tp_ad": {"custom": {"x": 2**53 + 2}}}}, "too big"),
        ({"touchpoints": {"tp_ad": {"custom": {"x": 1e300}}}}, "too big"),
        ({"touchpoints": {"tp_ad": {"custom": {"x": [1, None]}}}}, "a list can't hold an empty value"),
        ({"touchpoints": {"tp_ad": {"custom": {"x": {1, 2}}}}}, "can't be kept"),
        ({"touchpoints": {"tp_ad": {"custom": {3: "x"}}}}, "the field name 3 must be text"),
        ({"touchpoints": {"tp_ad": {"title": "\ud800"}}}, "broken text"),
        ({"touchpoints": {"__proto__": {"title": "x", "rank": "a0"}}}, "'__proto__' can't be used"),
        ({"touchpoints": {"tp_ad": {"custom": {"constructor": 1}}}}, "'constructor' can't be used"),
        ({"touchpoints": {"a/b": {"title": "x", "rank": "a0"}}}, "can't be the id of a touchpoint"),
        ({"touchpoints": {"": {"title": "x", "rank": "a0"}}}, "can't be the id of a touchpoint"),
        ({"touchpoints": {"x" * 65: {"title": "x", "rank": "a0"}}}, "can't be the id of a touchpoint"),
        ({"touchpoints": {"カード": {"title": "x", "rank": "a0"}}}, "can't be the id of a touchpoint"),
        ({"touchpoints": {"tp_ad\n": {"title": "x", "rank": "a0"}}}, "can't be the id of a touchpoint"),
        ({"touchpoints": {"tp_new": {"stage": "st_buy"}}}, "'tp_new' needs 'title'"),
        ({"participants": {"p77": {"role": "staff"}}}, "'p77' needs 'label'"),
        ({"scores": {"tp_ad//as_is/": {"participant": "p2"}}}, "the id disagrees with its fields"),
        ({"scores": {"tp_ad//as_is/": {"participant": ""}}}, "'participant' is empty"),
        ({"scores": {"tp_ad": {"touchpoint": "tp_ad", "state": "as_is", "score": 1}}}, "can't be the id of a score"),
        ({"touchpoints": {"tp_ad": {"stage": []}}}, "stage must be text"),
        ({"scores": {"tp_ad//as_is/": {"participant": ["p"]}}}, "participant must be text"),
        ({"notes": {"no_slow": {"merged_into": "no_x"}}}, r"merged_into 'no_x' does not exist \(note\)"),
    ],
)
def test_a_bad_change_is_refused_whole_and_explained(patch, match):
    refused(workshop(), patch, match)


def test_a_refusal_names_the_card_the_stage_and_what_there_is():
    error = refused(workshop(), {"touchpoints": {"tp_ad": {"stage": "buy"}}}, "cannot move")
    assert str(error) == (
        "Touchpoint 'tp_ad' cannot move to stage 'buy': no such stage. Stages: 'st_aware', 'st_buy', 'st_use'."
    )
    assert "ステージ：'st_aware'、'st_buy'、'st_use'" in error.text("ja")


def test_a_refusal_is_said_in_the_language_of_the_map():
    journey = workshop()
    journey.edit("about", language="ja")
    with pytest.raises(ChangeError, match="そのステージはありません"):
        journey.apply({"touchpoints": {"tp_ad": {"stage": "buy"}}})


def test_one_bad_record_keeps_all_others_of_its_patch_out():
    good_and_bad = {"touchpoints": {"tp_ad": {"title": "新しい題"}, "tp_pay": {"importance": 7}}}
    refused(workshop(), good_and_bad, "importance")


def test_an_edit_of_a_deleted_record_says_who_deleted_it():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_cart": None}}, actor="健")
    error = refused(
        journey, {"touchpoints": {"tp_cart": {"stage": "st_use"}}}, r"'カート' \(tp_cart\) was deleted by 健 at"
    )
    assert "健が削除しました" in error.text("ja")
    refused(
        journey,
        {"scores": {"tp_cart//to_be/": {"touchpoint": "tp_cart", "state": "to_be", "score": 1}}},
        "was deleted by 健",
    )


def test_a_patch_nested_beyond_reason_is_refused():
    deep = {}
    for _ in range(3000):
        deep = {"x": deep}
    refused(workshop(), {"touchpoints": {"tp_ad": {"custom": deep}}}, "nested too deeply")


def test_a_read_only_journey_refuses_everything():
    journey = workshop()
    journey.read_only = True
    refused(journey, {"about": {"title": "x"}}, "read-only")
    with pytest.raises(ChangeError, match="read-only"):
        journey.undo()


# --- snapshots, sequence numbers, observers ---


def test_a_snapshot_stays_as_it_was():
    journey = workshop()
    before = journey.snapshot()
    journey.edit("touchpoints", "tp_ad", title="変えた")
    assert before.document["touchpoints"]["tp_ad"]["title"] == "SNS広告"
    assert journey.snapshot().document["stages"] is before.document["stages"]


def test_what_a_caller_keeps_of_a_patch_is_not_the_journeys():
    journey = workshop()
    goals = ["速く"]
    patch = {"personas": {"pe_ken": {"goals": goals}}}
    journey.apply(patch)
    goals.append("混入")
    journey.document["personas"]["pe_ken"]["goals"].append("混入")
    journey.record("personas", "pe_ken")["goals"].append("混入")
    assert journey.record("personas", "pe_ken")["goals"] == ["速く"]


def test_the_last_sequence_number_of_a_client_counts_refusals_and_changes_of_nothing():
    journey = workshop()
    assert journey.last_seq("c1") == 0
    journey.apply({"touchpoints": {"tp_ad": {"need": "x"}}}, client="c1", seq=1)
    journey.apply({}, client="c1", seq=2)
    with pytest.raises(ChangeError):
        journey.apply({"touchpoints": {"tp_ad": {"stage": "nowhere"}}}, client="c1", seq=3)
    assert journey.last_seq("c1") == 3
    journey.undo(client="c1", seq=4)
    journey.redo("nobody", client="c1", seq=5)
    assert (journey.last_seq("c1"), journey.last_seq("c2")) == (5, 0)


def test_observers_hear_every_change_in_order_until_they_stop():
    journey = workshop()
    heard = []
    stop = journey.on_change(lambda change: heard.append(change.revision))
    journey.score("tp_ad", 2)
    journey.undo()
    stop()
    journey.score("tp_ad", 0)
    assert heard == [2, 3]


def test_a_change_made_by_an_observer_is_told_after_the_one_it_answers():
    journey = workshop()
    heard = []

    def answer(change):
        if change.revision == 2:
            journey.score("tp_ad", 0)
            assert journey.revision == 3

    journey.on_change(answer)
    journey.on_change(lambda change: heard.append(change.revision))
    journey.score("tp_ad", 2)
    assert heard == [2, 3]


def test_an_observer_that_fails_is_logged_and_hurts_nobody(caplog):
    journey = workshop()
    heard = []
    journey.on_change(lambda _: 1 / 0)
    journey.on_change(heard.append)
    journey.score("tp_ad", 2)
    journey.score("tp_ad", 1)
    assert len(heard) == 2
    assert "an observer of the journey failed at revision 2" in caplog.text


def test_what_the_journal_cannot_keep_does_not_happen():
    class Full(MemoryJournal):
        def append(self, change):
            raise OSError("disk full")

    journey = Journey(workshop().document, journal=Full())
    with pytest.raises(OSError, match="disk full"):
        journey.score("tp_ad", 2)
    assert journey.record("scores", "tp_ad//as_is/")["score"] == 1
    assert journey.revision == 0


def test_the_journal_in_memory_forgets_the_oldest():
    journey = Journey(workshop().document, journal=MemoryJournal(steps=3, changes=5))
    for number in range(8):
        journey.edit("touchpoints", "tp_ad", need=str(number))
    assert journey.since(1) is None
    assert [change.revision for change in journey.since(5)] == [6, 7, 8]
    assert journey.since(8) == []
    assert journey.since(9) is None
    assert [journey.undo() is not None for _ in range(4)] == [True, True, True, False]
    assert journey.record("touchpoints", "tp_ad")["need"] == "4"


# --- batches ---


def test_a_batch_is_one_revision_one_step_and_one_telling():
    journey = workshop()
    heard = []
    journey.on_change(heard.append)
    with journey.batch("import"):
        card = journey.add("touchpoints", title="新", stage="st_use")
        journey.score(card, 2, reason="x")
        journey.score(card, 1)
        assert journey.record("touchpoints", card)["title"] == "新"
        assert card in journey.touchpoints.index
    assert (journey.revision, len(heard)) == (2, 1)
    assert heard[0].patch["scores"][f"{card}//as_is/"] == {"touchpoint": card, "state": "as_is", "score": 1}
    assert journey.history_state()["undo"] == {"ja": "import", "en": "import"}
    journey.undo()
    assert card not in journey.document["touchpoints"]


def test_an_exception_discards_a_batch():
    journey = workshop()
    before = journey.document

    def half():
        with journey.batch():
            journey.remove("stages", "st_buy")
            raise KeyError("x")

    with pytest.raises(KeyError):
        half()
    assert (journey.document, journey.revision) == (before, 1)


def test_a_refused_change_inside_a_batch_discards_it_unless_it_is_caught():
    journey = workshop()
    with journey.batch():
        journey.score("tp_box", 2)
        with pytest.raises(ChangeError):
            journey.score("tp_box", 9)
    assert journey.record("scores", "tp_box//as_is/")["score"] == 2


def test_an_inner_batch_joins_the_outer_and_takes_back_only_its_own_part():
    journey = workshop()

    def half():
        with journey.batch():
            journey.score("tp_cart", 2)
            raise KeyError

    with journey.batch():
        journey.score("tp_box", 2)
        with pytest.raises(KeyError):
            half()
    assert journey.revision == 2
    assert "tp_cart//as_is/" not in journey.document["scores"]
    assert "tp_box//as_is/" in journey.document["scores"]


def test_a_batch_that_changes_nothing_in_the_end_is_no_change():
    journey = workshop()
    with journey.batch():
        journey.edit("touchpoints", "tp_ad", title="x")
        journey.edit("touchpoints", "tp_ad", title="SNS広告")
    assert journey.revision == 1


def test_nothing_can_be_undone_inside_a_batch():
    journey = workshop()
    with pytest.raises(ChangeError, match="inside a batch"), journey.batch():
        journey.undo()


# --- the object itself ---


def test_a_mistyped_attribute_is_an_error_with_the_nearest_name():
    journey = workshop()
    with pytest.raises(AttributeError, match="Did you mean 'touchpoints'"):
        journey.touchpoint = journey.touchpoints
    with pytest.raises(AttributeError, match="Did you mean 'scores'"):
        journey.score = journey.scores
    with pytest.raises(AttributeError, match=r"journey\.edit"):
        journey.about = {}
    with pytest.raises(TypeError):
        journey.about["title"] = "x"


def test_saving_without_a_file_says_what_to_do():
    with pytest.raises(ChangeError, match=r"jw\.save\(journey, path\)"):
        workshop().save()


def test_a_copy_has_an_id_of_its_own_and_no_history():
    journey = workshop()
    copied = journey.copy()
    assert copied.id != journey.id
    assert {**copied.document, "id": 0} == {**journey.document, "id": 0}
    assert copied.undo() is None
    copied.score("tp_ad", -2)
    assert journey.record("scores", "tp_ad//as_is/")["score"] == 1


def test_the_model_does_not_import_pandas():
    code = "import sys, journey_widgets.model; sys.exit(any(name in sys.modules for name in ('pandas', 'numpy', 'altair')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_change_shows_itself_in_a_line_whatever_its_size():
    journey = Journey()
    change = journey.apply({"stages": {f"st_{n}": {"name": "購入", "rank": f"a{n}"} for n in range(9)}})
    assert repr(change).startswith("<Change 1: ")
    assert len(repr(change)) < 80


def test_an_error_whose_words_lack_a_value_fails_where_it_is_made():
    with pytest.raises(KeyError):
        ChangeError("model.no_such_stage", id="tp_ad")
