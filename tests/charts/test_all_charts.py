"""One rule for all charts: each draws any map, has a table twin, says itself in a sentence, and stays alive."""

from __future__ import annotations

import json
import re
from typing import Any

import altair as alt
import pandas as pd
import pytest

import journey_widgets as jw
from journey_widgets import charts
from journey_widgets.slides.render import chart_svg

NAMES = [name for name in charts.__all__ if name != "data"]
KANA = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def full() -> jw.Journey:
    """A map in Japanese with everything a chart looks at, and words that are markup, formula and template elsewhere."""
    made = jw.Journey({"about": {"title": "通販<b>の</b>体験", "language": "ja", "scale": {"low": -2, "high": 2}}})
    for name, label in (("pe_a", "花"), ("pe_b", "健一")):
        made.add("personas", id=name, name=label)
    made.add("participants", id="p0", label="お客さま", role="customer")
    titles = [
        "広告を見る",
        "口コミを読む",
        "カートに入れる",
        "=SUM(A1)",
        "支払う<script>",
        "{title}を開ける",
        "長い名前" * 12,
    ]
    for at, title in enumerate(titles):
        stage = f"st_{at // 3}"
        if at % 3 == 0:
            made.add("stages", id=stage, name=["認知", "購入", "使用"][at // 3])
        made.add(
            "touchpoints", id=f"tp_{at}", title=title, stage=stage, channel=["サイト", "店"][at % 2], duration="PT10M"
        )
        for person in range(4):
            made.score(f"tp_{at}", (at * person) % 5 - 2, persona="pe_a", participant=f"p{person}", reason="理由")
        made.score(f"tp_{at}", at % 3 - 1, persona="pe_b")
    made.score("tp_2", 2, persona="pe_a", state="to_be")
    made.add(
        "notes",
        id="no_1",
        kind="pain",
        text="<i>遅い</i>",
        touchpoint="tp_2",
        severity=4,
        frequency=3,
        impact=4,
        effort=2,
    )
    made.add("actions", id="ac_1", title="速くする", note="no_1", owner="佐藤", due="2026-12-01", effect=1, effort=2)
    made.add("links", id="li_1", source="tp_0", target="tp_2", condition="会員なら", delay="P1D", share=0.4)
    made.add("measures", id="me_1", metric="NPS", value=12, touchpoint="tp_2")
    return made


def bare() -> jw.Journey:
    """Cards, and nothing said of them."""
    made = jw.Journey({"about": {"title": "x"}})
    made.add("stages", id="st", name="s")
    made.add("touchpoints", id="tp", title="t", stage="st")
    return made


MAPS = {"full": full, "bare": bare, "empty": jw.Journey}


@pytest.fixture(scope="module")
def maps() -> dict[str, jw.Journey]:
    return {name: make() for name, make in MAPS.items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_has_a_table_and_a_sentence(name: str):
    for twin in (f"{name}_table", f"{name}_sentence"):
        assert callable(getattr(charts, twin, None)), f"charts.{name} needs charts.{twin}"
        assert getattr(charts, twin).__doc__, twin


@pytest.mark.parametrize("which", MAPS)
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_draws_any_map(maps: dict[str, jw.Journey], name: str, which: str):
    chart = getattr(charts, name)(maps[which], language="en" if which == "bare" else "ja")
    assert isinstance(chart, alt.TopLevelMixin)
    svg = chart_svg(chart)
    assert "NaN" not in svg
    assert "undefined" not in svg
    assert "<script>" not in svg


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("which", MAPS)
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_is_told_in_both_languages(maps: dict[str, jw.Journey], name: str, which: str, language: Any):
    table = getattr(charts, f"{name}_table")(maps[which], language=language)
    assert isinstance(table, pd.DataFrame)
    sentence = getattr(charts, f"{name}_sentence")(maps[which], language)
    # Of a figure, not an essay; nothing left to fill in but what people wrote themselves.
    assert 5 < len(sentence) < 400
    assert "\n" not in sentence
    assert not re.search(r"\{\w+\}", sentence.replace("{title}を開ける", ""))
    if which != "full":  # there, Japanese is in the map itself
        assert bool(KANA.search(sentence)) is (language == "ja"), sentence
        assert bool(KANA.search("".join(map(str, table.columns)))) is (language == "ja"), list(table.columns)


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_says_itself_to_a_screen_reader(maps: dict[str, jw.Journey], name: str):
    if name == "emotion_curve":  # the page says it, from its own copy of the document
        return
    spec = getattr(charts, name)(maps["full"], language="en").to_dict()
    assert spec["description"] == getattr(charts, f"{name}_sentence")(maps["full"], "en")


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_wears_the_theme_of_its_page(maps: dict[str, jw.Journey], name: str):
    draw = getattr(charts, name)
    specs = [draw(maps["full"], theme=theme).to_dict() for theme in ("light", "dark")]
    for spec in specs:
        params = {param["name"]: param for param in spec["params"]}
        assert "jw_theme" in params, name
        params["jw_theme"].pop("value")
    # Nothing else differs: a page that turns `jw_theme` turns the whole chart.
    assert json.dumps(specs[0], sort_keys=True) == json.dumps(specs[1], sort_keys=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_can_be_kept_live(name: str):
    journey = full()
    live = jw.LiveChart(journey, getattr(charts, name))
    try:
        assert live.spec
        journey.score("tp_0", 2, persona="pe_a")
        journey.remove("touchpoints", "tp_1")
        live.refresh()
        assert live.problem is None
    finally:
        live.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_does_not_touch_the_map(maps: dict[str, jw.Journey], name: str):
    before = json.dumps(maps["full"].document, sort_keys=True)
    getattr(charts, name)(maps["full"])
    getattr(charts, f"{name}_table")(maps["full"])
    assert json.dumps(maps["full"].document, sort_keys=True) == before


def test_a_map_of_hundreds_of_cards_is_drawn_too():
    made = jw.Journey({"about": {"title": "x"}})
    made.add("stages", id="st", name="s")
    with made.batch("many"):
        for at in range(150):
            made.add("touchpoints", id=f"tp_{at}", title=f"t{at}", stage="st")
            made.score(f"tp_{at}", at % 5 - 2)
    for name in ("dots", "two_states", "assumed_measured"):
        assert "NaN" not in chart_svg(getattr(charts, name)(made))


@pytest.mark.parametrize("name", ["dots", "portfolio"])
def test_a_picture_of_a_chart_is_described_by_its_sentence(maps: dict[str, jw.Journey], name: str):
    assert jw.picture(maps["full"], name).description == getattr(charts, f"{name}_sentence")(maps["full"])
    live = jw.LiveChart(maps["full"], getattr(charts, name))
    assert live.still().description == getattr(charts, f"{name}_sentence")(maps["full"])
    live.close()
