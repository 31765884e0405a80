"""What a journal is made of, one entry after the other, and what it is kept in."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, Protocol, cast, get_args

from journey_widgets.model.change import Change
from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.patch import Document

__all__ = [
    "Entry",
    "EntryKind",
    "Store",
    "change_in",
    "checkpoint_in",
    "entry_of",
    "entry_of_change",
    "entry_of_checkpoint",
    "packed",
    "readable_text",
    "unpacked",
]

#: `map`: whose journal it is. `base`: the whole document at a revision. `change`. `seq`: a refused change of a page has
#: been dealt with. `drop`: an undo step was forgotten. `writing`: this content is about to be the file's. `written`: it
#: is. `checkpoint`, `forget`: a moment is kept, or no longer.
EntryKind = Literal["map", "base", "change", "seq", "drop", "writing", "written", "checkpoint", "forget"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the journal was told, at the revision the journey then had. `body` is plain JSON."""

    kind: EntryKind
    revision: int
    body: Document

    def text(self) -> str:
        """The body on one line, in ASCII: whatever a person typed can be kept."""
        return json.dumps(self.body, separators=(",", ":"))


class Store(Protocol):
    """Where entries are kept. Errors are `OSError`s: ENOSPC where there is no room."""

    path: Path
    """The file they are kept in."""
    damaged: bool
    """Whether something that had been kept could not be read."""

    def load(self) -> list[Entry]:
        """All entries, oldest first; what cannot be read is left out."""
        ...

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep all entries or none. When this returns, they survive a crash of the process and a power cut."""
        ...

    def replace(self, entries: Iterable[Entry]) -> None:
        """Keep these instead of everything; all or nothing."""
        ...

    def settle(self) -> None:
        """Make sure that what is kept now can't be lost together with what comes later."""
        ...

    def alive(self) -> bool:
        """Whether the file that is written to is still the one that would be found."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


_KINDS: Final = frozenset(get_args(EntryKind))


def entry_of(kind: object, revision: object, text: object) -> Entry | None:
    """The entry as it was kept; None where it is damaged."""
    if not (kind in _KINDS and isinstance(revision, int) and isinstance(text, str) and text.isascii()):
        return None
    try:
        body = json.loads(text)
    except ValueError:
        return None
    return Entry(cast("EntryKind", kind), revision, cast("Document", body)) if isinstance(body, dict) else None


def readable_text(content: bytes) -> str:
    """Text as SQLite holds it, also where it is damaged."""
    return content.decode("utf-8", "replace")


_OPTIONAL: Final = ("actor", "client", "seq", "gesture")


def entry_of_change(change: Change) -> Entry:
    """The change as an entry; what is as it mostly is, is left out."""
    body: Document = {"patch": change.patch, "inverse": change.inverse, "at": _time(change.at), "label": change.label}
    for field in _OPTIONAL:
        value = getattr(change, field)
        if value:
            body[field] = value
    if change.kind != "do":
        body["kind"] = change.kind
    if change.notes:
        body["notes"] = list(change.notes)
    return Entry("change", change.revision, body)


def change_in(entry: Entry) -> Change:
    """The change that an entry holds. Raises KeyError, TypeError or ValueError where it holds none."""
    body = entry.body
    return Change(
        revision=entry.revision,
        patch=_object(body["patch"]),
        inverse=_object(body["inverse"]),
        at=datetime.fromisoformat(body["at"]),
        label=_object(body["label"]),
        actor=body.get("actor", ""),
        client=body.get("client"),
        seq=body.get("seq"),
        gesture=body.get("gesture"),
        kind=body.get("kind", "do"),
        notes=tuple(body.get("notes", ())),
    )


def entry_of_checkpoint(checkpoint: Checkpoint, document: str) -> Entry:
    """The checkpoint with its packed document."""
    body: Document = {
        "id": checkpoint.id,
        "at": _time(checkpoint.at),
        "name": checkpoint.name,
        "kind": checkpoint.kind,
        "actor": checkpoint.actor,
        "document": document,
    }
    return Entry("checkpoint", checkpoint.revision, body)


def checkpoint_in(entry: Entry) -> tuple[Checkpoint, str]:
    """The checkpoint that an entry holds, and its packed document. Raises like `change_in`."""
    body = entry.body
    at = datetime.fromisoformat(body["at"])
    name = _object(body["name"])
    return Checkpoint(body["id"], entry.revision, at, name, body["kind"], body["actor"]), cast("str", body["document"])


def packed(document: Document) -> str:
    """A whole document, small enough to keep many of: about 2 bytes a field instead of 30."""
    return base64.b64encode(zlib.compress(json.dumps(document, separators=(",", ":")).encode("ascii"), 1)).decode()


def unpacked(text: str) -> Document:
    """The document that was `packed`. Raises ValueError or zlib.error where it is none."""
    return _object(json.loads(zlib.decompress(base64.b64decode(text, validate=True))))


def _object(value: Any) -> Document:  # noqa: ANN401 - whatever was found where an object should be
    if not isinstance(value, dict):
        raise TypeError(f"an object was expected, not {type(value).__name__}")
    return cast("Document", value)


def _time(at: datetime) -> str:
    return at.isoformat()
