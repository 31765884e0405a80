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
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NoReturn

from journey_widgets.model.binding import BindingState
from journey_widgets.model.errors import JourneyError, RepairWarning
from journey_widgets.storage.errors import ReadError, SaveError, why
from journey_widgets.storage.hold import Hold
from journey_widgets.storage.images import FilePictures
from journey_widgets.storage.journal import FileJournal
from journey_widgets.storage.kept_file import Found, KeptFile
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

_open: dict[str, FileBinding] = {}
_open_lock = threading.RLock()


def key(path: str | os.PathLike[str]) -> str:
    """What tells one file from another, whatever it is called by."""
    return os.path.normcase(os.path.realpath(path))


def bound(path: str | os.PathLike[str]) -> FileBinding | None:
    """The binding of the journey that is open on this file in this process."""
    with _open_lock:
        return _open.get(key(path))


class FileBinding:
    """Keeps `journey` in the file at `path`.

    Changes are written `QUIET` seconds after the last one and at most `LONGEST` after the first, in a thread of its
    own, and when Python ends. What something else writes to the file is taken in, never overwritten. What went wrong is
    in `problem` and warned about once; `save` raises it.

    Args:
        journey: what is kept.
        path: its file.
        found: what is in the file.
        hold: the lock and the store of the journal; without a store, changes are only in the file.
        journal: the journal in that store.

    """

    def __init__(
        self, journey: Journey, path: Path, found: Found, hold: Hold, journal: FileJournal | None = None
    ) -> None:
        self.path = path
        self.problem: JourneyError | None = None
        self.owner = hold.owner
        self._journey = journey
        self._hold = hold
        self._journal = journal
        self._file = KeptFile(journey, path, found, journal)
        self._copied: object = None  # the document last written under another name
        self._touched = found.owed  # whether there is anything that the file should have
        self._wake = threading.Condition()
        self._last = time.monotonic()
        self._first: float | None = self._last if found.owed else None  # when the oldest unwritten change was made
        self._look = self._last + WATCH
        self._odd: object = None  # the mark of a content that could not be read: perhaps it is still being written
        self._closed = False
        self._observers: tuple[Observer, ...] = ()
        self._told: BindingState | None = None
        self._unsubscribe: Callable[[], None] = journey.on_change(self._changed)
        journey.pictures = FilePictures(path, journey.pictures)
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
        return "waiting" if self._touched and self._journey.revision != self._file.revision else "saved"

    @property
    def held_back(self) -> bool:
        """Whether the map is read-only here because of something that may pass."""
        return self.owner is not None or (self._hold.problem is not None and not self._hold.writable)

    @property
    def _journalled(self) -> bool:
        """Whether every acknowledged change is on the disk, whatever becomes of the file."""
        return self._journal is not None and self._hold.store is not None

    def state(self) -> BindingState:
        """How things stand. With a journal everything is `saved` as soon as it is acknowledged."""
        problem = None if self.problem is None else self.problem.said
        saving: Saving = "failed" if problem else "saved" if self._journalled else self.saving
        return BindingState(saving, problem or self._hold.problem, self._journey.read_only, self.owner)

    def on_state(self, observer: Observer) -> Callable[[], None]:
        """Call `observer(state)` whenever it changes, from any thread and without locks; returns what ends that."""
        if not self._observers:
            self._told = self.state()
        self._observers = (*self._observers, observer)

        def stop() -> None:
            self._observers = tuple(other for other in self._observers if other is not observer)

        return stop

    # --- writing and reading ---

    def save(self, journey: Journey | None = None) -> None:  # noqa: ARG002 - the model's protocol passes it
        """Write now, if there is something to write.

        Raises:
            SaveError: the file could not be written, or holds something that is not this map.
            ChangeError: the journey is read-only, or what something else wrote to the file could not be taken in.

        """
        try:
            # In a context of its own: what a batch has not finished is not the journey yet.
            Context().run(self._file.write)
        except OSError as problem:
            key = "storage.not_saved_yet" if self._journalled else "storage.not_saved"
            self._fail(SaveError(key, path=self.path, problem=why(problem)), problem)
        except ReadError as problem:
            self._fail(SaveError("storage.unreadable_now", path=self.path, problem=problem.said), problem)
        except JourneyError as problem:
            self._fail(problem)
        self.problem = None
        self._announce()

    def refresh(self) -> bool:
        """Take in what something else wrote to the file. Returns whether there was anything.

        Raises:
            ReadError: what is in the file now is no journey map.
            SaveError: what is in the file now is another map, or one that cannot be changed here.
            ChangeError: it could not be taken in.

        """
        return Context().run(self._file.look)

    def catch_up(self, theirs: Document, digest: str, base: Document | None) -> None:
        """Take in, at opening, what something else wrote; where that fails it is the binding's `problem`."""
        try:
            self._file.take_in(theirs, digest, base)
        except JourneyError as problem:
            problem.language = self._journey.language
            self.problem = problem
            self._say(problem)
        self._owe()

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
        with self._file.turn:
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
        self._journey.read_only_because = self.owner
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

    def _next_task(self) -> Callable[[], None] | None:
        """What is to be done next, when it is due; None: nothing any more."""
        with self._wake:
            while not self._closed:
                now = time.monotonic()
                due = None if self._first is None else min(self._last + QUIET, self._first + LONGEST)
                if due is not None and due <= now:
                    self._first = None
                    return self._save_by_itself
                if self._look <= now:
                    self._look = now + WATCH
                    return self._watch
                self._wake.wait(min(self._look, due or self._look) - now)
            return None

    def _save_by_itself(self) -> None:
        with self._file.turn:
            if self._closed:
                return  # let go in the meantime
            try:
                self.save()
            except JourneyError as problem:
                if isinstance(problem.__cause__, OSError):  # a full disk or a lost network drive may come back
                    self._owe(time.monotonic() + LONGEST)
                raise

    def _watch(self) -> None:
        """See what else has happened to the file and to the journal."""
        with self._file.turn:
            if self._closed:
                return
            self._watch_journal()
            if self._file.marked() not in (self._file.mark, None):
                self._watch_file()
        self._announce()

    def _watch_file(self) -> None:
        mark = self._file.marked()
        try:
            anything = self.refresh()
        except ReadError as problem:
            # Half written, perhaps: it is a problem only if it is still the same at the next look.
            if self._odd == mark:
                self._file.mark = mark
                self._fail(SaveError("storage.unreadable_now", path=self.path, problem=problem.said), problem)
            self._odd = mark
        except JourneyError as problem:
            self._file.mark = mark
            self._fail(problem)
        else:
            # Looking alone is no reason to write: a file that was put right on opening stays as it is until a change.
            if anything or self.problem is not None:
                self.problem = None  # if it was that the file could not be written, that is tried again
                self._owe()

    def _watch_journal(self) -> None:
        """A journal that was damaged, deleted or moved away under us is begun anew with all it had."""
        journal, hold = self._journal, self._hold
        if journal is None or (journal.well() and hold.store is not None):
            return
        with self._journey._lock:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - nothing is told to it meanwhile
            hold.problem, hold.writable = None, True
            hold.renew("failed", self._journey.language)
            if hold.store is not None:
                journal.move(hold.store)
            elif hold.writable:
                journal.detach()  # until there can be one again, changes are only in the file
        self.owner = hold.owner
        if self.owner is not None:
            self._journey.read_only_because = said("storage.why_held", owner=self.owner)
            self._journey.read_only = True

    def _owe(self, when: float | None = None) -> None:
        """See that the file is written, if there is anything it has not."""
        with self._wake:
            if self._first is None and self._file.document is not self._journey.snapshot().document:
                self._touched = not self._journey.read_only
                self._first = self._last = time.monotonic() if when is None else when

    def _fail(self, problem: JourneyError, cause: Exception | None = None) -> NoReturn:
        problem.language = self._journey.language
        self.problem = problem
        self._announce()
        raise problem from cause

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
    """Write every open journey and let go of it: Python ends."""
    with _open_lock:
        bindings = list(_open.values())
    for binding in bindings:
        try:
            if binding.saving != "saved" and not binding.journey.read_only:
                binding.save()
            binding.release()
        except Exception as problem:  # noqa: BLE001 - the others must still be saved
            print(problem, file=sys.stderr)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_open.clear)  # the files are the parent's
