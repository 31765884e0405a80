"""Opening a map step by step: its file, its lock, its journal, and what a person is told about each."""

from __future__ import annotations

import os
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Final

from journey_widgets.model.errors import ChangeError, JourneyError, RepairWarning
from journey_widgets.model.journey import Journey
from journey_widgets.storage import file, own_templates
from journey_widgets.storage.binding import FileBinding, Found
from journey_widgets.storage.errors import ReadError, SaveError, why
from journey_widgets.storage.file import Content
from journey_widgets.storage.folder import Beside
from journey_widgets.storage.hold import Hold, take_hold
from journey_widgets.storage.journal import FileJournal, told_by
from journey_widgets.storage.migrations import VERSION
from journey_widgets.storage.recovery import Recovered, journal_in, recovered
from journey_widgets.storage.rescue import RESCUABLE, kept_beside, last_state, put_aside
from journey_widgets.words import Language, Said, said

__all__ = ["bind", "made", "may_be_ours_now", "opened", "put_right", "rescued", "told_of_journal", "written"]

_MOST_WARNINGS: Final = 10
#: Whose line a warning names: that of whoever called `jw.open`.
_CALLER: Final = 5


def opened(path: Path, *, take_over: bool) -> Journey:
    """The journey in a file that is there; see `storage.open`."""
    content = _content(path)
    if content.document["version"] > VERSION:
        return _newer(content)
    hold = take_hold(path, str(content.document["about"].get("language", "en")))
    if take_over and hold.owner is not None:
        raise ReadError("storage.taken", path=path, owner=hold.owner)
    try:
        if hold.store is None:
            return _looked_at(content, hold)
        if path.read_bytes() != content.raw:  # somebody wrote it before the lock was ours
            content = _content(path)
        return _gone_on_with(content, hold)
    except BaseException:
        hold.release()
        raise


def made(path: Path, template: str | os.PathLike[str] | None, language: Language | None) -> Journey:
    """A new map in a file of its own; see `storage.open`."""
    if template is None:
        raise ReadError("storage.absent", path=path, name=path.name, near=_maps_in(path.parent))
    if not path.parent.is_dir():
        raise ReadError("storage.no_folder", folder=path.parent, name=path.name)
    journey = own_templates.new(template, language)
    bind(journey, path)
    return journey


def rescued(path: Path, problem: ReadError) -> Journey:
    """The journey of a map whose file cannot be read, because of `problem`: from its journal; see `storage.open`."""
    kept = kept_beside(path) if problem.key in RESCUABLE else None
    if kept is None:
        raise problem
    language = str(kept.document["about"].get("language", "en"))
    hold = take_hold(path, language)
    if hold.owner is not None:
        raise ReadError("storage.taken", path=path, owner=hold.owner)
    try:
        journal, content = _last_of(hold, path, problem)
        if not _still_unreadable(path):  # somebody put it right before the lock was ours
            hold.release()
            return opened(path, take_over=False)
        aside = _put_aside(path, problem)
        journey = _gone_on_with(content, hold, journal)
    except BaseException:
        hold.release()
        raise
    _write_now(journey)
    words = said("storage.rescued" if aside is None else "storage.rescued_aside", path=path, kept=aside)
    _warn(words, journey.language, level=_CALLER - 1)
    return journey


def put_right(binding: FileBinding, problem: ReadError, *, recover: bool) -> None:
    """Write a journey that is open here anew, where its file has become unreadable; that is kept under another name.

    Raises:
        ReadError: it must not be, or not without `recover`, or somebody else has the map.
        SaveError: it cannot be written.

    """
    if problem.key not in RESCUABLE or (binding.journey.read_only and binding.owner is None):
        raise problem
    language = binding.journey.language
    if not recover:
        raise ReadError(
            "storage.rescuable", language=language, problem=problem.said, name=binding.path.as_posix()
        ) from None
    if binding.owner is not None:
        raise ReadError("storage.taken", language=language, path=binding.path, owner=binding.owner)
    aside = _put_aside(binding.path, problem)
    binding.save()
    if aside is not None:
        _warn(said("storage.rescued_aside", path=binding.path, kept=aside), language)


def told_of_journal(path: Path, problem: ReadError) -> ReadError:
    """The problem, together with the way out where there is one: a journal that still holds the map."""
    kept = kept_beside(path) if problem.key in RESCUABLE else None
    if kept is None:
        return problem
    language = str(kept.document["about"].get("language", "en"))
    return ReadError("storage.rescuable", language=language, problem=problem.said, name=path.as_posix())


def bind(journey: Journey, path: Path) -> None:
    """Write a journey in memory to a file, which becomes its own; its history goes into the journal.

    Raises:
        SaveError: the file cannot be written, or another process has it open.

    """
    hold = take_hold(path, journey.language)
    if hold.owner is not None:
        raise SaveError("storage.taken", language=journey.language, path=path, owner=hold.owner)
    try:
        snapshot = journey.snapshot()
        digest = written(path, snapshot.document, journey.language)
        journal = None if hold.store is None else _begun(journey, snapshot.revision, digest, hold)
        journey.read_only, journey.read_only_because = not hold.writable, hold.problem
        if journey.read_only:
            hold.release()
        owed = journey.revision != snapshot.revision
        FileBinding(journey, path.absolute(), Found(digest, snapshot.document, not owed, owed), hold, journal)
    except BaseException:
        hold.release()
        raise
    if hold.problem is not None:
        _warn(hold.problem, journey.language)


def written(path: Path, document: file.Document, language: str) -> str:
    """Write a document; returns its digest. Raises SaveError."""
    try:
        return file.write(path, document)
    except OSError as problem:
        raise SaveError("storage.not_saved", language=language, path=path, problem=why(problem)) from problem


def may_be_ours_now(binding: FileBinding, *, take_over: bool) -> bool:
    """Whether a map that is open read-only here can now be had; then the old journey has been let go.

    Raises:
        ReadError: it is to be taken over, and somebody else still has it.

    """
    if not binding.held_back:
        return False
    hold = take_hold(binding.path, patience=0.0)
    free = hold.store is not None
    hold.release()
    if hold.owner is not None and take_over:
        raise ReadError("storage.taken", path=binding.path, owner=hold.owner)
    if not free:
        return False
    binding.supersede()
    return True


def _content(path: Path) -> Content:
    if path.is_dir():
        raise ReadError("storage.is_folder", path=path, near=_maps_in(path))
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise ReadError("storage.unreadable", path=path, problem=why(problem)) from problem
    return file.parsed(raw, path)


def _journey(content: Content) -> Journey:
    """The file alone."""
    try:
        return Journey(content.document)
    except ChangeError as problem:
        newer = content.document["version"] > VERSION
        raise ReadError(
            "storage.newer_unreadable" if newer else "storage.wrong_content",
            path=content.path,
            problem=problem.said,
            version=content.document["version"],
            ours=VERSION,
        ) from problem


def _newer(content: Content) -> Journey:
    """A map of a newer version: only to be looked at."""
    journey = _journey(content)
    words = said("storage.newer", path=content.path, version=content.document["version"], ours=VERSION)
    journey.read_only, journey.read_only_because = True, words
    FileBinding(
        journey, content.path.absolute(), Found(content.digest, content.document), Hold(Beside.of(content.path))
    )
    _warn(words, journey.language)
    return journey


def _looked_at(content: Content, hold: Hold) -> Journey:
    """The file without its journal: to be looked at only, or changed without one where there is no other way."""
    journey = _journey(content)
    if hold.owner is not None:
        words = said("storage.held", path=content.path, owner=hold.owner)
        journey.read_only, journey.read_only_because = True, said("storage.why_held", owner=hold.owner)
    else:
        words = hold.problem or said("storage.nothing")
        journey.read_only, journey.read_only_because = not hold.writable, words
    if journey.read_only:
        hold.release()
    _tell_repairs(journey, content)
    found = Found(content.digest, content.document, same=not content.repairs, backup=_backup(content))
    FileBinding(journey, content.path.absolute(), found, hold)
    _warn(words, journey.language)
    return journey


def _last_of(hold: Hold, path: Path, problem: ReadError) -> tuple[FileJournal, Content]:
    """The journal that is held, and the map in it. Raises ReadError: the file's problem, and the journal's."""
    reason = hold.problem
    try:
        journal = journal_in(hold)
        content = last_state(journal, path)
    except ChangeError as failed:
        reason = reason or failed.said
    else:
        if content is not None:
            return journal, content
    raise ReadError("storage.not_rescued", problem=problem.said, why=reason or said("storage.nothing"))


def _still_unreadable(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        _content(path)
    except ReadError as problem:
        return problem.key in RESCUABLE
    return False


def _put_aside(path: Path, problem: ReadError) -> Path | None:
    try:
        return put_aside(path)
    except OSError as failed:
        raise ReadError("storage.not_rescued", problem=problem.said, why=why(failed)) from failed


def _write_now(journey: Journey) -> None:
    """Write the file, if it can be. If not, everything is in the journal, and it is tried again by itself."""
    try:
        journey.save()
    except JourneyError as problem:
        _warn(problem.said, journey.language, level=_CALLER)


def _gone_on_with(content: Content, hold: Hold, journal: FileJournal | None = None) -> Journey:
    """The file and its journal. A `journal` that was read already is what `content` comes from; no file has it yet."""
    try:
        back = recovered(content, hold, journal)
    except ChangeError as problem:
        hold.give_up_journal(problem)
        return _looked_at(content, hold)
    journey = back.journey
    _tell_repairs(journey, content)
    found = _found(content, back)
    if journal is not None:
        found = replace(found, same=False, owed=True)
    binding = FileBinding(journey, content.path.absolute(), found, hold, back.journal)
    if back.theirs is not None and journal is None:
        binding.catch_up(back.theirs, content.digest, back.base)
    if back.damaged:
        _warn(said("storage.damaged", path=content.path), journey.language)
    return journey


def _found(content: Content, back: Recovered) -> Found:
    same = not (content.repairs or back.replayed or back.theirs is not None)
    return Found(content.digest, content.document, same=same, owed=back.replayed, backup=_backup(content))


def _backup(content: Content) -> tuple[bytes, int] | None:
    return (content.raw, content.version) if content.version < VERSION else None


def _begun(journey: Journey, revision: int, digest: str, hold: Hold) -> FileJournal | None:
    """The journal of a map that is new in this file; None, with the reason in `hold`, where there can be none.

    The file holds the journey at `revision`.
    """
    try:
        journal = journal_in(hold)
        if journal.map_id or journal.damaged:  # of what was in the file before
            aside = hold.renew(journal.map_id or "damaged", journey.language)
            if aside is not None and journal.map_id:
                _tell_of_the_one_before(aside, hold, journey.language)
            journal = journal_in(hold)
        with journey._lock:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - between two changes
            told = told_by(journey._journal)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            journal.begin(journey.snapshot(), told)
            journal.writing(digest, revision)
            journal.written(digest)
            journey._journal = journal  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    except ChangeError as problem:
        hold.give_up_journal(problem)
        return None
    return journal


def _tell_of_the_one_before(aside: Path, hold: Hold, language: str) -> None:
    """A new map takes the place of one that was deleted: that one is not lost, either."""
    path = hold.beside.path
    before = path.with_name(f"before-{path.name}")
    back = aside.with_name(f"{before.name}{aside.suffix}")
    _warn(
        said("storage.one_before", path=path, kept=aside, back=back.name, before=before.as_posix()),
        language,
        level=_CALLER + 2,
    )


def _maps_in(folder: Path) -> list[str]:
    try:
        return sorted(found.name for found in folder.glob("*.journey.json"))
    except OSError:
        return []


def _tell_repairs(journey: Journey, content: Content) -> None:
    # The file has been put right before the model saw it; only the file knows the lines.
    journey._repairs = list(content.repairs)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    path, language = content.path, journey.language
    for repair in content.repairs[:_MOST_WARNINGS]:
        values = {"path": path, "line": repair.line, "column": repair.column, "repair": repair.words}
        _warn(said("storage.repaired", **values), language, level=_CALLER + 1)
    if len(content.repairs) > _MOST_WARNINGS:
        more = len(content.repairs) - _MOST_WARNINGS
        _warn(said("storage.repaired_more", path=path, count=more), language, level=_CALLER + 1)


def _warn(words: Said, language: str, *, level: int = _CALLER) -> None:
    warnings.warn(words["ja" if language == "ja" else "en"], RepairWarning, stacklevel=level)
