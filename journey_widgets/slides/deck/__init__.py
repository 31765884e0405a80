"""A deck in one file: opens in any browser, without a network, on a laptop, a phone and on paper."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journey_widgets.slides.atomic import whole
from journey_widgets.slides.chapters.actions import Action
from journey_widgets.slides.chapters.appendix import Entry
from journey_widgets.slides.chapters.board import Board
from journey_widgets.slides.chapters.board import board as board_of
from journey_widgets.slides.chapters.cover import Cover
from journey_widgets.slides.chapters.curve import Curve
from journey_widgets.slides.chapters.evidence import Measured
from journey_widgets.slides.chapters.findings import Findings
from journey_widgets.slides.chapters.personas import Persona
from journey_widgets.slides.chapters.priorities import Priorities
from journey_widgets.slides.chapters.source import Source
from journey_widgets.slides.chapters.storyboard import Storyboard
from journey_widgets.slides.deck import board, cover, curve, findings, personas, priorities, storyboard, tables
from journey_widgets.slides.deck.html import Html, tag
from journey_widgets.slides.deck.page import document, section
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.progress import steps
from journey_widgets.slides.story import Slide, story
from journey_widgets.words import say

if TYPE_CHECKING:
    from journey_widgets.faces import Theme
    from journey_widgets.model import Journey

__all__ = ["to_deck"]

_THEMES = ("light", "dark")
#: What columns, signs and axes are called: `deck.<word>`.
_WORDS = """action card channel doing dots due effect effort evidence gain impact kpi metric no nobody opportunity owner
pain period quick range score share source stage star status thought value where"""


def to_deck(
    journey: Journey,
    path: str | os.PathLike[str],
    *,
    live: bool = False,
    slides: Sequence[str] | str | None = None,
    language: str | None = None,
    theme: Theme | None = None,
    progress: bool | None = None,
) -> Path:
    """Write a deck of the journey as one HTML file that needs nothing else: no network, no fonts, no server.

    Arrow keys, swipes and the buttons turn the pages, `?` lists the keys, `S` shows the speaker's notes; a phone held
    upright reads it as one long page; printing gives a sheet a slide.

    Args:
        journey: the journey, as it is now.
        path: where to; a file that is there is replaced, and only by a whole one.
        live: whether the curve answers the pointer (0.8 MB more).
        slides: which slides in which order, out of "title", "personas", "board", "storyboard", "curve", "findings",
            "priorities", "actions", "evidence", "appendix". By default all that have something to show.
        language: "ja" or "en"; by default the journey's.
        theme: "light", "dark", or None: as the reader's machine has it. Paper is always light.
        progress: see `slides.progress.steps`.

    Returns:
        The path.

    Raises:
        SlidesError: there is no such slide or theme.
        SaveError: the file cannot be written.

    """
    source = Source(journey.snapshot().document, language or journey.language)
    spoken = source.language
    if theme is not None and theme not in _THEMES:
        raise SlidesError("deck.no_such_theme", language=spoken, value=repr(theme))
    told = story(journey, spoken, slides)
    with whole(path, language=spoken) as target:
        made = [
            (slide, body)
            for slide in steps(told, say("deck.making", spoken), progress=progress)
            for body in _pages(slide, source, journey, live=live)
        ]
        page = document(
            title=source.title,
            language=spoken,
            theme=theme,
            sections=_sections(made, source),
            scripts=("vega", "deck") if live and any(isinstance(slide.content, Curve) for slide in told) else ("deck",),
        )
        target.write_text(page, encoding="utf-8", newline="\n")
    return Path(path)


def _pages(  # noqa: PLR0911 - one line per kind of slide reads better than a table
    slide: Slide, source: Source, journey: Journey, *, live: bool
) -> list[Html]:
    """What a slide shows; more than one page where it is much."""
    language = source.language
    words = {key: say(f"deck.{key}", language) for key in _WORDS.split()}
    match slide.content:
        case Cover() as content:
            return cover.pages(content, board_of(source), source.title, say("deck.hint", language))
        case Board() as content:
            return board.pages(content, words)
        case Storyboard() as content:
            return storyboard.pages(content, journey.pictures.get, say("slides.picture_missing", language))
        case Curve() as content:
            return curve.pages(journey, source, content, label=slide.sentence, live=live, words=words)
        case Findings() as content:
            return findings.pages(content, words)
        case Priorities() as content:
            return priorities.pages(content, words)
        case [Persona(), *_] as content:
            return personas.pages(content, words["share"])
        case [Action(), *_] as content:
            return tables.actions(content, words)
        case [Measured(), *_] as content:
            return tables.evidence(content, words)
        case [Entry(), *_] as content:
            return tables.appendix(content, words)
        case _:
            return [tag("p", slide.sentence, class_="empty")]


def _sections(made: Sequence[tuple[Slide, Html]], source: Source) -> list[Html]:
    """The pages as slides: numbered, and each with a name of its own for links (`deck.html#/curve`)."""
    seen: dict[str, int] = {}
    sections: list[Html] = []
    for number, (slide, body) in enumerate(made, 1):
        turn = seen[slide.kind] = seen.get(slide.kind, 0) + 1
        sections.append(
            section(
                id=slide.kind if turn == 1 else f"{slide.kind}-{turn}",
                kind=slide.kind,
                title=slide.title if slide.kind != "title" else "",
                sentence=slide.sentence if slide.content is not None and slide.kind != "title" else "",
                body=body,
                # The speaker says it once.
                notes=slide.notes if turn == 1 else "",
                number=number,
                count=len(made),
                of=source.title,
                language=source.language,
            )
        )
    return sections
