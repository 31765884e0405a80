"""The committed JSON Schema is the one the records make."""

import json

from pydantic import TypeAdapter

from journey_widgets.model.records import TABLES, About
from journey_widgets.model.schema import PATH, schema, text


def test_the_committed_schema_is_current():
    assert PATH.read_text(encoding="utf-8") == text(), "stale: run `python scripts/schema.py`, then `node js/types.mjs`"


def test_no_field_may_be_null_and_none_has_a_default():
    found = json.dumps(schema())
    assert '"null"' not in found
    assert '"default"' not in found


def test_every_field_of_every_record_is_in_the_schema():
    definitions = schema()["$defs"]
    for model in [About, *TABLES.values()]:
        record = definitions[model.__name__]
        assert list(record["properties"]) == list(model.model_fields)
        assert record.get("additionalProperties") is True
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        assert record["required"] == required
        assert TypeAdapter(model).json_schema()["required"] == required
