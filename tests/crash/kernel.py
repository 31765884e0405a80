"""A real IPython kernel in a process of its own, spoken to as JupyterLab speaks to it, and killed as only a test would."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

SECONDS = 60.0


class KernelError(AssertionError):
    """Code run in the kernel raised."""


class Kernel:
    """One kernel. `run` waits for the code; `say` sends a widget message and does not wait; `heard` are the answers."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # A runtime and an IPython folder of its own: kernels that share a history wait for each other's database.
        environment = {**os.environ, "IPYTHONDIR": str(folder / "ipython"), "JUPYTER_RUNTIME_DIR": str(folder)}
        environment.pop("PYTEST_CURRENT_TEST", None)
        self._manager = KernelManager(connection_file=str(folder / f"kernel-{os.urandom(4).hex()}.json"))
        with (folder / "kernel.log").open("a") as log:
            self._manager.start_kernel(env=environment, cwd=str(folder), stdout=log, stderr=log)
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._inbox: deque[tuple[str, dict[str, Any]]] = deque()
        self._ready = False

    @property
    def pid(self) -> int:
        """The process."""
        return int(self._manager.provisioner.pid)

    def run(self, code: str) -> str:
        """Run code and give what it printed; widget messages that come meanwhile are kept for `heard`."""
        if not self._ready:
            self._client.wait_for_ready(timeout=SECONDS)
            self._ready = True
        request = self._client.execute(code, store_history=False)
        printed = ""
        trace: list[str] = []
        deadline = time.monotonic() + SECONDS
        while True:
            message = self._client.get_iopub_msg(timeout=max(0.0, deadline - time.monotonic()))
            content, kind = message["content"], message["header"]["msg_type"]
            if kind == "comm_msg":
                self._keep(content)
            elif message["parent_header"].get("msg_id") != request:
                continue
            elif kind == "stream" and content["name"] == "stdout":
                printed += content["text"]
            elif kind == "error":
                trace = content["traceback"]
            elif kind == "status" and content["execution_state"] == "idle":
                break
        if trace:
            raise KernelError(re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(trace)))
        return printed

    def value(self, expression: str) -> Any:
        """The value of an expression, through JSON."""
        return json.loads(self.run(f"import json as _json; print(_json.dumps({expression}))"))

    def subshell(self) -> str:
        """A thread of the kernel for one browser's widget messages, as JupyterLab asks for it."""
        message = self._client.session.msg("create_subshell_request", {})
        self._client.control_channel.send(message)
        deadline = time.monotonic() + SECONDS
        while True:
            reply = self._client.get_control_msg(timeout=max(0.0, deadline - time.monotonic()))
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                return str(reply["content"]["subshell_id"])

    def say(self, comm: str, content: dict[str, Any], subshell: str | None = None) -> None:
        """Send a custom message to a widget, as its view's `model.send` does. Does not wait."""
        data = {"method": "custom", "content": content}
        message = self._client.session.msg("comm_msg", {"comm_id": comm, "data": data})
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        self._client.shell_channel.send(message)

    def heard(self, seconds: float = 0.0) -> list[tuple[str, dict[str, Any]]]:
        """Custom messages of widgets, (comm, content), in order; waits up to `seconds` for the first."""
        deadline = time.monotonic() + seconds
        while True:
            wait = 0.0 if self._inbox else max(0.0, deadline - time.monotonic())
            try:
                message = self._client.get_iopub_msg(timeout=wait)
            except queue.Empty:
                break
            if message["header"]["msg_type"] == "comm_msg":
                self._keep(message["content"])
        found = list(self._inbox)
        self._inbox.clear()
        return found

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        os.kill(self.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)

    def close(self) -> None:
        """Let go of what is left of it."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def _keep(self, content: dict[str, Any]) -> None:
        data = content["data"]
        if data.get("method") == "custom":
            self._inbox.append((content["comm_id"], data["content"]))
