"""Moments of a journey that are kept to go back to: when one is due by itself, and which old ones may go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from journey_widgets.words import Said

__all__ = ["Checkpoint", "CheckpointKind", "is_due", "surplus"]

CheckpointKind = Literal["named", "automatic", "external", "before_restore"]

#: A checkpoint is made by itself before a change that comes this many changes, or this long, after the last one.
CHANGES: Final = 200
WORK: Final = timedelta(minutes=10)
#: So many of the newest automatic checkpoints stay, and before them the last one of each of so many days.
NEWEST: Final = 20
DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A moment that is kept. Its document is in the journal (`document_at`). `at` is in UTC.

    `kind` says why: a person named it, work had gone on for a while, something else had changed the file ("external":
    what was here before), or an older moment was about to be restored.
    """

    id: str
    revision: int
    at: datetime
    name: Said
    kind: CheckpointKind
    actor: str = ""


def is_due(last: Checkpoint | None, revision: int, now: datetime) -> bool:
    """Whether to keep the journey, at `revision`, before it is changed `now`; `last` is its newest checkpoint."""
    if last is None:
        return True
    if revision == last.revision:
        return False  # that very moment is kept already
    return revision - last.revision >= CHANGES or now - last.at >= WORK


def surplus(checkpoints: Sequence[Checkpoint]) -> list[str]:
    """Ids of the automatic checkpoints (of `checkpoints`, oldest first) that need not be kept any longer."""
    old = [one for one in checkpoints if one.kind == "automatic"][:-NEWEST]
    last_of_day = {one.at.astimezone().date(): one.id for one in old}
    kept = set(list(last_of_day.values())[-DAYS:])
    return [one.id for one in old if one.id not in kept]
