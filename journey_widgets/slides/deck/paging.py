"""What fits on a slide: how high things are set, and where the next slide begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Final, TypeVar

from journey_widgets.slides import fonts

__all__ = ["LEADING", "ROOM", "WIDTH", "chunks", "height", "side_by_side"]

#: What a slide has for its content, in CSS pixels of a slide of 1280 × 720 (`deck.css`).
WIDTH: Final = 1184
ROOM: Final = 536
LEADING: Final = 1.42

Thing = TypeVar("Thing")


def height(text: str, width: float, size: float, weight: fonts.Weight = 400) -> float:
    """How high a text is in a column so wide."""
    # A browser may break a line a little earlier than we would.
    return len(fonts.wrap(text, width * 0.97, size, weight=weight)) * size * LEADING if text else 0.0


def chunks(things: Sequence[Thing], high: Callable[[Thing], float], room: float) -> list[list[Thing]]:
    """Things in order, as many in each part as fit one below the other; one at least."""
    parts: list[list[Thing]] = []
    left = 0.0
    for thing in things:
        needed = high(thing)
        if not parts or needed > left:
            parts.append([])
            left = room
        parts[-1].append(thing)
        left -= needed
    return parts


def side_by_side(columns: Sequence[list[list[Thing]]]) -> list[list[list[Thing]]]:
    """Columns that were parted each for itself, as pages; a column that is used up is empty."""
    return [list(page) for page in zip_longest(*columns, fillvalue=list[Thing]())]
