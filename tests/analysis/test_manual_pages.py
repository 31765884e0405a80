"""`docs/numbers.md`, `docs/compare.md` and `docs/review.md`: their code runs, top to bottom, and they say what is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import journey_widgets as jw
from journey_widgets import charts, cli
from journey_widgets.analysis.agreement import agreement
from journey_widgets.analysis.review.review import name_of
from journey_widgets.analysis.summary import NUMBERS


def page(root: Path, name: str) -> str:
    return (root / "docs" / f"{name}.md").read_text(encoding="utf-8")


def run(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        exec(block, names)
    return names


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)


def test_the_page_of_numbers(root: Path):
    text = page(root, "numbers")
    names = run(text)
    assert names["journey"].scores.shape[0] > 9
    assert all(f"`{name}`" in text for name in NUMBERS)
    assert "Together 0.5 · (−5/18) + 0.5 = 0.36." in text
    assert agreement([1, 4, 0, 0, 1]) == pytest.approx(0.5 * (-5 / 18) + 0.5)
    assert ", ".join(jw.discuss_first(names["journey"]).columns) in text


def test_the_page_of_comparisons(root: Path, tmp_path: Path):
    names = run(page(root, "compare"))
    assert names["found"].frame.loc["tp_product_page", "delta"] == pytest.approx(1)  # Hana’s +3, over three lines
    assert len(names["frame"]["path"].unique()) == 2
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["autumn.journey.json", "spring.journey.json"]


def test_the_page_of_the_review(root: Path, capsys: pytest.CaptureFixture[str]):
    text = page(root, "review")
    names = run(text)
    assert all(f"`{name_of(rule)}`" in text for rule in jw.rules.ALL)
    jw.save(names["journey"], "checkout.journey.json")
    for command in re.findall(r"^journey-widgets (review checkout\S+)", text, re.MULTILINE):
        assert cli.main(command.split()) == 1
    assert "checkout.journey.json: " in capsys.readouterr().out


def test_the_gallery_shows_every_chart(root: Path):
    text = page(root, "charts")
    for name in charts.__all__:
        if name not in ("data", "emotion_curve"):
            assert f"`{name}`" in text, name
            assert f"pictures/chart-{name}.png" in text, name
    for picture in re.findall(r"\((pictures/[\w-]+\.png)\)", text):
        assert (root / "docs" / picture).is_file(), picture
