"""Differences in words: what a person would say happened between two moments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from journey_widgets.model import Journey
from journey_widgets.model.difference import differences, summary
from journey_widgets.model.patch import diff
from tests.model.journeys import workshop
from tests.model.test_properties import STEPS, take


def told(change, language="en", journey=None):
    """What `change(journey)` comes to in words."""
    journey = journey or workshop()
    before = journey.document
    change(journey)
    return [one.words[language] for one in differences(before, journey.document)]


@pytest.mark.parametrize(
    ("change", "en", "ja"),
    [
        (
            lambda j: j.move("tp_ad", stage="st_buy"),
            ["Moved “SNS広告” from “認知” to “購入”"],
            ["「SNS広告」を「認知」から「購入」へ移動"],
        ),
        (
            lambda j: j.move("tp_idea", stage="st_use"),
            ["Moved “思いつき” from the pool to “使用”"],
            ["「思いつき」を未配置から「使用」へ移動"],
        ),
        (
            lambda j: j.move("tp_review", before="tp_ad"),
            ["Moved “口コミ” within “認知”"],
            ["「口コミ」を「認知」の中で移動"],
        ),
        (
            lambda j: j.move("st_use", before="st_aware"),
            ["Moved stage “使用” within its order"],
            ["ステージ「使用」の順番を変更"],
        ),
        (
            lambda j: j.edit("touchpoints", "tp_ad", title="動画広告"),
            ["Renamed “SNS広告” to “動画広告”"],
            ["「SNS広告」を「動画広告」に改名"],
        ),
        (
            lambda j: j.edit("touchpoints", "tp_ad", channel="YouTube"),
            ["Changed the channel of “SNS広告” from “SNS” to “YouTube”"],
            ["「SNS広告」のチャネルを「SNS」から「YouTube」に変更"],
        ),
        (
            lambda j: j.edit("touchpoints", "tp_ad", thought="面白い", importance=3),
            ["Wrote the thought of “SNS広告”: “面白い”", "Set the importance of “SNS広告” to 3"],
            ["「SNS広告」の思考に「面白い」と記入", "「SNS広告」の重要度を3に設定"],
        ),
        (
            lambda j: j.edit("touchpoints", "tp_pay", evidence=None, moment_of_truth=True),
            ["Set the moment of truth of “支払い” to yes", "Cleared the evidence of “支払い” (it was customer)"],
            ["「支払い」の真実の瞬間を「はい」に設定", "「支払い」の根拠（顧客）を消去"],
        ),
        (
            lambda j: j.edit("touchpoints", "tp_idea", custom={"色": "青"}),
            ["Changed the custom fields of “思いつき”"],
            ["「思いつき」の追加の項目を変更"],
        ),
        (
            lambda j: j.edit("personas", "pe_hana", goals=["速く"]),
            ["Changed the goals of persona “花” from “速く・安く” to “速く”"],
            ["ペルソナ「花」の目標を「速く・安く」から「速く」に変更"],
        ),
        (
            lambda j: j.edit("actions", "ac_show", status="done", note=None),
            [
                "Cleared the note of action “送料を先に示す” (it was “送料が最後まで分からない”)",
                "Changed the status of action “送料を先に示す” from to do to done",
            ],
            [
                "アクション「送料を先に示す」のメモ（「送料が最後まで分からない」）を消去",
                "アクション「送料を先に示す」の状況を未着手から完了に変更",
            ],
        ),
        (
            lambda j: j.add("touchpoints", title="再訪", stage="st_use"),
            ["Added “再訪” to “使用”"],
            ["「再訪」を「使用」に追加"],
        ),
        (lambda j: j.add("stages", name="推奨"), ["Added stage “推奨”"], ["ステージ「推奨」を追加"]),
        (
            lambda j: j.remove("touchpoints", "tp_pay"),
            ["Deleted “支払い” (2 scores with it, 2 records no longer point to it)"],
            ["「支払い」を削除（採点2件も、2件から切り離し）"],
        ),
        (
            lambda j: j.remove("stages", "st_aware"),
            ["Deleted stage “認知” (2 cards went back to the pool)"],
            ["ステージ「認知」を削除（カード2枚は未配置へ）"],
        ),
        (lambda j: j.score("tp_box", 2, persona="pe_ken"), ["Scored “開封” +2 (健)"], ["「開封」を採点：+2（健）"]),
        (
            lambda j: j.score("tp_ad", -1),
            [
                "Changed the score of “SNS広告” from +1 to −1",
                "Cleared the reason of the score of “SNS広告” (it was “目を引く”)",
            ],
            ["「SNS広告」の採点を +1 から −1 に変更", "「SNS広告」の採点の理由（「目を引く」）を消去"],
        ),
        (
            lambda j: j.score("tp_pay", None, persona="pe_hana", participant="p01"),
            ["Took back the score −2 of “支払い” (花, p01)"],
            ["「支払い」の採点 −2 を取り消し（花、p01）"],
        ),
        (
            lambda j: [j.score("tp_pay", 2, persona="pe_hana", participant=f"p0{n}", state="as_is") for n in (1, 2, 3)],
            ["3 scores of “支払い” changed: mean −0.5 to +2 (花)"],
            ["「支払い」の採点が3件変化：平均 −0.5 から +2（花）"],
        ),
        (
            lambda j: [j.score("tp_box", n, participant=f"p0{n}", state="to_be") for n in (1, 2)],
            ["2 people scored “開封”: mean +1.5 (to-be)"],
            ["「開封」を2人が採点：平均 +1.5（あるべき姿）"],
        ),
        (
            lambda j: j.vote("no_slow", "p02", 3),
            ["Votes for the note “送料が最後まで分からない”: 2 to 5"],
            ["メモ「送料が最後まで分からない」の票が 2 から 5 に変化"],
        ),
        (
            lambda j: j.edit("notes", "no_fast", text="翌日に届く"),
            ["Reworded note “すぐ届く”: “翌日に届く”"],
            ["メモ「すぐ届く」を「翌日に届く」に書きかえ"],
        ),
        (
            lambda j: j.edit("about", title="定期便", purpose="解約を減らす"),
            [
                "Changed the title of the map from “通販の購入体験” to “定期便”",
                "Wrote the purpose of the map: “解約を減らす”",
            ],
            ["マップの題を「通販の購入体験」から「定期便」に変更", "マップの目的に「解約を減らす」と記入"],
        ),
        (
            lambda j: j.edit("links", "li_1", target="tp_pay", share=0.5),
            [
                "Changed the end of the link from “SNS広告” to “支払い” from “カート” to “支払い”",
                "Set the share of the link from “SNS広告” to “支払い” to 0.5",
            ],
            [
                "「SNS広告」から「支払い」へのつながりの行き先を「カート」から「支払い」に変更",
                "「SNS広告」から「支払い」へのつながりの割合を0.5に設定",
            ],
        ),
    ],
)
def test_one_change_is_said_as_a_person_would(change, en, ja):
    assert told(change, "en") == en
    assert told(change, "ja") == ja


def test_a_new_scale_is_said_with_its_scores():
    words = told(lambda j: j.rescale("1…5"))
    assert words[0] == "Changed the scale from −2…+2 to 1…5"
    assert "Changed the score of “SNS広告” from +1 to 4" in words


def test_long_texts_are_cut_where_they_differ():
    journey = workshop()
    journey.edit("touchpoints", "tp_ad", thought="あ" * 60 + "良い")
    (words,) = told(lambda j: j.edit("touchpoints", "tp_ad", thought="あ" * 60 + "悪い"), "ja", journey)
    assert "良い" in words
    assert "悪い" in words
    assert len(words) < 120


def test_a_rank_that_only_made_room_is_no_move():
    journey = workshop()
    journey.apply({"touchpoints": {"tp_cart": {"rank": "a0"}, "tp_pay": {"rank": "a0"}}})
    before = journey.document
    journey.move("tp_box", stage="st_buy", after="tp_cart")  # between two equal ranks: tp_pay makes room
    assert "tp_pay" in diff(before, journey.document)["touchpoints"]
    assert [one.words["en"] for one in differences(before, journey.document)] == ["Moved “開封” from “使用” to “購入”"]


def test_who_exchanges_neighbours_moves_one_of_them():
    assert len(told(lambda j: j.move("tp_cart", after="tp_pay"))) == 1


def test_what_is_unknown_is_named_by_its_table():
    before, after = workshop().document, workshop().document
    after["future"] = {"x": 1}
    after["id"] = before["id"]
    assert [one.words["en"] for one in differences(before, after)] == ["Changed “future”"]


def test_the_summary_is_the_first_and_how_many_more():
    journey = workshop()
    found = differences(Journey().document, journey.document)
    assert summary(found)["en"].endswith(f", and {len(found) - 1} more")
    assert summary(found[:1]) == found[0].words
    assert summary([]) is None


@given(STEPS)
@settings(max_examples=60)
def test_any_two_moments_can_be_told_apart_in_both_languages(steps):
    journey = workshop()
    before = journey.document
    for step in steps:
        take(journey, *step)
    after = journey.document
    for first, second in ((before, after), (after, before)):
        found = differences(first, second)
        assert all(set(one.words) == {"ja", "en"} and all(one.words.values()) for one in found)
        assert bool(found) <= (first != second)
        assert differences(first, second, diff(first, second)) == found
    assert differences(after, after) == []
