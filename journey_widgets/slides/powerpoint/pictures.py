"""Charts as pictures: a real PNG for every program, and the SVG beside it for those that draw it sharp."""

from __future__ import annotations

import io
from typing import Any, cast

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part

from journey_widgets.slides.picture import Picture, board_svg, chart_svg, curve_svg
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.story import Slide

__all__ = ["draw_board_picture", "draw_curve_picture", "draw_extra"]

#: Pixels for each point of the slide: 190 dpi, sharp on a projector and on paper.
_SHARPNESS = 190 / 72


def draw_board_picture(deck: Deck, slide: Slide) -> None:
    """The board as it looks in the notebook, without its curve."""
    _draw(deck, slide, "board", board_svg(deck.journey, language=_language(deck), curve=False), slide.sentence)


def draw_curve_picture(deck: Deck, slide: Slide) -> None:
    """The curve as it looks in the notebook, faces and all."""
    _draw(deck, slide, "curve", curve_svg(deck.journey, language=_language(deck)), slide.sentence)


def draw_extra(deck: Deck, number: int, chart: Any) -> None:  # noqa: ANN401 - Altair has no common type of its charts
    """Any Altair chart on a slide of its own; its title becomes the slide's.

    Raises:
        TypeError: it is no chart.

    """
    title = _title(chart)
    if title:  # the slide says it, so the picture need not
        chart = chart.copy()
        chart.title = ""
    svg = chart_svg(chart)
    described = getattr(chart, "description", None)
    slide = Slide(f"extra{number}", deck.say("title_extra", n=number), title, "", None)
    _draw(deck, slide, f"extra{number}", svg, described if isinstance(described, str) else title)


def _language(deck: Deck) -> Any:  # noqa: ANN401 - "ja" or "en", which the deck keeps as text
    return deck.language


def _title(chart: Any) -> str:  # noqa: ANN401
    title = getattr(chart, "title", None)
    text = getattr(title, "text", title)
    if isinstance(text, list):
        return " ".join(map(str, cast("list[object]", text)))
    return text if isinstance(text, str) else ""


def _draw(deck: Deck, slide: Slide, called: str, svg: str, descr: str) -> None:
    picture = Picture(svg, descr)
    page = deck.page(slide)
    width, height = picture.size
    scale = min(page.box.w / width, page.box.h / height)
    fitted = Box(
        page.box.x + (page.box.w - width * scale) / 2,
        page.box.y + (page.box.h - height * scale) / 2,
        width * scale,
        height * scale,
    )
    png, sharp = _related(page.canvas, picture.png(scale * _SHARPNESS), svg)
    page.canvas.picture(name("picture", called), fitted, png, sharp, descr or slide.title)
    page.canvas.finish()


def _related(canvas: Canvas, png: bytes, svg: str) -> tuple[str, str]:
    """Relationship ids of the two images; python-pptx itself refuses SVG."""
    part = canvas.slide.part
    _, image = part.get_or_add_image_part(io.BytesIO(png))
    package = part.package
    vector = Part(package.next_image_partname("svg"), "image/svg+xml", package, svg.encode())
    return image, part.relate_to(vector, RELATIONSHIP_TYPE.IMAGE)
