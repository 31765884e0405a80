"""Sentences about what became of a record between two documents, in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Final

from journey_widgets.model import check
from journey_widgets.model.describe import name_of
from journey_widgets.model.patch import Document
from journey_widgets.model.telling import called, excerpts, field_called, joined, name_in, spelled, whose
from journey_widgets.words import Said, catalogue, said

__all__ = ["came", "field_changed", "moved", "reordered", "scored_by_many", "voted", "went"]

#: The field that names a record: changing it is renaming.
_NAMED_BY: Final = frozenset({"title", "name", "label", "text"})


def came(after: Document, table: str, name: str) -> Said:
    """A new record."""
    record: Document = after[table][name]
    what = called(after, table, name)
    if table == "scores":
        return said("difference.scored", new=_score(after, record), **_of(after, record))
    if table == "touchpoints" and "stage" in record:
        return said("difference.added_to", what=what, stage=name_in(after, "stages", record["stage"]))
    return said("difference.added", what=what)


def went(before: Document, table: str, name: str, along: Mapping[str, int]) -> Said:
    """A record that is gone, and how many of what went `along` with it."""
    if table == "scores":
        record: Document = before[table][name]
        return said("difference.unscored", old=_score(before, record), **_of(before, record))
    what = called(before, table, name)
    if not along:
        return said("difference.removed", what=what)
    also = [said(_for_one(f"difference.also_{kind}", n), n=n) for kind, n in along.items()]
    return said("difference.removed_also", what=what, also=joined(also))


def moved(before: Document, after: Document, name: str) -> Said:
    """A card that is on another stage now."""
    stages = [_stage(document, document["touchpoints"][name].get("stage")) for document in (before, after)]
    return said("difference.moved", what=called(after, "touchpoints", name), old=stages[0], new=stages[1])


def reordered(after: Document, table: str, name: str) -> Said:
    """A record that stands elsewhere in its order."""
    what = called(after, table, name)
    if table != "touchpoints":
        return said("difference.reordered", what=what)
    stage = after[table][name].get("stage")
    if stage is None:
        return said("difference.reordered_in_pool", what=what)
    return said("difference.reordered_in", what=what, stage=name_in(after, "stages", stage))


def field_changed(before: Document, after: Document, table: str, name: str, field: str) -> Said:
    """A field that has another value, has come or has gone."""
    was, now = (_record(document, table, name) for document in (before, after))
    if (table, field) == ("scores", "score"):
        return said("difference.rescored", old=_score(before, was), new=_score(after, now), **_of(after, now))
    scales = [str(check.scale_in(document)) for document in (before, after)]
    if (table, field) == ("about", "scale") and scales[0] != scales[1]:
        return said("difference.rescaled", old=scales[0], new=scales[1])
    if table != "about" and field in _NAMED_BY:
        key = "difference.reworded" if field == "text" else "difference.renamed"
        return said(key, what=called(before, table, name), new=name_of(now, name))
    return _value_changed(before, after, table, name, field)


def scored_by_many(before: Document, after: Document, names: Sequence[str]) -> Said:
    """Scores of several people for one card, persona and state, as means."""
    record: Document = after["scores"].get(names[0]) or before["scores"][names[0]]
    means: list[str] = []
    for document in (before, after):
        given = [score["score"] for score in map(document["scores"].get, names) if score]
        means.append(check.scale_in(document).spelled(round(fmean(given), 1)) if given else "")
    old, new = means
    key = "scored_by_many" if old and new else "unscored_by_many" if old else "first_scored_by_many"
    document = after if new else before
    of = _of(document, record, participant=False)
    return said(f"difference.{key}", n=len(names), old=old, new=new, **of)


def voted(after: Document, note: str, old: int, new: int) -> Said:
    """A note that has more dots, or fewer."""
    return said("difference.voted", name=name_in(after, "notes", note), old=old, new=new)


def _value_changed(before: Document, after: Document, table: str, name: str, field: str) -> Said:
    old, new = (_record(document, table, name).get(field) for document in (before, after))
    what, field_words = called(after, table, name), field_called(table, field)
    cut_old, cut_new = excerpts(old, new)
    old_words = "" if old is None else spelled(before, table, field, cut_old)
    new_words = "" if new is None else spelled(after, table, field, cut_new)
    if old_words is None or new_words is None:
        key = "edited"
    elif new is None:
        key = "cleared"
    elif old is None:
        key = "written" if isinstance(new, str) else "set"
    else:
        key = "changed"
    return said(f"difference.{key}", what=what, field=field_words, old=old_words, new=new_words)


def _record(document: Document, table: str, name: str) -> Document:
    return document["about"] if table == "about" else document[table][name]


def _score(document: Document, record: Document) -> str:
    return check.scale_in(document).spelled(record["score"])


def _of(document: Document, score: Document, *, participant: bool = True) -> dict[str, str | Said]:
    card = name_in(document, "touchpoints", score["touchpoint"])
    return {"name": card, "whose": whose(document, score, participant=participant)}


def _stage(document: Document, stage: str | None) -> Said:
    if stage is None:
        return said("model.the_pool")
    return said("difference.quoted", text=name_in(document, "stages", stage))


def _for_one(key: str, n: int) -> str:
    return f"{key}_one" if n == 1 and f"{key}_one" in catalogue() else key
