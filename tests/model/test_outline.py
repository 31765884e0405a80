"""Pasted lists: what is read in them, and what a journey makes of them."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journey_widgets as jw
from journey_widgets.model.outline import lanes, lines, parse

CASES = json.loads((Path(__file__).parents[1] / "contract/outline.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_fixture_that_typescript_runs_too_holds(case: dict[str, Any]):
    assert [[item.level, item.text, item.heading] for item in parse(case["text"])] == case["items"]
    assert lines(case["text"]) == case["lines"]
    assert [asdict(lane) for lane in lanes(case["text"])] == case["lanes"]


@given(st.text(alphabet="・- 　\t\n1.①■a認#【】*`：", max_size=60))
def test_no_list_is_too_odd_to_be_read(text: str):
    items = parse(text)
    assert all(item.text.strip() for item in items)
    # A line is at most one level below the one before it.
    assert all(after.level <= before.level + 1 for before, after in pairwise(items))
    assert sum(len(lane.cards) for lane in lanes(text)) <= len(items)
    # One note for each line, nothing lost.
    assert len(lines(text)) <= len(items)


def test_every_line_becomes_a_note_on_the_touchpoint_and_one_undo_takes_all_back():
    journey = jw.Journey()
    card = journey.add("touchpoints", title="カート")
    ids = journey.paste_notes("・送料が見えない\n・入力が多い\n\n1. 遅い", touchpoint=card, severity=4)
    notes = journey.notes.loc[ids]
    assert notes["text"].tolist() == ["送料が見えない", "入力が多い", "遅い"]
    assert set(notes["kind"]) == {"pain"}
    assert set(notes["touchpoint"]) == {card}
    assert set(notes["severity"]) == {4}
    journey.undo()
    assert journey.notes.empty


def test_an_unknown_touchpoint_makes_no_note():
    journey = jw.Journey()
    with pytest.raises(jw.ChangeError, match="tp_none"):
        journey.paste_notes("a\nb", touchpoint="tp_none")
    assert journey.notes.empty


def test_pasting_nothing_changes_nothing():
    journey = jw.Journey()
    assert journey.paste_notes(" \n・\n") == []
    assert journey.outline("") == {"stages": [], "touchpoints": [], "notes": []}
    assert journey.revision == 0


def test_an_outline_becomes_stages_and_touchpoints_in_its_order():
    journey = jw.Journey()
    made = journey.outline("認知\n・SNS広告\n　・文字が小さい\n・検索\n検討\n・比較")
    assert journey.stages["name"].tolist() == ["認知", "検討"]
    assert journey.touchpoints["title"].tolist() == ["SNS広告", "検索", "比較"]
    assert journey.touchpoints["stage"].tolist() == [made["stages"][0], made["stages"][0], made["stages"][1]]
    assert journey.notes[["text", "touchpoint"]].to_numpy().tolist() == [["文字が小さい", made["touchpoints"][0]]]
    journey.undo()
    assert len(journey.stages) == len(journey.touchpoints) == len(journey.notes) == 0


def test_an_outline_pasted_again_brings_only_what_is_new():
    journey = jw.Journey()
    journey.outline("認知\n・SNS広告\n　・小さい")
    made = journey.outline("認知\n・ＳＮＳ広告\n　・小さい\n　・高い\n・検索\n購入")
    assert journey.stages["name"].tolist() == ["認知", "購入"]
    assert journey.touchpoints["title"].tolist() == ["SNS広告", "検索"]
    assert journey.notes["text"].tolist() == ["小さい", "高い"]
    assert {table: len(ids) for table, ids in made.items()} == {"stages": 1, "touchpoints": 1, "notes": 1}


def test_what_a_pasted_list_did_has_a_name_in_the_history():
    journey = jw.Journey()
    journey.paste_notes("a\nb")
    journey.outline("x\n- y")
    assert journey.history()["what"].tolist() == ["Paste 2 notes", "Paste an outline"]
