"""How sure a ranking is: the same people drawn again and again. Twin of `js/src/priorities/bootstrap.ts`.

Efron (1979), "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7(1). Both languages draw the
same people from the same seed: the generator is small, in whole numbers of 32 bits, and written down here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DRAWS", "TOP", "Draws", "Stability", "resamples", "stability"]

#: How often the people are drawn anew.
DRAWS = 1000
#: How many of a ranking count as its head.
TOP = 3

_32 = 0xFFFFFFFF


class Draws:
    """Whole numbers by chance that are the same everywhere.

    The state is a whole number of 32 bits that grows by `0x9E3779B9` (a Weyl sequence); each state, mixed by the last
    step of MurmurHash3 (Appleby), is a number. That is SplitMix (Steele, Lea & Flood 2014, "Fast Splittable
    Pseudorandom Number Generators") in 32 bits; its period is 2³². The first state is the mixed seed.
    """

    __slots__ = ("_state",)

    def __init__(self, seed: int) -> None:
        self._state = _mixed(seed & _32)

    def next(self) -> int:
        """The next number, 0 … 2³² − 1."""
        self._state = (self._state + 0x9E3779B9) & _32
        return _mixed(self._state)

    def below(self, count: int) -> int:
        """The next number, 0 … count − 1: `⌊next · count / 2³²⌋`."""
        return (self.next() * count) >> 32


def _mixed(z: int) -> int:
    z = ((z ^ (z >> 16)) * 0x85EBCA6B) & _32
    z = ((z ^ (z >> 13)) * 0xC2B2AE35) & _32
    return z ^ (z >> 16)


def resamples(people: int, draws: int, seed: int) -> NDArray[np.int64]:
    """How often each person is in each draw: shape (draws, people); every row adds up to `people`."""
    import numpy as np  # noqa: PLC0415 - slow to import

    chance = Draws(seed)
    counts = np.zeros((draws, people), dtype=np.int64)
    for draw in range(draws):
        for _ in range(people):
            counts[draw, chance.below(people)] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Stability:
    """How often the head of a ranking comes up again among other people of the same kind.

    `same` is the share (0–1) of draws whose first three are the same three, in whatever order; `each` the share of
    draws in which a candidate, by its position, is among the first three.
    """

    same: float
    each: list[float]


def stability(
    heads: Callable[[NDArray[np.int64]], NDArray[Any]], head: list[int], candidates: int, counts: NDArray[np.int64]
) -> Stability:
    """Compare the head of a ranking with its heads in every draw.

    Args:
        heads: counts of people, shape (draws, people) → positions of the first three of each draw, shape (draws, 3);
            −1 where fewer are ranked.
        head: positions of the first three with everybody once.
        candidates: how many could be ranked.
        counts: from `resamples`, or every possible draw.

    """
    import numpy as np  # noqa: PLC0415 - slow to import

    found = heads(counts)
    wanted = np.array(sorted(head), dtype=found.dtype)
    same = int((np.sort(found, axis=1) == wanted).all(axis=1).sum())
    each = np.bincount(found[found >= 0].astype(np.int64).ravel(), minlength=candidates)
    return Stability(same / len(counts), [int(times) / len(counts) for times in each])
