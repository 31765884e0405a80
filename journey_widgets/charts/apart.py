"""A chart taken apart into what is drawn and what data it brought, so that new data is told from a new chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import altair as alt

from journey_widgets.charts.named import LIVE

__all__ = ["Rows", "taken_apart"]

Rows = list[dict[str, Any]]


def taken_apart(chart: object) -> tuple[dict[str, Any], dict[str, Rows]]:
    """A chart as its specification without data, and the data it brought, under names that stay the same.

    Altair names data by its contents; here it is numbered in order of use, so that new contents are no new chart.

    Raises:
        TypeError: it is no chart.

    """
    to_dict = getattr(chart, "to_dict", None)
    if not callable(to_dict):
        raise TypeError(f"make_chart must return an Altair chart, not {type(chart).__name__}")
    with alt.data_transformers.enable("default", max_rows=None, consolidate_datasets=True):
        spec = cast("dict[str, Any]", to_dict())
    brought: dict[str, Rows] = spec.pop("datasets", {})
    own = {name: rows for name, rows in brought.items() if name not in LIVE}
    numbered = {name: f"made-{number}" for number, name in enumerate(sorted(own, key=_first_use(spec)))}
    renamed = cast("dict[str, Any]", _renamed(spec, numbered))
    return renamed, {numbered[name]: rows for name, rows in own.items()}


def _first_use(spec: dict[str, Any]) -> Callable[[str], int]:
    order: dict[str, int] = {}

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in cast("dict[str, object]", value).items():
                if key == "name" and isinstance(inner, str):
                    order.setdefault(inner, len(order))
                walk(inner)
        elif isinstance(value, list):
            for inner in cast("list[object]", value):
                walk(inner)

    walk(spec)
    return lambda name: order.get(name, len(order))


def _renamed(value: object, names: dict[str, str]) -> object:
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    result: dict[str, object] = {}
    for key, inner in cast("dict[str, object]", value).items():
        result[key] = _renamed(inner, names)
        if key == "data" and isinstance(inner, dict):
            data = cast("dict[str, object]", inner)
            name = data.get("name")
            result[key] = {**data, "name": names[name]} if isinstance(name, str) and name in names else data
    return result
