"""A notebook parted into slides: by its own slide marks where it has some, otherwise by its headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from journey_widgets.slides.deck.html import tag
from journey_widgets.slides.deck.paging import LEADING, ROOM, WIDTH, height
from journey_widgets.slides.notebook.blocks import Block, Figure, Grid, Prose, Sheet
from journey_widgets.slides.notebook.markup import of_markdown, pictures_of
from journey_widgets.slides.notebook.outputs import of_output

__all__ = ["Read", "read"]

_HIDDEN: Final = frozenset({"remove_cell", "remove-cell", "remove_output", "hide-cell"})
#: Less room than this on a slide, and a picture gets the next one.
_FIGURE: Final = 300.0
_ROW: Final = 31.0


@dataclass(frozen=True, slots=True)
class Read:
    """A notebook's slides, how many live widgets left no picture, and whether any code cell has an output."""

    sheets: list[Sheet]
    without_picture: int
    has_outputs: bool
    has_code: bool


def read(cells: list[Any], folder: Path, *, code: bool) -> Read:
    """The slides of a notebook's cells. `folder` is where pictures beside it are; `code` shows the code as well."""
    marked = any(_mark(cell) in {"slide", "subslide"} for cell in cells)
    parts = _Parts(by_heading=not marked)
    lost = 0
    for cell in cells:
        mark = _mark(cell)
        if mark == "skip" or _HIDDEN & set(cell["metadata"].get("tags", [])):
            continue
        if mark == "notes":
            parts.note(cell["source"])
            continue
        if marked and mark in {"slide", "subslide"}:
            parts.turn("")
        if cell["cell_type"] == "markdown":
            find = pictures_of(folder, cell.get("attachments", {}))
            parts.add_all(of_markdown(cell["source"], find))
        elif cell["cell_type"] == "code":
            if code and cell["source"].strip():
                lines = cell["source"].split("\n")
                parts.add(Prose("code", tag("pre", tag("code", cell["source"])), [(0, line) for line in lines]))
            for output in cell["outputs"]:
                blocks = of_output(output)
                lost += blocks is None
                parts.add_all(blocks or [])
    programs = [cell for cell in cells if cell["cell_type"] == "code" and cell["source"].strip()]
    sheets = [sheet for sheet in parts.sheets if sheet.blocks or sheet.title]
    return Read(sheets, lost, any(cell["outputs"] for cell in programs), bool(programs))


class _Parts:
    """Slides as they fill."""

    def __init__(self, *, by_heading: bool) -> None:
        self.by_heading = by_heading
        self.sheets: list[Sheet] = [Sheet("", first=True)]
        self.left = ROOM

    @property
    def here(self) -> Sheet:
        return self.sheets[-1]

    def turn(self, title: str) -> None:
        """Go on to the next slide, unless this one is still empty."""
        if self.here.blocks or self.here.title:
            self.sheets.append(Sheet(title))
            self.left = ROOM
        else:
            self.here.title = title

    def note(self, text: str) -> None:
        self.here.notes += [line for line in text.split("\n") if line.strip()]

    def add_all(self, blocks: list[Block]) -> None:
        for block in blocks:
            self.add(block)

    def add(self, block: Block) -> None:
        if isinstance(block, Prose) and block.kind == "heading":
            if self.by_heading and block.level <= 2:
                self.turn(block.text)
                self.here.first = self.here.first and block.level == 1
                return
            if not self.here.title and not self.here.blocks:
                self.here.title = block.text
                return
        for piece in _pieces(block):
            needed = min(_needs(piece), ROOM)
            crowded = isinstance(piece, Figure) and any(isinstance(one, Figure) for one in self.here.blocks)
            opens = self.here.first and bool(self.here.title) and not isinstance(piece, Prose)
            if opens or (self.here.blocks and (needed > self.left or crowded)):
                self.turn(self.here.title)
                self.here.more = True
            self.here.blocks.append(piece)
            # A picture takes what is left.
            self.left = 0 if isinstance(piece, Figure) else self.left - needed


def _pieces(block: Block) -> Iterator[Block]:
    """A long table or a long listing as several."""
    if isinstance(block, Grid):
        most = int((ROOM - _ROW * len(block.head)) / _ROW)
        for at in range(0, max(1, len(block.rows)), most):
            yield Grid(block.head, block.rows[at : at + most], block.names)
    elif isinstance(block, Prose) and block.kind == "code":
        most = int((ROOM - 40) / 26)
        for at in range(0, len(block.lines), most):
            lines = block.lines[at : at + most]
            yield Prose("code", tag("pre", "\n".join(text for _, text in lines)), lines)
    else:
        yield block


def _needs(block: Block) -> float:
    if isinstance(block, Figure):
        return _FIGURE
    if isinstance(block, Grid):
        return _ROW * (len(block.head) + len(block.rows)) + 16
    if block.kind == "code":
        return 26.0 * len(block.lines) + 40
    size = 23 if block.kind == "heading" else 20
    return sum(height(text, WIDTH - 30 * depth, size) * 1.65 / LEADING for depth, text in block.lines) + 14


def _mark(cell: Any) -> str:  # noqa: ANN401 - nbformat has no types
    return str(cell["metadata"].get("slideshow", {}).get("slide_type", ""))
