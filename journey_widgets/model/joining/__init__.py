"""Taking another map in: its stages, cards, personas, notes and all, as one undo step.

For two maps that were never one: what two groups made in one workshop, or a branch's map and the head office's. Two
versions of one file, with the version both began from, are merged by `model.merge` (`journey-widgets merge`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from journey_widgets.model.check import scale_in
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.ids import KEYS, composed_id
from journey_widgets.model.joining.fields import together
from journey_widgets.model.joining.identity import Names, names_here, rewritten
from journey_widgets.model.joining.places import ranks_of_new
from journey_widgets.model.patch import Document, apply, diff
from journey_widgets.model.records import TABLES
from journey_widgets.model.rescaling import measure, rescaled
from journey_widgets.model.telling import called, field_called, joined
from journey_widgets.words import LANGUAGES, Said, said

if TYPE_CHECKING:
    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.model.pictures import Pictures

__all__ = ["Joining", "Taken", "taken_in"]

#: What is said of the map there, and not of what both are about together.
_OWN_ABOUT: Final = frozenset({"title", "scale", "reviewed_on"})
_MOST_TOLD: Final = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """A map that has taken in another one: the document, and sentences about what a person should know."""

    document: Document
    notes: tuple[Said, ...]


class Joining(ABC):
    """What a `Journey` does with another one."""

    __slots__ = ()

    pictures: Pictures

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """The journey at this moment."""

    @abstractmethod
    def apply(
        self, patch: Mapping[str, Any], *, label: str | Said | None = None, notes: tuple[Said, ...] = ()
    ) -> Change:
        """The one door."""

    @property
    @abstractmethod
    def language(self) -> str:
        """The language errors are said in."""
        ...

    def merge(self, other: Joining, *, by_name: bool = False) -> Change:
        """Take another map in: its stages, touchpoints, personas, notes, scores, actions and all, as one undo step.

        - *The same thing* keeps its id, and what only one of both maps says of it is there afterwards; where both say
          something else, this map's stays and the change's `notes` name it. A card that is in the pool here and on a
          stage there goes to that stage; goals, wishes, fears, habits and concerns of a persona are put together.
        - *The same id for something else* (ids from templates, people and scripts) gets an id of its own, and every
          reference to it follows. The same thing is what is called the same, or has an id drawn at random, or comes
          from a version of this very map; people whom nobody named are one person only as long as nothing they scored
          or voted differs (`model.joining.identity`).
        - *Order*: this map's stays; what is new stands behind what it stands behind there.
        - *Scales*: scores are converted to this map's scale, to the nearest value; the notes say how many were rounded.
        - Title, scale and the day of review stay this map's. Pictures come along. What was deleted here and is still
          there comes back: to merge two versions of one file, use `journey-widgets merge`.

        Taking the same map in once more changes nothing.

        Args:
            other: the map to take in; it is not changed.
            by_name: personas, stages, people, and touchpoints of one stage are also the same thing where only one of
                each map is called so: for maps that were both begun from nothing.

        Returns:
            The change. Its patch is `{}` where there was nothing to take in.

        Raises:
            ChangeError: this map is read-only; or what came out is not a valid map. Nothing was applied.
            SaveError: a picture cannot be kept beside this map.

        """
        if not isinstance(cast("object", other), Joining):
            raise ChangeError("model.merge_not_a_map", language=self.language, kind=type(other).__name__)
        here = self.snapshot().document
        theirs = other.snapshot().document
        self.apply({})  # what may not be changed is refused before anything is written beside it
        theirs = _with_pictures(here, theirs, self.pictures, other.pictures)
        taken = taken_in(here, theirs, by_name=by_name)
        label = said("model.merged", name=theirs["about"]["title"] or theirs["id"])
        return self.apply(diff(here, taken.document), label=label, notes=taken.notes)


def taken_in(here: Document, other: Document, *, by_name: bool = False) -> Taken:
    """`here` with all of `other`; see `Joining.merge`. Both are documents as a journey holds them, and stay so."""
    notes: list[Said] = []
    mine, theirs = scale_in(here), scale_in(other)
    if measure(mine) != measure(theirs):
        patch, rounded = rescaled(other, theirs, mine)
        other = cast("Document", apply(other, patch))
        if patch["scores"]:
            notes.append(said("model.rescaled", n=len(patch["scores"]), rounded=rounded))
    names = names_here(here, other, by_name=by_name)
    kept: list[tuple[str, str, str]] = []
    result: Document = {**here, "about": _about(here["about"], other["about"], kept)}
    for table in TABLES:
        result[table] = _table(table, here[table], other[table], names, kept)
    _uncircled(here, result["notes"])
    for table, ranks in ranks_of_new(here, other, names, result).items():
        for name, rank in ranks.items():
            result[table][name] = {**result[table][name], "rank": rank}
    if kept:
        notes.append(_told(here, kept))
    return Taken(result, tuple(notes))


def _about(mine: Document, theirs: Document, kept: list[tuple[str, str, str]]) -> Document:
    shared = {field: value for field, value in theirs.items() if field not in _OWN_ABOUT}
    record, fields = together("about", mine, shared)
    kept += [("about", "", field) for field in fields]
    return record


def _table(table: str, mine: Document, theirs: Document, names: Names, kept: list[tuple[str, str, str]]) -> Document:
    result = dict(mine)
    for there, record in theirs.items():
        new = rewritten(table, record, names)
        name = composed_id(table, new) if table in KEYS else names[table][there]
        if name not in mine:
            result[name] = new
            continue
        result[name], fields = together(table, mine[name], new)
        kept += [(table, name, field) for field in fields]
    return result


def _uncircled(here: Document, notes: Document) -> None:
    """Take back what would merge a note into itself: there A went into B, here B into A."""
    for name, note in notes.items():
        if "merged_into" not in note or "merged_into" in here["notes"].get(name, {}):
            continue
        seen = {name}
        following = note["merged_into"]
        while following in notes and following not in seen:
            seen.add(following)
            following = notes[following].get("merged_into")
        if following in seen:
            notes[name] = {field: value for field, value in note.items() if field != "merged_into"}


def _with_pictures(here: Document, other: Document, mine: Pictures, theirs: Pictures) -> Document:
    """`other` with the pictures that can be had beside this map, and without the others."""
    shown = {card["image"] for card in here["touchpoints"].values() if "image" in card}
    cards: Document = {}
    for name, card in other["touchpoints"].items():
        image = card.get("image")
        data = None if image is None or image in shown else theirs.get(image)
        if data is not None:
            card = {**card, "image": mine.put(data)}  # noqa: PLW2901 - the card as it is here
        elif image is not None and image not in shown:
            card = {field: value for field, value in card.items() if field not in ("image", "image_alt")}  # noqa: PLW2901
        cards[name] = card
    return {**other, "touchpoints": cards}


def _told(here: Document, kept: list[tuple[str, str, str]]) -> Said:
    parts = [
        said(
            "model.merge_kept_one",
            what=called(here, table, name),
            field=joined([field_called(table, field.split("/")[0]), *field.split("/")[1:]], " / "),
        )
        for table, name, field in kept[:_MOST_TOLD]
    ]
    if len(kept) > _MOST_TOLD:
        parts.append({language: f"… (+{len(kept) - _MOST_TOLD})" for language in LANGUAGES})
    return said("model.merge_kept", n=len(kept), fields=joined(parts))
