"""What ties a journey to its file: it saves by itself, a moment after the hand has come to rest, and keeps watch."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from journey_widgets.model.binding import BindingState
from journey_widgets.model.errors import ChangeError, JourneyError, RepairWarning
from journey_widgets.model.patch import same
from journey_widgets.storage import file
from journey_widgets.storage.errors import ReadError, SaveError
from journey_widgets.storage.hold import Hold
from journey_widgets.storage.journal import FileJournal
from journey_widgets.storage.merging import take_in
from journey_widgets.words import said

if TYPE_CHECKING:
    from journey_widgets.model.change import Change
    from journey_widgets.model.journey import Journey
    from journey_widgets.model.patch import Document

__all__ = ["FileBinding", "Found", "bound", "save_all"]

#: Seconds from the last change, and at most from the first one not yet written.
QUIET: Final = 1.0
LONGEST: Final = 5.0
#: Seconds between two looks at what else happens to the file.
WATCH: Final = 1.0

Saving = Literal["saved", "waiting", "failed"]
Observer = Callable[[BindingState], None]
_Mark = tuple[int, int, int]

_open: dict[str, FileBinding] = {}
_open_lock = threading.RLock()


def key(path: str | os.PathLike[str]) -> str:
    """What tells one file from another, whatever it is called by."""
    return os.path.normcase(os.path.realpath(path))


def bound(path: str | os.PathLike[str]) -> FileBinding | None:
    """The binding of the journey that is open on this file in this process."""
    with _open_lock:
        return _open.get(key(path))


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


class FileBinding:
    """Keeps `journey` in the file at `path`.

    Changes are written `quiet` seconds after the last one and at most `longest` after the first, in a thread of its
    own, and when Python ends. What something else writes to the file is taken in, never overwritten. What went wrong is
    in `problem` and warned about once; `save` raises it.

    Args:
        journey: what is kept.
        path: its file.
        found: what is in the file.
        hold: the lock and the store of the journal; without a store, changes are only in the file.
        journal: the journal in that store.
        quiet: see above; the module's `QUIET` where it is None.
        longest: see above; the module's `LONGEST` where it is None.

    """

    def __init__(
        self,
        journey: Journey,
        path: Path,
        found: Found,
        hold: Hold,
        journal: FileJournal | None = None,
        *,
        quiet: float | None = None,
        longest: float | None = None,
    ) -> None:
        self.path = path
        self.problem: JourneyError | None = None
        self.owner = hold.owner
        self._journey = journey
        self._hold = hold
        self._journal = journal
        self._known: str | None = found.digest  # of the file as we last saw it
        #: What was in the file when we last saw it; None: not known.
        self._written: Document | None = journey.snapshot().document if found.same else found.document
        self._written_at = journey.revision if found.same else -1
        self._backup = found.backup
        self._copied: object = None  # the document last written under another name
        self._touched = found.owed  # whether there is anything that the file should have
        self._quiet = QUIET if quiet is None else quiet
        self._longest = LONGEST if longest is None else longest
        self._writing = threading.RLock()
        self._wake = threading.Condition()
        self._first: float | None = time.monotonic() if found.owed else None
        self._last = time.monotonic()
        self._closed = False
        self._mark = self._marked()
        self._odd: str | None = None  # a content that could not be read: perhaps it is still being written
        self._observers: tuple[Observer, ...] = ()
        self._told: BindingState | None = None
        self._unsubscribe: Callable[[], None] = journey.on_change(self._changed)
        self._pid = os.getpid()
        journey.path, journey.binding = path, self
        with _open_lock:
            _open[key(path)] = self
        self._thread = threading.Thread(target=self._keep_watch, name=f"saving {path.name}", daemon=True)
        self._thread.start()

    # --- how things stand ---

    @property
    def journey(self) -> Journey:
        """The journey that is kept."""
        return self._journey

    @property
    def saving(self) -> Saving:
        """The file: `saved`: it holds everything. `waiting`: it soon will. `failed`: it could not be; see `problem`."""
        if self.problem is not None:
            return "failed"
        return "waiting" if self._touched and self._journey.revision != self._written_at else "saved"

    @property
    def held_back(self) -> bool:
        """Whether the map is read-only here because of something that may pass."""
        return self.owner is not None or (self._hold.problem is not None and not self._hold.writable)

    def state(self) -> BindingState:
        """How things stand. With a journal everything is `saved` as soon as it is acknowledged."""
        problem = None if self.problem is None else self.problem.said
        kept = self._journal is not None and self._hold.store is not None
        saving: Saving = "failed" if problem else "saved" if kept else self.saving
        return BindingState(saving, problem or self._hold.problem, self._journey.read_only, self.owner)

    def on_state(self, observer: Observer) -> Callable[[], None]:
        """Call `observer(state)` whenever it changes, from any thread and without locks; returns what ends that."""
        if not self._observers:
            self._told = self.state()
        self._observers = (*self._observers, observer)

        def stop() -> None:
            self._observers = tuple(other for other in self._observers if other is not observer)

        return stop

    # --- writing ---

    def save(self, journey: Journey | None = None) -> None:  # noqa: ARG002 - the model's protocol passes it
        """Write now, if there is something to write.

        Raises:
            SaveError: the file could not be written, or holds something that is not this map.
            ChangeError: the journey is read-only, or what something else wrote to the file could not be taken in.

        """
        try:
            # In a context of its own: what a batch has not finished is not the journey yet.
            Context().run(self._save)
        except OSError as problem:
            self._fail(
                SaveError("storage.not_saved", path=self.path, problem=problem.strerror or problem), cause=problem
            )
        except ReadError as problem:
            self._fail(SaveError("storage.unreadable_now", path=self.path, problem=problem.said), cause=problem)
        except JourneyError as problem:
            self._fail(problem, cause=None)
        self.problem = None
        self._announce()

    def _fail(self, problem: JourneyError, cause: Exception | None) -> None:
        problem.language = self._journey.language
        self.problem = problem
        self._announce()
        raise problem from cause

    def _save(self) -> None:
        with self._writing:
            snapshot = self._journey.snapshot()
            if snapshot.document is self._written and self.path.exists():
                return
            if self._journey.read_only:
                raise ChangeError("model.read_only")
            self._look_for_theirs()
            snapshot = self._journey.snapshot()
            self._back_up()
            noted: list[str] = []

            def noting(digest: str) -> None:
                # Where the journal fails, the file is all the more needed; it is then taken in as somebody else's.
                with contextlib.suppress(ChangeError):
                    if self._journal is not None:
                        self._journal.writing(digest, snapshot.revision)
                        noted.append(digest)

            self._known = file.write(self.path, snapshot.document, noting)
            self._written, self._written_at = snapshot.document, snapshot.revision
            self._mark = self._marked()
            self._note_written(noted)

    def _note_written(self, noted: list[str]) -> None:
        for digest in noted:
            with contextlib.suppress(ChangeError):  # what was noted before the writing is enough to go on from
                if self._journal is not None:
                    self._journal.written(digest)

    def _back_up(self) -> None:
        """Keep the file as it was before it becomes one of a newer version. Raises OSError."""
        if self._backup is None:
            return
        content, version = self._backup
        path = self.path.with_name(f"{self.path.name}.v{version}.bak")
        number = 1
        while path.exists() and path.read_bytes() != content:
            number += 1
            path = self.path.with_name(f"{self.path.name}.v{version}.{number}.bak")
        if not path.exists():
            file.put(path, content)
        self._backup = None

    # --- what something else writes ---

    def refresh(self) -> bool:
        """Take in what something else wrote to the file. Returns whether there was anything.

        Raises:
            ReadError: what is in the file now is no journey map.
            SaveError: what is in the file now is another map, or one that cannot be changed here.
            ChangeError: it could not be taken in.

        """
        return Context().run(self._refresh)

    def _refresh(self) -> bool:
        with self._writing:
            return self._look_for_theirs()

    def _look_for_theirs(self) -> bool:
        mark = self._marked()
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return False  # a file that is gone is made again with the next change: nothing can be lost by that
        found = file.digest(raw)
        if found == self._known:
            self._mark = mark
            return False
        theirs, _ = file.parse(raw, self.path)
        self.take_in(theirs, found, self._written)
        self._mark = mark
        return True

    def take_in(self, theirs: Document, digest: str, base: Document | None) -> None:
        """Take in what something else wrote to the file; `base` was there before. Raises like `refresh`."""
        with self._writing:
            take_in(self._journey, self.path, base, theirs)
            snapshot = self._journey.snapshot()
            exact = same(snapshot.document, theirs)
            self._known, self._written = digest, snapshot.document if exact else theirs
            self._written_at = snapshot.revision if exact else -1
            self.problem = None
            if self._journal is not None:
                with contextlib.suppress(ChangeError):  # it is taken in once more then, which changes nothing
                    self._journal.writing(digest, snapshot.revision, exact=exact)
                    self._journal.written(digest)

    def catch_up(self, theirs: Document, digest: str, base: Document | None) -> None:
        """`take_in` at opening: what can't be taken in is the binding's `problem`, and never overwritten."""
        try:
            self.take_in(theirs, digest, base)
            self._owe()
        except JourneyError as problem:
            problem.language = self._journey.language
            self.problem, self._known, self._written = problem, None, base
            self._say(problem)
            self._announce()

    def _marked(self) -> _Mark | None:
        """What tells that the file has been touched, without reading it."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    # --- letting go ---

    def copied(self, document: object) -> None:
        """Remember that `document` is safe under another name, so that `close` need not insist on this one."""
        self._copied = document

    def close(self) -> None:
        """Write what is not written and let go. The journey stays usable in memory, without a file.

        Raises:
            SaveError: it could not be written and there is no copy of it; then the file is not let go.

        """
        try:
            if self._touched:
                self.save()
        except JourneyError:
            if self._journey.snapshot().document is not self._copied:
                raise
        self.release()

    def release(self) -> None:
        """Let go of the file without writing."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        self._unsubscribe()
        with self._writing:
            if self._journal is not None:
                self._journal.detach()
            self._hold.release()
        with _open_lock:
            if _open.get(key(self.path)) is self:
                del _open[key(self.path)]
        if self._journey.binding is self:
            self._journey.binding = None
            self._journey.path = None

    def supersede(self) -> None:
        """Let go because the file is being opened anew, with more rights; this journey stays read-only."""
        self.owner = said("storage.superseded")
        self._announce()
        self.release()

    # --- the thread ---

    def _changed(self, _: Change) -> None:
        with self._wake:
            self._touched = True
            self._last = time.monotonic()
            if self._first is None:
                self._first = self._last
            self._wake.notify_all()
        self._announce()

    def _keep_watch(self) -> None:
        while (task := self._next_task()) is not None:
            try:
                task()
            except Exception as problem:  # noqa: BLE001 - nothing may end this thread, and everything is said
                self._say(problem)
                if task == self.save and isinstance(problem.__cause__, OSError):
                    self._again_later()

    def _next_task(self) -> Callable[[], None] | None:
        with self._wake:
            look = time.monotonic() + WATCH
            while not self._closed:
                now = time.monotonic()
                due = look
                if self._first is not None:
                    due = min(look, self._last + self._quiet, self._first + self._longest)
                    if min(self._last + self._quiet, self._first + self._longest) <= now:
                        self._first = None
                        return self.save
                if look <= now:
                    return self._watch
                self._wake.wait(due - now)
            return None

    def _again_later(self) -> None:
        # A full disk or a lost network drive may come back.
        with self._wake:
            if self._first is None:
                self._first = self._last = time.monotonic() + self._longest

    def _watch(self) -> None:
        """See what else has happened to the file and to the journal."""
        if self._marked() not in (self._mark, None):
            self._watch_file()
        self._watch_journal()
        self._announce()

    def _watch_file(self) -> None:
        try:
            if self.refresh():
                self._owe()
            self._odd = None
        except ReadError as problem:
            # Half written, perhaps: it is a problem only if it is still so at the next look.
            seen = str(self._marked())
            if self._odd == seen:
                self._mark = self._marked()
                self._fail(SaveError("storage.unreadable_now", path=self.path, problem=problem.said), cause=problem)
            self._odd = seen
        except JourneyError as problem:
            self._mark = self._marked()
            self._fail(problem, cause=None)

    def _owe(self) -> None:
        """What was taken in went together with something of ours: the file is to have both."""
        with self._wake:
            if self._first is None and self._written is not self._journey.snapshot().document:
                self._touched = True
                self._first = self._last = time.monotonic()

    def _watch_journal(self) -> None:
        """A journal that fails, or was deleted or moved away under us, is begun anew with all it had."""
        journal, language = self._journal, self._journey.language
        if journal is None or journal.well():
            return
        with self._writing, self._journey._lock:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - nothing is told meanwhile
            self._hold.problem = None
            self._hold.renew("failed", language)
            if self._hold.store is not None:
                journal.move(self._hold.store)
        self.owner = self._hold.owner
        if self.owner is not None:
            self._journey.read_only = True

    def _announce(self) -> None:
        state = self.state()
        if state == self._told:
            return
        self._told = state
        for observer in self._observers:
            observer(state)

    def _say(self, problem: Exception) -> None:
        # Once for each different problem: Python's own filter drops what was already said.
        with contextlib.suppress(Exception):  # a filter may turn warnings into errors, which nobody would catch here
            warnings.warn(str(problem), RepairWarning, stacklevel=2)


@atexit.register
def save_all() -> None:
    """Write every open journey: Python ends."""
    with _open_lock:
        bindings = list(_open.values())
    for binding in bindings:
        try:
            if binding.saving != "saved" and not binding.journey.read_only:
                binding.save()
            binding.release()
        except Exception as problem:  # noqa: BLE001 - the others must still be saved
            print(problem, file=sys.stderr)


def _forked() -> None:
    # The file belongs to the parent.
    _open.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
