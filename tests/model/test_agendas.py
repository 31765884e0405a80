"""Ready agendas, and what beginning a step does; TypeScript does the same (`js/test/agenda/steps.test.ts`)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from journey_widgets.model import ChangeError, Journey
from journey_widgets.model.agendas import LENGTHS, beginning, following, records
from journey_widgets.model.order import by_rank
from journey_widgets.words import LANGUAGES

CONTRACT = json.loads((Path(__file__).parents[1] / "contract" / "agenda.json").read_text(encoding="utf-8"))

# notes/journey-mapping.md §3: 0–5 goal · 5–15 persona · 15–25 stages · 25–40 silent notes · 40–55 reveal and arrange ·
# 55–65 private scores · 65–80 curve and spread · 80–90 pains · 90–97 vote · 97–110 matrix · 110–117 actions · 117–120 end
SCRIPT = [
    (0, 5, "ag_goal", "talk"),
    (5, 15, "ag_persona", "talk"),
    (15, 25, "ag_stages", "talk"),
    (25, 40, "ag_write", "silent"),
    (40, 55, "ag_arrange", "talk"),
    (55, 65, "ag_score", "silent"),
    (65, 80, "ag_curve", "talk"),
    (80, 90, "ag_pains", "talk"),
    (90, 97, "ag_vote", "vote"),
    (97, 110, "ag_choose", "talk"),
    (110, 117, "ag_act", "talk"),
    (117, 120, "ag_close", "talk"),
]


def test_the_120_minutes_are_the_script_minute_by_minute():
    items = records(120)
    at = 0
    minutes: list[tuple[int, int, str, str]] = []
    for name in by_rank(items):
        minutes.append((at, at + items[name]["minutes"], name, items[name]["activity"]))
        at += items[name]["minutes"]
    assert minutes == SCRIPT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("minutes", LENGTHS)
def test_each_ready_agenda_is_as_long_as_it_says_and_a_valid_one(minutes: int, language: str):
    journey = Journey()
    journey.set_agenda(minutes, language)
    frame = journey.agenda
    assert frame["minutes"].sum() == minutes
    assert frame["title"].is_unique or frame.loc[frame["title"].duplicated(), "activity"].eq("break").all()
    assert frame.loc[frame["activity"] != "break", "hint"].notna().all()
    assert frame["activity"].eq("vote").sum() == 1
    assert frame.loc[frame["activity"] == "vote", "dots"].tolist() == [3]


def test_a_ready_agenda_takes_the_place_of_the_one_there_is_and_one_undo_brings_that_back():
    journey = Journey()
    journey.add("agenda", title="自分で考えた項目", minutes=20)
    mine = journey.agenda
    journey.set_agenda(60)
    assert "自分で考えた項目" not in set(journey.agenda["title"])
    assert len(journey.agenda) == 11
    journey.undo()
    assert journey.agenda.equals(mine)


def test_setting_the_same_agenda_again_is_no_change():
    journey = Journey()
    journey.set_agenda()
    revision = journey.revision
    journey.set_agenda()
    assert journey.revision == revision


def test_the_maps_language_is_the_agendas():
    journey = Journey()
    journey.edit("about", language="en")
    journey.set_agenda()
    assert journey.agenda["title"].iloc[0] == "Goal and rules"
    journey.set_agenda(language="ja")
    assert journey.agenda["title"].iloc[0] == "目的と約束"


def test_there_are_no_other_lengths_and_languages():
    journey = Journey()
    journey.edit("about", language="en")
    with pytest.raises(ChangeError, match=r"90 minutes\. There are: 60, 120, 240"):
        journey.set_agenda(90)
    with pytest.raises(ChangeError, match="language 'fr'"):
        journey.set_agenda(60, "fr")
    assert journey.agenda.empty


@pytest.mark.parametrize("case", CONTRACT["beginning"], ids=lambda case: f"{case['item']}")
def test_beginning_a_step_is_the_same_in_both_languages(case: dict[str, Any]):
    assert beginning("ag_1", case["item"], datetime.fromisoformat(case["now"])) == case["fields"]


def test_what_follows_is_the_same_in_both_languages():
    assert [following(CONTRACT["agenda"], case["step"]) for case in CONTRACT["following"]] == [
        case["next"] for case in CONTRACT["following"]
    ]


@pytest.mark.parametrize("case", CONTRACT["ready"], ids=lambda case: f"{case['minutes']} {case['language']}")
def test_a_ready_agenda_is_the_same_in_both_languages(case: dict[str, Any]):
    assert records(case["minutes"], case["language"]) == case["items"]
