"""The action plan along time: whose, by when, how far, and when to look what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from journey_widgets import faces
from journey_widgets.analysis.action_plan import plan_rows
from journey_widgets.charts.sheet import Sheet, wrapped
from journey_widgets.charts.timeline_marks import (
    AXIS,
    EFFECT,
    KEY,
    NAMES,
    OPEN,
    ROW,
    Span,
    paint_days,
    paint_effects,
    paint_key,
    paint_names,
    paint_time,
    short_day,
)
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["actions_timeline", "actions_timeline_sentence", "actions_timeline_table"]

_WIDTH = 760

Row = dict[str, Any]


def actions_timeline(
    journey: Journey,
    *,
    today: date | None = None,
    language: Language | None = None,
    theme: faces.Theme = "light",
    width: int = _WIDTH,
) -> alt.LayerChart:
    """Draw one row per action: a disc on the day it is due, a diamond on the day it is checked, a line for today.

    An empty disc is to do, a half one under way, a full one done. What is late, unowned or without a day says so.

    Args:
        journey: the journey.
        today: by which "overdue" is judged; by default today.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels.

    """
    day = today or date.today()
    spoken = "ja" if (language or journey.language) == "ja" else "en"
    rows = _rows(journey, day)
    sentence = actions_timeline_sentence(journey, spoken, today=day)
    lines = wrapped(sentence, (width - 8) / 13, 2)
    top = 19 * len(lines) + 12 + AXIS
    sheet = Sheet(width, top + max(1, len(rows)) * ROW + KEY)
    span = Span(rows, day, NAMES + OPEN, width - EFFECT - 14)
    paint_time(sheet, span, day, top, spoken)
    said = [{"x": 2, "y": 2 + 19 * at, "text": line} for at, line in enumerate(lines)]
    sheet.words(said, "ink", size=13, weight=600, align="left", baseline="top")
    for at, row in enumerate(rows):
        row["y"] = top + (at + 0.5) * ROW
    paint_names(sheet, rows, spoken)
    paint_days(sheet, rows, span, day, spoken)
    paint_effects(sheet, rows, width, top, spoken)
    paint_key(sheet, spoken)
    return sheet.chart(theme, sentence)


def actions_timeline_table(
    journey: Journey, *, today: date | None = None, language: Language | None = None
) -> pd.DataFrame:
    """The chart's table twin: a row an action (index: its id), columns named in the reader's language.

    Columns: action, touchpoint, owner (str, missing where nobody), due, check on (datetime64), status, overdue (str,
    boolean), expected and real effect (Float64, on the journey's scale).
    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    spoken = "ja" if (language or journey.language) == "ja" else "en"
    rows = plan_rows(journey.snapshot().document, today or date.today())

    def name(key: str) -> str:
        return say(f"actions.{key}", spoken)

    def days(field: str) -> list[Any]:
        return [pd.Timestamp(row[field]) if row[field] else None for row in rows]

    where = [f"{row['no']} {row['where']}" if row["no"] is not None else row["where"] or None for row in rows]
    return twin_table(
        [row["id"] for row in rows],
        [
            (name("action"), "str", [row["title"] for row in rows]),
            (name("where"), "str", where),
            (name("owner"), "str", [row["owner"] or None for row in rows]),
            (name("due"), "datetime64[s]", days("due")),
            (name("check_on"), "datetime64[s]", days("check_on")),
            (name("status"), "str", [name(f"status_{row['status']}") for row in rows]),
            (name("overdue"), "boolean", [row["overdue"] for row in rows]),
            (name("expected"), "Float64", [row["expected"] for row in rows]),
            (name("real"), "Float64", [row["real"] for row in rows]),
        ],
    )


def actions_timeline_sentence(journey: Journey, language: str | None = None, *, today: date | None = None) -> str:
    """How many actions there are, what is late or lacks an owner or a day, and what is due next."""
    day = today or date.today()
    spoken = "ja" if (language or journey.language) == "ja" else "en"
    rows = [row for row in plan_rows(journey.snapshot().document, day) if row["status"] != "dropped"]
    if not rows:
        return say("actions.no_actions", spoken)
    counts = [
        ("done", sum(row["status"] == "done" for row in rows)),
        ("late", sum(row["overdue"] for row in rows)),
        ("free", sum(row["unowned"] for row in rows)),
        ("open", sum(row["undated"] for row in rows)),
        ("check", sum(row["to_check"] for row in rows)),
    ]
    told = [say(f"actions.count_{key}", spoken, n=n) for key, n in counts if n]
    head = say("actions.count_one" if len(rows) == 1 else "actions.count", spoken, n=len(rows))
    stop = say("priorities.stop", spoken)
    listed = say("priorities.colon", spoken) + say("actions.comma", spoken).join(told) if told else ""
    coming = [row for row in rows if row["due"] >= day.isoformat() and row["status"] in ("todo", "doing")]
    after = (
        say("actions.next_due", spoken, day=short_day(coming[0]["due"], day), title=coming[0]["title"])
        if coming
        else ""
    )
    return f"{head}{listed}{stop}{after}".strip()


def _rows(journey: Journey, today: date) -> list[Row]:
    return [row for row in plan_rows(journey.snapshot().document, today) if row["status"] != "dropped"]
