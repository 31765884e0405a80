"""A journey: one document, one lock, one door. Every change, from wherever, goes through `Journey.apply`."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, cast

from journey_widgets.model import check
from journey_widgets.model.change import Change, Journal, Kind, MemoryJournal, Snapshot, Step
from journey_widgets.model.describe import describe, name_of, thing
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.frames import TableFrame
from journey_widgets.model.ids import new_id
from journey_widgets.model.integrity import complete, dangling
from journey_widgets.model.join import table as readable
from journey_widgets.model.patch import Document, Patch, apply, diff, invert, minimal
from journey_widgets.model.plain import plain, thaw
from journey_widgets.model.records import TABLES, Reference
from journey_widgets.model.repair import Repair, repair
from journey_widgets.model.scale import DEFAULT, Scale
from journey_widgets.model.session import Session
from journey_widgets.model.undo import Leftover, take_back
from journey_widgets.model.verbs import Verbs
from journey_widgets.words import Said, said, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Binding", "Journey", "empty"]

_log = logging.getLogger("journey_widgets")
Observer = Callable[[Change], None]


class Binding(Protocol):
    """What ties a journey to where it is kept; `storage` passes one in."""

    def save(self, journey: Journey) -> None:
        """Write the journey down now."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class _Batch:
    """Changes of one `with journey.batch()` block, on a private copy."""

    __slots__ = ("base", "document", "journey")

    def __init__(self, journey: Journey, document: Document) -> None:
        self.journey, self.base, self.document = journey, document, document


_SETTABLE = ("path", "binding", "read_only", "session", "frames")

#: The batches that are open in this thread or task; others keep working on the journey itself.
_open_batches: ContextVar[tuple[_Batch, ...]] = ContextVar("journey_widgets_batches", default=())


def empty(title: str = "", language: str | None = None) -> Document:
    """A new document with every table empty and the default scale."""
    about: Document = {"title": title, "scale": DEFAULT.document()}
    if language:
        about["language"] = language
    return {"format": "journey-map", "version": 1, "id": new_id("jm", 12), "about": about} | {t: {} for t in TABLES}


class Journey(Verbs):
    """A customer journey that several hands change at once.

    Reading never waits: `snapshot()` and the DataFrames show one revision each, and a later change does not touch them.

    Args:
        document: a journey document (it is repaired where that is possible: `repairs` lists what was done); a new
            one where None.
        journal: where changes are kept; in memory, capped, where None.

    Raises:
        ChangeError: the document is not valid and cannot be repaired; names the record and the field.
    """

    personas = TableFrame("personas")
    stages = TableFrame("stages")
    touchpoints = TableFrame("touchpoints")
    links = TableFrame("links")
    scores = TableFrame("scores")
    notes = TableFrame("notes")
    votes = TableFrame("votes")
    actions = TableFrame("actions")
    measures = TableFrame("measures")
    participants = TableFrame("participants")
    agenda = TableFrame("agenda")
    views = TableFrame("views")

    path: Path | None
    binding: Binding | None
    read_only: bool
    session: Session

    def __init__(
        self, document: Mapping[str, Any] | None = None, *, journal: Journal | None = None, revision: int = 0
    ) -> None:
        self._repairs: list[Repair] = []
        if document is None:
            self._document = empty()
        else:
            self._document, self._repairs = repair(document)
        self._lock = threading.RLock()
        self._journal: Journal = MemoryJournal() if journal is None else journal
        self._revision = revision
        self._observers: dict[int, Observer] = {}
        self._next_observer = 0
        self._undelivered: deque[Change] = deque()
        self._delivering = False
        #: The last DataFrame made of each table; `frames` keeps it.
        self.frames: dict[str, Any] = {}
        self.path = None
        self.binding = None
        self.read_only = False
        self.session = Session()

    # --- reading ---

    @property
    def revision(self) -> int:
        """How many changes have been accepted."""
        return self._revision

    @property
    def id(self) -> str:
        """The id of the map, which stays when its file is renamed."""
        return cast("str", self._document["id"])

    @property
    def language(self) -> str:
        """"ja" or "en": what the map is written in; English where it does not say."""
        return cast("str", self._current()["about"].get("language", "en"))

    @property
    def scale(self) -> Scale:
        """The emotion scale all raw scores are on."""
        return check.scale_in(self._current())

    @property
    def document(self) -> Document:
        """The whole journey as plain JSON: a deep copy, yours to change."""
        return cast("Document", thaw(self._current()))

    @property
    def about(self) -> Mapping[str, Any]:
        """What the map is about, to read; `journey.edit("about", title="…")` changes it."""
        return MappingProxyType(cast("Document", thaw(self._current()["about"])))

    def table(self) -> pd.DataFrame:
        """The readable table: names instead of ids, with `mean`, `n` and `spread` of the scores; see `model.join`."""
        return readable(self._current())

    @property
    def repairs(self) -> pd.DataFrame:
        """What was put right on opening: columns `place` and `repair` (in the map's language)."""
        import pandas as pd  # noqa: PLC0415 (only who wants frames pays for pandas)

        rows = [(repair.place, repair.words[self.language]) for repair in self._repairs]
        return pd.DataFrame(rows, columns=["place", "repair"], dtype="str")

    def snapshot(self) -> Snapshot:
        """The journey at this moment. Its document is shared: never change it. Inside a batch: as the batch sees it."""
        with self._lock:
            return Snapshot(self._revision, self._current())

    def last_seq(self, client: str) -> int:
        """The highest `seq` of `client` that has been dealt with, accepted or refused; 0 where there is none."""
        with self._lock:
            return self._journal.last_seq(client)

    def since(self, revision: int) -> list[Change] | None:
        """The changes after `revision`, oldest first; None where they are no longer all kept."""
        with self._lock:
            return self._journal.since(revision)

    def history_state(self, actor: str = "") -> dict[str, Said | None]:
        """What undo and redo of `actor` would do: `{"undo": {"ja", "en"} | None, "redo": …}`."""
        with self._lock:
            undo, redo = self._journal.undoable(actor), self._journal.redoable(actor)
            return {"undo": undo and undo.label, "redo": redo and redo.label}

    # --- changing ---

    def apply(
        self,
        patch: Mapping[str, Any],
        *,
        actor: str = "",
        client: str | None = None,
        seq: int | None = None,
        gesture: str | None = None,
        label: str | Said | None = None,
    ) -> Change:
        """The one door: change the journey by a JSON merge patch of its tables.

        Args:
            patch: `{table: {id: {field: value} | None}}`; None deletes. Deletes are completed.
            actor: the person. Undo is per person.
            client: the page load it came from, and `seq`, its number there, from 1.
            gesture: changes of one actor with the same gesture, one after the other, are one undo step.
            label: what undo calls it; derived from the patch where None.

        Returns:
            The accepted change. Its patch is `{}` and the revision unmoved where everything already was so.

        Raises:
            ChangeError: refused; nothing was applied.
        """
        try:
            wanted = plain(patch)
            batch = self._batch()
            if batch is not None:
                return self._apply_to_batch(batch, wanted, actor)
            with self._lock:
                change = self._commit(wanted, actor=actor, client=client, seq=seq, gesture=gesture, label=label)
        except ChangeError as error:
            error.language = self.language
            if client is not None and seq is not None:
                with self._lock:
                    self._journal.note_seq(client, seq)
            raise
        self._deliver()
        return change

    def undo(self, actor: str = "", *, client: str | None = None, seq: int | None = None) -> Change | None:
        """Take back the last step of `actor`, as far as others have not gone on from it; None where there is none.

        What had to stay is said in the change's `notes`.
        """
        return self._back("undo", actor, client, seq)

    def redo(self, actor: str = "", *, client: str | None = None, seq: int | None = None) -> Change | None:
        """Do again what `actor` undid last; None where there is nothing."""
        return self._back("redo", actor, client, seq)

    @contextmanager
    def batch(self, label: str | Said = "", *, actor: str = "") -> Generator[None]:
        """One undo step and one revision for all changes this thread (or task) makes in the block.

        They are made on a private copy: everyone else sees them at its end, or, after an exception, never; what others
        do in the meantime stays. Inside another batch it joins that one.

        Raises:
            ChangeError: at the end of the block, where what others did in the meantime does not go with it.
        """
        outer = self._batch()
        if outer is not None:
            before = outer.document
            try:
                yield
            except BaseException:
                outer.document = before
                raise
            return
        mine = _Batch(self, self._document)
        token = _open_batches.set((*_open_batches.get(), mine))
        try:
            yield
        finally:
            _open_batches.reset(token)
        patch = diff(mine.base, mine.document)
        if patch:
            self.apply(patch, actor=actor, label=label or None)

    def on_change(self, observer: Observer) -> Callable[[], None]:
        """Call `observer(change)` after every change, in revision order, from whichever thread made it.

        It is called without the lock, so it may read and change the journey; what it changes is told afterwards. An
        exception in it is logged and hurts nobody else.

        Returns:
            A function that ends it.
        """
        with self._lock:
            number = self._next_observer
            self._next_observer += 1
            self._observers = {**self._observers, number: observer}

        def stop() -> None:
            with self._lock:
                self._observers = {key: value for key, value in self._observers.items() if key != number}

        return stop

    # --- keeping ---

    def save(self) -> None:
        """Write the journey to its file now.

        Raises:
            ChangeError: it has no file yet; `jw.save(journey, path)` gives it one.
        """
        if self.binding is None:
            raise ChangeError("model.no_file", language=self.language)
        self.binding.save(self)

    def close(self) -> None:
        """Save what is not saved and let go of the file. A journey in memory has nothing to close."""
        if self.binding is not None:
            self.binding.close()

    def __setattr__(self, name: str, value: object) -> None:
        """Only what a journey has can be set: a typing error must not lose a table that was assigned."""
        if name == "about":
            raise AttributeError(say("model.about_is_read", self.language))
        if not (name.startswith("_") or name in _SETTABLE or name in TABLES):
            near = check.nearest(name, [*TABLES, *_SETTABLE])
            key = "model.no_such_attribute" if near else "model.no_such_attribute_far"
            raise AttributeError(say(key, self.language, name=name, near=near, valid=list(TABLES)))
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        document = self._current()
        title = document["about"]["title"]
        size = f"{len(document['stages'])} stages, {len(document['touchpoints'])} touchpoints"
        return f"<Journey {title!r}: {size}, {len(document['scores'])} scores, revision {self._revision}>"

    # --- inside ---

    def _batch(self) -> _Batch | None:
        return next((batch for batch in _open_batches.get() if batch.journey is self), None)

    def _current(self) -> Document:
        batch = self._batch()
        return self._document if batch is None else batch.document

    def _prepare(self, document: Document, patch: Any) -> Patch:
        """`patch` completed, checked against `document` and reduced to what it changes."""
        if self.read_only:
            raise ChangeError("model.read_only")
        check.shape(patch)
        patch = minimal(document, complete(document, patch))
        after = cast("Document", apply(document, patch))
        if "about" in patch:
            check.about(after["about"])
        scale = check.scale_in(after)
        for table, records in patch.items():
            if table == "about":
                continue
            for name, change in records.items():
                if change is not None:
                    self._check_record(document, after, table, name, change, scale)
        if "scale" in patch.get("about", {}):
            for name, record in after["scores"].items():
                check.score_on_scale(name, record, scale)
        return patch

    def _check_record(self, document: Document, after: Document, table: str, name: str, change: Patch, scale: Scale) -> None:
        record = after[table][name]
        try:
            check.record(table, name, record)
        except ChangeError as error:
            gone = self._journal.deletion(table, name) if name not in document[table] else None
            if gone is not None and error.key == "model.field_missing":
                raise self._gone(table, name) from None
            raise
        if table == "scores":
            check.score_on_scale(name, record, scale)
        if (reference := dangling(after, table, record)) is not None:
            raise self._dangling(document, after, reference, name, record)

    def _gone(self, table: str, name: str) -> ChangeError:
        deletion = self._journal.deletion(table, name)
        if deletion is None:
            return ChangeError("model.no_such_record", thing=thing(table), id=name)
        time = deletion.at.astimezone().strftime("%H:%M")
        who = self._who(deletion.actor)
        return ChangeError("model.was_deleted", thing=thing(table), id=name, name=deletion.name, who=who, time=time)

    def _dangling(self, document: Document, after: Document, reference: Reference, name: str, record: Patch) -> ChangeError:
        target, value = reference.target, str(record[reference.field])
        if self._journal.deletion(target, value) is not None and value not in document[target]:
            return self._gone(target, value)
        key = "model.no_such_stage" if (reference.table, target) == ("touchpoints", "stages") else "model.dangling"
        return ChangeError(
            key,
            thing=thing(reference.table),
            id=name,
            name=name_of(record, name),
            field=reference.field,
            target=thing(target),
            value=value,
            valid=sorted(after[target]),
        )

    def _who(self, actor: str) -> Any:
        if not actor:
            return said("model.someone")
        return name_of(self._document["participants"].get(actor), actor)

    def _commit(
        self,
        wanted: Any,
        *,
        actor: str,
        client: str | None = None,
        seq: int | None = None,
        gesture: str | None = None,
        label: str | Said | None = None,
        kind: Kind = "do",
        notes: tuple[Said, ...] = (),
    ) -> Change:
        """Take a change while holding the lock."""
        document = self._document
        patch = self._prepare(document, wanted)
        words = {"ja": label, "en": label} if isinstance(label, str) else label
        change = Change(
            revision=self._revision + 1 if patch else self._revision,
            patch=patch,
            inverse=cast("Patch", invert(document, patch)),
            at=datetime.now(UTC),
            label=words or describe(document, minimal(document, wanted)),
            actor=actor,
            client=client,
            seq=seq,
            gesture=gesture,
            kind=kind,
            notes=notes,
        )
        if patch:
            self._journal.append(change)
            self._document = cast("Document", apply(document, patch))
            self._revision = change.revision
            self._undelivered.append(change)
        elif kind != "do":
            self._journal.drop(actor, kind)
        if client is not None and seq is not None:
            self._journal.note_seq(client, seq)
        return change

    def _apply_to_batch(self, batch: _Batch, wanted: Any, actor: str) -> Change:
        patch = self._prepare(batch.document, wanted)
        label = describe(batch.document, patch)
        inverse = cast("Patch", invert(batch.document, patch))
        batch.document = cast("Document", apply(batch.document, patch))
        return Change(self._revision, patch, inverse, datetime.now(UTC), label, actor)

    def _back(self, kind: Kind, actor: str, client: str | None, seq: int | None) -> Change | None:
        if self._batch() is not None:
            raise ChangeError("model.undo_in_batch", language=self.language)
        with self._lock:
            step: Step | None = self._journal.undoable(actor) if kind == "undo" else self._journal.redoable(actor)
            if step is None:
                if client is not None and seq is not None:
                    self._journal.note_seq(client, seq)
                return None
            patch, left = take_back(self._document, step)
            notes = tuple(leftover.say(self._cause(leftover, step)) for leftover in left)
            label = said("model.undone" if kind == "undo" else "model.redone", what=step.label)
            try:
                change = self._commit(patch, actor=actor, client=client, seq=seq, label=label, kind=kind, notes=notes)
            except ChangeError as error:
                error.language = self.language
                raise
        self._deliver()
        return change

    def _cause(self, leftover: Leftover, step: Step) -> Said:
        """Who did what the leftover was left for."""
        table, name = leftover.by or (leftover.table, leftover.name)
        for change in reversed(self._journal.since(step.changes[-1].revision) or ()):
            records = change.patch.get(table)
            if records is not None and (table == "about" or name in records):
                who = self._who(change.actor)
                return who if isinstance(who, dict) else {"ja": who, "en": who}
        return said("model.someone")

    def _deliver(self) -> None:
        """Tell the observers what they have not been told yet. One thread tells at a time; it takes over for others."""
        while True:
            with self._lock:
                if self._delivering or not self._undelivered:
                    return
                self._delivering = True
                change = self._undelivered.popleft()
                observers = tuple(self._observers.values())
            try:
                for observer in observers:
                    try:
                        observer(change)
                    except Exception:
                        _log.exception("an observer of the journey failed at revision %d", change.revision)
            finally:
                with self._lock:
                    self._delivering = False
