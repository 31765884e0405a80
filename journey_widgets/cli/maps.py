"""Maps as git hands them to us: files under other names, empty where there is none."""

from __future__ import annotations

import os
from pathlib import Path

from journey_widgets.model.document import VERSION, empty
from journey_widgets.model.patch import Document
from journey_widgets.model.repair import repair
from journey_widgets.storage import file
from journey_widgets.storage.errors import ReadError, why

__all__ = ["read_map"]


def read_map(path: str, called: str = "", *, newer: bool = True) -> Document:
    """The map in a file, as a journey holds it; an empty one where the file is empty or is git's word for no file.

    Args:
        path: where it is.
        called: what messages call it; its path where this is "".
        newer: whether a newer version will do.

    Raises:
        ReadError: it cannot be read; names the place in it.

    """
    shown = Path(called or path)
    try:
        raw = b"" if path in (os.devnull, "/dev/null") else Path(path).read_bytes()
    except OSError as problem:
        raise ReadError("storage.unreadable", path=shown, problem=why(problem)) from problem
    if not raw.strip():
        return empty()
    content = file.parsed(raw, shown)
    if content.version <= VERSION:
        return content.document
    if not newer:
        raise ReadError("storage.newer", path=shown, version=content.version, ours=VERSION)
    return repair(content.document)[0]
