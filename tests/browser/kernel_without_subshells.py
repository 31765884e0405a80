"""An IPython kernel as it was before version 7, and as it is in some hosts: one thread for cells and for widgets."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ipykernel.kernelapp import IPKernelApp

NAME = "without-subshells"


class OneThread(IPKernelApp):
    """Widget messages wait until the cell has ended."""

    def init_control(self, context: Any) -> None:
        super().init_control(context)
        self.shell_channel_thread = None


def install(data: Path) -> None:
    """Offer it to a Jupyter server whose data folder is `data`."""
    folder = data / "kernels" / NAME
    folder.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, str(Path(__file__).resolve()), "-f", "{connection_file}"]
    specification = {"argv": argv, "display_name": "Without subshells", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(specification))


if __name__ == "__main__":
    OneThread.launch_instance()
