"""What the columns of a table's DataFrame are, read from its record; and a map's own fields, read from its cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args, get_origin

from journey_widgets.model.patch import Document, is_object
from journey_widgets.model.records import REFERENCES, TABLES

__all__ = ["COLUMNS", "OWN", "Column", "Kind", "columns_in", "own_name"]

#: "any" is a column that is written back and may hold whatever JSON has.
Kind = Literal["text", "whole", "number", "flag", "list", "object", "any"]

#: What the columns of a map's own fields begin with: `custom.費用` is the field 費用 of `custom`.
OWN: Final = "custom."

#: Columns that sort and compare in the order of their choices.
_ORDERED: Final = frozenset({"state", "evidence", "status"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its cells hold, which words a cell may be where they are limited, and how pandas keeps it."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    refers: bool = False

    @property
    def ordered(self) -> bool:
        """Whether it is an ordered categorical."""
        return self.name in _ORDERED

    @property
    def dtype(self) -> str:
        """The name of its pandas dtype."""
        return "category" if self.ordered else _DTYPES[self.kind]


_DTYPES: Final[Mapping[Kind, str]] = {
    "text": "str",
    "whole": "Int64",
    "number": "Float64",
    "flag": "boolean",
    "list": "object",
    "object": "object",
    "any": "object",
}


_KINDS: Final[Mapping[object, Kind]] = {
    str: "text",
    bool: "flag",
    int: "whole",
    float: "number",
    list: "list",
    dict: "object",
}


def _kind(annotation: object) -> tuple[Kind, tuple[str, ...]]:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "text", parts
    kind = _KINDS.get(origin or annotation)
    if kind is not None:
        return kind, ()
    inner = next(part for part in parts if part is not type(None))  # `X | None`, or `Annotated[X, …]`
    return _kind(inner)


def _columns(table: str) -> tuple[Column, ...]:
    refers = {reference.field for reference in REFERENCES if reference.table == table}
    fields = TABLES[table].model_fields.items()
    return tuple(Column(name, *_kind(info.annotation), refers=name in refers) for name, info in fields)


#: Table → its columns, in the order of its record's fields.
COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {table: _columns(table) for table in TABLES}


def own_name(column: object, table: str = "touchpoints") -> str:
    """The name of the own field that a column of `table` holds; "" where it holds none."""
    if table != "touchpoints" or not isinstance(column, str) or not column.startswith(OWN):
        return ""
    return column.removeprefix(OWN)


def columns_in(document: Document, table: str) -> tuple[Column, ...]:
    """The columns of `table` in this map: those of its record and, for touchpoints, one for each own field, by name."""
    if table != "touchpoints":
        return COLUMNS[table]
    kinds: dict[str, Kind] = {}
    records: Document = document.get(table, {})
    for record in records.values():
        own = record.get("custom")
        if not is_object(own):
            continue
        for name, value in own.items():
            kind = _kind_of(value)
            kinds[name] = kind if name not in kinds else _both(kinds[name], kind)
    return (*COLUMNS[table], *(Column(f"{OWN}{name}", kinds[name]) for name in sorted(kinds) if name))


def _kind_of(value: object) -> Kind:
    if isinstance(value, bool):
        return "flag"
    kind: Kind = _KINDS.get(type(value), "object")
    # The items of an own list may be anything, so it is kept as it is.
    return "object" if kind == "list" else kind


def _both(one: Kind, other: Kind) -> Kind:
    """What a column is that holds both kinds: numbers stay numbers, anything else is kept as it is."""
    if one == other:
        return one
    return "number" if {one, other} == {"whole", "number"} else "object"
