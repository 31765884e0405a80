"""Reading order: stages by rank, cards by stage and rank, the pool last. Ties go by id; ranks compare by code unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journey_widgets.model.patch import Document

__all__ = ["by_rank", "reading_order", "siblings", "stages_in_order", "touchpoints_in_order", "touchpoints_of"]


def by_rank(records: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Ids of `records` in the order people chose."""
    return sorted(records, key=lambda name: (records[name].get("rank", ""), name))


def stages_in_order(document: Document) -> list[str]:
    """Stage ids from left to right."""
    return by_rank(document.get("stages", {}))


def touchpoints_of(document: Document, stage: str | None) -> list[str]:
    """Touchpoint ids of `stage` from top to bottom; of the pool where it is "" or None."""
    records: Document = document.get("touchpoints", {})
    return by_rank({name: record for name, record in records.items() if (record.get("stage") or "") == (stage or "")})


def touchpoints_in_order(document: Document) -> list[str]:
    """All touchpoint ids in reading order, the pool last."""
    place = {name: index for index, name in enumerate(stages_in_order(document))}
    pool = len(place)
    records: Document = document.get("touchpoints", {})

    def key(name: str) -> tuple[int, str, str]:
        record = records[name]
        return place.get(record.get("stage", ""), pool), record.get("rank", ""), name

    return sorted(records, key=key)


def siblings(document: Document, table: str, *, stage: str | None = None, without: str = "") -> list[tuple[str, str]]:
    """(id, rank) in order of the records that share an order: the lane of a card, otherwise the whole table."""
    names = touchpoints_of(document, stage) if table == "touchpoints" else by_rank(document.get(table, {}))
    records: Document = document.get(table, {})
    return [(name, records[name]["rank"]) for name in names if name != without]


def reading_order(document: Document, table: str) -> list[str]:
    """Ids of any table in the order its DataFrame has."""
    records: Document = document.get(table, {})
    if table == "touchpoints":
        return touchpoints_in_order(document)
    if table in ("stages", "agenda", "views"):
        return by_rank(records)
    if table in ("scores", "links"):
        place = {name: index for index, name in enumerate(touchpoints_in_order(document))}
        last = len(place)
        field = "touchpoint" if table == "scores" else "source"
        return sorted(records, key=lambda name: (place.get(records[name].get(field), last), name))
    return sorted(records)
