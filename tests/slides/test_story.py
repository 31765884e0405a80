"""What a deck tells, in words people read, whatever the medium."""

from __future__ import annotations

import pytest

from journey_widgets.model import Journey
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.story import KINDS, story
from tests.slides import maps


def told(journey: Journey, language: str | None = None) -> dict[str, str]:
    return {slide.kind: slide.sentence for slide in story(journey, language)}


def test_a_full_map_is_told_in_sentences():
    assert told(maps.shop()) == {
        "title": "6ステージ、21タッチポイント",
        "personas": "花・健一",
        "board": "6ステージ、21タッチポイント。うち1件は未採点です。",
        "curve": (
            "いちばん低いのは「9 会員登録フォームに入力する」（−1.6）。"
            "「1 SNS広告を見かける」では意見が割れています（−1〜+1）。"
        ),
        "findings": "課題3件、機会4件。最も重い課題は「入力項目が多すぎる」です。",
        "priorities": "効果が高く工数の小さいものが3件。まず「1 ゲスト購入を用意する」から。",
        "actions": "3件のうち1件は担当か期限が決まっていません。",
        "evidence": "計測値は2件です。20タッチポイントには裏づけがまだありません。",
        "appendix": "全22件",
    }


def test_one_of_each_is_said_in_the_singular():
    document = maps.with_cards({"Aware": [("Sees an ad", "Social", -1)]}, "One", "en")
    document["notes"] = {"no": {"kind": "pain", "text": "Too loud", "touchpoint": "tp_1"}}
    document["actions"] = {"ac": {"title": "Turn it down", "owner": "Sato", "due": "2027-01-01"}}
    document["measures"] = {"me": {"metric": "Views", "value": 3}}
    sentences = told(Journey(document))
    assert sentences["title"] == "1 stage, 1 touchpoint"
    assert sentences["curve"] == "“1 Sees an ad” is the lowest point (−1)."
    assert sentences["findings"] == "1 pain. The weightiest pain: “Too loud”."
    assert sentences["actions"] == "It has an owner and a due date."
    assert sentences["evidence"] == "1 measured value. Without any yet: 1 touchpoint."


def test_gains_alone_are_told_too():
    document = maps.with_cards({"認知": [("広告", "", None)]}, "良い点だけ")
    document["notes"] = {"no": {"kind": "gain", "text": "音がよい", "touchpoint": "tp_1"}}
    assert told(Journey(document))["findings"] == "良い点1件。筆頭は「音がよい」です。"


def test_votes_of_a_merged_note_count_for_the_one_it_went_into():
    document = maps.with_cards({"認知": [("広告", "", None)]}, "票")
    document["notes"] = {
        "no_1": {"kind": "pain", "text": "うるさい"},
        "no_2": {"kind": "pain", "text": "音が大きい", "merged_into": "no_1"},
        "no_3": {"kind": "pain", "text": "長い", "severity": 5},
    }
    document["participants"] = {"p": {"label": "参加者"}}
    document["votes"] = {"no_2/p": {"note": "no_2", "participant": "p", "dots": 2}}
    (slide,) = story(Journey(document), only="findings")
    assert [(finding.text, finding.votes) for finding in slide.content.pains] == [("うるさい", 2), ("長い", 0)]


def test_dips_are_the_low_points_below_neutral_lowest_first_and_gaps_are_not_bridged():
    scores = [1, -1, 0, -2, None, -1, -1, 2]
    document = maps.with_cards({"段": [(f"札{at}", "", score) for at, score in enumerate(scores, 1)]}, "谷")
    (slide,) = story(Journey(document), only="curve")
    assert [slide.content.places[at].no for at in slide.content.dips] == [4, 2, 6, 7]


def test_what_was_dropped_is_no_part_of_the_plan():
    journey = maps.shop()
    journey.edit("actions", "ac_2", status="dropped")
    (slide,) = story(journey, only="actions")
    assert [action.id for action in slide.content] == ["ac_1", "ac_3"]


def test_an_unknown_slide_names_those_there_are():
    with pytest.raises(SlidesError) as refused:
        story(maps.shop(), only=["curve", "x"])
    for kind in KINDS:
        assert f"'{kind}'" in refused.value.text("en")
