"""A notebook's slides as one HTML file: a deck, or a page to read from top to bottom."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from journey_widgets.slides.deck.html import Html, join, raw, tag
from journey_widgets.slides.deck.page import document, section
from journey_widgets.slides.deck.svg import inline
from journey_widgets.slides.notebook.blocks import Block, Figure, Grid, Sheet

if TYPE_CHECKING:
    from journey_widgets.faces import Theme

__all__ = ["page"]

#: A drawing that has these keeps to itself, as an image: its styles would reach the rest of the page.
_APART: Final = ("style", "script", "foreignObject", "image", "animate", "set")
_FONT_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}")


def page(sheets: Iterable[Sheet], title: str, language: str, theme: Theme | None, *, flowing: bool) -> str:
    """The file's text. `flowing`: a page to read instead of slides."""
    sheets = _joined(sheets) if flowing else list(sheets)
    return document(
        title=title,
        language=language,
        theme=theme,
        sections=[_section(sheet, at, len(sheets), title, language) for at, sheet in enumerate(sheets, 1)],
        scripts=() if flowing else ("deck",),
    )


def _joined(sheets: Iterable[Sheet]) -> list[Sheet]:
    """What was parted for the size of a slide, in one piece again."""
    whole: list[Sheet] = []
    for sheet in sheets:
        if sheet.more and whole:
            last = whole[-1]
            whole[-1] = replace(last, blocks=[*last.blocks, *sheet.blocks], notes=[*last.notes, *sheet.notes])
        else:
            whole.append(sheet)
    return whole


def _section(sheet: Sheet, number: int, count: int, of: str, language: str) -> Html:
    opening = sheet.first and bool(sheet.title) and not any(isinstance(one, Figure | Grid) for one in sheet.blocks)
    body = _body(sheet.blocks, number)
    return section(
        id=f"slide-{number}",
        kind="title" if opening else "notebook",
        title=sheet.title,
        sentence="",
        body=join([tag("h1", sheet.title), body]) if opening else body,
        notes="\n".join(sheet.notes),
        number=number,
        count=count,
        of=of,
        language=language,
    )


def _body(blocks: Sequence[Block], number: int) -> Html:
    """The blocks; what is text stands together."""
    parts: list[Html] = []
    text: list[Html] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Figure):
            if text:
                parts.append(tag("div", text, class_="prose"))
                text = []
            parts.append(_figure(block, f"n{number}-{at}"))
        else:
            text.append(_table(block) if isinstance(block, Grid) else block.html)
    if text:
        parts.append(tag("div", text, class_="prose"))
    return join(parts)


def _figure(figure: Figure, prefix: str) -> Html:
    drawing = _drawing(figure.svg, prefix, figure.alt) if figure.svg else None
    if drawing is None:
        data = figure.svg.encode() if figure.svg else figure.image or b""
        mime = "image/svg+xml" if figure.svg else figure.mime
        drawing = tag(
            "img",
            src=f"data:{mime};base64,{base64.b64encode(data).decode()}",
            alt=figure.alt,
            width=round(figure.width) or None,
            height=round(figure.height) or None,
        )
    return tag("figure", drawing, class_="on-light")


def _drawing(svg: str, prefix: str, alt: str) -> Html | None:
    """The drawing as a part of the page: its words are found, and set in our typeface. None where it cannot be."""
    # The page carries the typeface for all.
    svg = _FONT_FACE.sub("", svg)
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314 - nothing is fetched, and expat bounds entities
    except ElementTree.ParseError:
        return None
    for parent in list(root.iter()):
        for child in list(parent):
            if _name(child) == "style" and not (child.text or "").strip():
                parent.remove(child)
    if any(_name(element) in _APART for element in root.iter()):
        return None
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key.lower().startswith("on") or (key.endswith("href") and not value.startswith("#")):
                del element.attrib[key]
    return inline(ElementTree.tostring(root, encoding="unicode"), None, prefix, alt)


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _table(grid: Grid) -> Html:
    def cells(row: list[str], heads: int) -> Iterable[Html]:
        return (tag("th" if at < heads else "td", text) for at, text in enumerate(row))

    return tag(
        "div",
        tag(
            "table",
            tag("thead", [tag("tr", cells(row, len(row))) for row in grid.head]) if grid.head else raw(""),
            tag("tbody", [tag("tr", cells(row, grid.names)) for row in grid.rows]),
        ),
        class_="wide",
    )
