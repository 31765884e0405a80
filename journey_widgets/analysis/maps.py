"""Journeys and files alike as documents to read: for what looks at several maps at once."""

from __future__ import annotations

import os
from pathlib import Path

from journey_widgets.analysis.scores import Document
from journey_widgets.model.journey import Journey
from journey_widgets.model.repair import repair
from journey_widgets.storage import file
from journey_widgets.storage.errors import ReadError

__all__ = ["Source", "read", "shown"]

#: A journey, or the path of a map.
Source = Journey | str | os.PathLike[str]


def read(source: Source) -> Document:
    """The document of a journey as it is now, or of a file as it was written: nothing is opened, locked or journalled.

    Raises:
        ReadError: the file cannot be read; names the place in it.
        TypeError: it is neither a journey nor a path.

    """
    if isinstance(source, Journey):
        return source.snapshot().document
    # Notebooks are not type-checked.
    if not isinstance(source, str | os.PathLike):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"a map is a journey or the path of a file, not {type(source).__name__}")
    path = Path(source)
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise ReadError("storage.unreadable", path=path, problem=problem.strerror or problem) from problem
    return repair(file.parsed(raw, path).document)[0]


def shown(source: Source) -> str:
    """The path of a map as a person would write it; "" for a journey without a file."""
    if isinstance(source, Journey):
        return str(source.path) if source.path is not None else ""
    return os.fspath(source)
