"""Channel × stage: what is used where, where a channel falls silent, and where customers are handed over."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

from journey_widgets import faces
from journey_widgets.analysis.channels import Uses, channel_uses
from journey_widgets.analysis.links import placed
from journey_widgets.charts.path_curves import Spot, curve, order_curve
from journey_widgets.charts.sheet import Sheet, ink, wrapped
from journey_widgets.words import Language, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey
    from journey_widgets.model.patch import Document

__all__ = ["channel_stage", "channel_stage_sentence", "channel_stage_table"]

_RAIL, _HEAD, _ROW, _FOOT = 116, 40, 52, 48
_CELL, _SLOT, _DENSE = 118, 34, 12
_MANY = 60


def channel_stage(
    journey: Journey, *, language: Language | None = None, theme: faces.Theme = "light", width: int | None = None
) -> alt.LayerChart:
    """Draw a row for each channel and a column for each stage, with a dot for every touchpoint in reading order.

    The number in a cell's corner is how many touchpoints it has. The line follows the customer; where it changes the
    row, one channel hands over to another, drawn with an arrow head. A dashed bar is a gap: the channel is used before
    and after this stage, but not in it.

    Args:
        journey: the journey.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: of the plot in pixels; by default as wide as its stages need.

    """
    spoken_in = _language(journey, language)
    document = journey.snapshot().document
    uses = channel_uses(document)
    return _Drawing(document, uses, spoken_in, width).chart(theme)


def _language(journey: Journey, language: Language | None) -> Language:
    return "ja" if (language or journey.language) == "ja" else "en"


class _Drawing:
    def __init__(self, document: Document, uses: Uses, language: Language, width: int | None) -> None:
        self.document, self.uses = document, uses
        self.language: Language = language
        self.cards: dict[str, Any] = document.get("touchpoints", {})
        order = placed(document)
        self.number = {name: at for at, name in enumerate(order, 1)}
        slot = _SLOT if len(order) <= _MANY else _DENSE
        lanes = {stage: [name for name in order if self.cards[name]["stage"] == stage] for stage in uses.stages}
        self.lanes = lanes
        widths = {stage: max(_CELL, slot * (len(lane) + 0.6)) for stage, lane in lanes.items()}
        stretch = max(1.0, ((width or 0) - _RAIL) / (sum(widths.values()) or 1))
        self.left: dict[str, tuple[float, float]] = {}
        left = float(_RAIL)
        for stage, room in widths.items():
            self.left[stage] = (left, left + room * stretch)
            left += room * stretch
        self.sheet = Sheet(max(left, _RAIL + _CELL), _HEAD + _ROW * max(1, len(uses.channels)) + _FOOT)

    def say(self, key: str, **values: object) -> str:
        return say(f"paths.{key}", self.language, **values)

    def _y(self, channel: str) -> float:
        return _HEAD + _ROW * (self.uses.channels.index(channel) + 0.5)

    def chart(self, theme: faces.Theme) -> alt.LayerChart:
        self._frame()
        self._gaps()
        self._way()
        self._gap_words()
        self._legend()
        return self.sheet.chart(theme, _sentence(self.document, self.uses, self.language))

    def _frame(self) -> None:
        sheet, bottom = self.sheet, _HEAD + _ROW * max(1, len(self.uses.channels))
        for odd, colour in ((0, "bandOdd"), (1, "bandEven")):
            bands = [
                {"x": left, "x2": right, "y": 0, "y2": bottom}
                for at, (left, right) in enumerate(self.left.values())
                if at % 2 == odd
            ]
            sheet.boxes(bands, ink(colour))
        names = [
            {
                "x": left + 8,
                "y": 19,
                "text": wrapped(self.document["stages"][stage].get("name", ""), max(3, (right - left - 14) / 12), 1),
            }
            for stage, (left, right) in self.left.items()
        ]
        sheet.words(names, "ink", size=12, weight=600, align="left", baseline="middle")
        levels = [
            {"x": 0, "x2": sheet.width, "y": _HEAD + _ROW * at, "y2": _HEAD + _ROW * at}
            for at in range(len(self.uses.channels) + 1)
        ]
        rule = sheet.draw(levels).mark_rule(stroke=ink("line"), strokeWidth=1, tooltip=None)
        sheet.add(rule.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
        channels = [
            {"x": _RAIL - 10, "y": self._y(channel), "text": wrapped(channel, 8.5, 2)} for channel in self.uses.channels
        ]
        sheet.words(channels, "ink", size=12, align="right", baseline="middle")
        counts = [
            {"x": self.left[use.stage][1] - 6, "y": self._y(use.channel) - _ROW / 2 + 10, "text": str(use.count)}
            for use in self.uses.cells
            if use.count
        ]
        sheet.words(counts, "inkMuted", size=10.5, align="right", baseline="middle")
        if not self.uses.channels:
            none = [{"x": (_RAIL + sheet.width) / 2, "y": _HEAD + _ROW / 2, "text": self.say("channels_none")}]
            sheet.words(none, "inkMuted", size=12, align="center", baseline="middle")

    def _gaps(self) -> None:
        sheet = self.sheet
        rows: list[dict[str, Any]] = []
        for use in self.uses.cells:
            if use.gap:
                left, right = self.left[use.stage]
                y = self._y(use.channel)
                rows.append({"x": left + 8, "x2": right - 8, "y": y - 11, "y2": y + 11})
        box = sheet.draw(rows).mark_rect(
            fill=ink("surface"), stroke=ink("lineControl"), strokeDash=[3, 3], strokeWidth=1, cornerRadius=4,
            tooltip=None,
        )  # fmt: skip
        sheet.add(box.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))

    def _gap_words(self) -> None:
        """On top, so that a way that leads over a gap does not strike them out."""
        words = [
            {"x": sum(self.left[use.stage]) / 2, "y": self._y(use.channel), "text": self.say("gap")}
            for use in self.uses.cells
            if use.gap
        ]
        self.sheet.words(words, "inkMuted", size=10.5, halo="surface", align="center", baseline="middle")

    def _spots(self) -> dict[str, Spot]:
        spots: dict[str, Spot] = {}
        for stage, lane in self.lanes.items():
            left, right = self.left[stage]
            for at, name in enumerate(lane):
                channel = str(self.cards[name].get("channel", "")).strip()
                if channel:
                    x = left + (right - left) * (at + 0.5) / len(lane)
                    spots[name] = Spot(x, self._y(channel), self.uses.channels.index(channel))
        return spots

    def _way(self) -> None:
        sheet, spots = self.sheet, self._spots()
        order = [name for lane in self.lanes.values() for name in lane]
        steps: list[dict[str, Any]] = []
        heads: list[dict[str, Any]] = []
        radius = 9 if len(order) <= _MANY else 3.5
        for before, after in pairwise(order):
            # Over a card without a channel nobody knows the way.
            if before not in spots or after not in spots:
                continue
            line = order_curve(spots[before], spots[after], radius)
            over = spots[before].row != spots[after].row
            steps += [
                {"line": before, "at": at, "x": round(x, 1), "y": round(y, 1), "over": over}
                for at, (x, y) in enumerate(line.points)
            ]
            if over:
                x, y = line.points[-1]
                told = f"{self.cards[before]['channel']} → {self.cards[after]['channel']}"
                heads.append({"x": x, "y": y, "angle": 0.0, "over": told})
        self._by_link(spots, radius, heads)
        sheet.lines([step for step in steps if not step["over"]], stroke=ink("zero"), strokeWidth=1.5)
        sheet.lines([step for step in steps if step["over"]], stroke=ink("ink"), strokeWidth=1.75)
        arrow = sheet.draw(heads).mark_point(
            shape="M0,0L-1.7,-0.8L-1.7,0.8Z", filled=True, size=50, fill=ink("ink"), opacity=1, strokeWidth=0
        )
        hint = [alt.Tooltip("over:N", title=self.say("hand_over"))]
        sheet.add(arrow.encode(sheet.x(), sheet.y(), alt.Angle("angle:Q", scale=None, legend=None), tooltip=hint))
        dots = [
            {
                "x": spot.x,
                "y": spot.y,
                "text": str(self.number[name]),
                "card": self.cards[name]["title"],
                "channel": self.cards[name]["channel"],
            }
            for name, spot in spots.items()
        ]
        hints = [
            alt.Tooltip("card:N", title=say("chart.card", self.language)),
            alt.Tooltip("channel:N", title=self.say("channel")),
        ]
        disc = sheet.draw(dots).mark_point(
            shape="circle", filled=True, size=(2 * radius) ** 2 * 0.9, fill=ink("surface"), stroke=ink("ink"),
            strokeWidth=1.25, opacity=1,
        )  # fmt: skip
        sheet.add(disc.encode(sheet.x(), sheet.y(), tooltip=hints))
        if radius > 5:
            sheet.words(dots, "ink", size=10, weight=600, align="center", baseline="middle")

    def _by_link(self, spots: dict[str, Spot], radius: float, heads: list[dict[str, Any]]) -> None:
        """Hand-overs to another card than the next, where a link leads to it: dashed, as on the board."""
        rows: list[dict[str, Any]] = []
        for over in self.uses.hand_overs:
            if not over.link:
                continue
            back = self.number[over.target] < self.number[over.source]
            kind = "back" if back else "forward"
            line = curve(kind, spots[over.source], spots[over.target], radius, 0, rows=True, slot=_SLOT)
            rows += [{"line": over.link, "at": at, "x": x, "y": y} for at, (x, y) in enumerate(line.points)]
            x, y = line.points[-1]
            heads.append({"x": x, "y": y, "angle": line.heading, "over": f"{over.channel} → {over.to}"})
        self.sheet.lines(rows, stroke=ink("inkMuted"), strokeWidth=1.25, strokeDash=[4, 3])

    def _legend(self) -> None:
        sheet = self.sheet
        left, y = float(_RAIL), sheet.height - 30
        sample = order_curve(Spot(left + 3, y, 0), Spot(left + 27, y, 0), 0).points
        sheet.lines(
            [{"line": "", "at": at, "x": x, "y": row} for at, (x, row) in enumerate(sample)],
            stroke=ink("ink"),
            strokeWidth=1.75,
        )
        arrow = sheet.draw([{"x": left + 28, "y": y}]).mark_point(
            shape="M0,0L-1.7,-0.8L-1.7,0.8Z", filled=True, size=50, fill=ink("ink"), opacity=1, strokeWidth=0,
            tooltip=None,
        )  # fmt: skip
        sheet.add(arrow.encode(sheet.x(), sheet.y()))
        text = self.say("legend_hand_over")
        sheet.words([{"x": left + 36, "y": y, "text": text}], "inkMuted", align="left", baseline="middle")
        if any(use.gap for use in self.uses.cells):
            box = sheet.draw([{"x": left, "x2": left + 28, "y": y + 11, "y2": y + 23}]).mark_rect(
                fill=ink("surface"), stroke=ink("lineControl"), strokeDash=[3, 3], strokeWidth=1, cornerRadius=3,
                tooltip=None,
            )  # fmt: skip
            sheet.add(box.encode(sheet.x(), sheet.y(), alt.X2("x2:Q"), alt.Y2("y2:Q")))
            gap = [{"x": left + 36, "y": y + 17, "text": self.say("legend_gap")}]
            sheet.words(gap, "inkMuted", align="left", baseline="middle")


def channel_stage_table(journey: Journey, *, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row a channel, a column a stage with the number of touchpoints, or the word for a gap.

    Then the channel's total, its gaps and the hand-overs from and to it; the last columns' names in the reader's
    language. All str; "" where there is nothing.
    """
    import pandas as pd  # noqa: PLC0415 - slow to import

    spoken_in = _language(journey, language)
    uses = channel_uses(journey.snapshot().document)
    gap = say("paths.gap", spoken_in)
    columns: dict[str, list[str]] = {}
    for stage, name in uses.columns.items():
        cells = [uses.cell(channel, stage) for channel in uses.channels]
        columns[name] = [gap if cell.gap else str(cell.count) if cell.count else "" for cell in cells]
    said = {"total": "time_total", "gaps": "gaps", "from": "hand_overs_from", "to": "hand_overs_to"}
    for name, key in said.items():
        title = say(f"paths.{key}", spoken_in)
        while title in columns:  # a stage may be called like this
            title += " "
        columns[title] = [str(uses.sums(channel)[name]) for channel in uses.channels]
    index = pd.Index(uses.channels, dtype="str", name=say("paths.channel", spoken_in))
    return pd.DataFrame({name: pd.Series(cells, index=index, dtype="str") for name, cells in columns.items()})


def channel_stage_sentence(journey: Journey, language: Language | None = None) -> str:
    """The chart in a few sentences: how many channels, which most, hand-overs, gaps, cards without a channel."""
    document = journey.snapshot().document
    return _sentence(document, channel_uses(document), _language(journey, language))


def _sentence(document: Document, uses: Uses, language: Language) -> str:
    if not uses.channels:
        return say("paths.channels_none", language)
    counts = {channel: sum(use.count for use in uses.cells if use.channel == channel) for channel in uses.channels}
    most = max(uses.channels, key=lambda channel: counts[channel])
    told = [
        say(_one("channels_sentence", len(counts)), language, n=len(counts), channel=most, cards=counts[most]),
    ]
    overs = len(uses.hand_overs)
    if overs:
        told.append(say(_one("channels_hand_overs", overs), language, n=overs))
    apart = say("paths.cards_apart", language)
    gaps = [
        say(
            "paths.channels_gap",
            language,
            channel=channel,
            stages=apart.join(
                document["stages"][use.stage].get("name", "")
                for use in uses.cells
                if use.channel == channel and use.gap
            ),
        )
        for channel in uses.channels
        if any(use.gap for use in uses.cells if use.channel == channel)
    ]
    if gaps:
        told.append(say("paths.channels_gaps", language, gaps=apart.join(gaps)))
    if uses.without:
        told.append(say(_one("channels_without", len(uses.without)), language, n=len(uses.without)))
    return ("" if language == "ja" else " ").join(told)


def _one(key: str, number: int) -> str:
    return f"paths.{key}_one" if number == 1 else f"paths.{key}"
