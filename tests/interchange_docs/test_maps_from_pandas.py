"""`docs/maps-from-pandas.md`, run as it stands against three real maps.

The expectations are read from the maps by other means: most of the maps may not be published, so no line of them is here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import journey_widgets as jw

ROOT = Path(__file__).parents[2]
MATERIAL = Path(os.environ.get("JOURNEY_MATERIAL", ROOT.parent / "shared" / "material")) / "journey_maps"
PAGE = (ROOT / "docs" / "maps-from-pandas.md").read_text(encoding="utf-8")

# What the page calls the file → a real one like it.
FILES = {
    "cjm.md": "ja_cjm_phase_table.md",
    "map.xlsx": "nike_customer_journey_map.xlsx",
    "cjm.json": "marketplace_cjm_nested.json",
}

pytestmark = pytest.mark.skipif(
    not MATERIAL.is_dir(),
    reason=f"the real maps are not here ({MATERIAL}); set JOURNEY_MATERIAL to the folder that holds journey_maps/. "
    "They may not be published, so they are not in this repository",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    for name, real in FILES.items():
        shutil.copy(MATERIAL / real, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(heading: str) -> dict[str, Any]:
    """The names that the code under `heading` leaves behind."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert blocks
    names: dict[str, Any] = {}
    exec(compile("\n".join(blocks), "docs/maps-from-pandas.md", "exec"), names)
    return names


def opened_again(journey: jw.Journey, path: Path) -> None:
    """The saved file gives the same map, with nothing to repair."""
    journey.close()
    again = jw.open(path)
    assert len(again.repairs) == 0
    assert again.document == journey.document
    again.close()


def test_the_japanese_table_becomes_a_map(folder):
    names = run("A Japanese Markdown table")
    journey: jw.Journey = names["journey"]
    lines = (folder / "cjm.md").read_text(encoding="utf-8").strip().splitlines()
    header, _, *rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    rows = [dict(zip(header, row, strict=True)) for row in rows]
    assert list(journey.stages["name"]) == [row["フェーズ"] for row in rows]
    assert list(journey.touchpoints["title"]) == [row["行動"] for row in rows]
    assert list(journey.touchpoints["channel"]) == [row["タッチポイント"] for row in rows]
    assert sorted(journey.notes["text"]) == sorted(row["課題"] for row in rows)
    assert names["unknown"] == set()
    scores = journey.scores.set_index("touchpoint")
    assert [scores.loc[card, "reason"] for card in journey.touchpoints.index] == [row["感情"] for row in rows]
    two = [card for card, row in zip(journey.touchpoints.index, rows, strict=True) if "/" in row["感情"]]
    assert [scores.loc[card, "score"] for card in two] == [0] * len(two), "one good and one bad feeling are neither"
    opened_again(journey, folder / "cjm.journey.json")


def test_the_excel_workbook_that_starts_at_b4_becomes_a_map(folder):
    journey: jw.Journey = run("An Excel workbook that starts at B4")["journey"]
    sheet = openpyxl.load_workbook(folder / "map.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet["B5:K10"]]
    drawn = {row[0].value: row[1].value for row in sheet["B16:C21"]}
    assert list(journey.stages["name"]) == [row[0] for row in rows]
    assert list(journey.stages["goal"]) == [row[1] for row in rows]
    assert list(journey.stages["kpi"]) == [row[9] for row in rows]
    assert list(journey.touchpoints["title"]) == [title.strip() for row in rows for title in row[3].split(",")]
    assert str(journey.scale) == "1…5"
    stage_of = journey.touchpoints["stage"].map(journey.stages["name"])
    assert {stage_of[score.touchpoint]: score.score for score in journey.scores.itertuples()} == drawn
    assert len(journey.scores) == len(journey.touchpoints)
    assert list(journey.notes["kind"]).count("pain") == list(journey.notes["kind"]).count("opportunity") == len(rows)
    assert not journey.touchpoints["thought"].str.contains('"').any()
    opened_again(journey, folder / "excel.journey.json")


def test_the_nested_json_becomes_a_map(folder):
    journey: jw.Journey = run("A nested JSON")["journey"]
    nested = json.loads((folder / "cjm.json").read_text(encoding="utf-8"))
    assert list(journey.stages["name"]) == list(nested)
    assert list(journey.stages["goal"]) == ["; ".join(stage["Goals"]) for stage in nested.values()]
    assert list(journey.touchpoints["title"]) == [title for stage in nested.values() for title in stage["Touchpoints"]]
    words = {name: ", ".join(stage["Emotions"]) for name, stage in nested.items()}
    stage_of = journey.touchpoints["stage"].map(journey.stages["name"])
    assert all(score.reason == words[stage_of[score.touchpoint]] for score in journey.scores.itertuples())
    assert len(journey.scores) == len(journey.touchpoints)
    opened_again(journey, folder / "json.journey.json")


def test_every_map_has_a_curve(folder):
    for heading in ("A Japanese Markdown table", "An Excel workbook that starts at B4", "A nested JSON"):
        journey: jw.Journey = run(heading)["journey"]
        curve = jw.curve(journey)
        assert curve["score"].notna().sum() == len(journey.scores)
        assert set(curve["touchpoint"]) == set(journey.touchpoints.index)
        journey.close()
