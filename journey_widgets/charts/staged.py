"""A sheet with a column for every touchpoint under its stage, and the emotion scale from bottom to top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.reading import Reading
from journey_widgets.charts.marks import face_at
from journey_widgets.charts.sheet import Sheet, balanced, ink, wide, wrapped
from journey_widgets.model.scale import Scale
from journey_widgets.words import say

__all__ = ["Key", "Look", "Slot", "Staged", "slots_of", "spoken_language", "whose_line"]

#: Properties of an Altair mark: a colour, a number, a list of dashes.
Look = Mapping[str, Any]

_RAIL, _HEAD, _PLOT, _AIR, _TITLE = 44, 34, 216, 24, 13
_LEAST = 460
#: Narrower columns than these have no titles, then no numbers but each stage's first.
_TITLED, _NUMBERED = 40, 15
_LINES = 5


@dataclass(frozen=True, slots=True)
class Slot:
    """One column: a touchpoint, its number, what it is called, and the stage over it."""

    id: str
    no: str
    title: str
    stage: str


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: how it is drawn (`shape`, `look`) and what it means."""

    text: str
    shape: str
    look: Mapping[str, Any]


def slots_of(reading: Reading) -> list[Slot]:
    """The placed touchpoints in reading order."""
    return [
        Slot(place.id, str(place.no), str(place.record.get("title", "")), reading.stage_name(place.stage))
        for place in reading.places
    ]


def whose_line(reading: Reading, state: str, asked: str | None) -> tuple[str, str]:
    """The line a chart of single scores shows: the one asked for, otherwise the one most people scored.

    Of equals, the first as lines are told: everyone's, then the personas'. Where nobody scored, the line with the most
    touchpoints.
    """
    if asked is not None:
        return asked, state
    lines = [key for key in reading.ordered_lines() if key[1] == state]

    def weight(key: tuple[str, str]) -> tuple[int, int]:
        return sum(measure.n for measure, _ in reading.lines[key].values()), len(reading.lines[key])

    return max(lines, key=weight, default=("", state))


def spoken_language(own: str, asked: str | None) -> str:
    """The language of a chart: the one asked for, otherwise the journey's; English where that is neither."""
    return "ja" if (asked or own) == "ja" else "en"


class Staged:
    """Columns, bands and the scale, drawn; charts put their marks on top with `x`, `y` and `sheet`.

    `extra` is room under the plot, for a second panel that begins at `under`.
    """

    def __init__(
        self,
        slots: Sequence[Slot],
        scale: Scale,
        language: str,
        *,
        sentence: str,
        keys: Sequence[Key] = (),
        width: int | None = None,
        extra: float = 0,
    ) -> None:
        self.slots, self.scale, self.language, self.sentence = slots, scale, language, sentence
        self.column = _column(len(slots), width)
        self.width = max(_LEAST, _RAIL + self.column * len(slots) + 8) if width is None else width
        lines = balanced(sentence, (self.width - 4) / 13, 3)
        self.top = 8 + 19 * len(lines) + (26 if keys else 8) + _HEAD
        self.bottom = self.top + _PLOT
        self.under = self.bottom + 8
        self._ends = self.bottom + extra
        self._titles = [self._title(slot) for slot in slots]
        below = max((len(title) for title in self._titles), default=0) * _TITLE
        self.sheet = Sheet(self.width, self._ends + 24 + below + 6)
        self._bands()
        said = [{"x": 2, "y": 8 + 19 * at, "text": line} for at, line in enumerate(lines)]
        self.sheet.words(said, "ink", size=13, weight=600, align="left", baseline="top")
        self._legend(keys, 8 + 19 * len(lines) + 12)
        self._axis()
        self._names()

    @property
    def left(self) -> float:
        """Where the first column begins."""
        return _RAIL

    def x(self, at: int) -> float:
        """The middle of the `at`-th column, in pixels from the left."""
        return _RAIL + self.column * (at + 0.5)

    def y(self, score: float) -> float:
        """The height of a score, in pixels from the top."""
        low, high = self.scale.low, self.scale.high
        return self.bottom - 14 - (score - low) / (high - low) * (_PLOT - 14 - _AIR)

    @property
    def zero(self) -> float:
        """The height of the neutral score."""
        return self.y(self.scale.score(0))

    def points(
        self,
        rows: Iterable[Mapping[str, Any]],
        shape: str,
        *,
        size: float,
        hints: Sequence[alt.Tooltip] = (),
        **look: Any,  # noqa: ANN401 - as Altair's marks take them
    ) -> None:
        """Marks at `x`, `y`; `look` are properties of the mark."""
        chart = self.sheet.draw([dict(row) for row in rows]).mark_point(shape=shape, size=size, opacity=1, **look)
        at = chart.encode(self.sheet.x(), self.sheet.y())
        self.sheet.add(at.encode(tooltip=list(hints)) if hints else at)

    def rules(self, rows: Iterable[Mapping[str, Any]], **look: Any) -> None:  # noqa: ANN401 - as Altair's marks take them
        """Straight lines from `x`, `y` to `x2`, `y2`."""
        chart = self.sheet.draw([dict(row) for row in rows]).mark_rule(tooltip=None, **look)
        self.sheet.add(chart.encode(self.sheet.x(), self.sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))

    def curve(self, values: Sequence[float | None], **look: Any) -> None:  # noqa: ANN401 - as Altair's marks take them
        """A line through a score for each column, with flat tangents; where there is none, it is broken."""
        rows: list[dict[str, Any]] = []
        for at, (start, end) in enumerate(pairwise(values)):
            if start is None or end is None:
                continue
            for piece in range(13):
                t = piece / 12
                score = start + (end - start) * t * t * (3 - 2 * t)
                rows.append({"line": at, "at": piece, "x": self.x(at) + self.column * t, "y": self.y(score)})
        self.sheet.lines(rows, strokeCap="round", strokeJoin="round", **look)

    def nothing(self, text: str) -> None:
        """What is said where there is nothing to draw."""
        rows = [{"x": self.width / 2, "y": (self.top + self.bottom) / 2, "text": text}]
        self.sheet.words(rows, "inkMuted", size=12, halo="surface", align="center", baseline="middle")

    def chart(self, theme: faces.Theme) -> alt.LayerChart:
        """Everything drawn so far."""
        return self.sheet.chart(theme, self.sentence)

    def _title(self, slot: Slot) -> list[str]:
        if self.column < _TITLED:
            return []
        return wrapped(slot.title, max(3.0, (self.column - 4) / 10 - 0.9), _LINES)

    def _bands(self) -> None:
        bands: list[dict[str, Any]] = []
        for at, slot in enumerate(self.slots):
            if bands and bands[-1]["name"] == slot.stage:
                bands[-1]["x2"] = _RAIL + self.column * (at + 1)
            else:
                bands.append({"name": slot.stage, "x": _RAIL + self.column * at, "x2": _RAIL + self.column * (at + 1)})
        top, end = self.top - _HEAD, self.sheet.height
        for odd, fill in ((0, "bandOdd"), (1, "bandEven")):
            self.sheet.boxes((band | {"y": top, "y2": end} for band in bands[odd::2]), ink(fill))
        edges = [{"x": band["x"], "x2": band["x"], "y": top, "y2": end} for band in bands]
        self.rules(edges, stroke=ink("line"), strokeWidth=1)
        names = [
            {
                "x": band["x"] + 7,
                "y": top + _HEAD / 2,
                "text": (wrapped(band["name"], max(1.0, (band["x2"] - band["x"] - 10) / 12), 1) or [""])[0],
            }
            for band in bands
        ]
        self.sheet.words(names, "ink", size=12, weight=600, align="left", baseline="middle")

    def _legend(self, keys: Sequence[Key], y: float) -> None:
        left = 2.0
        for key in keys:
            if key.shape == "line":
                self.rules([{"x": left, "x2": left + 24, "y": y, "y2": y}], **key.look)
                left += 30
            else:
                self.points([{"x": left + 6, "y": y}], key.shape, size=70, hints=(), **key.look)
                left += 18
            self.sheet.words([{"x": left, "y": y, "text": key.text}], "inkMuted", align="left", baseline="middle")
            left += wide(key.text) * 11 + 18

    def _axis(self) -> None:
        steps = round((self.scale.high - self.scale.low) / self.scale.step)
        count = steps if 1 <= steps <= 10 else 4
        rows: list[dict[str, Any]] = []
        for k in range(count + 1):
            score = self.scale.low + (self.scale.high - self.scale.low) * k / count
            rows.append(
                {
                    "x": _RAIL,
                    "x2": self.width,
                    "y": self.y(score),
                    "y2": self.y(score),
                    "text": self.scale.spelled(round(score, 2)),
                    "face": self.scale.face(score),
                    "left": 10,
                    "right": 38,
                }
            )
        self.rules(rows, stroke=ink("grid"), strokeWidth=1)
        zero = {"x": _RAIL, "x2": self.width, "y": self.zero, "y2": self.zero}
        self.rules([zero], stroke=ink("zero"), strokeWidth=1)
        self.sheet.add(*face_at(self.sheet.draw(rows), {"x": self.sheet.x("left"), "y": self.sheet.y()}, size="14"))
        figures = [{"x": row["right"], "y": row["y"], "text": row["text"]} for row in rows]
        self.sheet.words(figures, "inkMuted", align="right", baseline="middle")

    def _names(self) -> None:
        numbers: list[dict[str, Any]] = []
        titles: list[dict[str, Any]] = []
        stage = None
        for at, (slot, title) in enumerate(zip(self.slots, self._titles, strict=True)):
            if self.column >= _NUMBERED or slot.stage != stage:
                numbers.append({"x": self.x(at), "y": self._ends + 13, "text": slot.no})
            stage = slot.stage
            titles.append({"x": self.x(at), "y": self._ends + 26, "text": title})
        self.sheet.words(numbers, "inkMuted", weight=600, align="center", baseline="middle")
        if any(self._titles):
            self.sheet.words(titles, "ink", size=10, align="center", baseline="top", lineHeight=_TITLE)
        if not self.slots:
            self.nothing(say("chart.no_cards", self.language))


def _column(slots: int, width: int | None) -> float:
    if width is not None:
        return max(4.0, (width - _RAIL - 8) / max(1, slots))
    for most, column in ((10, 84), (16, 66), (24, 54), (60, 22)):
        if slots <= most:
            return column
    return 10
