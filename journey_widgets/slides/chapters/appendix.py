"""The appendix: every touchpoint with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.model.order import touchpoints_in_order
from journey_widgets.slides.chapters.board import focus
from journey_widgets.slides.chapters.source import Source

__all__ = ["Entry", "appendix"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the appendix, as a person reads it; "" where nothing is said. `face` is −2 … 2."""

    id: str
    no: str
    stage: str
    title: str
    channel: str
    action: str
    thought: str
    score: str
    face: int | None
    people: str
    evidence: str
    moment_of_truth: bool


def appendix(source: Source) -> list[Entry]:
    """Every touchpoint in reading order, those in the pool last."""
    line = focus(source)
    measures = source.reading.lines[line] if line else {}
    found: list[Entry] = []
    for name in touchpoints_in_order(source.document):
        record = source.table("touchpoints")[name]
        place = source.places.get(name)
        measure, entry = measures.get(name, (None, None))
        basis = record.get("evidence") or (entry and entry.agreed and entry.agreed.get("evidence"))
        found.append(
            Entry(
                name,
                "" if place is None else str(place.no),
                source.say("pool") if place is None else source.reading.stage_name(place.stage),
                record["title"],
                record.get("channel", ""),
                record.get("action", ""),
                record.get("thought", ""),
                source.signed(measure and measure.score),
                None if measure is None else source.scale.face(measure.score),
                str(measure.n) if measure and measure.n else "",
                source.say(f"evidence_{basis}") if basis else "",
                bool(record.get("moment_of_truth")),
            )
        )
    return found
