"""A JupyterLab server of our own: temporary folders, a free port, no token, nothing of the machine's configuration."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType

QUIET = {"fetchNews": "false", "checkForUpdates": False}


class LabServer:
    """`with LabServer(folder) as server:` — notebooks live in `server.notebooks`, pages at `server.url`."""

    def __init__(self, folder: Path, *, nodelay: bool = True) -> None:
        self.folder = folder
        self.notebooks = folder / "notebooks"
        self.log = folder / "server.log"
        self.nodelay = nodelay
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> LabServer:
        self.notebooks.mkdir(parents=True, exist_ok=True)
        settings = self.folder / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps(QUIET))
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                self._command(),
                cwd=self.notebooks,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()  # the server takes its kernels with it
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _command(self) -> list[str]:
        command = [
            sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
            f"--port={self.port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
            "--PasswordIdentityProvider.password_required=False", f"--ServerApp.root_dir={self.notebooks}",
            "--LabApp.expose_app_in_browser=True", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            "--LabApp.news_url=", "--ServerApp.terminals_enabled=False",
            # `uv run` has basedpyright on the PATH; its language server would check every cell, and ask questions in dialogs.
            "--LanguageServerManager.autodetect=False",
        ]  # fmt: skip
        # Without TCP_NODELAY a kernel's answers wait 40 ms for nothing, and ratios say nothing: our server extension sets it.
        if self.nodelay and importlib.util.find_spec("journey_widgets.server_extension"):
            command.append("--ServerApp.jpserver_extensions=journey_widgets.server_extension=True")
        return command

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "PYTEST"))
        }
        places = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "IPYTHONDIR": "ipython",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        }
        return kept | {name: str(self.folder / place) for name, place in places.items()}

    def _wait(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/api/status", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        self.process.kill()
        raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text()[-4000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
