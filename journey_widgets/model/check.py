"""What patches and records must be before a journey takes them. Errors name the record, the field and what is valid."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from journey_widgets.model.describe import name_of, thing
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.ids import KEYS, composed_id, is_record_id
from journey_widgets.model.patch import Document, Json, is_object
from journey_widgets.model.records import TABLES, About
from journey_widgets.model.scale import Scale, scale_of

__all__ = ["about", "nearest", "record", "scale_in", "score_on_scale", "shape"]

_ALL: Final[Mapping[str, type[BaseModel]]] = {**TABLES, "about": About}


def shape(patch: Json) -> None:
    """Refuse what is not a patch of known tables' records.

    Raises:
        ChangeError: not an object; `format`, `version` or `id`; an unknown table; a table set to null or to a value.

    """
    if not is_object(patch):
        raise ChangeError("model.patch_not_object", value=repr(patch)[:80])
    for table, records in patch.items():
        if table in ("format", "version", "id"):
            raise ChangeError("model.identity_is_fixed", field=table)
        if table not in _ALL:
            raise ChangeError("model.no_such_table", table=table, valid=list(_ALL))
        if not is_object(records):
            raise ChangeError("model.table_not_object", table=table)
        if table == "about":
            continue
        for name, change in records.items():
            if change is not None and not is_object(change):
                raise ChangeError("model.record_not_object", table=table, id=name)


def record(table: str, name: str, after: Document) -> None:
    """Refuse a record of `table` that is not complete and valid by itself: id, key fields, types and ranges.

    Raises:
        ChangeError: names the field and what would be valid.

    """
    if not is_record_id(table, name):
        raise ChangeError("model.bad_id", thing=thing(table), id=name[:80])
    keys = KEYS.get(table)
    try:
        TABLES[table].__pydantic_validator__.validate_python(after)
    except ValidationError as error:
        raise _explained(error, table, name, after) from None
    if keys and composed_id(table, after) != name:
        raise ChangeError(
            "model.key_disagrees", thing=thing(table), id=name, valid=composed_id(table, after), keys=keys
        )
    for key in keys or ():
        if after.get(key) == "":
            raise ChangeError("model.key_empty", thing=thing(table), id=name, field=key)


def about(after: Document) -> None:
    """Refuse an `about` that is not valid. Raises like `record`."""
    try:
        About.__pydantic_validator__.validate_python(after)
    except ValidationError as error:
        raise _explained(error, "about", "", after) from None


def score_on_scale(name: str, after: Document, scale: Scale) -> None:
    """Refuse a score that is no value of the journey's scale.

    Raises:
        ChangeError: names the score and the scale.

    """
    if not scale.holds(after["score"]):
        raise ChangeError("model.off_scale", id=name, value=after["score"], scale=str(scale), step=scale.step)


def scale_in(document: Document) -> Scale:
    """The scale of `document`."""
    return scale_of(document["about"]["scale"])


def nearest(name: str, valid: list[str]) -> str:
    """The one of `valid` that was most likely meant; "" where none is near."""
    close = get_close_matches(name, valid, 1, 0.6)
    return close[0] if close else ""


def _explained(error: ValidationError, table: str, name: str, after: Document) -> ChangeError:
    first = error.errors(include_url=False)[0]
    kind, place = first["type"], [str(part) for part in first["loc"]]
    field = " / ".join(place)
    values: dict[str, Any] = {
        "thing": thing(table),
        "id": name,
        "name": name_of(after, name),
        "field": field,
        "value": _shown(first.get("input")),
    }
    context = first.get("ctx", {})
    key = _WORDS.get(kind, "model.field_wrong")
    if kind == "literal_error" and place:
        values["valid"] = list(_literals(_ALL[table].model_fields[place[0]].annotation))
    if kind in _BOUNDS:
        key, values["valid"] = _bounds(_ALL[table], place, context)
    if kind == "string_pattern_mismatch":
        key = "model.field_not_duration" if "duration" in field or field == "delay" else _PATTERNS.get(field, key)
    return ChangeError(key, **values)


_BOUNDS: Final = frozenset({"greater_than_equal", "less_than_equal", "greater_than"})
_WORDS: Final[Mapping[str, str]] = {
    "missing": "model.field_missing",
    "literal_error": "model.field_not_one_of",
    "string_type": "model.field_not_text",
    "int_type": "model.field_not_whole",
    "int_from_float": "model.field_not_whole",
    "float_type": "model.field_not_number",
    "bool_type": "model.field_not_flag",
    "list_type": "model.field_not_list",
    "dict_type": "model.field_not_object",
    "model_type": "model.field_not_object",
    "model_attributes_type": "model.field_not_object",
    "string_pattern_mismatch": "model.field_blank",
    "not_a_rank": "model.field_not_rank",
    "not_a_day": "model.field_not_day",
    "scale_order": "model.scale_disordered",
}
_PATTERNS: Final[Mapping[str, str]] = {
    "rank": "model.field_not_rank",
    **dict.fromkeys(("reviewed_on", "scored_on", "due", "check_on"), "model.field_not_day"),
}


def _bounds(model: type[BaseModel], place: list[str], context: Mapping[str, Any]) -> tuple[str, str]:
    found = {"ge": context.get("ge"), "le": context.get("le"), "gt": context.get("gt")}
    info = model.model_fields.get(place[0])
    for constraint in _constraints(info) if info else ():
        for side, limit in found.items():
            found[side] = getattr(constraint, side, None) if limit is None else limit
    if found["ge"] is not None and found["le"] is not None:
        return "model.field_out_of_range", f"{found['ge']:g}–{found['le']:g}"
    return ("model.field_too_low", f"{found['ge'] if found['ge'] is not None else found['gt']:g}")


def _constraints(info: FieldInfo) -> list[object]:
    found: list[object] = list(info.metadata)
    for part in (info.annotation, *get_args(info.annotation)):
        for extra in getattr(part, "__metadata__", ()):
            found.extend([extra, *getattr(extra, "metadata", ())])
    return found


def _literals(annotation: object) -> tuple[object, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(value for part in get_args(annotation) for value in _literals(part))


def _shown(value: object) -> str:
    return repr(value) if len(repr(value)) <= 60 else repr(value)[:59] + "…"
