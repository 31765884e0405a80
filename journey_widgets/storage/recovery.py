"""Where a map goes on: its file and its journal, brought together when it is opened."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final, cast

from journey_widgets.model.change import Snapshot
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.journey import Journey
from journey_widgets.model.patch import Document
from journey_widgets.model.records import TABLES
from journey_widgets.storage import file
from journey_widgets.storage.entries import Store
from journey_widgets.storage.file import Content
from journey_widgets.storage.hold import Hold
from journey_widgets.storage.journal import FileJournal
from journey_widgets.storage.migrations import VERSION

__all__ = ["Recovered", "recovered"]

#: After damage, revisions go on so far away that a page that knew a lost one can't take the new ones for it.
_JUMP: Final = 1_000
_OURS: Final = frozenset({"format", "version", "id", "about", *TABLES})


@dataclass(frozen=True, slots=True)
class Recovered:
    """A journey that goes on where it was left.

    `theirs` is what something else has put into the file meanwhile, to be taken in; `base` is what was there before,
    where that is known. `replayed`: the journey holds changes that the file has not. `damaged`: some may be lost.
    """

    journey: Journey
    journal: FileJournal | None
    theirs: Document | None = None
    base: Document | None = None
    replayed: bool = False
    damaged: bool = False


def recovered(content: Content, hold: Hold) -> Recovered:
    """The journey of a file whose journal is held.

    Raises:
        ChangeError: the file's document is not valid, or the journal cannot be written.

    """
    store = cast("Store", hold.store)
    journal = FileJournal(store)
    if journal.map_id and (journal.map_id != content.document["id"] or journal.version != VERSION):
        return _anew(_brought_along(content, journal), journal, hold)
    if not journal.map_id:
        return _begun(content, journal, journal.damaged)
    known = journal.knows(content.digest)
    if known is None or not known.exact:
        ours = journal.document_of(journal.revision)
    else:
        ours = journal.replayed(content.document, known.revision)
    damaged = journal.damaged or ours is None
    base = None if damaged else journal.last_written()
    theirs = None if known is not None and ours is not None else content.document
    if damaged:
        before = [entry for entry in journal.told() if entry.kind != "map"]
        journal.begin(Snapshot(journal.revision + _JUMP, ours or content.document), before)
    if ours is not None:
        foreign = {key: value for key, value in content.document.items() if key not in _OURS}
        ours = {**{key: value for key, value in ours.items() if key in _OURS}, **foreign}
    try:
        journey = Journey(ours or content.document, journal=journal, revision=journal.revision)
    except ChangeError:
        if ours is None:
            raise
        return _anew(content, journal, hold, damaged=True)  # damage that looked whole
    replayed = ours is not None and theirs is None and ours != content.document
    return Recovered(journey, journal, theirs, base, replayed, damaged)


def _begun(content: Content, journal: FileJournal, damaged: bool) -> Recovered:
    """A journal that begins with the file."""
    revision = journal.revision + _JUMP if damaged else journal.revision
    journey = Journey(content.document, journal=journal, revision=revision)
    journal.begin(Snapshot(revision, journey.snapshot().document))
    journal.writing(content.digest, revision, exact=not content.repairs)
    journal.written(content.digest)
    return Recovered(journey, journal, damaged=damaged)


def _anew(content: Content, old: FileJournal, hold: Hold, *, damaged: bool = False) -> Recovered:
    """Another journal, where the one that is there can't go on with this file."""
    another = old.map_id != content.document["id"]
    old.detach()
    hold.renew(old.map_id if another else "damaged" if damaged else f"v{old.version}", "en")
    if hold.store is None:
        return Recovered(Journey(content.document), None, damaged=damaged)
    journal = FileJournal(hold.store)
    journal.revision = 0 if another else old.revision + (_JUMP if damaged else 0)
    result = _begun(content, journal, damaged=False)
    return Recovered(result.journey, journal, replayed=not another and old.revision > 0, damaged=damaged)


def _brought_along(content: Content, old: FileJournal) -> Content:
    """The file with what an older version's journal has and it has not, brought to today's version."""
    known = old.knows(content.digest)
    if known is None or not known.exact or old.version > VERSION or old.map_id != content.document["id"]:
        return content
    document = old.replayed(json.loads(content.raw), known.revision)
    if document is None or old.revision == known.revision:
        return content
    newer, repairs = file.parse(file.text(document).encode("utf-8"), content.path)
    return replace(content, document=newer, repairs=[*content.repairs, *repairs])
