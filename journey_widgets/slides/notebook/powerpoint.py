"""A notebook's slides in PowerPoint: its words as text, its tables as tables, its pictures as pictures."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any, Final

from journey_widgets.slides import fonts
from journey_widgets.slides.chapters.cover import Cover
from journey_widgets.slides.notebook.blocks import Block, Figure, Grid, Prose, Sheet
from journey_widgets.slides.powerpoint.canvas import TABLE, Box, Canvas, cell, emu
from journey_widgets.slides.powerpoint.cover import draw_cover
from journey_widgets.slides.powerpoint.ink import INK, MUTED, RULE, STRONG_RULE
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.template import prepared
from journey_widgets.slides.powerpoint.text import Paragraph, Run, Voice, fitted, height, shortened
from journey_widgets.slides.render import svg_to_png
from journey_widgets.slides.story import Slide

__all__ = ["Presentation"]

_SIZE, _SMALL = 16, 11
#: Pixels of a drawing for each of its own: sharp when a slide is as wide as a projector.
_SHARP: Final = 2.0
_GAP: Final = 10.0
_HEADING: Final = Box(40, 22, 880, 62)


class Presentation:
    """A presentation that takes a notebook's slides one by one."""

    def __init__(self, title: str, language: str, template: str | os.PathLike[str] | None) -> None:
        own = prepared(language, template=template, append_to=None, layout=None, placeholder=None, font=None)
        self.deck = Deck(own, Voice(language, None), language, title, "native", "shapes", None)
        self.number = 0

    def add(self, sheet: Sheet) -> None:
        """One slide."""
        self.number += 1
        if sheet.first and sheet.title:
            sheet = self._opened(sheet)
            if not sheet.blocks:
                return
        slide = Slide(f"notebook{self.number}", sheet.title or self.deck.title, "", "\n".join(sheet.notes), None)
        page = self.deck.page(slide)
        self._enlarge(page.canvas.slide.shapes.title)
        flow = _Flow(self.deck, page.canvas, page.box, f"notebook{self.number}")
        for block in sheet.blocks:
            flow.add(block)
        page.canvas.finish()

    def save(self, target: Path) -> None:
        """Write it."""
        presentation: Any = self.deck.template.presentation
        presentation.core_properties.title = self.deck.title
        presentation.save(os.fspath(target))

    def _enlarge(self, shape: Any) -> None:  # noqa: ANN401 - python-pptx has no types
        """Our own design has a small topic over a large sentence; a notebook's slide has its heading alone."""
        if not self.deck.template.own or shape is None:
            return
        text, size = fitted(shape.text_frame.text, _HEADING.w, _HEADING.h, (24, 20, 18, 16), bold=True, leading=1.2)
        self.deck.fill(shape, [Paragraph([Run(text, size, INK, bold=True)])])
        shape.left, shape.top = emu(_HEADING.x), emu(_HEADING.y)
        shape.width, shape.height = emu(_HEADING.w), emu(_HEADING.h)

    def _opened(self, sheet: Sheet) -> Sheet:
        """The title slide, with the first paragraph under the title; gives what is left for a slide of its own."""
        first = next(iter(sheet.blocks), None)
        said = first.text if isinstance(first, Prose) and first.kind == "paragraph" else ""
        draw_cover(self.deck, Slide("title", sheet.title, said, "", None), Cover([], ""))
        return Sheet(sheet.title, sheet.blocks[1:] if said else sheet.blocks, sheet.notes)


class _Flow:
    """Blocks set one below the other on a slide."""

    def __init__(self, deck: Deck, canvas: Canvas, box: Box, called: str) -> None:
        self.deck, self.canvas, self.called = deck, canvas, called
        self.box = box
        self.count = 0

    def add(self, block: Block) -> None:
        self.count += 1
        if isinstance(block, Figure):
            self._figure(block)
        elif isinstance(block, Grid):
            self._take(self._grid(block))
        else:
            self._take(self._prose(block))

    def _take(self, high: float) -> None:
        self.box = self.box.inside(top=min(high + _GAP, self.box.h - 1))

    def _name(self, kind: str) -> str:
        return f"{self.called}:{kind}:{self.count}"

    def _prose(self, block: Prose) -> float:
        size = {"heading": 18, "code": _SMALL}.get(block.kind, _SIZE)
        ink = MUTED if block.kind in {"quote", "code"} else INK
        paragraphs = [
            Paragraph(
                [
                    Run(
                        f"{'　' * (depth - 1)}{_bullet(text) if depth else ''}{text}",
                        size,
                        ink,
                        bold=block.kind == "heading",
                    )
                ],
                leading=1.35,
            )
            for depth, text in block.lines
        ]
        high = min(height(paragraphs, self.box.w), self.box.h)
        self.canvas.text(self._name("text"), Box(self.box.x, self.box.y, self.box.w, high), paragraphs)
        return high

    def _figure(self, figure: Figure) -> None:
        room = self.box
        data = svg_to_png(figure.svg, _SHARP) if figure.svg else figure.image or b""
        part, relation = self.canvas.slide.part.get_or_add_image_part(io.BytesIO(data))
        width, high = part.image.size
        scale = min(room.w / width, room.h / high)
        if not figure.svg and figure.width:
            scale = min(scale, figure.width * 0.75 * 1.5 / width)
        box = Box(room.x + (room.w - width * scale) / 2, room.y, width * scale, high * scale)
        self.canvas.picture(self._name("picture"), box, relation, None, figure.alt or self.deck.title)
        self._take(box.h)

    def _grid(self, grid: Grid) -> float:
        columns = max(map(len, [*grid.head, *grid.rows]), default=1)
        wide = [
            min(36.0, max(3.0, *(fonts.width(row[at], 1) for row in [*grid.head, *grid.rows]))) for at in range(columns)
        ]
        scale = min(self.box.w / sum(wide), 14 * 1.3)
        widths = [one * scale for one in wide]

        def row(texts: list[str], *, head: bool) -> tuple[str, float]:
            paragraphs = [
                Paragraph(
                    [Run(shortened(text, width - 12, _SMALL, 3), _SMALL, MUTED if head else INK, bold=head)],
                    leading=1.3,
                )
                for text, width in zip(texts, widths, strict=True)
            ]
            high = 7 + max(height([one], width - 12) for one, width in zip(paragraphs, widths, strict=True))
            under = STRONG_RULE if head else RULE
            cells = "".join(cell([one], self.deck.voice, under=under, pad=(6, 3)) for one in paragraphs)
            return f'<a:tr h="{emu(high)}">{cells}</a:tr>', high

        rows = [row(texts, head=True) for texts in grid.head] + [row(texts, head=False) for texts in grid.rows]
        tracks = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
        first = ' firstRow="1"' if grid.head else ""
        body = "".join(text for text, _ in rows)
        inner = f"<a:tbl><a:tblPr{first}/><a:tblGrid>{tracks}</a:tblGrid>{body}</a:tbl>"
        high = sum(one for _, one in rows)
        self.canvas.frame(self._name("table"), Box(self.box.x, self.box.y, sum(widths), high), TABLE, inner)
        return high


def _bullet(text: str) -> str:
    """Numbered lists have their number."""
    return "" if text[:1].isdigit() and ". " in text[:4] else "• "
