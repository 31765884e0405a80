"""A DataFrame written back: one patch of what it says differently, or one error that names the row and the column."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import TYPE_CHECKING, Any, cast

from journey_widgets.model.check import nearest
from journey_widgets.model.columns import COLUMNS, Column, own_name
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.ids import KEYS, composed_id
from journey_widgets.model.integrity import dependents
from journey_widgets.model.order import siblings
from journey_widgets.model.patch import Document, Json, Patch, diff, same
from journey_widgets.model.plain import plain
from journey_widgets.model.rank import between
from journey_widgets.model.records import RANKED
from journey_widgets.words import said

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["assign", "cells"]


def assign(document: Document, table: str, frame: pd.DataFrame) -> Patch:
    """The patch that makes `table` of `document` say what `frame` says; `{}` where it says so already.

    The index holds the ids; an `id` column is taken instead where there is one; those of scores and votes are computed
    from their key columns. A missing column stays as it is, a missing cell clears its field, a new label is a new
    record (behind the others of its lane where it has no rank). A missing row is a removal, if nothing refers to it.

    A column `custom.<name>` of the touchpoints is a field of the map's own, new or not, and takes any value JSON has.
    Where the frame has the whole `custom` besides, what differs from the map counts, and of two that differ the column.

    Raises:
        ChangeError: not a frame, an unknown or double column, labels that are no ids, a cell of the wrong kind, a
            missing row that is needed.

    """
    columns = _columns(table, frame)
    values = _cells(columns, frame, [str(label) for label in cells(frame)])
    rows: list[Document] = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)] or [
        {} for _ in range(len(frame))
    ]
    names = _names(document, table, frame, rows)
    records: Document = document[table]
    changes: Patch = {}
    own = [column.name for column in columns if own_name(column.name, table)]
    for name, row in zip(names, rows, strict=True):
        old: Document = records.get(name, {})
        told = _with_own(old, row, own) if own else row
        new = {key: value for key, value in {**old, **told}.items() if value is not None}
        change = diff(old, new)
        if change or name not in records:
            changes[name] = change
    if table in RANKED:
        _rank_newcomers(document, table, changes)
    missing = records.keys() - set(names)
    if missing:
        _remove(document, table, changes, missing)
    return {table: changes} if changes else {}


def _columns(table: str, frame: object) -> list[Column]:
    """The columns of the frame that are the table's; refuses others."""
    import pandas as pd  # noqa: PLC0415 (only who wants frames pays for pandas)

    if not isinstance(frame, pd.DataFrame):
        raise ChangeError("model.not_a_frame", table=table, kind=type(frame).__name__)
    known = {column.name: column for column in COLUMNS[table]}
    names = frame.columns.tolist()
    # The map takes any value for a field of its own, whatever the others hold.
    known |= {name: Column(name, "any") for name in names if own_name(name, table)}
    unknown = [str(name) for name in names if name not in known and name != "id"]
    if unknown:
        near = nearest(unknown[0], list(known)) if len(unknown) == 1 else ""
        if near:
            raise ChangeError("model.unknown_column_near", table=table, column=unknown[0], near=near)
        raise ChangeError("model.unknown_columns", table=table, columns=unknown, valid=list(known))
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if twice:
        raise ChangeError("model.columns_twice", columns=twice)
    return [known[name] for name in names if name != "id"]


def _with_own(old: Document, row: Document, columns: list[str]) -> Document:
    """The row with its columns of own fields put into `custom`."""
    rest = {column: value for column, value in row.items() if column not in columns}
    before: Document = old.get("custom") or {}
    whole: Document | None = rest.get("custom", old.get("custom"))
    own: Document = dict(whole or {})
    for column in columns:
        name, value = own_name(column), row[column]
        if same(value, before.get(name)):
            continue
        if value is None:
            own.pop(name, None)
        else:
            own[name] = value
    # An empty one that was there stays; one that has become empty goes.
    rest["custom"] = own if own or whole == {} else None
    return rest


def _names(document: Document, table: str, frame: pd.DataFrame, rows: list[Document]) -> list[str]:
    """The id of every row."""
    labels = cells(frame, "id" if "id" in frame.columns else None)
    keys = KEYS.get(table)
    if keys is not None:
        names = [
            label
            if isinstance(label, str) and label in document[table] and not all(key in row for key in keys)
            else composed_id(table, row)
            for label, row in zip(labels, rows, strict=True)
        ]
    else:
        for number, label in enumerate(labels, 1):
            if not isinstance(label, str):
                raise ChangeError("model.index_not_ids", row=number, value=repr(label))
        names = [str(label) for label in labels]
    if len(set(names)) < len(names):
        raise ChangeError("model.ids_twice", ids=sorted({name for name in names if names.count(name) > 1}))
    return names


def _cells(columns: list[Column], frame: pd.DataFrame, labels: list[str]) -> dict[str, list[Any]]:
    return {
        column.name: [_cell(column, cell, label) for cell, label in zip(cells(frame, column.name), labels, strict=True)]
        for column in columns
    }


def _cell(column: Column, cell: object, label: str) -> Json:
    """A cell as JSON; None where it is missing. What is out of range is left to the journey's own check."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType") or (isinstance(cell, float) and isnan(cell)):
        return None
    try:
        value = plain(cell)
    except ChangeError:
        raise _wrong(column, cell, label) from None
    if column.refers and value == "":
        return None
    if _fits(column, value):
        return value
    raise _wrong(column, cell, label)


def _fits(column: Column, value: Json) -> bool:
    match column.kind:
        case "text":
            return isinstance(value, str) and (not column.choices or value in column.choices)
        case "whole":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "flag":
            return isinstance(value, bool)
        case "list":
            return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[Any]", value))
        case "object" | "any":
            return column.kind == "any" or isinstance(value, Mapping)


def _wrong(column: Column, cell: object, label: str) -> ChangeError:
    needs = "one_of" if column.choices else column.kind
    valid = said(f"model.needs_{needs}", valid=column.choices)
    return ChangeError("model.cell_wrong", row=label, column=column.name, value=repr(cell)[:60], valid=valid)


def cells(frame: pd.DataFrame, name: str | None = None) -> list[Any]:
    """The cells of a column of `frame`, or its index where None, as Python has them."""
    values = cast("Any", frame)
    return list((values.index if name is None else values[name]).tolist())


def _rank_newcomers(document: Document, table: str, changes: Patch) -> None:
    """Records without a rank go behind the others of their lane, in the order of the frame."""
    last: dict[str | None, str | None] = {}
    for name, change in changes.items():
        old: Document = document[table].get(name, {})
        if {**old, **change}.get("rank") is not None:
            continue
        lane = {**old, **change}.get("stage") if table == "touchpoints" else None
        if lane not in last:
            ranks = [rank for _, rank in siblings(document, table, stage=lane)]
            ranks += [other["rank"] for other in changes.values() if isinstance(other.get("rank"), str)]
            last[lane] = max(ranks, default=None)
        last[lane] = change["rank"] = between(last[lane], None)


def _remove(document: Document, table: str, changes: Patch, missing: set[str]) -> None:
    removed = {**changes, **dict.fromkeys(sorted(missing))}
    needed = {
        document[reference.table].get(name, {}).get(reference.field)
        for reference, name in dependents(document, {table: removed}, {table: missing})
    }
    blocked = sorted(missing & needed)
    if blocked:
        raise ChangeError("model.rows_missing", table=table, ids=blocked)
    changes.update(dict.fromkeys(sorted(missing)))
