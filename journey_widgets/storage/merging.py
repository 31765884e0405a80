"""Taking in what something else wrote to the file: git, a synced folder, an editor."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from journey_widgets.model.errors import ChangeError
from journey_widgets.model.journey import Journey
from journey_widgets.model.merge import merge
from journey_widgets.model.patch import Document, diff
from journey_widgets.model.records import TABLES
from journey_widgets.storage.errors import SaveError
from journey_widgets.storage.migrations import VERSION
from journey_widgets.words import said

__all__ = ["TAKEN_IN", "take_in"]


#: The gesture of a change that took in what something else wrote begins so; the digest of that content follows. So the
#: journal keeps in one commit that it happened and what it was.
TAKEN_IN: Final = "taken in "


def take_in(journey: Journey, path: Path, base: Document | None, theirs: Document, digest: str) -> None:
    """One undoable change that brings `theirs` into the journey; what was here before becomes a checkpoint.

    `digest` tells the file's content from others. `base` is what was in it before: what only we have changed since then
    stays, and where both have changed something, the file wins. It wins altogether where `base` is None.

    Raises:
        SaveError: the file holds another map, or what this version cannot take in.
        ChangeError: the journal cannot keep it.

    """
    if theirs["id"] != journey.id:
        raise SaveError("storage.another_map", path=path)
    if theirs["version"] > VERSION:
        raise SaveError("storage.newer_now", path=path, version=theirs["version"], ours=VERSION)
    if journey.read_only:
        journey.follow(theirs, label=said("storage.external"))
        return
    ours = journey.snapshot().document
    wanted = theirs if base is None else merge(base, theirs, ours).document
    patch = diff(ours, wanted)
    if not patch:
        return
    if not patch.keys() <= {"about", *TABLES}:
        raise SaveError("storage.changed_underneath", path=path)
    label = said("storage.external")
    journey.checkpoint(said("storage.before_external"), kind="external")
    try:
        journey.apply(patch, label=label, gesture=TAKEN_IN + digest)
    except ChangeError:
        # A change that was made here in between does not go with it: the checkpoint has ours.
        journey.apply(diff(journey.snapshot().document, theirs), label=label, gesture=TAKEN_IN + digest)
