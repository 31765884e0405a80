"""Pictures of a map: its board, its curve or a chart as SVG, PNG or PDF, from the document, never from the browser."""

from __future__ import annotations

import base64
import inspect
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from journey_widgets.model import Journey
from journey_widgets.slides import fonts
from journey_widgets.slides.atomic import whole
from journey_widgets.slides.drawing.content import Content
from journey_widgets.slides.drawing.page import Page
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.render import chart_svg, svg_to_pdf, svg_to_png, with_fonts, written
from journey_widgets.words import say

if TYPE_CHECKING:
    import altair as alt

    from journey_widgets.faces import Theme
    from journey_widgets.words import Language

__all__ = [
    "Picture",
    "board_svg",
    "chart_svg",
    "curve_svg",
    "picture",
    "svg_to_pdf",
    "svg_to_png",
    "to_picture",
    "with_fonts",
]

State = Literal["as_is", "to_be"]
FORMATS = (".svg", ".png", ".pdf")
#: What is drawn by ourselves; every chart of `jw.charts` can be named besides.
DRAWN = ("board", "curve")


class Picture:
    """A picture that shows itself in a notebook, and goes on showing where nothing runs: as PNG and as SVG.

    Attributes:
        svg: the picture, with its letters as words in Noto Sans JP (or whatever is there in its stead).
        description: what there is to see, in a sentence or two.

    """

    def __init__(self, svg: str, description: str) -> None:
        self.svg = svg
        self.description = description

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in CSS pixels."""
        width, height = (
            float(cast("re.Match[str]", re.search(rf'<svg[^>]*?\s{side}="([\d.]+)', self.svg))[1])
            for side in ("width", "height")
        )
        return width, height

    def png(self, scale: float = 1) -> bytes:
        """The picture as PNG, `scale` pixels for each of its own."""
        return svg_to_png(self.svg, scale)

    def pdf(self) -> bytes:
        """The picture as a PDF of one page."""
        return svg_to_pdf(self.svg)

    def save(self, path: str | os.PathLike[str], *, scale: float = 2, language: str = "en") -> Path:
        """Write the picture to `path`; its ending says what: `.svg` (with its letters inside), `.png` or `.pdf`."""
        suffix = Path(path).suffix.lower()
        if suffix not in FORMATS:
            raise SlidesError("picture.no_such_format", language=language, value=suffix, valid=list(FORMATS))
        with whole(path, language=language) as target:
            if suffix == ".svg":
                target.write_text(with_fonts(self.svg), encoding="utf-8")
            else:
                target.write_bytes(self.pdf() if suffix == ".pdf" else self.png(scale))
        return Path(path)

    def bundle(self, scale: float = 1) -> tuple[dict[str, str], dict[str, Any]]:
        """The picture by MIME type, and what a notebook keeps beside it: its size, and a sentence in its stead."""
        data = {
            "image/svg+xml": self.svg,
            "image/png": base64.b64encode(self.png(scale)).decode("ascii"),
            "text/plain": self.description,
        }
        # Without a height: a page that is too narrow then scales the picture instead of squeezing it.
        shown: dict[str, Any] = {"width": round(self.size[0]), "alt": self.description}
        return data, {"image/png": shown, "image/svg+xml": {"alt": self.description}}

    def _repr_mimebundle_(self, **_kwargs: object) -> tuple[dict[str, str], dict[str, Any]]:
        return self.bundle(2)


def board_svg(
    journey: Journey,
    *,
    language: Language | None = None,
    theme: Theme = "light",
    persona: str | None = None,
    state: State = "as_is",
    rows: str | None = None,
    curve: bool = True,
) -> str:
    """The board as SVG: stages, cards, pool, and the emotion curve under them on the same columns.

    Args:
        journey: the map.
        language: "ja" or "en"; None: the map's own.
        theme: "light" or "dark".
        persona: whose scores are shown, by id; "" is everyone's. None: everyone's where there are some, otherwise the
            first persona's.
        state: "as_is" or "to_be".
        rows: a field that makes swimlanes of the board: "channel", "owner", "evidence", "exists_in" or "custom.<name>".
        curve: whether the curve is drawn under the lanes.

    Raises:
        SlidesError: there is no such persona, state, language or theme.

    """
    return _page(journey, language, theme, persona, state, rows=rows, curve=curve).svg()


def curve_svg(
    journey: Journey,
    *,
    language: Language | None = None,
    theme: Theme = "light",
    persona: str | None = None,
    state: State = "as_is",
) -> str:
    """The emotion curve under the names of its stages as SVG. Arguments and errors as in `board_svg`."""
    return _page(journey, language, theme, persona, state, cards=False).svg()


def picture(
    journey: Journey,
    what: str = "board",
    *,
    language: Language | None = None,
    theme: Theme = "light",
    persona: str | None = None,
    state: State = "as_is",
    rows: str | None = None,
    curve: bool = True,
) -> Picture:
    """A picture to show in a cell, of the map as it is now: it stays when the kernel is gone.

    Args:
        journey: the map.
        what: "board", "curve", or a chart of `journey_widgets.charts` by name.
        language: "ja" or "en"; None: the map's own.
        theme: "light" or "dark".
        persona: whose scores are shown, by id; "" is everyone's. None: everyone's where there are some, otherwise the
            first persona's.
        state: "as_is" or "to_be".
        rows: a field that makes swimlanes of the board: "channel", "owner", "evidence", "exists_in" or "custom.<name>".
        curve: whether the curve is drawn under the board.

    Raises:
        SlidesError: there is no such picture, persona, state, language or theme; the message says what there is.

    """
    if what in DRAWN:
        cards = what == "board"
        page = _page(journey, language, theme, persona, state, rows=rows, cards=cards, curve=curve or not cards)
        return Picture(page.svg(), page.description)
    chosen = {"language": language, "theme": theme, "persona": persona, "state": state}
    chart = _chart(journey, what, chosen)
    title = say("picture.chart_of", language or journey.language, title=journey.about["title"])
    return Picture(chart_svg(chart), _said(chart) or title)


def to_picture(
    source: Journey | alt.TopLevelMixin,
    path: str | os.PathLike[str],
    what: str = "board",
    *,
    language: Language | None = None,
    theme: Theme = "light",
    persona: str | None = None,
    state: State = "as_is",
    rows: str | None = None,
    scale: float = 2,
) -> Path:
    """Write a picture of a map, or any Altair chart, as SVG, PNG or PDF.

    Args:
        source: a journey, or an Altair chart (then only `path` and `scale` count).
        path: ends in `.svg` (its letters inside: right on a machine without Japanese fonts), `.png` or `.pdf`.
        what: "board", "curve", or a chart of `journey_widgets.charts` by name.
        language: "ja" or "en"; None: the map's own.
        theme: "light" or "dark".
        persona: whose scores are shown, by id; "" is everyone's. None: everyone's where there are some, otherwise the
            first persona's.
        state: "as_is" or "to_be".
        rows: a field that makes swimlanes of the board: "channel", "owner", "evidence", "exists_in" or "custom.<name>".
        scale: of a PNG: pixels for each CSS pixel; 2 for a screen, 3 for print.

    Returns:
        `path`.

    Raises:
        SlidesError: there is no such picture, format, persona, state, language or theme.
        SaveError: the file cannot be written. What was there before stays.

    Warns:
        MissingGlyphs: characters that our typeface does not have.

    """
    if isinstance(source, Journey):
        spoken = language or source.language
        made = picture(source, what, language=language, theme=theme, persona=persona, state=state, rows=rows)
    else:
        spoken = language or "en"
        made = Picture(chart_svg(source), "")
    fonts.check(("".join(characters) for characters in written(made.svg).values()), spoken)
    return made.save(path, scale=scale, language=spoken)


def _page(
    journey: Journey,
    language: str | None,
    theme: Theme,
    persona: str | None,
    state: str,
    *,
    rows: str | None = None,
    cards: bool = True,
    curve: bool = True,
) -> Page:
    spoken = language or journey.language
    for value, valid, key in ((spoken, ("ja", "en"), "language"), (theme, ("light", "dark"), "theme")):
        if value not in valid:
            raise SlidesError(f"picture.no_such_{key}", language=journey.language, value=value, valid=list(valid))
    pictures = journey.pictures.get if cards else None
    content = Content(journey.snapshot().document, spoken, persona, state, rows=rows, pictures=pictures)
    return Page(content, theme, cards=cards, curve=curve)


def _said(chart: object) -> str:
    """What a chart says of itself, "" where it says nothing."""
    said = getattr(chart, "description", "")
    return said if isinstance(said, str) else ""


def _chart(journey: Journey, what: str, chosen: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
    from journey_widgets import charts  # noqa: PLC0415 - brings Altair along

    names = [name for name in charts.__all__ if name != "data"]
    if what not in names:
        raise SlidesError("picture.no_such_picture", language=journey.language, value=what, valid=[*DRAWN, *names])
    draw = getattr(charts, what)
    known = inspect.signature(draw).parameters
    return draw(journey, **{name: value for name, value in chosen.items() if name in known and value is not None})
