"""Tables as pandas DataFrames. pandas is imported when the first frame is asked for, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, overload
from weakref import WeakKeyDictionary

from journey_widgets.model.assignment import assign, cells
from journey_widgets.model.columns import Column, columns_in, own_name
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.order import reading_order
from journey_widgets.model.patch import Document
from journey_widgets.model.plain import thaw

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model.journey import Journey

__all__ = ["TableFrame", "frame"]


#: The last frame made of each table of a journey, and what it was made of.
_kept: WeakKeyDictionary[Journey, dict[str, Any]] = WeakKeyDictionary()


class TableFrame:
    """A table of a journey as a property: reading gives a DataFrame, assigning one writes it back as one change.

    The frame has one row per record in reading order, its id as index, and always all columns: text as `str`, whole
    numbers as `Int64`, numbers as `Float64`, yes/no as `boolean`, lists as tuples; `state`, `evidence` and `status` are
    ordered categoricals. What is not said is missing. Touchpoints have a column `custom.<name>` besides for each field
    of the map's own, typed by what it holds (of several kinds: `object`); a new such column makes a new field.
    The frame is yours: changing it changes nothing until it is assigned.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        self.__doc__ = f"The {table} as a DataFrame; assign a changed one to write it back as one change."

    @overload
    def __get__(self, journey: None, owner: type[Journey]) -> TableFrame: ...
    @overload
    def __get__(self, journey: Journey, owner: type[Journey]) -> pd.DataFrame: ...
    def __get__(self, journey: Journey | None, owner: type[Journey]) -> TableFrame | pd.DataFrame:
        """The frame as of now."""
        if journey is None:
            return self
        return frame(journey.snapshot().document, self.table, _kept.setdefault(journey, {}))

    def __set__(self, journey: Journey, value: pd.DataFrame) -> None:
        """Write a frame back.

        Raises:
            ChangeError: names the row and the column, and what is valid; nothing was applied.

        """
        try:
            patch = assign(journey.snapshot().document, self.table, value)
        except ChangeError as error:
            error.language = journey.language
            raise
        journey.apply(patch)


def frame(document: Document, table: str, kept: dict[str, Any] | None = None) -> pd.DataFrame:
    """`table` of `document` as a DataFrame of its own; `kept` remembers the last one made of each table."""
    # The order depends on these too. Documents are never changed, so the same object is the same content.
    made_of = (document.get(table), document.get("touchpoints"), document.get("stages"))
    before = None if kept is None else kept.get(table)
    if before is not None and all(a is b for a, b in zip(before[0], made_of, strict=True)):
        made, columns = cast("tuple[pd.DataFrame, tuple[Column, ...]]", before[1:])
    else:
        columns = columns_in(document, table)
        made = _made(document, table, columns)
        if kept is not None:
            kept[table] = (made_of, made, columns)
    fresh = made.copy(deep=False)
    for column in columns:
        if column.kind == "object":  # a dict can be changed in place, and would be changed in the kept frame
            fresh[column.name] = _objects([thaw(cell) for cell in cells(made, column.name)], fresh.index)
    return fresh


def _made(document: Document, table: str, wanted: tuple[Column, ...]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 (only who wants frames pays for pandas)

    names = reading_order(document, table)
    records: list[Document] = [document[table][name] for name in names]
    index = pd.Index(names, dtype="str", name="id")
    columns = {column.name: _series(column, _values(records, column), index) for column in wanted}
    return pd.DataFrame(columns, index=index, columns=[column.name for column in wanted])


def _values(records: list[Document], column: Column) -> list[Any]:
    name = own_name(column.name)
    if name:
        return [record.get("custom", {}).get(name) for record in records]
    return [record.get(column.name) for record in records]


def _series(column: Column, values: list[Any], index: pd.Index) -> pd.Series:
    import pandas as pd  # noqa: PLC0415 - only who wants frames pays for pandas

    if column.ordered:
        return pd.Series(pd.Categorical(values, categories=list(column.choices), ordered=True), index=index)
    if column.kind == "list":
        return _objects([None if cell is None else tuple(cell) for cell in values], index)
    if column.kind == "object":
        return _objects([thaw(cell) for cell in values], index)
    return pd.Series(pd.array(values, dtype=cast("Any", column.dtype)), index=index)


def _objects(values: list[Any], index: pd.Index) -> pd.Series:
    import numpy as np  # noqa: PLC0415 - it comes with pandas
    import pandas as pd  # noqa: PLC0415 - as above

    array = np.empty(len(values), dtype=object)
    for place, cell in enumerate(values):  # at once, numpy would take tuples of one length for a matrix
        array[place] = cell
    return pd.Series(array, index=index, dtype="object")
