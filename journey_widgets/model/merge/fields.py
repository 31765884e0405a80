"""The merge of every field by itself; a card's stage and its rank on that stage are one."""

from __future__ import annotations

from journey_widgets.model.merge.conflicts import Conflicts
from journey_widgets.model.patch import Document, Json, is_object, same
from journey_widgets.model.records import TABLES

__all__ = ["merged_fields"]

_IDENTITY = ("format", "version", "id")


def merged_fields(base: Document, ours: Document, theirs: Document, conflicts: Conflicts) -> Document:
    """`ours` with what `theirs` has changed since `base`."""
    document = {key: ours[key] for key in _IDENTITY}
    for table in dict.fromkeys(["about", *TABLES, *ours, *theirs]):
        if table not in document:
            merged = _Table(table, conflicts).merged(base.get(table), ours.get(table), theirs.get(table))
            if merged is not None:
                document[table] = merged
    return document


class _Table:
    """The merge of one table. What is not there is None: a document holds no nulls."""

    def __init__(self, table: str, conflicts: Conflicts) -> None:
        self._table = table
        self._conflicts = conflicts

    def merged(self, base: Json, ours: Json, theirs: Json) -> Json:
        if self._table not in TABLES:
            return self._value((), base, ours, theirs)
        records: Document = {}
        for name in dict.fromkeys([*ours, *theirs]):
            was, mine, other = base.get(name), ours.get(name), theirs.get(name)
            if self._table == "touchpoints" and mine and other:
                mine, other = self._placed(name, was or {}, mine, other)
            record = self._value((name,), was, mine, other)
            if record is not None:
                records[name] = record
        return records

    def _value(self, path: tuple[str, ...], base: Json, ours: Json, theirs: Json) -> Json:
        if same(ours, theirs) or same(base, theirs):
            return ours
        if same(base, ours):
            return theirs
        whole = (self._table, path) == ("about", ("scale",))  # half of one scale and half of another is none
        if whole or not (is_object(ours) and is_object(theirs) and (base is None or is_object(base))):
            self._conflicts.values(self._table, path, base, ours, theirs)
            return ours
        result: Document = {}
        for key in dict.fromkeys([*ours, *theirs]):
            value = self._value((*path, key), (base or {}).get(key), ours.get(key), theirs.get(key))
            if value is not None:
                result[key] = value
        return result

    def _placed(self, name: str, base: Document, ours: Document, theirs: Document) -> tuple[Document, Document]:
        """Both at one place where both have moved the card."""
        was, mine, other = ((card.get("stage"), card.get("rank")) for card in (base, ours, theirs))
        if mine in (was, other) or other == was:
            return ours, theirs
        if mine[0] == other[0]:
            self._conflicts.values("touchpoints", (name, "rank"), was[1], mine[1], other[1])
        elif other[0] != was[0]:
            if mine[0] == was[0]:  # we have only put it elsewhere on the stage that it has left
                return _at(ours, theirs), theirs
            self._conflicts.values("touchpoints", (name, "stage"), was[0], mine[0], other[0])
        return ours, _at(theirs, ours)


def _at(card: Document, place: Document) -> Document:
    rest = {key: value for key, value in card.items() if key not in ("stage", "rank")}
    return {**rest, **{key: place[key] for key in ("stage", "rank") if key in place}}
