"""Types and style, strictly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def _clean(root: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"[-12_000:]


def test_python_is_strictly_typed(root: Path):
    _clean(root, "basedpyright", "--level", "error")


def test_ruff_finds_nothing(root: Path):
    _clean(root, "ruff", "check", "--no-cache")
