"""The paths through a journey: a wave over its channels, or arcs over its cards where it has but one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.durations import parse, spoken
from journey_widgets.analysis.links import Path, paths_of, placed
from journey_widgets.charts.labels import Box, Room
from journey_widgets.charts.path_curves import Curve, Spot, curve, order_curve
from journey_widgets.charts.sheet import Sheet, balanced, ink, wide, wrapped
from journey_widgets.model.order import stages_in_order
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey
    from journey_widgets.model.patch import Document

__all__ = ["paths", "paths_sentence", "paths_table"]

_SLOT, _NARROW, _LEAST = 88, 46, 26
_ROW, _RAIL, _HEAD, _FOOT = 78, 104, 34, 82
_RADIUS = 11
#: Pixels of the letters beside a curve.
_LETTER = 10.5
#: How level a wave to another row stays; the first that meets no other card is taken.
_BENDS = (0.5, 0.3, 0.7, 0.15, 0.85, -0.5, -0.3, -0.75, -0.15)
#: With more cards than this, those without links are left out.
_MANY = 60


def paths(
    journey: Journey,
    *,
    rows: Literal["channel"] | None = "channel",
    language: Language | None = None,
    theme: faces.Theme = "light",
    width: int | None = None,
) -> alt.LayerChart:
    """Draw every link over the bands of the stages: branches, loops, and what follows after how long for how many.

    Cards stand from left to right in reading order, numbered as on the board. A drawn-through curve leads onward; a
    dashed one back, or to its own card again; a dotted line is what follows without a link. The wider a curve, the
    larger its share; a link without one is as wide as half of everybody.

    Args:
        journey: the journey. Of more than 60 cards only those with links are drawn.
        rows: "channel" gives each channel a row, so that a sequence over several channels is a wave; None, or a journey
            without channels, puts all cards on one line, with arcs between them.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: of the plot in pixels; by default as wide as its cards need.

    """
    document = journey.snapshot().document
    spoken_in = _language(journey, language)
    return _Drawing(document, spoken_in, rows, width).chart(theme)


def _language(journey: Journey, language: Language | None) -> Language:
    return "ja" if (language or journey.language) == "ja" else "en"


class _Drawing:
    """Where everything stands, and then the layers of it."""

    def __init__(self, document: Document, language: Language, rows: str | None, width: int | None) -> None:
        self.document = document
        self.language: Language = language
        self.cards: dict[str, Any] = document.get("touchpoints", {})
        self.links = [path for path in paths_of(document) if path.kind != "pool"]
        order = placed(document)
        self.number = {name: at for at, name in enumerate(order, 1)}
        tied = {end for path in self.links for end in (path.source, path.target)}
        self.shown = [name for name in order if len(order) <= _MANY or name in tied]
        self.rows = self._rows(rows)
        self.stages = self._stages()
        slots = sum(max(1, len(lane)) for _, lane in self.stages) or 1
        rail = _RAIL if self.rows else 16
        free = (width or 0) - rail
        slot = free / slots if width else _SLOT if slots <= 16 else _NARROW if slots <= 30 else _LEAST
        self.slot = max(_LEAST, slot)
        self.rail = rail
        arcs = 0 if self.rows else 48 + 16 * max((abs(p.target_no - p.source_no) for p in self.links), default=0) ** 0.5
        self.top = _HEAD + (30 if self.rows else arcs)
        self.bottom = self.top + _ROW * (max(1, len(self.rows)) - 1) + (34 if self.rows else 34 + arcs * 0.6)
        self.spots = self._spots()
        self.sheet = Sheet(rail + self.slot * slots, self.bottom + _FOOT + 26)

    def _rows(self, rows: str | None) -> list[str]:
        if rows != "channel":
            return []
        channels = [self._channel(name) for name in self.shown]
        named = list(dict.fromkeys(channel for channel in channels if channel))
        return [*named, *([""] if "" in channels else [])] if named else []

    def _channel(self, name: str) -> str:
        return str(self.cards[name].get("channel", "")).strip()

    def _stages(self) -> list[tuple[str, list[str]]]:
        lanes: dict[str, list[str]] = {stage: [] for stage in stages_in_order(self.document)}
        for name in self.shown:
            lanes[self.cards[name]["stage"]].append(name)
        return list(lanes.items())

    def _spots(self) -> dict[str, Spot]:
        spots: dict[str, Spot] = {}
        left = self.rail
        for _, lane in self.stages:
            for at, name in enumerate(lane):
                row = self.rows.index(self._channel(name)) if self.rows else 0
                spots[name] = Spot(left + self.slot * (at + 0.5), self.top + _ROW * row, row)
            left += self.slot * max(1, len(lane))
        return spots

    def say(self, key: str, **values: object) -> str:
        return say(f"paths.{key}", self.language, **values)

    def chart(self, theme: faces.Theme) -> alt.LayerChart:
        self._bands()
        self._order()
        curves = self._curves()
        self._links([(path, line) for path, line in curves if path.kind in ("next", "forward")], dash=None)
        self._links([(path, line) for path, line in curves if path.kind in ("back", "self")], dash=[5, 4])
        self._nodes()
        self._labels(curves)
        self._legend()
        return self.sheet.chart(theme, _sentence(self.document, self.language))

    # ---- layers ----------------------------------------------------------------------------------------------------

    def _bands(self) -> None:
        sheet, left = self.sheet, self.rail
        bands: list[dict[str, Any]] = []
        names: list[dict[str, Any]] = []
        for at, (stage, lane) in enumerate(self.stages):
            wide_ = self.slot * max(1, len(lane))
            bands.append({"x": left, "x2": left + wide_, "y": 0, "y2": self.bottom + _FOOT, "odd": at % 2})
            title = wrapped(self.document["stages"][stage].get("name", ""), max(3, (wide_ - 14) / 12), 1)
            names.append({"x": left + 8, "y": 17, "text": title})
            left += wide_
        for odd, colour in ((0, "bandOdd"), (1, "bandEven")):
            sheet.boxes([band for band in bands if band["odd"] == odd], ink(colour))
        sheet.words(names, "ink", size=12, weight=600, align="left", baseline="middle")
        if self.rows:
            levels = [
                {"x": self.rail, "x2": sheet.width, "y": self.top + _ROW * at, "y2": self.top + _ROW * at}
                for at in range(len(self.rows))
            ]
            chart = sheet.draw(levels).mark_rule(stroke=ink("grid"), strokeWidth=1, tooltip=None)
            sheet.add(chart.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
            named = [
                {"x": self.rail - 12, "y": self.top + _ROW * at, "text": wrapped(row or self.say("no_channel"), 7.5, 2)}
                for at, row in enumerate(self.rows)
            ]
            sheet.words(named, "inkMuted", align="right", baseline="middle")

    def _order(self) -> None:
        """What follows in reading order where no link says so."""
        linked = {(path.source, path.target) for path in self.links}
        leaving: dict[str, float] = {}
        for path in self.links:
            leaving[path.source] = leaving.get(path.source, 0) + (path.share or 0)
        rows: list[dict[str, Any]] = []
        for before, after in pairwise(self.shown):
            apart = self.number[after] != self.number[before] + 1
            if (before, after) in linked or apart or leaving.get(before, 0) >= 1 - 1e-9:
                continue
            line = order_curve(self.spots[before], self.spots[after], _RADIUS)
            rows += [{"line": before, "at": at, "x": x, "y": y} for at, (x, y) in enumerate(line.points)]
        self.sheet.lines(rows, stroke=ink("zero"), strokeWidth=1, strokeDash=[1, 4])

    def _curves(self) -> list[tuple[Path, Curve]]:
        seen: dict[tuple[str, str], int] = {}
        found: list[tuple[Path, Curve]] = []
        for path in self.links:
            pair = (path.source, path.target)
            seen[pair] = nth = seen.get(pair, -1) + 1
            start, end = self.spots[path.source], self.spots[path.target]
            others = [spot for name, spot in self.spots.items() if name not in pair]
            tried = [
                curve(path.kind, start, end, _RADIUS, nth, rows=bool(self.rows), slot=self.slot, bend=bend)
                for bend in (_BENDS if start.row != end.row and others else _BENDS[:1])
            ]
            # A wave should not run through a card it has nothing to do with.
            found.append((path, min(tried, key=lambda line: _met(line, others))))
        return found

    def _links(self, curves: list[tuple[Path, Curve]], dash: list[int] | None) -> None:
        rows: list[dict[str, Any]] = []
        heads: list[dict[str, Any]] = []
        for path, line in curves:
            told = self._told(path)
            wide_ = 0.9 + 2.8 * (0.5 if path.share is None else path.share)
            rows += [
                {"line": path.id, "at": at, "x": round(x, 1), "y": round(y, 1), "wide": wide_, **told}
                for at, (x, y) in enumerate(line.points)
            ]
            x, y = line.points[-1]
            heads.append({"x": round(x, 1), "y": round(y, 1), "angle": round(line.heading, 1), **told})
        sheet = self.sheet
        hints = self._hints()
        chart = sheet.draw(rows).mark_line(
            stroke=ink("ink"), strokeOpacity=0.74, strokeCap="butt", strokeDash=dash or [1, 0]
        )
        size = alt.StrokeWidth("wide:Q", scale=None, legend=None)
        sheet.add(chart.encode(sheet.x(), sheet.y(), alt.Detail("line:N"), alt.Order("at:Q"), size, tooltip=hints))
        head = sheet.draw(heads).mark_point(
            # A head that points right, its tip at the middle: the curve ends where the card begins.
            shape="M0,0L-1.7,-0.8L-1.7,0.8Z",
            filled=True,
            size=56,
            fill=ink("ink"),
            opacity=1,
            strokeWidth=0,
        )
        angle = alt.Angle("angle:Q", scale=None, legend=None)
        sheet.add(head.encode(sheet.x(), sheet.y(), angle, tooltip=hints))

    def _hints(self) -> list[alt.Tooltip]:
        titles = {"way": "title", "condition": "condition", "delay": "delay", "share": "share"}
        return [alt.Tooltip(f"{field}:N", title=self.say(key)) for field, key in titles.items()]

    def _told(self, path: Path) -> dict[str, str]:
        return {
            "way": f"{self._called(path.source)} → {self._called(path.target)}",
            "condition": path.condition,
            "delay": spoken(parse(path.delay), self.language) if path.delay else "",
            "share": _percent(path.share),
        }

    def _called(self, name: str) -> str:
        return self.say("card", no=self.number[name], title=self.cards[name]["title"])

    def _nodes(self) -> None:
        sheet = self.sheet
        rows = [
            {
                "x": spot.x,
                "y": spot.y,
                "text": str(self.number[name]),
                "card": self.cards[name]["title"],
                "channel": self._channel(name),
            }
            for name, spot in self.spots.items()
        ]
        hints = [
            alt.Tooltip("card:N", title=say("chart.card", self.language)),
            alt.Tooltip("channel:N", title=self.say("channel")),
        ]
        dot = sheet.draw(rows).mark_point(
            shape="circle", filled=True, size=(2 * _RADIUS) ** 2 * 0.9, fill=ink("surface"), stroke=ink("ink"),
            strokeWidth=1.5, opacity=1,
        )  # fmt: skip
        sheet.add(dot.encode(sheet.x(), sheet.y(), tooltip=hints))
        sheet.words(rows, "ink", size=11, weight=600, align="center", baseline="middle")
        if self.slot >= _NARROW:
            ems = (self.slot - 8) / 11
            titles = [
                {
                    "x": spot.x,
                    "y": self.bottom + 14,
                    "text": [str(self.number[name]), *balanced(self.cards[name]["title"], ems, 3)],
                }
                for name, spot in self.spots.items()
            ]
            sheet.words(titles, "ink", align="center", baseline="top")

    def _labels(self, curves: list[tuple[Path, Curve]]) -> None:
        if self.slot < _NARROW:
            return
        room = Room(Box(self.rail, _HEAD - 6, self.sheet.width, self.bottom + 10))
        for spot in self.spots.values():
            room.block(Box(spot.x - _RADIUS - 3, spot.y - _RADIUS - 3, spot.x + _RADIUS + 3, spot.y + _RADIUS + 3))
        for _, line in curves:
            room.ink(line.points)
        rows: list[dict[str, Any]] = []
        for path, line in curves:
            text = self._short(path)
            if not text:
                continue
            box = room.beside(line.points, max(wide(part) for part in text) * _LETTER, len(text) * 14)
            rows.append({"x": round((box.x + box.x2) / 2, 1), "y": round(box.y + 7, 1), "text": text})
        self.sheet.words(rows, "ink", size=_LETTER, halo="canvas", align="center", baseline="middle")

    def _short(self, path: Path) -> list[str]:
        """What is written beside a curve: the condition, then delay and share."""
        told = self._told(path)
        figures = " · ".join(part for part in (told["delay"], told["share"]) if part)
        return [*(balanced(path.condition, 9, 2) if path.condition else []), *([figures] if figures else [])]

    def _legend(self) -> None:
        sheet, y = self.sheet, self.sheet.height - 8
        left = self.rail
        for key, dash in (("legend_forward", None), ("legend_back", [5, 4]), ("legend_order", [1, 4])):
            rows = [{"x": left, "y": y, "line": key, "at": 0}, {"x": left + 22, "y": y, "line": key, "at": 1}]
            style: dict[str, Any] = {"strokeDash": dash} if dash else {}
            sheet.lines(rows, stroke=ink("ink"), strokeWidth=1.6, **style)
            text = self.say(key)
            sheet.words([{"x": left + 28, "y": y, "text": text}], "inkMuted", align="left", baseline="middle")
            left += 28 + wide(text) * 11 + 18
        sheet.words(
            [{"x": left, "y": y, "text": self.say("legend_share")}], "inkMuted", align="left", baseline="middle"
        )


def _met(line: Curve, spots: list[Spot]) -> int:
    """How many cards a curve runs through."""
    return sum(line.distance(spot.x, spot.y) < _RADIUS + 3 for spot in spots)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.1f}".removesuffix(".0") + " %"


def paths_table(journey: Journey, *, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row a link in reading order, in words; the columns' names in the reader's language.

    Columns (all str): from, leads to, way, condition, delay, share; "" where nothing is said.
    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    document = journey.snapshot().document
    spoken_in = _language(journey, language)
    cards: dict[str, Any] = document.get("touchpoints", {})

    def called(name: str, number: int) -> str:
        key = "paths.card" if number else "paths.card_in_pool"
        return say(key, spoken_in, no=number, title=cards.get(name, {}).get("title", name))

    links = paths_of(document)
    columns = {
        "source": [called(path.source, path.source_no) for path in links],
        "target": [called(path.target, path.target_no) for path in links],
        "kind": [say(f"paths.kind_{path.kind}", spoken_in) for path in links],
        "condition": [path.condition for path in links],
        "delay": [spoken(parse(path.delay), spoken_in) if path.delay else "" for path in links],
        "share": [_percent(path.share) for path in links],
    }
    index = pd.Index([path.id for path in links], dtype="str", name="id")
    return pd.DataFrame(
        {say(f"paths.{key}", spoken_in): pd.Series(cells, index=index, dtype="str") for key, cells in columns.items()}
    )


def paths_sentence(journey: Journey, language: Language | None = None) -> str:
    """The chart in a sentence or two."""
    return _sentence(journey.snapshot().document, _language(journey, language))


def _sentence(document: Document, language: Language) -> str:
    links = [path for path in paths_of(document) if path.kind != "pool"]
    if not links:
        return say("paths.no_links", language)
    cards: dict[str, Any] = document["touchpoints"]
    order = placed(document)

    def called(name: str) -> str:
        return say("paths.card", language, no=order.index(name) + 1, title=cards[name]["title"])

    told = [say(_one("paths.sentence", len(links)), language, cards=len(order), links=len(links))]
    out: dict[str, int] = {}
    for path in links:
        out[path.source] = out.get(path.source, 0) + 1
    most = max(out, key=lambda name: (out[name], -order.index(name)))
    if out[most] > 1:
        told.append(say("paths.sentence_branch", language, card=called(most), n=out[most]))
    back = sum(path.kind in ("back", "self") for path in links)
    if back:
        told.append(say(_one("paths.sentence_back", back), language, n=back))
    waits = [path for path in links if path.delay]
    if waits:
        longest = max(waits, key=lambda path: parse(path.delay))
        time = spoken(parse(longest.delay), language)
        told.append(
            say(
                "paths.sentence_wait", language, source=called(longest.source), target=called(longest.target), time=time
            )
        )
    return ("" if language == "ja" else " ").join(told)


def _one(key: str, number: int) -> str:
    return f"{key}_one" if number == 1 else key
