"""The page's own code in a Node process, asked line by line (js/test/sync/bridge.ts)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests import node


class PageError(Exception):
    """The page's code threw."""


class Bridge:
    """One Node process with the page's document and stores in it."""

    def __init__(self, folder: Path) -> None:
        script = folder / "bridge.mjs"
        node.run(
            "npx",
            "esbuild",
            "test/sync/bridge.mjs",
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--log-level=warning",
            f"--outfile={script}",
        )
        environment = node.environment()
        program = shutil.which("node", path=environment["PATH"])
        assert program
        self._process = subprocess.Popen(
            [program, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
        )

    def tell(self, **command: Any) -> Any:
        """Send a command; its answer.

        Raises:
            PageError: the code threw.
        """
        assert self._process.stdin
        assert self._process.stdout
        # ASCII: a pipe must not fall over a lone surrogate, nor a line end at a Unicode one.
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the Node process has ended"
        answer = json.loads(line)
        if "error" in answer:
            raise PageError(answer["error"])
        return answer["result"]

    def ask(self, question: str, **values: Any) -> Any:
        """One of the twin functions."""
        return self.tell(ask=question, **values)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)
        assert self._process.stdout
        self._process.stdout.close()
