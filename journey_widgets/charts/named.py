"""Data a chart asks for by name: a live chart's page fills it in and keeps it current, an exported chart carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import altair as alt

from journey_widgets.analysis.rows import DATASETS, dataset_rows
from journey_widgets.model.order import reading_order
from journey_widgets.model.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journey_widgets.analysis.scores import Band

__all__ = ["LIVE", "data", "fields", "names_in", "rows_for", "table_rows"]

#: Every name a chart can ask for: what is derived from the journey, and its tables as they are.
LIVE: tuple[str, ...] = (*DATASETS, *TABLES)


def data(name: str) -> alt.NamedData:
    """The journey's data for an Altair chart: `alt.Chart(jw.data("curve")).mark_line().encode(x="x:Q", y="score:Q")`.

    Args:
        name: "curve", "ribbon", "stages_curve", "lines", "overall", "places", "bands", "steps" (see `jw.curve` and the
            manual), or a table: "touchpoints", "scores", … with the columns of `journey.touchpoints.reset_index()`.

    Raises:
        ValueError: there is no such data.

    """
    if name not in LIVE:
        raise ValueError(f"no data named {name!r}. Names: {', '.join(LIVE)}")
    return alt.NamedData(name)


def fields(table: str) -> list[str]:
    """The columns of a table's rows in a chart, `id` first."""
    return ["id", *TABLES[table].model_fields]


def table_rows(document: dict[str, Any], table: str) -> list[dict[str, Any]]:
    """A table as plain rows in reading order: `id` and every field, None where nothing is said, unknown fields last."""
    records: dict[str, dict[str, Any]] = document.get(table, {})
    known = fields(table)[1:]
    return [
        {"id": name, **dict.fromkeys(known), **records[name]}
        for name in reading_order(document, table)
        if name in records
    ]


def grain(document: dict[str, Any]) -> int:
    """Which pieces of a segment to keep: a long journey's are a few pixels wide. Twin of `chart/rows.ts`."""
    cards = len(document.get("touchpoints", {}))
    return 1 if cards <= 40 else 2 if cards <= 150 else 4 if cards <= 600 else 12


def rows_for(
    document: dict[str, Any], names: Iterable[str], *, band: Band = "iqr", grain: int = 1
) -> dict[str, list[dict[str, Any]]]:
    """The rows of all `names` that are the journey's own; of the ribbon, every `grain`-th piece."""
    asked = [name for name in names if name in LIVE]
    derived = dataset_rows(document, band=band, grain=grain) if any(name in DATASETS for name in asked) else {}
    return {name: derived[name] if name in DATASETS else table_rows(document, name) for name in asked}


def names_in(spec: object) -> set[str]:
    """Every data name a Vega-Lite specification asks for."""
    found: set[str] = set()
    if isinstance(spec, dict):
        for key, value in cast("dict[str, object]", spec).items():
            if key == "data" and isinstance(value, dict):
                found |= {name for name in [cast("dict[str, object]", value).get("name")] if isinstance(name, str)}
            elif key not in {"datasets", "values"}:
                found |= names_in(value)
    elif isinstance(spec, list):
        for value in cast("list[object]", spec):
            found |= names_in(value)
    return found
