"""Taking hold of a map: its lock and the store of its journal, or the reason why not."""

from __future__ import annotations

import errno
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from journey_widgets.model.errors import RepairWarning
from journey_widgets.storage.entries import Store
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

    @staticmethod
    def none(path: Path) -> Hold:
        """Nothing, because nothing is wanted: the map is only to be looked at."""
        return Hold(Beside.of(path), writable=False)

    def set_aside(self, why: str) -> None:
        """Rename the journal, which is another map's or another version's, and begin an empty one. Raises OSError."""
        if self.store is not None:
            path, kind = self.store.path, type(self.store)
            self.store.close()
            set_aside(path, why)
            self.store = kind(path)

    def release(self) -> None:
        """Let go."""
        if self.store is not None:
            self.store.close()
        if self.lock is not None:
            self.lock.release()


def take_hold(path: str | os.PathLike[str], language: str = "en", *, patience: float = 1.0) -> Hold:
    """Take hold of the map in `path`. Never raises: a map can always be looked at."""
    beside = Beside.of(path)
    try:
        beside.make()
        lock = Lock(beside.owner, patience=patience)
    except Held as held:
        return Hold(beside, owner=held.owner.said)
    except NoLocks:
        return _without_locks(Hold(beside), language)
    except OSError as problem:
        return _not_kept(Hold(beside), problem)
    sweep(beside.path)
    hold = Hold(beside, lock)
    try:
        hold.store = Rows(beside.rows, patience=patience)
    except Busy:
        lock.release()
        return Hold(beside, owner=Owner().said)
    except NoLocks:
        return _without_locks(hold, language)
    except OSError as problem:
        return _not_kept(hold, problem)
    return hold


def _without_locks(hold: Hold, language: str) -> Hold:
    try:
        hold.store = Lines(hold.beside.lines)
    except OSError as problem:
        return _not_kept(hold, problem)
    warnings.warn(say("storage.no_locks", language, path=hold.beside.path), RepairWarning, stacklevel=5)
    return hold


def _not_kept(hold: Hold, problem: OSError) -> Hold:
    folder: Path = hold.beside.path.parent
    words = problem.strerror or problem
    if problem.errno in _NOT_WRITABLE and not os.access(folder, os.W_OK):
        hold.problem, hold.writable = said("storage.folder_read_only", folder=folder), False
    elif problem.errno == errno.ENOSPC:
        hold.problem, hold.writable = said("storage.no_room", folder=folder), False
    else:
        hold.problem = said("storage.no_journal", folder=hold.beside.folder, problem=words)
    return hold
