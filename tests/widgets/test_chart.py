"""Live charts in the kernel: what is sent, when, and what happens when a person's function fails."""

from __future__ import annotations

import threading
from typing import Any

import altair as alt
import pandas as pd
import pytest

import journey_widgets as jw
from journey_widgets.widgets import chart as chart_module
from journey_widgets.widgets.chart import EmotionCurve, LiveChart
from journey_widgets.widgets.runtime import vega_code, vega_hash, vega_runtime


@pytest.fixture
def journey() -> jw.Journey:
    made = jw.Journey(
        {"format": "journey-map", "version": 1, "about": {"title": "購入", "scale": {"low": -2, "high": 2}}}
    )
    made.add("stages", id="st", name="段")
    for number in range(3):
        made.add("touchpoints", id=f"tp_{number}", title=f"題{number}", stage="st")
    return made


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(chart_module, "REST", 0.01)


class Sent:
    """What a chart sent, and a way to wait for it."""

    def __init__(self, chart: LiveChart, monkeypatch: pytest.MonkeyPatch) -> None:
        self.messages: list[dict[str, Any]] = []
        self.buffers: list[Any] = []
        self.came = threading.Event()

        def send(content: dict[str, Any], buffers: Any = None) -> None:
            self.messages.append(content)
            self.buffers.append(buffers)
            self.came.set()

        monkeypatch.setattr(chart, "send", send)


def counted(journey: jw.Journey) -> alt.Chart:
    frame = pd.DataFrame({"title": journey.touchpoints["title"].astype(object), "n": 1})
    return alt.Chart(frame).mark_bar().encode(x="n:Q", y="title:N")


def test_a_curve_is_built_for_any_journey_and_says_nothing_when_it_changes(
    journey: jw.Journey, monkeypatch: pytest.MonkeyPatch
):
    curve = EmotionCurve(journey)
    sent = Sent(curve, monkeypatch)
    spec = curve.spec
    journey.score("tp_0", 1)
    assert curve.spec is spec
    assert not sent.messages, "the page derives the rows itself"
    assert curve.setup["curve"] is True


def test_chart_is_a_plain_altair_chart_with_its_data(journey: jw.Journey):
    curve = EmotionCurve(journey, axes=False)
    journey.score("tp_1", -2)
    plain = curve.chart
    assert isinstance(plain, alt.LayerChart)
    assert [row["score"] for row in plain.to_dict()["datasets"]["curve"]] == [None, -2, None]


def test_a_function_of_named_data_is_called_once(journey: jw.Journey):
    calls: list[int] = []

    def titles(journey: jw.Journey) -> alt.Chart:
        calls.append(journey.revision)
        return alt.Chart(jw.data("touchpoints")).mark_text().encode(y="title:N", text="title:N")

    chart = LiveChart(journey, titles)
    journey.edit("touchpoints", "tp_0", title="新")
    assert len(calls) == 1
    assert chart.setup["names"] == ["touchpoints"]
    assert chart.setup["columns"]["touchpoints"][:3] == ["id", "title", "stage"]
    assert "datasets" not in chart.spec
    assert chart.chart.to_dict()["datasets"]["touchpoints"][0]["title"] == "新"


def test_only_datasets_that_differ_are_sent(journey: jw.Journey, monkeypatch: pytest.MonkeyPatch):
    fixed = pd.DataFrame({"y": [1, 2]})

    def two(journey: jw.Journey) -> alt.LayerChart:
        return alt.layer(counted(journey), alt.Chart(fixed).mark_rule().encode(y="y:Q"))

    chart = LiveChart(journey, two)
    sent = Sent(chart, monkeypatch)
    spec = chart.spec
    journey.edit("touchpoints", "tp_1", title="変わった")
    assert sent.came.wait(5)
    assert [list(message) for message in sent.messages] == [["datasets"]]
    (changed,) = sent.messages[0]["datasets"].values()
    assert [row["title"] for row in changed] == ["題0", "変わった", "題2"]
    assert chart.spec == spec, "new contents are no new chart"


def test_many_changes_are_one_new_call(journey: jw.Journey, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(chart_module, "REST", 0.2)
    calls: list[int] = []

    def make(journey: jw.Journey) -> alt.Chart:
        calls.append(journey.revision)
        return counted(journey)

    chart = LiveChart(journey, make)
    sent = Sent(chart, monkeypatch)
    for number in range(20):
        journey.edit("touchpoints", "tp_0", title=f"{number}")
    assert sent.came.wait(5)
    assert len(calls) == 2
    assert sent.messages[-1]["datasets"]["made-0"][0]["title"] == "19"


def test_a_chart_of_a_different_build_replaces_the_old_one(journey: jw.Journey):
    def bars_or_points(journey: jw.Journey) -> alt.Chart:
        chart = counted(journey)
        return chart.mark_point() if len(journey.touchpoints) > 3 else chart

    chart = LiveChart(journey, bars_or_points)
    assert chart.spec["mark"]["type"] == "bar"
    journey.add("touchpoints", title="四つめ", stage="st")
    chart.refresh()
    assert chart.spec["mark"]["type"] == "point"
    assert len(chart.made["made-0"]) == 4


def test_what_goes_wrong_is_said_with_its_line_and_the_last_good_chart_stays(journey: jw.Journey):
    def fragile(journey: jw.Journey) -> alt.Chart:
        if len(journey.touchpoints) > 3:
            raise KeyError("channel")  # the line
        return counted(journey)

    chart = LiveChart(journey, fragile)
    spec, rows = chart.spec, chart.made
    extra = journey.add("touchpoints", title="四つめ", stage="st")
    chart.refresh()
    assert chart.problem is not None
    assert "KeyError: 'channel'" in chart.problem["en"]
    assert "# the line" in chart.problem["ja"]
    assert (chart.spec, chart.made) == (spec, rows)
    journey.remove("touchpoints", extra)
    chart.refresh()
    assert chart.problem is None


def test_the_first_failure_is_the_callers(journey: jw.Journey):
    def broken(_journey: jw.Journey) -> alt.Chart:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        LiveChart(journey, broken)
    with pytest.raises(TypeError, match="must return an Altair chart, not int"):
        LiveChart(journey, lambda _journey: 3)


def test_a_closed_chart_follows_no_longer(journey: jw.Journey):
    calls: list[int] = []

    def make(journey: jw.Journey) -> alt.Chart:
        calls.append(1)
        return counted(journey)

    chart = LiveChart(journey, make)
    chart.close()
    journey.edit("touchpoints", "tp_0", title="後で")
    assert len(calls) == 1


def test_more_rows_than_altairs_limit_are_no_error(journey: jw.Journey):
    frame = pd.DataFrame({"x": range(6000)})
    chart = LiveChart(journey, lambda _journey: alt.Chart(frame).mark_point().encode(x="x:Q"))
    assert len(chart.made["made-0"]) == 6000


def test_there_is_one_runtime_and_a_new_one_after_it_was_closed():
    first = vega_runtime()
    assert vega_runtime() is first
    first.close()
    assert vega_runtime() is not first


def test_a_page_without_the_runtime_gets_the_code_by_asking(journey: jw.Journey, monkeypatch: pytest.MonkeyPatch):
    chart = EmotionCurve(journey)
    sent = Sent(chart, monkeypatch)
    chart._on_message(chart, {"want": "vega"}, [])
    chart._on_message(chart, {"want": "something else"}, [])
    chart._on_message(chart, "noise", [])
    assert sent.messages == [{"vega": vega_hash()}]
    assert sent.buffers == [[vega_code()]]
