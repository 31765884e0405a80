"""The action plan: who does what by when."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.slides.chapters.source import Source

__all__ = ["Action", "actions"]

_LATEST = "9999"


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the plan, as a person reads it; "" where nothing is said."""

    id: str
    title: str
    where: str
    owner: str
    due: str
    status: str
    kpi: str
    effect: str


def actions(source: Source) -> list[Action]:
    """The plan: what is due first, first; what has no date after that; what was dropped is left out."""
    kept = [(name, record) for name, record in source.table("actions").items() if record.get("status") != "dropped"]
    kept.sort(key=lambda entry: (entry[1].get("due") or _LATEST, entry[0]))
    notes = source.table("notes")
    return [
        Action(
            name,
            record["title"],
            source.where(record) or source.where(notes.get(record.get("note", ""), {})),
            record.get("owner", ""),
            source.day(record.get("due")),
            source.say(f"status_{record.get('status', 'todo')}"),
            record.get("kpi", ""),
            _effect(source, record.get("effect")),
        )
        for name, record in kept
    ]


def _effect(source: Source, effect: float | None) -> str:
    if effect is None:
        return ""
    text = source.number(effect)
    return f"+{text}" if effect > 0 else text


def sentence(source: Source, content: list[Action]) -> str:
    """How many actions, and how many nobody has taken on."""
    free = sum(not action.owner or not action.due for action in content)
    if len(content) == 1:
        return source.say("action_free" if free else "action_ready")
    return source.say("actions_free" if free else "actions_all", n=len(content), free=free)


def notes(source: Source, content: list[Action]) -> str:
    """Which actions still lack an owner or a date."""
    return "\n".join(
        source.say("action_lacks", title=action.title) for action in content if not action.owner or not action.due
    )
