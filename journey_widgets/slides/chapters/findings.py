"""Pain points and opportunities, the weightiest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from journey_widgets.slides.chapters.source import Source

__all__ = ["Finding", "Findings", "findings", "ordered_notes"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A note: what it says, what it is about, how many dots it has."""

    id: str
    kind: str
    text: str
    where: str
    votes: int
    severity: int | None
    impact: int | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Pains on one side, opportunities (and gains, behind them) on the other."""

    pains: list[Finding]
    opportunities: list[Finding]


def votes(source: Source) -> Counter[str]:
    """Dots of each note; those of a merged note count for the note it went into."""
    notes = source.table("notes")
    found: Counter[str] = Counter()
    for vote in source.table("votes").values():
        name: str = vote["note"]
        seen: set[str] = set()
        while notes.get(name, {}).get("merged_into") in notes and name not in seen:
            seen.add(name)
            name = notes[name]["merged_into"]
        found[name] += vote["dots"]
    return found


def ordered_notes(source: Source, *kinds: str) -> list[tuple[str, dict[str, Any], int]]:
    """(id, note, dots) of these kinds: most dots first, then the severest, then along the journey; no merged ones."""
    dots = votes(source)
    notes = source.table("notes")

    def weight(name: str) -> tuple[int, int, int, int, str]:
        note = notes[name]
        strength = note.get("severity") or note.get("impact") or 0
        place = source.places.get(note.get("touchpoint", ""))
        return (
            kinds.index(note["kind"]),
            -dots[name],
            -strength * (note.get("frequency") or 1),
            10**9 if place is None else place.no,
            name,
        )

    names = [name for name, note in notes.items() if note["kind"] in kinds and note.get("merged_into") not in notes]
    return [(name, notes[name], dots[name]) for name in sorted(names, key=weight)]


def findings(source: Source) -> Findings | None:
    """Pains, opportunities and gains; None where nobody wrote any."""

    def told(*kinds: str) -> list[Finding]:
        return [
            Finding(
                name, note["kind"], note["text"], source.where(note), dots, note.get("severity"), note.get("impact")
            )
            for name, note, dots in ordered_notes(source, *kinds)
        ]

    found = Findings(told("pain"), told("opportunity", "gain"))
    return found if found.pains or found.opportunities else None


def sentence(source: Source, content: Findings) -> str:
    """How many there are, and the weightiest."""
    opportunities = sum(finding.kind == "opportunity" for finding in content.opportunities)
    counts = [source.many("pains_n", len(content.pains))] if content.pains else []
    counts += [source.many("opportunities_n", opportunities)] if opportunities else []
    if content.pains:
        return source.say("weightiest", counts=source.listed(counts), first=content.pains[0].text)
    gains = len(content.opportunities) - opportunities
    counts += [source.many("gains_n", gains)] if gains else []
    return source.say("first_of", counts=source.listed(counts), first=content.opportunities[0].text)


def notes(source: Source, content: Findings) -> str:
    """Quotes and questions people left: to say aloud, not to read."""
    del content
    return "\n".join(
        source.say("dip_note", kind=source.say(note["kind"]), text=note["text"])
        for _, note, _ in ordered_notes(source, "quote", "question")
    )
