"""Channel × stage: dots, hand-overs, gaps; its table and its sentence."""

from __future__ import annotations

import journey_widgets as jw
from journey_widgets.charts.channel_stage import channel_stage, channel_stage_sentence, channel_stage_table
from tests.analysis.test_channels import journey_of
from tests.charts.test_paths import drawn


def test_a_dot_for_every_card_in_the_cell_of_its_channel_and_stage():
    chart = channel_stage(journey_of("SM", "M", ".S"))
    dots = drawn(chart, "point", "card")
    assert [(dot["text"], dot["channel"]) for dot in dots] == [("1", "S"), ("2", "M"), ("3", "M"), ("5", "S")]
    assert [dot["x"] for dot in dots] == sorted(dot["x"] for dot in dots)
    assert len({dot["y"] for dot in dots if dot["channel"] == "S"}) == 1


def test_a_hand_over_has_an_arrow_head_and_says_from_what_to_what():
    heads = drawn(channel_stage(journey_of("SM", "M", "S")), "point", "over")
    assert [head["over"] for head in heads] == ["S → M", "M → S"]


def test_a_hand_over_along_a_link_back_is_drawn_too():
    journey = journey_of("SM")
    journey.add("links", source="tp_0_1", target="tp_0_0")
    assert [head["over"] for head in drawn(channel_stage(journey), "point", "over")] == ["S → M", "M → S"]


def test_a_gap_is_said_where_it_is():
    def gaps(*stages: str) -> int:
        return sum(row["text"] == "gap" for row in drawn(channel_stage(journey_of(*stages), language="en"), "text"))

    assert gaps("S", "M", "S") == 2  # the word and its halo
    assert gaps("S", "S", "M") == 0


def test_its_table_has_the_counts_the_gaps_and_the_hand_overs():
    table = channel_stage_table(journey_of("SSM", "M", "S."), language="ja")
    assert table.columns.tolist() == [
        "段0", "段1", "段2", "合計", "途切れ", "引き継ぎ（出）", "引き継ぎ（入）",
    ]  # fmt: skip
    assert table.loc["S"].tolist() == ["2", "途切れ", "1", "3", "1", "1", "1"]
    assert table.loc["M"].tolist() == ["1", "1", "", "2", "0", "1", "1"]


def test_its_sentence_says_channels_hand_overs_gaps_and_what_is_missing():
    journey = journey_of("SSM", "M", "S.")
    assert channel_stage_sentence(journey, "ja") == (
        "チャネルは2種類で、いちばん多いのはS（3枚）です。引き継ぎは2回。途切れ：Sが「段1」でない。"
        "1枚にはチャネルがありません。"
    )
    assert channel_stage_sentence(journey, "en") == (
        "2 channels; S is used most (3). 2 hand-overs. Gaps: S in 段1. 1 card says no channel."
    )
    assert channel_stage_sentence(journey_of("S"), "en") == "One channel only: S (1)."
    assert channel_stage_sentence(jw.new(), "en") == "No channels yet."
