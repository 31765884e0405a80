"""The rankings as plain rows, missing values as None. Twin of `js/src/priorities/ranking.ts`; held by a fixture.

Sums go person by person, in the order of their ids, in both languages: so the last bit of every share is the same, and
with it every tie.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from journey_widgets.analysis.bootstrap import DRAWS, TOP, resamples, stability
from journey_widgets.analysis.poll import Poll, opinion_poll, vote_poll
from journey_widgets.analysis.scores import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FORMULAS", "By", "Ranking", "ranking", "root_note"]

By = Literal["ulwick", "severity", "votes"]
Row = dict[str, Any]

#: How the value of a row comes about, for whoever reads the table.
FORMULAS: Final = {
    "ulwick": "importance + max(importance − satisfaction, 0)",
    "severity": "severity × frequency",
    "votes": "dots",
}
#: The kinds of notes that are worked on.
KINDS = ("pain", "opportunity")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows in order of rank, and how often the same three come up when the people are drawn again (None: not known)."""

    by: By
    rows: list[Row]
    people: int
    draws: int
    seed: int
    same: float | None

    @property
    def formula(self) -> str:
        """How a row's value comes about."""
        return FORMULAS[self.by]


def ranking(
    document: Document,
    by: By,
    *,
    persona: str | None = None,
    state: str = "as_is",
    seed: int = 0,
    draws: int = DRAWS,
) -> Ranking:
    """Rank touchpoints or notes; `draws` = 0 leaves out the bootstrap."""
    if by == "severity":
        return Ranking(by, _ordered(_severity_rows(document)), 0, draws, seed, None)
    poll = opinion_poll(document, persona, state) if by == "ulwick" else _vote_poll(document)
    rows = _opinion_rows(poll) if by == "ulwick" else _vote_rows(document, poll)
    positions = {row["id"]: at for at, row in enumerate(rows)}
    ordered = _ordered(rows)
    ranked = [positions[row["id"]] for row in ordered if row["rank"] is not None]
    same = None
    if draws > 0 and poll.people > 1 and len(ranked) > TOP:
        found = stability(_heads(poll), ranked[:TOP], len(rows), resamples(poll.people, draws, seed))
        same = found.same
        for at, row in enumerate(rows):
            row["top_three"] = found.each[at] if row["rank"] is not None else None
    return Ranking(by, ordered, poll.people, draws, seed, same)


def _heads(poll: Poll) -> Callable[[NDArray[np.int64]], NDArray[Any]]:
    """Positions of the first three in every draw: by value, ties by second value, then as listed."""
    import numpy as np  # noqa: PLC0415 - slow to import

    def heads(counts: NDArray[np.int64]) -> NDArray[Any]:
        value, second = poll.values(counts)
        place = np.broadcast_to(np.arange(len(poll.ids)), value.shape)
        # What is not ranked has no value: −∞, and so comes last.
        order = np.lexsort((place, -second, -np.where(np.isnan(value), -np.inf, value)))[:, :TOP]
        return np.where(np.isnan(np.take_along_axis(value, order, axis=1)), -1, order)

    return heads


def _ordered(rows: list[Row]) -> list[Row]:
    """Rows by value, second value, place; `rank` from 1 where there is a value. The second value is taken away."""
    order = sorted(rows, key=lambda row: (row["value"] is None, -(row["value"] or 0), -row["_second"]))
    rank = 0
    for row in order:
        del row["_second"]
        rank += row["value"] is not None
        row["rank"] = rank if row["value"] is not None else None
        row["top_three"] = None
    return order


def _vote_poll(document: Document) -> Poll:
    notes: dict[str, Row] = document.get("notes", {})
    candidates = {name: float(_product(notes[name]) or 0) for name in _notes(document)}
    return vote_poll(document, candidates, {name: root_note(notes, name) for name in notes})


def _opinion_rows(poll: Poll) -> list[Row]:
    import numpy as np  # noqa: PLC0415 - slow to import

    everybody = np.ones((1, poll.people), dtype=np.int64)
    value, importance = (numbers[0] for numbers in poll.values(everybody))
    satisfaction = poll.satisfaction(everybody)[0]
    return [
        {
            **card,
            "importance": float(importance[at]),
            "satisfaction": _number(satisfaction[at]),
            "value": _number(value[at]),
            "_second": float(importance[at]),
        }
        for at, card in enumerate(poll.rows)
    ]


def _number(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - only NaN differs from itself


def _vote_rows(document: Document, poll: Poll) -> list[Row]:
    notes = document.get("notes", {})
    return [
        {
            **_note_row(name, notes[name]),
            "dots": poll.rows[at]["dots"],
            "n": poll.rows[at]["n"],
            "value": poll.rows[at]["dots"] or None,
            "_second": _product(notes[name]) or 0,
        }
        for at, name in enumerate(poll.ids)
    ]


def _severity_rows(document: Document) -> list[Row]:
    notes = document.get("notes", {})
    return [{**_note_row(name, notes[name]), "value": _product(notes[name]), "_second": 0} for name in _notes(document)]


def _note_row(name: str, note: Row) -> Row:
    return {
        "id": name,
        "kind": note["kind"],
        "title": note["text"],
        "touchpoint": note.get("touchpoint"),
        "severity": note.get("severity"),
        "frequency": note.get("frequency"),
    }


def _product(note: Row) -> int | None:
    severity, frequency = note.get("severity"), note.get("frequency")
    return None if severity is None or frequency is None else severity * frequency


def _notes(document: Document) -> list[str]:
    """Pains and opportunities that stand for themselves, oldest first."""
    notes: dict[str, Row] = document.get("notes", {})
    return [name for name in sorted(notes) if notes[name]["kind"] in KINDS and root_note(notes, name) == name]


def root_note(notes: dict[str, Row], name: str) -> str:
    """The note another one went into, and so on to the end; a circle ends where it is entered again."""
    seen: set[str] = set()
    while notes.get(name, {}).get("merged_into") in notes and name not in seen:
        seen.add(name)
        name = notes[name]["merged_into"]
    return name
