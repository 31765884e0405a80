"""What ties a journey to its file: it saves by itself, a moment after the hand has come to rest."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading
import time
import warnings
from contextvars import Context
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from journey_widgets.model.errors import ChangeError, JourneyError, RepairWarning
from journey_widgets.model.patch import diff
from journey_widgets.model.records import TABLES
from journey_widgets.storage import file
from journey_widgets.storage.errors import SaveError

if TYPE_CHECKING:
    from collections.abc import Callable

    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.model.journey import Journey

#: Seconds from the last change, and at most from the first one not yet written.
QUIET: Final = 1.0
LONGEST: Final = 5.0

Saving = Literal["saved", "waiting", "failed"]

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

    Changes are written `quiet` seconds after the last one and at most `longest` after the first, in a thread of its
    own, and when Python ends. A file that something else has changed meanwhile is never overwritten. What went wrong is
    in `problem` and warned about once; `save` raises it.
    """

    def __init__(
        self,
        journey: Journey,
        path: Path,
        known: str | None,
        *,
        written: Snapshot | None = None,
        quiet: float | None = None,
        longest: float | None = None,
    ) -> None:
        self.path = path
        self.problem: Exception | None = None
        self._journey = journey
        self._known = known  # digest of the file as we last saw it; None: there is none
        self._written = None if written is None else written.document
        self._copied: object = None  # the document last written under another name
        self._touched = False  # whether anything was changed since the file was opened
        self._quiet = QUIET if quiet is None else quiet
        self._longest = LONGEST if longest is None else longest
        self._writing = threading.Lock()
        self._wake = threading.Condition()
        self._first: float | None = None  # when the oldest unwritten change was made
        self._last = 0.0
        self._closed = False
        self._thread: threading.Thread | None = None
        self._unsubscribe: Callable[[], None] = journey.on_change(self._changed)
        journey.path, journey.binding = path, self
        with _open_lock:
            _open[key(path)] = self

    @property
    def journey(self) -> Journey:
        """The journey that is kept."""
        return self._journey

    @property
    def saving(self) -> Saving:
        """`saved`: the file holds everything. `waiting`: it soon will. `failed`: it could not be; see `problem`."""
        if self.problem is not None:
            return "failed"
        return "waiting" if self._touched and self._journey.snapshot().document is not self._written else "saved"

    def save(self, journey: Journey | None = None) -> None:  # noqa: ARG002 - the model's protocol passes it
        """Write now, if there is something to write.

        Raises:
            SaveError: the file could not be written, or something else has changed it.

        """
        try:
            with self._writing:
                # In a context of its own: what a batch has not finished is not the journey yet.
                snapshot = Context().run(self._journey.snapshot)
                if snapshot.document is not self._written or not self.path.exists():
                    if self._journey.read_only:
                        raise ChangeError("model.read_only")
                    self._check_untouched()
                    self._known = file.write(self.path, snapshot.document)
                    self._written = snapshot.document
        except OSError as problem:
            spoken = SaveError(
                "storage.not_saved", language=self._language, path=self.path, problem=problem.strerror or problem
            )
            self.problem = spoken
            raise spoken from problem
        except JourneyError as problem:
            problem.language = self._language
            self.problem = problem
            raise
        self.problem = None

    def refresh(self) -> bool:
        """Take over what something else wrote to the file, if nothing of ours is unwritten. Returns whether it did.

        Raises:
            ReadError: what is in the file now is no journey map.
            ChangeError: what is in the file now does not go with the journey.

        """
        with self._writing:
            before = self._journey.snapshot().document
            if self._touched and before is not self._written:
                return False
            try:
                raw = self.path.read_bytes()
            except FileNotFoundError:
                return False
            found = file.digest(raw)
            if found == self._known:
                return False
            document, _ = file.parse(raw, self.path)
            changes = diff(before, document)
            if not changes.keys() <= {"about", *TABLES}:
                return False  # another map, another version, or tables we cannot change: saving will refuse and say why
            self._journey.apply(changes)
            self._known = found
        return True

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
        with _open_lock:
            if _open.get(key(self.path)) is self:
                del _open[key(self.path)]
        if self._journey.binding is self:
            self._journey.binding = None
            self._journey.path = None

    @property
    def _language(self) -> str:
        return self._journey.language

    def _digest(self) -> str | None:
        try:
            return file.digest(self.path.read_bytes())
        except FileNotFoundError:
            return None

    def _check_untouched(self) -> None:
        # A file that is gone is made again: nothing can be lost by that.
        if self._digest() not in {self._known, None}:
            raise SaveError("storage.changed_underneath", path=self.path)

    def _changed(self, _: Change) -> None:
        with self._wake:
            now = time.monotonic()
            self._touched = True
            self._last = now
            if self._first is None:
                self._first = now
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep_saving, name=f"saving {self.path.name}", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def _keep_saving(self) -> None:
        while self._wait_until_due():
            try:
                self.save()
            except Exception as problem:  # noqa: BLE001 - nothing may end this thread, and everything is said
                self._say(problem)
                if isinstance(problem.__cause__, OSError):
                    self._again_later()

    def _wait_until_due(self) -> bool:
        with self._wake:
            while not self._closed:
                if self._first is None:
                    self._wake.wait()
                    continue
                left = min(self._last + self._quiet, self._first + self._longest) - time.monotonic()
                if left <= 0:
                    self._first = None
                    return True
                self._wake.wait(left)
            return False

    def _again_later(self) -> None:
        # A full disk or a lost network drive may come back; a changed file will not change back.
        with self._wake:
            if self._first is None:
                self._first = self._last = time.monotonic() + self._longest

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
            if binding.saving != "saved":
                binding.save()
        except Exception as problem:  # noqa: BLE001 - the others must still be saved
            print(problem, file=sys.stderr)
