"""One record out of two that are the same thing: what only one of them says is taken, where both speak ours stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from journey_widgets.model.patch import Document, is_object, same

__all__ = ["together"]

#: Lists whose items each say something by themselves: both are kept, ours first.
_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "personas": frozenset({"goals", "wishes", "fears", "habits", "concerns"})
}
#: Where these differ, everything else the other one says is about that other number.
_HEART: Final[Mapping[str, str]] = {"scores": "score", "votes": "dots", "measures": "value"}
#: Not said of the thing, but of its place among others, which is settled by itself.
_PLACE: Final = frozenset({"rank"})


def together(table: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[Document, list[str]]:
    """Our record with what only theirs says, and the fields in which they say something else ("custom/費用")."""
    heart = _HEART.get(table)
    if heart is not None and not same(mine[heart], theirs[heart]):
        return dict(mine), [heart]
    kept: list[str] = []
    result = _filled(mine, theirs, _LISTS.get(table, frozenset()), "", kept)
    if table == "touchpoints" and "image" in mine and not same(mine["image"], theirs.get("image")):
        result = _as_it_was(result, mine, "image_alt")  # what is to be seen on another picture
    return result, [field for field in kept if field not in _PLACE]


def _filled(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], lists: frozenset[str], above: str, kept: list[str]
) -> Document:
    result = dict(mine)
    for field, value in theirs.items():
        if field not in mine:
            result[field] = value
        elif is_object(mine[field]) and is_object(value):
            result[field] = _filled(mine[field], value, frozenset(), f"{above}{field}/", kept)
        elif field in lists:
            result[field] = [*mine[field], *(one for one in value if one not in mine[field])]
        elif not same(mine[field], value):
            kept.append(f"{above}{field}")
    return result


def _as_it_was(result: Document, mine: Mapping[str, Any], field: str) -> Document:
    rest = {key: value for key, value in result.items() if key != field}
    return {**rest, field: mine[field]} if field in mine else rest
