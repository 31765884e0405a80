"""What the columns of a table's DataFrame are, read from its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args, get_origin

from journey_widgets.model.records import REFERENCES, TABLES

__all__ = ["COLUMNS", "Column", "Kind"]

Kind = Literal["text", "whole", "number", "flag", "list", "object"]

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
