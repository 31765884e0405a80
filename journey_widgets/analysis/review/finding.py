"""One sentence a rule has to say about one record of a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from journey_widgets.analysis.scores import Document
from journey_widgets.words import Said

__all__ = ["Finding", "Rule", "card_of"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has found.

    Attributes:
        said: the sentence; in one language (a str) or in both ({"ja": "…", "en": "…"}).
        table: the table of the record it is about, "" for the map as a whole.
        id: the record's id, "" for the map as a whole.
        rule: the name of the rule; filled in by `review`.

    """

    said: Said | str
    table: str = ""
    id: str = ""
    rule: str = ""

    @property
    def words(self) -> Said:
        """The sentence in both languages."""
        return {"ja": self.said, "en": self.said} if isinstance(self.said, str) else self.said


#: What checks a map: `rule(document, today)` yields findings. The document is shared: read it, never change it.
Rule = Callable[[Document, date], Iterable[Finding]]


def card_of(document: Document, table: str, name: str) -> str:
    """The touchpoint a record is about: where to click to see it. "" where there is none."""
    if table == "touchpoints":
        return name
    record: dict[str, Any] = document.get(table, {}).get(name, {})
    if table == "actions" and not record.get("touchpoint"):
        return card_of(document, "notes", record.get("note") or "")
    return str(record.get("touchpoint") or "")
