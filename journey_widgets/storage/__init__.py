"""How a journey survives: its file, its journal, and what happens when something goes wrong with either."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from journey_widgets.model.ids import new_id
from journey_widgets.model.journey import Journey
from journey_widgets.storage.binding import FileBinding, bound
from journey_widgets.storage.errors import ReadError, SaveError
from journey_widgets.storage.images import brought_along
from journey_widgets.storage.opening import (
    bind,
    made,
    may_be_ours_now,
    opened,
    put_right,
    rescued,
    told_of_journal,
    written,
)
from journey_widgets.storage.rescue import kept_beside

if TYPE_CHECKING:
    from journey_widgets.words import Language

__all__ = ["ReadError", "SaveError", "open", "save"]


def open(  # noqa: A001 - jw.open reads like the builtin it stands for
    path: str | os.PathLike[str],
    template: str | os.PathLike[str] | None = None,
    language: Language | None = None,
    *,
    take_over: bool = False,
    recover: bool = False,
) -> Journey:
    """The journey in the file at `path`, with its history; every change is kept from now on.

    If there is no such file and `template` is given, it is made, in `language` (where none is given Japanese, or one's
    own template's). An existing file is never reset, so a notebook may be run again and again; and while it is open in
    this process, the same journey comes back. Repairs are warned about and listed in `journey.repairs`.

    The map is read-only, with a warning that says why, while another process has it open, where its folder cannot be
    written, and where it is of a newer version.

    Args:
        path: the map's file.
        template: what to begin with where there is no such file; `jw.templates()` lists them, and
            a path leads to any other (see `jw.new`).
        language: of a new map, and of what is said when opening fails.
        take_over: do not open it read-only: take it over from a process that has gone, or be refused.
        recover: where the file is broken, cut off, empty or gone, go on from the journal beside it, with every
            acknowledged change and the history; the broken file is kept as `<name>.broken-<date>`. Where the file is
            right, or there is no journal, nothing is different.

    Raises:
        ReadError: the file cannot be read (the message names the place in it, and says whether `recover` would help),
            or is not there and no template named; or it is to be taken over or recovered and somebody still has it.
        ChangeError: there is no such template or language.
        SaveError: the new file cannot be written.

    """
    path = Path(path).expanduser()
    try:
        already = bound(path)
        if already is not None and not may_be_ours_now(already, take_over=take_over):
            return _again(already, recover=recover)
        try:
            if path.exists():
                return opened(path, take_over=take_over)
            return made(path, None if recover and kept_beside(path) else template, language)
        except ReadError as problem:
            if recover:
                return rescued(path, problem)
            raise told_of_journal(path, problem) from None
    except ReadError as problem:
        problem.language = language or problem.language
        raise


def _again(binding: FileBinding, *, recover: bool) -> Journey:
    """The journey that is open here already."""
    try:
        binding.refresh()
        if recover and not binding.path.exists():
            binding.save()
    except ReadError as problem:
        put_right(binding, problem, recover=recover)
    return binding.journey


def save(journey: Journey, path: str | os.PathLike[str] | None = None) -> Path:
    """Write the journey now, and return the path of the file.

    Without a `path`: to its own file. A journey without a file takes `path` for its own and is kept there from then on,
    with its history. For any other `path` a copy is written, a map of its own with a new id; the journey stays with its
    file.

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
    brought_along(journey, path)  # first: a file never shows a picture that is not there yet
    if journey.binding is None and not journey.read_only:
        bind(journey, path)
        return path
    document = journey.snapshot().document
    written(path, {**document, "id": new_id("jm")}, journey.language)
    if isinstance(journey.binding, FileBinding):
        journey.binding.copied(document)
    return path
