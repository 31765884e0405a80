"""What single scores look like: every one of them is drawn, and what they say together is in the table and the sentence."""

from __future__ import annotations

import re
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets import charts


@pytest.fixture
def journey() -> jw.Journey:
    made = jw.Journey({"about": {"title": "x", "language": "en", "scale": {"low": -2, "high": 2}}})
    made.add("stages", id="st", name="s")
    made.add("personas", id="pe", name="Hana")
    for name, scores in {"tp_a": [2, 2, 2, 2, -2], "tp_b": [-1, -1, 1, 1], "tp_c": [1], "tp_d": []}.items():
        made.add("touchpoints", id=name, title=f"card {name[-1]}", stage="st")
        for person, score in enumerate(scores):
            made.score(name, score, persona="pe", participant=f"p{person}")
    return made


def rows(chart: Any, wanted: str) -> list[dict[str, Any]]:
    """The rows of the layers whose mark holds `wanted`."""
    spec = chart.to_dict()
    return [
        row
        for layer in spec["layer"]
        if wanted in str(layer["mark"])
        for row in layer["data"].get("values") or spec.get("datasets", {}).get(layer["data"].get("name"), [])
    ]


def test_every_score_is_a_dot_and_equal_ones_stand_side_by_side(journey: jw.Journey):
    chart = charts.dots(journey)
    scored = [row for row in rows(chart, "'shape': 'circle'") if "score" in row and row["title"] == "card a"]
    singles = [row for row in scored if row["score"] in ("+2", "−2")]
    assert len({(row["x"], row["y"]) for row in singles}) == 5
    assert len({row["y"] for row in singles}) == 2
    columns = sorted({row["x"] for row in singles})
    assert columns == pytest.approx([2 * columns[2] - x for x in columns[::-1]])  # around the middle of the column


def test_the_line_that_most_people_scored_is_shown(journey: jw.Journey):
    for name in journey.touchpoints.index:
        journey.score(name, 0)
    assert "5 people" in charts.dots_sentence(journey)
    assert "no one" not in charts.dots_sentence(journey, persona="")
    assert charts.dots_sentence(journey, persona="") == "There are 4 agreed scores and none by single people."


def test_the_sentence_names_what_is_to_be_discussed_first_not_the_widest_range(journey: jw.Journey):
    # −1 −1 1 1 is two heaps; one against four is an outlier, though its range is wider.
    assert charts.dots_sentence(journey) == "5 people scored 3 of 4 cards; on “2 card b” they range from −1 to +1."
    assert jw.discuss_first(journey).iloc[0]["touchpoint"] == "tp_b"
    assert "discuss “2 card b” first (−1 to +1, agreement A +0.17)" in charts.disagreement_sentence(journey)


def test_the_table_has_the_quartiles_and_the_agreement_of_each_card(journey: jw.Journey):
    table = charts.dots_table(journey, language="en")
    assert table.loc["tp_b", ["Lowest", "Lower quartile", "Median", "Upper quartile", "Highest"]].tolist() == [
        -1, -1, 0, 1, 1,
    ]  # fmt: skip
    assert table["People"].tolist() == [5, 4, 1, 0]
    # 0 1 0 1 0: each end zero has a pair on one side (TU = 2), the middle one parts 1·1 (TDU = 1).
    assert table.loc["tp_b", "Agreement A"] == pytest.approx((3 * 2 - 4 * 1) / (3 * 3) * (1 - 1 / 4))
    assert table["Agreement A"].isna().tolist() == [False, False, True, True]


def test_the_rows_of_disagreement_are_in_the_order_of_the_discussion(journey: jw.Journey):
    table = charts.disagreement_table(journey, language="en")
    assert (
        table.index.tolist() == jw.discuss_first(journey, None, settled=True)["touchpoint"].tolist() == ["tp_b", "tp_a"]
    )
    svg = jw.picture(journey, "disagreement").svg
    assert svg.index("2 card b") < svg.index("1 card a")
    assert not re.search("card [cd]", svg)
