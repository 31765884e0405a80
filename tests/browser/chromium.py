"""Finding a browser to drive, or getting one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as PlaywrightError

ADVICE = (
    "no browser to drive. Type this once:  python -m playwright install --with-deps chromium   "
    "(or set JOURNEY_BROWSER to the path of a Chromium or Chrome)"
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/opt/google/chrome/chrome")
FLAGS = (
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


class NoBrowserError(RuntimeError):
    """No browser could be found, installed and started."""


def launch(playwright: Playwright, environment: Mapping[str, str] | None = None) -> Browser:
    """A running browser: `JOURNEY_BROWSER`, the system's, Playwright's, or one installed now.

    `environment` is added to this process's own.

    Raises NoBrowserError, whose text is the line to type, when none can be had.
    """
    tried: list[str] = []
    for path in _candidates(playwright):
        try:
            return playwright.chromium.launch(
                executable_path=path,
                headless=not os.environ.get("JOURNEY_HEADED"),
                slow_mo=float(os.environ.get("JOURNEY_SLOW", "0")),
                args=list(FLAGS),
                env={**os.environ, **(environment or {})},
            )
        except PlaywrightError as problem:  # e.g. Playwright's own Chromium without its system libraries
            tried.append(f"{path}: {problem.message.splitlines()[0]}")
    raise NoBrowserError("\n".join([ADVICE, *tried]))


def _candidates(playwright: Playwright) -> Iterator[str]:
    """Paths worth trying, the cheapest first; the last ones cost a download."""
    if chosen := os.environ.get("JOURNEY_BROWSER"):
        yield chosen  # a person's own choice: nothing else is tried
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from (place for place in PLACES if Path(place).exists())
    own = playwright.chromium.executable_path
    if Path(own).exists() or _run([sys.executable, "-m", "playwright", "install", "chromium"]):
        yield own
    if _is_root() and shutil.which("apt-get") and _install_package():
        yield from filter(None, map(shutil.which, NAMES))


def _install_package() -> bool:
    # The fonts come along: without them Japanese is drawn as boxes, and nobody would see a wrong line break.
    return _run(["apt-get", "update", "-qq"]) and _run(
        ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"]
    )


def _run(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=600, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
