"""Two versions' curves over each other: the same cards under each other, gaps stay gaps, gains are written."""

from __future__ import annotations

import pytest

from journey_widgets.charts.two_versions import two_versions
from journey_widgets.model import Journey
from journey_widgets.slides.render import chart_svg
from tests.model.journeys import workshop


@pytest.fixture
def versions() -> tuple[Journey, Journey]:
    before = workshop()
    before.score("tp_cart", -1)
    before.score("tp_box", 1)
    after = Journey(before.document)
    after.score("tp_ad", -1)
    after.remove("touchpoints", "tp_box")
    after.add("touchpoints", id="tp_new", title="再訪", stage="st_use")
    return before, after


def layers(chart) -> list[dict]:
    return chart.to_dict()["vconcat"]


def rows(panel, chart) -> list[dict]:
    spec = chart.to_dict()
    named = panel["layer"][1].get("data", panel.get("data"))
    return spec["datasets"][named["name"]] if "name" in named else named["values"]


def test_there_is_a_panel_for_everyone_and_one_for_each_persona_with_scores(versions):
    chart = two_versions(*versions, language="ja")
    assert [panel["title"]["text"] for panel in layers(chart)] == ["全員", "花"]


def test_who_is_new_and_who_is_gone_stand_in_one_order(versions):
    chart = two_versions(*versions)
    label = layers(chart)[0]["layer"][1]["encoding"]["x"]["axis"]["labelExpr"]
    assert label == '["SNS広告", "口コミ", "カート", "支払い", "－開封", "＋再訪"][datum.value]'


def test_a_gap_stays_a_gap_and_a_gain_is_written_at_its_point(versions):
    chart = two_versions(*versions)
    points = rows(layers(chart)[0], chart)
    after = [(point["slot"], point["score"], point["gain"]) for point in points if point["which"] == "after"]
    assert after == [(0, -1, "▼ 2"), (2, -1, "")]
    runs = [point["run"] for point in points if point["which"] == "after"]
    assert len(set(runs)) == 2  # the card between them is not scored


def test_another_scale_is_converted(versions):
    before, after = versions
    after.rescale("1…5")
    chart = two_versions(before, after)
    first = rows(layers(chart)[0], chart)[0]
    assert (first["which"], first["slot"], first["score"]) == ("before", 0, 4)


@pytest.mark.parametrize("change", [lambda j: None, lambda j: j.remove("stages", *j.stages.index)])
def test_a_map_without_scores_or_without_cards_draws_too(change):
    empty = Journey({"about": {"title": "x"}, "stages": {"st": {"name": "a", "rank": "a0"}}})
    change(empty)
    assert "<svg" in chart_svg(two_versions(empty, empty, language="en"))


def test_it_is_drawn_with_names_and_japanese_words(versions):
    svg = chart_svg(two_versions(*versions, names=("春.journey.json", "夏.journey.json"), language="ja"))
    for text in ("春.journey.json", "夏.journey.json", "全員", "－開封", "▼ 2", "通販の購入体験"):
        assert text in svg
