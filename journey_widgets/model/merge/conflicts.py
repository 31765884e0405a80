"""What two sides did to one thing, differently: collected by record and field, said in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from journey_widgets.model import check
from journey_widgets.model.order import reading_order
from journey_widgets.model.patch import Document, Json, is_object
from journey_widgets.model.records import TABLES
from journey_widgets.model.telling import called, field_called, joined, spelled
from journey_widgets.words import Said, said

__all__ = ["Conflict", "Conflicts"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both sides changed. `name` is the record's id ("" in `about`), `field` "" for the whole record."""

    table: str
    name: str
    field: str
    words: Said


@dataclass(frozen=True, slots=True)
class Conflicts:
    """A collection of conflicts; the documents are for the names."""

    base: Document
    ours: Document
    theirs: Document
    _found: dict[tuple[str, str, str], Conflict] = field(default_factory=dict[tuple[str, str, str], Conflict])

    def values(self, table: str, path: tuple[str, ...], base: Json, ours: Json, theirs: Json) -> None:
        """Both sides gave a field (at `path` from its table) another value, or one of them took it away."""
        if table not in TABLES and table != "about":
            self._add(table, "", "", said("difference.other_table_conflict", table=table))
        elif table in TABLES and len(path) == 1:
            self.deleted(table, path[0], here=ours is None)
        elif path[-1] == "rank" and table in TABLES and len(path) == 2:
            self._add(table, path[0], "rank", said("difference.conflict_order", what=self._called(table, path[0])))
        else:
            name, where = ("", path) if table == "about" else (path[0], path[1:])
            field_words = joined([field_called(table, where[0]), *where[1:]], " / ")
            words = {
                side: self._spelled(document, table, where, value)
                for side, document, value in (
                    ("base", self.base, base), ("ours", self.ours, ours), ("theirs", self.theirs, theirs)
                )
            }  # fmt: skip
            told = said("difference.conflict", what=self._called(table, name), field=field_words, **words)
            self._add(table, name, "/".join(where), told)

    def deleted(self, table: str, name: str, *, here: bool) -> None:
        """One side deleted a record, and the other one changed or used it."""
        key = "difference.conflict_deleted_here" if here else "difference.conflict_deleted_there"
        self._add(table, name, "", said(key, what=self._called(table, name)))

    def gone(self, table: str, name: str, field: str, target: str) -> None:
        """They point with `field` to the record `target`, which we have deleted."""
        words = {"field": field_called(table, field), "theirs": self._spelled(self.theirs, table, (field,), target)}
        self._add(table, name, field, said("difference.conflict_gone", what=self._called(table, name), **words))

    def lost(self, table: str, name: str) -> None:
        """What a record belongs to is gone on one side or the other, and with it the record, whatever became of it."""
        words = said("difference.conflict_lost", what=self._called(table, name))
        self._found[table, name, ""] = Conflict(table, name, "", words)

    def listed(self) -> tuple[Conflict, ...]:
        """All of them, table by table and in reading order."""
        tables = ["about", *TABLES]
        places = {
            (table, name): place
            for table in TABLES
            for document in (self.base, self.theirs, self.ours)
            for place, name in enumerate(reading_order(document, table))
        }

        def key(conflict: Conflict) -> tuple[int, int, str, str]:
            table = tables.index(conflict.table) if conflict.table in tables else len(tables)
            return table, places.get((conflict.table, conflict.name), -1), conflict.name, conflict.field

        return tuple(sorted(self._found.values(), key=key))

    def _add(self, table: str, name: str, field: str, words: Said) -> None:
        self._found.setdefault((table, name, field), Conflict(table, name, field, words))

    def _called(self, table: str, name: str) -> Said:
        holders = (self.ours, self.base, self.theirs)
        holder = next((document for document in holders if name in document.get(table, {})), self.ours)
        return called(holder, table, name)

    def _spelled(self, document: Document, table: str, where: tuple[str, ...], value: Json) -> Said | str:
        if value is None:
            return said("model.the_pool" if (table, where) == ("touchpoints", ("stage",)) else "difference.nothing")
        if (table, where) == ("about", ("scale",)):
            return str(check.scale_in(document))
        if len(where) == 1:
            return spelled(document, table, where[0], value) or said("difference.something")
        return said("difference.something") if is_object(value) else str(value)
