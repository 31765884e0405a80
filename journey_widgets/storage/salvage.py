"""What can still be read of a damaged journal. The damaged file is never written to, and never deleted."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from journey_widgets.storage.entries import readable_text

__all__ = ["readable", "set_aside"]

#: How many rows in a row may be unreadable before the rest is given up: far more than a page holds.
_MOST_MISSING: Final = 50_000


def readable(path: Path) -> list[tuple[object, object, object]]:
    """Every row `(kind, revision, body)` that can still be read of the journal in `path`, oldest first."""
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        copy = Path(folder) / "copy.db"
        try:
            _padded(path, copy)
            wal = Path(f"{path}-wal")
            if wal.exists():
                shutil.copyfile(wal, f"{copy}-wal")
            return _rows(copy)
        except (OSError, sqlite3.Error, UnicodeDecodeError):
            return []  # nothing can be read: the map's own file is complete by itself


def set_aside(path: Path, why: str) -> Path | None:
    """Rename the journal in `path`, and its log, so that a new one can begin; returns what it is called now."""
    moved = path.with_name(f"{path.stem}.{why}-{datetime.now():%Y%m%d-%H%M%S-%f}{path.suffix}")
    found = False
    for ending in ("", "-wal", "-shm"):
        old = Path(f"{path}{ending}")
        if old.exists():
            old.replace(f"{moved}{ending}")
            found = True
    return moved if found else None


def _padded(path: Path, copy: Path) -> None:
    """A copy that is as long as its header says: SQLite refuses the whole of a file that was cut."""
    content = path.read_bytes()
    size = int.from_bytes(content[16:18], "big") or 4096
    size = 65536 if size == 1 else size
    pages = int.from_bytes(content[28:32], "big")
    missing = size * pages - len(content)
    copy.write_bytes(content + bytes(missing if 0 < missing < 1 << 30 else 0))


def _rows(copy: Path) -> list[tuple[object, object, object]]:
    db = sqlite3.connect(copy, isolation_level=None)
    db.text_factory = readable_text
    try:
        return list(_one_by_one(db))
    finally:
        db.close()


def _one_by_one(db: sqlite3.Connection) -> Iterator[tuple[object, object, object]]:
    first = _number(db, "SELECT min(n) FROM entry") or 1
    last = _number(db, "SELECT max(n) FROM entry")
    missing, n = 0, first
    while missing < _MOST_MISSING and (last is None or n <= last):
        try:
            row = db.execute("SELECT kind, revision, body FROM entry WHERE n = ?", (n,)).fetchone()
        except (sqlite3.Error, UnicodeDecodeError):  # the latter within SQLite's own message
            row = None
        if row is None:
            missing += 1
        else:
            missing = 0
            yield row
        n += 1


def _number(db: sqlite3.Connection, question: str) -> int | None:
    try:
        return db.execute(question).fetchone()[0]
    except (sqlite3.Error, UnicodeDecodeError):
        return None
