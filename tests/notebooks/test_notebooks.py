"""The notebooks people start with: stripped, in both languages, and they run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
# What people wrote down, in Japanese and in English.
ANSWERS = (
    "touchpoint,participant,score,reason\nサイズを交換する,p1,-2,電話がつながらない\nサイズを交換する,p2,1,\n",
    "touchpoint,participant,score,reason\nExchanges the size,p1,-2,Nobody answers\nExchanges the size,p2,1,\n",
)
TWINS = [
    ("01_quickstart.ipynb", "01_quickstart.en.ipynb"),
    ("02_workshop.ipynb", "02_workshop.en.ipynb"),
    ("03_slides.ipynb", "03_slides.en.ipynb"),
]
VIEW = "application/vnd.jupyter.widget-view+json"
#: What each notebook shows: the cell, and a kind of output it must have.
SHOWS = {
    "01_quickstart": {"jw.Board(journey)": VIEW, "jw.EmotionCurve(journey)": VIEW},
    "02_workshop": {"jw.Board(journey)": VIEW, "jw.EmotionCurve(journey)": VIEW},
    "03_slides": {
        "jw.picture(journey)": "image/svg+xml",
        'jw.picture(journey, "curve")': "image/svg+xml",
        "FileLink(jw.to_pptx(": "text/html",
        "FileLink(jw.to_deck(": "text/html",
    },
}


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


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> Callable[[str], tuple[nbformat.NotebookNode, Path]]:
    """Each notebook after one "Run all", and the folder it ran in: a kernel takes seconds, so it is run for all tests at once."""

    @cache
    def once(name: str) -> tuple[nbformat.NotebookNode, Path]:
        folder = tmp_path_factory.mktemp("notebook")
        (folder / "answers.csv").write_text(ANSWERS[".en." in name], encoding="utf-8")
        return run(name, folder), folder

    return once


def shown(notebook: nbformat.NotebookNode, start: str) -> list[str]:
    """The kinds of output of the cell that starts so."""
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.startswith(start))
    return [kind for output in cell.outputs for kind in output.get("data", {})]


def maps(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.journey.json")}


def test_all_are_there_in_both_languages():
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

    def test_it_runs_and_shows_what_it_is_about_without_a_warning(self, name, ran):
        notebook, _ = ran(name)
        for cell, kind in SHOWS[name.split(".")[0]].items():
            assert kind in shown(notebook, cell)
        printed = [
            output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "stream"
        ]
        assert printed == []


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


def test_the_workshop_takes_each_participants_score_from_a_table(ran):
    work = maps(ran("02_workshop.ipynb")[1])["workshop.journey.json"]
    assert work["scores"]["tp_exchange//as_is/p1"]["score"] == -2
    assert work["scores"]["tp_exchange//as_is/p1"]["reason"] == "電話がつながらない"
    assert "reason" not in work["scores"]["tp_exchange//as_is/p2"]
    assert set(work["participants"]) == {"p1", "p2"}


def test_the_workshop_ends_with_a_copy_of_the_day(ran):
    made = maps(ran("02_workshop.ipynb")[1])
    assert len(made) == 2
    assert len({one["id"] for one in made.values()}) == 2


def test_running_the_workshop_again_the_next_day_keeps_the_work(ran):
    _, folder = ran("02_workshop.ipynb")
    path = folder / "workshop.journey.json"
    work = json.loads(path.read_text(encoding="utf-8"))
    work["stages"]["st_cart"]["name"] = "買い物かご"
    path.write_text(json.dumps(work), encoding="utf-8")
    run("02_workshop.ipynb", folder)
    assert json.loads(path.read_text(encoding="utf-8")) == work


def test_the_slides_are_made_and_no_bar_of_progress_stays_behind(ran):
    notebook, folder = ran("03_slides.ipynb")
    assert {"shop.pptx", "shop.html", "board.svg", "curve.png", "board.pdf"} <= {path.name for path in folder.iterdir()}
    assert VIEW not in [
        kind for cell in notebook.cells for output in cell.get("outputs", []) for kind in output.get("data", {})
    ]
