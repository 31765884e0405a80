"""The notebooks people start with: stripped, in both languages, and they run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
TWINS = [("01_quickstart.ipynb", "01_quickstart.en.ipynb"), ("02_workshop.ipynb", "02_workshop.en.ipynb")]


def cells(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))["cells"]


def run(name: str, folder: Path) -> nbformat.NotebookNode:
    """The notebook after "Run all" in `folder`."""
    notebook = nbformat.read(FOLDER / name, as_version=4)
    # Long enough for a busy machine; a cell that hangs fails with its text.
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def shown(notebook: nbformat.NotebookNode, start: str) -> list[str]:
    """The kinds of output of the cell that starts so."""
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.startswith(start))
    return [kind for output in cell.outputs for kind in output.get("data", {})]


def maps(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.journey.json")}


def test_all_four_are_there():
    assert sorted(name for pair in TWINS for name in pair) == NOTEBOOKS


@pytest.mark.parametrize("name", NOTEBOOKS)
class TestEveryNotebook:
    def test_it_is_a_valid_notebook_without_outputs_counts_or_anybodys_kernel(self, name):
        content = json.loads((FOLDER / name).read_text(encoding="utf-8"))
        nbformat.validate(content)
        assert content["metadata"] == {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
        for cell in content["cells"]:
            assert cell["metadata"] == {}
            assert cell.get("outputs", []) == []
            assert cell.get("execution_count") is None

    def test_it_runs_and_running_it_again_keeps_the_work(self, name, tmp_path):
        notebook = run(name, tmp_path)
        assert "application/vnd.jupyter.widget-view+json" in shown(notebook, "jw.Board(journey)")
        assert "application/vnd.jupyter.widget-view+json" in shown(notebook, "jw.EmotionCurve(journey)")
        warned = [
            output.text
            for cell in notebook.cells
            for output in cell.get("outputs", [])
            if output.output_type == "stream"
        ]
        assert warned == []
        main = next(path for path in tmp_path.glob("*.journey.json") if not re.search(r"\d{4}-", path.name))
        work = json.loads(main.read_text(encoding="utf-8"))
        work["stages"]["st_cart"]["name"] = "Our own words"
        main.write_text(json.dumps(work), encoding="utf-8")
        run(name, tmp_path)
        again = json.loads(main.read_text(encoding="utf-8"))
        assert again == work


@pytest.mark.parametrize(("japanese", "english"), TWINS)
class TestTwins:
    def test_both_languages_have_the_same_cells_in_the_same_order(self, japanese, english):
        kinds = [[cell["cell_type"] for cell in cells(name)] for name in (japanese, english)]
        assert kinds[0] == kinds[1]

    def test_both_languages_run_the_same_code_but_for_the_words(self, japanese, english):
        def bones(name: str) -> list[str]:
            code = ["".join(cell["source"]) for cell in cells(name) if cell["cell_type"] == "code"]
            return [re.sub(r'"[^"]*"', '""', one) for one in code]

        assert bones(japanese) == bones(english)

    def test_no_japanese_is_left_in_the_english_one(self, japanese, english):
        assert re.search(r"[぀-ヿ一-鿿]", json.dumps(cells(english), ensure_ascii=False)) is None


def test_the_workshop_takes_each_participants_score_from_a_table(tmp_path):
    (tmp_path / "answers.csv").write_text(
        "touchpoint,participant,score,reason\nサイズを交換する,p1,-2,電話がつながらない\nサイズを交換する,p2,1,\n",
        encoding="utf-8",
    )
    run("02_workshop.ipynb", tmp_path)
    work = maps(tmp_path)["workshop.journey.json"]
    assert work["scores"]["tp_exchange//as_is/p1"]["score"] == -2
    assert work["scores"]["tp_exchange//as_is/p1"]["reason"] == "電話がつながらない"
    assert "reason" not in work["scores"]["tp_exchange//as_is/p2"]
    assert set(work["participants"]) == {"p1", "p2"}


def test_the_workshop_ends_with_a_copy_of_the_day(tmp_path):
    run("02_workshop.en.ipynb", tmp_path)
    made = maps(tmp_path)
    assert len(made) == 2
    assert len({one["id"] for one in made.values()}) == 2
