"""The table beside every chart: the same figures, with columns named in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Column", "twin_table"]

#: What a column is called, its dtype, its values.
Column = tuple[str, str, Sequence[object]]


def twin_table(ids: Sequence[str], columns: Sequence[Column]) -> pd.DataFrame:
    """A DataFrame indexed by `id` (str), with these columns."""
    import pandas as pd  # noqa: PLC0415 - slow to import

    index = pd.Index(list(ids), dtype="str", name="id")
    series = {
        name: pd.Series(list(values), index=index, dtype=kind)  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType] - the stubs know no "str"
        for name, kind, values in columns
    }
    return pd.DataFrame(series, index=index)
