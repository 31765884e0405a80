"""Files that are whole or not there: an export that fails or is interrupted leaves what was there before."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from journey_widgets.storage.errors import SaveError, why
from journey_widgets.storage.file import replace

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["whole"]


@contextlib.contextmanager
def whole(path: str | os.PathLike[str], *, language: str = "en") -> Generator[Path]:
    """A path beside `path`, with the same ending, to write to; it takes the place of `path` when the block ends well.

    On an error or an interruption (`KeyboardInterrupt`) what was written is removed and `path` is as it was.

    Raises:
        SaveError: the folder is not there, or the file cannot be made or replaced (another program holds it, say).

    """
    # A link stays a link: it is the file it points to that is replaced.
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.stem}.{secrets.token_hex(4)}{target.suffix}")
    try:
        if not target.parent.is_dir():
            raise SaveError("export.no_folder", language=language, folder=target.parent, name=target.name)
        if target.is_dir():
            raise SaveError("export.is_folder", language=language, path=path)
        # Not tempfile: that makes files nobody else may read, and a deck is put where others find it.
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except OSError as problem:
        raise _refused(path, problem, language) from problem
    try:
        yield temporary
        # The words reach the disk before the name does: a power cut leaves the old file or the new one.
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        with contextlib.suppress(OSError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        try:
            replace(temporary, target)
        except OSError as problem:
            raise _refused(path, problem, language) from problem
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _refused(path: object, problem: OSError, language: str) -> SaveError:
    return SaveError("export.cannot_write", language=language, path=path, problem=why(problem))
