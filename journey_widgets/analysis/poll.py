"""What each person said, in cells of person × candidate, so that anybody can be counted twice or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, Protocol

from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document, entries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MIDDLE", "Poll", "opinion_poll", "vote_poll"]

#: The importance, 0–10, of a touchpoint nobody has said anything about.
MIDDLE = 5.0
#: From here a score's face (−2 … 2) is one of the two happiest, and an importance (1–5) one of the two highest.
GOOD_FACE, IMPORTANT = 1, 4


class Poll(Protocol):
    """Candidates and what people said of them."""

    ids: list[str]
    rows: list[dict[str, Any]]
    people: int

    def values(self, counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Counts of people, shape (draws, people) → value and second value, each (draws, candidates); NaN: unranked."""
        ...

    def satisfaction(self, counts: NDArray[np.int64]) -> NDArray[np.float64]:
        """Shape (draws, candidates), 0–10; NaN where nobody said."""
        ...


class _Cells:
    """Weighted answers of each person to one question: how many of them are in the top two boxes."""

    def __init__(self, people: int, candidates: int) -> None:
        import numpy as np  # noqa: PLC0415 - slow to import

        # all answers by weight, those in the top boxes by weight, all answers, those in the top boxes
        self._cells = np.zeros((4, people, candidates))

    def add(self, person: int, candidate: int, weight: float, top: bool) -> None:
        """One answer."""
        self._cells[:, person, candidate] += (weight, weight if top else 0, 1, 1 if top else 0)

    def tenths(self, counts: NDArray[np.int64]) -> NDArray[np.float64]:
        """Share of top boxes times ten; NaN where nobody answered. Weights that add up to nothing count as equal."""
        import numpy as np  # noqa: PLC0415 - slow to import

        sums = np.zeros((4, len(counts), self._cells.shape[2]))
        # Person by person: a product of matrices would add in an order of its own, and differ in the last bit.
        for person in range(self._cells.shape[1]):
            sums += counts[None, :, person, None] * self._cells[:, None, person, :]
        weight, top, given, ticked = sums
        with np.errstate(invalid="ignore", divide="ignore"):
            return 10 * np.where(weight > 0, top / weight, ticked / given)


@dataclass(slots=True)
class _Opinions:
    ids: list[str]
    rows: list[dict[str, Any]]
    people: int
    happy: _Cells
    needed: _Cells
    #: What stands for people where nobody was asked, 0–10; NaN where nothing does.
    agreed: NDArray[np.float64]
    own: NDArray[np.float64]

    def satisfaction(self, counts: NDArray[np.int64]) -> NDArray[np.float64]:
        import numpy as np  # noqa: PLC0415 - slow to import

        found = self.happy.tenths(counts)
        return np.where(np.isnan(found), self.agreed, found)

    def values(self, counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        import numpy as np  # noqa: PLC0415 - slow to import

        asked = self.needed.tenths(counts)
        importance = np.where(np.isnan(asked), self.own, asked)
        gap = importance - self.satisfaction(counts)
        return importance + np.where(gap < 0, 0, gap), importance


def opinion_poll(document: Document, persona: str | None, state: str) -> Poll:
    """How satisfied people are with each placed touchpoint, and how important it is to them."""
    import numpy as np  # noqa: PLC0415 - slow to import

    reading = Reading(document, "iqr", 12)
    weights: dict[str, Any] = document.get("participants", {})
    answers: list[tuple[str, int, dict[str, Any]]] = []
    agreed = np.full(len(reading.places), np.nan)
    given = entries(document)
    for at, place in enumerate(reading.places):
        lines = given.get(place.id, {})
        chosen = [lines[line] for line in sorted(lines) if line[1] == state and persona in (None, line[0])]
        answers += [(person, at, record) for entry in chosen for person, record in entry.given]
        said = [5 * (1 + reading.scale.unit(entry.agreed["score"])) for entry in chosen if entry.agreed]
        if said:
            # Not sum(): that adds floats with a compensation, which the page does not.
            agreed[at] = reduce(add, said) / len(said)
    people = {person: at for at, person in enumerate(sorted({person for person, _, _ in answers}))}
    size = len(people), len(reading.places)
    happy, needed = _Cells(*size), _Cells(*size)
    who: list[set[str]] = [set() for _ in reading.places]
    asked: set[int] = set()
    for person, at, record in answers:
        weight = record.get("weight")
        weight = weights.get(person, {}).get("weight", 1) if weight is None else weight
        happy.add(people[person], at, weight, reading.scale.face(record["score"]) >= GOOD_FACE)
        who[at].add(person)
        if (importance := record.get("importance")) is not None:
            needed.add(people[person], at, weight, importance >= IMPORTANT)
            asked.add(at)
    rows: list[dict[str, Any]] = []
    own = np.full(len(reading.places), MIDDLE)
    for at, place in enumerate(reading.places):
        importance = place.record.get("importance")
        if importance is not None:
            own[at] = (importance - 1) / 4 * 10
        rows.append(
            {
                "id": place.id,
                "no": place.no,
                "title": place.record["title"],
                "source": "people" if at in asked else "middle" if importance is None else "touchpoint",
                "satisfaction_source": "people" if who[at] else None if np.isnan(agreed[at]) else "agreed",
                "n": len(who[at]),
            }
        )
    return _Opinions([place.id for place in reading.places], rows, len(people), happy, needed, agreed, own)


@dataclass(slots=True)
class _Votes:
    ids: list[str]
    rows: list[dict[str, Any]]
    people: int
    dots: NDArray[np.int64]
    second: NDArray[np.float64]

    def satisfaction(self, counts: NDArray[np.int64]) -> NDArray[np.float64]:
        raise NotImplementedError("votes say nothing of satisfaction")

    def values(self, counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        import numpy as np  # noqa: PLC0415 - slow to import

        dots = (counts @ self.dots).astype(np.float64)
        # A note nobody gave a dot is not ranked.
        return np.where(dots > 0, dots, np.nan), np.broadcast_to(self.second, dots.shape)


def vote_poll(document: Document, candidates: dict[str, float], roots: dict[str, str]) -> Poll:
    """The dots of each candidate by person.

    Args:
        document: the journey.
        candidates: note id → what decides between equal dots, in order.
        roots: note id → the candidate its dots count for.

    """
    import numpy as np  # noqa: PLC0415 - slow to import

    place = {name: at for at, name in enumerate(candidates)}
    counted = [
        (vote["participant"], place[roots[vote["note"]]], vote["dots"])
        for vote in document.get("votes", {}).values()
        if vote["dots"] > 0 and roots.get(vote["note"]) in place
    ]
    people = {person: at for at, person in enumerate(sorted({person for person, _, _ in counted}))}
    dots = np.zeros((len(people), len(place)), dtype=np.int64)
    for person, at, given in counted:
        dots[people[person], at] += given
    rows = [{"dots": int(dots[:, at].sum()), "n": int((dots[:, at] > 0).sum())} for at in range(len(place))]
    return _Votes(list(place), rows, len(people), dots, np.array([*candidates.values()], dtype=np.float64))
