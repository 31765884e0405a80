"""Nothing dangles: the kernel completes every delete, and makes a participant's row on first use.

The twin of `js/src/document/integrity.ts`; `tests/contract/integrity.json` holds both to the same results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from journey_widgets.model.patch import Document, Patch, is_object
from journey_widgets.model.records import REFERENCES, Reference

__all__ = ["FROM", "complete", "dangling", "dependents"]

#: References by the table they stand in.
FROM: Final[Mapping[str, tuple[Reference, ...]]] = {
    table: tuple(reference for reference in REFERENCES if reference.table == table)
    for table in dict.fromkeys(reference.table for reference in REFERENCES)
}


def complete(document: Document, patch: Patch) -> Patch:
    """`patch` with what follows from it; `patch` itself where nothing does.

    A removed record takes its scores, links and votes along, and fields that may be absent (`stage`, `touchpoint`,
    `note`, `merged_into`) are cleared. A participant named by a new score or vote gets a row.
    """
    extra = _newcomers(document, patch)
    waiting: list[tuple[str, str]] = [
        (table, name)
        for table, records in patch.items()
        if is_object(records)
        for name, record in records.items()
        if record is None and name in document.get(table, {})
    ]
    while waiting:
        removed: dict[str, set[str]] = {}
        for table, name in waiting:
            removed.setdefault(table, set()).add(name)
        waiting = []
        for reference, name in dependents(document, _joined(patch, extra), removed):
            record = extra.setdefault(reference.table, {})
            if reference.owned:
                if record.get(name, name) is not None:
                    record[name] = None
                    waiting.append((reference.table, name))
            elif record.get(name, name) is not None:
                record[name] = {**record.get(name, {}), reference.field: None}
    return _joined(patch, extra) if extra else patch


def dependents(document: Document, patch: Patch, removed: Mapping[str, set[str]]) -> Iterator[tuple[Reference, str]]:
    """References, after `patch`, to records that it removes: (reference, id of the record that holds it)."""
    for reference in REFERENCES:
        gone = removed.get(reference.target)
        if not gone:
            continue
        records: Document = document.get(reference.table, {})
        changed: Patch = patch.get(reference.table, {})
        field = reference.field
        for name, record in records.items():
            if name not in changed and record.get(field) in gone:
                yield reference, name
        for name, change in changed.items():
            if change is None:
                continue
            value = change[field] if field in change else records.get(name, {}).get(field)
            if isinstance(value, str) and value in gone:  # not checked yet: it may be anything
                yield reference, name


def dangling(document: Document, table: str, record: Mapping[str, Any]) -> Reference | None:
    """The first reference of `record` (of `table`) to something `document` does not have."""
    for reference in FROM.get(table, ()):
        value = record.get(reference.field)
        if isinstance(value, str) and value not in document.get(reference.target, {}):
            return reference
    return None


def _newcomers(document: Document, patch: Patch) -> Patch:
    present: Document = document.get("participants", {})
    named: Patch = patch.get("participants") or {}
    rows: Patch = {}
    for table in ("scores", "votes"):
        scored: Patch = patch.get(table) or {}
        for name, record in scored.items():
            who = record.get("participant") if is_object(record) else None
            known = who in present or who in named or name in document.get(table, {}) if isinstance(who, str) else True
            if not known:
                rows[str(who)] = {"label": who}
    return {"participants": rows} if rows else {}


def _joined(patch: Patch, extra: Patch) -> Patch:
    """Both patches as one: `extra` touches other records, or other fields of the same ones."""
    result = dict(patch)
    for table, records in extra.items():
        merged = dict(result.get(table) or {})
        for name, record in records.items():
            mine = merged.get(name)
            merged[name] = {**mine, **record} if is_object(mine) and record is not None else record
        result[table] = merged
    return result
