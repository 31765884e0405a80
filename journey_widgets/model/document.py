"""The document of a journey that has nothing in it yet."""

from __future__ import annotations

from typing import Final

from journey_widgets.model.ids import new_id
from journey_widgets.model.patch import Document
from journey_widgets.model.records import TABLES
from journey_widgets.model.scale import DEFAULT

__all__ = ["FORMAT", "VERSION", "empty", "header"]

#: What a file says it is.
FORMAT: Final = "journey-map"
#: The version of the format that is written; `storage.migrations` brings older ones to it.
VERSION: Final = 1


def header() -> Document:
    """What makes a document a map of its own: `format`, `version` and a fresh `id`."""
    return {"format": FORMAT, "version": VERSION, "id": new_id("jm")}


def empty() -> Document:
    """A new document with every table empty, no title and the default scale."""
    return {**header(), "about": {"title": "", "scale": DEFAULT.document()}, **{table: {} for table in TABLES}}
