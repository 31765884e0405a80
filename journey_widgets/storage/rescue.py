"""A map whose file cannot be read any longer, or is gone, while its journal still holds all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from journey_widgets.model.patch import Document
from journey_widgets.storage import file
from journey_widgets.storage.entries import Entry, entry_of
from journey_widgets.storage.errors import ReadError
from journey_widgets.storage.file import Content
from journey_widgets.storage.folder import Beside, sync_folder
from journey_widgets.storage.journal import FileJournal
from journey_widgets.storage.lines import entries_in
from journey_widgets.storage.migrations import VERSION
from journey_widgets.storage.salvage import readable

__all__ = ["RESCUABLE", "kept_beside", "last_state", "put_aside"]

#: What may be wrong with a file for its map to go on from the journal. Not git's conflict marks: there both sides are
#: in the file, and only a person can choose. Nor a file that may not be read: that one may be whole.
RESCUABLE: Final = frozenset(
    f"storage.{what}"
    for what in (
        "absent", "empty", "not_utf8", "broken", "twice", "foreign", "bad_version", "not_object", "wrong_content"
    )
)  # fmt: skip


class _Copy:
    """A `Store` that was read, and is never written to."""

    def __init__(self, path: Path, entries: list[Entry | None]) -> None:
        self.path = path
        self.damaged = None in entries
        self._entries = entries

    def load(self) -> list[Entry]:
        return [entry for entry in self._entries if entry is not None]

    def add(self, entries: Sequence[Entry]) -> None:
        """Nothing is kept."""

    def replace(self, entries: Iterable[Entry]) -> None:
        """Nothing is kept."""

    def settle(self) -> None:
        """Nothing is kept."""

    def alive(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing is open."""


def kept_beside(path: Path) -> Content | None:
    """What a journal beside `path` would bring back, read from a copy: neither it nor its log is touched.

    Only while this process has not opened it: reading a database's file would end SQLite's own lock on it.
    """
    beside = Beside.of(path)
    for copy in _copies(beside):
        found = last_state(FileJournal(copy), path)
        if found is not None:
            return found
    return None


def last_state(journal: FileJournal, path: Path) -> Content | None:
    """The map as the journal last knew it, as if the file held it; None where the journal holds no map."""
    if not journal.map_id or journal.version > VERSION:
        return None
    for document in _candidates(journal):
        try:
            content = file.parsed(file.text(document).encode("utf-8"), path)
        except (ReadError, ValueError, TypeError):
            continue
        if content.document["id"] == journal.map_id:
            return content
    return None


def put_aside(path: Path) -> Path | None:
    """Rename what is in the map's place, so that nothing of it is lost; what it is called now. Raises OSError."""
    path = Beside.of(path).path
    if not path.exists():
        return None
    name, number = f"{path.name}.broken-{datetime.now():%Y%m%d-%H%M%S}", 1
    aside = path.with_name(name)
    while aside.exists():
        number += 1
        aside = path.with_name(f"{name}-{number}")
    file.replace(path, aside)
    sync_folder(path.parent)
    return aside


def _copies(beside: Beside) -> Iterator[_Copy]:
    if beside.rows.exists():
        yield _Copy(beside.rows, [entry_of(*row) for row in readable(beside.rows)])
    if beside.lines.exists():
        try:
            content = beside.lines.read_bytes()
        except OSError:
            return
        yield _Copy(beside.lines, entries_in(content[: content.rfind(b"\n") + 1]))


def _candidates(journal: FileJournal) -> Iterator[Document]:
    """What the map may have been, the best first. Where the journal is damaged, what is left of it."""
    whole = journal.document_of(journal.revision)
    if whole is not None:
        yield whole
    else:
        yield from journal.left_over()
