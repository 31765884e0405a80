"""Names of records: made where the thing is made, safe in JSON, HTML attributes, paths and JavaScript objects."""

from __future__ import annotations

import re
import secrets
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


def new_id(prefix: str, size: int = 8) -> str:
    """A fresh id such as `tp_x7Qk2mZp`: `prefix`, `_` and `size` random letters (8 of 62 are 47 bits)."""
    return f"{prefix.rstrip('_')}_" + "".join(secrets.choice(_LETTERS) for _ in range(size))


def composed_id(table: str, record: Mapping[str, Any]) -> str:
    """The id that `record` of `scores` or `votes` must have."""
    return "/".join(str(record.get(key) or "") for key in KEYS[table])


def score_id(touchpoint: str, persona: str | None = None, state: str = "as_is", participant: str | None = None) -> str:
    """`touchpoint/persona/state/participant`; an absent part is empty."""
    return f"{touchpoint}/{persona or ''}/{state}/{participant or ''}"
