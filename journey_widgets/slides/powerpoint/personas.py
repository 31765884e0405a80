"""Persona cards, up to four on a page."""

from __future__ import annotations

import re
from dataclasses import replace

from journey_widgets.slides.chapters.personas import Persona
from journey_widgets.slides.powerpoint.canvas import Box, Canvas, name
from journey_widgets.slides.powerpoint.ink import INK, LINE, MUTED, SURFACE, palette
from journey_widgets.slides.powerpoint.page import Deck
from journey_widgets.slides.powerpoint.text import Paragraph, Run, height, shortened
from journey_widgets.slides.story import Slide

__all__ = ["draw_personas", "persona_ink"]

_GAP, _PAD, _BADGE = 16.0, 14.0, 34.0
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.5, 10.0)
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def persona_ink(index: int, color: str | None = None) -> str:
    """A persona's colour: their own where it can be written in a slide, else one of the four; 0 is everyone's."""
    if color and _HEX.fullmatch(color):
        return color
    style = max(0, index - 1) % 4
    return INK if style == 0 else palette()["persona"][style]


def draw_personas(deck: Deck, slide: Slide, content: list[Persona]) -> None:
    """As many cards on a page as are legible; a card that is too long goes on in a second one."""
    box = deck.room(slide)
    cards, each, size = _planned(deck, content, box)
    pages = [cards[start : start + each] for start in range(0, len(cards), each)]
    for number, few in enumerate(pages, 1):
        page = deck.page(slide, number, len(pages))
        width = _width(box, each)
        high = min(page.box.h, max(_height(deck, card, width, size) for card in few))
        for at, card in enumerate(few):
            x = page.box.x + at * (width + _GAP)
            _card(deck, page.canvas, card, Box(x, page.box.y, width, high), size)
        page.canvas.finish()


def _width(box: Box, each: int) -> float:
    return min(430.0, (box.w - _GAP * (each - 1)) / each)


def _planned(deck: Deck, content: list[Persona], box: Box) -> tuple[list[Persona], int, float]:
    for each in range(min(4, len(content)), 0, -1):
        for size in _SIZES:
            if all(_height(deck, card, _width(box, each), size) <= box.h for card in content):
                return content, each, size
    size, each = 11.0, 2
    cut = [part for card in content for part in _parts(deck, card, _width(box, each), size, box.h)]
    return cut, each, size


def _parts(deck: Deck, card: Persona, width: float, size: float, room: float) -> list[Persona]:
    """A card whose lists do not fit, as several."""
    parts = [replace(card, lists=[])]
    for heading, entries in card.lists:
        for entry in entries:
            lists = parts[-1].lists
            open_ = lists[-1][1] if lists and lists[-1][0] == heading else []
            longer = [*(lists[:-1] if open_ else lists), (heading, [*open_, entry])]
            grown = replace(parts[-1], lists=longer)
            if _height(deck, grown, width, size) <= room or not lists:
                parts[-1] = grown
            else:
                again = replace(card, lists=[(heading, [entry])], quote="", line=deck.say("continued_line"))
                parts.append(again)
    return parts


def _paragraphs(deck: Deck, card: Persona, width: float, size: float) -> list[Paragraph]:
    inner = width - 2 * _PAD
    found: list[Paragraph] = []
    if card.quote:
        quoted = deck.say("quoted", text=shortened(card.quote, inner, size + 1, 8))
        found.append(Paragraph([Run(quoted, size + 1, INK)], leading=1.4, before=4))
    for heading, entries in card.lists:
        found.append(Paragraph([Run(heading, size - 1, MUTED, bold=True)], before=9))
        for entry in entries:
            text = shortened(entry, inner - size, size, 8)
            found.append(Paragraph([Run("・" if deck.language == "ja" else "• ", size, MUTED), Run(text, size, INK)],
                                   hang=size, leading=1.4, before=1))  # fmt: skip
    return found


def _head(deck: Deck, card: Persona, width: float, size: float) -> list[Paragraph]:
    inner = width - 2 * _PAD - _BADGE - 10
    found = [Paragraph([Run(shortened(card.name, inner, size + 4, 2, bold=True), size + 4, INK, bold=True)])]
    facts = card.line
    if card.share is not None:
        share = deck.say("share", percent=f"{card.share * 100:.0f}")
        facts = f"{facts}{'　' if deck.language == 'ja' else '   '}{share}".strip()
    if facts:
        found.append(Paragraph([Run(shortened(facts, inner, size - 1, 3), size - 1, MUTED)], before=1))
    return found


def _height(deck: Deck, card: Persona, width: float, size: float) -> float:
    head = max(_BADGE, height(_head(deck, card, width, size), width - 2 * _PAD - _BADGE - 10))
    return head + height(_paragraphs(deck, card, width, size), width - 2 * _PAD) + 2 * _PAD + 10


def _card(deck: Deck, canvas: Canvas, card: Persona, box: Box, size: float) -> None:
    ink = persona_ink(card.index, card.color)
    with canvas.group(name("persona", card.id), box, card.name):
        canvas.shape(name("personacard", card.id), box, fill=SURFACE, line=LINE, geometry="roundRect", radius=8)
        badge = Box(box.x + _PAD, box.y + _PAD, _BADGE, _BADGE)
        canvas.shape(
            name("personabadge", card.id),
            badge,
            [Paragraph([Run(card.name[:1], 15, SURFACE, bold=True)], align="ctr", leading=1.2)],
            fill=ink,
            geometry="ellipse",
            anchor="ctr",
        )
        head = _head(deck, card, box.w, size)
        inner = box.w - 2 * _PAD - _BADGE - 10
        high = max(_BADGE, height(head, inner))
        canvas.text(name("personaname", card.id), Box(badge.x + _BADGE + 10, badge.y, inner, high), head, anchor="ctr")
        body = _paragraphs(deck, card, box.w, size)
        if body:
            top = badge.y + high + 8
            canvas.text(
                name("personatext", card.id),
                Box(box.x + _PAD, top, box.w - 2 * _PAD, box.y + box.h - top - 4),
                body,
            )
