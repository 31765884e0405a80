"""Who may change a map: one process at a time, by a lock of the operating system, which ends with the process.

The lock is the truth. The file that is locked also says who holds it, but only to have words for everyone else.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import socket
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from journey_widgets.storage.rows import NoLocks
from journey_widgets.words import Said, said

__all__ = ["Held", "Lock", "Owner"]

_HELD: Final = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK)
_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL)
#: Windows locks bytes against reading, too: this one is far behind the words.
_FAR: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that has a map open; empty where it did not say."""

    host: str = ""
    user: str = ""
    pid: int = 0
    since: datetime | None = None

    @staticmethod
    def this() -> Owner:
        """The process we are in."""
        return Owner(socket.gethostname(), _user(), os.getpid(), datetime.now(UTC))

    @staticmethod
    def read(path: Path) -> Owner:
        """Who is named in the file; nobody where it can't be read."""
        try:
            fields = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
            since = datetime.fromisoformat(fields["since"])
            return Owner(str(fields["host"]), str(fields["user"]), int(fields["pid"]), since)
        except (OSError, ValueError, KeyError, TypeError):
            return Owner()

    def text(self) -> str:
        """As it stands in the file."""
        since = None if self.since is None else self.since.isoformat()
        return json.dumps({"host": self.host, "user": self.user, "pid": self.pid, "since": since}) + "\n"

    @property
    def said(self) -> Said:
        """Who it is, in words."""
        if self.since is None:
            return said("storage.owner_unknown")
        since = f"{self.since.astimezone():%Y-%m-%d %H:%M}"
        key = "storage.owner_here" if self.host == socket.gethostname() else "storage.owner"
        return said(key, host=self.host, user=self.user, pid=self.pid, since=since)


class Held(OSError):  # noqa: N818 - not a mistake, only somebody else's turn
    """Somebody else holds the lock."""

    def __init__(self, owner: Owner) -> None:
        super().__init__(errno.EBUSY, owner.said["en"])
        self.owner = owner


class Lock:
    """The right to change a map, until `release` or the end of this process.

    Args:
        path: the file that is locked; made where there is none.
        patience: seconds to wait for somebody who is just leaving.

    Raises:
        Held: somebody else has it.
        NoLocks: the file system has no locks.
        OSError: the file cannot be made or opened here.

    """

    def __init__(self, path: Path, *, patience: float = 1.0) -> None:
        self._path = path
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        deadline = time.monotonic() + patience
        try:
            while not _locked(self._handle):
                _still_waiting(deadline, path)
            with contextlib.suppress(OSError):  # a full disk: the lock is ours all the same, only the words are missing
                _overwrite(self._handle, Owner.this().text())
        except BaseException:
            self.abandon()
            raise
        _held.add(self)

    def alive(self) -> bool:
        """Whether others would ask for this same lock."""
        try:
            return self._handle is not None and os.path.samestat(os.fstat(self._handle), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let others have it."""
        _held.discard(self)
        if self._handle is not None:
            with contextlib.suppress(OSError):
                _overwrite(self._handle, "")
        self.abandon()

    def abandon(self) -> None:
        """Close our own handle only; a parent process that has the same one keeps the lock."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with contextlib.suppress(OSError):
                os.close(handle)


_held: set[Lock] = set()


def _abandon_all() -> None:
    """In a forked child: the lock is the parent's, and must end with it although the child lives on."""
    for lock in _held:
        lock.abandon()
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_abandon_all)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # Not lockf: that lock is lost as soon as anything in this process reads and closes the file.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _locked(handle: int) -> bool:
    """Whether the lock could be taken now."""
    try:
        _lock(handle)
    except OSError as problem:
        if problem.errno in _HELD:
            return False
        if problem.errno in _NO_LOCKS:
            raise NoLocks(problem.errno, os.strerror(problem.errno)) from problem
        raise
    return True


def _still_waiting(deadline: float, path: Path) -> None:
    if time.monotonic() >= deadline:
        raise Held(Owner.read(path))
    time.sleep(0.02)


def _overwrite(handle: int, content: str) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, content.encode("utf-8"))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a passwd entry
        return ""
