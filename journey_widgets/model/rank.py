"""Order as a field: fractional indices, strings that sort by code unit and always leave room between two of them.

A key is an integer part, whose first letter says how long it is (`a0` … `az`, `b00` … going up; `Zz` … going down), and
a fraction without trailing zeros. The keys are the ones of the npm package `fractional-indexing` 4 with its 62 digits;
`tests/contract/rank.json` holds both languages to that. The idea is David Greenspan's ("Implementing fractional
indexing", observablehq.com/@dgreensp/implementing-fractional-indexing).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["between", "insert", "is_rank", "many", "spread"]

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE: Final = {digit: value for value, digit in enumerate(_DIGITS)}
_HEADS: Final = _DIGITS[10:]  # A…Z: negative, long to short; a…z: positive, short to long
_SMALLEST: Final = "A" + "0" * 26  # has no key below it, so it is not a key itself


def is_rank(text: object) -> bool:
    """Whether `text` is a key that `between` accepts."""
    if not isinstance(text, str) or not text or text == _SMALLEST or any(letter not in _VALUE for letter in text):
        return False
    if text[0] not in _HEADS:
        return False
    size = _size(text[0])
    return len(text) >= size and not text[size:].endswith("0")


def between(low: str | None, high: str | None) -> str:
    """A key between `low` and `high` (in either order); None is the open end: `between(None, None) == "a0"`.

    Raises:
        ValueError: a key is malformed, or both are equal: there is nothing between them (`insert` copes with that).

    """
    for key in (low, high):
        if key is not None and not is_rank(key):
            raise ValueError(f"{key!r} is not a rank")
    if low is not None and high is not None:
        if low == high:
            raise ValueError(f"there is no rank between {low!r} and itself")
        low, high = min(low, high), max(low, high)
    if low is None:
        return "a0" if high is None else _before(high)
    whole, fraction = _split(low)
    if high is not None and whole == _split(high)[0]:
        return whole + _middle(fraction, _split(high)[1])
    following = _step(whole, up=True)
    if following is not None and (high is None or following < high):
        return following
    return whole + _middle(fraction, None)


def many(low: str | None, high: str | None, count: int) -> list[str]:
    """`count` ascending keys between `low` and `high`, as short as they can be."""
    if count <= 0:
        return []
    if count == 1:
        return [between(low, high)]
    if high is None:
        keys = [between(low, None)]
        while len(keys) < count:
            keys.append(between(keys[-1], None))
        return keys
    if low is None:
        keys = [between(None, high)]
        while len(keys) < count:
            keys.append(between(None, keys[-1]))
        return keys[::-1]
    half = count // 2
    key = between(low, high)
    return [*many(low, key, half), key, *many(key, high, count - half - 1)]


def spread(count: int) -> list[str]:
    """`count` fresh ascending keys: `["a0", "a1", …]`."""
    return many(None, None, count)


def insert(siblings: Sequence[tuple[str, str]], position: int) -> tuple[str, dict[str, str]]:
    """Where a new record goes among `siblings`: its rank, and the ranks of neighbours that had to make room.

    `siblings` are (id, rank) in order (by rank, then id); the record comes before `siblings[position]`. Two people who
    insert into one gap at once get equal ranks, and nothing lies between those: then the equal ones behind the new
    record are given new ranks in the same patch.
    """
    low = siblings[position - 1][1] if position > 0 else None
    if position >= len(siblings):
        return between(low, None), {}
    high = siblings[position][1]
    if low is None or low < high:
        return between(low, high), {}
    crowded = [name for name, rank in siblings[position:] if rank <= low]
    end = position + len(crowded)
    keys = many(low, siblings[end][1] if end < len(siblings) else None, len(crowded) + 1)
    return keys[0], dict(zip(crowded, keys[1:], strict=True))


def _size(head: str) -> int:
    index = _HEADS.index(head)
    return 27 - index if index < 26 else index - 24


def _split(key: str) -> tuple[str, str]:
    size = _size(key[0])
    return key[:size], key[size:]


def _before(high: str) -> str:
    whole, fraction = _split(high)
    if whole == _SMALLEST:
        return whole + _middle("", fraction)
    if whole < high:
        return whole
    lower = _step(whole, up=False)
    if lower is None:
        raise ValueError(f"there is no rank before {high!r}")
    return lower


def _step(whole: str, *, up: bool) -> str | None:
    """The integer after (or before) `whole`, or None at the end of all integers."""
    head, digits = whole[0], whole[1:]
    over, fresh = ("z", "0") if up else ("0", "z")
    kept = digits.rstrip(over)
    rest = fresh * (len(digits) - len(kept))
    if kept:
        return head + kept[:-1] + _DIGITS[_VALUE[kept[-1]] + (1 if up else -1)] + rest
    index = _HEADS.index(head) + (1 if up else -1)
    if not 0 <= index < len(_HEADS):
        return None
    new = _HEADS[index]
    return new + fresh * (_size(new) - 1)


def _middle(low: str, high: str | None) -> str:
    """A fraction between two fractions; "" is nought, None is one."""
    if high:
        shared = 0
        while shared < len(high) and (low[shared] if shared < len(low) else "0") == high[shared]:
            shared += 1
        if shared:
            return high[:shared] + _middle(low[shared:], high[shared:])
    first = _VALUE[low[0]] if low else 0
    last = _VALUE[high[0]] if high else len(_DIGITS)
    if last - first > 1:
        return _DIGITS[(first + last + 1) // 2]
    if high and len(high) > 1:
        return high[0]
    return _DIGITS[first] + _middle(low[1:], None)
