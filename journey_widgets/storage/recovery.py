"""Where a map goes on: its file and its journal, brought together when it is opened."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

from journey_widgets.model.change import Snapshot
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.journey import Journey
from journey_widgets.model.patch import Document
from journey_widgets.model.records import TABLES
from journey_widgets.model.repair import repair
from journey_widgets.storage import file
from journey_widgets.storage.errors import why
from journey_widgets.storage.file import Content
from journey_widgets.storage.hold import Hold
from journey_widgets.storage.journal import FileJournal
from journey_widgets.storage.migrations import VERSION

__all__ = ["Recovered", "journal_in", "recovered"]

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
    journal: FileJournal
    theirs: Document | None = None
    base: Document | None = None
    replayed: bool = False
    damaged: bool = False


def recovered(content: Content, hold: Hold, journal: FileJournal | None = None) -> Recovered:
    """The journey of a file, which is a valid map, and its journal, which is held (`journal`, if it was read already).

    Raises:
        ChangeError: there is no journal to be had.

    """
    journal = journal or journal_in(hold)
    if journal.map_id not in {"", content.document["id"]}:
        return _begun(content, _renewed(journal, hold, journal.map_id))
    if journal.version != VERSION:
        return _brought_along(content, journal, hold)
    if not journal.map_id and not journal.damaged:
        return _begun(content, journal)
    return _gone_on(content, journal, hold)


def journal_in(hold: Hold) -> FileJournal:
    """The journal that is held. Raises ChangeError where there is none."""
    if hold.store is None:
        raise ChangeError("storage.journal_failed", problem=hold.problem or hold.owner)
    try:
        return FileJournal(hold.store)
    except OSError as problem:
        raise ChangeError("storage.journal_failed", problem=why(problem)) from problem


def _gone_on(content: Content, journal: FileJournal, hold: Hold) -> Recovered:
    """The file and its own journal."""
    known = journal.knows(content.digest) or journal.recognises(content.document)
    if known is None or not known.exact:
        ours = _valid(journal.document_of(journal.revision), content)
    elif known.revision == journal.revision:
        ours = content.document
    else:
        ours = _valid(journal.replayed(content.document, known.revision), content)
    damaged = journal.damaged or ours is None
    if ours is None and known is not None and known.exact:
        candidates = journal.patched_up(content.document, known.revision)
        ours = next((one for one in (_valid(each, content) for each in candidates) if one is not None), None)
    theirs = None if known is not None and ours is not None else content.document
    base = journal.last_written()
    if damaged:
        base = None  # what is missing may have come after it
        start = Snapshot(journal.revision + _JUMP, ours or content.document)
        before = [entry for entry in journal.told() if entry.kind != "map"]
        journal = _renewed(journal, hold, "damaged")
        journal.begin(start, before)
    journey = _journey(ours or content.document, journal, journal.revision)
    replayed = theirs is None and ours != content.document
    return Recovered(journey, journal, theirs, base, replayed, damaged)


def _journey(document: Document, journal: FileJournal, revision: int) -> Journey:
    """A journey of a document that has been checked and put right: doing it again would double the time to open."""
    journey = Journey(journal=journal, revision=revision)
    # One of its own: by that it is known whether the file has it.
    journey._document = {**document}  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return journey


def _valid(document: Document | None, content: Content) -> Document | None:
    """What the journal gives, if it is a map, with the tables of the file that we do not know."""
    if document is None:
        return None
    ours = {key: value for key, value in document.items() if key in _OURS}
    foreign = {key: value for key, value in content.document.items() if key not in _OURS}
    try:
        return repair({**ours, **foreign})[0]
    except ChangeError:
        return None


def _begun(content: Content, journal: FileJournal, revision: int = 0) -> Recovered:
    """A journal that begins with the file."""
    journey = _journey(content.document, journal, revision)
    journal.begin(Snapshot(revision, journey.snapshot().document))
    journal.writing(content.digest, revision, content.document if content.repairs else None)
    journal.written(content.digest)
    return Recovered(journey, journal)


def _renewed(old: FileJournal, hold: Hold, reason: str) -> FileJournal:
    """An empty journal, where the one that is there can't go on with this file."""
    old.detach()
    hold.renew(reason, "en")
    return journal_in(hold)


def _brought_along(content: Content, old: FileJournal, hold: Hold) -> Recovered:
    """The file, and what the journal of an older version has and it has not, brought to today's version."""
    known = old.knows(content.digest)
    document = None
    if known is not None and known.exact and known.revision < old.revision and old.version < VERSION:
        document = old.replayed(json.loads(content.raw), known.revision)
    journal = _renewed(old, hold, f"v{old.version}")
    if document is None:
        return _begun(content, journal, old.revision)
    newer, _ = file.parse(file.text(document).encode("utf-8"), content.path)
    return replace(_begun(replace(content, document=newer), journal, old.revision), replayed=True)
