"""The file of a journey: read with every mistake named by its place, written so that a crash leaves old or new."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import re
import secrets
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from journey_widgets.model.errors import ChangeError
from journey_widgets.model.plain import BIGGEST
from journey_widgets.model.records import TABLES
from journey_widgets.model.repair import Repair, repair
from journey_widgets.storage.errors import ReadError, why
from journey_widgets.storage.folder import sync_folder
from journey_widgets.storage.migrations import VERSION, migrate
from journey_widgets.storage.places import Place, members, place
from journey_widgets.words import Said, said

Document = dict[str, Any]

FORMAT: Final = "journey-map"

# What CPython's parser says → what we say. It has no codes, and its words are not for facilitators.
_PROBLEMS: Final = (
    ("Expecting value", "storage.expected_value"),
    ("Expecting ',' delimiter", "storage.expected_comma"),
    ("Expecting ':' delimiter", "storage.expected_colon"),
    ("Expecting property name", "storage.expected_name"),
    ("Illegal trailing comma", "storage.trailing_comma"),
    ("Unterminated string", "storage.unterminated"),
    ("Invalid control character", "storage.control"),
    ("Invalid", "storage.escape"),
    ("Extra data", "storage.extra"),
)


@dataclass(frozen=True, slots=True)
class FileRepair(Repair):
    """One thing that was put right while reading a file, with the line and column it stood at."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was read: its bytes, which were of `version`, and the document of today's version they hold."""

    path: Path
    raw: bytes
    document: Document
    repairs: list[FileRepair]
    version: int

    @property
    def digest(self) -> str:
        """What tells this content from another."""
        return digest(self.raw)


class _Twice(Exception):  # noqa: N818 - a signal inside this module
    """A key is repeated in one object."""


class _Number(Exception):  # noqa: N818 - a signal inside this module
    """A number that a map cannot hold."""


def read(path: str | os.PathLike[str]) -> tuple[Document, list[FileRepair]]:
    """The document in the file, brought to today's version, and what had to be repaired. A newer one comes as it is.

    Raises:
        ReadError: the file is not there, not UTF-8, not JSON, not a map, has git's conflict marks or a key twice, or
            holds what cannot be repaired.

    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise ReadError("storage.unreadable", path=path, problem=why(problem)) from problem
    return parse(raw, path)


def parse(raw: bytes, path: Path) -> tuple[Document, list[FileRepair]]:
    """`read`, for bytes already read; `path` is for the messages."""
    content = parsed(raw, path)
    return content.document, content.repairs


def parsed(raw: bytes, path: Path, formats: tuple[str, ...] = (FORMAT,)) -> Content:
    """`parse`, with everything there is to know about the file, which may be of any of `formats`."""
    content = _decoded(raw, path)
    if not content.strip():
        raise ReadError("storage.empty", path=path)
    document = _parsed(content, path)
    if not isinstance(document, dict) or cast("Document", document).get("format") not in formats:
        found = cast("Document", document).get("format") if isinstance(document, dict) else None
        told = said("storage.nothing") if found is None else repr(found)
        raise ReadError("storage.foreign", path=path, format=told, valid=" / ".join(map(repr, formats)))
    checked = cast("Document", document)
    version = checked.get("version")
    if type(version) is not int or version < 1:
        raise ReadError(
            "storage.bad_version", path=path, version=said("storage.nothing") if version is None else repr(version)
        )
    if version > VERSION:
        return Content(path, raw, checked, [], version)
    for table in ("about", *TABLES):
        _check_objects(table, checked.get(table), content, path)
    nulls: list[tuple[str, ...]] = []
    clean = cast("Document", _without_nulls(checked, (), nulls))
    try:
        clean, mended = repair(migrate(clean))
    except ChangeError as problem:
        raise ReadError("storage.wrong_content", path=path, problem=problem.said) from problem
    said_of = [(" / ".join(where), said("model.repaired_null", place=" / ".join(where))) for where in nulls]
    said_of += [(one.place, one.words) for one in mended]
    places = _Places(content)
    repairs = [FileRepair(where, words, *places.of(tuple(where.split(" / ")))) for where, words in said_of]
    return Content(path, raw, clean, repairs, version)


def text(document: Document) -> str:
    """The document as it is written: sorted keys, one value a line: a moved card is a two-line difference in git."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def write(path: str | os.PathLike[str], document: Document, noting: Callable[[str], None] | None = None) -> str:
    """`put` the document, and return the digest of what was written."""
    content = text(document).encode("utf-8")
    put(path, content, noting)
    return digest(content)


def put(path: str | os.PathLike[str], content: bytes, noting: Callable[[str], None] | None = None) -> None:
    """Write `content` so that the file is never half of it.

    A temporary file in the same folder is written, flushed to the disk and moved over the old one. If anything fails,
    the old file is untouched and no temporary file stays behind. `noting` is called with the digest when only the move
    is left: from then on the file may be the new one.

    Raises:
        OSError: the folder or the file cannot be written.

    """
    # A link stays a link: it is the file it points to that is replaced.
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        # Not tempfile: that makes files nobody else may read, and a map is shared in a team's folder.
        with os.fdopen(
            os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "wb"
        ) as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(OSError):
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        if noting is not None:
            noting(digest(content))
        replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def replace(source: Path, target: Path, *, patience: float = 2.0) -> None:
    """`os.replace`, tried again for `patience` seconds: on Windows a virus scanner may hold the file for a moment."""
    deadline = time.monotonic() + patience
    pause = 0.01
    while True:
        try:
            os.replace(source, target)
        except PermissionError:
            if time.monotonic() + pause > deadline:
                raise
            time.sleep(pause)
            pause *= 2
        else:
            return


def digest(content: bytes) -> str:
    """What tells one content of a file from another."""
    return hashlib.sha256(content).hexdigest()


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise ReadError("storage.not_utf8", path=path, line=line, byte=f"0x{raw[problem.start]:02x}") from None


def _parsed(content: str, path: Path) -> object:
    mark = re.search(r"^<{7}( |$)", content, re.MULTILINE)
    if mark is not None:
        raise ReadError("storage.conflict", path=path, line=place(content, mark.start()).line)
    try:
        return json.loads(
            content, object_pairs_hook=_object, parse_int=_whole, parse_float=_real, parse_constant=_refused
        )
    except json.JSONDecodeError as problem:
        raise _broken(content, path, problem.pos, _problem(content, problem)) from None
    except RecursionError:
        raise _broken(content, path, 0, said("storage.too_deep")) from None
    except _Number as problem:
        number = str(problem)
        # The literal itself, not the same digits inside a text.
        tokens = re.finditer(r'"(?:[^"\\]|\\.)*"|[-+.\w]+', content)
        start = next((token.start() for token in tokens if token[0] == number), 0)
        raise _broken(content, path, start, said("storage.number", number=number[:40])) from None
    except _Twice:
        raise _twice(content, path) from None


def _object(pairs: list[tuple[str, object]]) -> Document:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Twice
    return made


def _whole(literal: str) -> int:
    # Longer than any number we hold: int() would take quadratic time, or refuse with words of its own.
    if len(literal) > 17 or abs(int(literal)) > BIGGEST:
        raise _Number(literal)
    return int(literal)


def _real(literal: str) -> float | int:
    number = float(literal)
    if not math.isfinite(number) or abs(number) > BIGGEST:
        raise _Number(literal)
    return int(number) if number.is_integer() else number


def _refused(literal: str) -> object:
    raise _Number(literal)


def _broken(content: str, path: Path, position: int, problem: Said) -> ReadError:
    line, column = place(content, position)
    return ReadError("storage.broken", path=path, line=line, column=column, problem=problem)


def _problem(content: str, problem: json.JSONDecodeError) -> Said:
    before = content[: problem.pos].rstrip()
    # Older Pythons only miss what would have come after the comma.
    if before.endswith(",") and content[problem.pos : problem.pos + 1] in {"}", "]"}:
        return said("storage.trailing_comma")
    return said(next((key for start, key in _PROBLEMS if problem.msg.startswith(start)), "storage.expected_value"))


def _twice(content: str, path: Path) -> ReadError:
    first: dict[tuple[str, ...], int] = {}
    for where, position in members(content):
        if where in first:
            line, column = place(content, position)
            return ReadError(
                "storage.twice",
                path=path,
                line=line,
                column=column,
                where="/".join(where),
                first=place(content, first[where]).line,
            )
        first[where] = position
    raise AssertionError("a repeated key was seen but not found")


def _check_objects(table: str, records: object, content: str, path: Path) -> None:
    wrong: tuple[str, ...] | None = None
    if records is None:
        return
    if not isinstance(records, dict):
        wrong = (table,)
    elif table != "about":
        rows = cast("Document", records).items()
        wrong = next(
            ((table, name) for name, record in rows if record is not None and not isinstance(record, dict)), None
        )
    if wrong is not None:
        line, column = place(content, dict(members(content))[wrong])
        raise ReadError("storage.not_object", path=path, line=line, column=column, where="/".join(wrong))


class _Places:
    """Where things are in the file; looked up only when there is something to say about them."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._members: dict[tuple[str, ...], int] | None = None

    def of(self, where: tuple[str, ...]) -> Place:
        """The place of the member at `where`, or of the nearest one around it."""
        if self._members is None:
            self._members = dict(members(self._content))
        # An item of an array has no key: its array's place is near enough.
        known = next((where[:size] for size in range(len(where), 0, -1) if where[:size] in self._members), None)
        return place(self._content, self._members[known]) if known else Place(1, 1)


def _without_nulls(value: object, where: tuple[str, ...], found: list[tuple[str, ...]]) -> object:
    """The value without nulls, at any depth; adds where they were to `found`."""
    if isinstance(value, dict):
        items = cast("Document", value).items()
        found.extend((*where, name) for name, member in items if member is None)
        return {name: _without_nulls(member, (*where, name), found) for name, member in items if member is not None}
    if isinstance(value, list):
        numbered = list(enumerate(cast("list[object]", value)))
        found.extend((*where, str(index)) for index, item in numbered if item is None)
        return [_without_nulls(item, (*where, str(index)), found) for index, item in numbered if item is not None]
    return value
