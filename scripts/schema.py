"""Write the JSON Schema of the file from the records: `python scripts/schema.py`, then `node js/types.mjs`."""

from journey_widgets.model.schema import PATH, text

PATH.write_text(text(), encoding="utf-8")
print(f"wrote {PATH}")
