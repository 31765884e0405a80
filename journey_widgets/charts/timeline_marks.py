"""The action plan along time, in pixels: days, discs, diamonds and words of each row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from journey_widgets.charts.sheet import Sheet, ink, wide, wrapped
from journey_widgets.charts.telling import change_words
from journey_widgets.words import say

__all__ = [
    "AXIS",
    "EFFECT",
    "KEY",
    "NAMES",
    "OPEN",
    "ROW",
    "Span",
    "paint_days",
    "paint_effects",
    "paint_key",
    "paint_names",
    "paint_time",
    "short_day",
]

NAMES, OPEN, EFFECT, ROW, AXIS, KEY = 232, 76, 92, 38, 26, 26

Row = dict[str, Any]


def short_day(day: str, today: date) -> str:
    """Month and day, as in 6/14; with the year where it is another one."""
    found = date.fromisoformat(day)
    return f"{found.month}/{found.day}" if found.year == today.year else f"{found.year}/{found.month}/{found.day}"


class Span:
    """Days from left to right."""

    def __init__(self, rows: list[Row], today: date, left: float, right: float) -> None:
        days = [date.fromisoformat(row[field]) for row in rows for field in ("due", "check_on") if row[field]]
        self.first = min([*days, today]) - timedelta(days=3)
        self.last = max([*days, today + timedelta(days=14)]) + timedelta(days=3)
        self.left, self.right = left, right

    def x(self, day: date) -> float:
        """Where a day is, in pixels from the left."""
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


def paint_time(sheet: Sheet, span: Span, today: date, top: float, spoken: str) -> None:
    """Ticks, and a line for today."""
    ticks = span.ticks()
    now = span.x(today)
    grid = [
        {"line": at, "at": end, "x": span.x(day), "y": (top - 4, sheet.height - KEY)[end]}
        for at, (day, _) in enumerate(ticks)
        for end in (0, 1)
    ]
    sheet.lines(grid, stroke=ink("grid"), strokeWidth=1)
    label = say("actions.today", spoken)
    words = [{"x": span.x(day), "y": top - 12, "text": text} for day, text in ticks if abs(span.x(day) - now) > 26]
    sheet.words(words, "inkMuted", align="center", baseline="middle")
    rule = [{"line": 0, "at": end, "x": now, "y": (top - 4, sheet.height - KEY)[end]} for end in (0, 1)]
    sheet.lines(rule, stroke=ink("accent"), strokeWidth=1.5, strokeDash=[4, 3])
    sheet.words([{"x": now, "y": top - 12, "text": label}], "accent", weight=600, align="center", baseline="middle")


def paint_names(sheet: Sheet, rows: list[Row], spoken: str) -> None:
    """What is done, at which card, and whose it is."""
    lines = [
        {"line": row["id"], "at": at, "x": (0, sheet.width)[at], "y": row["y"] + ROW / 2}
        for row in rows
        for at in (0, 1)
    ]
    sheet.lines(lines, stroke=ink("line"), strokeWidth=1)
    titles = [{"x": 2, "y": row["y"] - 8, "text": wrapped(row["title"], (NAMES - 12) / 12, 1)[0]} for row in rows]
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


def paint_days(sheet: Sheet, rows: list[Row], span: Span, today: date, spoken: str) -> None:
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
    days = [{"x": due[row["id"]] - 11, "y": row["y"], "text": short_day(row["due"], today)} for row in on_time]
    sheet.words(days, "inkMuted", halo="surface", align="right", baseline="middle")
    late = [
        {"x": due[row["id"]] - 11, "y": row["y"], "text": _late(row, today, spoken)} for row in rows if row["overdue"]
    ]
    sheet.words(late, "danger", halo="surface", align="right", baseline="middle")
    none = say("actions.no_date", spoken)
    undated = [{"x": NAMES + 8, "y": row["y"], "text": none} for row in rows if row["undated"]]
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


def paint_key(sheet: Sheet, spoken: str) -> None:
    """What a disc and a diamond are."""
    y = sheet.height - KEY / 2 + 3
    left = NAMES + 8.0
    for shape, size, key in (("circle", 90, "due"), ("diamond", 64, "check_on")):
        _paint_marks(sheet, [{"x": left, "y": y}], shape, size, "surface")
        text = say(f"actions.{key}", spoken)
        sheet.words([{"x": left + 11, "y": y, "text": text}], "inkMuted", align="left", baseline="middle")
        left += wide(text) * 11 + 30


def paint_effects(sheet: Sheet, rows: list[Row], width: float, top: float, spoken: str) -> None:
    """What is expected, and beside it what came of it."""
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
