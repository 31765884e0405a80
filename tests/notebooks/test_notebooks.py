"""The notebooks people start with: stripped, in both languages, and they run."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.notebooks.kernels import Kernel

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
# What people wrote down, in Japanese and in English.
ANSWERS = (
    "touchpoint,participant,score,reason\nサイズを交換する,p6,-2,電話がつながらない\nサイズを交換する,p7,1,\n",
    "touchpoint,participant,score,reason\nExchanges the size,p6,-2,Nobody answers\nExchanges the size,p7,1,\n",
)
TWINS = [
    ("01_quickstart.ipynb", "01_quickstart.en.ipynb"),
    ("02_workshop.ipynb", "02_workshop.en.ipynb"),
    ("03_slides.ipynb", "03_slides.en.ipynb"),
]
VIEW = "application/vnd.jupyter.widget-view+json"
EMPTY = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
#: What each notebook shows: the cell, and a kind of output it must have.
SHOWS = {
    "01_quickstart": {"jw.Board(journey)": VIEW, "jw.EmotionCurve(journey)": VIEW},
    "02_workshop": {
        "jw.Workshop(journey)": VIEW,
        "jw.Agenda(journey)": VIEW,
        "jw.Personas(journey)": VIEW,
        "jw.Board(journey)": VIEW,
        "jw.Notes(journey)": VIEW,
        "display(jw.EmotionCurve(journey))": VIEW,
        "jw.discuss_first(journey)": "text/html",
        "jw.Priorities(journey)": VIEW,
        "jw.Actions(journey)": VIEW,
        "journey.checkpoints()": "text/html",
        "jw.Review(journey)": VIEW,
        "jw.charts.two_states": VIEW,
        "FileLink(jw.to_pptx(": "text/html",
    },
    "03_slides": {
        "jw.picture(journey)": "image/svg+xml",
        'jw.picture(journey, "curve")': "image/svg+xml",
        "FileLink(jw.to_pptx(": "text/html",
        "FileLink(jw.to_deck(": "text/html",
    },
}


def cells(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))["cells"]


class Runs:
    """Every notebook after one "Run all", and after what the tests do besides: two kernels at once, each its share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ran: dict[str, nbformat.NotebookNode] = {}

    def of(self, name: str) -> Path:
        """The folder a notebook was run in."""
        return self.folder / name

    def everything(self) -> None:
        """Run all of it."""
        with ThreadPoolExecutor() as hands:
            for done in (hands.submit(self._one, language) for language in (0, 1)):
                done.result()

    def _one(self, language: int) -> None:
        kernel = Kernel()
        try:
            for pair in TWINS:
                self._run(kernel, pair[language], pair[language])
            self._next_day(kernel) if language == 0 else self._for_real(kernel)
        finally:
            kernel.close()

    def _run(self, kernel: Kernel, name: str, key: str, **changes: str) -> None:
        folder = self.of(key)
        folder.mkdir(exist_ok=True)
        content = json.loads((FOLDER / name).read_text(encoding="utf-8"))
        for cell in content["cells"]:
            for old, new in changes.items():
                cell["source"] = [line.replace(f"{old} = True", f"{old} = {new}") for line in cell["source"]]
        if not changes:
            (folder / "answers.csv").write_text(ANSWERS[".en." in name], encoding="utf-8")
        self.ran[key] = kernel.run(json.dumps(content), folder)

    def _next_day(self, kernel: Kernel) -> None:
        """The workshop's notebook is run again where somebody has worked on the map in between."""
        kernel.run(EMPTY, self.folder)  # the map is closed
        path = self.of("02_workshop.ipynb") / "workshop.journey.json"
        work = json.loads(path.read_text(encoding="utf-8"))
        stage = next(iter(work["stages"]))
        work["stages"][stage]["name"] = "買い物かご"
        path.write_text(json.dumps(work), encoding="utf-8")
        (self.folder / "day.json").write_text(json.dumps(work), encoding="utf-8")
        kernel.run((FOLDER / "02_workshop.ipynb").read_text(encoding="utf-8"), self.of("02_workshop.ipynb"))

    def _for_real(self, kernel: Kernel) -> None:
        """No sample, an empty map, and nobody has written anything yet."""
        self._run(kernel, "02_workshop.en.ipynb", "for real", practice="False")


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> Runs:
    made = Runs(tmp_path_factory.mktemp("notebooks"))
    made.everything()
    return made


def shown(notebook: nbformat.NotebookNode, text: str) -> list[str]:
    """The kinds of output of the first cell that holds this text."""
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code" and text in cell.source)
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

    def test_it_runs_and_shows_what_it_is_about_without_a_warning(self, name, runs):
        notebook = runs.ran[name]
        for cell, kind in SHOWS[name.split(".")[0]].items():
            assert kind in shown(notebook, cell), cell
        printed = [
            output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "stream"
        ]
        assert printed == []

    def test_nothing_it_shows_comes_from_a_network(self, name, runs):
        """Altair's own way of showing a chart loads its engine from the internet."""
        pages = [
            str(output.get("data", {}).get("text/html", ""))
            for cell in runs.ran[name].cells
            for output in cell.get("outputs", [])
        ]
        assert not [page for page in pages if "<script" in page or "https://" in page]


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


@pytest.mark.parametrize(("name", "ending"), [("02_workshop.ipynb", ""), ("02_workshop.en.ipynb", ".en")])
class TestTheWorkshop:
    def test_it_goes_from_an_empty_map_to_an_agreed_action_plan(self, name, ending, runs):
        work = maps(runs.of(name))[f"workshop{ending}.journey.json"]
        counted = {table: len(work[table]) for table in ("personas", "stages", "touchpoints", "notes", "actions")}
        assert counted == {"personas": 2, "stages": 5, "touchpoints": 20, "notes": 8, "actions": 3}
        assert all(card["stage"] in work["stages"] for card in work["touchpoints"].values())
        assert len([score for score in work["scores"].values() if score["state"] == "as_is"]) == 102
        assert sum("merged_into" in note for note in work["notes"].values()) == 1
        assert sum(vote["dots"] for vote in work["votes"].values()) == 15
        assert all(action["owner"] and action["due"] and action["kpi"] for action in work["actions"].values())
        assert sum(item["minutes"] for item in work["agenda"].values()) == 120

    def test_it_ends_with_the_deck_in_both_forms_a_calendar_and_a_template(self, name, ending, runs):
        made = {path.name: path.stat().st_size for path in runs.of(name).iterdir() if path.is_file()}
        for kind, least in (("pptx", 50_000), ("html", 100_000), ("ics", 500), ("template.json", 1_000)):
            assert made[f"workshop{ending}.{kind}"] > least

    def test_it_takes_each_participants_score_from_a_table(self, name, ending, runs):
        work = maps(runs.of(name))[f"workshop{ending}.journey.json"]
        taken = {
            score["participant"]: score for score in work["scores"].values() if score.get("participant") in ("p6", "p7")
        }
        assert taken["p6"]["score"] == -2
        assert taken["p6"]["reason"] in ("電話がつながらない", "Nobody answers")
        assert "reason" not in taken["p7"]


def test_running_the_workshop_again_the_next_day_keeps_the_work(runs):
    path = runs.of("02_workshop.ipynb") / "workshop.journey.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads((runs.folder / "day.json").read_text("utf-8"))


def test_on_the_day_itself_nothing_is_put_into_the_map_and_every_cell_runs(runs):
    work = maps(runs.of("for real"))["workshop.en.journey.json"]
    filled = {table for table in ("personas", "stages", "touchpoints", "scores", "notes", "actions") if work.get(table)}
    assert filled == set()
    assert "purpose" not in work["about"]


def test_the_slides_are_made_and_no_bar_of_progress_stays_behind(runs):
    notebook, folder = runs.ran["03_slides.ipynb"], runs.of("03_slides.ipynb")
    assert {"shop.pptx", "shop.html", "board.svg", "curve.png", "board.pdf"} <= {path.name for path in folder.iterdir()}
    assert VIEW not in [
        kind for cell in notebook.cells for output in cell.get("outputs", []) for kind in output.get("data", {})
    ]
