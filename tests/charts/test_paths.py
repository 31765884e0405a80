"""The paths through a journey: places, curves, words beside them; its table and its sentence."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.charts.labels import Box, Room
from journey_widgets.charts.path_curves import Curve, Spot, curve
from journey_widgets.charts.paths import paths, paths_sentence, paths_table
from journey_widgets.charts.sheet import balanced, wide, wrapped
from journey_widgets.model import Journey
from journey_widgets.slides.render import chart_svg


def drawn(chart: Any, mark: str, *fields: str) -> list[dict[str, Any]]:
    """All rows of the layers with a mark whose rows have these fields."""
    spec = chart.to_dict(validate=False)
    found: list[dict[str, Any]] = []
    for layer in spec["layer"]:
        kind = layer["mark"]["type"] if isinstance(layer["mark"], dict) else layer["mark"]
        named = layer.get("data", {})
        rows = spec["datasets"][named["name"]] if "name" in named else named.get("values", [])
        found += [row for row in rows if kind == mark and set(fields) <= set(row)]
    return found


@pytest.fixture
def wave() -> Journey:
    return jw.new("welcome_series")


def test_cards_stand_from_left_to_right_each_in_the_row_of_its_channel(wave):
    dots = drawn(paths(wave), "point", "card")
    assert [dot["text"] for dot in dots] == [str(n) for n in range(1, 14)]
    assert [dot["x"] for dot in dots] == sorted(dot["x"] for dot in dots)
    rows = {dot["channel"]: dot["y"] for dot in dots}
    assert list(rows) == ["サイト", "メール", "アプリ", "店舗"]
    assert list(rows.values()) == sorted(rows.values())
    assert all(dot["y"] == rows[dot["channel"]] for dot in dots)


def test_every_link_is_one_curve_from_its_source_to_its_target_the_wider_the_larger_its_share(wave):
    chart = paths(wave)
    points = drawn(chart, "line", "wide")
    dots = {dot["text"]: dot for dot in drawn(chart, "point", "card")}
    frame = jw.paths(wave)
    assert {point["line"] for point in points} == set(frame.index)
    for name, link in frame.iterrows():
        line = [point for point in points if point["line"] == name]
        start, end = dots[str(link["source_no"])], dots[str(link["target_no"])]
        assert abs(line[0]["x"] - start["x"]) <= 12
        assert abs(line[0]["y"] - start["y"]) <= 12
        assert abs(line[-1]["x"] - end["x"]) <= 16
        assert abs(line[-1]["y"] - end["y"]) <= 16
    width = {point["line"]: point["wide"] for point in points}
    assert width["li_thanks"] > width["li_opened"] > width["li_unopened"] > width["li_visit"]
    assert width["li_third"] == pytest.approx(0.9 + 2.8 * 0.5)  # no share said


def test_what_follows_without_a_link_is_dotted_and_nothing_follows_where_everybody_goes_elsewhere(wave):
    def dotted(journey: Journey) -> set[str]:
        return {row["line"] for row in drawn(paths(journey), "line", "line") if row["line"].startswith("tp_")}

    assert dotted(wave) == {"tp_look", "tp_browse", "tp_remind", "tp_offer"}
    wave.add("links", source="tp_look", target="tp_browse", share=1)
    assert "tp_look" not in dotted(wave)


def test_no_words_lie_on_other_words_or_on_cards(wave):
    labels = [row for row in drawn(paths(wave), "text", "text") if isinstance(row["text"], list)]
    beside = [row for row in labels if any("%" in part or "日" in part for part in row["text"]) and row["y"] < 460]
    assert len(beside) >= 10
    boxes = {
        (row["x"], row["y"]): Box(
            row["x"] - max(map(wide, row["text"])) * 5, row["y"] - 6,
            row["x"] + max(map(wide, row["text"])) * 5, row["y"] + 14 * len(row["text"]) - 8,
        )
        for row in beside
    }  # fmt: skip
    for one, other in combinations(boxes.values(), 2):
        assert one.overlap(other) == 0
    for dot in drawn(paths(wave), "point", "card"):
        disc = Box(dot["x"] - 9, dot["y"] - 9, dot["x"] + 9, dot["y"] + 9)
        assert all(box.overlap(disc) == 0 for box in boxes.values())


def test_without_channels_or_when_asked_all_cards_stand_on_one_line(wave):
    assert len({dot["y"] for dot in drawn(paths(wave, rows=None), "point", "card")}) == 1
    for card in list(wave.touchpoints.index):
        wave.edit("touchpoints", card, channel=None)
    assert len({dot["y"] for dot in drawn(paths(wave), "point", "card")}) == 1


def test_of_a_large_map_only_cards_with_links_are_drawn():
    journey = Journey()
    journey.apply(
        {
            "stages": {"st_a": {"name": "a", "rank": "a0"}},
            "touchpoints": {f"tp_{n:03}": {"title": "x", "stage": "st_a", "rank": "a0"} for n in range(300)},
            "links": {"li_1": {"source": "tp_010", "target": "tp_200"}},
        }
    )
    assert [dot["text"] for dot in drawn(paths(journey), "point", "card")] == ["11", "201"]


def test_a_title_is_text_and_nothing_else(wave):
    wave.edit("touchpoints", "tp_look", title='=HYPERLINK("x") <b>&</b> {{datum}}')
    assert "<b>" not in chart_svg(paths(wave))


def test_its_table_says_every_link_in_words(wave):
    table = paths_table(wave)
    assert list(table.columns) == ["起点", "行き先", "向き", "条件", "待ち時間", "割合"]
    assert table.loc["li_unopened"].tolist() == [
        "3 歓迎メール1：お礼とクーポン", "4 アプリの通知でクーポンを知る", "次へ", "2日間開かない", "2日", "40 %",
    ]  # fmt: skip
    english = paths_table(wave, language="en")
    assert english.loc["li_weekly", "Way"] == "again"
    assert english.loc["li_weekly", "Delay"] == "1 week"


def test_its_sentence_names_the_branch_the_way_back_and_the_longest_wait(wave):
    assert paths_sentence(wave) == (
        "13枚のカードに13本のつながりがあります。いちばん枝分かれするのは3 歓迎メール1：お礼とクーポン（2本）。"
        "戻る道は3本。いちばん長く待つのは11 ニュースレターを読む → 12 近くの店の催しを知るの2週間です。"
    )
    assert paths_sentence(jw.new("welcome_series", language="en")) == (
        "13 cards, 13 links. Most branches leave 3 Welcome mail 1: thanks and a coupon (2). 3 lead back. "
        "The longest wait is 2 weeks, from 11 Reads the newsletter to 12 Hears of an event nearby."
    )
    assert paths_sentence(jw.new(), "en") == "No links yet."


class TestCurves:
    @pytest.mark.parametrize("kind", ["next", "forward", "back", "self"])
    def test_two_links_between_the_same_cards_do_not_lie_on_each_other(self, kind):
        start, end = Spot(100, 100, 0), Spot(100 if kind == "self" else 300, 100, 0)
        if kind == "back":
            start, end = end, start
        lines = [curve(kind, start, end, 11, nth, rows=True, slot=80).points for nth in (0, 1)]
        assert max(abs(a[1] - b[1]) for a, b in zip(*lines, strict=True)) > 4

    def test_back_bends_below_the_cards_and_forward_above_them(self):
        a, b = Spot(100, 100, 0), Spot(400, 100, 0)
        assert max(y for _, y in curve("back", b, a, 11, 0, rows=False, slot=80).points) > 120
        assert min(y for _, y in curve("forward", a, b, 11, 0, rows=False, slot=80).points) < 80

    def test_a_long_wave_runs_through_no_card_it_has_nothing_to_do_with(self):
        journey = jw.new("welcome_series")
        journey.add("links", id="li_far", source="tp_look", target="tp_store", share=0.1)
        chart = paths(journey)
        line = Curve([(row["x"], row["y"]) for row in drawn(chart, "line", "wide") if row["line"] == "li_far"], 0)
        others = [dot for dot in drawn(chart, "point", "card") if dot["text"] not in {"1", "13"}]
        assert len(others) == 11
        assert all(line.distance(dot["x"], dot["y"]) > 12 for dot in others)

    def test_how_near_a_curve_comes_is_told_between_its_points_too(self):
        assert Curve([(0, 0), (100, 0)], 0).distance(50, 7) == 7
        assert Curve([(0, 0), (100, 0)], 0).distance(103, 4) == 5

    def test_a_wave_arrives_level(self):
        assert curve("next", Spot(0, 0, 0), Spot(90, 80, 1), 11, 0, rows=True, slot=90).heading == pytest.approx(0)


class TestWords:
    def test_lines_break_where_phrases_end_and_words_stay_whole(self):
        assert wrapped("取り置きのお知らせを受け取る", 8, 3) == ["取り置きの", "お知らせを", "受け取る"]
        assert wrapped("Is offered the newsletter", 8, 3) == ["Is offered the", "newsletter"]
        assert wrapped("店から5 km以内に住む", 9, 2) == ["店から5 km以内に", "住む"]

    def test_no_line_begins_with_a_mark(self):
        assert all(line[0] not in "、。ーっ" for line in wrapped("ああああ、いいいい。カードーー、っっ", 4, 9))

    def test_what_does_not_fit_is_cut_and_says_so(self):
        told = wrapped("あ" * 40, 5, 2)
        assert len(told) == 2
        assert told[-1].endswith("…")
        assert all(wide(line) <= 6 for line in told)
        assert wrapped("Donaudampfschifffahrtsgesellschaft", 6, 9)[0] == "Donaudampf"

    def test_lines_are_about_as_long_as_each_other(self):
        assert balanced("3通目は人気の品", 7, 3) == ["3通目は", "人気の品"]
        assert balanced("", 7, 3) == [""]

    def test_words_find_room_beside_their_curve(self):
        room = Room(Box(0, 0, 400, 200))
        points = [(float(x), 100.0) for x in range(0, 401, 10)]
        room.ink(points)
        first = room.beside(points, 60, 20)
        second = room.beside(points, 60, 20)
        assert first.overlap(second) == 0
        assert first.y2 < 100  # above the line, in the middle
        assert abs((first.x + first.x2) / 2 - 200) < 1
