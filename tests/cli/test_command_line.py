"""What all commands have in common: help at once, the machine's language, clear refusals."""

from __future__ import annotations

import subprocess
import sys

import pytest

import journey_widgets as jw
from journey_widgets import cli
from journey_widgets.words import catalogue


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "ja_JP"}, "ja"),
    ],
)
def test_the_language_is_the_machines(variables, language):
    assert cli.machine_language(variables) == language


def test_on_windows_the_locale_is_asked(monkeypatch):
    monkeypatch.setattr(cli.locale, "getlocale", lambda: ("Japanese_Japan", "932"))
    assert cli.machine_language({}) == "ja"


def test_the_installed_command_says_its_version():
    said = subprocess.run(
        [sys.executable, "-m", "journey_widgets.cli", "--version"], check=True, capture_output=True, text=True
    )
    assert said.stdout.strip() == f"journey-widgets {jw.__version__}"


def test_help_names_every_command_and_imports_none_of_them():
    code = (
        "import sys\n"
        "from journey_widgets import cli\n"
        "try: cli.main(['--help'])\n"
        "finally: print(sorted(name for name in sys.modules if name.startswith(('journey_widgets.', 'pydantic', 'pandas'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("\n['journey_widgets.cli', 'journey_widgets.words']")
    for command in cli.COMMANDS:
        assert f"\n    {command} " in done.stdout


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_says_in_both_languages_what_it_is_for(command, monkeypatch, capsys):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    for variable, language in (("ja_JP.UTF-8", "ja"), ("C", "en")):
        monkeypatch.setenv("LANG", variable)
        with pytest.raises(SystemExit) as left:
            cli.main([command, "--help"])
        assert left.value.code == 0
        assert catalogue()[f"cli.{command}"][language][:8] in capsys.readouterr().out


def test_what_nobody_takes_is_refused(capsys):
    for arguments in ([], ["werkshop"], ["workshop", "shop"]):
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        assert left.value.code == 2
    assert "werkshop" in capsys.readouterr().err
