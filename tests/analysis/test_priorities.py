"""What to work on first: by hand on a small map, and what the public functions give and refuse."""

from __future__ import annotations

import pytest

import journey_widgets as jw
from journey_widgets.model.journey import Journey


@pytest.fixture
def journey() -> Journey:
    made = Journey()
    made.apply(
        {
            "about": {"language": "ja"},
            "stages": {"st_1": {"name": "購入", "rank": "a0"}},
            "personas": {"pe_a": {"name": "花"}},
            "touchpoints": {
                "tp_a": {"title": "登録", "stage": "st_1", "rank": "a0"},
                "tp_b": {"title": "支払い", "stage": "st_1", "rank": "a1", "importance": 4},
                "tp_c": {"title": "確認", "stage": "st_1", "rank": "a2"},
                "tp_d": {"title": "未採点", "stage": "st_1", "rank": "a3"},
                "tp_pool": {"title": "未配置", "rank": "a0"},
            },
            "participants": {"p1": {"label": "あ"}, "p2": {"label": "い"}, "p3": {"label": "う", "weight": 2}},
        }
    )
    for who, score, importance in (("p1", -2, 5), ("p2", 1, 4), ("p3", 0, 2)):
        made.score("tp_a", score, participant=who, importance=importance)
        made.score("tp_b", -1, participant=who)
    made.score("tp_c", 1)
    made.score("tp_pool", -2)
    return made


def test_ulwick_by_hand(journey: Journey):
    frame = jw.priorities(journey, draws=1)
    # tp_a: p3 weighs 2. Important to p1 and p2: 2 of 4 → 5. Happy: p2, 1 of 4 → 2.5. 5 + max(5 − 2.5, 0) = 7.5
    # tp_b: the card's own 4 → 7.5; nobody is happy: 7.5 + 7.5 = 15
    # tp_c: nobody said how important: 5; agreed +1 of −2…+2 → 7.5; 5 + 0 = 5
    assert frame["value"].dropna().to_dict() == {"tp_b": 15.0, "tp_a": 7.5, "tp_c": 5.0}
    assert frame.index.tolist() == ["tp_b", "tp_a", "tp_c", "tp_d"], (
        "what is not scored comes last, what is not placed not at all"
    )
    assert frame["rank"].tolist()[:3] == [1, 2, 3]
    assert frame.loc["tp_a", ["importance", "satisfaction", "source", "satisfaction_source", "n"]].tolist() == [
        5.0, 2.5, "people", "people", 3,
    ]  # fmt: skip
    assert frame["source"].tolist() == ["touchpoint", "people", "middle", "middle"]
    assert frame["satisfaction_source"].tolist()[:3] == ["people", "people", "agreed"]
    assert frame.attrs["formula"] == "importance + max(importance − satisfaction, 0)"
    assert frame.attrs["people"] == 3


def test_weights_that_add_up_to_nothing_count_as_equal(journey: Journey):
    for who in ("p1", "p2", "p3"):
        journey.edit("participants", who, weight=0)
    assert jw.priorities(journey).loc["tp_a", "satisfaction"] == pytest.approx(10 / 3)


def test_a_persona_is_ranked_by_its_own_people(journey: Journey):
    journey.score("tp_a", 2, persona="pe_a", participant="p1", importance=5)
    frame = jw.priorities(journey, persona="pe_a")
    assert frame.loc["tp_a", ["satisfaction", "importance", "n"]].tolist() == [10.0, 10.0, 1]
    assert frame["satisfaction"].isna().sum() == 3


def test_severity_times_frequency_and_dots_with_those_of_merged_notes(journey: Journey):
    note = {"kind": "pain", "touchpoint": "tp_a"}
    journey.apply(
        {
            "notes": {
                "no_1": {**note, "text": "遅い", "severity": 3, "frequency": 4},
                "no_2": {**note, "text": "高い", "severity": 5, "frequency": 5},
                "no_3": {**note, "text": "遅すぎる", "merged_into": "no_1"},
                "no_4": {"kind": "opportunity", "text": "案", "severity": 1},
                "no_5": {"kind": "gain", "text": "良い"},
            },
            "votes": {
                "no_1/p1": {"note": "no_1", "participant": "p1", "dots": 1},
                "no_3/p2": {"note": "no_3", "participant": "p2", "dots": 3},
                "no_2/p1": {"note": "no_2", "participant": "p1", "dots": 2},
                "no_5/p1": {"note": "no_5", "participant": "p1", "dots": 5},
            },
        }
    )
    severity = jw.priorities(journey, "severity")
    assert severity["value"].dropna().to_dict() == {"no_2": 25.0, "no_1": 12.0}
    assert severity.index.tolist() == ["no_2", "no_1", "no_4"]
    assert severity.attrs["same_three"] is None
    votes = jw.priorities(journey, "votes")
    assert votes["dots"].to_dict() == {"no_1": 4, "no_2": 2, "no_4": 0}
    assert votes["n"].to_dict() == {"no_1": 2, "no_2": 1, "no_4": 0}
    assert votes["rank"].isna().tolist() == [False, False, True]


def test_columns_are_always_there_and_typed():
    empty = Journey()
    for by, value in (("ulwick", "importance"), ("severity", "severity"), ("votes", "dots")):
        frame = jw.priorities(empty, by)
        assert len(frame) == 0
        assert frame.index.name == "id"
        assert value in frame
        assert str(frame["rank"].dtype) == "Int64"
        assert str(frame["top_three"].dtype) == "Float64"


def test_what_is_asked_wrongly_is_refused_with_what_there_is(journey: Journey):
    with pytest.raises(ValueError, match="'ulwick', 'severity' or 'votes', not 'rice'"):
        jw.priorities(journey, "rice")
    with pytest.raises(ValueError, match="draws is 1 or more"):
        jw.priorities(journey, draws=0)
    with pytest.raises(ValueError, match=r"no touchpoint 'tp_x'\. Touchpoints: tp_a"):
        jw.what_if(journey, {"tp_x": 1})
    with pytest.raises(ValueError, match="'tp_d' has no score"):
        jw.what_if(journey, {"tp_d": 1})
    with pytest.raises(ValueError, match="lifts is 'mean'"):
        jw.best_fix(journey, lifts="end")


# --- what if ---


def test_what_if_by_hand(journey: Journey):
    # Scores: tp_a (−2·1 + 1·1 + 0·2)/4 = −0.25, tp_b −1, tp_c +1.
    by_name = jw.what_if(journey, {"tp_b": 1}).query("what != 'rank'").set_index("what")
    assert by_name["before"].tolist() == pytest.approx([-0.25 / 3, (-0.25 * 3 - 4 + 3) / 10, -1, 0, 1])
    assert by_name["after"].tolist() == pytest.approx([0.75 / 3, (-0.25 * 3 + 0 + 3) / 10, -0.25, 1, 1])
    assert by_name.loc["mean", "change"] == pytest.approx(1 / 3)


def test_what_if_moves_ranks_and_stops_at_the_scales_end(journey: Journey):
    ranks = jw.what_if(journey, {"tp_b": 99}).query("what == 'rank'").set_index("touchpoint")
    # Everybody happy with tp_b: 7.5 + 0 = 7.5, level with tp_a, and its importance decides.
    assert ranks.loc["tp_b", ["before", "after"]].tolist() == [1.0, 1.0]
    summary = jw.what_if(journey, {"tp_b": 99}).set_index("what")
    assert summary.loc["mean", "after"] == pytest.approx((-0.25 + 2 + 1) / 3)


def test_what_if_changes_nothing(journey: Journey):
    before, revision = journey.document, journey.revision
    jw.what_if(journey, {"tp_a": 1, "tp_b": -1})
    jw.best_fix(journey)
    assert (journey.document, journey.revision) == (before, revision)


# --- best fix ---


def test_best_fix_by_hand(journey: Journey):
    journey.apply(
        {
            "notes": {
                "no_1": {"kind": "pain", "text": "長い", "touchpoint": "tp_a", "effort": 1},
                "no_2": {"kind": "opportunity", "text": "案", "touchpoint": "tp_b", "effort": 2},
                "no_3": {"kind": "pain", "text": "工数なし", "touchpoint": "tp_b"},
                "no_4": {"kind": "pain", "text": "アクション済み", "touchpoint": "tp_c", "effort": 1},
                "no_5": {"kind": "pain", "text": "未採点", "touchpoint": "tp_d", "effort": 1},
                "no_6": {"kind": "pain", "text": "未配置", "touchpoint": "tp_pool", "effort": 1},
            },
            "actions": {
                "ac_1": {"title": "直す", "note": "no_4", "effect": 3},
                "ac_2": {"title": "済み", "touchpoint": "tp_b", "effect": 9, "effort": 1, "status": "done"},
            },
            "scores": {"tp_b//to_be/": {"touchpoint": "tp_b", "state": "to_be", "score": 1}},
        }
    )
    frame = jw.best_fix(journey)
    # no_2: −1 → +1 is +2, of three cards: 2/3, by 2 of effort. no_1: one step, clipped for nobody: 1/3 by 1.
    # ac_1: +3 is cut at +2: +1, 1/3, by the note's effort of 1. Of equals the oldest id first, larger lifts before.
    assert frame["lift"].tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 3])
    assert frame["per_effort"].tolist() == pytest.approx([1 / 3] * 3)
    assert set(frame.index) == {"no_2", "no_1", "ac_1"}
    assert frame.loc["no_2", ["effect", "effect_source", "effort_source"]].tolist() == [2.0, "to_be", "note"]
    assert frame.loc["no_1", ["effect", "effect_source"]].tolist() == [1.0, "step"]
    assert frame.loc["ac_1", ["kind", "effect", "effect_source", "effort", "effort_source"]].tolist() == [
        "action", 3.0, "action", 1, "note",
    ]  # fmt: skip


def test_best_fix_may_lift_another_figure(journey: Journey):
    journey.add("actions", title="終わりを良く", touchpoint="tp_c", effect=1, effort=2)
    assert jw.best_fix(journey, lifts="peak_end")["lift"].item() == pytest.approx(2.0)
    assert jw.best_fix(journey, lifts="weighted_mean")["lift"].item() == pytest.approx(0.3)
