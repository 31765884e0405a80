"""What people install: built once, from a copy of the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest


def _run(command: list[str], **options: object) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600, check=False, **options
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"[-8000:]
    return done.stdout


@pytest.fixture(scope="module")
def uv() -> str:
    # `uv run` says where it is; what PATH finds may be a pyenv shim, which needs half a system to start.
    found = os.environ.get("UV") or shutil.which("uv")
    assert found, "these tests are run by uv: pip install uv && uv run --group test pytest"
    if Path(found).read_bytes()[:2] == b"#!" and shutil.which("pyenv"):
        found = _run(["pyenv", "which", "uv"]).strip()
    return found


@pytest.fixture(scope="module")
def dist(root: Path, uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An sdist, and a wheel built from that sdist: in a copy, because the build writes into the tree it builds."""
    copy = tmp_path_factory.mktemp("copy")
    names = _run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root).split("\0")
    for name in filter(None, names):
        if (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, copy / name)
    _run([uv, "build", "--quiet", "--out-dir", str(copy / "dist"), str(copy)])
    return copy / "dist"


#: The typeface of pictures and slides, with its licence.
FONTS = {
    f"journey_widgets/static/fonts/{name}" for name in ("NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf", "OFL.txt")
}


def _entries(root: Path) -> set[str]:
    return {path.stem for path in (root / "js/src/entries").iterdir()}


def test_the_sdist_carries_the_bundles_and_their_source(dist: Path, root: Path):
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {f"journey_widgets/static/{name}.js" for name in _entries(root)} <= names
    assert {"PKG-INFO", "LICENSE", "NOTICES.md", "hatch_build.py", "js/package-lock.json", "js/build.mjs"} <= names
    assert names >= FONTS
    assert not [name for name in names if "node_modules" in name or name.startswith((".venv", "uv.lock"))]


def test_the_wheel_carries_everything_that_is_read_at_run_time(dist: Path, root: Path):
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    data = {
        p.relative_to(root).as_posix()
        for p in (root / "journey_widgets").rglob("*")
        if p.suffix in {".json", ".typed", ".ipynb"}
    }
    assert data <= names
    assert {f"journey_widgets/static/{name}.js" for name in _entries(root)} <= names
    assert names >= FONTS
    assert any(name.endswith("licenses/NOTICES.md") for name in names)
    template = "data/share/jupyter/nbconvert/templates/journey_widgets/index.html.j2"
    assert any(name.endswith(template) for name in names)
    assert not [name for name in names if name.startswith(("tests/", "js/"))]


def test_the_sdist_installs_where_there_is_no_node(dist: Path, uv: str, tmp_path: Path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/uv").symlink_to(uv)
    environment = {**os.environ, "PATH": str(tmp_path / "bin")}
    _run([uv, "venv", "--quiet", "--python", sys.executable, str(tmp_path / "venv")], env=environment)
    python = tmp_path / ("venv/Scripts/python.exe" if os.name == "nt" else "venv/bin/python")
    sdist = next(dist.glob("*.tar.gz"))
    _run([uv, "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(sdist)], env=environment)
    code = (
        "import importlib.metadata as m; from importlib.resources import files; print(m.version('journey-widgets')); "
        "print(*sorted(p.name for p in files('journey_widgets').joinpath('static').iterdir()))"
    )
    said = _run([str(python), "-c", code], env=environment, cwd=tmp_path)
    assert "sync.js" in said
