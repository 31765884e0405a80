"""Pain points beside opportunities, in as many pages as they take."""

from __future__ import annotations

from journey_widgets.slides.chapters.findings import Finding, Findings
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name
from journey_widgets.slides.powerpoint.ink import INK, LINE, MUTED, SURFACE, palette
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.text import Paragraph, Run, height, shortened
from journey_widgets.slides.story import Slide

__all__ = ["draw_findings", "mark"]

_GAP, _PAD, _HEAD = 24.0, 8.0, 28.0
_SIZES = (13.0, 12.0, 11.0, 10.5)


def mark(kind: str) -> tuple[str, str]:
    """The sign of a note and its colour: the same shapes as on cards and in the panel."""
    theme = palette()
    signs = {"pain": ("▼", theme["edge"][0]), "gain": ("▲", theme["edge"][4]), "opportunity": ("◆", theme["inkMuted"])}
    return signs.get(kind, ("●", theme["inkMuted"]))


def draw_findings(deck: Deck, slide: Slide, content: Findings) -> None:
    """Two columns; where one side is missing, the other takes two."""
    box = deck.room(slide)
    width = (box.w - _GAP) / 2
    sides = [("pain", content.pains), ("opportunity", content.opportunities)]
    if not content.pains or not content.opportunities:
        kind, everything = sides[0] if content.pains else sides[1]
        half = -(-len(everything) // 2)
        sides = [(kind, everything[:half]), (kind, everything[half:])]
    size, columns = _planned(deck, [side for _, side in sides], width, box.h - _HEAD)
    count = max(1, *map(len, columns))
    for number in range(1, count + 1):
        page = deck.page(slide, number, count)
        for at, ((kind, _), column) in enumerate(zip(sides, columns, strict=True)):
            if number <= len(column):
                x = page.box.x + at * (width + _GAP)
                place = Box(x, page.box.y, width, page.box.h)
                _column(deck, page.canvas, f"{kind}{at}", column[number - 1], place, size=size)
        page.canvas.finish()


def _planned(
    deck: Deck, sides: list[list[Finding]], width: float, room: float
) -> tuple[float, list[list[list[Finding]]]]:
    """The largest size at which both sides are on one page, and the pages of each side."""
    for size in _SIZES:
        columns = [_pages(deck, side, width, room, size) for side in sides]
        if max(map(len, columns)) <= 1:
            return size, columns
    return _SIZES[-1], [_pages(deck, side, width, room, _SIZES[-1]) for side in sides]


def _pages(deck: Deck, side: list[Finding], width: float, room: float, size: float) -> list[list[Finding]]:
    pages: list[list[Finding]] = []
    y = room
    for finding in side:
        high = _height(deck, finding, width, size) + 6
        if y + high > room:
            pages.append([])
            y = 0.0
        pages[-1].append(finding)
        y += high
    return pages


def _texts(deck: Deck, finding: Finding, width: float, size: float) -> list[Paragraph]:
    sign, ink = mark(finding.kind)
    text = shortened(finding.text, width - 2 * _PAD - size * 1.6, size, 10, bold=True)
    facts = [finding.where]
    if finding.votes:
        facts.append(deck.say("votes" if finding.votes != 1 else "votes_one", n=finding.votes))
    if finding.severity:
        facts.append(deck.say("severity_is", n=finding.severity))
    if finding.impact and not finding.severity:
        facts.append(deck.say("impact_is", n=finding.impact))
    found = [Paragraph([Run(f"{sign} ", size, ink), Run(text, size, INK, bold=True)], leading=1.35, hang=size * 1.4)]
    line = ("　" if deck.language == "ja" else "   ").join(fact for fact in facts if fact)
    if line:
        small = size - 2
        shown = shortened(line, width - 2 * _PAD - size * 1.6, small, 2)
        found.append(Paragraph([Run(shown, small, MUTED)], leading=1.35, before=1))
    return found


def _height(deck: Deck, finding: Finding, width: float, size: float) -> float:
    return height(_texts(deck, finding, width, size), width - 2 * _PAD) + 2 * _PAD - 2


def _column(deck: Deck, canvas: Canvas, side: str, findings: list[Finding], box: Box, *, size: float) -> None:
    heading = deck.say("pains" if side.startswith("pain") else "opportunities")
    canvas.text(
        name("heading", side),
        Box(box.x, box.y, box.w, _HEAD - 6),
        [Paragraph([Run(heading, 13, MUTED, bold=True)], leading=1.4)],
    )
    y = box.y + _HEAD
    for finding in findings:
        high = _height(deck, finding, box.w, size)
        canvas.shape(
            name("note", finding.id),
            Box(box.x, y, box.w, high),
            _texts(deck, finding, box.w, size),
            fill=SURFACE,
            line=LINE,
            geometry="roundRect",
            radius=5,
            inset=(_PAD, _PAD - 1, _PAD, _PAD - 2),
        )
        y += high + 6
