"""What one can do to a journey, in words. Every verb builds one patch by `diff(old record, new record)`."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from journey_widgets.model.check import nearest
from journey_widgets.model.describe import name_of, thing
from journey_widgets.model.errors import ChangeError, NoSuchRecord
from journey_widgets.model.ids import KEYS, PREFIXES, composed_id, new_id
from journey_widgets.model.order import siblings
from journey_widgets.model.patch import Document, Json, Patch, diff
from journey_widgets.model.pictures import MemoryPictures
from journey_widgets.model.plain import plain, thaw
from journey_widgets.model.rank import insert
from journey_widgets.model.records import RANKED, TABLES, About
from journey_widgets.model.rescaling import rescaled
from journey_widgets.model.scale import Scale, scale_named, scale_of
from journey_widgets.words import said

if TYPE_CHECKING:
    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.model.journey import Journey
    from journey_widgets.words import Said

__all__ = ["Verbs"]


class _Unsaid:
    def __repr__(self) -> str:
        return "(unsaid)"


_UNSAID: Final = _Unsaid()
_NAMED: Final = ("title", "name", "label")


class Verbs(ABC):
    """The verbs of a `Journey`. Bad input is a `ChangeError`, and nothing of it is applied."""

    __slots__ = ()

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

    def add(self, table: str, *, before: str | None = None, after: str | None = None, **fields: object) -> str:
        """A new record; fields that are None are left out.

        Args:
            table: "touchpoints", "stages", "notes", …
            before: in a ranked table, the id of the record to stand before; at the end where nothing is said.
            after: the id of the record to stand behind.
            **fields: the record's fields, and `id` where you want to choose it.

        Returns:
            Its id. That of a score or vote is composed of its key fields.

        Raises:
            ChangeError: the id is taken, a required field is missing, a value is not valid.

        """
        document = self._with_table(table)
        record = _said(fields, table)
        chosen = record.pop("id", None)
        self._known(table, record)
        if table in KEYS:
            name = composed_id(table, record)
        else:
            name = new_id(PREFIXES[table]) if chosen is None else str(chosen)
        if name in document[table]:
            raise self._refused("model.id_taken", thing=thing(table), id=name)
        moved: Patch = {}
        if table in RANKED and ("rank" not in record or before or after):
            stage = self._lane(document, table, record.get("stage"), before or after)
            if stage:
                record["stage"] = stage
            record["rank"], moved = self._place(table, name, stage, before=before, after=after)
        self.apply({table: {name: record, **moved}})
        return name

    def edit(self, table: str, name: str = "", /, **fields: object) -> Change:
        """Change fields of a record; None clears a field, any other value replaces the old one whole.

        `edit("about", title="…")` edits what the map is about. A score's and a vote's key fields can't be edited.

        Raises:
            ChangeError: no such record, a key field, an unknown or invalid value.

        """
        values = cast("Patch", plain(fields, table))
        self._known(table, values)
        if table == "about":
            about: Document = self.snapshot().document["about"]
            return self.apply({"about": _change(about, values)})
        old = self._existing(table, name)
        for key in KEYS.get(table, ()):
            if key in values and values[key] != old.get(key):
                raise self._refused("model.key_fixed", thing=thing(table), field=key, id=name)
        return self.apply({table: {name: _change(old, values)}})

    def remove(self, table: str, *ids: str) -> Change:
        """Remove records, with their scores, links and votes; fields that refer to them are cleared.

        Raises:
            NoSuchRecord: one of them is not there; none is removed.

        """
        for name in ids:
            self._existing(table, name)
        return self.apply({table: dict.fromkeys(ids)})

    def move(
        self,
        name: str,
        /,
        *,
        stage: str | _Unsaid | None = _UNSAID,
        before: str | None = None,
        after: str | None = None,
        table: str | None = None,
    ) -> Change:
        """Put a record of a ranked table elsewhere: before or after another one, or at the end.

        Args:
            name: the id of a touchpoint, stage, agenda item or view.
            stage: the touchpoint's new stage, None or "" for the pool; unsaid, that of its new neighbour, or its own.
            before: the id to stand before.
            after: the id to stand behind.
            table: only needed where two tables have the same id.

        Raises:
            ChangeError: no such record, stage or neighbour.

        """
        document = self.snapshot().document
        where = table or next((other for other in RANKED if name in document[other]), "touchpoints")
        old = self._existing(where, name)
        values: Patch = {}
        lane: str | None = None
        if where == "touchpoints":
            neighbour = before or after
            wanted = stage if isinstance(stage, str) else None
            if isinstance(stage, _Unsaid):
                wanted = document[where].get(neighbour, {}).get("stage") if neighbour else old.get("stage")
            if wanted and wanted not in document["stages"]:
                valid = sorted(document["stages"])
                raise self._refused("model.no_such_stage", thing=thing(where), id=name, value=wanted, valid=valid)
            lane = wanted or None
            values["stage"] = lane
        elif not isinstance(stage, _Unsaid):
            raise self._refused("model.only_touchpoints_have_stages", thing=thing(where), id=name)
        if name in (before, after):
            return self.apply({})
        rank, moved = self._place(where, name, lane, before=before, after=after)
        names = [other for other, _ in siblings(document, where, stage=lane)]
        if name in names and not moved and _stays(names, name, before, after):
            rank = old["rank"]
        return self.apply({where: {name: _change(old, {**values, "rank": rank}), **moved}})

    def score(
        self,
        touchpoint: str,
        score: float | None,
        *,
        persona: str | None = None,
        participant: str | None = None,
        state: str = "as_is",
        reason: str | None = None,
        **fields: object,
    ) -> Change:
        """Say how a touchpoint feels, raw, on the journey's scale. None takes the score back.

        Without participant it is the agreed score. Scoring again replaces the old score with its reason and all.

        Raises:
            ChangeError: no such touchpoint or persona, or the score is not on the scale.

        """
        keys = {"touchpoint": touchpoint, "persona": persona, "state": state, "participant": participant}
        return self._replace("scores", keys, {"score": score, "reason": reason, **fields}, empty=score is None)

    def vote(self, note: str, participant: str, dots: int = 1) -> Change:
        """Give a note `dots` dots in the name of a participant; 0 takes them back. Voting again replaces.

        Raises:
            ChangeError: no such note, or `dots` is not a whole number of at least 0.

        """
        keys = {"note": note, "participant": participant}
        return self._replace("votes", keys, {"dots": dots}, empty=dots == 0)

    def find(self, text: str, table: str | None = None) -> str:
        """The id of the one record that is called `text` (its title, name or label).

        Width and case don't matter where no exact one is found.

        Raises:
            NoSuchRecord: none is called so (the nearest name is said), or several are (their ids are said).

        """
        document = self._with_table(table) if table else self.snapshot().document
        called = [
            (name, record[field], where)
            for where in ([table] if table else TABLES)
            for name, record in document[where].items()
            for field in _NAMED
            if isinstance(record.get(field), str)
        ]
        for fold in (_as_is, _folded):
            found = [(name, where) for name, title, where in called if fold(title) == fold(text)]
            if len(found) == 1:
                return found[0][0]
            if found:
                ids = [f"{where} / {name}" for name, where in found]
                raise NoSuchRecord("model.several_called", value=text, valid=ids, language=self.language)
        near = nearest(text, [title for _, title, _ in called])
        key = "model.none_called_near" if near else "model.none_called"
        raise NoSuchRecord(key, value=text, near=near, language=self.language)

    def record(self, table: str, name: str = "", /) -> Document:
        """A copy of a record, yours to change; `record("about")` is what the map is about.

        Raises:
            NoSuchRecord: it is not there.

        """
        if table == "about":
            return cast("Document", thaw(self.snapshot().document["about"]))
        return cast("Document", thaw(self._existing(table, name)))

    def rescale(self, scale: str | Scale | Mapping[str, Any]) -> Change:
        """Change the emotion scale and convert every score to it, through −1 … +1, to the nearest value.

        What actions say of scores (`effect`, `score_before`, `score_after`) is converted with them. The change's
        `notes` say how many scores were converted and how many of them had to be rounded.

        Args:
            scale: "-2…+2", "-3…+3", "1…5", "1…10", "0…10", "0…100" (however the dash is typed) or a `Scale`.

        Raises:
            ChangeError: there is no such scale.

        """
        try:
            new = scale_named(scale)
        except ChangeError as error:
            error.language = self.language
            raise
        document = self.snapshot().document
        about: Document = document["about"]
        old = scale_of(about["scale"])
        patch, rounded = rescaled(document, old, new)
        notes = (said("model.rescaled", n=len(patch["scores"]), rounded=rounded),) if patch["scores"] else ()
        patch["about"] = {"scale": diff(about["scale"], new.document())}
        return self.apply(patch, label=said("model.change_scale"), notes=notes)

    def copy(self) -> Journey:
        """A journey of its own with the same content, a new id, no history and no file."""
        from journey_widgets.model.journey import Journey  # noqa: PLC0415 (the class these verbs belong to)

        made = Journey({**self.snapshot().document, "id": new_id("jm")})
        made.pictures = MemoryPictures(cast("Journey", self).pictures)
        return made

    # --- inside ---

    def _refused(self, key: str, **values: object) -> ChangeError:
        return ChangeError(key, language=self.language, **values)

    def _with_table(self, table: str) -> Document:
        if table not in TABLES:
            raise self._refused("model.no_such_table", table=table, valid=list(TABLES))
        return self.snapshot().document

    def _known(self, table: str, fields: Document) -> None:
        """A typing error in a field's name must not be kept as a field; `custom` and `apply` are for others."""
        if table != "about":
            self._with_table(table)
        known = list((About if table == "about" else TABLES[table]).model_fields)
        for field in fields:
            if field not in known:
                near = nearest(field, known)
                key = "model.no_such_field_near" if near else "model.no_such_field"
                raise self._refused(key, thing=thing(table), field=field, near=near, valid=known)

    def _existing(self, table: str, name: str) -> Document:
        record = self._with_table(table)[table].get(name)
        if record is None:
            raise NoSuchRecord("model.no_such_record", language=self.language, thing=thing(table), id=name)
        return cast("Document", record)

    def _lane(self, document: Document, table: str, stage: Json, neighbour: str | None) -> str | None:
        if table != "touchpoints":
            return None
        if stage is None and neighbour:
            return document[table].get(neighbour, {}).get("stage")
        return cast("str | None", stage)

    def _place(
        self, table: str, name: str, stage: str | None, *, before: str | None, after: str | None
    ) -> tuple[str, Patch]:
        """The rank of `name` before or after another record of its lane, and the patch of those that make room."""
        if before and after:
            raise self._refused("model.before_and_after")
        document = self.snapshot().document
        others = siblings(document, table, stage=stage, without=name)
        neighbour = before or after
        position = len(others)
        if neighbour:
            names = [other for other, _ in others]
            if neighbour not in names:
                self._existing(table, neighbour)
                called = name_of(document["stages"].get(stage), "") if stage else said("model.the_pool")
                raise self._refused("model.not_in_lane", thing=thing(table), id=neighbour, stage=called, valid=names)
            position = names.index(neighbour) + (1 if after else 0)
        rank, moved = insert(others, position)
        return rank, {other: {"rank": new} for other, new in moved.items()}

    def _replace(self, table: str, keys: Patch, values: Patch, *, empty: bool) -> Change:
        record = _said({**keys, **values}, table)
        self._known(table, record)
        name = composed_id(table, record)
        document = self.snapshot().document
        old = document[table].get(name)
        if empty:
            return self.apply({table: {name: None}} if old else {})
        return self.apply({table: {name: diff(old, record) if old else record}})


def _change(old: Document, values: Patch) -> Patch:
    """The patch from `old` to `old` with `values`: not the values themselves, which would merge into old objects."""
    new = {key: value for key, value in {**old, **values}.items() if value is not None}
    return cast("Patch", diff(old, new))


def _stays(names: list[str], name: str, before: str | None, after: str | None) -> bool:
    """Whether `name` already stands where it is to go."""
    place = names.index(name)
    if before:
        return names[place + 1 : place + 2] == [before]
    if after:
        return place > 0 and names[place - 1] == after
    return place == len(names) - 1


def _said(fields: Mapping[str, object], place: str) -> Document:
    return {key: value for key, value in cast("Document", plain(fields, place)).items() if value is not None}


def _as_is(text: str) -> str:
    return text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
