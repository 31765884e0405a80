"""A table as a CSV file that Excel opens as it is and runs nothing of. Twin of `js/src/actions/csv.ts`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

__all__ = ["csv"]

#: What begins a formula in Excel, LibreOffice or Google Sheets, in their full-width forms too, as OWASP lists them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv(header: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """Comma-separated values (RFC 4180), in UTF-8 with a byte order mark, without which Excel reads another encoding.

    A text that begins like a formula gets an apostrophe before it: it is somebody's words, never something to compute
    (OWASP, "CSV Injection"). Numbers stay numbers. None is empty.
    """
    lines = [",".join(map(_cell, row)) for row in (header, *rows)]
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return _number(value)
    text = f"'{value}" if value.startswith(_FORMULA) else value
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text


def _number(value: float) -> str:
    """Two decimals at most, without the binary dust of a difference."""
    hundreds = math.floor(value * 100 + 0.5)
    return str(hundreds // 100 if hundreds % 100 == 0 else hundreds / 100)
