"""Journal entries as lines of JSON: the store where the file system has no locks, which SQLite needs."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from journey_widgets.storage.entries import Entry, entry_of
from journey_widgets.storage.folder import sync_folder

__all__ = ["Lines", "entries_in"]


class Lines:
    """One line an entry, flushed to the disk before `add` returns. A line cut off by a crash is dropped.

    Raises:
        OSError: the file cannot be made or written here.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damaged = False
        self._lock = threading.Lock()
        self._handle = self._open()

    def load(self) -> list[Entry]:
        """All entries; see `Store`."""
        with self._lock:
            content = self.path.read_bytes()
            whole = content.rfind(b"\n") + 1
            if whole < len(content):
                # The writer died within this line: it was never acknowledged.
                os.ftruncate(self._handle, whole)
            found = entries_in(content[:whole])
            self.damaged = self.damaged or None in found
            return [entry for entry in found if entry is not None]

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep entries; see `Store`."""
        content = _content(entries)
        with self._lock:
            before = os.fstat(self._handle).st_size
            try:
                _write(self._handle, content)
                os.fsync(self._handle)
            except OSError:
                with contextlib.suppress(OSError):  # half a line is dropped when it is read
                    os.ftruncate(self._handle, before)
                raise

    def replace(self, entries: Iterable[Entry]) -> None:
        """Keep these only; see `Store`."""
        temporary = self.path.with_name(f"{self.path.name}.tmp")
        with self._lock:
            with temporary.open("wb") as out:
                out.write(_content(entries))
                out.flush()
                os.fsync(out.fileno())
            os.close(self._handle)
            temporary.replace(self.path)
            self._handle = self._open()

    def settle(self) -> None:
        """Nothing to do: every line is where it stays; see `Store`."""

    def alive(self) -> bool:
        """Whether the log is still in its place; see `Store`."""
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self._handle))
        except OSError:
            return False

    def close(self) -> None:
        """Let go of the file; see `Store`."""
        with self._lock:
            handle, self._handle = self._handle, -1  # a number that was given back may be somebody else's by now
            if handle >= 0:
                os.close(handle)

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(self.path, flags, 0o666)
        sync_folder(self.path.parent)
        return handle


def entries_in(content: bytes) -> list[Entry | None]:
    """The entries of whole lines; None for what is damaged."""
    entries: list[Entry | None] = []
    for line in content.splitlines():
        kind, revision, body = ([*line.decode("utf-8", "replace").split("\t", 2), "", "", ""])[:3]
        entries.append(entry_of(kind, int(revision) if revision.isdecimal() else None, body))
    return entries


def _content(entries: Iterable[Entry]) -> bytes:
    return "".join(f"{entry.kind}\t{entry.revision}\t{entry.text()}\n" for entry in entries).encode("ascii")


def _write(handle: int, content: bytes) -> None:
    while content:
        content = content[os.write(handle, content) :]
