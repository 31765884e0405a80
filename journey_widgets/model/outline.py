"""A pasted list: bullets, numbers and indentation as people type them in Japanese and English, read as an outline.

Twin of `js/src/notes/outline.ts`; `tests/contract/outline.json` holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from journey_widgets.model.ids import PREFIXES, new_id
from journey_widgets.model.order import by_rank, touchpoints_of
from journey_widgets.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.model.patch import Document
    from journey_widgets.words import Said

__all__ = ["Card", "Item", "Lane", "Outlines", "lanes", "lines", "parse"]

NoteKind = Literal["pain", "gain", "opportunity", "question", "quote"]

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
_WRAPPED: Final = re.compile(r"(\*\*|__|`)(.+)\1")
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

    A line is below the one before it where it is indented further (by spaces, tabs or full-width spaces), and also where
    it begins differently (`認知` / `・SNS広告`, `1.` / `①`, `■` / `・`): people often nest by the mark alone. Bullets
    (`-`, `*`, `+`, `・`, `•`, `- [ ]`), numbers (`1.`, `１）`, `(1)`, `①`, `a)`), marks (`■`, `●`, …), Markdown headings
    and `【…】` are taken off. Empty lines and rulers are left out; cells of a spreadsheet's row nest in one another.
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
    """The lines of a pasted list without their marks, one by one, whatever their level; a row's cells joined by " / "."""
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
    lane: Lane | None = None
    card: Card | None = None
    for item in items:
        if item.level == 0:
            known = [other for other in found if fold(other.name) == fold(item.text)]
            lane, card = known[0] if known else Lane(item.text), None
            if not known:
                found.append(lane)
        elif item.level == 1 and lane is not None:
            cards = [other for other in lane.cards if fold(other.title) == fold(item.text)]
            card = cards[0] if cards else Card(item.text)
            if not cards:
                lane.cards.append(card)
        elif card is not None:
            card.notes.append(item.text)
    return found


class Outlines(ABC):
    """What a `Journey` takes from a pasted list."""

    __slots__ = ()

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """The journey at this moment."""

    @abstractmethod
    def apply(self, patch: Mapping[str, Any], *, label: str | Said | None = None) -> Change:
        """The one door."""

    @abstractmethod
    def add(self, table: str, **fields: object) -> str:
        """A new record."""

    @abstractmethod
    def batch(self, label: str | Said = "") -> AbstractContextManager[None]:
        """One undo step."""

    def paste_notes(
        self, text: str, kind: NoteKind = "pain", touchpoint: str | None = None, **fields: object
    ) -> list[str]:
        """One note for each line of a pasted list, as one undo step.

        Args:
            text: the list; bullets, numbers and indentation are taken off.
            kind: "pain", "gain", "opportunity", "question" or "quote".
            touchpoint: the touchpoint all of them are on; nowhere yet where None.
            **fields: further fields of every note: `stage`, `author`, `severity`, …

        Returns:
            The ids of the new notes, in the order of the lines.

        Raises:
            ChangeError: no such touchpoint, or a value is not valid; no note was made.

        """
        shared = {"kind": kind, "touchpoint": touchpoint, **fields}
        record = {name: value for name, value in shared.items() if value is not None}
        made = {new_id(PREFIXES["notes"]): {**record, "text": line} for line in lines(text)}
        self.apply({"notes": made} if made else {}, label=said("notes.pasted", n=len(made)))
        return list(made)

    def outline(self, text: str, kind: NoteKind = "pain") -> dict[str, list[str]]:
        """Stages and touchpoints from a pasted outline, as one undo step.

        The first level names stages, the second touchpoints, anything below is a note on its touchpoint. A stage that
        is there already (width and case don't matter) is used, and so are a touchpoint in it and a note on that: pasting
        a list again brings only what is new. New stages and touchpoints stand last.

        Args:
            text: the outline, see `journey_widgets.model.outline.parse`.
            kind: what the notes are.

        Returns:
            The ids of what was made: `{"stages": […], "touchpoints": […], "notes": […]}`.

        """
        made: dict[str, list[str]] = {"stages": [], "touchpoints": [], "notes": []}

        def add(table: str, **fields: object) -> str:
            name = self.add(table, **fields)
            made[table].append(name)
            return name

        with self.batch(said("notes.outlined")):
            for lane in lanes(text):
                stage = self._called("stages", "name", lane.name) or add("stages", name=lane.name)
                for card in lane.cards:
                    touchpoint = self._called("touchpoints", "title", card.title, stage)
                    if touchpoint is None:
                        touchpoint = add("touchpoints", title=card.title, stage=stage)
                    said_already = self._notes_on(touchpoint)
                    for note in card.notes:
                        if fold(note) not in said_already:
                            add("notes", kind=kind, text=note, touchpoint=touchpoint)
        return made

    def _notes_on(self, touchpoint: str) -> set[str]:
        notes: dict[str, Document] = self.snapshot().document["notes"]
        return {fold(note["text"]) for note in notes.values() if note.get("touchpoint") == touchpoint}

    def _called(self, table: str, name_field: str, called: str, stage: str | None = None) -> str | None:
        """The first record of a table, or of a stage, that is called so."""
        document = self.snapshot().document
        names = by_rank(document[table]) if stage is None else touchpoints_of(document, stage)
        same = (name for name in names if fold(document[table][name].get(name_field, "")) == fold(called))
        return next(same, None)
