"""Journal entries as rows of an SQLite database: the usual store."""

from __future__ import annotations

import ctypes
import errno
import os
import sqlite3
import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from journey_widgets.storage.entries import Entry, entry_of, readable_text
from journey_widgets.storage.folder import sync_folder

__all__ = ["Busy", "NoLocks", "Rows"]

_TABLE: Final = """CREATE TABLE IF NOT EXISTS entry (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL)"""
_ADD: Final = "INSERT INTO entry (kind, revision, body) VALUES (?, ?, ?)"
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NOT_ALLOWED: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH)


class Busy(OSError):  # noqa: N818 - not a mistake, only somebody else's turn
    """Something else has the database open."""


class NoLocks(OSError):  # noqa: N818 - a property of the place
    """The file system has not what SQLite needs."""


class Rows:
    """One row an entry, one transaction an `add`, synchronous. Held exclusively, so nothing is shared in memory.

    Args:
        path: the database; made where there is none.
        patience: seconds to wait for somebody else to let go of it.

    Raises:
        Busy: something else has it open.
        NoLocks: SQLite does not work on this file system.
        OSError: it cannot be made, opened or written here.

    """

    def __init__(self, path: Path, *, patience: float = 1.0) -> None:
        self.path = path
        self.damaged = False
        self._broken = False  # damaged while it was open
        self._lock = threading.Lock()
        with _speaking(opening=True):
            try:
                self._db, self._found = _opened(path, patience)
            except UnicodeDecodeError:  # within SQLite's own message
                self._salvage(patience)
            except sqlite3.Error as problem:
                if _code(problem) not in (*_DAMAGE, sqlite3.SQLITE_ERROR):  # the last: other tables than ours
                    raise
                self._salvage(patience)
            else:
                if None in self._found:
                    self._db.close()
                    self._salvage(patience)
        sync_folder(path.parent)
        self._file = path.stat()
        _rows.add(self)

    def load(self) -> list[Entry]:
        """All entries, once; see `Store`."""
        found, self._found = self._found, []
        return [entry for entry in found if entry is not None]

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep entries; see `Store`."""
        with self._lock, self._transaction():
            self._db.executemany(_ADD, [(entry.kind, entry.revision, entry.text()) for entry in entries])

    def replace(self, entries: Iterable[Entry]) -> None:
        """Keep these only; see `Store`."""
        rows = [(entry.kind, entry.revision, entry.text()) for entry in entries]
        with self._lock, self._transaction():
            self._db.execute("DELETE FROM entry")
            self._db.executemany(_ADD, rows)

    def settle(self) -> None:
        """Move what is in the write-ahead log into the database; see `Store`."""
        with self._lock, _speaking():
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def alive(self) -> bool:
        """Whether the database is still in its place, and whole; see `Store`."""
        try:
            return not self._broken and os.path.samestat(self.path.stat(), self._file)
        except OSError:
            return False

    def close(self) -> None:
        """Let go; what is in the write-ahead log is moved into the database."""
        _rows.discard(self)
        with self._lock, suppress(sqlite3.Error):  # a disk that is full can't be tidied; the log is read next time
            self._db.close()

    @contextmanager
    def _transaction(self) -> Generator[None]:
        with _speaking():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException as problem:
                self._broken = self._broken or (isinstance(problem, sqlite3.Error) and _code(problem) in _DAMAGE)
                with suppress(sqlite3.Error):  # SQLite may have rolled back by itself
                    self._db.execute("ROLLBACK")
                raise

    def _salvage(self, patience: float) -> None:
        """Go on in a new database with what can be read of the damaged one, which is set aside."""
        from journey_widgets.storage.salvage import readable, set_aside  # noqa: PLC0415 - hardly ever needed

        entries = [entry for row in readable(self.path) if (entry := entry_of(*row)) is not None]
        set_aside(self.path, "damaged")
        self.damaged = True
        self._db, _ = _opened(self.path, patience)
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(_ADD, [(entry.kind, entry.revision, entry.text()) for entry in entries])
            self._db.execute("COMMIT")
        except BaseException:
            self._db.close()
            raise
        self._found = [*entries]

    def abandon(self) -> None:
        """Forget the connection without closing it: in a forked child, closing would pull the log from its parent."""
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._db))
        self._db = sqlite3.connect(":memory:")  # has no table: whatever the child would keep is refused


_rows: set[Rows] = set()


def _abandon_all() -> None:
    for rows in _rows:
        rows.abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_abandon_all)


def _opened(path: Path, patience: float) -> tuple[sqlite3.Connection, list[Entry | None]]:
    """The database, ready to be written, and what is in it; None for what is damaged."""
    db = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    db.text_factory = readable_text
    try:
        # In this order: held exclusively from the first moment, the log needs no shared memory.
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        _expect_log(db.execute("PRAGMA journal_mode=WAL").fetchone()[0])
        db.execute("PRAGMA synchronous=FULL")
        db.execute("BEGIN IMMEDIATE")
        db.execute(_TABLE)
        db.execute("COMMIT")
        rows = db.execute("SELECT kind, revision, body FROM entry ORDER BY n").fetchall()
        return db, [entry_of(*row) for row in rows]
    except BaseException:
        db.close()
        raise


def _expect_log(mode: object) -> None:
    if mode != "wal":
        raise NoLocks(errno.ENOTSUP, f"journal_mode={mode}")


def _code(problem: sqlite3.Error) -> int:
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def _speaking(*, opening: bool = False) -> Generator[None]:
    """SQLite's errors as the operating system's."""
    try:
        yield
    except sqlite3.Error as problem:
        code = _code(problem)
        if code == sqlite3.SQLITE_BUSY:
            raise Busy(errno.EBUSY, str(problem)) from problem
        if code == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from problem
        if code in _NOT_ALLOWED:
            raise OSError(errno.EACCES, str(problem)) from problem
        if opening:  # locks and shared memory are asked for first: where they fail, there are none
            raise NoLocks(errno.ENOTSUP, str(problem)) from problem
        raise OSError(errno.EIO, str(problem)) from problem
