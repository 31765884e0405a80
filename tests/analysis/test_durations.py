"""Durations: read exactly, said as people say them, and added up by the rules that are written down."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journey_widgets as jw
from journey_widgets.analysis.durations import iso, parse, spoken, stage_times
from journey_widgets.model import Journey
from journey_widgets.model.records import Stage

CASES = json.loads((Path(__file__).parents[1] / "contract" / "durations.json").read_text(encoding="utf-8"))
DAY, HOUR, MINUTE = 86_400, 3_600, 60
SECONDS = st.fractions(0, 10**9).map(lambda number: Fraction(round(number * 1000), 1000))


class TestReading:
    @pytest.mark.parametrize("case", CASES["valid"], ids=lambda case: case["iso"])
    def test_weeks_days_and_times_are_read_to_the_second(self, case):
        assert float(parse(case["iso"])) == case["seconds"]
        assert iso(parse(case["iso"])) == case["plain"]
        assert spoken(parse(case["iso"]), "ja") == case["ja"]
        assert spoken(parse(case["iso"]), "en") == case["en"]

    @pytest.mark.parametrize("text", CASES["invalid"])
    def test_anything_else_is_refused_with_what_would_have_been_valid(self, text):
        with pytest.raises(ValueError, match=r"no duration in weeks, days and times.*'P2DT4H30M'"):
            parse(text)

    def test_it_is_exact_where_a_float_is_not(self):
        assert parse("PT0.1S") == Fraction(1, 10)
        assert sum((parse("PT0.1S") for _ in range(10)), Fraction(0)) == 1

    @given(SECONDS)
    def test_what_is_written_is_read_as_the_same(self, seconds):
        assert parse(iso(seconds)) == seconds

    @given(SECONDS)
    def test_the_model_takes_what_is_written(self, seconds):
        Stage(name="x", rank="a0", duration=iso(seconds))

    @given(st.from_regex(r"P(\d{1,4}(\.\d{1,2})?W)?(\d{1,4}D)?(T(\d{1,3}H)?(\d{1,3}M)?(\d{1,3}S)?)?", fullmatch=True))
    def test_it_reads_exactly_what_the_model_takes(self, text):
        valid = text.isascii() and bool(re.search(r"\d[A-Z]$", text)) and not text.endswith("T")
        try:
            Stage(name="x", rank="a0", duration=text)
        except ValueError:
            assert not valid
            with pytest.raises(ValueError, match="no duration"):
                parse(text)
        else:
            assert valid
            assert parse(text) >= 0

    @pytest.mark.parametrize(("seconds", "message"), [(-1, "not negative"), (Fraction(1, 3), "no finite decimal")])
    def test_what_cannot_be_written_is_refused(self, seconds, message):
        with pytest.raises(ValueError, match=message):
            iso(seconds)


class TestSaying:
    @given(SECONDS)
    def test_what_is_said_is_no_further_off_than_half_its_smallest_unit(self, seconds):
        sizes = {"week": 7 * DAY, "day": DAY, "hour": HOUR, "minute": MINUTE, "second": 1}
        told = spoken(seconds, "en")
        if seconds < 1:
            assert told == ("0 seconds" if seconds == 0 else "under a second")
            return
        parts = re.findall(r"([\d,]+) (week|day|hour|minute|second)s?", told)
        assert 1 <= len(parts) <= 2
        heard = sum(int(number.replace(",", "")) * sizes[unit] for number, unit in parts)
        # The two largest units that are there: what is left out is less than half of the second of them.
        left = Fraction(seconds)
        there = []
        for unit in ("day", "hour", "minute", "second"):
            number, left = divmod(left, sizes[unit])
            there += [unit] if number else []
        assert abs(heard - seconds) <= Fraction(sizes[there[:2][-1]], 2)
        assert told.startswith("about ") == (heard != seconds)


def times(journey: Journey, **options: str) -> dict[str, tuple[float, float, float, float]]:
    frame = jw.journey_time(journey, **options)
    return {stage: (row["own"], row["between"], row["onward"], row["total"]) for stage, row in frame.iterrows()}


@pytest.fixture
def shop() -> Journey:
    """Ad 2 min, (1 day) shop 10 min; (3 hours) order without a duration, (2 days) parcel 30 min; a card in the pool."""
    journey = Journey()
    journey.apply(
        {
            "stages": {
                "st_a": {"name": "知る", "rank": "a0"},
                "st_b": {"name": "買う", "rank": "a1"},
                "st_c": {"name": "届く", "rank": "a2"},
            },
            "touchpoints": {
                "tp_ad": {"title": "広告", "stage": "st_a", "rank": "a0", "duration": "PT2M"},
                "tp_shop": {"title": "店", "stage": "st_a", "rank": "a1", "duration": "PT10M"},
                "tp_order": {"title": "注文", "stage": "st_b", "rank": "a0"},
                "tp_parcel": {"title": "荷物", "stage": "st_c", "rank": "a0", "duration": "PT30M"},
                "tp_pool": {"title": "未定", "rank": "a0", "duration": "P9D"},
            },
            "links": {
                "li_1": {"source": "tp_ad", "target": "tp_shop", "delay": "P1D"},
                "li_2": {"source": "tp_shop", "target": "tp_order", "delay": "PT3H"},
                "li_3": {"source": "tp_order", "target": "tp_parcel", "delay": "P2D"},
            },
        }
    )
    return journey


class TestTheRules:
    def test_touchpoints_and_the_waits_between_neighbours_add_up(self, shop):
        assert times(shop) == {
            "st_a": (12 * MINUTE, DAY, 3 * HOUR, 12 * MINUTE + DAY + 3 * HOUR),
            "st_b": (0, 0, 2 * DAY, 2 * DAY),
            "st_c": (30 * MINUTE, 0, 0, 30 * MINUTE),
        }
        frame = jw.journey_time(shop)
        assert frame["total"].sum() == 3 * DAY + 3 * HOUR + 42 * MINUTE
        assert list(frame["iso"]) == ["P1DT3H12M", "P2D", "PT30M"]
        assert list(frame["starts"]) == [0, DAY + 3 * HOUR + 12 * MINUTE, 3 * DAY + 3 * HOUR + 12 * MINUTE]
        assert list(frame["timed"]) == [2, 0, 1]
        assert list(frame["touchpoints"]) == [2, 1, 1]
        assert frame["share"].sum() == pytest.approx(1)

    def test_a_stage_that_states_its_duration_takes_that_and_still_shows_the_sum(self, shop):
        shop.edit("stages", "st_a", duration="P1W")
        own, between, onward, total = times(shop)["st_a"]
        assert (own, between, onward) == (12 * MINUTE, DAY, 3 * HOUR)
        assert total == 7 * DAY + 3 * HOUR  # the wait until the next stage is not part of the stage
        assert jw.journey_time(shop)["stated"].tolist()[0] == 7 * DAY

    def test_links_that_skip_go_back_or_stay_add_nothing(self, shop):
        before = times(shop)
        for name, (source, target) in {
            "li_skip": ("tp_ad", "tp_order"),
            "li_back": ("tp_parcel", "tp_ad"),
            "li_self": ("tp_shop", "tp_shop"),
            "li_pool": ("tp_shop", "tp_pool"),
        }.items():
            shop.add("links", id=name, source=source, target=target, delay="P30D")
        assert times(shop) == before

    def test_of_several_links_between_neighbours_the_longest_counts(self, shop):
        shop.add("links", source="tp_ad", target="tp_shop", delay="P3D", share=0.1)
        shop.add("links", source="tp_ad", target="tp_shop", delay="PT1H")
        assert times(shop)["st_a"][1] == 3 * DAY

    def test_over_a_stage_without_cards_the_next_card_is_the_neighbour(self, shop):
        shop.remove("touchpoints", "tp_order")
        shop.add("links", source="tp_shop", target="tp_parcel", delay="P5D")
        assert times(shop)["st_a"][2] == 5 * DAY
        assert times(shop)["st_b"] == (0, 0, 0, 0)

    def test_cards_that_do_not_exist_in_a_state_are_left_out_of_it(self, shop):
        shop.edit("touchpoints", "tp_shop", exists_in="as_is")
        shop.add("links", source="tp_ad", target="tp_order", delay="PT1H")
        assert times(shop, state="as_is") == times(shop)
        assert times(shop, state="to_be")["st_a"] == (2 * MINUTE, 0, HOUR, 2 * MINUTE + HOUR)

    def test_a_map_without_stages_is_an_empty_frame_and_one_without_times_has_no_shares(self):
        assert len(jw.journey_time(jw.new())) == 0
        frame = jw.journey_time(jw.new("lifecycle"))
        assert frame["total"].sum() == 0
        assert frame["share"].isna().all()
        assert set(frame["iso"]) == {"PT0S"}

    @given(
        st.lists(st.tuples(st.integers(0, 2), st.integers(0, 10**6), st.integers(0, 10**6)), max_size=8),
        st.lists(st.none() | st.integers(0, 10**6), min_size=3, max_size=3),
    )
    def test_the_length_is_what_is_inside_each_stage_and_the_waits_between_stages(self, cards, stated):
        cards = sorted(cards, key=lambda card: card[0])
        document = {
            "stages": {
                f"st_{n}": {"name": str(n), "rank": f"a{n}"} | ({} if said is None else {"duration": iso(said)})
                for n, said in enumerate(stated)
            },
            "touchpoints": {
                f"tp_{n}": {"title": "x", "stage": f"st_{stage}", "rank": f"a{n}", "duration": iso(own)}
                for n, (stage, own, _) in enumerate(cards)
            },
            "links": {
                f"li_{n}": {"source": f"tp_{n}", "target": f"tp_{n + 1}", "delay": iso(wait)}
                for n, (_, _, wait) in enumerate(cards[:-1])
            },
        }
        length = sum(time.total for time in stage_times(document))
        expected = sum(said for said in stated if said is not None)
        for n, (stage, own, wait) in enumerate(cards):
            last = n == len(cards) - 1
            crosses = not last and cards[n + 1][0] != stage
            if stated[stage] is None:
                expected += own + (0 if last or crosses else wait)
            expected += wait if crosses else 0
        assert length == expected
