"""Taking back a step although others have gone on: leaf by leaf, only what still has the value its actor wrote.

What a later change depends on is left as it is and said. A gesture's changes are taken back one after the other on a
private document, and the whole is squashed by `diff(before, after)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from journey_widgets.model import check
from journey_widgets.model.change import Change, Step
from journey_widgets.model.describe import name_of
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.integrity import dangling, dependents
from journey_widgets.model.patch import Document, Json, Patch, apply, diff, is_object, same
from journey_widgets.model.records import REFERENCES
from journey_widgets.words import Said, catalogue, said

__all__ = ["Leftover", "take_back"]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A record of which something was left as it is, because of `why` (the end of a catalogue key).

    `by` is the record that depends on it, where there is one: (table, id).
    """

    table: str
    name: str
    why: str
    called: str | Said
    by: tuple[str, str] | None = None

    def say(self, who: Said) -> Said:
        """What was left, and that `who` is the reason."""
        key = f"model.left_{self.why}"
        if self.why == "depends" and self.by and f"{key}_{self.by[0]}" in catalogue():
            key = f"{key}_{self.by[0]}"
        return said(key, name=self.called, who=who)


@dataclass(slots=True)
class _Work:
    document: Document
    patch: Patch
    left: dict[tuple[str, str], Leftover] = field(default_factory=dict[tuple[str, str], Leftover])

    def leave(self, table: str, name: str, why: str, by: tuple[str, str] | None = None) -> None:
        if table == "participants" and why == "depends":
            return  # made by itself on first use; nobody asked for its removal
        if (table, name) not in self.left:
            record = self.document.get(table, {}).get(name) or self.patch.get(table, {}).get(name)
            self.left[table, name] = Leftover(table, name, why, _called(self.document, table, name, record), by)

    def without(self, table: str, name: str, *fields: str) -> None:
        """Take a record, or some of its fields, out of the patch."""
        records = dict(self.patch[table])
        if fields:
            records[name] = {key: value for key, value in records[name].items() if key not in fields}
        if not fields or not records[name]:
            del records[name]
        self.patch = {**self.patch, table: records}
        if not records:
            del self.patch[table]


def take_back(document: Document, step: Step, since: Sequence[Change] = ()) -> tuple[Patch, list[Leftover]]:
    """The patch that takes `step` back from `document` as far as that is possible, and what it leaves.

    `since` are the changes after the step, oldest first.
    """
    scratch = document
    work = _Work(document, {})
    for change in reversed(step.changes):
        part, refused = _where_mine(scratch, change.patch, change.inverse)
        scratch = cast("Document", apply(scratch, part))
        for path in refused:
            table, name = path[0], path[1]
            if table == "about":
                work.leave("about", "", "changed", (table, name))
            else:
                work.leave(table, name, "changed" if name in document[table] else "deleted")
    work.patch = diff(document, scratch)
    new_score = _score_beside(document, work.patch)
    if "scale" in work.patch.get("about", {}) and new_score is not None:
        work.patch = {}
        work.leave("about", "", "rescaled", ("scores", new_score))
    elif _other_scale(document, since):
        for name, change in list(work.patch.get("scores", {}).items()):
            if change is not None:
                work.leave("scores", name, "other_scale", ("about", "scale"))
                work.without("scores", name)
    while _keep_what_is_depended_on(work) or _keep_what_has_no_home(work) or _keep_what_is_not_valid(work):
        pass
    return work.patch, list(work.left.values())


def _where_mine(
    current: Json, wrote: Patch, inverse: Patch, path: tuple[str, ...] = ()
) -> tuple[Patch, list[tuple[str, ...]]]:
    """The part of `inverse` whose leaves still have in `current` the value that the patch `wrote`; the other paths."""
    result: Patch = {}
    refused: list[tuple[str, ...]] = []
    here: Document = current if is_object(current) else {}
    for key, old in inverse.items():
        new, where = wrote[key], (*path, key)
        nested = is_object(old) and is_object(new)
        if nested and where != ("about", "scale") and is_object(here.get(key)):
            inner, more = _where_mine(here[key], new, old, where)
            refused.extend(more)
            if inner:
                result[key] = inner
            continue
        if nested and where == ("about", "scale"):  # half of one scale and half of another is none
            mine = same(apply(here.get(key), new), here.get(key))
        else:
            mine = not nested and same(here.get(key), None if new is None else apply({}, new))
        if mine:
            result[key] = old
        else:
            refused.append(where)
    return result, refused


def _other_scale(document: Document, since: Sequence[Change]) -> bool:
    """Whether scores meant something else before `since`."""
    scale = document["about"]["scale"]
    for change in reversed(since):
        scale = apply(scale, change.inverse.get("about", {}).get("scale", {}))
    return any(scale.get(key) != document["about"]["scale"].get(key) for key in ("low", "high", "step", "neutral"))


def _score_beside(document: Document, patch: Patch) -> str | None:
    """A score that the patch does not change; the newest where there are several."""
    changed = patch.get("scores", {})
    return next((name for name in reversed(document["scores"]) if name not in changed), None)


def _keep_what_is_depended_on(work: _Work) -> bool:
    """Records that the patch would remove, though something that it leaves refers to them, stay."""
    removed = {
        table: {name for name, change in records.items() if change is None}
        for table, records in work.patch.items()
        if table != "about"
    }
    kept = False
    for reference, name in list(dependents(work.document, work.patch, removed)):
        record: Document = {
            **work.document[reference.table].get(name, {}),
            **(work.patch.get(reference.table, {}).get(name) or {}),
        }
        target = cast("str", record[reference.field])
        if target in work.patch.get(reference.target, {}):
            work.leave(reference.target, target, "depends", (reference.table, name))
            work.without(reference.target, target)
            kept = True
    return kept


def _keep_what_has_no_home(work: _Work) -> bool:
    """What would come back pointing at something gone is left, or comes back without that field where it may."""
    after = cast("Document", apply(work.document, work.patch))
    for table, name in _written(work.patch):
        reference = dangling(after, table, after[table][name])
        if reference is None:
            continue
        new = name not in work.document[table]
        work.leave(table, name, "homeless", (reference.target, after[table][name][reference.field]))
        if not new:
            work.without(table, name, reference.field)
        elif reference.owned:
            work.without(table, name)
        else:
            records = {
                **work.patch[table],
                name: {k: v for k, v in work.patch[table][name].items() if k != reference.field},
            }
            work.patch = {**work.patch, table: records}
        return True
    return False


def _keep_what_is_not_valid(work: _Work) -> bool:
    after = cast("Document", apply(work.document, work.patch))
    scale = check.scale_in(after)
    for table, name in _written(work.patch):
        try:
            check.record(table, name, after[table][name])
            if table == "scores":
                check.score_on_scale(name, after[table][name], scale)
        except ChangeError:
            work.leave(table, name, "changed")
            work.without(table, name)
            return True
    return False


def _written(patch: Patch) -> Iterable[tuple[str, str]]:
    for table, records in patch.items():
        if table != "about":
            for name, change in cast("Patch", records).items():
                if change is not None:
                    yield table, name


def _called(document: Document, table: str, name: str, record: Json) -> str | Said:
    if table == "about":
        return said("model.thing_about")
    if table in ("scores", "votes") and is_object(record):
        first = next(reference for reference in REFERENCES if reference.table == table)
        target = record.get(first.field, "")
        return name_of(document.get(first.target, {}).get(target), str(target))
    return name_of(record, name)
