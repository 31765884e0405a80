"""Making a document from outside exact: what can be put right without a loss is, and is said; the rest is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from journey_widgets.model import check
from journey_widgets.model.describe import name_of, thing
from journey_widgets.model.document import header
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.integrity import dangling
from journey_widgets.model.patch import Document, Patch, apply, is_object
from journey_widgets.model.plain import plain
from journey_widgets.model.rank import is_rank, many
from journey_widgets.model.records import RANKED, TABLES
from journey_widgets.model.scale import DEFAULT
from journey_widgets.words import Said, said

__all__ = ["Repair", "repair"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was put right, at `place` ("touchpoints / tp_ad / rank")."""

    place: str
    words: Said


def repair(document: Mapping[str, Any]) -> tuple[Document, list[Repair]]:
    """`document` as a journey holds it (plain, null-free, every table there, nothing dangling), and what was put right.

    Nulls are dropped, ranks that are none replaced in the order the records have, references to nothing cleared (or,
    where the record has no meaning without them, the record dropped), missing participants' rows made. Unknown fields
    and tables are kept. An absent table is simply empty.

    Raises:
        ChangeError: something else is wrong: no object, a missing required field, a value out of range, …

    """
    repairs: list[Repair] = []
    raw = plain(document)
    if not is_object(raw):
        raise ChangeError("model.document_not_object")
    result: Document = _without_nulls(raw, "", repairs)
    result = {**header(), **result}
    about = result.setdefault("about", {})
    if not is_object(about):
        raise ChangeError("model.table_not_object", table="about")
    result["about"] = {"title": "", "scale": DEFAULT.document(), **about}
    for table in TABLES:
        result.setdefault(table, {})
    check.shape({table: result[table] for table in TABLES})
    for table in RANKED:
        _mend_ranks(result, table, repairs)
    _mend_references(result, repairs)
    check.about(result["about"])
    scale = check.scale_in(result)
    for table in TABLES:
        records: Document = result[table]
        for name, record in records.items():
            check.record(table, name, record)
            if table == "scores":
                check.score_on_scale(name, record, scale)
    return result, repairs


def _without_nulls(value: Document, place: str, repairs: list[Repair]) -> Document:
    result: Document = {}
    for key, inner in value.items():
        here = f"{place} / {key}" if place else key
        if inner is None:
            repairs.append(Repair(here, said("model.repaired_null", place=here)))
        else:
            result[key] = _without_nulls(inner, here, repairs) if is_object(inner) else inner
    return result


def _mend_ranks(document: Document, table: str, repairs: list[Repair]) -> None:
    """Records without a usable rank go behind the others of their lane, in the order the file has them."""
    records: Document = document[table]
    broken = [name for name, record in records.items() if not is_rank(record.get("rank"))]
    if not broken:
        return
    last = max((record["rank"] for name, record in records.items() if name not in set(broken)), default=None)
    for name, rank in zip(broken, many(last, None, len(broken)), strict=True):
        was = records[name].get("rank")
        records[name] = {**records[name], "rank": rank}
        if was is not None:
            here = f"{table} / {name} / rank"
            repairs.append(Repair(here, said("model.repaired_rank", place=here, value=was, rank=rank)))


def _mend_references(document: Document, repairs: list[Repair]) -> None:
    participants: Document = document["participants"]
    for table in ("scores", "votes"):
        for record in document[table].values():
            who = record.get("participant")
            if isinstance(who, str) and who and who not in participants:
                participants[who] = {"label": who}
    mended = True
    while mended:
        mended = False
        for table in TABLES:
            for name, record in list(document[table].items()):
                reference = dangling(document, table, record)
                if reference is None:
                    continue
                mended = True
                key = "model.repaired_orphan" if reference.owned else "model.repaired_reference"
                here = f"{table} / {name} / {reference.field}"
                words = said(
                    key,
                    thing=thing(table),
                    name=name_of(record, name),
                    target=thing(reference.target),
                    value=record[reference.field],
                )
                repairs.append(Repair(here, words))
                change: Patch = {name: None if reference.owned else {reference.field: None}}
                document[table] = apply(document[table], change)
