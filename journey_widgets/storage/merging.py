"""Taking in what something else wrote to the file: git, a synced folder, an editor."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.ids import new_id
from journey_widgets.model.journey import Journey
from journey_widgets.model.patch import Document, apply, diff
from journey_widgets.model.records import TABLES
from journey_widgets.storage.errors import SaveError
from journey_widgets.storage.migrations import VERSION
from journey_widgets.words import said

__all__ = ["take_in"]


def take_in(journey: Journey, path: Path, base: Document | None, theirs: Document) -> None:
    """One undoable change that brings `theirs` into the journey; what was here before becomes a checkpoint.

    `base` is what was in the file before; what only we have changed since then stays. Where it is None, or where the
    two do not go together, the file wins: ours is in the checkpoint.

    Raises:
        SaveError: the file holds another map, or what this version cannot take in.
        ChangeError: the journal cannot keep it.

    """
    if theirs["id"] != journey.id:
        raise SaveError("storage.another_map", path=path)
    ours = journey.snapshot()
    if theirs["version"] > VERSION or not diff(ours.document, theirs).keys() <= {"about", *TABLES}:
        raise SaveError("storage.changed_underneath", path=path)
    if journey.read_only:
        _follow(journey, theirs)
        return
    wanted = theirs if base is None else cast("Document", apply(ours.document, diff(base, theirs)))
    patch = diff(ours.document, wanted)
    if not patch:
        return
    now = datetime.now(UTC)
    moment = Checkpoint(new_id("cp"), ours.revision, now, said("storage.before_external"), "external")
    with journey._lock:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - the journal's calls come under it
        journey._journal.keep(moment, ours.document)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    label = said("storage.external")
    try:
        journey.apply(patch, label=label)
    except ChangeError as problem:
        if problem.key.startswith("storage."):
            raise  # the journal's: it would not keep the other one, either
        journey.apply(diff(ours.document, theirs), label=label)


def _follow(journey: Journey, theirs: Document) -> None:
    """A journey that is read-only here shows what its owner writes."""
    journey.follow(theirs, label=said("storage.external"))
