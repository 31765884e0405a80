"""A change that happened, a moment of a journey, and where changes are kept."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.describe import name_of
from journey_widgets.model.patch import Document, Patch
from journey_widgets.words import Said

__all__ = ["Change", "Deletion", "Journal", "Kind", "MemoryJournal", "Origin", "Snapshot", "Step"]

Kind = Literal["do", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A journey at one revision. `document` is shared and must never be changed."""

    revision: int
    document: Document


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a change comes from; see `Journey.apply`."""

    actor: str = ""
    client: str | None = None
    seq: int | None = None
    gesture: str | None = None
    kind: Kind = "do"


@dataclass(frozen=True, slots=True)
class Change:
    """One accepted change.

    `patch` is completed (what a delete takes along is in it) and holds only what really changed; `{}` means that
    nothing did, and then `revision` did not move. `inverse` leads back. `notes` say what an undo had to leave as it is.
    `at` is in UTC.
    """

    revision: int
    patch: Patch
    inverse: Patch
    at: datetime
    label: Said
    actor: str = ""
    client: str | None = None
    seq: int | None = None
    gesture: str | None = None
    kind: Kind = "do"
    notes: tuple[Said, ...] = ()

    def __repr__(self) -> str:
        # A cell that ends in a verb shows this: a word, not a document.
        return f"<Change {self.revision}: {self.label['ja']} / {self.label['en']}>"


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back: a change, or all changes of one gesture, oldest first."""

    label: Said
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Deletion:
    """Who removed a record, and when."""

    actor: str
    at: datetime
    name: str


class Journal(Protocol):
    """Where a journey keeps its changes. All calls come under the journey's lock, in revision order."""

    def append(self, change: Change) -> None:
        """Keep `change` and move the undo and redo steps of its actor accordingly. An error here refuses the change."""
        ...

    def note_seq(self, client: str, seq: int) -> None:
        """Remember that `client`'s change `seq` has been dealt with, accepted or refused."""
        ...

    def last_seq(self, client: str) -> int:
        """The highest `seq` of `client` that has been dealt with; 0 where there is none."""
        ...

    def since(self, revision: int) -> list[Change] | None:
        """The changes after `revision`, oldest first; None where they are no longer all kept."""
        ...

    def undoable(self, actor: str) -> Step | None:
        """What `actor` would undo next."""
        ...

    def redoable(self, actor: str) -> Step | None:
        """What `actor` would redo next."""
        ...

    def drop(self, actor: str, kind: Kind) -> None:
        """Forget the next undo (or redo) step of `actor`: nothing of it could be done."""
        ...

    def deletion(self, table: str, name: str) -> Deletion | None:
        """Who removed the record, where that is still known."""
        ...

    def history(self) -> list[Change]:
        """Every change that is still kept, oldest first."""
        ...

    def keep(self, checkpoint: Checkpoint, document: Document) -> None:
        """Keep `document`, which is shared and must never be changed, as `checkpoint`."""
        ...

    def forget(self, checkpoint: str) -> None:
        """Drop the checkpoint of this id; nothing where there is none."""
        ...

    def checkpoints(self) -> list[Checkpoint]:
        """All that are kept, oldest first."""
        ...

    def document_at(self, checkpoint: str) -> Document:
        """The document of the checkpoint of this id, never to be changed. KeyError where there is none."""
        ...


@dataclass(slots=True)
class MemoryJournal:
    """A journal that lives as long as the journey and forgets the oldest: `steps` per actor, `changes` altogether."""

    steps: int = 500
    changes: int = 2_000
    _recent: deque[Change] = field(default_factory=deque[Change], init=False)
    _undo: dict[str, deque[Step]] = field(default_factory=dict[str, deque[Step]], init=False)
    _redo: dict[str, deque[Step]] = field(default_factory=dict[str, deque[Step]], init=False)
    _seqs: dict[str, int] = field(default_factory=dict[str, int], init=False)
    _deleted: OrderedDict[tuple[str, str], Deletion] = field(
        default_factory=OrderedDict[tuple[str, str], Deletion], init=False
    )

    _kept: dict[str, tuple[Checkpoint, Document]] = field(
        default_factory=dict[str, tuple[Checkpoint, Document]], init=False
    )

    def append(self, change: Change) -> None:
        """Keep `change`; see `Journal`."""
        self._recent.append(change)
        if len(self._recent) > self.changes:
            self._recent.popleft()
        self._remember_deletions(change)
        undo, redo = self._stack(self._undo, change.actor), self._stack(self._redo, change.actor)
        if change.kind == "undo":
            redo.append(Step(undo.pop().label, (change,)))
        elif change.kind == "redo":
            undo.append(Step(redo.pop().label, (change,)))
        else:
            redo.clear()
            top = undo[-1] if undo else None
            if top and change.gesture is not None and top.changes[-1].gesture == change.gesture:
                undo[-1] = Step(top.label, (*top.changes, change))
            else:
                undo.append(Step(change.label, (change,)))

    def note_seq(self, client: str, seq: int) -> None:
        """Remember `seq`; see `Journal`."""
        self._seqs[client] = max(seq, self._seqs.get(client, 0))

    def last_seq(self, client: str) -> int:
        """The highest `seq` dealt with; see `Journal`."""
        return self._seqs.get(client, 0)

    def since(self, revision: int) -> list[Change] | None:
        """The changes after `revision`; see `Journal`."""
        if not self._recent or self._recent[0].revision > revision + 1:
            return None
        return [change for change in self._recent if change.revision > revision]

    def undoable(self, actor: str) -> Step | None:
        """The next undo step; see `Journal`."""
        steps = self._undo.get(actor)
        return steps[-1] if steps else None

    def redoable(self, actor: str) -> Step | None:
        """The next redo step; see `Journal`."""
        steps = self._redo.get(actor)
        return steps[-1] if steps else None

    def drop(self, actor: str, kind: Kind) -> None:
        """Forget a step; see `Journal`."""
        self._stack(self._redo if kind == "redo" else self._undo, actor).pop()

    def deletion(self, table: str, name: str) -> Deletion | None:
        """Who removed it; see `Journal`."""
        return self._deleted.get((table, name))

    def history(self) -> list[Change]:
        """The changes still kept; see `Journal`."""
        return list(self._recent)

    def keep(self, checkpoint: Checkpoint, document: Document) -> None:
        """Keep a document; see `Journal`."""
        self._kept[checkpoint.id] = checkpoint, document

    def forget(self, checkpoint: str) -> None:
        """Drop a checkpoint; see `Journal`."""
        self._kept.pop(checkpoint, None)

    def checkpoints(self) -> list[Checkpoint]:
        """All that are kept; see `Journal`."""
        return [checkpoint for checkpoint, _ in self._kept.values()]

    def document_at(self, checkpoint: str) -> Document:
        """The document of a checkpoint; see `Journal`."""
        return self._kept[checkpoint][1]

    def _stack(self, stacks: dict[str, deque[Step]], actor: str) -> deque[Step]:
        return stacks.setdefault(actor, deque(maxlen=self.steps))

    def _remember_deletions(self, change: Change) -> None:

        for table, records in change.patch.items():
            for name, record in records.items():
                if record is None:
                    gone = Deletion(change.actor, change.at, name_of(change.inverse[table].get(name), name))
                    self._deleted[table, name] = gone
                    self._deleted.move_to_end((table, name))
        while len(self._deleted) > self.changes:
            self._deleted.popitem(last=False)
