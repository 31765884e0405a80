"""Rules about what follows from the curve: dips have causes, causes have actions, actions have someone and a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.review.finding import Finding
from journey_widgets.analysis.scores import Document
from journey_widgets.model.order import touchpoints_in_order
from journey_widgets.words import said

__all__ = ["action_without_owner_or_date", "dip_without_pain", "pain_without_action"]

#: An action that needs nobody any more.
OVER = ("done", "dropped")


def dip_without_pain(document: Document, today: date) -> Iterator[Finding]:
    """Where the curve dips below neutral, a pain says why.

    A dip is a touchpoint whose score as it is, on any line, is below the scale's neutral and not above its scored
    neighbours'.
    """
    del today
    reading = Reading(document, "iqr", 1)
    pained = {note.get("touchpoint") for note in document.get("notes", {}).values() if note["kind"] == "pain"}
    lines = [
        {name: reading.scale.unit(found.score) for name, (found, _) in line.items()}
        for (_, state), line in reading.lines.items()
        if state == "as_is"
    ]
    order = [place.id for place in reading.places]
    for place in reading.places:
        if place.id in pained:
            continue
        beside = order[max(0, place.no - 2) : place.no - 1] + order[place.no : place.no + 1]
        depths = [line[place.id] for line in lines if place.id in line and _is_dip(line, place.id, beside)]
        if depths:
            score = reading.scale.spelled(round(reading.scale.score(min(depths)), 1))
            yield Finding(
                said("review.dip_without_pain", title=place.record["title"], score=score), "touchpoints", place.id
            )


def _is_dip(line: Mapping[str, float], card: str, beside: Sequence[str]) -> bool:
    """Whether a card is below neutral (0) and not above its neighbours on a line of units."""
    return line[card] < 0 and all(line[card] <= line[name] for name in beside if name in line)


def pain_without_action(document: Document, today: date) -> Iterator[Finding]:
    """Every pain is answered by an action: one that names it (or a note merged into it), or one on its card.

    A pain that was merged into another note is that note's business. A dropped action answers nothing.
    """
    del today
    notes: dict[str, dict[str, Any]] = document.get("notes", {})
    live = [action for action in document.get("actions", {}).values() if action.get("status") != "dropped"]
    named = {action.get("note") for action in live}
    answered = {_whole(notes, name) for name in named if name in notes}
    cards = {action["touchpoint"] for action in live if action.get("touchpoint") and not action.get("note")}
    place = {name: at for at, name in enumerate(touchpoints_in_order(document))}
    for name in sorted(notes, key=lambda name: (place.get(notes[name].get("touchpoint", ""), len(place)), name)):
        note = notes[name]
        if note["kind"] != "pain" or note.get("merged_into") in notes:
            continue
        if name not in answered and note.get("touchpoint") not in cards:
            yield Finding(said("review.pain_without_action", text=_short(note["text"])), "notes", name)


def _whole(notes: Mapping[str, Mapping[str, Any]], name: str) -> str:
    """The note a note was merged into in the end; a ring of notes ends where it began."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        into = str(notes[name].get("merged_into") or "")
        name = into if into in notes else name
    return name


def action_without_owner_or_date(document: Document, today: date) -> Iterator[Finding]:
    """Every action that is not over has someone who does it and a day it is due."""
    del today
    actions: dict[str, dict[str, Any]] = document.get("actions", {})
    for name in sorted(actions, key=lambda name: (actions[name].get("due", "9"), name)):
        action = actions[name]
        if action.get("status") in OVER:
            continue
        lacks = [field for field in ("owner", "due") if not action.get(field)]
        if lacks:
            key = f"review.action_without_{'_and_'.join(lacks)}"
            yield Finding(said(key, title=_short(action["title"])), "actions", name)


def _short(text: str) -> str:
    """The beginning of a long text: a finding is one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
