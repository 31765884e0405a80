"""Where what is new stands: behind what it stands behind in the other map. What is here keeps its order."""

from __future__ import annotations

from collections.abc import Sequence

from journey_widgets.model.order import by_rank, touchpoints_of
from journey_widgets.model.patch import Document
from journey_widgets.model.rank import insert
from journey_widgets.model.records import RANKED

__all__ = ["Ranks", "ranks_of_new"]

#: table → id → rank, of what is new and of what had to make room for it.
Ranks = dict[str, dict[str, str]]


def ranks_of_new(here: Document, other: Document, names: dict[str, dict[str, str]], after: Document) -> Ranks:
    """Ranks for all that is new in a lane or list, and for neighbours that made room.

    Args:
        here: the document before.
        other: the one that is taken in.
        names: id there → id here.
        after: `here` with the new records, whose ranks and stages are those of `other`, with stages named as here.

    """
    ranks: Ranks = {}
    for table in RANKED:
        if table != "touchpoints":
            theirs = [names[table][name] for name in by_rank(other[table])]
            ranks[table] = _placed(_ranked(here, table, by_rank(here[table])), theirs)
            continue
        ranks[table] = {}
        for stage in ("", *other["stages"]):
            lane = names["stages"].get(stage, "")
            cards = [names[table][name] for name in touchpoints_of(other, stage)]
            mine = [name for name in touchpoints_of(here, lane) if (after[table][name].get("stage") or "") == lane]
            theirs = [name for name in cards if (after[table][name].get("stage") or "") == lane]
            ranks[table] |= _placed(_ranked(here, table, mine), theirs)
    return ranks


def _ranked(document: Document, table: str, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, document[table][name]["rank"]) for name in names]


def _placed(mine: list[tuple[str, str]], theirs: Sequence[str]) -> dict[str, str]:
    """Ranks of those of `theirs` that are not among `mine`, and of those of `mine` that make room."""
    row = list(mine)
    made: dict[str, str] = {}
    before: str | None = None
    for place, name in enumerate(theirs):
        known = [other for other, _ in row]
        if name in known:
            before = name
            continue
        if before is not None:
            position = known.index(before) + 1
        else:
            following = next((other for other in theirs[place + 1 :] if other in known), None)
            position = len(row) if following is None else known.index(following)
        rank, moved = insert(row, position)
        made |= {name: rank, **moved}
        row = [(other, moved.get(other, key)) for other, key in row]
        row.insert(position, (name, rank))
        before = name
    return made
