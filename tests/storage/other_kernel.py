"""Another process that has a map open, as a second notebook's kernel would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType

_CODE = """
import sys, warnings
warnings.simplefilter("ignore")
import journey_widgets as jw
journey = None
for line in sys.stdin:
    try:
        result = eval(line)
    except Exception as problem:
        result = f"{type(problem).__name__}: {problem}"
    print(str(result).replace(chr(10), " "), flush=True)
"""


class OtherKernel:
    """A Python process that evaluates expressions, with `jw` and, after `open`, `journey`."""

    def __init__(self, path: Path, how: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.opened = self.run(f"globals().update(journey=jw.open({str(path)!r}{how}))")

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def run(self, expression: str) -> str:
        """Evaluate, and give what it is as text; an exception as its name and words."""
        assert self._process.stdin is not None
        self._process.stdin.write(expression + "\n")
        self._process.stdin.flush()
        return self.heard()

    def heard(self) -> str:
        """The next line it, or a child of it, prints."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> OtherKernel:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()
