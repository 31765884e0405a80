"""The file of a journey, as it is written and as something else may write it: never overwritten, never lost."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journey_widgets.model.errors import ChangeError
from journey_widgets.model.patch import same
from journey_widgets.storage import file
from journey_widgets.storage.merging import take_in

if TYPE_CHECKING:
    from journey_widgets.model.journey import Journey
    from journey_widgets.model.patch import Document
    from journey_widgets.storage.journal import FileJournal

__all__ = ["Found", "KeptFile"]

_Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What the file held when a journey was bound to it.

    `same`: exactly what the journey holds. `owed`: it has not yet what was acknowledged, and is to be written soon.
    `backup`: its bytes and version, to be kept before it is first written, because it is of an older version.
    """

    digest: str
    document: Document
    same: bool = True
    owed: bool = False
    backup: tuple[bytes, int] | None = None


class KeptFile:
    """The file at `path` and what is known of its content. One thread at a time reads and writes it (`turn`)."""

    def __init__(self, journey: Journey, path: Path, found: Found, journal: FileJournal | None) -> None:
        self.path = path
        self.turn = threading.RLock()
        self._journey = journey
        self._journal = journal
        self._digest: str | None = found.digest  # None: what is there must be taken in, whatever it is
        #: The document in it; None: not known. Where it is the journey's own, there is nothing to write.
        self.document: Document | None = journey.snapshot().document if found.same else found.document
        #: The journey's revision that it holds; -1: none, or not exactly.
        self.revision = journey.revision if found.same else -1
        self._backup = found.backup
        #: `marked()` when the content was last compared; None: it has to be.
        self.mark: _Mark | None = None

    def write(self) -> None:
        """Write what the journey holds, if the file holds anything else. What something else wrote is taken in first.

        Raises:
            OSError: it cannot be written.
            ReadError: what something else wrote cannot be read.
            SaveError, ChangeError: it cannot be taken in, or the journey is read-only.

        """
        with self.turn:
            if self._journey.snapshot().document is self.document and self.path.exists():
                return
            if self._journey.read_only:
                why = self._journey.read_only_because
                raise ChangeError("model.read_only_because", why=why) if why else ChangeError("model.read_only")
            self.look()
            snapshot = self._journey.snapshot()
            self._back_up()
            self._digest = file.write(
                self.path, snapshot.document, lambda digest: self._note(digest, snapshot.revision)
            )
            self.document, self.revision = snapshot.document, snapshot.revision
            self.mark = None  # something else may have written already: the next look reads it once
            self._note_done(self._digest)

    def look(self) -> bool:
        """Take in what something else wrote, if it did. Returns whether there was anything. Raises like `write`."""
        with self.turn:
            mark = self.marked()
            try:
                raw = self.path.read_bytes()
            except FileNotFoundError:
                return False  # it is made again with the next change: nothing can be lost by that
            found = file.digest(raw)
            if found == self._digest:
                self.mark = mark
                return False
            theirs, _ = file.parse(raw, self.path)
            self.take_in(theirs, found, self.document)
            self.mark = mark
            return True

    def take_in(self, theirs: Document, digest: str, base: Document | None) -> None:
        """Take in what something else wrote; `base` was there before. Raises SaveError or ChangeError."""
        with self.turn:
            try:
                take_in(self._journey, self.path, base, theirs, digest)
            except BaseException:
                self._digest, self.document, self.revision = None, base, -1  # it is tried again at the next look
                raise
            snapshot = self._journey.snapshot()
            exact = same(snapshot.document, theirs)
            self._digest, self.document = digest, snapshot.document if exact else theirs
            self.revision = snapshot.revision if exact else -1
            self._note(digest, snapshot.revision, None if exact else theirs)
            self._note_done(digest)

    def marked(self) -> _Mark | None:
        """What tells, without reading it, that the file was touched; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _note(self, digest: str, revision: int, other: Document | None = None) -> None:
        # Where the journal fails, the file is all the more needed; it is recognised by its content then.
        if self._journal is not None:
            with contextlib.suppress(ChangeError):
                self._journal.writing(digest, revision, other)

    def _note_done(self, digest: str) -> None:
        if self._journal is not None:
            with contextlib.suppress(ChangeError):  # what was noted before is enough to go on from
                self._journal.written(digest)

    def _back_up(self) -> None:
        """Keep the file as it was before it becomes one of a newer version. Raises OSError."""
        if self._backup is None:
            return
        content, version = self._backup
        path, number = self.path.with_name(f"{self.path.name}.v{version}.bak"), 1
        while path.exists() and path.read_bytes() != content:
            number += 1
            path = self.path.with_name(f"{self.path.name}.v{version}.{number}.bak")
        if not path.exists():
            file.put(path, content)
        self._backup = None
