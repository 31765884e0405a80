"""Versions of the file: what each one was, and how it becomes the next.

To change the format: raise `VERSION` in `model.document`, add the step from the version before, and put a file of the
new version into `tests/storage/versions`. Files and steps of old versions stay for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from journey_widgets.model.document import VERSION
from journey_widgets.model.patch import Document

__all__ = ["STEPS", "VERSION", "migrate"]

#: version → pure function that gives the document of the next version, for every version below `VERSION`.
STEPS: Final[Mapping[int, Callable[[Document], Document]]] = {}


def migrate(
    document: Document, *, steps: Mapping[int, Callable[[Document], Document]] | None = None, to: int | None = None
) -> Document:
    """The document as version `to` (today's). A newer one is given back as it is: it is opened for reading only."""
    steps, to = STEPS if steps is None else steps, VERSION if to is None else to
    while document["version"] < to:
        version = document["version"]
        document = {**steps[version](document), "version": version + 1}
    return document
