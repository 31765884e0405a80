"""The review: each rule finds what it is for and nothing else, in both languages, and people add their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets import words
from journey_widgets.analysis.review import ALL, Finding, findings, heading, review
from journey_widgets.analysis.review import rules as jw_rules
from journey_widgets.analysis.review.review import name_of

TODAY = date(2026, 11, 22)
Change = Callable[[jw.Journey], object]


def sound() -> jw.Journey:
    """A map that lacks nothing: every test takes one thing away from it."""
    made = jw.Journey({"about": {"title": "通販", "reviewed_on": "2026-11-01", "north_star": "NPS 30"}})
    made.add("personas", id="pe_a", name="花")
    made.add("personas", id="pe_b", name="健")
    made.add("stages", id="st_1", name="認知", kpi="認知率")
    made.add("stages", id="st_2", name="購入")
    for name, stage in (("tp_1", "st_1"), ("tp_2", "st_2"), ("tp_3", "st_2")):
        made.add("touchpoints", id=name, title=f"題{name[-1]}", stage=stage)
    made.edit("touchpoints", "tp_2", moment_of_truth=True)
    made.add("participants", id="p1", label="お客さま", role="customer")
    made.score("tp_1", 1, reason="目を引く")
    made.score("tp_2", -2, participant="p1", reason="長い")
    made.score("tp_3", 0, reason="ふつう")
    made.score("tp_2", 1, state="to_be")
    made.add("notes", id="no_1", kind="pain", text="長い", touchpoint="tp_2")
    made.add("actions", id="ac_1", title="短くする", note="no_1", owner="佐藤", due="2026-12-01", kpi="NPS")
    made.add("measures", id="me_1", metric="ｎｐｓ", value=10)
    made.add("measures", id="me_2", metric="調査", value=10, stage="st_1")
    return made


def found(journey: jw.Journey, rule: str) -> list[tuple[str, str]]:
    """What a rule finds: the table and id of each finding."""
    return [(one.table, one.id) for one in findings(journey.snapshot().document, today=TODAY) if one.rule == rule]


def test_a_sound_map_lacks_nothing():
    assert review(sound(), today=TODAY).empty


def test_an_empty_map_is_not_scolded():
    assert review(jw.Journey(), today=TODAY).empty


def also(*changes: Change) -> Change:
    return lambda journey: [change(journey) for change in changes]


LACKS: list[tuple[str, Change, list[tuple[str, str]]]] = [
    ("dip_without_pain", lambda j: j.edit("notes", "no_1", kind="quote"), [("touchpoints", "tp_2")]),
    ("dip_without_pain", lambda j: j.score("tp_1", -1), []),  # 題2 beside it is lower: no dip of its own
    ("dip_without_pain", lambda j: j.score("tp_1", -1, persona="pe_a"), [("touchpoints", "tp_1")]),
    ("dip_without_pain", lambda j: j.score("tp_3", -1, state="to_be"), []),
    ("pain_without_action", lambda j: j.edit("actions", "ac_1", status="dropped"), [("notes", "no_1")]),
    ("pain_without_action", lambda j: j.edit("actions", "ac_1", status="done"), []),
    ("pain_without_action", lambda j: j.add("notes", id="no_2", kind="pain", text="x"), [("notes", "no_2")]),
    ("pain_without_action", lambda j: j.add("notes", kind="gain", text="x"), []),
    ("pain_without_action", lambda j: j.add("notes", kind="pain", text="x", merged_into="no_1"), []),
    (
        "pain_without_action",  # the action names a note that was merged into the pain
        also(
            lambda j: j.add("notes", id="no_2", kind="pain", text="x", merged_into="no_1"),
            lambda j: j.edit("actions", "ac_1", note="no_2"),
        ),
        [],
    ),
    ("pain_without_action", lambda j: j.edit("actions", "ac_1", note=None, touchpoint="tp_2"), []),
    ("pain_without_action", lambda j: j.edit("actions", "ac_1", note=None, touchpoint="tp_1"), [("notes", "no_1")]),
    ("action_without_owner_or_date", lambda j: j.edit("actions", "ac_1", owner=None), [("actions", "ac_1")]),
    ("action_without_owner_or_date", lambda j: j.edit("actions", "ac_1", due=None), [("actions", "ac_1")]),
    ("action_without_owner_or_date", lambda j: j.edit("actions", "ac_1", due=None, status="done"), []),
    (
        "moment_of_truth_without_evidence",
        lambda j: j.edit("participants", "p1", role="facilitator"),
        [("touchpoints", "tp_2")],
    ),
    (
        "moment_of_truth_without_evidence",
        also(
            lambda j: j.edit("participants", "p1", role=None), lambda j: j.edit("touchpoints", "tp_2", evidence="staff")
        ),
        [],
    ),
    (
        "moment_of_truth_without_evidence",
        also(
            lambda j: j.edit("participants", "p1", role=None),
            lambda j: j.add("measures", metric="完了率", value=1, touchpoint="tp_2"),
        ),
        [],
    ),
    (
        "moment_of_truth_without_evidence",  # what a score says of itself goes before who gave it
        lambda j: j.edit("scores", "tp_2//as_is/p1", evidence="assumed"),
        [("touchpoints", "tp_2")],
    ),
    ("score_without_reason", lambda j: j.edit("scores", "tp_1//as_is/", reason=None), [("touchpoints", "tp_1")]),
    ("score_without_reason", lambda j: j.edit("scores", "tp_1//as_is/", reason=" "), [("touchpoints", "tp_1")]),
    ("score_without_reason", lambda j: j.score("tp_1", 0, participant="p2"), []),
    (
        "only_assumed_scores",
        also(lambda j: j.edit("participants", "p1", role=None), lambda j: j.remove("measures", "me_1", "me_2")),
        [("", "")],
    ),
    ("only_assumed_scores", lambda j: j.edit("participants", "p1", role=None), []),
    ("kpi_nobody_measures", lambda j: j.remove("measures", "me_1"), [("", ""), ("actions", "ac_1")]),
    ("kpi_nobody_measures", lambda j: j.remove("measures", "me_2"), [("stages", "st_1")]),
    ("kpi_nobody_measures", lambda j: j.edit("measures", "me_2", stage=None, metric="認知率（調査）"), []),
    ("kpi_nobody_measures", lambda j: j.edit("stages", "st_2", kpi="再購入"), [("stages", "st_2")]),
    ("to_be_without_change", lambda j: j.score("tp_2", -2, state="to_be"), [("touchpoints", "tp_2")]),
    ("to_be_without_change", lambda j: j.score("tp_3", 1, state="to_be"), []),
    (
        "stage_without_touchpoints",
        lambda j: [j.add("touchpoints", id="tp_9", title="x"), j.add("stages", id="st_3", name="使用")],
        [("stages", "st_3")],
    ),
    ("one_persona_only", lambda j: j.remove("personas", "pe_b"), [("personas", "pe_a")]),
    ("one_persona_only", lambda j: j.remove("personas", "pe_a", "pe_b"), [("", "")]),
    ("not_reviewed_lately", lambda j: j.edit("about", reviewed_on="2026-08-24"), []),  # 90 days
    ("not_reviewed_lately", lambda j: j.edit("about", reviewed_on="2026-08-23"), [("", "")]),
    ("not_reviewed_lately", lambda j: j.edit("about", reviewed_on=None), [("", "")]),
]


@pytest.mark.parametrize(("rule", "change", "wanted"), LACKS, ids=[f"{case[0]}-{at}" for at, case in enumerate(LACKS)])
def test_a_rule_finds_what_it_is_for_and_nothing_else(rule: str, change: Change, wanted: list[tuple[str, str]]):
    journey = sound()
    change(journey)
    assert found(journey, rule) == wanted


def test_every_rule_is_tried_both_ways():
    assert {case[0] for case in LACKS if case[2]} == {name_of(rule) for rule in ALL}


def test_a_finding_says_what_where_and_of_what_in_the_language_asked_for():
    journey = sound()
    journey.edit("notes", "no_1", kind="quote")
    row = review(journey, today=TODAY, language="ja").iloc[0]
    assert row.tolist() == [
        "dip_without_pain", "「題2」は谷（−2）ですが、課題が書かれていません。", "touchpoints", "tp_2", "題2", "購入・2",
    ]  # fmt: skip
    assert review(journey, today=TODAY, language="en").iloc[0]["what"] == ("“題2” is a dip (−2), but no pain says why.")


def test_every_rule_has_a_docstring_and_a_heading_in_both_languages():
    for rule in ALL:
        assert rule.__doc__
        said = heading(rule)
        assert said["ja"] != said["en"], rule


def test_every_word_of_the_review_is_used():
    sources = "\n".join(path.read_text("utf-8") for path in Path(jw_rules.__file__).parent.glob("*.py"))
    area = json.loads((Path(words.__file__).parent / "review.json").read_text("utf-8"))
    page = "\n".join(path.read_text("utf-8") for path in Path(jw.__file__).parents[1].joinpath("js/src").rglob("*.ts*"))
    widget = (Path(jw.__file__).parent / "widgets/review.py").read_text("utf-8")
    built = ("review.rule_", "review.action_without_")
    said = sources + page + widget
    # The page builds the keys of its five numbers and their hints.
    numbers = {key for key in area if f'["{key.removeprefix("review.").removesuffix("_hint")}", ' in page}
    unused = {key for key in area if not key.startswith(built) and f'"{key}"' not in said} - numbers
    assert unused <= {"review.title"} | {key for key in area if key.endswith("_one")}


def a_card_without_channel(document: dict[str, Any], today: date):
    """Every card says where it happens.

    More that a heading does not need.
    """
    del today
    for name, card in document["touchpoints"].items():
        if not card.get("channel"):
            yield Finding(f"{card['title']} has no channel.", "touchpoints", name)


def test_people_add_rules_of_their_own():
    frame = review(sound(), rules=[*ALL, a_card_without_channel], today=TODAY, language="ja")
    assert frame["rule"].tolist() == ["a_card_without_channel"] * 3
    assert frame["what"].tolist()[0] == "題1 has no channel."
    assert heading(a_card_without_channel) == dict.fromkeys(("ja", "en"), "Every card says where it happens")


def test_what_is_no_rule_is_refused_by_name():
    def strings(_document: dict[str, Any], _today: date):
        yield "nothing"

    with pytest.raises(TypeError, match="rule 'strings' must yield"):
        review(sound(), rules=[strings])  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError, match="not str"):
        review(sound(), rules=["dip_without_pain"])  # pyright: ignore[reportArgumentType]


def test_notes_merged_in_a_ring_end_somewhere():
    journey = sound()
    journey.add("notes", id="no_2", kind="pain", text="x", merged_into="no_1")
    journey.edit("notes", "no_1", merged_into="no_2")
    assert found(journey, "pain_without_action") == []


def test_a_review_does_not_touch_the_document():
    journey = sound()
    before = journey.document
    review(journey)
    assert journey.document == before
