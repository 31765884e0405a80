"""Duration by stage: bars that add up, and what is said of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

import journey_widgets as jw
from journey_widgets.charts.durations import durations, durations_sentence, durations_table
from journey_widgets.model import Journey
from tests.charts.test_paths import drawn


@pytest.fixture
def journey() -> Journey:
    """A: 10 min + 10 min, 1 h between; 6 h until B, which states 2 days; nothing in C."""
    journey = Journey()
    journey.apply(
        {
            "about": {"language": "ja"},
            "stages": {
                "st_a": {"name": "探す", "rank": "a0"},
                "st_b": {"name": "迷う", "rank": "a1", "duration": "P2D"},
                "st_c": {"name": "買う", "rank": "a2"},
            },
            "touchpoints": {
                "tp_1": {"title": "1", "stage": "st_a", "rank": "a0", "duration": "PT10M"},
                "tp_2": {"title": "2", "stage": "st_a", "rank": "a1", "duration": "PT10M"},
                "tp_3": {"title": "3", "stage": "st_b", "rank": "a0", "duration": "PT5M"},
                "tp_4": {"title": "4", "stage": "st_c", "rank": "a0"},
            },
            "links": {
                "li_1": {"source": "tp_1", "target": "tp_2", "delay": "PT1H"},
                "li_2": {"source": "tp_2", "target": "tp_3", "delay": "PT6H"},
            },
        }
    )
    return journey


def test_each_piece_begins_where_the_one_before_ends(journey):
    pieces = [piece for piece in drawn(durations(journey), "rect", "kind") if piece["stage"]]
    waits = [piece for piece in drawn(durations(journey), "rule", "kind") if piece["stage"]]
    line = sorted(pieces + waits, key=lambda piece: piece["x"])
    assert [(piece["stage"], piece["kind"]) for piece in line] == [
        ("探す", "own"), ("探す", "between"), ("探す", "onward"), ("迷う", "stated"),
    ]  # fmt: skip
    for before, after in pairwise(line):
        assert after["x"] == pytest.approx(before["x2"])
    hours = (line[-1]["x2"] - line[0]["x"]) / (20 / 60 + 1 + 6 + 48)
    assert line[2]["x2"] - line[2]["x"] == pytest.approx(6 * hours)
    assert line[0]["x2"] - line[0]["x"] == pytest.approx(20 / 60 * hours)


def test_the_wait_after_a_stage_that_states_its_duration_is_drawn_too(journey):
    journey.add("links", source="tp_3", target="tp_4", delay="P1D")
    waits = [piece for piece in drawn(durations(journey), "rule", "kind") if piece["stage"]]
    assert [(wait["stage"], wait["time"]) for wait in waits] == [("探す", "6時間"), ("迷う", "1日")]


def test_a_minute_among_weeks_can_still_be_seen(journey):
    journey.edit("stages", "st_b", duration="P52W")
    assert all(piece["x2"] - piece["x"] >= 1.5 for piece in drawn(durations(journey), "rect", "kind"))


@pytest.mark.parametrize(
    ("duration", "unit"), [("PT40S", "秒"), ("PT40M", "分"), ("PT30H", "時間"), ("P20D", "日"), ("P30W", "週")]
)
def test_the_axis_counts_in_a_unit_of_the_journey_s_size(duration, unit):
    journey = Journey()
    journey.apply({"about": {"language": "ja"}, "stages": {"st": {"name": "x", "rank": "a0", "duration": duration}}})
    texts = [row["text"] for row in drawn(durations(journey), "text", "text")]
    assert unit in texts
    figures = [int(text) for text in texts if isinstance(text, str) and text.isdigit()]
    assert 3 <= len(figures) <= 9
    assert figures[0] == 0


def test_its_table_has_a_row_a_stage_and_one_for_the_whole(journey):
    table = durations_table(journey)
    assert list(table.columns) == [
        "ステージ", "タッチポイント", "待ち", "次のステージまで", "合計", "割合", "開始", "時間のあるカード",
    ]  # fmt: skip
    assert table.values.tolist() == [
        ["探す", "20分", "1時間", "6時間", "7時間20分", "13 %", "", "2 / 2"],
        ["迷う", "2日 (ステージの所要時間)", "", "", "2日", "87 %", "7時間20分", "1 / 1"],
        ["買う", "", "", "", "", "0 %", "約2日7時間", "0 / 1"],
        ["全体", "20分", "1時間", "6時間", "約2日7時間", "100 %", "", "3 / 4"],
    ]


def test_its_sentence_says_length_longest_stage_waiting_what_is_missing_and_what_overrides(journey):
    assert durations_sentence(journey) == (
        "全体で約2日7時間。いちばん長いのは「迷う」の2日（87 %）です。そのうち待ち時間は7時間（13 %）。"
        "3枚のうち1枚には時間がありません。「迷う」はカードの合計ではなく、ステージの所要時間で数えました。"
    )
    assert durations_sentence(journey, "en") == (
        "The journey takes about 2 days 7 hours; its longest stage is 迷う, 2 days (87 %). Of that, 7 hours (13 %) is "
        "waiting. 1 of 3 cards says no duration. 迷う: as the stage says, not as its cards add up."
    )
    assert durations_sentence(jw.new(), "en") == "No durations yet."


def test_nearly_all_is_not_all():
    assert "99.7 %" in durations_sentence(jw.new("welcome_series"))


def test_cards_that_do_not_exist_yet_can_be_left_out(journey):
    journey.edit("touchpoints", "tp_2", exists_in="to_be")
    assert durations_table(journey, state="as_is").iloc[0].tolist()[1:5] == ["10分", "", "", "10分"]
    assert "1時間" in durations_table(journey, state="to_be").iloc[0].tolist()
