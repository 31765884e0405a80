"""The persona cards: whose journey it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journey_widgets.slides.chapters.source import Source

__all__ = ["Persona", "personas"]

#: What a card lists, most telling first.
LISTS = ("goals", "wishes", "fears", "concerns", "habits")


@dataclass(frozen=True, slots=True)
class Persona:
    """One card."""

    id: str
    name: str
    #: Place among the personas from 1: which of the four line styles is theirs.
    index: int
    color: str | None
    #: Segment, age, occupation, place in one line.
    line: str
    quote: str
    share: float | None
    #: (heading, entries)
    lists: list[tuple[str, list[str]]]


def personas(source: Source) -> list[Persona]:
    """One card for every persona, in the order the board has."""
    return [_persona(source, name, record) for name, record in sorted(source.table("personas").items())]


def _persona(source: Source, name: str, record: dict[str, Any]) -> Persona:
    facts = [record.get(field, "") for field in ("segment", "age", "occupation", "location")]
    entries: dict[str, list[str]] = {field: [text for text in record.get(field, []) if text] for field in LISTS}
    return Persona(
        name,
        record["name"],
        source.reading.persona_index[name],
        record.get("color"),
        source.joined(facts),
        record.get("quote", ""),
        record.get("share"),
        [(source.say(field), texts) for field, texts in entries.items() if texts],
    )
