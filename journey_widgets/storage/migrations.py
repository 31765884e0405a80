"""Versions of the file: what each one was, and how it becomes the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Document = dict[str, Any]

#: The version this package writes.
VERSION: Final = 1

#: version → pure function that gives the document of the next version, for every version below `VERSION`.
STEPS: Final[Mapping[int, Callable[[Document], Document]]] = {}


def migrate(
    document: Document, *, steps: Mapping[int, Callable[[Document], Document]] = STEPS, to: int = VERSION
) -> Document:
    """The document as version `to`. A newer one is given back as it is: it is opened for reading only."""
    while document["version"] < to:
        version = document["version"]
        document = {**steps[version](document), "version": version + 1}
    return document
