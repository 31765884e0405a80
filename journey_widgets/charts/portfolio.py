"""Many journeys under each other, one line each on one scale, the one that hurts most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.maps import Source, read
from journey_widgets.analysis.portfolio import portfolio as portfolio_frame
from journey_widgets.analysis.portfolio import sources
from journey_widgets.charts.marks import face_at
from journey_widgets.charts.sheet import Sheet, balanced, ink, wrapped
from journey_widgets.charts.staged import spoken_language
from journey_widgets.charts.telling import change_words
from journey_widgets.charts.twin_table import twin_table
from journey_widgets.model.scale import DEFAULT
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    Maps = pd.DataFrame | Source | Iterable[Source]

__all__ = ["portfolio", "portfolio_sentence", "portfolio_table"]

_ROW, _NAMES, _FIGURES, _HEAD, _REACH = 58, 190, 250, 30, 20


def portfolio(
    maps: Maps, *, language: Language | None = None, theme: faces.Theme = "light", width: int = 860
) -> alt.LayerChart:
    """Draw each journey as it is as a line from its beginning to its end, from −1 to +1 whatever its scale was.

    Journeys stand in the order of their means, lowest first. A line is the mean of the personas at every touchpoint; a
    face marks the lowest point and the end. At the right: mean, share below zero, what is lowest.

    Args:
        maps: what `jw.portfolio` takes, or the frame it gives.
        language: "ja" or "en"; by default that of the first journey, English for a frame.
        theme: "light" or "dark".
        width: in pixels.

    """
    spoken = _language(maps, language)
    found = _lines(maps)
    sentence = _sentence(found, spoken)
    lines = balanced(sentence, (width - 4) / 13, 3)
    top = 12 + 19 * len(lines) + _HEAD
    sheet = Sheet(width, top + _ROW * max(1, len(found)) + 8)
    said = [{"x": 2, "y": 8 + 19 * at, "text": line} for at, line in enumerate(lines)]
    sheet.words(said, "ink", size=13, weight=600, align="left", baseline="top")
    left, right = float(_NAMES), float(width - _FIGURES)
    _bands(sheet, len(found), top)
    _heads(sheet, top, right, spoken)
    _draw(sheet, found, top, (left, right))
    _words(sheet, found, top, right, spoken)
    return sheet.chart(theme, sentence)


@dataclass(frozen=True, slots=True)
class _Line:
    """One journey as it is: where its touchpoints stand (0 … 1), what they are called, their units (None: a gap)."""

    key: str
    name: str
    places: tuple[float, ...]
    titles: tuple[str, ...]
    units: tuple[float | None, ...]

    @property
    def scored(self) -> list[float]:
        return [unit for unit in self.units if unit is not None]

    @property
    def mean(self) -> float | None:
        return sum(self.scored) / len(self.scored) if self.scored else None

    @property
    def lowest(self) -> int | None:
        known = [at for at, unit in enumerate(self.units) if unit is not None]
        return min(known, key=lambda at: self.units[at] or 0.0, default=None)

    @property
    def last(self) -> int | None:
        return max((at for at, unit in enumerate(self.units) if unit is not None), default=None)

    @property
    def below(self) -> float | None:
        return sum(unit < 0 for unit in self.scored) / len(self.scored) if self.scored else None

    @property
    def peak_end(self) -> float | None:
        return (max(self.scored, key=abs) + self.scored[-1]) / 2 if self.scored else None


def _language(maps: Maps, asked: str | None) -> str:
    own = "en"
    if asked is None and not hasattr(maps, "columns"):
        first = next(iter(sources(cast("Source | Iterable[Source]", maps))), None)
        own = "en" if first is None else str(read(first).get("about", {}).get("language", "en"))
    return spoken_language(own, asked)


def _lines(maps: Maps) -> list[_Line]:
    frame: Any = maps if hasattr(maps, "columns") else portfolio_frame(cast("Source", maps))
    found: list[_Line] = []
    for key, mine in frame[frame["state"] == "as_is"].groupby(["path", "map_id"], sort=False):
        places: dict[str, tuple[float, str, list[float]]] = {}
        for row, scored in zip(mine.to_dict("records"), mine["unit"].notna(), strict=True):
            _, _, units = places.setdefault(row["touchpoint"], (float(row["at"]), str(row["title"]), []))
            if scored:
                units.append(float(row["unit"]))
        whole = list(places.values())
        found.append(
            _Line(
                key="/".join(str(part) for part in key),
                name=str(mine["map"].iloc[0]),
                places=tuple(at for at, _, _ in whole),
                titles=tuple(title for _, title, _ in whole),
                units=tuple(sum(units) / len(units) if units else None for _, _, units in whole),
            )
        )
    return sorted(found, key=lambda line: (line.mean is None, line.mean or 0.0))


def _middle(top: float, at: int) -> float:
    return top + _ROW * (at + 0.5)


def _bands(sheet: Sheet, rows: int, top: float) -> None:
    for odd, fill in ((0, "bandOdd"), (1, "bandEven")):
        bands = [
            {"x": 0, "x2": sheet.width, "y": top + _ROW * at, "y2": top + _ROW * (at + 1)} for at in range(odd, rows, 2)
        ]
        sheet.boxes(bands, ink(fill))


def _heads(sheet: Sheet, top: float, right: float, language: str) -> None:
    y = top - 14
    sheet.words(
        [{"x": _NAMES, "y": y, "text": say("charts.along", language)}], "inkMuted", align="left", baseline="middle"
    )
    figures = [
        {"x": right + 58, "y": y, "text": say("charts.mean", language)},
        {"x": right + 112, "y": y, "text": say("charts.below", language)},
    ]
    sheet.words(figures, "inkMuted", align="right", baseline="middle")
    lowest = [{"x": right + 128, "y": y, "text": say("charts.lowest_point", language)}]
    sheet.words(lowest, "inkMuted", align="left", baseline="middle")


def _draw(sheet: Sheet, found: list[_Line], top: float, sides: tuple[float, float]) -> None:
    left, right = sides
    zeros: list[dict[str, Any]] = []
    curves: list[dict[str, Any]] = []
    dots: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for at, line in enumerate(found):
        middle = _middle(top, at)
        zeros.append({"x": left, "x2": right, "y": middle, "y2": middle})
        spots = [
            None if unit is None else (left + place * (right - left), middle - unit * _REACH)
            for place, unit in zip(line.places, line.units, strict=True)
        ]
        for piece, (start, end) in enumerate(pairwise(spots)):
            if start is None or end is None:
                continue
            for step in range(13):
                t = step / 12
                y = start[1] + (end[1] - start[1]) * t * t * (3 - 2 * t)
                curves.append({"line": f"{at}/{piece}", "at": step, "x": start[0] + (end[0] - start[0]) * t, "y": y})
        for number, spot in enumerate(spots):
            if spot is None:
                continue
            row = {"x": spot[0], "y": spot[1], "title": line.titles[number], "journey": line.name}
            row["score"] = change_words(line.units[number] or 0.0)
            marked = number in (line.lowest, line.last)
            (marks if marked else dots).append(row | {"face": DEFAULT.face(2 * (line.units[number] or 0.0))})
    rule = sheet.draw(zeros).mark_rule(stroke=ink("zero"), strokeWidth=1, tooltip=None)
    sheet.add(rule.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
    sheet.lines(curves, stroke=ink("ink"), strokeWidth=2, strokeCap="round")
    dot = sheet.draw(dots).mark_point(shape="circle", filled=True, size=22, opacity=1, fill=ink("ink"))
    hints = [alt.Tooltip(f"{name}:N", title=" ") for name in ("journey", "title", "score")]
    sheet.add(dot.encode(sheet.x(), sheet.y(), tooltip=hints))
    sheet.add(*face_at(sheet.draw(marks), {"x": sheet.x(), "y": sheet.y(), "tooltip": hints}, size="15"))


def _words(sheet: Sheet, found: list[_Line], top: float, right: float, language: str) -> None:
    names: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    lowest: list[dict[str, Any]] = []
    for at, line in enumerate(found):
        y = _middle(top, at)
        name = line.name or say("chart.untitled", language)
        names.append({"x": 8, "y": y - (8 if len(wrapped(name, 14, 2)) > 1 else 0), "text": wrapped(name, 14, 2)})
        if line.mean is None or line.below is None or line.lowest is None:
            figures.append({"x": right + 58, "y": y, "text": say("chart.none", language)})
            continue
        figures.append({"x": right + 58, "y": y, "text": change_words(line.mean)})
        figures.append({"x": right + 112, "y": y, "text": f"{round(line.below * 100)} %"})
        text = wrapped(line.titles[line.lowest], 10.5, 2)
        lowest.append({"x": right + 128, "y": y - (7 if len(text) > 1 else 0), "text": text})
    sheet.words(names, "ink", size=12, weight=600, align="left", baseline="middle")
    sheet.words(figures, "ink", size=12, align="right", baseline="middle")
    sheet.words(lowest, "ink", align="left", baseline="middle")


def portfolio_table(maps: Maps, *, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row a journey (index: path or id), in the same order; columns in the reader's language.

    Columns: journey (str), touchpoints, scored (Int64), mean, share below zero, lowest, what is lowest (str), end,
    peak–end (Float64, −1 … +1; shares 0 … 1).
    """
    spoken = _language(maps, language)
    found = _lines(maps)
    low = [line.lowest for line in found]
    columns: list[tuple[str, str, list[Any]]] = [
        ("journey", "str", [line.name for line in found]),
        ("touchpoints", "Int64", [len(line.units) for line in found]),
        ("scored", "Int64", [len(line.scored) for line in found]),
        ("mean", "Float64", [line.mean for line in found]),
        ("below", "Float64", [line.below for line in found]),
        ("lowest", "Float64", [None if at is None else line.units[at] for line, at in zip(found, low, strict=True)]),
        ("lowest_point", "str", ["" if at is None else line.titles[at] for line, at in zip(found, low, strict=True)]),
        ("end", "Float64", [line.scored[-1] if line.scored else None for line in found]),
        ("peak_end", "Float64", [line.peak_end for line in found]),
    ]
    return twin_table(
        [line.key for line in found], [(say(f"charts.{name}", spoken), kind, values) for name, kind, values in columns]
    )


def portfolio_sentence(maps: Maps, language: str | None = None) -> str:
    """The chart in a sentence: which journey is worst, and where."""
    return _sentence(_lines(maps), _language(maps, language))


def _sentence(found: list[_Line], language: str) -> str:
    if not found:
        return say("charts.no_journeys", language)
    worst = found[0]
    if worst.mean is None or worst.lowest is None:
        return say("charts.no_journey_scored", language, n=len(found))
    key = "charts.worst_journey" if len(found) > 1 else "charts.only_journey"
    values = {
        "n": len(found),
        "name": worst.name,
        "mean": change_words(worst.mean),
        "title": worst.titles[worst.lowest],
    }
    return say(key, language, **values)
