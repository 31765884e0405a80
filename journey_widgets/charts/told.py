"""A chart's table twin as plain text, cell by cell: for a page, where a number is what a person reads."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from journey_widgets.words import say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["TableTwin", "as_text", "twin_of"]

#: Draws the table twin of a chart.
TableTwin = Callable[["Journey"], "pd.DataFrame"]


def twin_of(make_chart: object) -> TableTwin | None:
    """The table beside a chart of ours, with the choices of a `functools.partial`; None for any other function."""
    from journey_widgets import charts  # noqa: PLC0415 - all charts, and this is one of their modules

    chosen: dict[str, Any] = {}
    if isinstance(make_chart, functools.partial):
        if make_chart.args:
            return None
        chosen, make_chart = dict(make_chart.keywords), make_chart.func
    name = getattr(make_chart, "__name__", "")
    if not name or name not in charts.__all__ or getattr(charts, name) is not make_chart:
        return None
    twin: TableTwin | None = getattr(charts, f"{name}_table", None)
    if twin is None:
        return None
    known = inspect.signature(twin).parameters
    return functools.partial(twin, **{key: value for key, value in chosen.items() if key in known})


def as_text(table: Any, language: str) -> dict[str, Any]:  # noqa: ANN401 - a DataFrame; pandas' own types are partial
    """A table as a page shows it: `head` (names), `body` (rows of text), `figures` (which columns are numbers)."""
    figures = [str(kind).lower().startswith(("int", "float")) for kind in table.dtypes]
    rows: list[list[object]] = table.astype(object).where(table.notna(), None).to_numpy().tolist()
    return {
        "head": [str(name) for name in table.columns],
        "body": [[_cell(value, language) for value in row] for row in rows],
        "figures": figures,
    }


def _cell(value: object, language: str) -> str:
    """A value as people read it: two decimals at most, a true minus, "—" where there is none."""
    if value is None or value == "":
        return say("chart.none", language)
    if isinstance(value, bool):
        return say(f"charts.{'yes' if value else 'no'}", language)
    if isinstance(value, int | float):
        text = f"{abs(round(value, 2)):g}"
        return f"−{text}" if value < 0 and text != "0" else text
    return str(value)
