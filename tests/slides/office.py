"""LibreOffice, to see a deck as people will: found, or installed, or a failure that says what to type."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from functools import cache
from html import unescape
from pathlib import Path

ADVICE = (
    "no LibreOffice to look at the decks with. Type this once:  apt-get install -y libreoffice-impress poppler-utils "
    "fonts-noto-cjk   (or set JOURNEY_OFFICE to the path of soffice)"
)
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
TOOLS = ("pdftotext", "pdffonts", "pdfinfo")
NEEDED = ("libreoffice-impress", "poppler-utils", "fonts-noto-cjk")


class NoOfficeError(RuntimeError):
    """LibreOffice or poppler's tools could not be found or installed."""


@cache
def soffice() -> str:
    """The path of LibreOffice, with poppler's tools beside it on the PATH.

    Raises NoOfficeError, whose text is the line to type, when it is not there and cannot be had.
    """
    found = _found()
    if found is None and _is_root() and shutil.which("apt-get"):
        _run(["apt-get", "update", "-qq"])
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *NEEDED])
        found = _found()
    if found is None:
        raise NoOfficeError(ADVICE)
    return found


def _found() -> str | None:
    if any(shutil.which(tool) is None for tool in TOOLS):
        return None
    chosen = os.environ.get("JOURNEY_OFFICE")
    candidates = [chosen] if chosen else [shutil.which("soffice"), shutil.which("libreoffice"), *PLACES]
    return next((path for path in candidates if path and Path(path).exists()), None)


def to_pdf(decks: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Decks as PDFs in `folder`, all in one start of LibreOffice: file name without ending → PDF."""
    command = [soffice(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, decks)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    made = {deck.stem: folder / f"{deck.stem}.pdf" for deck in decks}
    missing = [name for name, path in made.items() if not path.exists()]
    if missing:
        raise AssertionError(f"LibreOffice made no PDF of {missing}: {done.stdout} {done.stderr}")
    return made


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    lines = _said(["pdfinfo", str(pdf)]).splitlines()
    return int(next(line.split()[-1] for line in lines if line.startswith("Pages:")))


def text(pdf: Path, page: int | None = None) -> str:
    """The words of a PDF or of one of its pages, without spaces: where lines are broken does not matter."""
    which = [] if page is None else ["-f", str(page), "-l", str(page)]
    return squeezed(_said(["pdftotext", *which, str(pdf), "-"]))


def squeezed(words: str) -> str:
    """Words without spaces and breaks."""
    return "".join(words.split())


def fonts(pdf: Path) -> list[str]:
    """Names of the fonts in a PDF."""
    return [
        line.split()[0].partition("+")[2] or line.split()[0] for line in _said(["pdffonts", str(pdf)]).splitlines()[2:]
    ]


def parts(deck: Path) -> dict[str, bytes]:
    """Everything in a deck's package, by name."""
    with zipfile.ZipFile(deck) as package:
        return {name: package.read(name) for name in package.namelist()}


def _said(command: list[str]) -> str:
    soffice()  # fails with what to type where poppler is missing, too
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def _run(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=900, check=False)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def words(pdf: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """The words of each page with their boxes in points: text, left, top, right, bottom."""
    found: list[list[tuple[str, float, float, float, float]]] = []
    for line in _said(["pdftotext", "-bbox", str(pdf), "-"]).splitlines():
        if line.lstrip().startswith("<page"):
            found.append([])
        match = _WORD.search(line)
        if match:
            box = [float(value) for value in match.groups()[:4]]
            found[-1].append((unescape(match[5]), box[0], box[1], box[2], box[3]))
    return found


_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>')
