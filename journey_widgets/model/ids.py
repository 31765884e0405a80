"""Names of records: made where the thing is made, safe in JSON, HTML attributes, paths and JavaScript objects."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["KEYS", "PREFIXES", "composed_id", "is_id", "is_record_id", "new_id", "score_id"]

#: How the id of a new record of a table begins.
PREFIXES: Final[Mapping[str, str]] = {
    "personas": "pe",
    "stages": "st",
    "touchpoints": "tp",
    "links": "li",
    "notes": "no",
    "actions": "ac",
    "measures": "me",
    "participants": "pa",
    "agenda": "ag",
    "views": "vi",
}

#: Tables whose id is composed of these fields, joined by "/": id and fields always agree.
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "scores": ("touchpoint", "persona", "state", "participant"),
    "votes": ("note", "participant"),
}

_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)
#: An object in JavaScript already has these, so a record of that name could poison or be lost.
FORBIDDEN: Final = frozenset({"__proto__", "constructor", "prototype"})
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

_clock = threading.Lock()
_last_moment = 0


def is_id(text: object) -> bool:
    """Whether `text` is 1–64 letters, digits, `_`, `.` or `-`, and no name JavaScript keeps for itself."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None and text not in FORBIDDEN


def is_record_id(table: str, text: object) -> bool:
    """Whether `text` can name a record of `table`; an absent part of a composed id is empty (`tp_ad//as_is/`)."""
    keys = KEYS.get(table)
    if keys is None:
        return is_id(text)
    if not isinstance(text, str):
        return False
    parts = text.split("/")
    return len(parts) == len(keys) and all(part == "" or is_id(part) for part in parts)


def new_id(prefix: str) -> str:
    """A fresh id such as `tp_0Vr4kQz7x2Mp`: `prefix`, `_`, seven letters of the time and five at random.

    The time comes first: ids sort (by code unit) in the order in which things were made, so what is new stands at the
    end of its table in a sorted file, and personas keep their order, and with it their colours.
    """
    return f"{prefix}_{_letters(_moment(), 7)}{_letters(secrets.randbelow(62**5), 5)}"


def _moment() -> int:
    """Milliseconds since 1970, but never the same twice here."""
    global _last_moment  # noqa: PLW0603  # one clock for the whole process is what makes it an order
    with _clock:
        _last_moment = max(time.time_ns() // 1_000_000, _last_moment + 1)
        return _last_moment


def _letters(number: int, size: int) -> str:
    digits: list[str] = []
    for _ in range(size):
        number, digit = divmod(number, 62)
        digits.append(_LETTERS[digit])
    return "".join(reversed(digits))


def composed_id(table: str, record: Mapping[str, Any]) -> str:
    """The id that `record` of `scores` or `votes` must have."""
    return "/".join(str(record.get(key) or "") for key in KEYS[table])


def score_id(touchpoint: str, persona: str | None = None, state: str = "as_is", participant: str | None = None) -> str:
    """`touchpoint/persona/state/participant`; an absent part is empty."""
    return f"{touchpoint}/{persona or ''}/{state}/{participant or ''}"
