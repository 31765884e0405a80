"""Text of slides: paragraphs as XML, and the size at which they fit.

Widths are those of our own typeface; the slide is drawn in another one, so a little room is kept. Line spacing is
exact, in points: what fits here fits in every program, whatever it does with a typeface's own line height.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from journey_widgets.slides import fonts
from journey_widgets.slides.powerpoint.ink import INK, solid

__all__ = ["Paragraph", "Run", "Voice", "fitted", "height", "lines", "shortened", "width"]

#: Other typefaces are up to so much wider than ours.
ROOM = 1.06
#: What a program does not break: a word, or a sign with the punctuation that must not begin or end a line.
_PIECES = re.compile(
    r"[^\s\u2e80-\uffef]+|\s+|[（「『【〔［｛]*.[、。，．・：；？！」』）】〕］｝…ー〜々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*",
    re.DOTALL,
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `size` in points."""

    text: str
    size: float
    ink: str | None = INK
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs one after the other. `align` is l, ctr or r; `before` is space above in points; `leading` in em."""

    runs: Sequence[Run]
    align: str = "l"
    before: float = 0
    leading: float = 1.3
    #: A hanging mark before the text, such as "•", in points of indentation.
    hang: float = 0

    @property
    def size(self) -> float:
        """The largest type in it."""
        return max((run.size for run in self.runs), default=10)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Voice:
    """How runs are written: the deck's language, and a typeface only where somebody asked for one."""

    language: str
    typeface: str | None = None

    def paragraphs(self, paragraphs: Iterable[Paragraph], *, spaced: bool = True) -> str:
        """Paragraphs as `a:p`; `spaced` writes exact line spacing."""
        return "".join(self._paragraph(paragraph, spaced) for paragraph in paragraphs) or "<a:p/>"

    def attributes(self, text: str) -> str:
        """The `lang` of a text: Japanese forms for everything in a Japanese deck and for kanji and kana in any."""
        japanese = self.language == "ja" or _CJK.search(text)
        return 'lang="ja-JP" altLang="en-US"' if japanese else 'lang="en-US" altLang="ja-JP"'

    def faces(self) -> str:
        """The typeface, in the order the schema asks for."""
        if self.typeface is None:
            return ""
        name = quoteattr(self.typeface)
        return f"<a:latin typeface={name}/><a:ea typeface={name}/><a:cs typeface={name}/>"

    def _paragraph(self, paragraph: Paragraph, spaced: bool) -> str:
        attributes = "" if paragraph.align == "l" else f' algn="{paragraph.align}"'
        if _rtl(paragraph.text):
            attributes += ' rtl="1"'
        if paragraph.hang:
            attributes += f' marL="{round(paragraph.hang * 12700)}" indent="-{round(paragraph.hang * 12700)}"'
        inner = ""
        if spaced:
            inner += f'<a:lnSpc><a:spcPts val="{round(paragraph.size * paragraph.leading * 100)}"/></a:lnSpc>'
            inner += f'<a:spcBef><a:spcPts val="{round(paragraph.before * 100)}"/></a:spcBef>'
            inner += "<a:buNone/>"
        runs = "".join(self._run(run) for run in paragraph.runs if run.text)
        size = f' sz="{round(paragraph.size * 100)}"' if paragraph.size else ""
        last = "" if runs else f"<a:endParaRPr {self.attributes('')}{size}/>"
        return f"<a:p><a:pPr{attributes}>{inner}</a:pPr>{runs}{last}</a:p>"

    def _run(self, run: Run) -> str:
        style = f' sz="{round(run.size * 100)}"' if run.size else ""
        style += ' b="1"' if run.bold else ""
        style += ' i="1"' if run.italic else ""
        fill = "" if run.ink is None else solid(run.ink)
        return (
            f'<a:r><a:rPr {self.attributes(run.text)}{style} dirty="0">{fill}{self.faces()}</a:rPr>'
            f"<a:t>{escape(run.text)}</a:t></a:r>"
        )


def _rtl(text: str) -> bool:
    """Whether a text reads from right to left: its first letter with a direction decides (UAX 9, rule P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def lines(paragraph: Paragraph, width: float) -> int:
    """How many lines a paragraph takes in `width` points."""
    bold = any(run.bold for run in paragraph.runs)
    return _count(paragraph.text, round((width - paragraph.hang) / ROOM / paragraph.size, 3), bold)


@lru_cache(maxsize=20_000)
def _count(text: str, ems: float, bold: bool) -> int:
    """Lines of a text in a width of `ems`, broken as soon as they are full: so do the programs that show slides."""
    weight = 700 if bold else 400
    if fonts.width(text, 1, weight) <= ems:
        return 1
    count, used = 1, 0.0
    for piece in _PIECES.findall(text):
        wide = fonts.width(piece, 1, weight)
        if used + wide > ems and used:
            if piece.isspace():
                continue  # hangs over the edge
            count, used = count + 1, 0.0
        whole, rest = divmod(wide, ems)
        count += int(whole)
        used += rest if whole else wide
    return count


def height(paragraphs: Iterable[Paragraph], width: float) -> float:
    """How high paragraphs are in `width`, both in points."""
    return sum(
        paragraph.before + lines(paragraph, width) * paragraph.size * paragraph.leading for paragraph in paragraphs
    )


def fitted(
    text: str, width: float, room: float, sizes: Sequence[float], *, bold: bool = False, leading: float = 1.3
) -> tuple[str, float]:
    """The text and the largest of `sizes` (descending) at which it fits; at the last one it is shortened to fit."""
    for size in sizes:
        if lines(Paragraph([Run(text, size, bold=bold)]), width) * size * leading <= room + 0.01:
            return text, size
    size = sizes[-1]
    return shortened(text, width, size, max(1, int((room + 0.01) / (size * leading))), bold=bold), size


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is on one line, with the room other typefaces may need."""
    return fonts.width(text, size, 700 if bold else 400) * ROOM


def shortened(text: str, width: float, size: float, most: int, *, bold: bool = False) -> str:
    """The text, ending in "…" where it would take more than `most` lines."""
    return _shortened(text, round(width / ROOM / size, 3), most, bold)


@lru_cache(maxsize=20_000)
def _shortened(text: str, ems: float, most: int, bold: bool) -> str:
    if _count(text, ems, bold) <= most:
        return text
    # No sign is narrower than a quarter of an em; breaking lines well takes its time, so what cannot show goes first.
    seen = text[: int(most * ems * 4) + 4]
    kept = fonts.wrap(seen, ems, 1, lines=most, weight=700 if bold else 400)
    joined = ""
    for line in kept:  # spaces at which a line was broken are gone from it
        joined = f"{joined} {line}" if joined and text.startswith(f"{joined} ") else joined + line
    return joined
