"""Where things are in a JSON text: the line and column of every member, for messages that point at the place.

Python's own parser forgets positions. This one is only run when there is something to say.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple, cast

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


class Place(NamedTuple):
    """A place in a text, both counted from 1; the column counts characters."""

    line: int
    column: int


def place(text: str, position: int) -> Place:
    """The line and column of the character at `position` (from 0)."""
    start = text.rfind("\n", 0, position) + 1
    return Place(text.count("\n", 0, position) + 1, position - start + 1)


def members(text: str) -> list[tuple[tuple[str, ...], int]]:
    """Every member of every object of a *valid* JSON text, in order: its path and the position of its key.

    A path holds the keys from the top; places in arrays are "0", "1", …. A repeated key is listed each time.
    """
    found: list[tuple[tuple[str, ...], int]] = []
    path: list[str] = []
    counters: list[int | None] = []  # for each open bracket: the place in the array, None for an object
    wants_key = False
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == "{":
            counters.append(None)
            path.append("")
            wants_key = True
        elif mark == "[":
            counters.append(0)
            path.append("0")
            wants_key = False
        elif mark in "}]":
            counters.pop()
            path.pop()
            wants_key = False
        elif mark == ",":
            place_in_array = counters[-1]
            if place_in_array is None:
                wants_key = True
            else:
                counters[-1] = place_in_array + 1
                path[-1] = str(place_in_array + 1)
        elif wants_key and mark.startswith('"'):
            path[-1] = cast("str", json.loads(mark, strict=False))
            found.append((tuple(path), token.start()))
            wants_key = False
    return found
