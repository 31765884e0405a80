"""Links: what they connect, and what is wrong with them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journey_widgets as jw
from journey_widgets.analysis.links import (
    checks,
    endless_loops,
    link_findings,
    loops,
    paths_of,
    placed,
    shares_over_one,
    to_the_pool,
    unreachable,
)
from journey_widgets.model import Journey


def line(count: int, *links: tuple[Any, ...]) -> dict[str, Any]:
    """Cards 1 … count on one stage, one `p` in the pool; links as (source, target[, share])."""
    cards = {f"t{n}": {"title": f"カード{n}", "stage": "st", "rank": f"a{n:02}"} for n in range(1, count + 1)}
    return {
        "stages": {"st": {"name": "段", "rank": "a0"}},
        "touchpoints": cards | {"p": {"title": "未定", "rank": "a0"}},
        "links": {
            f"li_{at}": {
                "source": f"t{link[0]}" if isinstance(link[0], int) else link[0],
                "target": f"t{link[1]}" if isinstance(link[1], int) else link[1],
            }
            | ({"share": link[2]} if len(link) > 2 else {})
            for at, link in enumerate(links)
        },
    }


def said(findings: Any, language: str = "ja") -> list[str]:
    return [finding.said[language] for finding in findings]


class TestPaths:
    def test_every_link_is_a_row_with_what_it_connects(self):
        frame = jw.paths(jw.new("welcome_series"))
        assert len(frame) == 13
        row = frame.loc["li_near"]
        assert (row["source_no"], row["target_no"]) == (11, 12)
        assert (row["source_title"], row["target_title"]) == ("ニュースレターを読む", "近くの店の催しを知る")
        assert (row["source_stage"], row["target_stage"]) == ("ご提案", "近くの店へ")
        assert (row["source_channel"], row["target_channel"]) == ("メール", "アプリ")
        assert (row["condition"], row["delay"], row["delay_seconds"], row["share"]) == (
            "店から5 km以内に住む", "P2W", 1_209_600, 0.3,
        )  # fmt: skip
        assert row["kind"] == "next"

    def test_where_it_leads_is_said(self):
        document = line(4, (1, 2), (1, 3), (3, 1), (2, 2), (1, "p"))
        kinds = {path.id: path.kind for path in paths_of(document)}
        assert kinds == {"li_0": "next", "li_1": "forward", "li_2": "back", "li_3": "self", "li_4": "pool"}

    def test_rows_are_in_reading_order_and_a_map_without_links_has_none(self):
        document = line(3, (3, 1), (1, 3), ("p", 1), (1, 2))
        assert [path.id for path in paths_of(document)] == ["li_3", "li_1", "li_0", "li_2"]
        assert list(jw.paths(jw.new()).columns) == list(jw.paths(jw.new("welcome_series")).columns)
        assert len(jw.paths(jw.new())) == 0

    def test_a_deleted_card_takes_its_links_along(self):
        journey = jw.new("welcome_series")
        journey.remove("touchpoints", "tp_welcome_1")
        assert not {"li_thanks", "li_opened", "li_unopened"} & set(jw.paths(journey).index)


class TestShares:
    def test_more_than_everybody_is_said_with_the_sum(self):
        document = line(3, (1, 2, 0.7), (1, 3, 0.55), (2, 3, 1))
        assert said(shares_over_one(document)) == [
            "1 カード1から出るつながりの割合が合わせて125 %です。100 %を超えています。"
        ]
        assert said(shares_over_one(document), "en") == [
            "The shares of the links from 1 カード1 add up to 125 %, more than all customers."
        ]

    def test_thirds_are_not_more_than_everybody(self):
        assert not list(shares_over_one(line(4, (1, 2, 0.33), (1, 3, 0.33), (1, 4, 0.34))))
        assert not list(shares_over_one(line(4, (1, 2, 0.33), (1, 3, 0.56), (1, 4, 0.11))))


class TestLoops:
    def test_a_loop_is_named_card_by_card(self):
        assert said(loops(line(4, (3, 1)))) == ["くり返しがあります：1 カード1 → 2 カード2 → 3 カード3 → 1 カード1。"]

    def test_a_card_that_leads_to_itself_is_a_loop(self):
        assert said(loops(line(2, (1, 1))), "en") == ["There is a loop: 1 カード1 → 1 カード1."]

    def test_a_long_one_names_its_beginning_and_its_end(self):
        assert said(loops(line(9, (9, 1)))) == [
            "くり返しがあります：1 カード1 → 2 カード2 → … → 9 カード9 → 1 カード1。"
        ]

    def test_the_shortest_way_round_is_named(self):
        assert "2 カード2" not in said(loops(line(4, (1, 3), (3, 1))))[0]

    def test_back_to_where_no_way_leads_from_is_no_loop(self):
        # Everybody goes from 1 to 4: nobody comes from 2 to 3.
        assert not list(loops(line(4, (2, 4, 1), (3, 2))))

    def test_a_loop_with_a_way_out_ends_for_some(self):
        assert not list(endless_loops(line(3, (3, 1, 0.9), (2, 1))))

    def test_a_loop_that_everybody_stays_in_is_told_once_with_its_cards(self):
        document = line(4, (3, 2, 1), (1, 2))
        assert said(endless_loops(document)) == [
            "2 カード2、3 カード3からは先へ進む道がありません。全員が戻り続けます。"
        ]

    def test_the_last_card_is_an_end_although_it_leads_back_for_some(self):
        assert not list(endless_loops(line(2, (2, 1))))
        assert len(list(endless_loops(line(2, (2, 1, 1))))) == 1


class TestReach:
    def test_a_card_that_everybody_passes_by_is_named(self):
        assert said(unreachable(line(3, (1, 3, 1)))) == [
            "2 カード2へ来る道がありません。手前の割合が合わせて100 %になり、全員が別のカードへ進みます。"
        ]

    def test_a_follow_up_without_a_share_keeps_nobody_from_going_on(self):
        assert not list(unreachable(line(3, (1, 3))))
        assert not list(unreachable(line(3, (1, 3, 0.99))))

    def test_a_link_that_nobody_takes_leads_nowhere(self):
        assert len(list(unreachable(line(3, (1, 3, 1), (1, 2, 0))))) == 1

    def test_a_link_to_a_card_without_a_place_is_named(self):
        assert said(to_the_pool(line(2, (1, "p")))) == [
            "未定（未配置）はステージに置かれていないため、そこへのつながりは数えられません。"
        ]


class TestAllOfThem:
    def test_the_example_says_its_three_loops_and_nothing_else(self):
        journey = jw.new("welcome_series", language="en")
        assert [text.split(":")[0] for text in checks(journey)] == ["There is a loop"] * 3
        assert checks(journey, "ja")[1] == "くり返しがあります：11 Reads the newsletter → 11 Reads the newsletter。"

    def test_a_map_without_links_has_nothing_to_say(self):
        assert checks(jw.new("ecommerce")) == []
        assert checks(jw.new()) == []

    @given(
        st.integers(0, 7),
        st.lists(
            st.tuples(st.integers(1, 7), st.integers(1, 7), st.none() | st.sampled_from([0, 0.25, 0.5, 1])),
            max_size=10,
        ),
    )
    def test_they_agree_with_walking_every_way(self, count, raw):
        links = [link if link[2] is not None else link[:2] for link in raw if max(link[:2]) <= count]
        document = line(count, *links)
        order = placed(document)
        # Another way to the same answer: the closure of the step relation, as a matrix of truths.
        share = dict.fromkeys(order, 0.0)
        step = {name: set[str]() for name in order}
        for source, target, *rest in links:
            share[f"t{source}"] += rest[0] if rest else 0
            if not rest or rest[0]:
                step[f"t{source}"].add(f"t{target}")
        for before, after in pairwise(order):
            if share[before] < 1:
                step[before].add(after)
        reach = {name: set(step[name]) for name in order}
        for via in order:
            for name in order:
                if via in reach[name]:
                    reach[name] |= reach[via]
        findings = list(link_findings(document))

        def found(rule: str) -> set[str]:
            return {finding.id for finding in findings if finding.rule == rule}

        lost = {name for name in order[1:] if name not in reach[order[0]]} if links else set[str]()
        assert found("unreachable") == lost
        assert found("shares_over_one") == {name for name in order if share[name] > 1}
        looping = {
            f"li_{at}"
            for at, (source, target, *_) in enumerate(links)
            if target <= source and (source == target or f"t{source}" in reach[f"t{target}"])
        }
        assert found("loop") == looping
        leaves = {name for name in order if (share[name] < 1 and name == order[-1]) or not step[name]}
        trapped = {name for name in order if name not in leaves and not reach[name] & leaves}
        assert bool(found("endless_loop")) == bool(trapped)
        assert found("endless_loop") <= trapped


def test_a_finding_leads_to_its_record():
    journey = Journey()
    journey.apply(line(3, (1, 3, 1), (1, "p", 0.5)))
    where = {(finding.rule, finding.table, finding.id) for finding in link_findings(journey.snapshot().document)}
    assert where == {
        ("shares_over_one", "touchpoints", "t1"),
        ("unreachable", "touchpoints", "t2"),
        ("to_the_pool", "links", "li_1"),
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sequence_over_several_channels_can_be_said(language):
    """Sign-up, three welcome mails, behaviour, the offer of a newsletter, local promotion: one wave over four channels."""
    frame = jw.paths(jw.new("welcome_series", language=language))
    wave = ["tp_signup", "tp_welcome_1", "tp_welcome_2", "tp_welcome_3", "tp_browse", "tp_offer"]
    steps = set(zip(frame["source"], frame["target"], strict=True))
    assert all(step in steps for step in pairwise(wave))
    assert {("tp_newsletter", "tp_local"), ("tp_local", "tp_store"), ("tp_store", "tp_browse")} <= steps
    assert set(frame["source_channel"]) | set(frame["target_channel"]) == (
        {"サイト", "メール", "アプリ", "店舗"} if language == "ja" else {"Site", "Email", "App", "Store"}
    )
    assert set(frame["kind"]) == {"next", "forward", "back", "self"}
    assert frame["condition"].notna().sum() == 9
