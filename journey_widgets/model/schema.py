"""The JSON Schema of the file, generated from the records by `scripts/schema.py`; the TypeScript types follow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, cast

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from journey_widgets.model.ids import KEYS
from journey_widgets.model.records import TABLES, About

__all__ = ["PATH", "schema", "text"]

#: Where the committed schema lives.
PATH: Final = Path(__file__).with_name("journey-map.schema.json")


class _NullFree(GenerateJsonSchema):
    """Absent means "not said": a field that may be absent is never null and has no default."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of a journey map's file. Unknown fields are allowed everywhere: they are kept."""
    models = {"about": About, **TABLES}
    inputs: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [
        (name, "validation", TypeAdapter(model)) for name, model in models.items()
    ]
    places, definitions = TypeAdapter.json_schemas(inputs, schema_generator=_NullFree)
    records = {name: places[name, "validation"] for name in models}
    known = cast("dict[str, Any]", definitions.get("$defs", {}))
    for definition in known.values():
        definition.pop("title", None)
        for field in definition.get("properties", {}).values():
            field.pop("title", None)
    identifier = {"type": "string", "pattern": "^[A-Za-z0-9_.-]{1,64}$"}
    tables = {table: _table(table, records[table]) for table in TABLES}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "JourneyMap",
        "description": "A customer journey map: tables of records by id. Absent means not said; there are no nulls.",
        "type": "object",
        "properties": {
            "format": {"const": "journey-map"},
            "version": {"const": 1},
            "id": identifier,
            "about": records["about"],
            **tables,
        },
        "required": ["format", "version", "id", "about"],
        "$defs": dict(sorted(known.items())),
    }


def text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _table(table: str, record: dict[str, Any]) -> dict[str, Any]:
    keys = KEYS.get(table)
    part = "[A-Za-z0-9_.-]{0,64}"
    pattern = "/".join([part] * len(keys)) if keys else "[A-Za-z0-9_.-]{1,64}"
    result: dict[str, Any] = {"type": "object"}
    if keys:
        result["description"] = f"By {'/'.join(keys)}; an absent part is empty."
    return {**result, "propertyNames": {"pattern": f"^{pattern}$"}, "additionalProperties": record}
