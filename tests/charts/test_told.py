"""A chart's table in the page: asked for when somebody opens it, made of the chart's own figures."""

from __future__ import annotations

import functools

import pandas as pd
import pytest

import journey_widgets as jw
from journey_widgets import charts
from journey_widgets.charts.told import as_text, twin_of
from tests.charts.test_all_charts import NAMES, full


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_of_ours_has_its_table_in_the_page(name: str):
    twin = twin_of(getattr(charts, name))
    assert twin is not None
    journey = full()
    assert twin(journey).equals(getattr(charts, f"{name}_table")(journey))


def test_the_choices_of_a_partial_are_the_tables_too():
    journey = full()
    twin = twin_of(functools.partial(charts.dots, persona="pe_b", theme="dark", width=400))
    assert twin is not None
    assert twin(journey).equals(charts.dots_table(journey, persona="pe_b"))
    assert not twin(journey).equals(charts.dots_table(journey, persona="pe_a"))


def test_other_functions_have_none():
    def dots(journey: jw.Journey):
        return charts.dots(journey)

    for other in (dots, charts.data, functools.partial(charts.dots, full()), functools.partial(dots)):
        assert twin_of(other) is None


def test_figures_are_what_people_read():
    frame = pd.DataFrame(
        {
            "名": pd.Series(["a", "", "<b>"], dtype="str"),
            "点": pd.Series([-1.256, 0, None], dtype="Float64"),
            "n": pd.Series([3, 0, None], dtype="Int64"),
            "済": pd.Series([True, False, None], dtype="boolean"),
        }
    )
    assert as_text(frame, "ja") == {
        "head": ["名", "点", "n", "済"],
        "body": [["a", "−1.26", "3", "はい"], ["—", "0", "0", "いいえ"], ["<b>", "—", "—", "—"]],
        "figures": [False, True, True, False],
    }


def test_a_live_chart_sends_its_table_when_it_is_asked_and_as_it_is_then(monkeypatch: pytest.MonkeyPatch):
    journey = full()
    live = jw.LiveChart(journey, charts.dots)
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(live, "send", lambda content, **_: sent.append(content))
    assert live.setup["table"] is True
    live._on_message(None, {"want": "table"}, [])
    journey.edit("touchpoints", "tp_0", title="新しい題")
    live._on_message(None, {"want": "table"}, [])
    before, after = (content["table"]["body"][0] for content in sent)  # pyright: ignore[reportIndexIssue, reportCallIssue, reportArgumentType]
    assert (before[1], after[1]) == ("広告を見る", "新しい題")
    live.close()
    own = jw.LiveChart(journey, lambda one: charts.dots(one, width=500))
    monkeypatch.setattr(own, "send", lambda content, **_: sent.append(content))
    own._on_message(None, {"want": "table"}, [])
    assert own.setup["table"] is False
    assert len(sent) == 2
    own.close()
