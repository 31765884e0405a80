"""The action plan along time: whose, by when, how far, and when to look what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.action_plan import plan_rows
from journey_widgets.charts.sheet import Sheet, ink, wide, wrapped
from journey_widgets.charts.telling import change_words
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["actions_timeline", "actions_timeline_sentence", "actions_timeline_table"]

_WIDTH, _NAMES, _OPEN, _EFFECT, _ROW, _AXIS, _KEY = 760, 232, 76, 92, 38, 26, 26

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
    top = 19 * len(lines) + 12 + _AXIS
    sheet = Sheet(width, top + max(1, len(rows)) * _ROW + _KEY)
    span = _Span(rows, day, _NAMES + _OPEN, width - _EFFECT - 14)
    _paint_time(sheet, span, day, top, spoken)
    said = [{"x": 2, "y": 2 + 19 * at, "text": line} for at, line in enumerate(lines)]
    sheet.words(said, "ink", size=13, weight=600, align="left", baseline="top")
    for at, row in enumerate(rows):
        row["y"] = top + (at + 0.5) * _ROW
    _paint_names(sheet, rows, spoken)
    _paint_days(sheet, rows, span, day, spoken)
    _paint_effects(sheet, rows, width, top, spoken)
    _paint_key(sheet, spoken)
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
        say("actions.next_due", spoken, day=_short(coming[0]["due"], day), title=coming[0]["title"]) if coming else ""
    )
    return f"{head}{listed}{stop}{after}".strip()


def _rows(journey: Journey, today: date) -> list[Row]:
    return [row for row in plan_rows(journey.snapshot().document, today) if row["status"] != "dropped"]


def _short(day: str, today: date) -> str:
    """Month and day, as in 6/14; with the year where it is another one."""
    found = date.fromisoformat(day)
    return f"{found.month}/{found.day}" if found.year == today.year else f"{found.year}/{found.month}/{found.day}"


class _Span:
    """Days from left to right."""

    def __init__(self, rows: list[Row], today: date, left: float, right: float) -> None:
        days = [date.fromisoformat(row[field]) for row in rows for field in ("due", "check_on") if row[field]]
        self.first = min([*days, today]) - timedelta(days=3)
        self.last = max([*days, today + timedelta(days=14)]) + timedelta(days=3)
        self.left, self.right = left, right

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return self.left + share * (self.right - self.left)

    def ticks(self) -> list[tuple[date, str]]:
        """Months, or Mondays where there are fewer than two months; no more than fit."""
        span = (self.last - self.first).days
        days = [self.first + timedelta(days=n) for n in range(span + 1)]
        if span < 50:
            return [(day, f"{day.month}/{day.day}") for day in days if day.weekday() == 0]
        months = [day for day in days if day.day == 1]
        step = max(1, -(-len(months) // 12))
        return [
            (day, f"{day.year}/{day.month}" if day.month == 1 or at == 0 else str(day.month))
            for at, day in enumerate(months[::step])
        ]


def _paint_time(sheet: Sheet, span: _Span, today: date, top: float, spoken: str) -> None:
    ticks = span.ticks()
    now = span.x(today)
    grid = [
        {"line": at, "at": end, "x": span.x(day), "y": (top - 4, sheet.height - _KEY)[end]}
        for at, (day, _) in enumerate(ticks)
        for end in (0, 1)
    ]
    sheet.lines(grid, stroke=ink("grid"), strokeWidth=1)
    label = say("actions.today", spoken)
    words = [{"x": span.x(day), "y": top - 12, "text": text} for day, text in ticks if abs(span.x(day) - now) > 26]
    sheet.words(words, "inkMuted", align="center", baseline="middle")
    rule = [{"line": 0, "at": end, "x": now, "y": (top - 4, sheet.height - _KEY)[end]} for end in (0, 1)]
    sheet.lines(rule, stroke=ink("accent"), strokeWidth=1.5, strokeDash=[4, 3])
    sheet.words([{"x": now, "y": top - 12, "text": label}], "accent", weight=600, align="center", baseline="middle")


def _paint_names(sheet: Sheet, rows: list[Row], spoken: str) -> None:
    lines = [
        {"line": row["id"], "at": at, "x": (0, sheet.width)[at], "y": row["y"] + _ROW / 2}
        for row in rows
        for at in (0, 1)
    ]
    sheet.lines(lines, stroke=ink("line"), strokeWidth=1)
    titles = [{"x": 2, "y": row["y"] - 8, "text": wrapped(row["title"], (_NAMES - 12) / 12, 1)[0]} for row in rows]
    sheet.words(titles, "ink", size=12, align="left", baseline="middle")
    number = {row["id"]: "" if row["no"] is None else f"{row['no']}　" for row in rows}
    owners = [
        {"x": 2, "y": row["y"] + 9, "text": f"{number[row['id']]}{row['owner']}"}
        for row in rows
        if row["owner"] or row["no"] is not None
    ]
    sheet.words(owners, "inkMuted", align="left", baseline="middle")
    free = [
        {
            "x": 2 + (26 if row["no"] is not None else 0),
            "y": row["y"] + 9,
            "text": f"? {say('actions.no_owner', spoken)}",
        }
        for row in rows
        if row["unowned"]
    ]
    sheet.words(free, "danger", align="left", baseline="middle")


def _paint_days(sheet: Sheet, rows: list[Row], span: _Span, today: date, spoken: str) -> None:
    """What is tied lies below, then discs and diamonds, then words."""
    due = {row["id"]: span.x(date.fromisoformat(row["due"])) for row in rows if row["due"]}
    checks = {row["id"]: span.x(date.fromisoformat(row["check_on"])) for row in rows if row["check_on"]}
    tied = [
        {"line": row["id"], "at": at, "x": days[row["id"]], "y": row["y"]}
        for row in rows
        if row["id"] in due and row["id"] in checks
        for at, days in enumerate((due, checks))
    ]
    sheet.lines(tied, stroke=ink("lineControl"), strokeWidth=1, strokeDash=[2, 3])
    for status in ("todo", "doing", "done"):
        places = [{"x": due[row["id"]], "y": row["y"]} for row in rows if row["id"] in due and row["status"] == status]
        _paint_discs(sheet, places, status)
    diamonds = [{"x": checks[row["id"]], "y": row["y"]} for row in rows if row["id"] in checks]
    _paint_marks(sheet, diamonds, "diamond", 64, "surface")
    on_time = [row for row in rows if row["due"] and not row["overdue"]]
    days = [{"x": due[row["id"]] - 11, "y": row["y"], "text": _short(row["due"], today)} for row in on_time]
    sheet.words(days, "inkMuted", halo="surface", align="right", baseline="middle")
    late = [
        {"x": due[row["id"]] - 11, "y": row["y"], "text": _late(row, today, spoken)} for row in rows if row["overdue"]
    ]
    sheet.words(late, "danger", halo="surface", align="right", baseline="middle")
    none = say("actions.no_date", spoken)
    undated = [{"x": _NAMES + 8, "y": row["y"], "text": none} for row in rows if row["undated"]]
    sheet.words(undated, "danger", align="left", baseline="middle")


def _late(row: Row, today: date, spoken: str) -> str:
    since = (today - date.fromisoformat(row["due"])).days
    return say("actions.late_by_one" if since == 1 else "actions.late_by", spoken, n=since)


def _paint_discs(sheet: Sheet, places: list[Row], status: str) -> None:
    """Empty: to do. Half: under way. Full, with a tick: done."""
    _paint_marks(sheet, places, "circle", 110, "inkMuted" if status == "done" else "surface")
    if status == "doing":
        _paint_marks(sheet, places, "M0,-1A1,1,0,0,0,0,1Z", 110, "inkMuted")
    if status == "done":
        sheet.words([place | {"text": "✓"} for place in places], "surface", size=9, weight=600, align="center")


def _paint_marks(sheet: Sheet, places: list[Row], shape: str, size: float, fill: str) -> None:
    chart = sheet.draw(places).mark_point(
        shape=shape,
        size=size,
        filled=True,
        opacity=1,
        fill=ink(fill),
        stroke=ink("inkMuted"),
        strokeWidth=1.5,
        tooltip=None,  # pyright: ignore[reportArgumentType] - None is no tooltip, the stubs do not know
    )
    sheet.add(chart.encode(sheet.x(), sheet.y()))


def _paint_key(sheet: Sheet, spoken: str) -> None:
    """What a disc and a diamond are."""
    y = sheet.height - _KEY / 2 + 3
    left = _NAMES + 8.0
    for shape, size, key in (("circle", 90, "due"), ("diamond", 64, "check_on")):
        _paint_marks(sheet, [{"x": left, "y": y}], shape, size, "surface")
        text = say(f"actions.{key}", spoken)
        sheet.words([{"x": left + 11, "y": y, "text": text}], "inkMuted", align="left", baseline="middle")
        left += wide(text) * 11 + 30


def _paint_effects(sheet: Sheet, rows: list[Row], width: float, top: float, spoken: str) -> None:
    head = [{"x": width - 2, "y": top - 12, "text": say("actions.effect", spoken)}]
    sheet.words(head, "inkMuted", align="right", baseline="middle")
    real = [
        {"x": width - 2, "y": row["y"] - 7, "text": f"{say('actions.real', spoken)} {change_words(row['real'])}"}
        for row in rows
        if row["real"] is not None
    ]
    sheet.words(real, "ink", size=12, weight=600, align="right", baseline="middle")
    expected = [row for row in rows if row["expected"] is not None]
    alone = [
        {"x": width - 2, "y": row["y"], "text": change_words(row["expected"])}
        for row in expected
        if row["real"] is None
    ]
    beside = [
        {
            "x": width - 2,
            "y": row["y"] + 8,
            "text": f"{say('actions.expected', spoken)} {change_words(row['expected'])}",
        }
        for row in expected
        if row["real"] is not None
    ]
    sheet.words(alone, "ink", size=12, weight=600, align="right", baseline="middle")
    sheet.words(beside, "inkMuted", align="right", baseline="middle")
