"""Rules about the map itself: stages with cards, several personas, a future that differs, a day it was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.review.finding import Finding
from journey_widgets.analysis.scores import Document
from journey_widgets.model.order import stages_in_order
from journey_widgets.words import said

__all__ = ["not_reviewed_lately", "one_persona_only", "stage_without_touchpoints", "to_be_without_change"]

#: A map is looked at again after this many days.
DAYS = 90


def stage_without_touchpoints(document: Document, today: date) -> Iterator[Finding]:
    """Every stage has a touchpoint."""
    del today
    used = {card.get("stage") for card in document.get("touchpoints", {}).values()}
    for name in stages_in_order(document):
        if name not in used:
            title = document["stages"][name]["name"]
            yield Finding(said("review.stage_without_touchpoints", name=title), "stages", name)


def one_persona_only(document: Document, today: date) -> Iterator[Finding]:
    """A map that has cards tells of at least two personas: one kind of customer hides the others."""
    del today
    personas: dict[str, dict[str, Any]] = document.get("personas", {})
    if len(personas) == 1:
        (name,) = personas
        yield Finding(said("review.one_persona_only", name=personas[name]["name"]), "personas", name)
    elif not personas and document.get("touchpoints"):
        yield Finding(said("review.no_persona"))


def to_be_without_change(document: Document, today: date) -> Iterator[Finding]:
    """What is scored as it should be differs from what is."""
    del today
    reading = Reading(document, "iqr", 1)
    for place in reading.places:
        pairs = [
            (reading.lines[persona, "as_is"][place.id][0].score, line[place.id][0].score)
            for (persona, state), line in reading.lines.items()
            if state == "to_be" and place.id in line and place.id in reading.lines.get((persona, "as_is"), {})
        ]
        if pairs and all(abs(was - planned) < 1e-9 for was, planned in pairs):
            score = reading.scale.spelled(round(pairs[0][0], 1))
            words = said("review.to_be_without_change", title=place.record["title"], score=score)
            yield Finding(words, "touchpoints", place.id)


def not_reviewed_lately(document: Document, today: date) -> Iterator[Finding]:
    """Somebody has looked at the map in the last 90 days (`about.reviewed_on`)."""
    said_on: str | None = document.get("about", {}).get("reviewed_on")
    if not said_on:
        if document.get("touchpoints"):
            yield Finding(said("review.never_reviewed"))
        return
    days = (today - date.fromisoformat(said_on[:10])).days
    if days > DAYS:
        yield Finding(said("review.not_reviewed_lately", days=days, day=said_on[:10]))
