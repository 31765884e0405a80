"""Whether a change may come in: completed, checked against the document it meets, reduced to what it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from journey_widgets.model import check
from journey_widgets.model.change import Deletion
from journey_widgets.model.describe import name_of, thing
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.integrity import complete, dangling
from journey_widgets.model.order import by_rank
from journey_widgets.model.patch import Document, Json, Patch, apply, minimal
from journey_widgets.model.records import Reference
from journey_widgets.model.scale import Scale
from journey_widgets.words import Said, said

__all__ = ["admit", "who"]

#: Who removed a record of a table, where that is known.
Deletions = Callable[[str, str], Deletion | None]


def admit(document: Document, wanted: Json, deletions: Deletions) -> Patch:
    """The patch that `wanted` comes to in `document`: with what deletes take along, without what is so already.

    Only what the patch touches is looked at, so that it costs as much as the patch is large.

    Raises:
        ChangeError: it must not come in; says why, and who deleted what it needs.

    """
    check.shape(wanted)
    patch = minimal(document, complete(document, wanted))
    after: Document = apply(document, patch)
    if "about" in patch:
        check.about(after["about"])
    case = _Case(document, after, check.scale_in(after), deletions)
    for table, records in patch.items():
        if table != "about":
            for name, change in cast("Patch", records).items():
                if change is not None:
                    case.record(table, name)
    if "scale" in patch.get("about", {}):
        scores: Document = after["scores"]
        for name, record in scores.items():
            check.score_on_scale(name, record, case.scale)
    return patch


def who(document: Document, actor: str) -> Said:
    """What an actor is called: a participant's label, the name itself, or "someone"."""
    if not actor:
        return said("model.someone")
    name = name_of(document["participants"].get(actor), actor)
    return {"ja": name, "en": name}


@dataclass(frozen=True, slots=True)
class _Case:
    document: Document
    after: Document
    scale: Scale
    deletions: Deletions

    def record(self, table: str, name: str) -> None:
        record: Document = self.after[table][name]
        try:
            check.record(table, name, record)
        except ChangeError as error:
            new = name not in self.document[table]
            if new and error.key == "model.field_missing" and self.deletions(table, name):
                raise self._gone(table, name) from None
            raise
        if table == "scores":
            check.score_on_scale(name, record, self.scale)
        reference = dangling(self.after, table, record)
        if reference is not None:
            raise self._dangling(reference, name, record)

    def _gone(self, table: str, name: str) -> ChangeError:
        deletion = self.deletions(table, name)
        if deletion is None:
            return ChangeError("model.no_such_record", thing=thing(table), id=name)
        time = deletion.at.astimezone().strftime("%H:%M")
        by = who(self.document, deletion.actor)
        return ChangeError("model.was_deleted", thing=thing(table), id=name, name=deletion.name, who=by, time=time)

    def _dangling(self, reference: Reference, name: str, record: Document) -> ChangeError:
        table, target, value = reference.table, reference.target, str(record[reference.field])
        if self.deletions(target, value) is not None:
            return self._gone(target, value)
        stage = (table, target) == ("touchpoints", "stages")
        return ChangeError(
            "model.no_such_stage" if stage else "model.dangling",
            thing=thing(table),
            id=name,
            field=reference.field,
            target=thing(target),
            value=value,
            valid=by_rank(self.after[target]),
        )
