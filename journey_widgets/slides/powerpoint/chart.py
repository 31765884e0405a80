"""Native charts: XML with its data beside it in a workbook, so that people edit them in PowerPoint like their own.

python-pptx's charts know neither dashes nor gaps nor labels point by point; writing the XML ourselves is shorter than
undoing its defaults, and quicker.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.parts.chart import ChartPart
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from journey_widgets.slides.powerpoint.canvas import CHART, Box, Canvas
from journey_widgets.slides.powerpoint.ink import INK, LINE, MUTED, QUIET, SURFACE, color, solid
from journey_widgets.slides.powerpoint.text import Voice

__all__ = ["Axis", "LineChart", "LineSeries", "Marker", "ScatterChart", "ScatterSeries", "put"]

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
)
#: A real minus; quoted, as a number format wants signs that are not on its list.
_SIGNED, _PLAIN, _WHOLE = '+0.0;"−"0.0;0', "0.0", "0"


@dataclass(frozen=True, slots=True)
class Marker:
    """How a point is drawn: a symbol of PowerPoint's, its size in points, its colours."""

    symbol: str
    size: int
    fill: str
    line: str

    def xml(self) -> str:
        """As `c:marker`."""
        return (
            f'<c:marker><c:symbol val="{self.symbol}"/><c:size val="{self.size}"/><c:spPr>{solid(self.fill)}'
            f'<a:ln w="9525">{solid(self.line)}</a:ln></c:spPr></c:marker>'
        )


@dataclass(frozen=True, slots=True)
class LineSeries:
    """A line over the categories; None is a gap. `low` and `high` are drawn as error bars."""

    name: str
    values: Sequence[float | None]
    ink: str
    width: float
    dash: str
    marker: Marker
    #: Markers of single points that differ.
    points: dict[int, Marker] = field(default_factory=dict[int, Marker])
    #: Points whose score is written, and whether it stands below ("b") or above ("t").
    labels: dict[int, str] = field(default_factory=dict[int, str])
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis from `low` to `high` with a grid line every `step`; the other axis crosses at `cross`."""

    low: float
    high: float
    step: float
    cross: float


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over categories in groups. `plot` is the plot's rectangle as shares of the chart; `legend` likewise."""

    categories: Sequence[str]
    #: (name, how many categories), in order.
    groups: Sequence[tuple[str, int]]
    series: Sequence[LineSeries]
    axis: Axis
    plot: Box
    legend: Box | None
    signed: bool

    def workbook(self) -> bytes:
        """The data as Excel sees it: group, category, a column per series, their spreads behind them."""
        groups = [name for name, count in self.groups for name in [name, *[""] * (count - 1)]]
        columns: list[tuple[str, Sequence[Any]]] = [("", groups), ("", self.categories)]
        columns += [(series.name, series.values) for series in self.series]
        for series in self.series:
            if series.low:
                plus, minus = _reach(series)
                columns += [(f"{series.name} ↑", plus), (f"{series.name} ↓", minus)]
        return _sheet(columns)

    def xml(self, voice: Voice) -> str:
        """The chart part."""
        count = len(self.categories)
        levels = f"<c:lvl>{_points(self.categories)}</c:lvl>"
        at, inner = 0, ""
        for group, many in self.groups:
            inner += f'<c:pt idx="{at}"><c:v>{escape(group)}</c:v></c:pt>'
            at += many
        categories = (
            f"<c:cat><c:multiLvlStrRef><c:f>Sheet1!$A$2:$B${count + 1}</c:f><c:multiLvlStrCache>"
            f'<c:ptCount val="{count}"/>{levels}<c:lvl>{inner}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef></c:cat>'
        )
        spread = 2 + len(self.series)
        series = ""
        for index, one in enumerate(self.series):
            columns = (spread, spread + 1) if one.low else (0, 0)
            spread += 2 if one.low else 0
            series += self._series(voice, index, one, categories, columns)
        axis = self.axis
        return (
            f'{_HEAD}<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(self.plot, inner=True)}'
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
            '<c:axId val="50010"/><c:axId val="50020"/></c:lineChart>'
            '<c:catAx><c:axId val="50010"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
            '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            '<c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
            f'<c:spPr><a:ln w="12700">{solid(QUIET)}</a:ln></c:spPr><c:crossAx val="50020"/>'
            f'<c:crossesAt val="{axis.cross:g}"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
            '<c:noMultiLvlLbl val="0"/></c:catAx>'
            f"{_value_axis(axis, '50020', '50010', voice, side='l', between=True, signed=self.signed)}"
            "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
            f'{_legend(self.legend, voice)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"{_tail(voice)}</c:chartSpace>"
        )

    def _series(self, voice: Voice, index: int, one: LineSeries, categories: str, spread: tuple[int, int]) -> str:
        column = xl_col_to_name(2 + index)
        rows = f"$2:${column}${len(self.categories) + 1}"
        code = _SIGNED if self.signed else _PLAIN
        points = "".join(
            f'<c:dPt><c:idx val="{at}"/>{marker.xml()}<c:bubble3D val="0"/></c:dPt>'
            for at, marker in sorted(one.points.items())
        )
        plain = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        form = f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>{plain}'
        labels = "".join(
            f'<c:dLbl><c:idx val="{at}"/>{form}{_text(voice, 11, INK, bold=True)}<c:dLblPos val="{where}"/>{_shown(1)}'
            "</c:dLbl>"
            for at, where in sorted(one.labels.items())
        )
        written = f"<c:dLbls>{labels}{form}{_text(voice, 10, MUTED)}{_shown(0)}</c:dLbls>"
        return (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>'
            f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(one.name)}</c:v></c:pt></c:strCache>'
            f'</c:strRef></c:tx><c:spPr><a:ln w="{round(one.width * 12700)}" cap="rnd">{solid(one.ink)}'
            f'<a:prstDash val="{one.dash}"/><a:round/></a:ln></c:spPr>{one.marker.xml()}{points}{written}'
            f"{self._error_bars(one, spread)}{categories}"
            f"<c:val>{_numbers(f'Sheet1!${column}{rows}', one.values, code)}</c:val>"
            '<c:smooth val="0"/></c:ser>'
        )

    def _error_bars(self, one: LineSeries, columns: tuple[int, int]) -> str:
        if not one.low:
            return ""
        last = len(self.categories) + 1
        sides = ""
        for side, column, values in zip(("plus", "minus"), columns, _reach(one), strict=True):
            letter = xl_col_to_name(column)
            sides += f"<c:{side}>{_numbers(f'Sheet1!${letter}$2:${letter}${last}', values, 'General')}</c:{side}>"
        return (
            '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
            f'{sides}<c:spPr><a:ln w="76200" cap="rnd">{solid(LINE)}</a:ln></c:spPr></c:errBars>'
        )


@dataclass(frozen=True, slots=True)
class ScatterSeries:
    """Points at (x, y). `labels` are written in the middle of their markers; None leaves one out."""

    name: str
    points: Sequence[tuple[float, float]]
    labels: Sequence[str | None]
    marker: Marker
    #: What each point is: stands in the workbook beside it.
    texts: Sequence[str]
    #: Markers of single points that differ.
    special: dict[int, Marker] = field(default_factory=dict[int, Marker])


@dataclass(frozen=True, slots=True)
class ScatterChart:
    """Points by two numbers, axes crossing in the middle so that they part quadrants."""

    series: Sequence[ScatterSeries]
    x: Axis
    y: Axis
    x_title: str
    y_title: str
    plot: Box
    legend: Box | None

    def workbook(self) -> bytes:
        """The data as Excel sees it: for each series its points one under the other, with their texts."""
        made = io.BytesIO()
        with Workbook(made, {"in_memory": True}) as book:
            sheet: Any = book.add_worksheet("Sheet1")  # pyright: ignore[reportUnknownMemberType] - its types are partial
            for start, one in self._starts():
                sheet.write_row(start, 0, [self.x_title, one.name])
                for at, ((x, y), text) in enumerate(zip(one.points, one.texts, strict=True), start + 1):
                    sheet.write_number(at, 0, x)
                    sheet.write_number(at, 1, y)
                    sheet.write_string(at, 2, text)
        return made.getvalue()

    def _starts(self) -> list[tuple[int, ScatterSeries]]:
        found: list[tuple[int, ScatterSeries]] = []
        row = 0
        for one in self.series:
            found.append((row, one))
            row += len(one.points) + 2
        return found

    def xml(self, voice: Voice) -> str:
        """The chart part."""
        series = "".join(self._series(voice, index, *start) for index, start in enumerate(self._starts()))
        return (
            f'{_HEAD}<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_layout(self.plot, inner=True)}'
            '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
            f'{series}<c:axId val="50110"/><c:axId val="50120"/></c:scatterChart>'
            f"{_value_axis(self.x, '50110', '50120', voice, side='b', title=self.x_title)}"
            f"{_value_axis(self.y, '50120', '50110', voice, side='l', title=self.y_title)}"
            "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
            f'{_legend(self.legend, voice)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"{_tail(voice)}</c:chartSpace>"
        )

    def _series(self, voice: Voice, index: int, start: int, one: ScatterSeries) -> str:
        first, last = start + 2, start + 1 + len(one.points)
        labels = ""
        for at, label in enumerate(one.labels):
            if label is None:
                labels += f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
                continue
            labels += (
                f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr {voice.attributes(label)} '
                f'sz="1000" b="1">{solid(SURFACE)}{voice.faces()}</a:rPr><a:t>{escape(label)}</a:t></a:r></a:p>'
                f'</c:rich></c:tx><c:dLblPos val="ctr"/>{_shown(1)}</c:dLbl>'
            )
        flags = f'<c:dLblPos val="ctr"/>{_shown(1)}'
        special = "".join(
            f'<c:dPt><c:idx val="{at}"/>{marker.xml()}<c:bubble3D val="0"/></c:dPt>'
            for at, marker in sorted(one.special.items())
        )
        x, y = ([point[axis] for point in one.points] for axis in (0, 1))
        return (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Sheet1!$B${start + 1}</c:f>'
            f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(one.name)}</c:v></c:pt></c:strCache>'
            '</c:strRef></c:tx><c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>'
            f"{one.marker.xml()}{special}<c:dLbls>{labels}{_text(voice, 10, SURFACE, bold=True)}{flags}</c:dLbls>"
            f"<c:xVal>{_numbers(f'Sheet1!$A${first}:$A${last}', x, 'General')}</c:xVal>"
            f"<c:yVal>{_numbers(f'Sheet1!$B${first}:$B${last}', y, 'General')}</c:yVal>"
            '<c:smooth val="0"/></c:ser>'
        )


def put(canvas: Canvas, named: str, box: Box, chart: LineChart | ScatterChart, descr: str) -> None:
    """A chart with its workbook on a slide."""
    package = canvas.slide.part.package
    part: Any = ChartPart.load(
        package.next_partname(ChartPart.partname_template),
        CONTENT_TYPE.DML_CHART,
        package,
        chart.xml(canvas.voice).encode(),
    )
    part.chart_workbook.update_from_xlsx_blob(chart.workbook())
    relationship = canvas.slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    inner = f'<c:chart xmlns:c="{CHART}" r:id="{relationship}"/>'
    canvas.frame(named, box, CHART, inner, descr)


def _reach(one: LineSeries) -> tuple[list[float | None], list[float | None]]:
    """How far the spread reaches above and below each value."""
    plus: list[float | None] = []
    minus: list[float | None] = []
    for value, low, high in zip(one.values, one.low, one.high, strict=True):
        plus.append(None if value is None or high is None else max(0.0, high - value))
        minus.append(None if value is None or low is None else max(0.0, value - low))
    return plus, minus


def _sheet(columns: Sequence[tuple[str, Sequence[Any]]]) -> bytes:
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        sheet: Any = book.add_worksheet("Sheet1")  # pyright: ignore[reportUnknownMemberType] - as above
        for at, (heading, values) in enumerate(columns):
            if heading:
                sheet.write_string(0, at, heading)
            for row, value in enumerate(values, 1):
                if isinstance(value, str):
                    if value:  # a group is named once, over its first category
                        sheet.write_string(row, at, value)
                elif value is not None:
                    sheet.write_number(row, at, value)
    return made.getvalue()


def _shown(value: int) -> str:
    """What a label shows: the value, or nothing."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _points(values: Sequence[str]) -> str:
    return "".join(f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>' for at, value in enumerate(values))


def _numbers(reference: str, values: Sequence[float | None], code: str) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    )
    return (
        f"<c:numRef><c:f>{reference}</c:f><c:numCache><c:formatCode>{escape(code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def _layout(box: Box, *, inner: bool = False) -> str:
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{box.x:.5f}"/>'
        f'<c:y val="{box.y:.5f}"/><c:w val="{box.w:.5f}"/><c:h val="{box.h:.5f}"/></c:manualLayout></c:layout>'
    )


def _value_axis(
    axis: Axis,
    own: str,
    other: str,
    voice: Voice,
    *,
    side: str,
    title: str = "",
    between: bool = False,
    signed: bool = False,
) -> str:
    head = ""
    if title:
        turn = ' rot="-5400000" vert="horz"' if side == "l" else ""
        head = (
            f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:p><a:pPr><a:defRPr {voice.attributes(title)}/></a:pPr>"
            f'<a:r><a:rPr {voice.attributes(title)} sz="1100" b="0">{solid(MUTED)}{voice.faces()}</a:rPr>'
            f'<a:t>{escape(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        )
    code = _SIGNED if signed else _WHOLE
    crossing = "between" if between else "midCat"
    # On a scatter each axis says where it crosses the other one; on lines the categories say it.
    cross = '<c:crosses val="autoZero"/>' if between else f'<c:crossesAt val="{axis.cross:g}"/>'
    line = "<a:ln><a:noFill/></a:ln>" if between else f'<a:ln w="9525">{solid(QUIET)}</a:ln>'
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/><c:max val="{axis.high:g}"/>'
        f'<c:min val="{axis.low:g}"/></c:scaling><c:delete val="0"/><c:axPos val="{side}"/>'
        f'<c:majorGridlines><c:spPr><a:ln w="6350">{solid(LINE)}</a:ln></c:spPr></c:majorGridlines>{head}'
        f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:spPr>{line}</c:spPr>'
        f'{_text(voice, 10, MUTED)}<c:crossAx val="{other}"/>{cross}<c:crossBetween val="{crossing}"/>'
        f'<c:majorUnit val="{axis.step:g}"/></c:valAx>'
    )


def _text(voice: Voice, size: float, ink: str, *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {voice.attributes("")} sz="{round(size * 100)}" '
        f'b="{int(bold)}"><a:solidFill>{color(ink)}</a:solidFill>{voice.faces()}</a:defRPr></a:pPr>'
        f"<a:endParaRPr {voice.attributes('')}/></a:p></c:txPr>"
    )


def _legend(box: Box | None, voice: Voice) -> str:
    if box is None:
        return ""
    return f'<c:legend><c:legendPos val="t"/>{_layout(box)}<c:overlay val="0"/>{_text(voice, 11, INK)}</c:legend>'


def _tail(voice: Voice) -> str:
    return f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(voice, 10, INK)}"
