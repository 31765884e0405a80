"""New data in an old chart: lines keep the colours and widths people gave them."""

from __future__ import annotations

import copy
from typing import Any

from journey_widgets.slides.powerpoint.named import C

__all__ = ["refresh_chart"]

#: What a series says, in the schema's order; the rest is how it looks.
_DATA = ("tx", "cat", "val", "xVal", "yVal")
_DERIVED = ("dPt", "dLbls", "errBars")
_ORDER = ("idx", "order", "tx", "spPr", "marker", "dPt", "dLbls", "trendline", "errBars", "cat", "val", "xVal", "yVal",
          "smooth", "extLst")  # fmt: skip


def refresh_chart(chart: Any, fresh: Any) -> None:  # noqa: ANN401 - python-pptx chart parts have no types
    """Give a chart part the data of a fresh one: series, categories, labels, workbook."""
    space, new = chart._element, fresh._element  # noqa: SLF001 - the XML is the interface
    chart.chart_workbook.update_from_xlsx_blob(fresh.chart_workbook.xlsx_part.blob)
    kind = next(iter(new.iter(f"{C}ser"))).getparent().tag
    plots = list(space.iter(kind))
    old = [series for plot in plots for series in plot.findall(f"{C}ser")]
    if not plots:  # the chart has become another one: its data can follow, its points are no longer ours
        plots = [next(iter(space.iter(f"{C}ser"))).getparent()]
        old = plots[0].findall(f"{C}ser")
    by_name = {_called(series): series for series in old}
    kept: list[Any] = []
    for at, series in enumerate(new.iter(f"{C}ser")):
        mine = by_name.get(_called(series))
        if mine is None and at < len(old) and old[at] not in kept and _called(old[at]) not in _names(new):
            mine = old[at]  # renamed
        if mine is None:
            mine = copy.deepcopy(series)
        else:
            _refresh(mine, series, derived=plots[0].tag == kind)
        for tag in ("idx", "order"):
            mine.find(f"{C}{tag}").set("val", str(at))
        kept.append(mine)
    place = min((plots[0].index(series) for series in old if series.getparent() is plots[0]), default=0)
    for series in old:
        series.getparent().remove(series)
    for at, series in enumerate(kept):
        plots[0].insert(place + at, series)


def _called(series: Any) -> str:  # noqa: ANN401
    title = series.find(f"{C}tx")
    return "" if title is None else "".join(value.text or "" for value in title.iter(f"{C}v"))


def _names(space: Any) -> set[str]:  # noqa: ANN401
    return {_called(series) for series in space.iter(f"{C}ser")}


def _refresh(series: Any, fresh: Any, *, derived: bool) -> None:  # noqa: ANN401
    tags = _DATA + (_DERIVED if derived else ())
    for tag in tags:
        for element in series.findall(f"{C}{tag}"):
            series.remove(element)
    children = list(series)
    for tag in tags:
        children += [copy.deepcopy(element) for element in fresh.findall(f"{C}{tag}")]
    for child in list(series):
        series.remove(child)
    children.sort(key=lambda child: _rank(child.tag))
    series.extend(children)


def _rank(tag: str) -> int:
    name = tag.removeprefix(C)
    return _ORDER.index(name) if name in _ORDER else _ORDER.index("marker")
