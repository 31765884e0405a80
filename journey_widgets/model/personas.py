"""What one does with a whole persona: copying it with everything that was scored for it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from journey_widgets.model.ids import PREFIXES, composed_id, new_id
from journey_widgets.words import said, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.model.patch import Document, Patch
    from journey_widgets.words import Said

__all__ = ["Personas"]

#: What a copy does not take along: the same share again would count these customers twice, a colour tells lines apart.
_OWN: Final = frozenset({"share", "color"})


class Personas(ABC):
    """What a `Journey` does with personas as a whole."""

    __slots__ = ()

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """The journey at this moment."""

    @abstractmethod
    def apply(self, patch: Mapping[str, Any], *, label: str | Said | None = None) -> Change:
        """The one door."""

    @abstractmethod
    def record(self, table: str, name: str = "", /) -> Document:
        """A copy of a record."""

    @property
    @abstractmethod
    def language(self) -> str:
        """What the map is written in."""
        ...

    def copy_persona(self, persona: str, name: str | None = None) -> str:
        """A new persona with all fields and all scores of another one, as one undo step.

        Its share of the customers and its colour are not copied: the shares would no longer add up.

        Args:
            persona: the id of the persona to copy.
            name: what the copy is called; "花のコピー" / "Copy of Hana" where None.

        Returns:
            The id of the copy.

        Raises:
            NoSuchRecord: there is no such persona.

        """
        record = {field: value for field, value in self.record("personas", persona).items() if field not in _OWN}
        record["name"] = name or say("personas.copy_of", self.language, name=record["name"])
        copy = new_id(PREFIXES["personas"])
        given: dict[str, Document] = self.snapshot().document["scores"]
        scores: Patch = {}
        for score in given.values():
            if score.get("persona") == persona:
                mine = {**score, "persona": copy}
                scores[composed_id("scores", mine)] = mine
        patch: Patch = {"personas": {copy: record}}
        if scores:
            patch["scores"] = scores
        self.apply(patch, label=said("personas.copied"))
        return copy
