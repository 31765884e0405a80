"""Folders are floors: imports point down, and the root is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

# Lower floors first. Modules of one floor may use each other.
FLOORS: dict[str, int] = {
    "words": 0, "faces": 0, "model": 0,
    "storage": 1,
    "analysis": 2,
    "charts": 3,
    "slides": 4,
    "widgets": 5,
    "cli": 6, "server_extension": 6,
}  # fmt: skip

HEAVY = ("pandas", "altair", "anywidget", "ipywidgets", "IPython", "tornado")


def _modules(package: Path) -> list[Path]:
    return sorted(path for path in package.rglob("*.py") if path != package / "__init__.py")


def _imported(module: Path, package: Path) -> set[str]:
    """Names of journey_widgets' parts that a module imports, anywhere in it."""
    parts = set[str]()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                here = module.relative_to(package.parent).parent.parts
                base = ".".join([*here[: len(here) - node.level + 1], *filter(None, [base])])
            names = [base, *(f"{base}.{alias.name}" for alias in node.names)]
        parts |= {name.split(".")[1] for name in names if name.startswith("journey_widgets.")}
    return parts & FLOORS.keys()


def test_every_part_of_the_package_has_a_floor(root: Path):
    package = root / "journey_widgets"
    found = {path.relative_to(package).parts[0].removesuffix(".py") for path in _modules(package)}
    assert found <= FLOORS.keys(), f"say in FLOORS where these live: {found - FLOORS.keys()}"


def test_imports_only_point_down(root: Path):
    package = root / "journey_widgets"
    wrong = [
        f"{module.relative_to(root)} (floor {FLOORS[own]}) imports {other} (floor {FLOORS[other]})"
        for module in _modules(package)
        for own in [module.relative_to(package).parts[0].removesuffix(".py")]
        for other in _imported(module, package)
        if FLOORS[other] > FLOORS[own]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["journey_widgets", "journey_widgets.model", "journey_widgets.storage"])
def test_importing_the_lower_floors_brings_no_heavy_package(name: str):
    code = f"import sys, {name}; print(*[heavy for heavy in {HEAVY!r} if heavy in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_every_name_of_the_root_can_be_had():
    code = "import journey_widgets as jw; missing = [n for n in jw.__all__ if getattr(jw, n, None) is None]; assert not missing, missing"
    done = subprocess.run(
        [sys.executable, "-W", "error::ImportWarning", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
