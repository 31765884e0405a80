"""What a change is called, for undo buttons and the history: "カードの移動" / "Move a card"."""

from __future__ import annotations

from typing import Final

from journey_widgets.model.patch import Document, Json, Patch, is_object
from journey_widgets.words import Said, catalogue, said

__all__ = ["describe", "name_of", "thing"]

_MOVES: Final = frozenset({"stage", "rank"})
_NAMES: Final = ("title", "name", "label", "text", "metric")


def describe(document: Document, patch: Patch) -> Said:
    """The label of `patch`, which is about to change `document`, in every language."""
    tables = [table for table in patch if table != "participants"] or list(patch)
    if len(tables) != 1:
        return said("model.change_several")
    table = tables[0]
    if table == "about":
        return said("model.change_scale" if "scale" in patch["about"] else "model.change_about")
    verb = _verb(document.get(table, {}), patch[table])
    own = f"model.change_{table}_{verb}"
    if own in catalogue():
        return said(own)
    return said(f"model.change_{verb}", thing=thing(table))


def thing(table: str) -> Said:
    """What a record of `table` is called: "タッチポイント" / "touchpoint"."""
    return said(f"model.thing_{table}")


def name_of(record: Json, otherwise: str) -> str:
    """What a person calls `record`: its title, name, label or the beginning of its text."""
    for field in _NAMES:
        text = record.get(field) if is_object(record) else None
        if isinstance(text, str) and text:
            return text if len(text) <= 40 else text[:39] + "…"
    return otherwise


def _verb(before: Document, records: Patch) -> str:
    verbs = {_verb_of_record(before, name, change) for name, change in records.items()}
    if len(verbs) == 1:
        return verbs.pop()
    if verbs == {"move", "add"}:  # a neighbour made room for the new one
        return "add"
    return "edit"


def _verb_of_record(before: Document, name: str, change: Json) -> str:
    if change is None:
        return "remove"
    if name not in before:
        return "add"
    fields = set(change)
    if fields <= _MOVES:
        return "move"
    return "rename" if fields <= {"title", "name"} else "edit"
