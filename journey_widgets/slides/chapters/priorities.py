"""Impact × effort: what to do first."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.slides.chapters.findings import ordered_notes
from journey_widgets.slides.chapters.source import Source

__all__ = ["Point", "Priorities", "priorities"]

#: The middle of 1–5 parts the quadrants.
MIDDLE = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A note people placed by impact and effort, each 1–5."""

    id: str
    no: int
    kind: str
    text: str
    where: str
    impact: float
    effort: float
    votes: int


@dataclass(frozen=True, slots=True)
class Priorities:
    """The points, the best value for the effort first: that is their number."""

    points: list[Point]


def priorities(source: Source) -> Priorities | None:
    """The placed notes; None where no note has both an impact and an effort."""
    placed = [
        (name, note, dots)
        for name, note, dots in ordered_notes(source, "opportunity", "pain", "gain", "question", "quote")
        if note.get("impact") is not None and note.get("effort") is not None
    ]
    placed.sort(key=lambda entry: (entry[1]["effort"] - entry[1]["impact"], -entry[2], entry[0]))
    points = [
        Point(
            name, no, note["kind"], note["text"], source.where(note), float(note["impact"]), float(note["effort"]), dots
        )
        for no, (name, note, dots) in enumerate(placed, 1)
    ]
    return Priorities(points) if points else None


def sentence(source: Source, content: Priorities) -> str:
    """What to begin with."""
    quick = [point for point in content.points if point.impact > MIDDLE and point.effort < MIDDLE]
    first = content.points[0]
    return source.say("quick_wins" if quick else "first_of_all", n=len(quick), first=f"{first.no} {first.text}")
