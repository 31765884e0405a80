"""Running Python on a machine without Japanese fonts: this one, with its font folders hidden from the process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Where Linux keeps fonts. What is not there needs no hiding.
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


def why_not() -> str | None:
    """Why the fonts cannot be hidden here, or None."""
    if not shutil.which("unshare"):
        return "hiding the system's fonts takes Linux' unshare, which is not here"
    tried = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
    return None if tried.returncode == 0 else "hiding the system's fonts takes the rights of root (unshare -m)"


def run(code: str, *arguments: str) -> str:
    """What `code` prints where there is no font but those of the package."""
    folders = [str(path) for name in FOLDERS if (path := Path(name).expanduser()).is_dir()]
    hide = " && ".join(["mount --make-rprivate /", *(f"mount -t tmpfs none {folder}" for folder in folders)])
    return _run(["unshare", "-m", "sh", "-c", f'{hide} && exec "$@"', "sh", sys.executable, "-c", code, *arguments])


def run_here(code: str, *arguments: str) -> str:
    """What `code` prints with the fonts of this machine."""
    return _run([sys.executable, "-c", code, *arguments])


def _run(command: list[str]) -> str:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
