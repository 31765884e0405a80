"""The journal of a map beside its file: every change is on the disk before anyone is told that it happened."""

from __future__ import annotations

import errno
import threading
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple, cast

from journey_widgets.model.change import Change, Deletion, Journal, Kind, MemoryJournal, Snapshot, Step
from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.patch import Document, apply, same
from journey_widgets.storage.entries import (
    Entry,
    Store,
    change_in,
    checkpoint_in,
    entry_of_change,
    entry_of_checkpoint,
    packed,
    unpacked,
)
from journey_widgets.storage.errors import why
from journey_widgets.storage.merging import TAKEN_IN
from journey_widgets.storage.migrations import VERSION

__all__ = ["FileJournal", "Known"]

#: So many changes stay when the oldest are forgotten, which happens when there are more than `_MOST`.
KEPT: Final = 20_000
_MOST: Final = 25_000
#: Checkpoints hold whole documents: when so many have been forgotten, they are dropped from the store, too.
_MOST_FORGOTTEN: Final = 50
_FULL: Final = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
#: What reading a damaged entry may raise.
_WRONG: Final = (KeyError, TypeError, ValueError, AttributeError, zlib.error)


class Known(NamedTuple):
    """What is known of a file's content: the journey at `revision` has all of it; `exact`: and nothing else.

    Where it is not exact, `document` is what the file holds (packed; empty where the writer was killed too soon).
    """

    revision: int
    exact: bool = True
    document: str = ""


class FileJournal:
    """A `model.Journal` that keeps what it is told in a store, and an index of it in memory.

    Its state after a crash is what it was told before: everything is simply told again. What cannot be kept is refused
    with a `ChangeError`.
    """

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store
        self._guard = threading.RLock()  # the file's writer notes what it does without the journey's lock
        self._start()
        for entry in store.load():
            try:
                self._recall(entry)
            except _WRONG:
                self.damaged = True
        self.damaged = self.damaged or store.damaged
        if self._forgotten > _MOST_FORGOTTEN and not self.damaged:
            self._rewritten()

    def _start(self) -> None:
        self.map_id = ""
        self.version = VERSION
        self.revision = 0  # after the last change
        self.damaged = False  # whether something that had been kept is gone
        self._index = MemoryJournal(changes=_MOST + 1)
        self._changes = 0
        self._forgotten = 0
        self._before_gap: list[Change] = []  # what is left of a damaged past
        self._seqs: dict[str, int] = {}
        self._drops: list[Entry] = []
        self._base: Entry | None = None
        self._written: dict[str, Known] = {}  # what is certainly in the file: at most one
        self._writing: dict[str, Known] = {}  # what may be in it instead, because its writer never came back
        self._moments: dict[str, tuple[Checkpoint, str]] = {}

    # --- beginning and ending ---

    def begin(self, start: Snapshot, before: Sequence[Entry] = ()) -> None:
        """Forget everything and start with the map as it is at `start`; `before` is remembered. Raises ChangeError."""
        head = Entry("map", start.revision, {"id": start.document["id"], "version": VERSION})
        base = Entry("base", start.revision, {"document": packed(start.document)})
        entries = [head, *before, base]
        with self._guard:
            self._store_does(lambda store: store.replace(entries))
            self._start()
            for entry in entries:
                self._recall(entry)

    def move(self, store: Store) -> None:
        """Keep everything in another store from now on. Raises ChangeError."""
        with self._guard:
            self._store = store
            entries = self.told()
            self._store_does(lambda store: store.replace(entries))

    def detach(self) -> None:
        """Let go of the store; the journal lives on in memory."""
        with self._guard:
            store, self._store = self._store, None
        if store is not None:
            store.close()

    def well(self) -> bool:
        """Whether what is kept now would be found again."""
        with self._guard:
            return self._store is None or self._store.alive()

    # --- what a journey tells and asks; see `model.Journal` ---

    def append(self, change: Change) -> None:
        """Keep `change` on the disk."""
        self._keep(entry_of_change(change))
        self._take(change)
        if self._changes > _MOST:
            self._forget_oldest()

    def note_seq(self, client: str, seq: int) -> None:
        """Remember a `seq` that came without a change; a change brings its own."""
        if seq <= self.last_seq(client):
            return
        self._seqs[client] = seq
        try:
            self._keep(Entry("seq", self.revision, {"client": client, "seq": seq}))
        except ChangeError:
            return  # it was for a refusal: should the kernel die now, the page asks again and is refused again

    def last_seq(self, client: str) -> int:
        """The highest `seq` dealt with."""
        return self._seqs.get(client, 0)

    def since(self, revision: int) -> list[Change] | None:
        """The changes after `revision`; None also where damage lies between."""
        changes = self._index.since(revision)
        return changes if not changes or changes[-1].revision == revision + len(changes) else None

    def undoable(self, actor: str) -> Step | None:
        """The next undo step."""
        return self._index.undoable(actor)

    def redoable(self, actor: str) -> Step | None:
        """The next redo step."""
        return self._index.redoable(actor)

    def drop(self, actor: str, kind: Kind) -> None:
        """Forget a step."""
        entry = Entry("drop", self.revision, {"actor": actor, "kind": kind})
        self._keep(entry)
        self._recall(entry)

    def deletion(self, table: str, name: str) -> Deletion | None:
        """Who removed it."""
        return self._index.deletion(table, name)

    def history(self) -> list[Change]:
        """The changes still kept."""
        return self._index.history()

    def keep(self, checkpoint: Checkpoint, document: Document) -> None:
        """Keep a document."""
        content = packed(document)
        self._keep(entry_of_checkpoint(checkpoint, content))
        self._moments[checkpoint.id] = checkpoint, content

    def forget(self, checkpoint: str) -> None:
        """Drop a checkpoint."""
        if checkpoint in self._moments:
            self._keep(Entry("forget", self.revision, {"id": checkpoint}))
            del self._moments[checkpoint]

    def checkpoints(self) -> list[Checkpoint]:
        """All that are kept."""
        return [checkpoint for checkpoint, _ in self._moments.values()]

    def document_at(self, checkpoint: str) -> Document:
        """The document of a checkpoint."""
        return unpacked(self._moments[checkpoint][1])

    # --- what the file's writer tells and asks ---

    def writing(self, digest: str, revision: int, other: Document | None = None) -> None:
        """The content with this digest is about to be the file's. Raises ChangeError.

        It is the journey at `revision`, or else `other`, of which the journey at `revision` has all.
        """
        known = Known(revision) if other is None else Known(revision, exact=False, document=packed(other))
        with self._guard:
            self._keep(_noted(digest, known))
            self._writing[digest] = known
            self._store_does(lambda store: store.settle())

    def written(self, digest: str) -> None:
        """It is the file's content now. Raises ChangeError."""
        with self._guard:
            if digest not in self._writing:
                return  # that it would be could not be noted, either
            entry = Entry("written", self.revision, {"digest": digest})
            self._recall(entry)
            self._keep(entry)

    def knows(self, digest: str) -> Known | None:
        """What is known of the content with this digest, if it is what was written last."""
        return self._writing.get(digest) or self._written.get(digest)

    def recognises(self, document: Document) -> Known | None:
        """What is known of a file that holds `document`, if that is what the journey was at or after the last writing.

        So it is when the file could be written, and the journal could not note it: on a full disk, for example.
        """
        known = next(iter(self._written.values()), None)
        state = None if known is None else self.document_of(known.revision)
        if known is None or state is None:
            return None
        if not known.exact and same(state, document):
            return Known(known.revision)
        for change in self._index.history():
            if known.revision < change.revision:
                state = cast("Document", apply(state, change.patch))
                if same(state, document):
                    return Known(change.revision)
        return None

    def last_written(self) -> Document | None:
        """The document that was in the file when it was last written; None where that is not known any longer."""
        known = next(iter(self._written.values()), None)
        if known is None or known.exact:
            return None if known is None else self.document_of(known.revision)
        try:
            return unpacked(known.document)
        except _WRONG:
            return None

    def document_of(self, revision: int) -> Document | None:
        """The document at a revision; None where it is not known any longer."""
        starts = [(checkpoint.revision, content) for checkpoint, content in self._moments.values()]
        if self._base is not None:
            starts.append((self._base.revision, self._base.body["document"]))
        starts = [start for start in starts if start[0] <= revision]
        if not starts:
            return None
        after, content = max(starts, key=lambda start: start[0])
        try:
            return self.replayed(unpacked(content), after, revision)
        except _WRONG:
            return None

    def left_over(self) -> list[Document]:
        """What the map may have been, where changes are missing: from the last whole document that is known."""
        starts = [(checkpoint.revision, content) for checkpoint, content in self._moments.values()]
        if self._base is not None:
            starts.append((self._base.revision, self._base.body["document"]))
        for after, content in sorted(starts, key=lambda start: start[0], reverse=True):
            try:
                document = unpacked(content)
                return [*self.patched_up(document, after), document]
            except _WRONG:
                continue
        return []

    def replayed(self, document: Document, after: int, upto: int | None = None) -> Document | None:
        """`document`, which is of revision `after`, with what happened since; None where a change is missing."""
        last = self.revision if upto is None else upto
        for change in self._index.history():
            if after < change.revision <= last:
                if change.revision != after + 1:
                    return None
                document, after = cast("Document", apply(document, change.patch)), change.revision
        return document if after == last else None

    def patched_up(self, document: Document, after: int) -> list[Document]:
        """What `replayed` may have been where changes are missing: with all there are, and up to the first gap."""
        everything, contiguous, last = document, document, after
        for change in [*self._before_gap, *self._index.history()]:
            if change.revision > after:
                everything = cast("Document", apply(everything, change.patch))
                if change.revision == last + 1:
                    contiguous, last = cast("Document", apply(contiguous, change.patch)), change.revision
        return [everything, contiguous]

    def told(self, base: Entry | None = None) -> list[Entry]:
        """Everything there is to tell a new journal; only from `base` on, where that is given."""
        after = -1 if base is None else base.revision
        changes = [entry_of_change(change) for change in self._index.history()]
        later = [entry for entry in [*changes, *self._drops] if entry.revision > after]
        start = base or self._base
        # Sorting is stable: what belongs to a revision comes after the change that led to it.
        if start is not None:
            later.append(start)
        later.sort(key=lambda entry: entry.revision)
        head = [Entry("map", self.revision, {"id": self.map_id, "version": self.version})]
        moments = [entry_of_checkpoint(*moment) for moment in self._moments.values()]
        seqs = [Entry("seq", self.revision, {"client": c, "seq": s}) for c, s in self._seqs.items()]
        return [*head, *moments, *later, *seqs, *self._told_written()]

    # --- inside ---

    def _recall(self, entry: Entry) -> None:
        """Take in what is kept."""
        body: dict[str, Any] = entry.body
        match entry.kind:
            case "change":
                self._take(change_in(entry))
            case "seq":
                self._seqs[body["client"]] = max(body["seq"], self.last_seq(body["client"]))
            case "drop":
                self._drops.append(entry)
                if (self.redoable if body["kind"] == "redo" else self.undoable)(body["actor"]) is not None:
                    self._index.drop(body["actor"], body["kind"])
            case "writing":
                self._writing[body["digest"]] = Known(entry.revision, body["exact"], body["document"])
            case "written":
                self._written, self._writing = {body["digest"]: self._writing[body["digest"]]}, {}
            case "checkpoint":
                checkpoint, content = checkpoint_in(entry)
                self._moments[checkpoint.id] = checkpoint, content
            case "forget":
                self._moments.pop(body["id"], None)
                self._forgotten += 1
            case "base":
                self._base, self.revision = entry, entry.revision
            case "map":
                self.map_id, self.version = body["id"], body["version"]

    def _take(self, change: Change) -> None:
        """Take in a change that is kept."""
        if change.revision != self.revision + 1:
            if self._base is not None or self._index.history():
                self.damaged = True  # something between is missing: nothing older may be undone on top of that
            self._before_gap += self._index.history()
            self._index, self._drops, self._changes = MemoryJournal(changes=_MOST + 1), [], 0
        step = {"undo": self.undoable, "redo": self.redoable}.get(change.kind)
        if step is not None and step(change.actor) is None:
            change = replace(change, kind="do")  # what it took back is older than all that is kept
        self._index.append(change)
        self._changes += 1
        if change.client is not None and change.seq is not None:
            self._seqs[change.client] = max(change.seq, self.last_seq(change.client))
        self.revision = change.revision
        if change.gesture is not None and change.gesture.startswith(TAKEN_IN):
            self._writing[change.gesture.removeprefix(TAKEN_IN)] = Known(change.revision, exact=False)

    def _keep(self, entry: Entry) -> None:
        with self._guard:
            self._store_does(lambda store: store.add([entry]))

    def _store_does(self, act: Callable[[Store], None]) -> None:
        if self._store is None:
            return
        try:
            act(self._store)
        except OSError as problem:
            key = "storage.journal_full" if problem.errno in _FULL else "storage.journal_failed"
            raise ChangeError(key, problem=why(problem)) from problem

    def _told_written(self) -> list[Entry]:
        entries: list[Entry] = []
        for digest, known in {**self._written, **self._writing}.items():
            entries.append(_noted(digest, known))
            if digest in self._written:
                entries.append(Entry("written", known.revision, {"digest": digest}))
        return entries

    def _rewritten(self, base: Entry | None = None) -> bool:
        """Keep only what is still needed; False where there is no room for that now."""
        with self._guard:  # nothing is added between telling and keeping
            entries = self.told(base)
            try:
                self._store_does(lambda store: store.replace(entries))
            except ChangeError:
                return False
        return True

    def _forget_oldest(self) -> None:
        """Drop the oldest changes from the store; the index in memory drops its own."""
        cut = self._index.history()[-KEPT].revision - 1
        document = self.document_of(cut)
        if document is None:
            return  # it is not known how the map was then: everything stays
        base = Entry("base", cut, {"document": packed(document)})
        if not self._rewritten(base):
            return
        self._base, self._changes = base, KEPT


def _noted(digest: str, known: Known) -> Entry:
    return Entry("writing", known.revision, {"digest": digest, "exact": known.exact, "document": known.document})


def told_by(journal: Journal) -> list[Entry]:
    """What a journal in memory has to tell to one in a file."""
    moments = [entry_of_checkpoint(one, packed(journal.document_at(one.id))) for one in journal.checkpoints()]
    return [*moments, *(entry_of_change(change) for change in journal.history())]
