"""The hidden folder beside a map, `.journey`: where its journal is, and who has it open."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Beside", "sweep", "sync_folder"]

NAME: Final = ".journey"


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside the map in `path`. A link's folder is that of the file it points to."""

    path: Path

    @staticmethod
    def of(path: str | os.PathLike[str]) -> Beside:
        """What lies beside the map called `path`."""
        return Beside(Path(os.path.realpath(path)))

    @property
    def folder(self) -> Path:
        """The hidden folder."""
        return self.path.parent / NAME

    @property
    def rows(self) -> Path:
        """The journal."""
        return self.folder / f"{self.path.name}.db"

    @property
    def lines(self) -> Path:
        """The journal where the file system has no locks."""
        return self.folder / f"{self.path.name}.log"

    @property
    def owner(self) -> Path:
        """Who has the map open."""
        return self.folder / f"{self.path.name}.owner"

    def make(self) -> None:
        """Make the folder, out of git's sight. Raises OSError."""
        self.folder.mkdir(exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
            sync_folder(self.path.parent)


def sweep(path: Path) -> None:
    """Remove the half-written files that processes left beside the map when they were killed.

    Only for whoever holds the lock of the map: nobody else writes it then.
    """
    for stale in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):  # somebody else's: it hurts nobody
            stale.unlink()


def sync_folder(folder: Path) -> None:
    """Make sure that the names in the folder survive a power cut.

    Windows has no such call, and some network drives refuse it; then there is nothing to be done. Raises OSError where
    the disk itself fails.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno == errno.EIO:
            raise
    finally:
        os.close(handle)
