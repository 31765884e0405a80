"""The pictures of a map as files: in `<map>.files/` beside it, each under the hash of what is in it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from journey_widgets.model.pictures import MIME, MemoryPictures, Pictures, is_name, kind_of, name_of, prepared
from journey_widgets.storage import file
from journey_widgets.storage.errors import SaveError, why
from journey_widgets.storage.folder import sync_folder

if TYPE_CHECKING:
    from journey_widgets.model.journey import Journey

__all__ = ["FilePictures", "brought_along", "folder_of"]


def folder_of(path: Path) -> Path:
    """Where the pictures of the map at `path` are: `shop.journey.json` has `shop.journey.json.files`."""
    place = Path(os.path.realpath(path))
    return place.with_name(f"{place.name}.files")


class FilePictures:
    """The pictures in a map's folder; those in `before` (that it had without a file) are still found.

    A file is written once and never changed or removed: undo, another branch or a checkpoint may want it again.
    """

    def __init__(self, path: Path, before: Pictures | None = None) -> None:
        self.folder = folder_of(path)
        self._before = before

    def put(self, data: bytes, called: str = "") -> str:
        """See `Pictures.put`."""
        kept = prepared(data, called)
        name = name_of(kept)
        self.write(name, kept)
        return name

    def write(self, name: str, data: bytes) -> None:
        """Write a picture that is prepared already. Raises SaveError."""
        target = self.folder / name
        try:
            if target.is_file() and not target.is_symlink() and target.stat().st_size == len(data):
                return
            if not self.folder.is_dir():
                self.folder.mkdir(exist_ok=True)
                sync_folder(self.folder.parent)
            file.put(target, data)
        except OSError as problem:
            raise SaveError("picture.not_kept", path=self.folder, problem=why(problem)) from problem

    def names(self) -> Iterable[str]:
        """Those that are in the folder."""
        return tuple(entry.name for entry in self.folder.glob("*") if is_name(entry.name))

    def get(self, name: str) -> bytes | None:
        """See `Pictures.get`. What somebody else put there under a picture's name is only given if it is one."""
        if not is_name(name):
            return None
        place = self.folder / name
        try:
            # A link in a folder that came by git or post may lead anywhere.
            data = None if place.is_symlink() else place.read_bytes()
        except OSError:
            data = None  # not there, or not for us: the page says that the picture is missing
        if data is not None and kind_of(data) in MIME:
            return data
        return None if self._before is None else self._before.get(name)


def brought_along(journey: Journey, path: Path) -> None:
    """Write beside the map at `path` the pictures that the journey shows.

    If it has no file and takes this one for its own, its history comes along, and with it the pictures it once showed.

    Raises:
        SaveError: one of them cannot be written.

    """
    pictures = journey.pictures
    shown = {card.get("image") for card in journey.snapshot().document["touchpoints"].values()}
    names = {name for name in shown if isinstance(name, str)}
    if journey.binding is None and isinstance(pictures, MemoryPictures | FilePictures):
        names |= set(pictures.names())
    target = FilePictures(path)
    for name in sorted(names):
        data = pictures.get(name)
        if data is not None:
            try:
                target.write(name, data)
            except SaveError as problem:
                problem.language = journey.language
                raise
