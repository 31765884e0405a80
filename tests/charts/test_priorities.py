"""Impact × effort, the plan along time, effects: what is drawn where, and the table and sentence beside it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets.charts.actions_timeline import (
    actions_timeline,
    actions_timeline_sentence,
    actions_timeline_table,
)
from journey_widgets.charts.effects import effects, effects_sentence, effects_table
from journey_widgets.charts.priorities import priorities, priorities_sentence, priorities_table, quadrant
from journey_widgets.model.journey import Journey

TODAY = date(2026, 6, 15)


@pytest.fixture
def journey() -> Journey:
    made = Journey()
    made.apply(
        {
            "about": {"title": "購入体験", "language": "ja"},
            "stages": {"st_1": {"name": "購入", "rank": "a0"}},
            "touchpoints": {
                "tp_a": {"title": "登録", "stage": "st_1", "rank": "a0"},
                "tp_b": {"title": "支払い", "stage": "st_1", "rank": "a1"},
            },
            "scores": {
                "tp_a//as_is/": {"touchpoint": "tp_a", "state": "as_is", "score": -1},
                "tp_b//as_is/": {"touchpoint": "tp_b", "state": "as_is", "score": 0},
                "tp_a//to_be/": {"touchpoint": "tp_a", "state": "to_be", "score": 1},
            },
            "notes": {
                "no_1": {"kind": "pain", "text": "遅い", "touchpoint": "tp_b", "impact": 5, "effort": 1},
                "no_2": {"kind": "opportunity", "text": "案", "impact": 5, "effort": 1, "touchpoint": "tp_a"},
                "no_3": {"kind": "pain", "text": "高い", "impact": 2, "effort": 5},
                "no_4": {"kind": "pain", "text": "まだ"},
                "no_5": {"kind": "pain", "text": "まとめた", "merged_into": "no_1"},
            },
            "participants": {"p1": {"label": "あ"}},
            "votes": {"no_5/p1": {"note": "no_5", "participant": "p1", "dots": 2}},
            "actions": {
                "ac_1": {"title": "速くする", "note": "no_1", "owner": "伊藤", "due": "2026-06-14", "status": "doing"},
                "ac_2": {"title": "決める"},
                "ac_3": {"title": "済み", "touchpoint": "tp_a", "status": "done", "owner": "森", "due": "2026-05-01",
                         "check_on": "2026-06-20", "effect": 2, "score_before": -1, "score_after": 0, "outcome": "良い"},
                "ac_4": {"title": "やめた", "status": "dropped"},
            },
        }
    )  # fmt: skip
    return made


def rows(chart: Any) -> list[dict[str, Any]]:
    """Every row of every layer."""
    spec = chart.to_dict()
    kept: dict[str, list[dict[str, Any]]] = spec.get("datasets", {})
    return [row for layer in spec["layer"] for row in layer["data"].get("values") or kept[layer["data"]["name"]]]


def texts(chart: Any) -> dict[str, tuple[float, float]]:
    """What is written, and where."""
    return {row["text"]: (row["x"], row["y"]) for row in rows(chart) if isinstance(row.get("text"), str)}


def test_the_plane_has_every_weighed_note_in_its_place_and_none_over_another(journey: Journey):
    chart = priorities(journey)
    where = texts(chart)
    assert {"遅い", "案", "高い"} <= set(where)
    assert "まだ" not in where
    assert where["遅い"][1] < where["高い"][1], "more impact is higher"
    assert where["遅い"][0] < where["高い"][0], "more effort is further right"
    assert abs(where["遅い"][1] - where["案"][1]) >= 24, "two in one place lie one above the other"
    assert {"すぐやる", "大きな一手", "手が空いたら", "見送る"} <= set(where)
    chips = [row for row in rows(chart) if row.keys() == {"x", "x2", "y", "y2"}][2:]
    assert len(chips) == 3
    for at, a in enumerate(chips):
        for b in chips[at + 1 :]:
            assert a["x2"] <= b["x"] or b["x2"] <= a["x"] or a["y2"] <= b["y"] or b["y2"] <= a["y"]


def test_quadrants_part_in_the_middle():
    assert [quadrant(*at) for at in ((4, 2), (4, 4), (2, 1), (1, 5), (3, 1), (5, 3))] == [
        "quick", "big", "fill", "sink", "between", "between",
    ]  # fmt: skip


def test_the_table_says_the_same_as_the_plane(journey: Journey):
    frame = priorities_table(journey)
    assert frame.index.tolist() == ["no_1", "no_2", "no_3", "no_4"]
    assert frame["区分"].tolist()[:3] == ["すぐやる", "すぐやる", "見送る"]
    assert frame["区分"].isna().tolist() == [False, False, False, True]
    assert frame["票"].tolist() == [2, 0, 0, 0]
    assert frame["タッチポイント"].tolist()[:2] == ["2 支払い", "1 登録"]
    assert priorities_table(journey, language="en").columns.tolist()[:4] == ["Kind", "Note", "Touchpoint", "Quadrant"]


def test_the_sentence_begins_with_what_to_begin_with(journey: Journey):
    assert priorities_sentence(journey) == "すぐやるのは遅い・案です。1位：遅い。未配置の付箋が1枚あります。"
    assert priorities_sentence(journey, "en") == "Quick wins: 遅い, 案. First: 遅い. 1 note is not placed yet."
    assert priorities_sentence(Journey(), "ja") == "効果と工数を見積もった付箋はまだありません。"


def test_the_timeline_has_a_row_for_each_action_and_marks_what_is_wrong_in_words(journey: Journey):
    where = texts(actions_timeline(journey, today=TODAY))
    assert {
        "速くする",
        "決める",
        "済み",
        "期限を1日超過",
        "? 担当なし",
        "期限なし",
        "今日",
        "5/1",
        "実績 +1",
        "見込み +2",
    } <= set(where)
    assert "やめた" not in where
    assert where["速くする"][1] < where["決める"][1] < where["済み"][1]
    assert where["5/1"][0] < where["期限を1日超過"][0] < where["今日"][0]


def test_the_timelines_table_and_sentence(journey: Journey):
    frame = actions_timeline_table(journey, today=TODAY)
    assert frame.index.tolist() == ["ac_1", "ac_2", "ac_3", "ac_4"]
    assert frame["期限切れ"].tolist() == [True, False, False, False]
    assert frame.loc["ac_3", ["見込み", "実績"]].tolist() == [2.0, 1.0]
    assert str(frame["期限"].dtype) == "datetime64[s]"
    assert actions_timeline_sentence(journey, today=TODAY) == "3件：完了1、期限切れ1、担当なし1、期限なし1。"
    said = actions_timeline_sentence(journey, "en", today=date(2026, 6, 1))
    assert said == "3 actions: 1 done, 1 without an owner, 1 without a date. Next due: “速くする” on 6/14."
    assert actions_timeline_sentence(Journey(), "en") == "There are no actions yet."


def test_a_plan_of_any_length_of_time_has_ticks_that_do_not_collide(journey: Journey):
    for due in ("2026-06-16", "2026-09-30", "2029-01-01"):
        journey.edit("actions", "ac_1", due=due)
        chart = actions_timeline(journey, today=TODAY)
        head = texts(chart)["今日"][1]
        months = {text: x for text, (x, y) in texts(chart).items() if y == head and text[0].isdigit()}
        ticks = sorted(months.values())
        assert ticks, due
        assert all(b - a > 18 for a, b in pairwise(ticks)), due


def test_expected_and_real_effects_stand_beside_each_other_over_their_touchpoint(journey: Journey):
    where = texts(effects(journey))
    # A word stands 7 pixels beside its mark: so the marks themselves are apart, one on each side of the touchpoint.
    assert where["+2"][0] + 7 < where["1"][0] < where["+1"][0] - 7
    assert where["+2"][1] < where["+1"][1], "more was expected than came"
    frame = effects_table(journey)
    assert frame.index.tolist() == ["ac_3"]
    assert frame.iloc[0].tolist()[3:] == [-1.0, 0.0, 2.0, 1.0, -1.0, "良い"]
    assert "「済み」（見込み+2、実績+1）" in effects_sentence(journey)
    assert effects_sentence(Journey(), "en") == "No action has an outcome yet."


@pytest.mark.parametrize("make", [priorities, actions_timeline, effects])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_chart_can_be_drawn_of_nothing_and_of_everything(make: Any, theme: Any, journey: Journey):
    for each in (Journey(), journey):
        for language in ("ja", "en"):
            chart = make(each, theme=theme, language=language)
            assert chart.to_dict()["description"]


def test_a_live_chart_follows_the_plane(journey: Journey):
    live = jw.LiveChart(journey, priorities)
    before = live.made
    journey.edit("notes", "no_3", impact=5)
    live.refresh()
    assert live.problem is None
    assert live.made != before
    live.close()
