"""Where the words of a curve find room: beside it, and on neither cards nor other words nor other curves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Box", "Room"]

Point = tuple[float, float]

_CELL = 8.0
_AIR = 5.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    x: float
    y: float
    x2: float
    y2: float

    def overlap(self, other: Box) -> float:
        """The area two boxes share."""
        across = min(self.x2, other.x2) - max(self.x, other.x)
        down = min(self.y2, other.y2) - max(self.y, other.y)
        return max(0.0, across) * max(0.0, down)


class Room:
    """What is taken on a sheet, and the best place for the next words."""

    def __init__(self, sheet: Box) -> None:
        self.sheet = sheet
        self.boxes: list[Box] = []
        self.inked: Counter[tuple[int, int]] = Counter()

    def block(self, box: Box) -> None:
        """Nothing is written here."""
        self.boxes.append(box)

    def ink(self, points: Iterable[Point]) -> None:
        """A curve runs here."""
        for x, y in points:
            self.inked[int(x // _CELL), int(y // _CELL)] += 1

    def beside(self, points: Sequence[Point], width: float, height: float) -> Box:
        """A box of this size beside a curve, as near to its middle as there is room; it is taken from then on."""
        last = len(points) - 1
        middle = last / 2
        best, least = Box(0, 0, width, height), float("inf")
        for at in range(last // 5, last - last // 5 + 1, 2):
            x, y = points[at]
            places = (
                (x - width / 2, y - height - _AIR),
                (x - width / 2, y + _AIR),
                (x + _AIR, y - height / 2),
                (x - width - _AIR, y - height / 2),
            )
            for rank, (left, top) in enumerate(places):
                box = Box(left, top, left + width, top + height)
                cost = self._cost(box) + abs(at - middle) * 6 + rank * 2
                if cost < least:
                    best, least = box, cost
        self.boxes.append(best)
        return best

    def _cost(self, box: Box) -> float:
        shared = sum(box.overlap(other) for other in self.boxes)
        crossed = sum(
            self.inked[column, row]
            for column in range(int(box.x // _CELL), int(box.x2 // _CELL) + 1)
            for row in range(int(box.y // _CELL), int(box.y2 // _CELL) + 1)
        )
        inside = box.overlap(self.sheet)
        outside = (box.x2 - box.x) * (box.y2 - box.y) - inside
        return shared * 3 + crossed * 30 + outside * 8
