"""Taking hold of a map: its lock and the store of its journal, or the reason why not."""

from __future__ import annotations

import contextlib
import errno
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journey_widgets.model.errors import ChangeError, RepairWarning
from journey_widgets.storage.entries import Store
from journey_widgets.storage.errors import why
from journey_widgets.storage.folder import Beside, sweep
from journey_widgets.storage.lines import Lines
from journey_widgets.storage.owner import Held, Lock, Owner
from journey_widgets.storage.rows import Busy, NoLocks, Rows
from journey_widgets.storage.salvage import set_aside
from journey_widgets.words import Said, said, say

__all__ = ["Hold", "take_hold"]

_NOT_WRITABLE: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(slots=True)
class Hold:
    """What was got of a map.

    With a `store`, changes can be kept. With an `owner`, somebody else has the map. With a `problem`, changes cannot be
    kept; `writable` says whether the map's own file can be.
    """

    beside: Beside
    lock: Lock | None = None
    store: Store | None = None
    owner: Said | None = None
    problem: Said | None = None
    writable: bool = True

    def take(self, language: str, *, patience: float = 1.0) -> None:
        """Take what can be had. Never raises: a map can always be looked at."""
        try:
            self.beside.make()
            if self.lock is None or not self.lock.alive():
                self.lock = Lock(self.beside.owner, patience=patience)
            sweep(self.beside.path)
            self.store = Rows(self.beside.rows, patience=patience)
        except Held as held:
            self.owner = held.owner.said
        except Busy:  # the lock is ours, and yet something has the journal open
            self.release()
            self.owner = Owner().said
        except NoLocks:
            self._without_locks(language)
        except OSError as problem:
            self._not_kept(problem)

    def renew(self, reason: str, language: str) -> Path | None:
        """Begin an empty journal; what is in its place, if anything, is set aside as `reason`. Never raises.

        Returns what the old one is called now.
        """
        store, self.store = self.store, None
        aside: Path | None = None
        if store is not None:
            store.close()
            with contextlib.suppress(OSError):  # then it can't be opened, either, and that is said
                aside = set_aside(store.path, reason)
        self.take(language)
        return aside

    def release(self) -> None:
        """Let go."""
        if self.store is not None:
            self.store.close()
            self.store = None
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    def give_up_journal(self, problem: ChangeError) -> None:
        """Go on without a journal, because of `problem`."""
        if self.store is not None:
            self.store.close()
            self.store = None
        if problem.key == "storage.journal_full":
            self.problem, self.writable = said("storage.no_room", folder=self.beside.folder), False
        else:
            self.problem = said("storage.no_journal", folder=self.beside.folder, problem=problem.said)

    def _without_locks(self, language: str) -> None:
        try:
            self.store = Lines(self.beside.lines)
        except OSError as problem:
            self._not_kept(problem)
        else:
            warnings.warn(say("storage.no_locks", language, path=self.beside.path), RepairWarning, stacklevel=6)

    def _not_kept(self, problem: OSError) -> None:
        folder: Path = self.beside.path.parent
        if problem.errno in _NOT_WRITABLE and not os.access(folder, os.W_OK):
            self.problem, self.writable = said("storage.folder_read_only", folder=folder), False
        elif problem.errno == errno.ENOSPC:
            self.problem, self.writable = said("storage.no_room", folder=folder), False
        else:
            self.problem = said("storage.no_journal", folder=self.beside.folder, problem=why(problem))


def take_hold(path: str | os.PathLike[str], language: str = "en", *, patience: float = 1.0) -> Hold:
    """What can be had of the map in `path`."""
    hold = Hold(Beside.of(path))
    hold.take(language, patience=patience)
    return hold
