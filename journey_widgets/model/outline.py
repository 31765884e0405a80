"""A pasted list: bullets, numbers and indentation as people type them in Japanese and English, read as an outline.

Twin of `js/src/notes/outline.ts`; `tests/contract/outline.json` holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Card", "Item", "Lane", "fold", "lanes", "lines", "parse"]

#: How far each kind of white space moves a line to the right.
_WIDTH: Final = {" ": 1, "\u00a0": 1, "\t": 4, "\u3000": 2}
_UNSEEN: Final = re.compile("[\u200b\u200c\u2060\ufeff]")
_BREAK: Final = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")
_SPACE: Final = "[ \u00a0\t\u3000]"
_TRIM: Final = " \u00a0\t\u3000"
_RULE: Final = re.compile("[-*_=＝―ー─━]{3,}")
_HEADING: Final = re.compile(f"([#＃]{{1,6}}){_SPACE}+(.*)")
#: (family, what begins such a line). The first that fits counts.
_MARKERS: Final = tuple(
    (family, re.compile(pattern))
    for family, pattern in (
        ("circled", f"[①-⑳⑴-⒇㉑-㉟㊱-㊿❶-❿➀-➓⓫-⓴]{_SPACE}*"),
        ("bracketed", f"[(（][0-9０-９]{{1,3}}[)）]{_SPACE}*"),
        # "1.5 hours" and "1、2か月" are no numbering.
        ("numbered", f"[0-9０-９]{{1,3}}[.．)）、](?![0-9０-９]){_SPACE}*"),
        ("lettered", f"[A-Za-zａ-ｚＡ-Ｚ][.．)）]{_SPACE}+"),
        # "・・・" and "○○さん" are words; a hyphen right before a figure is a minus.
        ("bullet", f"([・･•‣◦⁃∙·])(?!\\1){_SPACE}*"),
        ("bullet", f"[-*+–—―－＊＋‐−]{_SPACE}+"),
        ("bullet", "[-－‐−–—](?![-－‐−–—>＞.．0-9０-９])"),
        ("bullet", f"[☐☑☒✓✔✅]{_SPACE}*"),
        ("mark", f"([■□◆◇●○◯◎★☆▼▽▲△▶▷►▸])(?!\\1){_SPACE}*"),
    )
)
_BOX: Final = re.compile(f"\\[[ xX\u3000]?\\]{_SPACE}*")
_WRAPPED: Final = re.compile(r"(\*\*|__|`)((?:(?!\1).)+)\1")
_LABELLED: Final = re.compile("【(.+)】")
_COLON: Final = re.compile("[:：]$")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an outline. `level` is 0 for the outermost."""

    level: int
    text: str
    #: A Markdown heading ("# …").
    heading: bool = False


@dataclass(slots=True)
class Card:
    """A line of the second level, and what is below it."""

    title: str
    notes: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Lane:
    """A line of the first level, and what is below it."""

    name: str
    cards: list[Card] = field(default_factory=list[Card])


@dataclass(frozen=True, slots=True)
class _Line:
    indent: int
    family: str
    text: str


def _read(raw: str) -> list[_Line]:
    """The cells of one line; a line from a spreadsheet has several, each nested in the one before."""
    line = _UNSEEN.sub("", raw)
    rest = line.lstrip(_TRIM)
    indent = sum(_WIDTH[space] for space in line[: len(line) - len(rest)])
    found: list[_Line] = []
    for at, cell in enumerate(rest.split("\t")):
        read = _cell(cell.strip(_TRIM), indent + 4 * at)
        if read is not None:
            found.append(read)
    return found


def _cell(text: str, indent: int) -> _Line | None:
    if not text or _RULE.fullmatch(text):
        return None
    heading = _HEADING.fullmatch(text)
    if heading is not None:
        words = heading[2].rstrip("#＃").strip(_TRIM)
        return _Line(len(heading[1]) - 100, "heading", _unwrapped(words)) if words else None
    family, rest = "plain", text
    for name, pattern in _MARKERS:
        match = pattern.match(text)
        if match is not None:
            family, rest = (match[1] if name == "mark" else name), text[match.end() :]
            break
    if family == "bullet":
        rest = _BOX.sub("", rest, count=1) if _BOX.match(rest) else rest
    label = _LABELLED.fullmatch(rest)
    if label is not None:
        family, rest = ("label" if family == "plain" else family), label[1]
    rest = _unwrapped(rest.strip(_TRIM))
    return _Line(indent, family, rest) if rest else None


def _unwrapped(text: str) -> str:
    match = _WRAPPED.fullmatch(text)
    return match[2].strip(_TRIM) if match is not None else text


def parse(text: str) -> list[Item]:
    """Reads a pasted list as an outline.

    A line is below the one before it where it is indented further (by spaces, tabs or full-width spaces), and also
    where it begins differently (`認知` / `・SNS広告`, `1.` / `①`, `■` / `・`): people often nest by the mark alone.
    Bullets (`-`, `*`, `+`, `・`, `•`, `- [ ]`), numbers (`1.`, `１）`, `(1)`, `①`, `a)`), marks (`■`, `●`, …), Markdown
    headings and `【…】` are taken off. Empty lines and rulers are left out; cells of a spreadsheet's row nest in one
    another.
    """
    items: list[Item] = []
    #: What is open above the next line: (indent, family) by level.
    above: list[tuple[int, str]] = []
    for raw in _BREAK.split(text):
        for line in _read(raw):
            while above and above[-1][0] > line.indent:
                above.pop()
            here = [at for at, (indent, _) in enumerate(above) if indent == line.indent]
            same = [at for at in here if above[at][1] == line.family]
            if same:
                del above[same[-1] :]
            items.append(Item(len(above), line.text, line.family == "heading"))
            above.append((line.indent, line.family))
    return [
        Item(item.level, _COLON.sub("", item.text).strip(_TRIM) or item.text, item.heading) if parent else item
        for item, parent in ((item, _has_below(items, at)) for at, item in enumerate(items))
    ]


def _has_below(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].level > items[at].level


def lines(text: str) -> list[str]:
    """The lines of a pasted list without their marks, whatever their level; a row's cells joined by " / "."""
    found = (" / ".join(line.text for line in _read(raw)) for raw in _BREAK.split(text))
    return [line for line in found if line]


def fold(text: str) -> str:
    """What a name is compared by: neither width nor case matter."""
    return unicodedata.normalize("NFKC", text).lower().strip()


def lanes(text: str) -> list[Lane]:
    """Stages with their touchpoints: the first level of an outline, the second, and notes below that.

    What is named twice is one. A single Markdown heading over everything is the list's title, not a stage.
    """
    items = parse(text)
    roots = [item for item in items if item.level == 0]
    if len(roots) == 1 and roots[0].heading and any(item.level > 1 for item in items):
        items = [Item(item.level - 1, item.text, item.heading) for item in items if item.level > 0]
    found: list[Lane] = []
    lane, card = Lane(""), Card("")
    for item in items:
        if item.level == 0:
            lane = next((known for known in found if fold(known.name) == fold(item.text)), Lane(item.text))
            if lane not in found:
                found.append(lane)
        elif item.level == 1:
            card = next((known for known in lane.cards if fold(known.title) == fold(item.text)), Card(item.text))
            if card not in lane.cards:
                lane.cards.append(card)
        else:
            card.notes.append(item.text)
    return found
