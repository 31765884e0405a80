"""Two people's versions of one map made into one: field by field, always valid, every conflict named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey_widgets.model import Journey
from journey_widgets.model.document import empty
from journey_widgets.model.merge import merge
from journey_widgets.model.patch import diff
from journey_widgets.model.repair import repair
from tests.model.journeys import workshop
from tests.model.test_properties import STEPS, take


def after(*changes, of=None):
    """The document of the workshop (or of `of`) after `changes`."""
    journey = Journey(of or BASE)
    for change in changes:
        change(journey)
    return journey.document


BASE = workshop().document


def merged(ours, theirs, base=BASE):
    """(journey of the merged document, conflicts in English); the document is checked by the strictest reader."""
    result = merge(base, ours, theirs)
    document, repairs = repair(result.document)
    assert repairs == []
    return Journey(document), [conflict.words["en"] for conflict in result.conflicts]


def text(document):
    return json.dumps(document, sort_keys=True, ensure_ascii=False)


class TestWhatGoesTogether:
    def test_two_fields_of_one_card(self):
        ours = after(lambda j: j.edit("touchpoints", "tp_ad", title="動画広告"))
        theirs = after(lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube", thought="面白い"))
        both, conflicts = merged(ours, theirs)
        assert both.record("touchpoints", "tp_ad") == {
            **BASE["touchpoints"]["tp_ad"],
            "title": "動画広告",
            "channel": "YouTube",
            "thought": "面白い",
        }
        assert conflicts == []

    def test_a_move_and_a_score(self):
        ours = after(lambda j: j.move("tp_ad", stage="st_use"))
        theirs = after(lambda j: j.score("tp_ad", -2))
        both, conflicts = merged(ours, theirs)
        assert both.record("touchpoints", "tp_ad")["stage"] == "st_use"
        assert both.record("scores", "tp_ad//as_is/")["score"] == -2
        assert conflicts == []

    def test_the_same_change_on_both_sides_is_none(self):
        ours = after(lambda j: j.edit("about", title="x"), lambda j: j.edit("touchpoints", "tp_ad", title="a"))
        theirs = after(lambda j: j.edit("about", title="x"), lambda j: j.edit("touchpoints", "tp_pay", title="b"))
        both, conflicts = merged(ours, theirs)
        assert (both.about["title"], conflicts) == ("x", [])

    def test_new_cards_of_both_sides_at_one_place_stand_one_after_the_other(self):
        ours = after(lambda j: j.add("touchpoints", id="tp_o", title="o", stage="st_buy", after="tp_cart"))
        theirs = after(lambda j: j.add("touchpoints", id="tp_t", title="t", stage="st_buy", after="tp_cart"))
        both, conflicts = merged(ours, theirs)
        assert both.record("touchpoints", "tp_o")["rank"] == both.record("touchpoints", "tp_t")["rank"]
        lane = both.touchpoints
        assert list(lane[lane["stage"] == "st_buy"].index) == ["tp_cart", "tp_o", "tp_t", "tp_pay"]
        assert conflicts == []
        both.add("touchpoints", id="tp_new", title="n", stage="st_buy", after="tp_o")  # and there is still room
        lane = both.touchpoints
        assert list(lane[lane["stage"] == "st_buy"].index) == ["tp_cart", "tp_o", "tp_new", "tp_t", "tp_pay"]

    def test_lines_of_a_check_list(self):
        base = after(lambda j: j.edit("touchpoints", "tp_ad", checks={"c1": {"text": "文言"}}))
        ours = after(lambda j: j.apply({"touchpoints": {"tp_ad": {"checks": {"c1": {"ok": True}}}}}), of=base)
        theirs = after(lambda j: j.apply({"touchpoints": {"tp_ad": {"checks": {"c2": {"text": "色"}}}}}), of=base)
        both, conflicts = merged(ours, theirs, base)
        assert both.record("touchpoints", "tp_ad")["checks"] == {
            "c1": {"text": "文言", "ok": True},
            "c2": {"text": "色"},
        }
        assert conflicts == []

    def test_one_deletes_what_the_other_left_alone(self):
        ours = after(lambda j: j.remove("touchpoints", "tp_pay"))
        theirs = after(lambda j: j.remove("stages", "st_aware"))
        both, conflicts = merged(ours, theirs)
        assert "tp_pay" not in both.touchpoints.index
        assert "st_aware" not in both.stages.index
        assert "stage" not in both.record("touchpoints", "tp_ad")
        assert conflicts == []

    def test_a_card_that_one_puts_elsewhere_on_a_stage_and_the_other_takes_away_goes_away(self):
        ours = after(lambda j: j.move("tp_pay", before="tp_cart"))
        theirs = after(lambda j: j.move("tp_pay", stage="st_use"))
        for one, other in ((ours, theirs), (theirs, ours)):
            both, conflicts = merged(one, other)
            assert both.record("touchpoints", "tp_pay")["stage"] == "st_use"
            assert conflicts == []

    def test_one_deletes_a_stage_and_the_other_moves_its_card_elsewhere(self):
        ours = after(lambda j: j.remove("stages", "st_aware"))
        theirs = after(lambda j: j.move("tp_ad", stage="st_use"))
        for one, other in ((ours, theirs), (theirs, ours)):
            both, conflicts = merged(one, other)
            assert both.record("touchpoints", "tp_ad")["stage"] == "st_use"
            assert "st_aware" not in both.stages.index
            assert conflicts == []

    def test_making_room_for_another_card_does_not_keep_one_that_is_deleted(self):
        ours = after(lambda j: j.apply({"touchpoints": {"tp_pay": {"rank": "a1V"}}}))
        theirs = after(lambda j: j.remove("touchpoints", "tp_pay"))
        both, conflicts = merged(ours, theirs)
        assert "tp_pay" not in both.touchpoints.index
        assert conflicts == []

    def test_a_score_given_while_the_scale_was_changed_is_converted(self):
        rescaled = after(lambda j: j.rescale("1…5"))
        scored = after(lambda j: j.score("tp_box", 2), lambda j: j.score("tp_ad", -2))
        for one, other in ((rescaled, scored), (scored, rescaled)):
            both, conflicts = merged(one, other)
            assert str(both.scale) == "1…5"
            assert both.record("scores", "tp_box//as_is/")["score"] == 5
            assert both.record("scores", "tp_ad//as_is/")["score"] == 1
            assert both.record("scores", "tp_pay/pe_hana/as_is/p02")["score"] == 4
            assert conflicts == []

    def test_fields_and_tables_we_do_not_know(self):
        base = {**BASE, "future": {"a": {"x": 1}}}
        ours = {**base, "future": {"a": {"x": 1, "y": 2}}, "more": 1}
        theirs = {**base, "future": {"a": {"x": 1, "z": 3}}, "other": [2]}
        result = merge(base, ours, theirs)
        assert result.document["future"] == {"a": {"x": 1, "y": 2, "z": 3}}
        assert (result.document["more"], result.document["other"]) == (1, [2])

    def test_two_maps_that_began_apart_come_together(self):
        ours = {**empty(), "stages": {"st_a": {"name": "a", "rank": "a0"}}}
        theirs = {**empty(), "id": ours["id"], "stages": {"st_b": {"name": "b", "rank": "a0"}}}
        both, conflicts = merged(ours, theirs, empty())
        assert (list(both.stages.index), conflicts) == (["st_a", "st_b"], [])


class TestConflicts:
    @pytest.mark.parametrize(
        ("ours", "theirs", "said"),
        [
            (
                lambda j: j.edit("touchpoints", "tp_ad", channel="店頭"),
                lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube"),
                "The channel of “SNS広告”: “店頭” here, “YouTube” there (it was “SNS”)",
            ),
            (
                lambda j: j.edit("touchpoints", "tp_ad", channel=None),
                lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube"),
                "The channel of “SNS広告”: nothing here, “YouTube” there (it was “SNS”)",
            ),
            (
                lambda j: j.move("tp_ad", stage="st_buy"),
                lambda j: j.move("tp_ad", stage="st_use"),
                "The stage of “SNS広告”: “購入” here, “使用” there (it was “認知”)",
            ),
            (
                lambda j: j.move("tp_ad", stage=None),
                lambda j: j.move("tp_ad", stage="st_use"),
                "The stage of “SNS広告”: the pool here, “使用” there (it was “認知”)",
            ),
            (
                lambda j: j.move("tp_idea", stage="st_buy", before="tp_cart"),
                lambda j: j.move("tp_idea", stage="st_buy"),
                "The place of “思いつき”: moved on both sides",
            ),
            (
                lambda j: j.score("tp_ad", -1, reason="うるさい"),
                lambda j: j.score("tp_ad", 2, reason="目を引く"),
                "The score of the score of “SNS広告”: −1 here, +2 there (it was +1)",
            ),
            (
                lambda j: j.edit("about", title="a"),
                lambda j: j.edit("about", title="b"),
                "The title of the map: “a” here, “b” there (it was “通販の購入体験”)",
            ),
            (
                lambda j: j.rescale("1…5"),
                lambda j: j.rescale("0…10"),
                "The scale of the map: 1…5 here, 0…10 there (it was −2…+2)",
            ),
            (
                lambda j: j.edit("touchpoints", "tp_idea", custom={"色": "青"}),
                lambda j: j.edit("touchpoints", "tp_idea", custom={"色": "黄"}),
                "The custom fields / 色 of “思いつき”: 青 here, 黄 there (it was 赤)",
            ),
            (
                lambda j: j.remove("touchpoints", "tp_ad"),
                lambda j: j.edit("touchpoints", "tp_ad", title="動画"),
                "“SNS広告”: deleted here, changed there (it stays deleted)",
            ),
            (
                lambda j: j.edit("touchpoints", "tp_ad", title="動画"),
                lambda j: j.remove("touchpoints", "tp_ad"),
                "“動画”: deleted there, changed here (it stays)",
            ),
        ],
    )
    def test_ours_stays_and_the_conflict_names_card_and_field(self, ours, theirs, said):
        mine = after(ours)
        both, conflicts = merged(mine, after(theirs))
        assert conflicts == [said]
        for table in ("about", "touchpoints", "stages"):
            assert both.document[table] == mine[table]
        assert {name: score["score"] for name, score in both.document["scores"].items()} == {
            name: score["score"] for name, score in mine["scores"].items()
        }

    def test_it_is_said_in_japanese_too(self):
        ours = after(lambda j: j.edit("touchpoints", "tp_ad", channel="店頭"))
        theirs = after(lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube"))
        (conflict,) = merge(BASE, ours, theirs).conflicts
        assert (conflict.table, conflict.name, conflict.field) == ("touchpoints", "tp_ad", "channel")
        assert conflict.words["ja"] == "「SNS広告」のチャネル：こちらは「店頭」、相手は「YouTube」（元は「SNS」）"

    def test_what_is_no_conflict_is_taken_all_the_same(self):
        ours = after(lambda j: j.edit("touchpoints", "tp_ad", channel="店頭"))
        theirs = after(lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube", thought="面白い"))
        both, conflicts = merged(ours, theirs)
        assert both.record("touchpoints", "tp_ad")["thought"] == "面白い"
        assert len(conflicts) == 1

    def test_both_added_one_id(self):
        ours = after(lambda j: j.add("stages", id="st_new", name="推奨", goal="広める"))
        theirs = after(lambda j: j.add("stages", id="st_new", name="再訪", kpi="NPS"))
        both, conflicts = merged(ours, theirs)
        assert both.record("stages", "st_new") == {"name": "推奨", "goal": "広める", "kpi": "NPS", "rank": "a3"}
        assert conflicts == ["The name of stage “推奨”: “推奨” here, “再訪” there (it was nothing)"]

    def test_we_delete_a_stage_and_they_move_a_card_there(self):
        ours = after(lambda j: j.remove("stages", "st_use"))
        theirs = after(lambda j: j.move("tp_ad", stage="st_use"))
        both, conflicts = merged(ours, theirs)
        assert "st_use" not in both.stages.index
        assert both.record("touchpoints", "tp_ad") == BASE["touchpoints"]["tp_ad"]  # where it was
        assert conflicts == ["The stage of “SNS広告”: “使用” there, but that was deleted here"]

    def test_we_delete_a_stage_and_they_add_a_card_there(self):
        ours = after(lambda j: j.remove("stages", "st_use"))
        theirs = after(lambda j: j.add("touchpoints", id="tp_n", title="新", stage="st_use"))
        both, conflicts = merged(ours, theirs)
        assert "stage" not in both.record("touchpoints", "tp_n")
        assert conflicts == ["The stage of “新”: “使用” there, but that was deleted here"]

    def test_they_delete_a_stage_and_we_move_a_card_there(self):
        ours = after(lambda j: j.move("tp_ad", stage="st_use"))
        theirs = after(lambda j: j.remove("stages", "st_use"))
        both, conflicts = merged(ours, theirs)
        assert both.document["stages"] == ours["stages"]
        assert both.document["touchpoints"] == ours["touchpoints"]  # tp_box is back on it, too
        assert both.document["notes"] == ours["notes"]
        assert conflicts == ["Stage “使用”: deleted there, changed here (it stays)"]

    def test_they_delete_a_card_and_we_score_it(self):
        ours = after(lambda j: j.score("tp_pay", 2, participant="p09"))
        theirs = after(lambda j: j.remove("touchpoints", "tp_pay"))
        both, conflicts = merged(ours, theirs)
        assert both.document["scores"] == ours["scores"]
        assert both.document["notes"] == ours["notes"]
        assert conflicts == ["“支払い”: deleted there, changed here (it stays)"]

    def test_we_delete_a_card_and_thirty_people_score_it(self):
        ours = after(lambda j: j.remove("touchpoints", "tp_pay"))
        theirs = after(lambda j: [j.score("tp_pay", n % 5 - 2, participant=f"q{n}") for n in range(30)])
        both, conflicts = merged(ours, theirs)
        assert set(both.scores["touchpoint"]) == {"tp_ad"}
        assert conflicts == ["“支払い”: deleted here, changed there (it stays deleted)"]

    def test_conflicts_come_in_reading_order(self):
        names = {"tp_idea": ("touchpoints", "title"), "tp_ad": ("touchpoints", "title"), "st_use": ("stages", "name")}
        sides = [
            after(lambda j, side=side: [j.edit(table, name, **{field: side}) for name, (table, field) in names.items()])
            for side in ("here", "there")
        ]
        found = merge(BASE, *sides).conflicts
        assert [conflict.name for conflict in found] == ["st_use", "tp_ad", "tp_idea"]


SCALES = st.sampled_from([None, None, "1…5", "0…10"])


def _version(steps, scale, base=BASE):
    journey = Journey(base)
    for number, step in enumerate(steps):
        take(journey, *step)
        if scale and number == len(steps) // 2:
            journey.rescale(scale)
    return journey.document


@given(STEPS, STEPS, SCALES, SCALES)
@settings(max_examples=250)
def test_any_two_versions_come_to_a_valid_map_and_what_one_side_did_alone_is_in_it(left, right, scale, other_scale):
    ours, theirs = _version(left, scale), _version(right, other_scale)
    result = merge(BASE, ours, theirs)
    document, repairs = repair(result.document)
    assert repairs == []
    assert text(document) == text(result.document)
    assert merge(BASE, ours, BASE).document == ours
    assert merge(BASE, BASE, theirs).document == theirs
    assert merge(BASE, ours, ours).document == ours
    for conflict in result.conflicts:
        assert all(conflict.words.values())
    for table in ("stages", "touchpoints", "personas", "notes"):
        for name, record in ours[table].items():
            written = diff(BASE[table].get(name, {}), record).keys() - {"rank", "stage", "touchpoint", "merged_into"}
            if written:  # not what only followed from something else we deleted
                assert name in document[table], (table, name)
        for name in theirs[table].keys() - BASE[table].keys():
            assert name in document[table]


@given(STEPS, STEPS)
@settings(max_examples=100)
def test_without_a_conflict_it_does_not_matter_who_merges(left, right):
    ours, theirs = _version(left, None), _version(right, None)
    one, other = merge(BASE, ours, theirs), merge(BASE, theirs, ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert text(one.document) == text(other.document)
    # Merging again changes nothing: what they have is in it.
    again = merge(theirs, one.document, theirs)
    assert text(again.document) == text(one.document)


def test_a_link_whose_ends_two_people_deleted_one_each_goes_and_is_named():
    def theirs_do(journey):
        journey.edit("links", "li_1", target="tp_pay")
        journey.remove("touchpoints", "tp_cart")

    def ours_do(journey):
        journey.edit("links", "li_1", condition="3日後")
        journey.remove("touchpoints", "tp_pay")

    both, conflicts = merged(after(ours_do), after(theirs_do))
    assert list(both.links.index) == []
    assert conflicts == [
        "“支払い”: deleted here, changed there (it stays deleted)",
        "The link from “SNS広告” to “カート”: what it belongs to was deleted on one side, so it was taken out",
    ]
