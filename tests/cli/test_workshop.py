"""`journey-widgets workshop`: what it makes, what it keeps, what it runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import journey_widgets as jw
from journey_widgets import cli
from journey_widgets.cli import workshop
from journey_widgets.model import templates


@pytest.fixture
def ran(monkeypatch) -> list[list[str]]:
    """Commands that would have been run."""
    commands: list[list[str]] = []
    monkeypatch.setattr(workshop, "_become", lambda command: (commands.append(command), 0)[1])
    return commands


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """An empty folder to stand in, on a machine that speaks English."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return tmp_path


def code(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_with_nothing_said_it_makes_a_folder_with_a_notebook_and_a_map(folder, ran, capsys):
    assert cli.main(["workshop"]) == 0
    assert sorted(found.name for found in (folder / "workshop").iterdir()) == [
        "workshop.ipynb",
        "workshop.journey.json",
    ]
    journey = jw.open(folder / "workshop" / "workshop.journey.json")
    assert journey.language == "en"
    assert "st_cart" in journey.stages.index
    journey.close()
    assert "Made workshop" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("template", templates.names())
def test_every_template_in_either_language_opens_in_its_notebook(folder, ran, template, language):
    cli.main(["workshop", "--template", template, "--language", language, "--directory", "here/there"])
    made = folder / "here" / "there"
    assert f'jw.open("workshop.journey.json", template="{template}", language="{language}")' in code(
        made / "workshop.ipynb"
    )
    journey = jw.open(made / "workshop.journey.json")
    assert journey.language == language
    assert set(journey.stages.index) == set(jw.new(template).stages.index)
    journey.close()


@pytest.mark.parametrize(("language", "name"), [("ja", "02_workshop.ipynb"), ("en", "02_workshop.en.ipynb")])
def test_the_notebook_is_the_one_people_read_but_for_the_map_and_not_for_practice(folder, root, ran, language, name):
    cli.main(["workshop", "--language", language, "--template", "aisas"])
    made = (folder / "workshop" / "workshop.ipynb").read_text(encoding="utf-8").splitlines()
    read = (root / "notebooks" / name).read_text(encoding="utf-8").splitlines()
    assert [one for one, other in zip(made, read, strict=True) if one != other] == [
        '    "practice = False\\n",',
        f'    "journey = jw.open(\\"workshop.journey.json\\", template=\\"aisas\\", language=\\"{language}\\")\\n",',
    ]


def test_ones_own_template_is_one_to_choose(folder, ran, monkeypatch):
    monkeypatch.setenv("JOURNEY_WIDGETS_TEMPLATES", str(folder / "mine"))
    journey = jw.new("service", language="ja")
    journey.edit("about", title="うちの店")
    jw.save_template(journey, "うちの店")
    assert cli.main(["workshop", "--template", "うちの店", "--language", "ja"]) == 0
    assert 'template="うちの店"' in code(folder / "workshop" / "workshop.ipynb")
    made = jw.open(folder / "workshop" / "workshop.journey.json")
    assert made.about["title"] == "うちの店"
    made.close()


def test_files_that_exist_are_kept_to_the_byte(folder, ran, capsys):
    cli.main(["workshop"])
    for made in (folder / "workshop").iterdir():
        made.write_text("mine")
    assert cli.main(["workshop", "--template", "aidma", "--language", "ja"]) == 0
    assert {made.read_text() for made in (folder / "workshop").iterdir()} == {"mine"}
    assert "Already there, kept as it is" in capsys.readouterr().out
    assert len(ran) == 2


def test_jupyterlab_is_run_on_the_notebook_quick_and_without_news(folder, ran):
    cli.main(["workshop"])
    (command,) = ran
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={folder / 'workshop'}" in command
    assert "--LabApp.default_url=/lab/tree/workshop.ipynb" in command
    assert "--ServerApp.jpserver_extensions=journey_widgets.server_extension=True" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--LabApp.news_url=None" in command
    assert "--no-browser" not in command


def test_what_follows_the_dashes_goes_to_jupyterlab(folder, ran):
    cli.main(["workshop", "--no-browser", "--", "--port", "9123", "--no-such-thing"])
    assert ran[0][-3:] == ["--port", "9123", "--no-such-thing"]
    assert "--no-browser" in ran[0]


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_only_root_is_allowed_to_be_root(monkeypatch, user, allowed):
    monkeypatch.setattr(workshop.os, "geteuid", lambda: user, raising=False)
    assert ("--allow-root" in workshop.jupyter_command(Path("x"), no_browser=True, more=[])) is allowed


def test_without_jupyterlab_one_line_says_how_to_get_it(folder, ran, monkeypatch, capsys):
    monkeypatch.setattr(workshop.importlib.util, "find_spec", lambda _: None)
    assert cli.main(["workshop"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "JupyterLab is not installed" in line
    assert "-m pip install jupyterlab" in line
    assert ran == []


def test_a_folder_that_cannot_be_written_is_named(folder, ran, capsys):
    (folder / "taken").write_text("a file")
    assert cli.main(["workshop", "--directory", "taken"]) == 1
    assert "taken" in capsys.readouterr().err
    assert ran == []


def test_a_japanese_machine_gets_japanese_words_and_notebook(folder, ran, monkeypatch, capsys):
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    cli.main(["workshop"])
    assert "作りました" in capsys.readouterr().out
    assert 'language="ja"' in code(folder / "workshop" / "workshop.ipynb")


def test_a_misspelt_template_is_refused_with_the_list(folder, ran, capsys):
    with pytest.raises(SystemExit):
        cli.main(["workshop", "--template", "shop"])
    assert "ecommerce" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
