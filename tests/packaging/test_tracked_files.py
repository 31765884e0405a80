"""What is committed, and what never is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

# Written in pieces, so that this file does not find itself.
ADDRESSES = re.compile(
    "|".join(
        ["registry[.]" + "npmjs", "files[.]" + "pythonhosted", "pypi[.]org/" + "simple", "deb[.]" + "debian[.]org"]
    )
)


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        pytest.fail("this test reads git's list of files: run it in a clone")
    said = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    return [path for path in (root / name for name in said.split("\0") if name) if path.is_file()]


def _texts(paths: list[Path]) -> dict[Path, str]:
    texts: dict[Path, str] = {}
    for path in paths:
        try:
            texts[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures
    return texts


def _own_registries() -> set[str]:
    """Hosts this machine installs from, which may be nobody else's."""
    commands = [[sys.executable, "-m", "pip", "config", "list"], ["npm", "config", "get", "registry"]]
    said = " ".join(
        subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for command in commands
        if shutil.which(command[0])
    )
    hosts = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s'\"]+", said)}
    return {host for host in hosts if host} - {"127.0.0.1", "localhost"}


def test_the_lock_of_the_javascript_packages_has_no_addresses(root: Path):
    lock = json.loads((root / "js/package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name), (
        "every package is pinned by its hash"
    )


def test_no_file_names_a_package_registry(tracked: list[Path]):
    own = _own_registries()
    found = [
        f"{path}: {line.strip()[:120]}"
        for path, text in _texts(tracked).items()
        for line in text.splitlines()
        if ADDRESSES.search(line) or any(host in line for host in own)
    ]
    assert found == []


def test_no_file_names_a_place_on_somebodys_machine(tracked: list[Path], root: Path):
    places = {str(Path.home()), str(root), sys.prefix} - {"/", ""}
    places |= {"/home" + "/", "/Use" + "rs/", "/work" + "/"}
    found = [
        f"{path}: {line.strip()[:120]}"
        for path, text in _texts(tracked).items()
        for line in text.splitlines()
        if any(re.search(rf"(?<![\w.$}}]){re.escape(place)}", line) for place in places)
    ]
    assert found == []


def test_nothing_built_or_locked_for_one_machine_is_committed(tracked: list[Path], root: Path):
    names = [path.relative_to(root).as_posix() for path in tracked]
    assert [
        name
        for name in names
        if name == "uv.lock" or name.startswith(("journey_widgets/static/", "dist/", "js/node_modules/"))
    ] == []
    assert [name for name in names if name.endswith((".pyc", ".LEGAL.txt", ".whl"))] == []


def test_the_ci_entry_runs_the_readmes_own_test_command(root: Path):
    command = ["pip install uv", "uv run --group test pytest"]
    assert " && ".join(command) in (root / "README.md").read_text(encoding="utf-8")
    script = (root / ".ci/run").read_text()
    assert all(part in script for part in command)
    assert (root / ".ci/run").stat().st_mode & 0o111
