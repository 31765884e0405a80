"""The one door for values: what Python, numpy or pandas hand in becomes plain JSON, or is refused with its place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, cast

from journey_widgets.model.errors import ChangeError
from journey_widgets.model.ids import FORBIDDEN
from journey_widgets.model.patch import Document, Json, is_object

__all__ = ["BIGGEST", "plain", "thaw"]

#: Numbers beyond this lose digits in JavaScript.
BIGGEST: Final = 2**53
_DEEPEST: Final = 24
_MISSING: Final = frozenset({"NAType", "NaTType"})


def plain(value: object, place: str = "", depth: int = 0) -> Json:  # noqa: PLR0911 (a door per kind)
    """`value` as plain JSON, sharing nothing mutable with it.

    Whole floats become integers, numpy and pandas scalars Python's, tuples and arrays lists, dates and times ISO 8601
    text, pandas' NA None. `place` is said in errors ("touchpoints / tp_ad / title").

    Raises:
        ChangeError: NaN, infinity, a number beyond 2⁵³, None inside a list, a lone surrogate, a member name that
            JavaScript keeps for itself, or something JSON has no word for.

    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, int):
        return _whole(value, place)
    if isinstance(value, float):
        return _number(value, place)
    if depth > _DEEPEST:
        raise ChangeError("model.too_deep", place=place)
    if isinstance(value, Mapping):
        return _members(cast("Mapping[object, object]", value), place, depth)
    if isinstance(value, list | tuple):
        return _items(cast("list[object]", value), place, depth)
    return _foreign(value, place, depth)


def thaw(value: Json) -> Json:
    """A deep copy of plain JSON that its owner may change."""
    if is_object(value):
        return {key: thaw(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [thaw(inner) for inner in cast("list[Any]", value)]
    return value


def _text(value: str, place: str) -> str:
    value = str.__str__(value)  # numpy has a string of its own
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ChangeError("model.broken_text", value=ascii(value), place=place) from None
    return value


def _whole(value: int, place: str) -> int:
    if abs(value) > BIGGEST:
        raise ChangeError("model.number_too_big", value=value, place=place)
    return int(value)


def _number(value: float, place: str) -> int | float:
    if not math.isfinite(value):
        raise ChangeError("model.not_finite", value=value, place=place)
    if abs(value) > BIGGEST:
        raise ChangeError("model.number_too_big", value=value, place=place)
    return int(value) if value.is_integer() else float(value)


def _members(value: Mapping[object, object], place: str, depth: int) -> Document:
    result: Document = {}
    for key, inner in value.items():
        if not isinstance(key, str):
            raise ChangeError("model.name_not_text", value=repr(key), place=place)
        name = _text(key, place)
        if name in FORBIDDEN:
            raise ChangeError("model.name_forbidden", value=name, place=place)
        result[name] = plain(inner, f"{place} / {name}" if place else name, depth + 1)
    return result


def _items(value: list[object], place: str, depth: int) -> list[Json]:
    result: list[Json] = []
    for number, inner in enumerate(value, 1):
        item = plain(inner, f"{place} [{number}]", depth + 1)
        if item is None:
            raise ChangeError("model.null_in_list", place=place)
        result.append(item)
    return result


def _foreign(value: object, place: str, depth: int) -> Json:
    kind = type(value)
    if kind.__name__ in _MISSING:
        return None
    if isinstance(value, datetime):  # a pandas Timestamp is one
        midnight = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):  # a pandas Timedelta is one
        seconds = value.total_seconds()
        whole = plain(seconds, place)
        return f"PT{whole}S"
    if kind.__module__ == "numpy":
        return plain(cast("Any", value).tolist(), place, depth + 1)
    raise ChangeError("model.not_json", value=repr(value)[:80], kind=kind.__name__, place=place)
