"""`docs/history.md` and `docs/git.md`, run as they stand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import journey_widgets as jw
from journey_widgets import cli
from journey_widgets.storage import file
from tests.cli.test_git import Repository


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def english(tmp_path, monkeypatch) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> int:
    program, *arguments = command.split()
    assert program == "journey-widgets"
    return cli.main(arguments)


def test_the_page_about_the_history_does_what_it_says(root, english, capsys):
    page = root / "docs" / "history.md"
    names: dict = {}
    for block in blocks(page, "python"):
        exec(block, names)
    journey = names["journey"]
    what = list(journey.history()["what"])
    assert "Moved “Adds to cart” from “Cart” to “Payment page”" in what
    assert "Moved “Adds to cart” from “Cart” to “Payment page”" in page.read_text(encoding="utf-8")
    assert what[-2:] == ["Go back to “before voting”", "Undo: Go back to “before voting”"]
    assert set(journey.checkpoints()["kind"]) >= {"automatic", "named", "before_restore"}
    assert list(journey.history()) == ["at", "actor", "what", "kind", "n", "revision"]
    assert list(journey.checkpoints()) == ["at", "name", "kind", "actor", "revision"]
    jw.Board(names["past"]).close()
    journey.close()
    (command,) = blocks(page, "sh")
    assert run(command) == 0
    assert capsys.readouterr().out.startswith("Changed the score of “Adds to cart” from −1 to +2\n")
    assert (english / "curves.svg").exists()


def test_the_page_about_git_shows_what_git_shows(root, tmp_path, monkeypatch):
    page = root / "docs" / "git.md"
    setup, show = blocks(page, "sh")
    in_words, conflicts = blocks(page, "text")
    repository = Repository(tmp_path, monkeypatch)
    name = "checkout.journey.json"
    start = jw.new("ecommerce", language="en")
    start.edit("touchpoints", "tp_add_to_cart", channel="Website")
    file.write(tmp_path / name, start.document)
    assert run(setup) == 0
    repository.commit("maps")

    journey = jw.Journey(start.document)
    journey.move("tp_add_to_cart", stage="st_payment")
    journey.score("tp_coupon", -2)
    file.write(tmp_path / name, journey.document)
    assert repository.git(*show.split()[1:]) == in_words
    assert '+   "stage": "st_payment"' in repository.git("diff", "--no-ext-diff")
    repository.commit("moved")
    assert "Scored “Uses a coupon” −2" in repository.git("log", "-1", "-p", "--ext-diff")

    repository.git("switch", "-c", "theirs", "HEAD~1")
    theirs = jw.Journey(start.document)
    theirs.edit("touchpoints", "tp_add_to_cart", channel="Shop")
    theirs.move("tp_coupon", stage="st_delivery")
    file.write(tmp_path / name, theirs.document)
    repository.commit("theirs")
    repository.git("switch", "-c", "ours", "HEAD~1")
    ours = jw.Journey(start.document)
    ours.edit("touchpoints", "tp_add_to_cart", channel="App")
    ours.remove("stages", "st_delivery")
    file.write(tmp_path / name, ours.document)
    repository.commit("ours")
    told = repository.git("merge", "theirs", fails=True)
    for line in conflicts.splitlines():
        assert line.removesuffix(" …") in told
    assert conflicts.splitlines()[0] in repository.git("checkout", "--merge", "--", name)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix reads the commands of the manual")
def test_the_installed_command_is_the_one_of_the_manual():
    program = Path(sys.executable).with_name("journey-widgets")
    said = subprocess.run([program, "--help"], capture_output=True, text=True, encoding="utf-8", check=True)
    assert "diff" in said.stdout
