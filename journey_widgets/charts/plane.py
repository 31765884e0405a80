"""The impact × effort plane in pixels: where each note lies, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import altair as alt

from journey_widgets.charts.sheet import Sheet, ink, wide, wrapped
from journey_widgets.words import say

__all__ = ["FOOT", "RAIL", "Chip", "Item", "arranged", "paint_chips", "paint_plane", "quadrant"]

LEVELS: Final = (1, 2, 3, 4, 5)
#: The middle of 1–5 parts the quadrants.
MIDDLE = 3
QUADRANTS: Final = ("quick", "big", "fill", "sink")

RAIL, FOOT = 24, 22
_HIGH, _GAP, _AIR, _MARGIN = 24, 4, 7, 26
_LONGEST = 14.0
_SHAPES = {"pain": "triangle-down", "gain": "triangle-up", "opportunity": "diamond"}


@dataclass(frozen=True, slots=True)
class Item:
    """A note to be weighed; `impact` and `effort` (1–5) both missing where nobody has."""

    id: str
    kind: str
    text: str
    touchpoint: str
    impact: int | None
    effort: int | None
    severity: int | None
    frequency: int | None
    dots: int


def quadrant(impact: float, effort: float) -> str:
    """Which of "quick" (wins), "big" (bets), "fill" (-ins) and (time) "sink"; "between" on a middle line."""
    if MIDDLE in (impact, effort):
        return "between"
    if impact > MIDDLE:
        return "quick" if effort < MIDDLE else "big"
    return "fill" if effort < MIDDLE else "sink"


@dataclass(frozen=True, slots=True)
class Chip:
    """A note in its place, in pixels; `text` as far as there is room."""

    item: Item
    text: str
    x: float
    x2: float
    y: float


def arranged(items: list[Item], width: float, top: float) -> tuple[list[tuple[float, float]], list[Chip], float]:
    """Rows from impact 5 down (upper edge, height), chips in their places, and where the plane ends."""
    rows: list[tuple[float, float]] = []
    chips: list[Chip] = []
    at = top + _MARGIN
    for impact in reversed(LEVELS):
        shelves: list[list[Chip]] = []
        mine = sorted(
            (item for item in items if item.impact == impact), key=lambda item: (item.effort, -item.dots, item.id)
        )
        for item in mine:
            text = wrapped(item.text, _LONGEST, 1)[0]
            across = wide(text) * 11 + 30 + (len(str(item.dots)) * 7 + 4 if item.dots else 0)
            centre = RAIL + ((item.effort or 0) - 0.5) / len(LEVELS) * width
            left = max(RAIL + _GAP, min(RAIL + width - across - _GAP, centre - across / 2))
            chip = Chip(item, text, left, left + across, 0)
            shelf = next((shelf for shelf in shelves if shelf[-1].x2 + _GAP <= left), None)
            if shelf is None:
                shelves.append([chip])
            else:
                shelf.append(chip)
        filled = len(shelves) * (_HIGH + _GAP) - _GAP
        height = max(_HIGH, filled) + 2 * _AIR
        for number, shelf in enumerate(shelves):
            y = at + (height - filled) / 2 + number * (_HIGH + _GAP)
            chips += [Chip(chip.item, chip.text, chip.x, chip.x2, y) for chip in shelf]
        rows.append((at, height))
        at += height
    return rows, chips, at + _MARGIN


def paint_plane(
    sheet: Sheet, rows: list[tuple[float, float]], edges: tuple[float, float], width: float, spoken: str
) -> None:
    """The ground: quadrants with their names, both axes."""
    top, bottom = edges
    middle, across = rows[2][0] + rows[2][1] / 2, (RAIL + width) / 2
    sheet.boxes([{"x": RAIL, "x2": width, "y": top, "y2": bottom}], ink("canvas"), cornerRadius=8, stroke=ink("line"))
    sheet.boxes([{"x": RAIL, "x2": across, "y": top, "y2": middle}], ink("bandEven"), cornerRadiusTopLeft=8)
    cross = [
        {"line": "v", "at": 0, "x": across, "y": top},
        {"line": "v", "at": 1, "x": across, "y": bottom},
        {"line": "h", "at": 0, "x": RAIL, "y": middle},
        {"line": "h", "at": 1, "x": width, "y": middle},
    ]
    sheet.lines(cross, stroke=ink("line"), strokeWidth=1)
    for align, x in (("left", RAIL + 8), ("right", width - 8)):
        names = QUADRANTS[0::2] if align == "left" else QUADRANTS[1::2]
        corners = [
            {"x": x, "y": y, "text": say(f"priorities.{name}", spoken)}
            for name, y in zip(names, (top + 13, bottom - 13), strict=True)
        ]
        sheet.words(corners, "inkMuted", align=align, baseline="middle")
    impact, effort = say("priorities.impact", spoken), say("priorities.effort", spoken)
    sheet.words([{"x": width, "y": bottom + 12, "text": f"{effort} →"}], "inkMuted", align="right", baseline="middle")
    upwards = [{"x": 12, "y": top + 4, "text": f"{impact} →"}]
    sheet.words(upwards, "inkMuted", angle=270, align="right", baseline="middle")


def paint_chips(sheet: Sheet, chips: list[Chip]) -> None:
    """Each note as a chip: the mark of its kind, its words, its dots."""
    boxes = [{"x": chip.x, "x2": chip.x2, "y": chip.y, "y2": chip.y + _HIGH} for chip in chips]
    sheet.boxes(boxes, ink("raised"), cornerRadius=_HIGH / 2, stroke=ink("lineControl"), strokeWidth=0.75)
    for kind in sorted({chip.item.kind for chip in chips}):
        marks = [{"x": chip.x + 12, "y": chip.y + _HIGH / 2} for chip in chips if chip.item.kind == kind]
        colour = "jw_theme.edge[0]" if kind == "pain" else "jw_theme.edge[4]" if kind == "gain" else "jw_theme.inkMuted"
        shape = _SHAPES.get(kind, "circle")
        chart = sheet.draw(marks).mark_point(
            shape=shape, size=42, filled=True, opacity=1, fill=alt.ExprRef(colour), tooltip=None
        )
        sheet.add(chart.encode(sheet.x(), sheet.y()))
    words = [{"x": chip.x + 21, "y": chip.y + _HIGH / 2, "text": chip.text} for chip in chips]
    sheet.words(words, "ink", align="left", baseline="middle")
    dots = [
        {"x": chip.x2 - 8, "y": chip.y + _HIGH / 2, "text": str(chip.item.dots)} for chip in chips if chip.item.dots
    ]
    sheet.words(dots, "inkMuted", align="right", baseline="middle")
