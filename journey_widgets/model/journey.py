"""A journey: one document, one lock, one door. Every change, from wherever, goes through `Journey.apply`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from journey_widgets.model import check
from journey_widgets.model.admission import admit
from journey_widgets.model.attaching import Attaching
from journey_widgets.model.batch import Batch
from journey_widgets.model.binding import Binding, BindingState
from journey_widgets.model.change import Change, Journal, MemoryJournal, Origin, Snapshot
from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.delivery import Delivery, Observer
from journey_widgets.model.describe import describe
from journey_widgets.model.document import empty
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.frames import TableFrame
from journey_widgets.model.history import History
from journey_widgets.model.join import table as readable
from journey_widgets.model.joining import Joining
from journey_widgets.model.pasting import Pasting
from journey_widgets.model.patch import Document, Json, Patch, apply, diff, invert
from journey_widgets.model.personas import Personas
from journey_widgets.model.pictures import MemoryPictures, Pictures
from journey_widgets.model.plain import plain, thaw
from journey_widgets.model.records import TABLES
from journey_widgets.model.repair import Repair, repair
from journey_widgets.model.scale import Scale
from journey_widgets.model.steering import Helm, Steering
from journey_widgets.model.verbs import Verbs
from journey_widgets.words import Said, say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Binding", "BindingState", "Journey"]


_SETTABLE = ("path", "binding", "read_only", "read_only_because", "pictures")


class Journey(Verbs, Personas, Pasting, Attaching, Joining, History, Steering):
    """A customer journey that several hands change at once.

    Reading never waits: `snapshot()` and the DataFrames show one revision each, and a later change does not touch them.

    Args:
        document: a journey document (it is repaired where that is possible: `repairs` lists what was done); a new
            one where None.
        journal: where changes are kept; in memory, capped, where None.
        revision: where the journal left off.

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
    #: Why it is read-only, as a sentence; None where it is so because a newer version made it.
    read_only_because: Said | None
    #: The bytes behind the cards' `image`; whoever keeps the map sets where they are.
    pictures: Pictures

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
        self._kept: Checkpoint | None = next(reversed(self._journal.checkpoints()), None)
        self._delivery = Delivery(self._lock)
        self._keeping: list[Callable[[], None]] = []
        self.path = None
        self.binding = None
        self.read_only = False
        self.read_only_because = None
        self.pictures = MemoryPictures()
        self._helm = Helm()

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
        """What the map is written in, "ja" or "en"; English where it does not say."""
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
        notes: tuple[Said, ...] = (),
    ) -> Change:
        """The one door: change the journey by a JSON merge patch of its tables.

        Args:
            patch: `{table: {id: {field: value} | None}}`; None deletes. Deletes are completed.
            actor: the person. Undo is per person.
            client: the page load it came from.
            seq: its number there, from 1.
            gesture: changes of one actor with the same gesture, one after the other, are one undo step.
            label: what undo calls it; derived from the patch where None.
            notes: what a person should know about it, besides; they stand in the change.

        Returns:
            The accepted change. Its patch is `{}` and the revision unmoved where everything already was so.

        Raises:
            ChangeError: refused; nothing was applied.

        """
        origin = Origin(actor, client, seq, gesture)
        with self._explaining(origin):
            wanted = plain(patch)
            batch = Batch.of(self)
            if batch is not None:
                return self._apply_to_batch(batch, wanted, actor)
            with self._lock:
                change = self._commit(wanted, origin, label, notes)
        self._delivery.deliver()
        return change

    @contextmanager
    def batch(self, label: str | Said = "", *, actor: str = "") -> Generator[None]:
        """One undo step and one revision for all changes this thread (or task) makes in the block.

        They are made on a private copy: everyone else sees them at its end, or, after an exception, never; what others
        do in the meantime stays. Inside another batch it joins that one.

        Raises:
            ChangeError: at the end of the block, where what others did in the meantime does not go with it.

        """
        outer = Batch.of(self)
        if outer is not None:
            with outer.part():
                yield
            return
        mine = Batch(self, self._document)
        with mine.here():
            yield
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
        return self._delivery.observe(observer)

    def follow(self, document: Mapping[str, Any], label: Said) -> None:
        """Become what somebody else has made of the map, although (and only where) it is read-only here."""
        with self._lock:
            patch = diff(self._document, plain(document))
            if not (self.read_only and patch):
                return
            inverse = cast("Patch", invert(self._document, patch))
            change = Change(self._revision + 1, patch, inverse, datetime.now(UTC), label)
            self._journal.append(change)
            self._document = cast("Document", apply(self._document, patch))
            self._revision = change.revision
            self._delivery.put(change)
        self._delivery.deliver()

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

    def on_binding(self, observer: Callable[[], None]) -> Callable[[], None]:
        """Call `observer()` whenever `binding` or `read_only` is set; returns what ends that."""
        self._keeping.append(observer)
        return lambda: self._keeping.remove(observer) if observer in self._keeping else None

    def __setattr__(self, name: str, value: object) -> None:
        """Only what a journey has can be set: a typing error must not lose a table that was assigned."""
        if name == "about":
            raise AttributeError(say("model.about_is_read", self.language))
        if not (name.startswith("_") or name in _SETTABLE or name in TABLES):
            near = check.nearest(name, [*TABLES, *_SETTABLE])
            key = "model.no_such_attribute" if near else "model.no_such_attribute_far"
            raise AttributeError(say(key, self.language, name=name, near=near, valid=list(TABLES)))
        object.__setattr__(self, name, value)
        if name in ("binding", "read_only"):
            for observer in tuple(self._keeping):
                observer()

    def __repr__(self) -> str:
        document = self._current()
        title = document["about"]["title"]
        size = f"{len(document['stages'])} stages, {len(document['touchpoints'])} touchpoints"
        return f"<Journey {title!r}: {size}, {len(document['scores'])} scores, revision {self._revision}>"

    # --- inside ---

    def _current(self) -> Document:
        batch = Batch.of(self)
        return self._document if batch is None else batch.document

    @contextmanager
    def _explaining(self, origin: Origin) -> Generator[None]:
        """A refusal is said in the map's language, and its `seq` is dealt with."""
        try:
            yield
        except ChangeError as error:
            error.language = self.language
            self._note_seq(origin)
            raise

    def _note_seq(self, origin: Origin) -> None:
        if origin.client is not None and origin.seq is not None:
            with self._lock:
                self._journal.note_seq(origin.client, origin.seq)

    def _check_writable(self) -> None:
        if self.read_only and self.read_only_because is not None:
            raise ChangeError("model.read_only_because", why=self.read_only_because)
        if self.read_only:
            raise ChangeError("model.read_only")

    def _admit(self, document: Document, wanted: Json) -> Patch:
        self._check_writable()
        return admit(document, wanted, self._journal.deletion)

    def _commit(self, wanted: Json, origin: Origin, label: str | Said | None, notes: tuple[Said, ...] = ()) -> Change:
        """Take a change while holding the lock. What the journal cannot keep does not happen."""
        document = self._document
        patch = self._admit(document, wanted)
        words = {"ja": label, "en": label} if isinstance(label, str) else label
        now = datetime.now(UTC)
        change = Change(
            revision=self._revision + 1 if patch else self._revision,
            patch=patch,
            inverse=cast("Patch", invert(document, patch)),
            at=now,
            label=words or describe(document, wanted),
            actor=origin.actor,
            client=origin.client,
            seq=origin.seq,
            gesture=origin.gesture,
            kind=origin.kind,
            notes=notes,
        )
        if patch:
            self._keep_if_due(now)
            self._journal.append(change)
            self._document = cast("Document", apply(document, patch))
            self._revision = change.revision
            self._delivery.put(change)
        elif origin.kind != "do":
            self._journal.drop(origin.actor, origin.kind)
        self._note_seq(origin)
        return change

    def _apply_to_batch(self, batch: Batch, wanted: Json, actor: str) -> Change:
        patch = self._admit(batch.document, wanted)
        label = describe(batch.document, wanted)
        inverse = cast("Patch", invert(batch.document, patch))
        batch.document = cast("Document", apply(batch.document, patch))
        return Change(self._revision, patch, inverse, datetime.now(UTC), label, actor)
