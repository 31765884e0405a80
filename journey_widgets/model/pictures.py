"""Pictures of a map: checked by what they are, made small, and named by what is in them.

The document only holds a picture's name; its bytes are kept beside it, in memory or (`storage.images`) in files. A name
is made of a hash, so the same picture has one name everywhere, is never written twice, and is never a path.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from journey_widgets.model.errors import ChangeError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MIME", "SIDE", "MemoryPictures", "Pictures", "is_name", "kind_of", "name_of", "prepared", "read"]

#: The longer side of a kept picture in pixels: sharp on a card and on a third of a slide.
SIDE: Final = 1024
#: Bytes a kept picture may have: every tab fetches it, and a deck carries it. A photo of `SIDE` has about 150,000.
_LARGEST: Final = 1_500_000
#: Bytes that are looked at at all, and pixels that are unpacked: a small file may hold an image that fills the memory.
_MOST_BYTES: Final = 40_000_000
_MOST_PIXELS: Final = 120_000_000

#: Ending of the name → MIME type, of what is kept.
MIME: Final = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_NAME: Final = re.compile(r"[0-9a-f]{32}\.(png|jpg|webp)")
#: What a file calls itself → what it must be then. Anything else claims nothing.
_CLAIMS: Final = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "svgz": "svg", "heif": "heic", **{k: k for k in MIME}} | {
    kind: kind for kind in ("svg", "gif", "heic", "avif", "bmp", "tiff", "pdf")
}
#: What Pillow tells of a picture without it telling anything of whoever took it.
_HARMLESS: Final = frozenset(
    {"aspect", "background", "chromaticity", "default_image", "dpi", "duration", "gamma", "icc_profile", "jfif"}
    | {"jfif_density", "jfif_unit", "jfif_version", "loop", "progression", "progressive", "srgb", "timestamp"}
    | {"transparency"}
)


class Pictures(Protocol):
    """Where the pictures of a map are."""

    def put(self, data: bytes, called: str = "") -> str:
        """Keep a picture, and return its name; `called` is what the person's file is called, for messages.

        Raises:
            ChangeError: it is no picture that can be kept; the message says why.
            SaveError: it cannot be written.

        """
        ...

    def get(self, name: str) -> bytes | None:
        """The picture of this name; None where there is none, or `name` is no picture's."""
        ...


class MemoryPictures:
    """Pictures of a map without a file, or in front of `behind`, which is only read."""

    def __init__(self, behind: Pictures | None = None) -> None:
        self._kept: dict[str, bytes] = {}
        self._behind = behind

    def put(self, data: bytes, called: str = "") -> str:
        """See `Pictures.put`."""
        kept = prepared(data, called)
        name = name_of(kept)
        self._kept[name] = kept
        return name

    def get(self, name: str) -> bytes | None:
        """See `Pictures.get`."""
        if name in self._kept:
            return self._kept[name]
        return None if self._behind is None else self._behind.get(name)

    def names(self) -> Iterable[str]:
        """Those that are here, and would be gone with the process."""
        return tuple(self._kept)


def is_name(name: object) -> bool:
    """Whether this is the name of a picture, and so may be put behind a folder."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def name_of(data: bytes) -> str:
    """The name of a picture: the first half of its SHA-256, and its kind."""
    return f"{hashlib.sha256(data).hexdigest()[:32]}.{kind_of(data)}"


def kind_of(data: bytes) -> str:  # noqa: PLR0911 - a line per kind
    """What the bytes are, whatever they are called: "png", "jpg", "webp", "gif", "svg", …; "" for anything else."""
    start = data[:512]
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if start[4:8] == b"ftyp":
        return (
            "avif" if start[8:12] in (b"avif", b"avis") else "heic" if start[8:11] in (b"hei", b"hev", b"mif") else ""
        )
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith((b"II*\x00", b"MM\x00*")):
        return "tiff"
    if start.startswith(b"BM"):
        return "bmp"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "svg" if text.startswith(b"<svg") or (text.startswith((b"<?xml", b"<!")) and b"<svg" in data[:4096]) else ""


def read(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """The bytes of a picture's file, and what it is called.

    Raises:
        ChangeError: it is not there, cannot be read, or is much too large.

    """
    place = Path(path).expanduser()
    try:
        if place.stat().st_size > _MOST_BYTES:
            raise _too_large(place.name)
        return place.read_bytes(), place.name
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ChangeError("picture.unreadable", path=os.fspath(path), problem=reason) from problem


def prepared(data: bytes, called: str = "") -> bytes:
    """The picture as it is kept: PNG, JPEG or WebP, at most `SIDE` pixels a side, without what a camera wrote into it.

    One that is so already comes back as it is. `called` may end in what it claims to be.

    Raises:
        ChangeError: it is none of the three, not what it calls itself, broken, or too large.

    """
    from PIL import Image  # noqa: PLC0415 - only who keeps pictures pays for it

    shown = called or "—"
    if len(data) > _MOST_BYTES:
        raise _too_large(shown)
    kind, claimed = kind_of(data), _CLAIMS.get(called.rpartition(".")[2].lower() if "." in called else "", "")
    if kind == "svg" or claimed == "svg":
        raise ChangeError("picture.svg", name=shown)
    if not kind:
        raise ChangeError("picture.not_a_picture", name=shown)
    if claimed and claimed != kind:
        raise ChangeError("picture.not_what_it_says", name=shown, claimed=claimed.upper(), found=kind.upper())
    if kind not in MIME:
        raise ChangeError("picture.other_kind", name=shown, found=kind.upper())
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ChangeError("picture.too_many_pixels", name=shown, width=image.width, height=image.height)
            image.load()
            if _as_it_is(image, data):
                return data
            return _made_small(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        if isinstance(problem, ChangeError):
            raise
        raise ChangeError("picture.broken", name=shown) from problem


def _as_it_is(image: Image, data: bytes) -> bool:
    still = getattr(image, "n_frames", 1) == 1
    told: dict[Any, Any] = image.info
    return len(data) <= _LARGEST and max(image.size) <= SIDE and still and told.keys() <= _HARMLESS


def _made_small(image: Image) -> bytes:
    from PIL import ImageOps, features  # noqa: PLC0415 - as above

    # A phone holds its photos as the sensor lay, and says in the metadata, which go, which way is up.
    upright = ImageOps.exif_transpose(image)
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    profile: bytes | None = upright.info.get("icc_profile")
    small = upright.convert("RGBA" if clear else "RGB")
    small.thumbnail((SIDE, SIDE))
    for quality in (85, 70, 50):
        out = io.BytesIO()
        if features.check("webp"):
            small.save(out, "WEBP", quality=quality, icc_profile=profile or b"")
        else:
            small.save(out, "PNG", optimize=True, icc_profile=profile)
        if out.tell() <= _LARGEST:
            break
    return out.getvalue()


def _too_large(called: str) -> ChangeError:
    return ChangeError("picture.too_large", name=called, most=_MOST_BYTES // 1_000_000)
