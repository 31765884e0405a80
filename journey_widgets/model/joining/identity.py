"""Which record of another map is which one here: the same thing keeps its id, anything else gets one of its own.

Two records of one id are the same thing where

- both maps are versions of one (they have the same map id), or
- the id was drawn at random when the thing was made (`new_id`), so that nobody else can have made it, or
- both are called the same (width and case don't matter): ids from a template, a person or a script ("tp_1").

Where an id means something else there, the record gets an id made of the other map's and its own: taking that map in
once more finds it again. People whom nobody named (`p01`, in every workshop) are one person only as long as nothing
they scored or voted differs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from journey_widgets.model.ids import PREFIXES, composed_id
from journey_widgets.model.integrity import FROM
from journey_widgets.model.outline import fold
from journey_widgets.model.patch import Document, Json

__all__ = ["Names", "names_here", "rewritten"]

#: Ids of the other map → ids here, by table.
Names = dict[str, dict[str, str]]

#: What others are told by comes first: a link is known by its ends, a person by what they scored and voted.
_ORDER: Final = (
    "personas", "stages", "touchpoints", "notes", "participants", "links", "actions", "measures", "agenda", "views",
)  # fmt: skip
#: What a record is called, or told from others by.
_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "personas": ("name",),
    "stages": ("name",),
    "touchpoints": ("title",),
    "notes": ("kind", "text"),
    "participants": ("label",),
    "links": ("source", "target", "condition"),
    "actions": ("title",),
    "measures": ("metric", "touchpoint", "stage", "period"),
    "agenda": ("title",),
    "views": ("name",),
}
#: Where a person would say "that is the same one", whatever its id.
_KNOWN_BY_NAME: Final = frozenset({"personas", "stages", "touchpoints", "participants"})
#: As `new_id` draws them; "tp_registration" is as long, but was thought of by somebody.
_DRAWN = re.compile(r"[a-z]{2}_(?=.*[0-9A-Z].*[0-9A-Z])[0-9A-Za-z]{12}")


def names_here(here: Document, other: Document, *, by_name: bool = False) -> Names:
    """What every record of `other` (on the same scale as `here`) is called here: its id, or that of its own making.

    Scores and votes follow from these: their ids are composed.

    Args:
        here: the document that takes in.
        other: the document that is taken in.
        by_name: personas, stages, people, and touchpoints of one stage are also the same thing where only one of each
            map is called so.

    """
    names: Names = {table: {} for table in _ORDER}
    case = _Case(here, other, names)
    for table in _ORDER:
        called = case.by_name(table) if by_name and table in _KNOWN_BY_NAME else {}
        for name in other[table]:
            own = _own_id(other["id"], table, name)
            if own in here[table]:
                names[table][name] = own
            elif name in called:
                names[table][name] = called[name]
            else:
                names[table][name] = own if name in here[table] and not case.same(table, name) else name
    return names


def rewritten(table: str, record: Mapping[str, Any], names: Names) -> Document:
    """`record` of the other map with every reference as it is here."""
    result = dict(record)
    for reference in FROM.get(table, ()):
        value = result.get(reference.field)
        if isinstance(value, str):
            result[reference.field] = names[reference.target].get(value, value)
    if table == "views":  # which name things without being held to it
        if "personas" in result:
            result["personas"] = _all_renamed(result["personas"], names["personas"])
        where: Document = result.get("where", {})
        if "stage" in where:
            result["where"] = {**where, "stage": _all_renamed(where["stage"], names["stages"])}
    return result


def _all_renamed(value: Json, names: Mapping[str, str]) -> Json:
    """One id, or a list of them; anything else a file may hold stays as it is."""
    if isinstance(value, list):
        return [_all_renamed(one, names) for one in cast("list[Json]", value)]
    return names.get(value, value) if isinstance(value, str) else value


def _own_id(map_id: str, table: str, name: str) -> str:
    """The id that the thing `name` of the map `map_id` gets where its own is taken: always the same one."""
    number = int.from_bytes(hashlib.sha256(f"{map_id}/{table}/{name}".encode()).digest()[:16])
    letters = ""
    for _ in range(12):
        number, digit = divmod(number, 62)
        letters += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[digit]
    return f"{PREFIXES[table]}_{letters}"


@dataclass(frozen=True, slots=True)
class _Case:
    """Two maps, and what is known so far of which thing there is which one here."""

    here: Document
    other: Document
    names: Names

    def same(self, table: str, name: str) -> bool:
        """Whether the records of one id are one thing."""
        if self.here["id"] == self.other["id"] or _DRAWN.fullmatch(name):
            return True
        theirs = rewritten(table, self.other[table][name], self.names)
        if _called(table, self.here[table][name]) != _called(table, theirs):
            return False
        unnamed = table == "participants" and fold(str(theirs.get("label", ""))) == fold(name)
        return not (unnamed and self._contradicts(name))

    def by_name(self, table: str) -> dict[str, str]:
        """Id there → id here of what is called the same, where nothing else in either map is, and no id denies it."""
        mine = _groups(table, self.here[table], {})
        pairs: dict[str, str] = {}
        for key, theirs in _groups(table, self.other[table], self.names["stages"]).items():
            ours = mine.get(key, [])
            alone = len(theirs) == len(ours) == 1
            if alone and theirs[0] not in self.here[table] and ours[0] not in self.other[table]:
                pairs[theirs[0]] = ours[0]
        return pairs

    def _contradicts(self, participant: str) -> bool:
        """Whether a participant said one thing here and another thing there."""
        names: Names = {**self.names, "participants": {}}
        for table, value in (("scores", "score"), ("votes", "dots")):
            for record in self.other[table].values():
                if record.get("participant") == participant:
                    there = rewritten(table, record, names)
                    said = self.here[table].get(composed_id(table, there))
                    if said is not None and said[value] != there[value]:
                        return True
        return False


def _called(table: str, record: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(fold(str(record.get(field, ""))) for field in _CALLED[table])


def _groups(table: str, records: Document, stages: Mapping[str, str]) -> dict[tuple[str, ...], list[str]]:
    """Ids by what they are called; touchpoints by their stage as well, which `stages` renames."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, record in records.items():
        stage = str(record.get("stage", "")) if table == "touchpoints" else ""
        found.setdefault((*_called(table, record), stages.get(stage, stage)), []).append(name)
    return found
