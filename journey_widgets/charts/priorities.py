"""Impact × effort: what people have weighed, each note in its place and none over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.ranking import KINDS, By, ranking, root_note
from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document
from journey_widgets.charts.sheet import Sheet, ink, wide, wrapped
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["priorities", "priorities_sentence", "priorities_table", "quadrant"]

LEVELS: Final = (1, 2, 3, 4, 5)
#: The middle of 1–5 parts the quadrants.
MIDDLE = 3
QUADRANTS: Final = ("quick", "big", "fill", "sink")

_WIDTH, _RAIL, _FOOT = 640, 24, 22
_CHIP, _GAP, _AIR, _MARGIN = 24, 4, 7, 26
_LONGEST = 14.0
_SHAPES = {"pain": "triangle-down", "gain": "triangle-up", "opportunity": "diamond"}


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    kind: str
    text: str
    touchpoint: str
    impact: int | None
    effort: int | None
    severity: int | None
    frequency: int | None
    dots: int


def priorities(
    journey: Journey, *, language: Language | None = None, theme: faces.Theme = "light", width: int = _WIDTH
) -> alt.LayerChart:
    """Draw the impact × effort plane: each weighed note in the row of its impact, over the column of its effort.

    Where notes share a place, their row grows and they lie one above the other. The figure on a note is its dots.

    Args:
        journey: the journey.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels.

    """
    spoken = _spoken(journey, language)
    items = [item for item in _items(journey.snapshot().document) if item.impact is not None]
    sentence = priorities_sentence(journey, spoken)
    lines = wrapped(sentence, (width - 8) / 13, 3)
    top = 19 * len(lines) + 12
    rows, chips, height = _arranged(items, width - _RAIL, top)
    sheet = Sheet(width, height + _FOOT)
    _paint_plane(sheet, rows, (top, height), width, spoken)
    said = [{"x": 2, "y": 2 + 19 * at, "text": line} for at, line in enumerate(lines)]
    sheet.words(said, "ink", size=13, weight=600, align="left", baseline="top")
    _paint_chips(sheet, chips)
    if not chips:
        empty = [{"x": (_RAIL + width) / 2, "y": (top + height) / 2, "text": say("priorities.plane_none", spoken)}]
        sheet.words(empty, "inkMuted", size=12, halo="canvas", align="center", baseline="middle")
    return sheet.chart(theme, sentence)


def priorities_table(journey: Journey, *, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row a note (index: its id), placed ones first, columns named in the reader's language.

    Columns: kind, note, touchpoint, quadrant (str; missing where not placed), impact, effort, severity, frequency, dots
    (Int64).
    """
    spoken = _spoken(journey, language)
    document = journey.snapshot().document
    items = _items(document)
    titles = {place.id: f"{place.no} {place.record['title']}" for place in Reading(document, "iqr", 12).places}

    def name(key: str) -> str:
        return say(f"priorities.{key}", spoken)

    def corner(item: _Item) -> str | None:
        return None if item.impact is None or item.effort is None else name(quadrant(item.impact, item.effort))

    return twin_table(
        [item.id for item in items],
        [
            (name("kind"), "str", [name(f"kind_{item.kind}") for item in items]),
            (name("note"), "str", [item.text for item in items]),
            (name("card"), "str", [titles.get(item.touchpoint) for item in items]),
            (name("quadrant"), "str", [corner(item) for item in items]),
            (name("impact"), "Int64", [item.impact for item in items]),
            (name("effort"), "Int64", [item.effort for item in items]),
            (name("severity"), "Int64", [item.severity for item in items]),
            (name("frequency"), "Int64", [item.frequency for item in items]),
            (name("dots_column"), "Int64", [item.dots for item in items]),
        ],
    )


def priorities_sentence(journey: Journey, language: str | None = None) -> str:
    """The quick wins; then the top three by dots (else by severity × frequency, else by opportunity) and how sure."""
    spoken = _spoken(journey, language)
    document = journey.snapshot().document
    items = _items(document)
    placed = [item for item in items if item.impact is not None]
    told: list[str] = []
    if not placed:
        told.append(say("priorities.plane_none", spoken))
    else:
        quick = [item for item in placed if quadrant(item.impact or 0, item.effort or 0) == "quick"]
        names = say("priorities.and", spoken).join(item.text for item in _worthiest(quick))
        told.append(say("priorities.plane_quick" if quick else "priorities.plane_no_quick", spoken, names=names))
    if ranked := _ranked(document, spoken):
        told.append(ranked)
    waiting = len(items) - len(placed)
    if placed and waiting:
        told.append(_many("priorities.unplaced_n", spoken, waiting))
    return ("" if spoken == "ja" else " ").join(told)


def quadrant(impact: float, effort: float) -> str:
    """Which of "quick" (wins), "big" (bets), "fill" (-ins) and (time) "sink"; "between" on a middle line."""
    if MIDDLE in (impact, effort):
        return "between"
    if impact > MIDDLE:
        return "quick" if effort < MIDDLE else "big"
    return "fill" if effort < MIDDLE else "sink"


def _ranked(document: Document, spoken: str) -> str:
    bys: tuple[By, ...] = ("votes", "severity", "ulwick")
    for by in bys:
        found = ranking(document, by)
        names = [row["title"] for row in found.rows if row["rank"] is not None][:3]
        if names:
            listed = say("priorities.and", spoken).join(names)
            told = _many("priorities.top_three_sentence", spoken, len(names), names=listed)
            if found.same is None:
                return told
            share = f"{round(found.same * 100)}%"
            stable = say("priorities.stable", spoken, share=share, draws=f"{found.draws:,}", n=found.people)
            return f"{told}{'' if spoken == 'ja' else ' '}{stable}"
    return ""


def _worthiest(items: list[_Item]) -> list[_Item]:
    """The best impact for its effort first."""
    return sorted(items, key=lambda item: ((item.effort or 0) - (item.impact or 0), -item.dots, item.id))


def _items(document: Document) -> list[_Item]:
    """Pains and opportunities, and what else has been placed; placed ones first, then most dots."""
    notes: dict[str, dict[str, Any]] = document.get("notes", {})
    dots: dict[str, int] = {}
    for vote in document.get("votes", {}).values():
        name = root_note(notes, vote["note"])
        dots[name] = dots.get(name, 0) + vote["dots"]
    items: list[_Item] = []
    for name in sorted(notes):
        note = notes[name]
        placed = note.get("impact") is not None and note.get("effort") is not None
        if root_note(notes, name) != name or not (placed or note["kind"] in KINDS):
            continue
        items.append(
            _Item(
                name,
                note["kind"],
                note["text"],
                note.get("touchpoint", ""),
                note["impact"] if placed else None,
                note["effort"] if placed else None,
                note.get("severity"),
                note.get("frequency"),
                dots.get(name, 0),
            )
        )
    return sorted(items, key=lambda item: (item.impact is None, -item.dots, item.id))


@dataclass(frozen=True, slots=True)
class _Chip:
    item: _Item
    text: str
    x: float
    x2: float
    y: float


def _arranged(items: list[_Item], width: float, top: float) -> tuple[list[tuple[float, float]], list[_Chip], float]:
    """Rows from impact 5 down (upper edge, height), chips in their places, and where the plane ends."""
    rows: list[tuple[float, float]] = []
    chips: list[_Chip] = []
    at = top + _MARGIN
    for impact in reversed(LEVELS):
        shelves: list[list[_Chip]] = []
        mine = sorted(
            (item for item in items if item.impact == impact), key=lambda item: (item.effort, -item.dots, item.id)
        )
        for item in mine:
            text = wrapped(item.text, _LONGEST, 1)[0]
            across = wide(text) * 11 + 30 + (len(str(item.dots)) * 7 + 4 if item.dots else 0)
            centre = _RAIL + ((item.effort or 0) - 0.5) / len(LEVELS) * width
            left = max(_RAIL + _GAP, min(_RAIL + width - across - _GAP, centre - across / 2))
            chip = _Chip(item, text, left, left + across, 0)
            shelf = next((shelf for shelf in shelves if shelf[-1].x2 + _GAP <= left), None)
            if shelf is None:
                shelves.append([chip])
            else:
                shelf.append(chip)
        filled = len(shelves) * (_CHIP + _GAP) - _GAP
        height = max(_CHIP, filled) + 2 * _AIR
        for number, shelf in enumerate(shelves):
            y = at + (height - filled) / 2 + number * (_CHIP + _GAP)
            chips += [_Chip(chip.item, chip.text, chip.x, chip.x2, y) for chip in shelf]
        rows.append((at, height))
        at += height
    return rows, chips, at + _MARGIN


def _paint_plane(
    sheet: Sheet, rows: list[tuple[float, float]], edges: tuple[float, float], width: float, spoken: str
) -> None:
    top, bottom = edges
    middle, across = rows[2][0] + rows[2][1] / 2, (_RAIL + width) / 2
    sheet.boxes([{"x": _RAIL, "x2": width, "y": top, "y2": bottom}], ink("canvas"), cornerRadius=8, stroke=ink("line"))
    sheet.boxes([{"x": _RAIL, "x2": across, "y": top, "y2": middle}], ink("bandEven"), cornerRadiusTopLeft=8)
    cross = [
        {"line": "v", "at": 0, "x": across, "y": top},
        {"line": "v", "at": 1, "x": across, "y": bottom},
        {"line": "h", "at": 0, "x": _RAIL, "y": middle},
        {"line": "h", "at": 1, "x": width, "y": middle},
    ]
    sheet.lines(cross, stroke=ink("line"), strokeWidth=1)
    for align, x in (("left", _RAIL + 8), ("right", width - 8)):
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


def _paint_chips(sheet: Sheet, chips: list[_Chip]) -> None:
    boxes = [{"x": chip.x, "x2": chip.x2, "y": chip.y, "y2": chip.y + _CHIP} for chip in chips]
    sheet.boxes(boxes, ink("raised"), cornerRadius=_CHIP / 2, stroke=ink("lineControl"), strokeWidth=0.75)
    for kind in sorted({chip.item.kind for chip in chips}):
        marks = [{"x": chip.x + 12, "y": chip.y + _CHIP / 2} for chip in chips if chip.item.kind == kind]
        colour = "jw_theme.edge[0]" if kind == "pain" else "jw_theme.edge[4]" if kind == "gain" else "jw_theme.inkMuted"
        shape = _SHAPES.get(kind, "circle")
        chart = sheet.draw(marks).mark_point(
            shape=shape, size=42, filled=True, opacity=1, fill=alt.ExprRef(colour), tooltip=None
        )
        sheet.add(chart.encode(sheet.x(), sheet.y()))
    words = [{"x": chip.x + 21, "y": chip.y + _CHIP / 2, "text": chip.text} for chip in chips]
    sheet.words(words, "ink", align="left", baseline="middle")
    dots = [
        {"x": chip.x2 - 8, "y": chip.y + _CHIP / 2, "text": str(chip.item.dots)} for chip in chips if chip.item.dots
    ]
    sheet.words(dots, "inkMuted", align="right", baseline="middle")


def _spoken(journey: Journey, language: str | None) -> str:
    return "ja" if (language or journey.language) == "ja" else "en"


def _many(key: str, spoken: str, n: int, **values: object) -> str:
    return say(f"{key}_one" if n == 1 else key, spoken, n=n, **values)
