"""Templates people save from their own maps: files in a folder of this computer's user, or anywhere else by path.

The folder is `journey_widgets/templates` where this system keeps what programs keep for a user (`~/.local/share` on
Linux, `~/Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows); the environment variable
`JOURNEY_WIDGETS_TEMPLATES` names another one, a team's shared one for instance.

A text is a name unless it ends in `.json`, and a name can never lead out of the folder.
"""

from __future__ import annotations

import os
import re
import unicodedata
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from journey_widgets.model import templates as ready
from journey_widgets.model.blueprint import FORMAT, begun, bones
from journey_widgets.model.errors import ChangeError, JourneyError, RepairWarning
from journey_widgets.model.journey import Journey
from journey_widgets.model.order import stages_in_order
from journey_widgets.storage import file
from journey_widgets.storage.errors import ReadError, SaveError, why
from journey_widgets.storage.migrations import VERSION
from journey_widgets.words import LANGUAGES, say

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.words import Language

__all__ = ["folder", "names", "new", "save_template", "templates"]

_VARIABLE: Final = "JOURNEY_WIDGETS_TEMPLATES"
_ENDING: Final = ".template.json"
#: Letters and digits of any script, and between them spaces, `_`, `-` and `.`.
_NAME: Final = re.compile(r"\w(?:[\w .-]{0,62}\w)?")
#: Windows opens a device where a file is called so, whatever its ending.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def folder() -> Path:
    """Where own templates are; it need not be there yet."""
    chosen = os.environ.get(_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only who asks for templates pays

    return user_data_path("journey_widgets", appauthor=False) / "templates"


def names() -> tuple[str, ...]:
    """The names of all templates: those that come with the package, then one's own, sorted."""
    return (*ready.names(), *sorted(_own().keys() - set(ready.names())))


def new(template: str | os.PathLike[str] | None = None, language: Language | None = None) -> Journey:
    """A journey in memory: the stages and touchpoints of `template`, or none at all.

    Args:
        template: the name of one that `jw.templates()` lists; or the path (a `Path`, or a text that ends in `.json`) of
            a template's file, or of a map, whose bones are taken; nothing where None.
        language: "ja" or "en". A template of the package is said in it (Japanese where None). One's own keeps its texts
            and, where None, its language.

    Raises:
        ChangeError: there is no such template or language; the message lists them.
        ReadError: its file cannot be read; the message names the place in it.

    """
    path = None if template is None else _path(template)
    if path is None:
        name = None if template is None else str(template)
        if name is not None and name not in names():  # said with one's own among those there are
            raise ChangeError("templates.no_such_template", language=language or "ja", value=repr(name), valid=names())
        return ready.new(name, language or "ja")
    if language is not None and language not in LANGUAGES:
        raise ChangeError("templates.no_such_language", value=repr(language), valid=LANGUAGES)
    return Journey(begun(_read(path), language))


def templates(language: Language = "ja") -> pd.DataFrame:
    """What there is to start from: one row a template, indexed by `template`, one's own at the end.

    Columns: `title` (str), `stages` (tuple of names in order), `touchpoints` (how many), `source` (where it comes from,
    in words; of one's own, its file), `languages` (tuple). A file in one's folder that cannot be read is left out with
    a warning.

    Raises:
        ChangeError: there is no such language.

    """
    import pandas as pd  # noqa: PLC0415 - who opens a map does not need it

    rows: dict[str, dict[str, object]] = {}
    for name, path in sorted(_own().items()):
        if name in ready.names():
            continue  # which came with a newer version of the package; by path it can still be had
        try:
            template = _read(path)
        except JourneyError as problem:
            warnings.warn(problem.said[language], RepairWarning, stacklevel=2)
            continue
        about: dict[str, Any] = template["about"]
        rows[name] = {
            "title": about["title"],
            "stages": tuple(template["stages"][stage]["name"] for stage in stages_in_order(template)),
            "touchpoints": len(template.get("touchpoints", {})),
            "source": say("templates.own_source", language, path=path),
            "languages": (about["language"],) if "language" in about else (),
        }
    given = ready.templates(language)
    if not rows:
        return given
    return pd.concat([given, pd.DataFrame.from_dict(rows, orient="index").rename_axis("template")])  # pyright: ignore[reportUnknownMemberType]


def save_template(journey: Journey, name_or_path: str | os.PathLike[str], *, touchpoints: bool = True) -> Path:
    """Keep a map's bones as a template for the next map, and return the path of its file.

    It has the map's title, scale and north star, its stages (without owners), its agenda, its links, and its
    touchpoints with their channels, check lists and own fields (without what is in them). It has nothing about people:
    no personas, scores, notes, votes, actions, measures, participants, owners, views or pictures, and no purpose,
    scenario or target.

    Args:
        journey: the map.
        name_or_path: a name, of 1 to 64 letters, digits, spaces, `_`, `-` and `.`: then `jw.templates()` lists it and
            `jw.new(name)` takes it. Or a path (a `Path`, or a text that ends in `.json`). A template that is there
            already is replaced, anything else is not.
        touchpoints: whether touchpoints and links are kept, or only stages and agenda.

    Raises:
        ChangeError: no name, or that of a template of the package.
        SaveError: the file cannot be written, or is no template.

    """
    path = _path(name_or_path, saving=True, language=journey.language)
    if path is None:
        raise ChangeError("templates.name_taken", language=journey.language, value=repr(name_or_path))
    if path.exists() and _other_than_template(path):
        raise SaveError("templates.not_over_this", language=journey.language, path=path)
    template = bones(journey.snapshot().document, touchpoints=touchpoints)
    try:
        if isinstance(name_or_path, str) and not name_or_path.endswith(".json"):
            path.parent.mkdir(parents=True, exist_ok=True)
        file.write(path, template)
    except OSError as problem:
        raise SaveError("storage.not_saved", language=journey.language, path=path, problem=why(problem)) from problem
    return path


def _path(template: str | os.PathLike[str], *, saving: bool = False, language: str = "ja") -> Path | None:
    """The file that is meant; None for a template of the package, and for a name that nothing has."""
    if not isinstance(template, str) or template.endswith(".json"):
        return Path(template).expanduser()
    name = unicodedata.normalize("NFC", template)
    if any(name.casefold() == one.casefold() for one in ready.names()):
        return None
    if not saving:
        return _own().get(name)
    if not _NAME.fullmatch(name) or _DEVICES.fullmatch(name):
        raise ChangeError("templates.bad_name", language=language, value=repr(template))
    return folder() / f"{name}{_ENDING}"


def _own() -> dict[str, Path]:
    """Name → file of the templates in one's folder."""
    try:
        found = [path for path in folder().iterdir() if path.name.endswith(_ENDING)]
    except OSError:
        return {}  # none has been saved yet
    called = {unicodedata.normalize("NFC", path.name.removesuffix(_ENDING)): path for path in found}
    return {name: path for name, path in called.items() if _NAME.fullmatch(name)}


def _read(path: Path) -> dict[str, Any]:
    """The template, or the map, in a file. Raises ReadError."""
    try:
        content = file.parsed(path.read_bytes(), path, formats=(FORMAT, file.FORMAT))
    except OSError as problem:
        raise ReadError("storage.unreadable", path=path, problem=why(problem)) from problem
    if content.version > VERSION:
        raise ReadError("templates.newer", path=path, version=content.version, ours=VERSION)
    return content.document


def _other_than_template(path: Path) -> bool:
    """Whether what is there is no template: somebody's map, most likely, or nothing we could know."""
    try:
        file.parsed(path.read_bytes(), path, formats=(FORMAT,))
    except (OSError, ReadError):
        return True
    return False
