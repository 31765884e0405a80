"""How a journey survives: the file it is kept in, opened with words for every mistake and saved by itself."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journey_widgets.model import templates
from journey_widgets.model.errors import ChangeError, RepairWarning
from journey_widgets.model.ids import new_id
from journey_widgets.model.journey import Journey
from journey_widgets.storage import file
from journey_widgets.storage.binding import FileBinding, bound
from journey_widgets.storage.errors import ReadError, SaveError
from journey_widgets.storage.migrations import VERSION
from journey_widgets.words import say

if TYPE_CHECKING:
    from journey_widgets.storage.file import FileRepair
    from journey_widgets.words import Language

__all__ = ["ReadError", "SaveError", "open", "save"]

_MOST_WARNINGS: Final = 10


def open(path: str | os.PathLike[str], template: str | None = None, language: Language | None = None) -> Journey:  # noqa: A001
    """The journey in the file at `path`, saved by itself from now on.

    If there is no such file and `template` is given, it is made, in `language` (Japanese if none is given). An existing
    file is never reset, so a notebook may be run again and again; and while it is open in this process, the same
    journey comes back. Repairs are warned about and listed in `journey.repairs`. A map of a newer version is read-only.

    Raises:
        ReadError: the file cannot be read (the message names the place in it), or is not there and no template named.
        ChangeError: there is no such template or language.
        SaveError: the new file cannot be written.

    """
    path = Path(path).expanduser()
    already = bound(path)
    if already is not None:
        already.refresh()
        return already.journey
    try:
        return _opened(path) if path.exists() else _made(path, template, language)
    except ReadError as problem:
        problem.language = language or problem.language
        raise


def save(journey: Journey, path: str | os.PathLike[str] | None = None) -> Path:
    """Write the journey now, and return the path of the file.

    Without a `path`: to its own file. A journey without a file takes `path` for its own and is saved by itself from
    then on. For any other `path` a copy is written, a map of its own with a new id; the journey stays with its file.

    Raises:
        SaveError: the file cannot be written, or is open as another map.

    """
    if path is None:
        if journey.path is None:
            raise SaveError("storage.unbound", language=journey.language)
        journey.save()
        return journey.path
    path = Path(path).expanduser()
    other = bound(path)
    if other is not None and other.journey is journey:
        journey.save()
        return path
    if other is not None:
        raise SaveError("storage.open_elsewhere", language=journey.language, path=path)
    snapshot = journey.snapshot()
    own = journey.binding is None and not journey.read_only
    document = snapshot.document if own else {**snapshot.document, "id": new_id("jm")}
    written = _write(path, document, journey.language)
    if own:
        FileBinding(journey, path.absolute(), written, written=snapshot)
    elif isinstance(journey.binding, FileBinding):
        journey.binding.copied(snapshot.document)
    return path


def _opened(path: Path) -> Journey:
    if path.is_dir():
        raise ReadError("storage.is_folder", path=path, near=_maps_in(path))
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise ReadError("storage.unreadable", path=path, problem=problem.strerror or problem) from problem
    document, repairs = file.parse(raw, path)
    newer = document["version"] > VERSION
    try:
        journey = Journey(document)
    except ChangeError as problem:
        key = "storage.newer_unreadable" if newer else "storage.wrong_content"
        raise ReadError(key, path=path, problem=problem.said, version=document["version"], ours=VERSION) from problem
    if newer:
        journey.read_only = True
        warnings.warn(
            say("storage.newer", journey.language, path=path, version=document["version"], ours=VERSION),
            RepairWarning,
            stacklevel=3,
        )
    # The file has been put right before the model saw it; only the file knows the lines.
    journey._repairs = list(repairs)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    FileBinding(journey, path.absolute(), file.digest(raw), written=None if repairs else journey.snapshot())
    _warn(repairs, path, journey.language)
    return journey


def _made(path: Path, template: str | None, language: Language | None) -> Journey:
    if template is None:
        raise ReadError("storage.absent", path=path, name=path.name, near=_maps_in(path.parent))
    if not path.parent.is_dir():
        raise ReadError("storage.no_folder", folder=path.parent, name=path.name)
    journey = templates.new(template, language or "ja")
    snapshot = journey.snapshot()
    FileBinding(journey, path.absolute(), _write(path, snapshot.document, journey.language), written=snapshot)
    return journey


def _write(path: Path, document: file.Document, language: str) -> str:
    try:
        return file.write(path, document)
    except OSError as problem:
        raise SaveError(
            "storage.not_saved", language=language, path=path, problem=problem.strerror or problem
        ) from problem


def _maps_in(folder: Path) -> list[str]:
    try:
        return sorted(found.name for found in folder.glob("*.journey.json"))
    except OSError:
        return []


def _warn(repairs: list[FileRepair], path: Path, language: str) -> None:
    for repair in repairs[:_MOST_WARNINGS]:
        words = say(
            "storage.repaired", language, path=path, line=repair.line, column=repair.column, repair=repair.words
        )
        warnings.warn(words, RepairWarning, stacklevel=4)
    if len(repairs) > _MOST_WARNINGS:
        more = len(repairs) - _MOST_WARNINGS
        warnings.warn(say("storage.repaired_more", language, path=path, count=more), RepairWarning, stacklevel=4)
