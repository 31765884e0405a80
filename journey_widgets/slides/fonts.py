"""The typeface of everything that leaves the notebook: shipped with the package, so that it looks the same everywhere.

A machine without Japanese fonts draws boxes and says nothing, and a family it does not have makes *all* text vanish
from vl-convert's pictures. Hence: our own Noto Sans JP first, `sans-serif` behind it, and a check of every character.
"""

from __future__ import annotations

import io
import unicodedata
import warnings
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal

from journey_widgets.slides import lines as line_breaking
from journey_widgets.words import say

__all__ = [
    "FAMILY",
    "STACK",
    "MissingGlyphs",
    "Weight",
    "check",
    "clean",
    "missing",
    "register",
    "subset",
    "width",
    "wrap",
]

FAMILY: Final = "Noto Sans JP"
#: For a picture's `font-family`: never a family alone, for if it is not there, nothing is drawn at all.
STACK: Final = "Noto Sans JP, sans-serif"

Weight = Literal[400, 700]
_FILES: Final[dict[Weight, str]] = {400: "NotoSansJP-Regular.ttf", 700: "NotoSansJP-Bold.ttf"}
_MOST_NAMED = 20


class MissingGlyphs(UserWarning):
    """Some characters to be drawn are not in the typeface: another machine may show them as boxes."""

    def __init__(self, characters: list[str], language: str | None = None) -> None:
        self.characters = characters
        named = "  ".join(f"{character} (U+{ord(character):04X})" for character in characters[:_MOST_NAMED])
        more = len(characters) - _MOST_NAMED
        super().__init__(say("picture.missing", language, named=named + (f"  … (+{more})" if more > 0 else "")))


def folder() -> Path:
    """Where the font files and their licence are.

    Raises:
        FileNotFoundError: the package was not built (a checkout without `npm run build`).

    """
    found = Path(str(resources.files("journey_widgets").joinpath("static/fonts")))
    absent = [name for name in _FILES.values() if not (found / name).is_file()]
    if absent:
        raise FileNotFoundError(say("picture.no_fonts", path=str(found)))
    return found


@cache
def register() -> None:
    """Make the typeface known to vl-convert, once in this process."""
    import vl_convert  # noqa: PLC0415 - 30 MB, only for who draws

    vl_convert.register_font_directory(str(folder()))


def missing(texts: Iterable[str]) -> list[str]:
    """The characters of `texts` the typeface does not have, in order of code point."""
    has = _face(400).widths
    return sorted({c for text in texts for c in text if c not in has and not _unseen(c)})


def check(texts: Iterable[str], language: str | None = None) -> list[str]:
    """Warn (`MissingGlyphs`, in `language`) of the characters that may not be drawn, and give them."""
    characters = missing(texts)
    if characters:
        warnings.warn(MissingGlyphs(characters, language), stacklevel=3)
    return characters


def subset(characters: Iterable[str], weight: Weight = 400) -> bytes:
    """The typeface with no more than these characters, as woff2: for files that carry their font inside."""
    from fontTools import subset as subsetter  # noqa: PLC0415 - needed by few
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    options: Any = subsetter.Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "vert"])
    options.hinting = False
    options.notdef_outline = True
    worker: Any = subsetter.Subsetter(options)
    target = io.BytesIO()
    font: Any
    with TTFont(folder() / _FILES[weight], lazy=True) as font:
        worker.populate(unicodes={ord(c) for text in characters for c in text} | {ord(" ")})
        worker.subset(font)
        font.flavor = "woff2"
        font.save(target)
    return target.getvalue()


def width(text: str, size: float, weight: Weight = 400) -> float:
    """How wide `text` is drawn at `size`, in the unit of `size`: the sum of the typeface's own advance widths."""
    face = _face(weight)
    return sum([face.advance(character) for character in text]) * size


def wrap(text: str, width: float, size: float, lines: int | None = None, weight: Weight = 400) -> list[str]:
    """`text` in lines no wider than `width`, broken as Japanese and English are; at least one line.

    Args:
        text: control characters are left out, a line break in it is a space.
        width: in the unit of `size`.
        size: of the type.
        lines: at most so many; the last one then ends in "…".
        weight: 400 or 700.

    """
    face = _face(weight)
    return line_breaking.broken(clean(text), width / size, face.advance, lines)


def clean(text: str) -> str:
    """`text` as one line that can be drawn and written into XML: no control characters, no half surrogates."""
    return " ".join("".join(" " if c.isspace() else "" if _illegal(c) else c for c in text).split(" ")).strip()


def _illegal(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"


def _unseen(character: str) -> bool:
    """Whether nothing is drawn for a character by itself: spaces, joiners, variation selectors."""
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Cs"} or _selects(character)


def _selects(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


class _Face:
    """Advance widths of one weight, in em."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - fontTools' tables are untyped
        em: int = font["head"].unitsPerEm
        metrics: dict[str, tuple[int, int]] = font["hmtx"].metrics
        cmap: dict[int, str] = font.getBestCmap()
        self.widths: dict[str, float] = {chr(code): metrics[glyph][0] / em for code, glyph in cmap.items()}

    def advance(self, character: str) -> float:
        known = self.widths.get(character)
        if known is not None:
            return known
        # Drawn by whatever the machine has: a guess on the wide side.
        if _unseen(character) or unicodedata.combining(character):
            known = 0.0
        else:
            known = 1.25 if unicodedata.east_asian_width(character) in "WF" else 0.75
        return known


@cache
def _face(weight: Weight) -> _Face:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - 0.1 s, only for who draws

    with TTFont(folder() / _FILES[weight], lazy=True) as font:
        return _Face(font)
