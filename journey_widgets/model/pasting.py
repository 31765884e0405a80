"""What a journey takes from a pasted list: notes, or stages with their touchpoints."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Literal

from journey_widgets.model.ids import PREFIXES, new_id
from journey_widgets.model.order import by_rank, touchpoints_of
from journey_widgets.model.outline import fold, lanes, lines
from journey_widgets.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.model.patch import Document
    from journey_widgets.words import Said

__all__ = ["Pasting"]

NoteKind = Literal["pain", "gain", "opportunity", "question", "quote"]


class Pasting(ABC):
    """What a `Journey` takes from a pasted list."""

    __slots__ = ()

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """The journey at this moment."""

    @abstractmethod
    def apply(self, patch: Mapping[str, Any], *, label: str | Said | None = None) -> Change:
        """The one door."""

    @abstractmethod
    def add(self, table: str, *, before: str | None = None, after: str | None = None, **fields: object) -> str:
        """A new record."""

    @abstractmethod
    def batch(self, label: str | Said = "") -> AbstractContextManager[None]:
        """One undo step."""

    def paste_notes(
        self, text: str, kind: NoteKind = "pain", touchpoint: str | None = None, **fields: object
    ) -> list[str]:
        """One note for each line of a pasted list, as one undo step.

        Args:
            text: the list; bullets, numbers and indentation are taken off.
            kind: "pain", "gain", "opportunity", "question" or "quote".
            touchpoint: the touchpoint all of them are on; nowhere yet where None.
            **fields: further fields of every note: `stage`, `author`, `severity`, …

        Returns:
            The ids of the new notes, in the order of the lines.

        Raises:
            ChangeError: no such touchpoint, or a value is not valid; no note was made.

        """
        shared = {"kind": kind, "touchpoint": touchpoint, **fields}
        record = {name: value for name, value in shared.items() if value is not None}
        made = {new_id(PREFIXES["notes"]): {**record, "text": line} for line in lines(text)}
        self.apply({"notes": made} if made else {}, label=said("notes.pasted", n=len(made)))
        return list(made)

    def outline(self, text: str, kind: NoteKind = "pain") -> dict[str, list[str]]:
        """Stages and touchpoints from a pasted outline, as one undo step.

        The first level names stages, the second touchpoints, anything below is a note on its touchpoint. A stage that
        is there already (width and case don't matter) is used, and so are a touchpoint in it and a note on that:
        pasting a list again brings only what is new. New stages and touchpoints stand last.

        Args:
            text: the outline, see `journey_widgets.model.outline.parse`.
            kind: what the notes are.

        Returns:
            The ids of what was made: `{"stages": […], "touchpoints": […], "notes": […]}`.

        """
        made: dict[str, list[str]] = {"stages": [], "touchpoints": [], "notes": []}

        def add(table: str, **fields: str) -> str:
            name = self.add(table, **fields)
            made[table].append(name)
            return name

        with self.batch(said("notes.outlined")):
            for lane in lanes(text):
                stage = self._called("stages", "name", lane.name) or add("stages", name=lane.name)
                for card in lane.cards:
                    touchpoint = self._called("touchpoints", "title", card.title, stage)
                    if touchpoint is None:
                        touchpoint = add("touchpoints", title=card.title, stage=stage)
                    said_already = self._notes_on(touchpoint)
                    for note in card.notes:
                        if fold(note) not in said_already:
                            add("notes", kind=kind, text=note, touchpoint=touchpoint)
        return made

    def _notes_on(self, touchpoint: str) -> set[str]:
        notes: dict[str, Document] = self.snapshot().document["notes"]
        return {fold(note["text"]) for note in notes.values() if note.get("touchpoint") == touchpoint}

    def _called(self, table: str, name_field: str, called: str, stage: str | None = None) -> str | None:
        """The first record of a table, or of a stage, that is called so."""
        document = self.snapshot().document
        names = by_rank(document[table]) if stage is None else touchpoints_of(document, stage)
        same = (name for name in names if fold(document[table][name].get(name_field, "")) == fold(called))
        return next(same, None)
