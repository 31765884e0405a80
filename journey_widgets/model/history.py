"""What was: the changes, the moments that are kept, and the ways back."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from journey_widgets.model.admission import who
from journey_widgets.model.batch import Batch
from journey_widgets.model.change import Change, Journal, Origin
from journey_widgets.model.check import nearest
from journey_widgets.model.checkpoint import Checkpoint, CheckpointKind, is_due, surplus
from journey_widgets.model.delivery import Delivery
from journey_widgets.model.errors import ChangeError, NoSuchRecord
from journey_widgets.model.ids import new_id
from journey_widgets.model.patch import Document, Json, Patch, apply, diff
from journey_widgets.model.records import TABLES
from journey_widgets.model.undo import Leftover, take_back
from journey_widgets.words import Said, said

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model.journey import Journey

__all__ = ["History"]

_log = logging.getLogger("journey_widgets")


class History(ABC):
    """The past of a `Journey`: to read, to name moments of, and to go back to."""

    __slots__ = ()

    _lock: threading.RLock
    _journal: Journal
    _document: Document
    _revision: int
    _delivery: Delivery
    _kept: Checkpoint | None  # the newest checkpoint
    read_only: bool
    read_only_because: Said | None

    @property
    @abstractmethod
    def language(self) -> str:
        """The language errors are said in."""
        ...

    @abstractmethod
    def _commit(self, wanted: Json, origin: Origin, label: Said, notes: tuple[Said, ...] = ()) -> Change:
        """Take a change while holding the lock."""

    @abstractmethod
    def _explaining(self, origin: Origin) -> AbstractContextManager[None]:
        """A refusal is said in the map's language, and its `seq` is dealt with."""

    @abstractmethod
    def _check_writable(self) -> None:
        """Raise ChangeError where the journey is read-only."""

    # --- to read ---

    def since(self, revision: int) -> list[Change] | None:
        """The changes after `revision`, oldest first; None where they are no longer all kept, or not made yet."""
        with self._lock:
            if revision >= self._revision:
                return [] if revision == self._revision else None
            return self._journal.since(revision)

    def history_state(self, actor: str = "") -> dict[str, Said | None]:
        """What undo and redo of `actor` would do: `{"undo": {"ja", "en"} | None, "redo": …}`."""
        with self._lock:
            undo, redo = self._journal.undoable(actor), self._journal.redoable(actor)
            return {"undo": undo and undo.label, "redo": redo and redo.label}

    def history(self, language: str | None = None) -> pd.DataFrame:
        """Every change that is still kept, oldest first, in words.

        Args:
            language: "ja" or "en"; the map's where None.

        Returns:
            A DataFrame with the columns `at` (datetime64, this machine's local time without a zone), `actor` (what the
            person is called; empty where nobody said who), `what` (in words), `kind` ("do", "undo" or "redo"), `n`
            (how many records it touched) and `revision` (what the journey's revision was after it).

        """
        from journey_widgets.model.history_frames import history_frame  # noqa: PLC0415 - for pandas, and for the words

        with self._lock:
            changes, document = self._journal.history(), self._document
        return history_frame(changes, document, language or self.language)

    def checkpoints(self, language: str | None = None) -> pd.DataFrame:
        """The moments that are kept, oldest first.

        Returns:
            A DataFrame indexed by `id` with the columns `at` (datetime64, this machine's local time without a zone),
            `name` (in `language`, or the map's), `kind` ("named", "automatic", "external": before something else
            changed the file, "before_restore"), `actor` and `revision`.

        """
        from journey_widgets.model.history_frames import checkpoint_frame  # noqa: PLC0415 - for pandas

        with self._lock:
            kept, document = self.moments(), self._document
        return checkpoint_frame(kept, document, language or self.language)

    def moments(self) -> list[Checkpoint]:
        """The checkpoints as they are, oldest first; `checkpoints` is the same as a table."""
        with self._lock:
            return self._journal.checkpoints()

    def at(self, which: str | int) -> Journey:
        """The journey as it was, in memory and read-only.

        Args:
            which: the id or the name of a checkpoint (the newest of that name), or a revision of `history()`.

        Raises:
            NoSuchRecord: there is no such moment, or it is no longer kept; the names there are are said.

        """
        from journey_widgets.model.journey import Journey  # noqa: PLC0415 - the class this is a part of

        name, document, revision = self._moment(which)
        past = Journey(document, revision=revision)
        past.read_only = True
        past.read_only_because = said("model.why_past", what=name)
        return past

    # --- to name ---

    def checkpoint(self, name: str | Said, *, actor: str = "", kind: CheckpointKind = "named") -> str:
        """Keep the journey as it is now under a name, to look at or go back to later.

        Args:
            name: what `at` and `restore` find it by. A name may be used again: they find the newest.
            actor: the person.
            kind: why it is kept; people leave it.

        Returns:
            Its id.

        Raises:
            ChangeError: the name is blank, the journey is read-only, or the journal cannot keep it.

        """
        words: Said = {"ja": name, "en": name} if isinstance(name, str) else name
        with self._explaining(Origin(actor)), self._lock:
            self._check_writable()
            if not all(text.strip() for text in words.values()):
                raise ChangeError("model.checkpoint_unnamed")
            return self._keep(words, kind, datetime.now(UTC), actor)

    # --- to go back ---

    def restore(self, which: str | int, *, actor: str = "") -> Change:
        """Make the journey what it was, as one change that can be undone. What it is now is kept as a checkpoint.

        Args:
            which: the id or the name of a checkpoint (the newest of that name), or a revision of `history()`.
            actor: the person.

        Returns:
            The change; its patch is `{}` where everything already was so.

        Raises:
            NoSuchRecord: there is no such moment, or it is no longer kept.
            ChangeError: the journey is read-only, or a batch is open.

        """
        with self._explaining(Origin(actor)):
            if Batch.of(self) is not None:
                raise ChangeError("model.undo_in_batch")
            with self._lock:
                self._check_writable()
                name, document, _ = self._moment(which)
                changes = cast("Patch", diff(self._document, document))
                patch = {table: change for table, change in changes.items() if table in ("about", *TABLES)}
                if patch:
                    self._keep(said("model.before_restore", what=name), "before_restore", datetime.now(UTC), actor)
                change = self._commit(patch, Origin(actor), said("model.restored", what=name))
        self._delivery.deliver()
        return change

    def undo(self, actor: str = "", *, client: str | None = None, seq: int | None = None) -> Change | None:
        """Take back the last step of `actor`, as far as others have not gone on from it; None where there is none.

        What had to stay is said in the change's `notes`.
        """
        return self._back(Origin(actor, client, seq, kind="undo"))

    def redo(self, actor: str = "", *, client: str | None = None, seq: int | None = None) -> Change | None:
        """Do again what `actor` undid last; None where there is nothing."""
        return self._back(Origin(actor, client, seq, kind="redo"))

    # --- inside ---

    def _back(self, origin: Origin) -> Change | None:
        with self._explaining(origin):
            if Batch.of(self) is not None:
                raise ChangeError("model.undo_in_batch")
            with self._lock:
                undoing = origin.kind == "undo"
                step = self._journal.undoable(origin.actor) if undoing else self._journal.redoable(origin.actor)
                if step is None:
                    if origin.client is not None and origin.seq is not None:
                        self._journal.note_seq(origin.client, origin.seq)
                    return None
                since = self.since(step.changes[-1].revision) or []
                patch, left = take_back(self._document, step, since)
                notes = tuple(leftover.say(self._cause(leftover, since)) for leftover in left)
                label = said("model.undone" if undoing else "model.redone", what=step.label)
                change = self._commit(patch, origin, label, notes)
        self._delivery.deliver()
        return change

    def _cause(self, leftover: Leftover, since: list[Change]) -> Said:
        """Who did what the leftover was left for."""
        table, name = leftover.by or (leftover.table, leftover.name)
        for change in reversed(since):
            records = change.patch.get(table)
            if records is not None and name in records:
                return who(self._document, change.actor)
        return said("model.someone")

    def _moment(self, which: str | int) -> tuple[Said, Document, int]:
        """What a moment of the past is called, its document and its revision."""
        with self._lock:
            if isinstance(which, int):
                later = self.since(which) if which >= 0 else None
                if later is None:
                    raise NoSuchRecord("model.no_such_revision", language=self.language, n=which, last=self._revision)
                document = self._document
                for change in reversed(later):
                    document = cast("Document", apply(document, change.inverse))
                return said("model.moment_revision", n=which), document, which
            kept = self._journal.checkpoints()
            called = [one for one in kept if which in one.name.values()]
            found = next((one for one in kept if one.id == which), called[-1] if called else None)
            if found is None:
                names = list(dict.fromkeys(one.name[self.language] for one in reversed(kept)))
                key = "model.no_such_checkpoint_near" if (near := nearest(which, names)) else "model.no_such_checkpoint"
                raise NoSuchRecord(key, language=self.language, value=which, near=near, valid=names)
            return found.name, self._journal.document_at(found.id), found.revision

    def _keep(self, name: Said, kind: CheckpointKind, at: datetime, actor: str = "") -> str:
        checkpoint = Checkpoint(new_id("cp"), self._revision, at, name, kind, actor)
        self._journal.keep(checkpoint, self._document)
        self._kept = checkpoint
        return checkpoint.id

    def _keep_if_due(self, now: datetime) -> None:
        """Keep, before a change, what the journey is, when enough has happened; so the way back is never long."""
        if not is_due(self._kept, self._revision, now):
            return
        first = self._kept is None
        name = said("model.checkpoint_first") if first else said("model.checkpoint_automatic", n=self._revision)
        try:
            self._keep(name, "automatic", now)
            for old in surplus(self._journal.checkpoints()):
                self._journal.forget(old)
        except ChangeError as error:
            # Nobody asked for it. Whether the change itself can still be kept is for the journal to say.
            _log.warning("no automatic checkpoint at revision %d: %s", self._revision, error)
