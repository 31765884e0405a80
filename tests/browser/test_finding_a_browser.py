"""Which browser is driven, and what happens where there is none. Nothing is installed here: the commands are only noted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.browser import chromium


class Machine:
    """A machine with these browsers, on which these commands work."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        self.browsers: set[str] = set()
        self.works: tuple[str, ...] = ()
        self.typed: list[str] = []
        self.broken: set[str] = set()
        self.own = tmp_path / "playwright-chromium"
        self.root = True
        monkeypatch.delenv("JOURNEY_BROWSER", raising=False)
        monkeypatch.setattr(
            chromium.shutil, "which", lambda name: f"/usr/bin/{name}" if name in {"apt-get", *self.browsers} else None
        )
        monkeypatch.setattr(chromium, "_run", self._run)
        monkeypatch.setattr(chromium, "_is_root", lambda: self.root)
        monkeypatch.setattr(chromium, "PLACES", ())

    def _run(self, command: list[str]) -> bool:
        line = " ".join(command)
        self.typed.append(line)
        if not any(word in line for word in self.works):
            return False
        if "playwright install" in line:
            self.own.write_text("")
        if "install -y" in line:
            self.browsers.add("chromium")
        return True

    def launch(self) -> str:
        """The path of the browser that was started."""

        def start(*, executable_path: str, **_: Any) -> str:
            if executable_path in self.broken:
                raise PlaywrightError("Host system is missing dependencies")
            return executable_path

        return chromium.launch(SimpleNamespace(chromium=SimpleNamespace(executable_path=str(self.own), launch=start)))  # pyright: ignore


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    return Machine(monkeypatch, tmp_path)


def test_a_persons_own_choice_is_the_only_one(machine: Machine, monkeypatch: pytest.MonkeyPatch):
    machine.browsers = {"chromium"}
    monkeypatch.setenv("JOURNEY_BROWSER", "/opt/mine/chrome")
    assert machine.launch() == "/opt/mine/chrome"


def test_the_systems_browser_is_taken_and_nothing_is_installed(machine: Machine):
    machine.browsers = {"google-chrome"}
    assert machine.launch() == "/usr/bin/google-chrome"
    assert machine.typed == []


def test_without_one_playwrights_is_installed(machine: Machine):
    machine.works = ("playwright install",)
    assert machine.launch() == str(machine.own)


def test_where_that_is_refused_root_installs_the_distributions_with_japanese_fonts(machine: Machine):
    machine.works = ("apt-get",)
    assert machine.launch() == "/usr/bin/chromium"
    assert machine.typed[-1].endswith("chromium fonts-noto-cjk")


def test_a_browser_that_does_not_start_is_passed_over(machine: Machine):
    machine.browsers = {"chromium"}
    machine.broken = {"/usr/bin/chromium"}
    machine.works = ("playwright install",)
    assert machine.launch() == str(machine.own)


def test_where_none_can_be_had_the_error_says_what_to_type(machine: Machine):
    machine.root = False
    with pytest.raises(chromium.NoBrowserError, match="python -m playwright install --with-deps chromium"):
        machine.launch()
    assert not any("apt-get" in line for line in machine.typed)
