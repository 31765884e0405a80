"""What one side deleted and the other one changed or used: settled before fields are merged, so that nothing dangles.

Ours stays: what we still work on is not deleted by them, and comes back with all that went along with it; what we have
deleted stays deleted, and what they put there goes back to where it was. Either is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from journey_widgets.model.integrity import FROM, dangling
from journey_widgets.model.merge.conflicts import Conflicts
from journey_widgets.model.patch import Document, Patch, diff
from journey_widgets.model.records import TABLES, Reference

__all__ = ["mended", "settled"]

_Record = tuple[str, str]  # table, id


def settled(base: Document, ours: Document, theirs: Document, conflicts: Conflicts) -> tuple[Document, Document]:
    """`ours` and `theirs` as they would be had nobody deleted what the other side needs, and nobody used the rest."""
    deleted_here, deleted_there = _deleted(base, ours), _deleted(base, theirs)
    ours, theirs = ({**document, **{table: dict(document[table]) for table in TABLES}} for document in (ours, theirs))
    kept = _still_needed(base, ours, deleted_there)
    for table, name in sorted(kept):
        if any((reference.target, target) in kept for reference, target in _owners(ours, table, name)):
            continue  # said with what it belongs to
        conflicts.deleted(table, name, here=False)
    _bring_back(base, theirs, kept)
    deleted_there = _deleted(base, theirs)
    for table, name in deleted_there:
        ours[table].pop(name, None)
    _drop_used(base, theirs, deleted_here, conflicts)
    _forget_consequences(base, ours, theirs, deleted_here)
    _forget_consequences(base, theirs, ours, deleted_there)
    return ours, theirs


def mended(document: Document, conflicts: Conflicts) -> Document:
    """`document` without references to nothing, should any be left: what two merges of one link can come to."""
    found = True
    while found:
        found = False
        for table in FROM:
            for name, record in list(document[table].items()):
                reference = dangling(document, table, record)
                if reference is None:
                    continue
                found = True
                conflicts.lost(table, name)
                records = {**document[table], name: _without(record, reference.field)}
                if reference.owned:
                    del records[name]
                document = {**document, table: records}
    return document


def _deleted(base: Document, side: Document) -> set[_Record]:
    return {(table, name) for table in TABLES for name in base[table].keys() - side[table].keys()}


def _still_needed(base: Document, ours: Document, deleted_there: set[_Record]) -> set[_Record]:
    """What they deleted and we have changed, or pointed something to; and all it belongs to."""
    here = _deleted(base, ours)
    waiting = [one for one in deleted_there - here if _worked_on(base, ours, one, here)]
    for table, name, reference, target in _references(ours):
        if (reference.target, target) in deleted_there and base[table].get(name, {}).get(reference.field) != target:
            waiting.append((reference.target, target))
    needed = set[_Record]()
    while waiting:
        one = waiting.pop()
        if one not in needed:
            needed.add(one)
            waiting += [
                (reference.target, target)
                for reference, target in _owners(ours, *one)
                if (reference.target, target) in deleted_there
            ]
    return needed


def _worked_on(base: Document, side: Document, record: _Record, deleted: set[_Record]) -> bool:
    """Whether a side changed a record: not counting what followed from deletions, nor a rank that made room."""
    table, name = record
    change = cast("Patch", diff(base[table][name], side[table][name]))
    followed = {
        reference.field
        for reference in FROM.get(table, ())
        if change.get(reference.field, "") is None and (reference.target, base[table][name][reference.field]) in deleted
    }
    return bool(change.keys() - followed - {"rank"})


def _bring_back(base: Document, theirs: Document, kept: set[_Record]) -> None:
    """Undo their deletion of `kept`, and what followed from it."""
    for table, name in kept:
        theirs[table][name] = base[table][name]
    for table, name, reference, target in _references(base):
        if (reference.target, target) not in kept:
            continue
        record: Document | None = theirs[table].get(name)
        if record is None:
            whole = all(target in theirs[owner.target] for owner, target in _owners(base, table, name))
            if reference.owned and whole:
                theirs[table][name] = base[table][name]
        elif reference.field not in record:
            theirs[table][name] = {**record, reference.field: target}
    for table, name in kept:
        back: Document = theirs[table][name]
        for reference in FROM.get(table, ()):
            if not reference.owned and back.get(reference.field, "") not in {"", *theirs[reference.target]}:
                back = _without(back, reference.field)
        theirs[table][name] = back


def _drop_used(base: Document, theirs: Document, deleted_here: set[_Record], conflicts: Conflicts) -> None:
    """Take out of theirs what we have deleted, and put back what they have put there since."""
    there = _deleted(base, theirs)
    for table, name in sorted(deleted_here - there):
        if _worked_on(base, theirs, (table, name), there):
            conflicts.deleted(table, name, here=True)
        del theirs[table][name]
    for table, name, reference, target in list(_references(theirs)):
        if (reference.target, target) not in deleted_here or name not in theirs[table]:
            continue
        before: Document = base[table].get(name, {})
        if before.get(reference.field) == target:
            continue  # as it was: we have cleared it, or put it elsewhere
        where = before.get(reference.field)
        stands = where in theirs[reference.target]
        if reference.owned and not stands:
            conflicts.deleted(reference.target, target, here=True)
            del theirs[table][name]
            continue
        conflicts.gone(table, name, reference.field, target)
        record = _without(theirs[table][name], reference.field)
        if stands:
            record[reference.field] = where
            if table == "touchpoints" and reference.field == "stage":
                record["rank"] = before["rank"]
        theirs[table][name] = record


def _forget_consequences(base: Document, side: Document, other: Document, deleted: set[_Record]) -> None:
    """A field that `side` has only because of its deletions is no change of it where `other` has put another value."""
    for table, name, reference, target in _references(base):
        mine: Document | None = side[table].get(name)
        if (reference.target, target) in deleted and mine is not None and reference.field not in mine:
            value = other[table].get(name, {}).get(reference.field)
            if value not in (None, target):
                side[table][name] = {**mine, reference.field: target}


def _references(document: Document) -> Iterator[tuple[str, str, Reference, str]]:
    for table, references in FROM.items():
        for name, record in document[table].items():
            for reference in references:
                target = record.get(reference.field)
                if target is not None:
                    yield table, name, reference, target


def _owners(document: Document, table: str, name: str) -> Iterator[tuple[Reference, str]]:
    record: Document = document[table].get(name, {})
    for reference in FROM.get(table, ()):
        if reference.owned and reference.field in record:
            yield reference, record[reference.field]


def _without(record: Document, field: str) -> Document:
    return {key: value for key, value in record.items() if key != field}
