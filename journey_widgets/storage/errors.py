"""What can go wrong between a journey and its file."""

from __future__ import annotations

import errno
from typing import Final

from journey_widgets.model.errors import JourneyError
from journey_widgets.words import Said, said

__all__ = ["ReadError", "SaveError", "why"]

_NO_ROOM: Final = "storage.why_no_room"
_NOT_ALLOWED: Final = "storage.why_not_allowed"
#: What the operating system says most, and mostly in English, in words of ours.
_WORDS: Final = {
    errno.ENOSPC: _NO_ROOM,
    getattr(errno, "EDQUOT", errno.ENOSPC): _NO_ROOM,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: "storage.why_read_only_disk",
    errno.EIO: "storage.why_disk_failed",
    errno.ENOENT: "storage.why_not_there",
    errno.ENOTDIR: "storage.why_not_there",
    errno.EISDIR: "storage.why_folder",
}
#: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_HELD: Final = (32, 33)


class ReadError(JourneyError):
    """A file cannot be read as a journey map. The message names the file and, where there is one, the place in it."""


class SaveError(JourneyError):
    """A journey could not be written. The file is as it was, and the journey still holds every change."""


def why(problem: OSError) -> Said | str:
    """What went wrong, to be put into a sentence: in both languages where we have words, else as the system says it."""
    # What Windows calls a sharing violation is to everybody else just not allowed.
    held = getattr(problem, "winerror", None) in _HELD
    key = "storage.why_in_use" if held else _WORDS.get(problem.errno or 0)
    return problem.strerror or str(problem) if key is None else said(key)
