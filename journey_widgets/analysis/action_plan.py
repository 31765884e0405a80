"""Who does what by when: the actions in order, what is missing or late, and the same for calendars and spreadsheets.

Twin of `js/src/actions/plan.ts`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey_widgets.analysis.effects import effect_rows
from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document
from journey_widgets.storage.calendar import Entry, calendar
from journey_widgets.storage.file import put
from journey_widgets.storage.table_file import csv
from journey_widgets.words import LANGUAGES, say

if TYPE_CHECKING:
    from journey_widgets.model import Journey

__all__ = ["actions_csv", "calendar_text", "plan_rows", "table_text", "to_ics"]

Row = dict[str, Any]
#: Neither done nor given up.
OPEN = ("todo", "doing")
_LATEST = "9999"
#: The columns of the CSV file: a word of `actions.…`, and what of a row stands there.
_COLUMNS = (
    "action", "where", "owner", "due", "status", "kpi", "expected", "real", "effort", "pillar", "check_on", "outcome",
    "overdue", "id",
)  # fmt: skip


def plan_rows(document: Document, today: date) -> list[Row]:
    """One row per action: the open ones by their day, those without one after them; then what is done, what is dropped.

    `unowned` and `undated` say what an open action lacks, `overdue` that its day has passed, `to_check` that it is time
    (or past it) to look what came of it.
    """
    notes: dict[str, Row] = document.get("notes", {})
    places = {place.id: place for place in Reading(document, "iqr", 12).places}
    effects = {row["id"]: row for row in effect_rows(document)}
    rows: list[Row] = []
    for name, action in document.get("actions", {}).items():
        note = notes.get(action.get("note", ""), {})
        touchpoint = action.get("touchpoint") or note.get("touchpoint") or ""
        place = places.get(touchpoint)
        card = document.get("touchpoints", {}).get(touchpoint, {})
        effect = effects.get(name, {})
        status = action.get("status", "todo")
        due, check_on = action.get("due", "")[:10], action.get("check_on", "")[:10]
        is_open = status in OPEN
        told = bool(action.get("outcome")) or action.get("score_after") is not None
        rows.append(
            {
                "id": name,
                "title": action["title"],
                "touchpoint": touchpoint,
                "no": None if place is None else place.no,
                "where": card.get("title", ""),
                "owner": action.get("owner", ""),
                "due": due,
                "status": status,
                "kpi": action.get("kpi", ""),
                "effect": action.get("effect"),
                "expected": effect.get("expected", action.get("effect")),
                "real": effect.get("real"),
                "effort": action.get("effort"),
                "pillar": action.get("pillar", ""),
                "check_on": check_on,
                "outcome": action.get("outcome", ""),
                "unowned": is_open and not action.get("owner"),
                "undated": is_open and not due,
                "overdue": is_open and bool(due) and due < today.isoformat(),
                "to_check": status != "dropped" and bool(check_on) and check_on <= today.isoformat() and not told,
            }
        )
    groups = {"done": 1, "dropped": 2}
    return sorted(rows, key=lambda row: (groups.get(row["status"], 0), row["due"] or _LATEST, row["id"]))


def to_ics(journey: Journey, path: str | os.PathLike[str], *, language: str | None = None) -> Path:
    """Write the days of the action plan as a calendar file (.ics): when each action is due, and when to look again.

    Each day is an event of its own that lasts all day and blocks nobody's time; calendars show events, and most do not
    show to-dos. Its UID is made of the action's id and the journey's, so that a file written later changes the events
    of an earlier one instead of doubling them. Dropped actions and actions without a day are left out.

    Args:
        journey: the journey.
        path: where to write; the folder must exist.
        language: "ja" or "en"; by default the journey's.

    Returns:
        The path.

    Raises:
        OSError: the file cannot be written.
        ValueError: there is no such language.

    """
    content = calendar_text(journey.snapshot().document, _spoken(journey, language), datetime.now(UTC))
    return _written(path, content)


def actions_csv(
    journey: Journey, path: str | os.PathLike[str], *, language: str | None = None, today: date | None = None
) -> Path:
    """Write the action plan as a CSV file that Excel opens by a double click, in Japanese too.

    In UTF-8 with a byte order mark. A text that begins like a formula has an apostrophe before it and is not computed.

    Args:
        journey: the journey.
        path: where to write; the folder must exist.
        language: of the headings and of status and pillar, "ja" or "en"; by default the journey's.
        today: by which "overdue" is judged; by default today.

    Returns:
        The path.

    Raises:
        OSError: the file cannot be written.
        ValueError: there is no such language.

    """
    spoken = _spoken(journey, language)
    return _written(path, table_text(journey.snapshot().document, spoken, today or date.today()))


def calendar_text(document: Document, language: str, stamp: datetime) -> bytes:
    """The bytes of `to_ics`."""
    journey = document.get("id", "")
    title = document.get("about", {}).get("title", "")
    entries: list[Entry] = []
    for row in plan_rows(document, date.min):
        if row["status"] == "dropped":
            continue
        pillar = (say(f"actions.pillar_{row['pillar']}", language),) if row["pillar"] else ()
        for field, key in (("due", "actions.calendar_due"), ("check_on", "actions.calendar_check")):
            if row[field]:
                summary = say(f"{key}_by" if row["owner"] else key, language, title=row["title"], owner=row["owner"])
                uid = f"{row['id']}.{'due' if field == 'due' else 'check'}@{journey}"
                entries.append(Entry(uid, date.fromisoformat(row[field]), summary, _about(row, language), pillar))
    entries.sort(key=lambda entry: (entry.day, entry.uid))
    return calendar(entries, name=title, stamp=stamp)


def _about(row: Row, language: str) -> str:
    """What else is known of an action, a line each."""
    told: list[tuple[str, str]] = [
        ("where", f"{row['no']} {row['where']}" if row["no"] is not None else row["where"]),
        ("owner", row["owner"]),
        ("kpi", row["kpi"]),
        ("status", say(f"actions.status_{row['status']}", language)),
        ("outcome", row["outcome"]),
    ]
    return "\n".join(
        say("actions.line", language, name=say(f"actions.{name}", language), value=value)
        for name, value in told
        if value
    )


def table_text(document: Document, language: str, today: date) -> bytes:
    """The bytes of `actions_csv`."""
    header = [say(f"actions.{column}", language) for column in _COLUMNS]
    rows: list[Sequence[str | float | None]] = []
    for row in plan_rows(document, today):
        shown = row | {
            "action": row["title"],
            "status": say(f"actions.status_{row['status']}", language),
            "pillar": say(f"actions.pillar_{row['pillar']}", language) if row["pillar"] else "",
            "overdue": say("actions.yes", language) if row["overdue"] else "",
        }
        rows.append([shown[column] for column in _COLUMNS])
    return csv(header, rows)


def _spoken(journey: Journey, language: str | None) -> str:
    if language is None:
        return "ja" if journey.language == "ja" else "en"
    if language not in LANGUAGES:
        raise ValueError(f"language is 'ja' or 'en', not {language!r}")
    return language


def _written(path: str | os.PathLike[str], content: bytes) -> Path:
    put(path, content)
    return Path(path)
