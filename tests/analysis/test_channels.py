"""Channels: where they are used, where they fall silent, where customers are handed over."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journey_widgets as jw
from journey_widgets.analysis.channels import channel_uses, hand_overs
from journey_widgets.model import Journey


def journey_of(*stages: str) -> Journey:
    """Stages of cards, a letter each for its channel; "." says none: `journey_of("SM", "", "S")`."""
    journey = Journey()
    journey.apply(
        {
            "stages": {f"st_{n}": {"name": f"段{n}", "rank": f"a{n}"} for n in range(len(stages))},
            "touchpoints": {
                f"tp_{n}_{k}": {"title": f"{n}{k}", "stage": f"st_{n}", "rank": f"a{k}"}
                | ({} if letter == "." else {"channel": letter})
                for n, cards in enumerate(stages)
                for k, letter in enumerate(cards)
            },
        }
    )
    return journey


def test_counts_gaps_and_hand_overs_of_a_small_map():
    frame = jw.channel_matrix(journey_of("SSM", "M", "S."))
    assert frame.index.tolist() == ["S", "M"]
    assert frame.columns.tolist() == ["段0", "段1", "段2", "total", "gaps", "from", "to"]
    assert frame.loc["S"].tolist() == [2, 0, 1, 3, 1, 1, 1]  # S S→M, M→S; silent in the middle stage
    assert frame.loc["M"].tolist() == [1, 1, 0, 2, 0, 1, 1]
    assert set(map(str, frame.dtypes)) == {"Int64"}


def test_before_its_first_and_after_its_last_use_a_channel_has_no_gap():
    frame = jw.channel_matrix(journey_of("S", "", "M", "M", "S"))
    assert frame["gaps"].to_dict() == {"S": 3, "M": 0}


def test_over_a_card_without_a_channel_nobody_knows_of_a_hand_over():
    assert channel_uses(journey_of("S.M").snapshot().document).hand_overs == ()
    assert channel_uses(journey_of("S.M").snapshot().document).without == ("tp_0_1",)


def test_a_link_hands_over_too_once_and_only_where_channels_differ():
    journey = journey_of("SM", "S", "M")
    journey.add("links", id="li_back", source="tp_2_0", target="tp_0_0")
    journey.add("links", id="li_same", source="tp_2_0", target="tp_0_1")
    journey.add("links", id="li_next", source="tp_0_0", target="tp_0_1")
    frame = hand_overs(journey)
    assert frame[["source", "target"]].values.tolist() == [
        ["tp_0_0", "tp_0_1"], ["tp_0_1", "tp_1_0"], ["tp_1_0", "tp_2_0"], ["tp_2_0", "tp_0_0"],
    ]  # fmt: skip
    assert frame["link"].isna().tolist() == [True, True, True, False]
    assert jw.channel_matrix(journey)["from"].to_dict() == {"S": 2, "M": 2}


def test_stages_of_one_name_and_stages_called_like_a_sum_keep_their_own_columns():
    journey = journey_of("S", "S", "M")
    for stage, name in (("st_0", "total"), ("st_1", "買う"), ("st_2", "買う")):
        journey.edit("stages", stage, name=name)
    frame = jw.channel_matrix(journey)
    assert frame.columns.tolist() == ["total (2)", "買う", "買う (2)", "total", "gaps", "from", "to"]
    assert frame.loc["M"].tolist() == [0, 0, 1, 1, 0, 0, 1]


def test_spaces_around_a_channel_do_not_make_another_one():
    journey = journey_of("SS")
    journey.edit("touchpoints", "tp_0_1", channel=" S ")
    assert jw.channel_matrix(journey).index.tolist() == ["S"]


@pytest.mark.parametrize("journey", [jw.new(), journey_of("..", "")])
def test_a_map_without_channels_is_an_empty_matrix(journey):
    frame = jw.channel_matrix(journey)
    assert len(frame) == 0
    assert frame.columns.tolist()[-4:] == ["total", "gaps", "from", "to"]
    assert len(hand_overs(journey)) == 0


@given(st.lists(st.text("SMA.", max_size=4), min_size=1, max_size=6))
def test_counts_are_the_cards_and_every_hand_over_leaves_and_joins_a_channel(stages):
    frame = jw.channel_matrix(journey_of(*stages))
    letters = "".join(stages)
    for channel in set(letters) - {"."}:
        assert frame.loc[channel].tolist()[: len(stages)] == [cards.count(channel) for cards in stages]
        silent = [channel in cards for cards in stages]
        inner = silent[silent.index(True) : len(silent) - silent[::-1].index(True)]
        assert frame.loc[channel, "gaps"] == inner.count(False)
    changes = sum(a != b and "." not in (a, b) for a, b in pairwise(letters))
    assert frame["from"].sum() == frame["to"].sum() == changes
