"""The story a deck tells, independent of the medium: which slides, in which order, with which words.

PowerPoint (`slides.powerpoint`) and the deck in one file (`slides.deck`) draw the same story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journey_widgets.slides.chapters import actions, board, cover, curve, evidence, findings, priorities
from journey_widgets.slides.chapters import storyboard as storyboards
from journey_widgets.slides.chapters.actions import Action
from journey_widgets.slides.chapters.appendix import Entry, appendix
from journey_widgets.slides.chapters.board import Board
from journey_widgets.slides.chapters.cover import Cover
from journey_widgets.slides.chapters.curve import Curve
from journey_widgets.slides.chapters.evidence import Measured
from journey_widgets.slides.chapters.findings import Findings
from journey_widgets.slides.chapters.personas import Persona, personas
from journey_widgets.slides.chapters.priorities import Priorities
from journey_widgets.slides.chapters.source import Source
from journey_widgets.slides.chapters.storyboard import Storyboard
from journey_widgets.slides.errors import SlidesError

if TYPE_CHECKING:
    from journey_widgets.model import Journey

__all__ = ["KINDS", "Content", "Slide", "story"]

#: What slides there are, in the order a deck has by default.
KINDS: Final = (
    "title",
    "personas",
    "board",
    "storyboard",
    "curve",
    "findings",
    "priorities",
    "actions",
    "evidence",
    "appendix",
)

Content = (
    Cover
    | list[Persona]
    | Board
    | Storyboard
    | Curve
    | Findings
    | Priorities
    | list[Action]
    | list[Measured]
    | list[Entry]
)


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide to draw; a medium may need several pages for it.

    `kind` is one of `KINDS`, `title` the topic in a few words, `sentence` what it says ("" where there is nothing to
    say), `notes` what the speaker may want to say (lines), `content` what to draw; None where the journey has none of
    it yet: the sentence says so then.
    """

    kind: str
    title: str
    sentence: str
    notes: str
    content: Content | None


def story(journey: Journey, language: str | None = None, only: Sequence[str] | str | None = None) -> list[Slide]:
    """The slides of a journey.

    Args:
        journey: the journey, as it is now.
        language: "ja" or "en"; by default the journey's.
        only: which slides (`KINDS`), in which order. By default all that have something to show; a slide asked for by
            name is there even where the journey has nothing for it yet, and says so.

    Raises:
        SlidesError: there is no such slide; the message lists them.

    """
    document = journey.snapshot().document
    spoken = language or document.get("about", {}).get("language") or "en"
    names = [only] if isinstance(only, str) else list(KINDS if only is None else only)
    for name in names:
        if name not in KINDS:
            raise SlidesError("slides.no_such_slide", language=spoken, value=repr(name), valid=list(KINDS))
    source = Source(document, spoken)
    told = [_slide(source, name) for name in names]
    return [slide for slide in told if only is not None or slide.content is not None]


def _slide(source: Source, kind: str) -> Slide:  # noqa: PLR0911 - one line per kind of slide reads better than a table
    match kind:
        case "title":
            content = cover.cover(source)
            return Slide(kind, source.title, content.extent, "", content)
        case "personas":
            cards = personas(source)
            sentence = source.joined([card.name for card in cards])
            return _told(source, kind, sentence, "", cards or None)
        case "board":
            lanes = board.board(source)
            sentence = board_sentence(source, lanes) if lanes else ""
            return _told(source, kind, sentence, _goals(source), lanes)
        case "storyboard":
            shots = storyboards.storyboard(source)
            return _told(source, kind, storyboards.sentence(source, shots) if shots else "", "", shots)
        case "curve":
            line = curve.curve(source)
            sentence, notes = (curve.sentence(source, line), curve.notes(source, line)) if line else ("", "")
            return _told(source, kind, sentence, notes, line)
        case "findings":
            found = findings.findings(source)
            sentence, notes = (findings.sentence(source, found), findings.notes(source, found)) if found else ("", "")
            return _told(source, kind, sentence, notes, found)
        case "priorities":
            points = priorities.priorities(source)
            return _told(source, kind, priorities.sentence(source, points) if points else "", "", points)
        case "actions":
            plan = actions.actions(source)
            sentence, notes = (actions.sentence(source, plan), actions.notes(source, plan)) if plan else ("", "")
            return _told(source, kind, sentence, notes, plan or None)
        case "evidence":
            measured = evidence.evidence(source)
            return _told(source, kind, evidence.sentence(source, measured) if measured else "", "", measured or None)
        case _:
            entries = appendix(source)
            sentence = source.say("appendix_says", n=len(entries)) if entries else ""
            return _told(source, kind, sentence, "", entries or None)


def _told(source: Source, kind: str, sentence: str, notes: str, content: Content | None) -> Slide:
    said = sentence if content is not None else source.say(f"no_{kind}")
    return Slide(kind, source.say(f"title_{kind}"), said, notes, content)


def board_sentence(source: Source, content: Board) -> str:
    """How much there is, and what is not scored yet."""
    placed = [card for column in content.columns if column.id for card in column.cards]
    open_ = sum(card.score is None for card in placed)
    if not placed or open_ == 0:
        return source.extent()
    key = "extent_unscored" if open_ < len(placed) else "extent_none_scored"
    return source.say(key, extent=source.extent(), open=open_)


def _goals(source: Source) -> str:
    stages = source.table("stages")
    return "\n".join(
        source.say("stage_goal", stage=stages[name]["name"], goal=stages[name]["goal"])
        for name in source.reading.stages
        if stages[name].get("goal")
    )
