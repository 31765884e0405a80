"""The history and the checkpoints of a journey as DataFrames, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Final, cast

import pandas as pd

from journey_widgets.model.change import Change
from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.describe import name_of, thing
from journey_widgets.model.difference import differences, summary
from journey_widgets.model.patch import Document, apply
from journey_widgets.model.records import TABLES
from journey_widgets.words import Said, catalogue, said, say

__all__ = ["checkpoint_frame", "history_frame"]

_DTYPES: Final = {"at": "datetime64[s]", "n": "int64", "revision": "int64"}


def history_frame(changes: Sequence[Change], document: Document, language: str) -> pd.DataFrame:
    """See `Journey.history`. `document` is what the last of `changes` led to."""
    rows: list[tuple[object, ...]] = []
    for change in reversed(changes):
        before = cast("Document", apply(document, change.inverse))
        size = sum(1 if table == "about" else len(records) for table, records in change.patch.items())
        words = _what(change, before, document)[language]
        rows.append((_local(change.at), _actor(document, change.actor), words, change.kind, size, change.revision))
        document = before
    return _frame(rows[::-1], ("at", "actor", "what", "kind", "n", "revision"))


def checkpoint_frame(kept: Sequence[Checkpoint], document: Document, language: str) -> pd.DataFrame:
    """See `Journey.checkpoints`."""
    rows = [(_local(one.at), one.name[language], one.kind, _actor(document, one.actor), one.revision) for one in kept]
    return _frame(rows, ("at", "name", "kind", "actor", "revision"), pd.Index([one.id for one in kept], name="id"))


def _what(change: Change, before: Document, after: Document) -> Said:
    """What a change was: by its own label where somebody gave it one, otherwise by what it did."""
    found = summary(differences(before, after, change.patch))
    if found is None:
        return change.label
    if change.kind == "do":
        return found if change.label["en"] in _plain_labels() else change.label
    key = "model.undone" if change.kind == "undo" else "model.redone"
    plain = change.label["en"] in {say(key, "en", what=label) for label in _plain_labels()}
    return said(key, what=found) if plain else change.label


@cache
def _plain_labels() -> frozenset[str]:
    """Every label that `describe` can give: they say less than what a change did."""
    keys = [key for key in catalogue() if key.removeprefix("model.").startswith("change_")]
    return frozenset(say(key, "en", thing=thing(table)) for key in keys for table in TABLES)


def _frame(rows: Sequence[tuple[object, ...]], columns: Sequence[str], index: pd.Index | None = None) -> pd.DataFrame:
    dtypes = {name: _DTYPES.get(name, "str") for name in columns}
    return pd.DataFrame(rows, columns=list(columns), index=index).astype(dtypes)  # pyright: ignore[reportUnknownMemberType]


def _actor(document: Document, actor: str) -> str:
    return name_of(document["participants"].get(actor), actor)


def _local(at: datetime) -> datetime:
    return at.astimezone().replace(tzinfo=None, microsecond=0)
