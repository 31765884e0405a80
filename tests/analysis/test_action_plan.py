"""Who does what by when, what came of it, and the files it goes out as."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

import journey_widgets as jw
from journey_widgets.analysis.action_plan import calendar_text, plan_rows, table_text
from journey_widgets.analysis.effects import effect_rows
from journey_widgets.model.journey import Journey

TODAY = date(2026, 6, 15)
NASTY = "送料を「カート」の先頭に出す, すぐに; \\ 税込み\nそして配送料も表示する。" * 3


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
            "notes": {"no_1": {"kind": "pain", "text": "遅い", "touchpoint": "tp_b"}},
            "actions": {
                "ac_1": {"title": NASTY, "touchpoint": "tp_a", "owner": "伊藤", "due": "2026-06-14", "status": "doing"},
                "ac_2": {"title": "決まっていない", "note": "no_1"},
                "ac_3": {"title": "済んだ", "touchpoint": "tp_a", "due": "2026-05-01", "check_on": "2026-06-01",
                         "status": "done", "pillar": "automation", "owner": "森"},
                "ac_4": {"title": "やめた", "touchpoint": "tp_a", "due": "2026-06-01", "status": "dropped"},
                "ac_5": {"title": "今日まで", "owner": "森", "due": "2026-06-15T18:00:00+09:00"},
            },
        }
    )  # fmt: skip
    return made


def plan(journey: Journey) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in plan_rows(journey.snapshot().document, TODAY)}


def test_the_plan_is_in_order_and_says_what_is_missing_or_late(journey: Journey):
    rows = plan(journey)
    assert list(rows) == ["ac_1", "ac_5", "ac_2", "ac_3", "ac_4"]
    marks = {
        name: [mark for mark in ("overdue", "unowned", "undated", "to_check") if row[mark]]
        for name, row in rows.items()
    }
    assert marks == {"ac_1": ["overdue"], "ac_2": ["unowned", "undated"], "ac_3": ["to_check"], "ac_4": [], "ac_5": []}
    assert (rows["ac_2"]["where"], rows["ac_2"]["no"]) == ("支払い", 2), "an action is about its note's card"


def test_an_outcome_or_a_score_after_it_needs_no_further_check(journey: Journey):
    journey.edit("actions", "ac_3", outcome="速くなった")
    assert not plan(journey)["ac_3"]["to_check"]
    journey.edit("actions", "ac_3", outcome=None, score_after=1)
    assert not plan(journey)["ac_3"]["to_check"]


# --- what came of it ---


def effect(journey: Journey, name: str) -> dict[str, Any]:
    return next(row for row in effect_rows(journey.snapshot().document) if row["id"] == name)


def test_what_was_written_down_counts_before_what_can_be_worked_out(journey: Journey):
    journey.score("tp_a", -1)
    journey.edit("actions", "ac_3", score_before=-2, score_after=0.5, effect=2)
    told = effect(journey, "ac_3")
    assert [told[key] for key in ("before", "after", "expected", "real", "gap")] == [-2, 0.5, 2, 2.5, 0.5]


def test_scores_from_the_day_of_the_check_on_are_what_came_of_it(journey: Journey):
    journey.score("tp_a", -2, participant="p1", scored_on="2026-05-31")
    journey.score("tp_a", -1, participant="p2")
    journey.score("tp_a", 1, participant="p3", scored_on="2026-06-01")
    journey.score("tp_a", 2, state="to_be")
    told = effect(journey, "ac_3")
    assert [told[key] for key in ("before", "after", "real")] == [-1.5, 1.0, 2.5]
    assert told["expected"] == 3.5, "where nobody wrote an effect, it is what should be less what was"


def test_nothing_is_made_up_where_nothing_was_measured(journey: Journey):
    journey.score("tp_a", -1, participant="p1")
    told = effect(journey, "ac_3")
    assert (told["before"], told["after"], told["real"], told["gap"]) == (-1.0, None, None, None)
    assert not [row for row in effect_rows(journey.snapshot().document) if row["id"] == "ac_4"], "dropped"


# --- .ics ---

STAMP = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def events(content: bytes) -> dict[str, Any]:
    parsed = icalendar.Calendar.from_ical(content)
    assert not parsed.errors
    return {str(event["UID"]): event for event in parsed.walk("VEVENT")}


def test_a_parser_reads_back_what_was_written(journey: Journey):
    content = calendar_text(journey.snapshot().document, "ja", STAMP)
    found = events(content)
    name = journey.document["id"]
    assert set(found) == {f"ac_1.due@{name}", f"ac_3.due@{name}", f"ac_3.check@{name}", f"ac_5.due@{name}"}
    first = found[f"ac_1.due@{name}"]
    assert str(first["SUMMARY"]) == f"期限：{NASTY}（伊藤）"
    assert "すぐに\\; \\\\ 税込み\\n".encode() in content.replace(b"\r\n ", b""), "escaped as §3.3.11 says"
    assert str(first["DESCRIPTION"]) == "タッチポイント：1 登録\n担当：伊藤\n状況：進行中"
    assert (first["DTSTART"].dt, first["DTEND"].dt, first["DTSTAMP"].dt) == (
        date(2026, 6, 14),
        date(2026, 6, 15),
        STAMP,
    )
    assert found[f"ac_3.check@{name}"]["CATEGORIES"].cats == ["自動化"]
    assert found[f"ac_5.due@{name}"]["DTSTART"].dt == date(2026, 6, 15), (
        "the day it is there, where the hour was written"
    )


def test_lines_end_in_crlf_and_hold_at_most_75_octets_in_whole_characters(journey: Journey):
    content = calendar_text(journey.snapshot().document, "ja", STAMP)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert sum(len(line) > 70 for line in lines) > 5, "long titles are folded as late as may be"
    for line in lines:
        line.decode()  # a character cut in two is no UTF-8


def test_the_same_action_keeps_its_uid_whatever_becomes_of_it(journey: Journey):
    before = set(events(calendar_text(journey.snapshot().document, "ja", STAMP)))
    journey.edit("actions", "ac_1", title="別の題", due="2026-09-01", owner=None, status="done")
    assert set(events(calendar_text(journey.snapshot().document, "en", STAMP))) == before


def test_control_characters_do_not_break_the_file(journey: Journey):
    journey.edit("actions", "ac_1", title="一\r二\r\n三\u0007四\tEND:VCALENDAR\nBEGIN:VEVENT")
    found = events(calendar_text(journey.snapshot().document, "ja", STAMP))
    assert len(found) == 4
    name = journey.document["id"]
    assert str(found[f"ac_1.due@{name}"]["SUMMARY"]) == "期限：一\n二\n三四\tEND:VCALENDAR\nBEGIN:VEVENT（伊藤）"


def test_an_empty_plan_is_a_calendar_without_days():
    assert events(calendar_text(Journey().snapshot().document, "en", STAMP)) == {}


def test_the_files_are_written(journey: Journey, tmp_path):
    assert events(jw.to_ics(journey, tmp_path / "計画.ics").read_bytes())
    assert jw.actions_csv(journey, str(tmp_path / "計画.csv"), today=TODAY).read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(OSError, match="nowhere"):
        jw.to_ics(journey, tmp_path / "nowhere" / "x.ics")
    with pytest.raises(ValueError, match="'ja' or 'en', not 'fr'"):
        jw.actions_csv(journey, tmp_path / "x.csv", language="fr")


# --- CSV ---


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_excel_finds_its_encoding_and_every_cell(journey: Journey):
    content = table_text(journey.snapshot().document, "ja", TODAY)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = table(content)
    assert [row["ID"] for row in rows] == ["ac_1", "ac_5", "ac_2", "ac_3", "ac_4"]
    assert rows[0] == {
        "アクション": NASTY, "タッチポイント": "登録", "担当": "伊藤", "期限": "2026-06-14", "状況": "進行中", "KPI": "",
        "見込み": "", "実績": "", "工数": "", "施策の柱": "", "確認日": "", "結果": "", "期限切れ": "はい", "ID": "ac_1",
    }  # fmt: skip
    assert table(table_text(journey.snapshot().document, "en", TODAY))[0]["Overdue"] == "yes"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_begins_like_a_formula_is_a_text(journey: Journey, sign: str):
    words = f'{sign}HYPERLINK("http://x","y")'
    journey.edit("actions", "ac_2", title=words, owner=words, kpi=words, outcome=words)
    row = next(row for row in table(table_text(journey.snapshot().document, "ja", TODAY)) if row["ID"] == "ac_2")
    for column in ("アクション", "担当", "KPI", "結果"):
        assert row[column].startswith("'"), column


def test_a_negative_effect_stays_a_number(journey: Journey):
    journey.edit("actions", "ac_2", effect=-0.5)
    row = next(row for row in table(table_text(journey.snapshot().document, "ja", TODAY)) if row["ID"] == "ac_2")
    assert row["見込み"] == "-0.5"
