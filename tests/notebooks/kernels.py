"""Kernels that run notebooks one after the other, as if each were alone: the imports are what takes the time."""

from __future__ import annotations

from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

#: What one notebook leaves behind is not there for the next one: its names, its open map, its folder.
_FRESH = """
import os
if "journey" in globals():
    journey.close()
get_ipython().run_line_magic("reset", "-f")
import os as _os
_os.chdir({folder!r})
_os.environ["JOURNEY_WIDGETS_TEMPLATES"] = {folder!r} + "/templates"
"""


class Kernel:
    """One kernel, in a process of its own."""

    def __init__(self) -> None:
        self._manager = KernelManager(kernel_name="python3")

    def run(self, source: str, folder: Path) -> nbformat.NotebookNode:
        """The notebook after "Run all" in `folder`, with names nobody has used yet."""
        notebook = nbformat.reads(source, as_version=4)
        self._execute(new_notebook(cells=[new_code_cell(_FRESH.format(folder=str(folder)))]))
        self._execute(notebook)
        return notebook

    def close(self) -> None:
        """End the process."""
        if self._manager.has_kernel:
            self._manager.shutdown_kernel(now=True)

    def _execute(self, notebook: nbformat.NotebookNode) -> None:
        # Long enough for a busy machine; a cell that hangs fails with its text.
        NotebookClient(notebook, timeout=120, km=self._manager).execute()
