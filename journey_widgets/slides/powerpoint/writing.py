"""`to_pptx`: a journey as a PowerPoint deck of native shapes, charts and tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from journey_widgets.slides.atomic import whole
from journey_widgets.slides.chapters.board import Board
from journey_widgets.slides.chapters.cover import Cover
from journey_widgets.slides.chapters.curve import Curve
from journey_widgets.slides.chapters.findings import Findings
from journey_widgets.slides.chapters.priorities import Priorities
from journey_widgets.slides.chapters.storyboard import Storyboard
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.powerpoint.board import draw_board
from journey_widgets.slides.powerpoint.cover import draw_cover
from journey_widgets.slides.powerpoint.curve import draw_curve
from journey_widgets.slides.powerpoint.findings import draw_findings
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.personas import draw_personas
from journey_widgets.slides.powerpoint.pictures import draw_board_picture, draw_curve_picture, draw_extra
from journey_widgets.slides.powerpoint.priorities import draw_priorities
from journey_widgets.slides.powerpoint.storyboard import draw_storyboard
from journey_widgets.slides.powerpoint.table import draw_actions, draw_appendix, draw_board_table, draw_evidence
from journey_widgets.slides.powerpoint.template import Source, prepared
from journey_widgets.slides.powerpoint.text import Voice
from journey_widgets.slides.progress import steps
from journey_widgets.slides.story import Slide, story
from journey_widgets.words import say

if TYPE_CHECKING:
    from journey_widgets.model import Journey

__all__ = ["drawn", "to_pptx"]


def to_pptx(
    journey: Journey,
    path: str | os.PathLike[str],
    *,
    slides: Sequence[str] | str | None = None,
    template: Source | None = None,
    layout: str | None = None,
    placeholder: str | None = None,
    charts: Literal["native", "picture"] = "native",
    board: Literal["shapes", "table", "picture"] = "shapes",
    append_to: Source | None = None,
    extra: Iterable[Any] = (),
    language: Literal["ja", "en"] | None = None,
    font: str | None = None,
    progress: bool | None = None,
) -> Path:
    """Write a journey as a PowerPoint deck that people can go on working with.

    Everything is native: the board is shapes, the curve and the impact × effort picture are charts with their data
    behind them, plans and lists are tables. Speaker notes carry the reasons behind each dip. `update_pptx` brings such
    a deck up to date later.

    Args:
        journey: the journey, as it is now.
        path: the .pptx to write. It is written whole or not at all.
        slides: which slides, in which order: "title", "personas", "board", "storyboard", "curve", "findings",
            "priorities", "actions", "evidence", "appendix". By default all that have something to show.
        template: a company's .pptx or .potx (path or bytes); its sample slides are left out, no typeface is written
            into it. By default our own 16:9 design.
        layout: name of the template's layout for content slides. By default its "title only" layout or what comes
            nearest.
        placeholder: name of the placeholder in that layout whose place the content takes.
        charts: "native", or "picture" for the curve as the notebook shows it, as PNG and SVG.
        board: "shapes", "table" or "picture".
        append_to: a deck (path or bytes) whose slides stay; the new ones go behind them, in its design.
        extra: Altair charts, each on a slide of its own; a chart's title becomes the slide's.
        language: "ja" or "en"; by default the journey's.
        font: a typeface for everything, on machines that have it. By default the design's or the template's own.
        progress: show a progress bar; by default in a notebook and in a terminal.

    Returns:
        The path.

    Raises:
        SlidesError: a name is not known (the message lists those that are), a template cannot be opened, or `path` is
            no .pptx.
        SaveError: the file cannot be written there.

    """
    told = story(journey, language, slides)
    about = journey.snapshot().document.get("about", {})
    spoken = language or about.get("language") or "en"
    if Path(path).suffix.lower() != ".pptx":
        raise SlidesError("slides.not_pptx", language=spoken, path=os.fspath(path))
    _known(spoken, "charts", charts, ("native", "picture"))
    _known(spoken, "board", board, ("shapes", "table", "picture"))
    own = template is None and append_to is None
    deck = Deck(
        prepared(spoken, template=template, append_to=append_to, layout=layout, placeholder=placeholder, font=font),
        Voice(spoken, None if own else font),
        spoken,
        told[0].title if told and told[0].kind == "title" else story(journey, spoken, "title")[0].title,
        charts,
        board,
        journey,
    )
    with whole(path, language=spoken) as temporary:
        todo = [*(partial(draw, deck, slide) for slide in told), *_charts(deck, extra)]
        for make in steps(todo, say("slides.making", spoken), progress=progress):
            make()
        deck.template.presentation.core_properties.title = deck.title[:255]  # more is not allowed
        deck.template.presentation.save(os.fspath(temporary))
    return Path(path)


def drawn(journey: Journey, *, language: str, board: str) -> Any:  # noqa: ANN401 - python-pptx has no types
    """The whole deck in our own design, as a python-pptx Presentation that is not written anywhere."""
    told = story(journey, language)
    deck = Deck(
        prepared(language),
        Voice(language),
        language,
        told[0].title,
        "native",
        board,
        journey,
    )
    for slide in told:
        draw(deck, slide)
    return deck.template.presentation


def _charts(deck: Deck, extra: Iterable[Any]) -> list[partial[None]]:
    charts = [extra] if hasattr(extra, "to_dict") else list(extra)
    return [partial(draw_extra, deck, number, chart) for number, chart in enumerate(charts, 1)]


def draw(deck: Deck, slide: Slide) -> None:
    """One slide of the story, on as many pages as it takes."""
    content = slide.content
    match content:
        case None:
            deck.page(slide).canvas.finish()  # asked for by name, but there is none: the sentence says so
        case Cover():
            draw_cover(deck, slide, content)
        case Board() if deck.board == "table":
            draw_board_table(deck, slide, content)
        case Board() if deck.board == "picture":
            draw_board_picture(deck, slide)
        case Board():
            draw_board(deck, slide, content)
        case Storyboard():
            draw_storyboard(deck, slide, content)
        case Curve() if deck.charts == "picture":
            draw_curve_picture(deck, slide)
        case Curve():
            draw_curve(deck, slide, content)
        case Findings():
            draw_findings(deck, slide, content)
        case Priorities():
            draw_priorities(deck, slide, content)
        case list():
            _LISTS[slide.kind](deck, slide, content)


_LISTS: dict[str, Any] = {
    "personas": draw_personas,
    "actions": draw_actions,
    "evidence": draw_evidence,
    "appendix": draw_appendix,
}


def _known(language: str, option: str, value: str, valid: tuple[str, ...]) -> None:
    if value not in valid:
        raise SlidesError("slides.no_such_choice", language=language, option=option, value=repr(value), valid=valid)
