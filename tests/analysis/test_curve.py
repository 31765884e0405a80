"""The curve's rows: what is agreed, what is averaged, where gaps are, and that both languages mean the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journey_widgets as jw
from journey_widgets.analysis import ribbon, stages_curve
from journey_widgets.analysis.rows import dataset_rows
from journey_widgets.analysis.scores import quantile

CASES = json.loads((Path(__file__).parents[1] / "contract/curve.json").read_text(encoding="utf-8"))
KEPT = ("0", "5", "12")


@pytest.fixture
def journey() -> jw.Journey:
    made = jw.Journey(
        {"format": "journey-map", "version": 1, "about": {"title": "購入", "scale": {"low": -2, "high": 2}}}
    )
    aware = made.add("stages", id="st_aware", name="認知")
    buy = made.add("stages", id="st_buy", name="購入")
    for number, (stage, title) in enumerate(
        [(aware, "広告"), (aware, "検索"), (buy, "登録"), (buy, "支払い")], start=1
    ):
        made.add("touchpoints", id=f"tp_{number}", title=title, stage=stage)
    made.add("touchpoints", id="tp_pool", title="まだ")
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_fixture_that_typescript_runs_too_holds(case: dict[str, Any]):
    found = dataset_rows(case["document"], band=case["band"])
    for name, wanted in case["rows"].items():
        rows = found[name]
        if name == "ribbon":
            rows = [row for row in rows if row["id"].rsplit("/", 1)[1] in KEPT]
        assert [list(row) for row in rows] == [wanted["columns"]] * len(rows)
        assert len(rows) == len(wanted["rows"])
        for row, values in zip(rows, wanted["rows"], strict=True):
            assert list(row.values()) == pytest.approx(values, abs=1e-9, nan_ok=True), row["id"]


def test_the_agreed_score_is_the_line_and_participants_are_its_spread(journey: jw.Journey):
    for person, score in enumerate([-2, -1, 1, 2]):
        journey.score("tp_1", score, participant=f"p{person}", reason=f"理由{person}")
    assert jw.curve(journey).loc["tp_1//as_is", ["score", "n", "low", "high", "agreed"]].tolist() == [
        0,
        4,
        -1.25,
        1.25,
        False,
    ]
    journey.score("tp_1", -1, reason="合意")
    row = jw.curve(journey).loc["tp_1//as_is"]
    assert row[["score", "n", "low", "high", "agreed"]].tolist() == [-1, 4, -1.25, 1.25, True]
    assert row["reasons"] == "合意 / 理由0 / 理由1 / 理由2 / 理由3"


def test_a_mean_is_weighted_by_the_score_then_by_the_participant(journey: jw.Journey):
    journey.score("tp_1", -2, participant="p1")
    journey.score("tp_1", 1, participant="p2")
    journey.edit("participants", "p1", weight=3)
    assert jw.curve(journey).loc["tp_1//as_is", "score"] == pytest.approx(-1.25)
    journey.edit("scores", "tp_1//as_is/p1", weight=1)
    assert jw.curve(journey).loc["tp_1//as_is", "score"] == pytest.approx(-0.5)


def test_a_gap_stays_a_gap_and_starts_a_new_stretch(journey: jw.Journey):
    for name in ("tp_1", "tp_2", "tp_4"):
        journey.score(name, 1)
    frame = jw.curve(journey)
    assert frame.index.tolist() == ["tp_1//as_is", "tp_2//as_is", "tp_3//as_is", "tp_4//as_is"]
    assert pd.isna(frame.loc["tp_3//as_is", "score"])
    assert frame["run"].tolist()[:2] == ["1", "1"]
    assert frame.loc["tp_4//as_is", "run"] == "2"
    assert pd.isna(frame.loc["tp_3//as_is", "run"])


def test_points_stand_where_their_cards_stand(journey: jw.Journey):
    for name in ("tp_1", "tp_2", "tp_3", "tp_4"):
        journey.score(name, 0)
    assert jw.curve(journey)["x"].tolist() == pytest.approx([0.2675, 0.7325, 1.2675, 1.7325])
    assert jw.curve(journey)["no"].tolist() == [1, 2, 3, 4]


def test_cards_in_the_pool_are_not_on_the_curve(journey: jw.Journey):
    journey.score("tp_pool", 2)
    assert jw.curve(journey).empty
    assert list(jw.curve(journey).columns)[:3] == ["touchpoint", "no", "title"]


def test_what_should_be_knows_what_is(journey: jw.Journey):
    journey.score("tp_3", -2)
    journey.score("tp_3", 1, state="to_be")
    row = jw.curve(journey).loc["tp_3//to_be"]
    assert (row["was"], row["delta"]) == (-2, 3)


def test_the_ribbon_never_leaves_the_scale_or_its_points(journey: jw.Journey):
    for number, scores in enumerate([(-2, 2), (2, 2), (-2, -2), (1, 2)], start=1):
        for person, score in enumerate(scores):
            journey.score(f"tp_{number}", score, participant=f"p{person}")
    frame = ribbon(journey)
    assert len(frame) == 3 * 13
    assert frame[["score", "low", "high"]].min().min() >= -2
    assert frame[["score", "low", "high"]].max().max() <= 2
    assert ((frame["low"] <= frame["score"]) & (frame["score"] <= frame["high"])).all()


def test_a_line_without_a_band_is_not_sampled(journey: jw.Journey):
    journey.score("tp_1", 1)
    journey.score("tp_2", 1)
    assert ribbon(journey).empty


def test_stage_means_are_over_scored_cards(journey: jw.Journey):
    journey.score("tp_1", 2)
    journey.score("tp_2", -1)
    frame = stages_curve(journey)
    assert frame[["stage", "mean", "n", "face"]].to_numpy().tolist() == [["st_aware", 0.5, 2, 1]]


def _shared(journey: jw.Journey, **shares: float | None) -> None:
    for name, share in shares.items():
        journey.add("personas", id=name, name=name, share=share)


def test_all_customers_are_the_personas_weighted_by_their_shares(journey: jw.Journey):
    _shared(journey, pe_a=0.6, pe_b=0.2, pe_c=0.2)
    for persona, score in {"pe_a": 2, "pe_b": -1, "pe_c": -2}.items():
        journey.score("tp_1", score, persona=persona)
    row = jw.curve(journey, by="overall").loc["tp_1/as_is"]
    # .6 · 2 + .2 · −1 + .2 · −2
    assert row["score"] == pytest.approx(0.6)
    assert (row["personas"], row["covered"], row["low"], row["high"]) == (3, pytest.approx(1), -2, 2)


def test_shares_are_made_to_add_up_over_the_personas_that_scored(journey: jw.Journey):
    _shared(journey, pe_a=0.6, pe_b=0.2, pe_c=0.2)
    journey.score("tp_1", 2, persona="pe_a")
    journey.score("tp_1", -2, persona="pe_b")
    row = jw.curve(journey, by="overall").loc["tp_1/as_is"]
    # (.6 · 2 − .2 · 2) / .8: who did not score says nothing, and is not counted as neutral
    assert row["score"] == pytest.approx(1)
    assert row["covered"] == pytest.approx(0.8)


def test_a_persona_without_a_share_has_its_part_of_what_the_others_leave(journey: jw.Journey):
    _shared(journey, pe_a=0.5, pe_b=None, pe_c=None)
    for persona, score in {"pe_a": 2, "pe_b": -2, "pe_c": 0}.items():
        journey.score("tp_1", score, persona=persona)
    # .5 · 2 + .25 · −2 + .25 · 0
    assert jw.curve(journey, by="overall").loc["tp_1/as_is", "score"] == pytest.approx(0.5)
    journey.edit("personas", "pe_a", share=1)
    assert jw.curve(journey, by="overall").loc["tp_1/as_is", "score"] == 2


def test_a_persona_that_weighs_nothing_makes_no_line_by_itself(journey: jw.Journey):
    _shared(journey, pe_a=1, pe_staff=0)
    journey.score("tp_1", 2, persona="pe_a")
    journey.score("tp_2", -2, persona="pe_staff")
    frame = jw.curve(journey, by="overall")
    assert frame.loc["tp_1/as_is", "score"] == 2
    assert pd.isna(frame.loc["tp_2/as_is", "score"])


def test_where_nobody_has_a_share_all_personas_weigh_the_same(journey: jw.Journey):
    _shared(journey, pe_a=0, pe_b=0)
    journey.score("tp_1", 2, persona="pe_a")
    journey.score("tp_1", -1, persona="pe_b")
    assert jw.curve(journey, by="overall").loc["tp_1/as_is", "score"] == pytest.approx(0.5)


@given(
    st.dictionaries(
        st.sampled_from(["pe_a", "pe_b", "pe_c", "pe_d"]),
        st.tuples(st.none() | st.floats(0, 1), st.none() | st.integers(-2, 2)),
        min_size=1,
    )
)
def test_all_customers_never_leave_the_span_of_their_personas(given_by: dict[str, tuple[float | None, int | None]]):
    journey = jw.Journey()
    stage = journey.add("stages", name="認知")
    card = journey.add("touchpoints", title="広告", stage=stage)
    for name, (share, score) in given_by.items():
        journey.add("personas", id=name, name=name, share=share)
        journey.score(card, score, persona=name)
    for _, row in jw.curve(journey, by="overall").iterrows():
        if pd.notna(row["score"]):
            assert row["low"] - 1e-9 <= row["score"] <= row["high"] + 1e-9
            assert 0 < row["covered"] <= 1 + 1e-9


def test_an_unknown_way_of_drawing_lines_is_refused_by_name(journey: jw.Journey):
    with pytest.raises(ValueError, match=r"'persona'.*'overall'.*'segment'"):
        jw.curve(journey, by="segment")  # pyright: ignore[reportArgumentType]


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=30), st.sampled_from([0.25, 0.5, 0.75]))
def test_quartiles_are_numpys(values: list[int], share: float):
    assert quantile(sorted(values), share) == pytest.approx(np.quantile(values, share, method="linear"), abs=1e-9)


def test_an_unknown_band_is_refused_by_name(journey: jw.Journey):
    with pytest.raises(ValueError, match=r"'iqr'.*'range'.*'sd'"):
        jw.curve(journey, band="sd")  # pyright: ignore[reportArgumentType]


def test_the_curve_does_not_touch_the_document(journey: jw.Journey):
    journey.score("tp_1", 1, participant="p1")
    before = journey.document
    jw.curve(journey)
    ribbon(journey)
    jw.summary(journey)
    assert journey.document == before
